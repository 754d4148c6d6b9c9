// Package program asks the program itself whether it understands what a deployment tells it: the arguments, the variables of the
// environment and the files of one container.
//
// It guarantees that the answer is that of the binary which is deployed, by the same code as at its start: a key that it does
// not have, a value of the wrong type, or a combination that cannot work is an error that names it.
//
// It starts nothing that serves. Start with [Understands].
package program

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Run is how a container runs the program.
type Run struct {
	// Args are its arguments, without the program's own name.
	Args []string
	// Env are the variables that it is given.
	Env map[string]string
	// Files are those of its file system that are not the image's, by path.
	Files map[string]string
}

// commands are those that a deployment may run.
func commands() []string { return []string{"serve", "sim", "migrate", "seed"} }

// Understands fails where the program would not run as told. It returns the configuration that the program would have, as lines
// of key = value, secrets masked.
func Understands(ctx context.Context, binary string, r Run) (map[string]string, error) {
	dir, err := os.MkdirTemp("", "dajiu-deploy")
	if err != nil {
		return nil, fmt.Errorf("program: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }() // a copy of what is checked
	args, err := r.arguments(dir)
	if err != nil {
		return nil, err
	}
	command := exec.CommandContext(ctx, binary, append(args, "config", "check")...) //nolint:gosec // the program that is deployed, as its caller named it
	command.Env = []string{}                                                        // nothing of this machine's
	for name, value := range r.Env {
		command.Env = append(command.Env, name+"="+value)
	}
	out, err := command.Output()
	if err != nil {
		var failed *exec.ExitError
		if errors.As(err, &failed) {
			err = errors.New(strings.Join(strings.Fields(string(failed.Stderr)), " "))
		}
		return nil, fmt.Errorf("program: %v: %w", r.Args, err)
	}
	has := map[string]string{}
	for line := range strings.Lines(string(out)) {
		if key, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " = "); ok {
			has[key] = value
		}
	}
	return has, nil
}

// arguments returns what asks the same of the configuration as the run's arguments do, with its files in a folder.
func (r Run) arguments(dir string) ([]string, error) {
	var args []string
	command := ""
	for i := 0; i < len(r.Args); i++ {
		arg := r.Args[i]
		services, isServices := strings.CutPrefix(arg, "--services=")
		switch {
		case arg == "--config" && i+1 < len(r.Args):
			i++
			file, err := r.file(dir, r.Args[i])
			if err != nil {
				return nil, err
			}
			args = append(args, arg, file)
		case arg == "--set" && i+1 < len(r.Args):
			i++
			args = append(args, arg, r.Args[i])
		case isServices && command == "serve":
			args = append(args, "--set", "services="+services)
		case command == "" && slices.Contains(commands(), arg):
			command = arg
		default:
			return nil, fmt.Errorf("program: %v: argument %q is none that deployments use", r.Args, arg)
		}
	}
	if command == "" {
		return nil, fmt.Errorf("program: %v: no command", r.Args)
	}
	return args, nil
}

func (r Run) file(dir, path string) (string, error) {
	content, ok := r.Files[path]
	if !ok {
		return "", fmt.Errorf("program: %v: the container has no file %s", r.Args, path)
	}
	to := filepath.Join(dir, filepath.Base(path))
	if err := os.WriteFile(to, []byte(content), 0o600); err != nil {
		return "", fmt.Errorf("program: %w", err)
	}
	return to, nil
}
