package testkit

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"dajiu/platform/clock"
)

// A server is started by the first test process that needs it and serves all. Every process that uses it holds
// a shared lock on the file "users" until it exits. Beside the server runs a shell that looks every five seconds
// whether it can have that lock exclusively; after the tenth time in a row it stops the server while it holds
// the lock. Who does not want to wait so long leaves a file "stop". A process takes its shared lock before it looks for the server, so it never meets a dying one.
const watchdog = `
"$@" >> server.log 2>&1 &
pid=$!
idle=0
while kill -0 $pid 2>/dev/null; do
  sleep 5
  if flock -n users true; then idle=$((idle+1)); else idle=0; fi
  if [ -e stop ]; then rm -f stop; idle=10; fi
  if [ $idle -ge 10 ]; then
    flock -n users sh -c "kill $pid; while kill -0 $pid 2>/dev/null; do sleep 0.2; done; $AFTER" && break
    idle=0
  fi
done
`

// daemon describes a server.
type daemon struct {
	name    string
	needs   []string // programs that must be installed
	prepare func(dir string) error
	command func(dir string) (args, env []string)
	ready   func(dir string) error // nil once the server answers
	started func(dir string) error // once per start, after it is ready
	after   string                 // a command for the shell once the server has stopped
	within  time.Duration
}

// use makes sure that the server runs until this process exits and returns its folder. It skips the test where
// the server is not wanted, not installed, or does not start; with DAJIU_TEST_ENGINES=all the latter two fail it.
func (d daemon) use(tb testing.TB) string {
	tb.Helper()
	d.wanted(tb)
	dir := d.dir()
	if err := d.up(dir); err != nil {
		without(tb, fmt.Errorf("%s cannot be started here: %w", d.name, err))
	}
	return dir
}

func (d daemon) dir() string {
	return filepath.Join(os.TempDir(), "dajiu-testkit", strings.ToLower(d.name))
}

// wanted skips the test where the server is not wanted or not installed.
func (d daemon) wanted(tb testing.TB) {
	tb.Helper()
	if os.Getenv(enginesKey) == "sqlite" {
		tb.Skip(d.name + " is left out: DAJIU_TEST_ENGINES=sqlite")
	}
	if err := d.installed(); err != nil {
		without(tb, err)
	}
}

// enginesKey names the environment variable that says which servers tests need: sqlite, none; all, every one; else those that
// can be had.
const enginesKey = "DAJIU_TEST_ENGINES"

// without ends a test that has no server: it is skipped, or fails where all servers are to be there.
func without(tb testing.TB, why error) {
	tb.Helper()
	if os.Getenv(enginesKey) == "all" {
		tb.Fatal(why)
	}
	tb.Skip(why)
}

func (d daemon) installed() error {
	for _, program := range append([]string{"flock", "sh"}, d.needs...) {
		if _, err := lookPath(program); err != nil {
			return fmt.Errorf("%s is not installed: %w", d.name, err)
		}
	}
	return nil
}

func (d daemon) up(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if _, err := lockFile(filepath.Join(dir, "users"), syscall.LOCK_SH); err != nil {
		return err
	}
	start, err := lockFile(filepath.Join(dir, "start"), syscall.LOCK_EX)
	if err != nil {
		return err
	}
	defer func() { _ = syscall.Close(start) }()
	if d.ready(dir) == nil {
		return nil
	}
	if d.prepare != nil {
		if err := d.prepare(dir); err != nil {
			return fmt.Errorf("prepare: %w", err)
		}
	}
	if err := d.launch(dir); err != nil {
		return err
	}
	c := clock.Real()
	for waited := time.Duration(0); ; waited += 100 * time.Millisecond {
		if err = d.ready(dir); err == nil {
			break
		}
		if waited > d.within {
			return fmt.Errorf("not ready after %v (see server.log): %w", d.within, err)
		}
		c.Sleep(100 * time.Millisecond)
	}
	if d.started != nil {
		return d.started(dir)
	}
	return nil
}

// launch starts the server and its watchdog in a session of their own, so that they outlive this process.
func (d daemon) launch(dir string) error {
	args, env := d.command(dir)
	cmd := exec.CommandContext(context.Background(), "sh", append([]string{"-c", watchdog, "watchdog"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(append(os.Environ(), env...), "AFTER="+d.after)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Process.Release()
}

// lockFile returns a bare descriptor, which the collector does not close: a lock that is not given back goes
// with the process.
func lockFile(path string, how int) (int, error) {
	fd, err := syscall.Open(path, syscall.O_CREAT|syscall.O_RDWR|syscall.O_CLOEXEC, 0o600)
	if err != nil {
		return 0, fmt.Errorf("open %s: %w", filepath.Base(path), err)
	}
	for {
		err = syscall.Flock(fd, how)
		if err == nil {
			return fd, nil
		}
		if !errors.Is(err, syscall.EINTR) {
			return 0, errors.Join(fmt.Errorf("lock %s: %w", filepath.Base(path), err), syscall.Close(fd))
		}
	}
}

// lookPath also looks where Debian puts the programs of administrators and of RabbitMQ.
func lookPath(program string) (string, error) {
	if p, err := exec.LookPath(program); err == nil {
		return p, nil
	}
	for _, dir := range []string{"/usr/sbin", "/usr/local/sbin", "/usr/lib/rabbitmq/bin"} {
		if p, err := exec.LookPath(filepath.Join(dir, program)); err == nil {
			return p, nil
		}
	}
	return "", fmt.Errorf("%s: %w", program, exec.ErrNotFound)
}
