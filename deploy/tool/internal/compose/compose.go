// Package compose proves the Compose file: that it is what the specification's schema says, that the program understands what
// each of its processes is told, that no secret stands in it, and that every process is bounded, watched and given the time to end.
//
// It starts no container. Start with [Load] and [Check].
package compose

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/dotenv"
	"github.com/compose-spec/compose-go/v2/types"

	"dajiu/deploy/tool/internal/program"
)

// Example is the file of variables beside the Compose file, which people copy and fill in.
const Example = ".env.example"

// Filled returns the variables of the example, those that are empty given some value: as people would who filled it in.
func Filled(dir string) (map[string]string, error) {
	env, err := dotenv.Read(filepath.Join(dir, Example))
	if err != nil {
		return nil, fmt.Errorf("compose: %w", err)
	}
	for name, value := range env {
		if value == "" && name != "SQL_REPLICAS" { // which is empty without the profile
			env[name] = strings.Repeat("x", 40)
		}
	}
	return env, nil
}

// Load reads a folder's compose.yaml with all its profiles, as the engine would with some variables.
func Load(ctx context.Context, dir string, env map[string]string) (*types.Project, error) {
	var given []string
	for name, value := range env {
		given = append(given, name+"="+value)
	}
	options, err := cli.NewProjectOptions([]string{filepath.Join(dir, "compose.yaml")},
		cli.WithWorkingDirectory(dir), cli.WithEnv(given), cli.WithProfiles([]string{"*"}), cli.WithConsistency(true), cli.WithResolvedPaths(true))
	if err != nil {
		return nil, fmt.Errorf("compose: %w", err)
	}
	project, err := cli.ProjectFromOptions(ctx, options)
	if err != nil {
		return nil, fmt.Errorf("compose: %w", err)
	}
	return project, nil
}

// Counts say what was looked at.
type Counts struct{ Services, Ours int }

// Check reports everything that is wrong with a project. Image is ours; binary is the program in it.
func Check(ctx context.Context, p *types.Project, image, binary string) (Counts, error) {
	var counts Counts
	var problems []error
	for _, name := range slices.Sorted(maps.Keys(p.Services)) {
		s := p.Services[name]
		counts.Services++
		found := bounded(s)
		if s.Image == image {
			counts.Ours++
			found = append(found, ours(ctx, p, s, binary)...)
		}
		for _, problem := range found {
			problems = append(problems, fmt.Errorf("compose: services.%s: %w", name, problem))
		}
	}
	return counts, errors.Join(problems...)
}

// bounded reports what every service must have, whoever's it is.
func bounded(s types.ServiceConfig) (problems []error) {
	bad := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }
	if _, tag, ok := strings.Cut(path.Base(s.Image), ":"); !ok || tag == "latest" {
		bad("image: %q names no release", s.Image)
	}
	if s.Deploy == nil || s.Deploy.Resources.Limits == nil || s.Deploy.Resources.Limits.MemoryBytes == 0 {
		bad("its memory has no limit")
	}
	if s.Restart == "" {
		bad("restart: not said")
	}
	if s.HealthCheck == nil {
		bad("healthcheck: not said")
	}
	for _, port := range s.Ports {
		if port.HostIP == "" {
			bad("port %d: open to everybody who reaches the machine", port.Target)
		}
	}
	return problems
}

// finish is what a process does after it stopped serving at last: requests that run, what is to be written.
const finish = 20 * time.Second

// ours reports what a service of our image must have.
func ours(ctx context.Context, p *types.Project, s types.ServiceConfig, binary string) (problems []error) {
	bad := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }
	run, err := runOf(p, s)
	if err != nil {
		return []error{err}
	}
	has, err := program.Understands(ctx, binary, run)
	if err != nil {
		return []error{err}
	}
	if !s.ReadOnly || !slices.Contains(s.CapDrop, "ALL") || s.User == "" || strings.HasPrefix(s.User, "0") {
		bad("it may more than it must")
	}
	if !mounted(s, has["data"]) {
		bad("data: %q, where no volume is", has["data"])
	}
	if strings.Contains(" "+strings.Join(s.Command, " ")+" ", " serve ") {
		for _, name := range []string{"product", "gateway"} {
			if has["services"] == "["+name+"]" && !mounted(s, has["media"]) {
				bad("media: %q, where no volume is", has["media"])
			}
		}
	}
	if s.HealthCheck == nil || s.HealthCheck.Disable {
		return problems // it runs once
	}
	drain, err := time.ParseDuration(has["rpc.drain"])
	if err != nil || s.StopGracePeriod == nil || time.Duration(*s.StopGracePeriod) < drain+finish {
		bad("stop_grace_period: the process needs up to %v", drain+finish)
	}
	want := []string{"CMD", "/dajiu", "--config", run.Args[1], "health"}
	if !slices.Equal(s.HealthCheck.Test, want) {
		bad("healthcheck: %v, and there is neither a shell nor anything else in the image than %v", s.HealthCheck.Test, want)
	}
	return problems
}

func mounted(s types.ServiceConfig, where string) bool {
	return slices.ContainsFunc(s.Volumes, func(v types.ServiceVolumeConfig) bool { return v.Target == where })
}

// runOf returns how a service runs the program.
func runOf(p *types.Project, s types.ServiceConfig) (program.Run, error) {
	run := program.Run{Args: s.Command, Env: map[string]string{}, Files: map[string]string{}}
	for name, value := range s.Environment {
		if value == nil {
			return run, fmt.Errorf("environment: %s has no value", name)
		}
		run.Env[name] = *value
	}
	for _, c := range s.Configs {
		raw, err := os.ReadFile(p.Configs[c.Source].File)
		if err != nil {
			return run, fmt.Errorf("configs: %w", err)
		}
		run.Files[c.Target] = string(raw)
	}
	if len(run.Args) < 2 || run.Args[0] != "--config" {
		return run, fmt.Errorf("command: %v begins not with the file of the configuration", run.Args)
	}
	return run, nil
}

// Secretless reports variables of the example that stand for a secret and have a value there. What the file itself says of secrets
// is what Load refuses without them.
func Secretless(dir string) error {
	env, err := dotenv.Read(filepath.Join(dir, Example))
	if err != nil {
		return fmt.Errorf("compose: %w", err)
	}
	var problems []error
	for name, value := range env {
		if value != "" && (strings.HasSuffix(name, "SECRET") || strings.HasSuffix(name, "PASSWORD")) {
			problems = append(problems, fmt.Errorf("compose: %s: %s has a value", Example, name))
		}
	}
	return errors.Join(problems...)
}
