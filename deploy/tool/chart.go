package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dajiu/deploy/tool/internal/manifest"
)

type chartCmd struct {
	Chart   string            `help:"The chart's folder." required:"" type:"existingdir"`
	Binary  string            `help:"The program." required:"" type:"existingfile"`
	Schemas map[string]string `help:"Folders of Kubernetes' definitions by version: v1.37.2=path." required:"" mapsep:"none"`
	Out     string            `help:"A folder to write the rendered manifests to." type:"path"`
}

// Run renders every set of values of the chart's ci folder for every version of Kubernetes, and prints what was looked at.
func (c *chartCmd) Run(ctx context.Context, out io.Writer) error {
	sets, err := filepath.Glob(filepath.Join(c.Chart, "ci", "*-values.yaml"))
	if err != nil || len(sets) == 0 {
		return errors.Join(errors.New("chart: there are no sets of values"), err)
	}
	external, err := c.external()
	if err != nil {
		return err
	}
	var problems []error
	for version, dir := range c.Schemas {
		schemas, err := manifest.OpenSchemas(dir)
		if err != nil {
			return err
		}
		for _, set := range sets {
			if err := c.prove(ctx, out, set, version, schemas, external); err != nil {
				problems = append(problems, fmt.Errorf("%s, Kubernetes %s:\n%w", filepath.Base(set), version, err))
			}
		}
	}
	return errors.Join(problems...)
}

// external are the objects that an installation has beside the chart's.
func (c *chartCmd) external() ([]manifest.Object, error) {
	file := filepath.Join(c.Chart, "ci", "external.yaml")
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("chart: %w", err)
	}
	return manifest.Split(file, string(raw))
}

func (c *chartCmd) prove(ctx context.Context, out io.Writer, set, version string, schemas *manifest.Schemas, external []manifest.Object) error {
	values, err := manifest.Values(set)
	if err != nil {
		return err
	}
	if err := manifest.Lint(c.Chart, values); err != nil {
		return err
	}
	rendered, err := manifest.Render(c.Chart, values, version)
	if err != nil {
		return err
	}
	name := strings.TrimSuffix(filepath.Base(set), "-values.yaml")
	if c.Out != "" {
		if err := errors.Join(os.MkdirAll(c.Out, 0o750), os.WriteFile(filepath.Join(c.Out, name+".yaml"), []byte(manifest.Text(rendered)), 0o600)); err != nil {
			return fmt.Errorf("chart: write: %w", err)
		}
	}
	counts, err := manifest.Check(ctx, rendered, external, []*manifest.Schemas{schemas}, c.Binary)
	if err != nil {
		return err
	}
	kinds := map[string]int{}
	for _, o := range rendered {
		kinds[o.Kind()]++
	}
	var told []string
	for kind, n := range kinds {
		told = append(told, fmt.Sprintf("%d %s", n, kind))
	}
	slices.Sort(told)
	fmt.Fprintf(out, "chart: %-10s Kubernetes %s: %d objects valid, %d containers' configuration understood (%s)", name, version, counts.Objects-len(counts.Unknown), counts.Containers, strings.Join(told, ", "))
	if len(counts.Unknown) > 0 {
		fmt.Fprintf(out, "; no definition here of %v", counts.Unknown)
	}
	fmt.Fprintln(out)
	return nil
}
