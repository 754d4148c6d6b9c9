package manifest

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"
	"time"

	"dajiu/deploy/tool/internal/program"
)

// Counts say what was looked at.
type Counts struct {
	Objects, Containers int
	// Unknown are the objects whose kind Kubernetes does not define, which nothing but the references was checked of.
	Unknown []string
}

// Check proves objects, which are an installation with what others beside it, external, have made. The binary is the program
// that runs in them. All problems are reported.
func Check(ctx context.Context, chart, external []Object, schemas []*Schemas, binary string) (Counts, error) {
	all := objects(append(append([]Object{}, chart...), external...))
	counts := Counts{Objects: len(chart)}
	var problems []error
	seen := map[string]bool{}
	for _, o := range chart {
		if seen[o.String()] {
			problems = append(problems, fmt.Errorf("%s: is there twice", o))
		}
		seen[o.String()] = true
		if !label.MatchString(o.Name()) {
			problems = append(problems, fmt.Errorf("%s: the name is none that Kubernetes takes", o))
		}
		for _, s := range schemas {
			err := s.Validate(o)
			if errors.Is(err, ErrNoSchema) && !ownGroup(o) {
				counts.Unknown = append(counts.Unknown, o.String())
				break
			}
			problems = append(problems, err)
		}
		problems = append(problems, all.related(o))
	}
	for _, maker := range objects(chart).pods() {
		problems = append(problems, all.careful(maker))
		for _, c := range list(podOf(maker), "containers") {
			counts.Containers++
			problems = append(problems, all.told(ctx, maker, c, binary))
		}
	}
	return counts, errors.Join(problems...)
}

// told reports what the program does not understand of what a container tells it.
func (all objects) told(ctx context.Context, maker Object, c any, binary string) error {
	run := all.run(maker, c)
	has, err := program.Understands(ctx, binary, run)
	if err != nil {
		return fmt.Errorf("%s: %w", maker, err)
	}
	drain, err := time.ParseDuration(has["rpc.drain"])
	if err != nil {
		return fmt.Errorf("%s: rpc.drain: %w", maker, err)
	}
	var problems []error
	for key, port := range map[string]string{"http.listen": "http", "http.private": "private", "rpc.listen": "rpc", "sim.listen": "sim"} {
		if hasPort(maker, port) && has[key] != fmt.Sprintf(":%v", portOf(c, port)) {
			problems = append(problems, fmt.Errorf("%s: port %s is %v, and the program listens at %q", maker, port, portOf(c, port), has[key]))
		}
	}
	for _, key := range []string{"data", "media"} {
		if key == "media" && !mounted(c, "/media") {
			continue
		}
		if !mounted(c, has[key]) {
			problems = append(problems, fmt.Errorf("%s: %s is %q, where no volume is", maker, key, has[key]))
		}
	}
	return errors.Join(append(problems, patient(maker, drain))...)
}

func portOf(c any, name string) any {
	for _, p := range list(c, "ports") {
		if text(p, "name") == name {
			return at(p, "containerPort")
		}
	}
	return nil
}

func mounted(c any, where string) bool {
	for _, m := range list(c, "volumeMounts") {
		if text(m, "mountPath") == where {
			return true
		}
	}
	return false
}

// run returns how a container runs the program, with what the objects it names give it.
func (all objects) run(maker Object, c any) program.Run {
	run := program.Run{Env: map[string]string{}, Files: map[string]string{}}
	for _, arg := range list(c, "args") {
		s, _ := arg.(string)
		run.Args = append(run.Args, s)
	}
	for _, from := range list(c, "envFrom") {
		secret, _ := all.find("Secret", text(from, "secretRef", "name")) // that it is there was checked
		for name, value := range table(secret.Fields, "stringData") {
			run.Env[name] = fmt.Sprint(value)
		}
	}
	for _, e := range list(c, "env") {
		run.Env[text(e, "name")] = text(e, "value")
	}
	for _, m := range list(c, "volumeMounts") {
		for _, v := range list(podOf(maker), "volumes") {
			if text(v, "name") != text(m, "name") {
				continue
			}
			source, ok := all.find("ConfigMap", text(v, "configMap", "name"))
			if !ok {
				continue
			}
			for name, content := range table(source.Fields, "data") {
				run.Files[path.Join(text(m, "mountPath"), name)] = fmt.Sprint(content)
			}
		}
	}
	return run
}

// Text returns objects as one YAML text, each with where it comes from.
func Text(of []Object) string {
	var b strings.Builder
	for _, o := range of {
		fmt.Fprintf(&b, "---\n# %s\n%s\n", o.File, strings.TrimSpace(o.Text))
	}
	return b.String()
}

// ownGroup reports whether the group of an object is one that Kubernetes itself defines: a version of it that is not there is a
// mistake, and not an operator's kind.
func ownGroup(o Object) bool {
	group, _, _ := strings.Cut(text(o.Fields, "apiVersion"), "/")
	return !strings.Contains(group, ".") || strings.HasSuffix(group, ".k8s.io")
}
