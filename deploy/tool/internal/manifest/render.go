// Package manifest renders the Helm chart and proves what comes out: that every object is what Kubernetes' own schemas say, that
// what an object names is there, that no container may more than it must, and that the program understands what it is told.
//
// It guarantees that a misspelt field, a selector that finds nothing, or a key that the program does not have fails before a
// cluster sees it.
//
// It talks to no cluster. Start with [Render] and [Check].
package manifest

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/common/util"
	"helm.sh/helm/v4/pkg/chart/v2/lint"
	"helm.sh/helm/v4/pkg/chart/v2/lint/support"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	"helm.sh/helm/v4/pkg/engine"
	releaseutil "helm.sh/helm/v4/pkg/release/v1/util"
	"sigs.k8s.io/yaml"
)

// Release and Namespace are what the chart is rendered as.
const (
	Release   = "shop"
	Namespace = "retail"
)

// Object is one object of a cluster.
type Object struct {
	// File is where it comes from.
	File string
	// Text is it in YAML, Fields the same read.
	Text   string
	Fields map[string]any
}

// Kind returns the object's kind.
func (o Object) Kind() string { return text(o.Fields, "kind") }

// Name returns the object's name.
func (o Object) Name() string { return text(o.Fields, "metadata", "name") }

// String names the object as errors do.
func (o Object) String() string { return o.Kind() + "/" + o.Name() }

// Values reads a file of values.
func Values(file string) (map[string]any, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("manifest: values: %w", err)
	}
	values := map[string]any{}
	if err := yaml.UnmarshalStrict(raw, &values); err != nil {
		return nil, fmt.Errorf("manifest: values: %s: %w", file, err)
	}
	return values, nil
}

// Lint returns everything that Helm's own linter has to say against the chart with some values, information too.
func Lint(chart string, values map[string]any) error {
	var problems []error
	for _, m := range lint.RunAll(chart, values, Namespace).Messages {
		if m.Severity > support.InfoSev {
			problems = append(problems, fmt.Errorf("lint: %w", m))
		}
	}
	return errors.Join(problems...)
}

// Render returns the objects that the chart makes of some values, as an installation on some version of Kubernetes would.
func Render(chart string, values map[string]any, kubernetes string) ([]Object, error) {
	loaded, err := loader.LoadDir(chart)
	if err != nil {
		return nil, fmt.Errorf("manifest: chart: %w", err)
	}
	able := common.DefaultCapabilities.Copy()
	version, err := common.ParseKubeVersion(kubernetes)
	if err != nil {
		return nil, fmt.Errorf("manifest: version of Kubernetes: %w", err)
	}
	able.KubeVersion = *version
	given, err := util.ToRenderValues(loaded, values, common.ReleaseOptions{Name: Release, Namespace: Namespace, Revision: 1, IsInstall: true}, able)
	if err != nil {
		return nil, fmt.Errorf("manifest: values: %w", err)
	}
	files, err := engine.Engine{Strict: true}.Render(loaded, given)
	if err != nil {
		return nil, fmt.Errorf("manifest: render: %w", err)
	}
	var objects []Object
	for _, file := range slices.Sorted(maps.Keys(files)) {
		if path.Ext(file) != ".yaml" {
			continue // notes, and what other templates include
		}
		of, err := Split(file, files[file])
		if err != nil {
			return nil, err
		}
		objects = append(objects, of...)
	}
	return objects, nil
}

// Split reads the objects of a text with several YAML documents. A key that is there twice is an error.
func Split(file, text string) ([]Object, error) {
	documents := releaseutil.SplitManifests(text)
	names := slices.SortedFunc(maps.Keys(documents), func(a, b string) int { // manifest-9 before manifest-10
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return strings.Compare(a, b)
	})
	var objects []Object
	for _, name := range names {
		o := Object{File: file, Text: documents[name]}
		if err := yaml.UnmarshalStrict([]byte(o.Text), &o.Fields); err != nil {
			return nil, fmt.Errorf("manifest: %s: %w", file, err)
		}
		if len(o.Fields) > 0 {
			objects = append(objects, o)
		}
	}
	return objects, nil
}

// at returns what is at a path of fields; nil where there is nothing.
func at(fields any, path ...string) any {
	for _, name := range path {
		inner, ok := fields.(map[string]any)
		if !ok {
			return nil
		}
		fields = inner[name]
	}
	return fields
}

func text(fields any, path ...string) string {
	s, _ := at(fields, path...).(string)
	return s
}

func table(fields any, path ...string) map[string]any {
	m, _ := at(fields, path...).(map[string]any)
	return m
}

func list(fields any, path ...string) []any {
	l, _ := at(fields, path...).([]any)
	return l
}
