package testkit

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"dajiu/platform/clock"
)

// Service is one of the tests' servers that people keep running, to start the program on real engines. Tests go on to use
// it beside them: their schemas, exchanges and keys have names of their own.
type Service struct {
	// Name is the engine's.
	Name string
	// Settings are the lines of configuration that make the program use it, as YAML; the other choice for one role is a comment.
	Settings string
	daemon   daemon
}

// Services are all there are.
func Services() []Service {
	maria := mariadb()
	list := []Service{
		{daemon: maria, Settings: "sql:\n  engine: mysql # `dajiu migrate` makes the schemas\n  dsn: " + mariadbDSN(maria.dir(), "") + "\n"},
		{daemon: rabbitmq(), Settings: "bus:\n  engine: rabbitmq\n  url: " + rabbitURL() + "\n"},
		{daemon: natsDaemon(), Settings: "# or bus:\n#   engine: nats\n#   url: " + natsURL() + "\n"},
		{daemon: etcdDaemon(), Settings: "discovery: # counts once services run in several processes\n  engine: etcd\n  etcd:\n    endpoints: [\"" + localAddr(etcdPort) + "\"]\n"},
		{daemon: redisDaemon(), Settings: "redis:\n  addrs: [\"" + redisAddr() + "\"]\n"},
	}
	for i := range list {
		list[i].Name = list[i].daemon.name
	}
	return list
}

// keeper is the file with the number of the process that is a user of the server until it is stopped.
const keeper = "keeper"

// Start starts the server, unless it runs, and keeps it until Stop, whether or not tests use it.
func (s Service) Start() error {
	if err := s.daemon.installed(); err != nil {
		return err
	}
	dir := s.daemon.dir()
	if err := s.daemon.up(dir); err != nil {
		return fmt.Errorf("%s: %w", s.Name, err)
	}
	if s.kept() != 0 {
		return nil
	}
	// As a user does, it holds a shared lock for as long as it lives (see daemon.go).
	cmd := exec.Command("flock", "--shared", "--no-fork", "users", "sleep", "infinity")
	cmd.Dir = dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("%s: keep: %w", s.Name, err)
	}
	return errors.Join(os.WriteFile(filepath.Join(dir, keeper), []byte(strconv.Itoa(cmd.Process.Pid)), 0o600), cmd.Process.Release())
}

// Stop ends the keeping, and the server too unless tests use it, which then ends with them. It reports whether the server
// ended.
func (s Service) Stop() (ended bool, err error) {
	dir := s.daemon.dir()
	if pid := s.kept(); pid != 0 {
		if err := syscall.Kill(pid, syscall.SIGTERM); err != nil {
			return false, fmt.Errorf("%s: end the keeper: %w", s.Name, err)
		}
	}
	if err := os.Remove(filepath.Join(dir, keeper)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return false, err
	}
	stop := filepath.Join(dir, "stop")
	c := clock.Real()
	for range 60 {
		if s.daemon.installed() != nil || s.daemon.ready(dir) != nil {
			_ = os.Remove(stop) // nobody else takes it away where no server ran
			return true, nil
		}
		if free, err := unused(dir); err != nil || !free {
			return false, err
		}
		if err := os.WriteFile(stop, nil, 0o600); err != nil {
			return false, err
		}
		c.Sleep(500 * time.Millisecond)
	}
	return false, fmt.Errorf("%s did not end within half a minute", s.Name)
}

// kept returns the keeper's process; 0 where there is none.
func (s Service) kept() int {
	text, err := os.ReadFile(filepath.Join(s.daemon.dir(), keeper))
	if err != nil {
		return 0
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0
	}
	// The number may have gone to another process since.
	command, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "cmdline"))
	where, err2 := os.Readlink(filepath.Join("/proc", strconv.Itoa(pid), "cwd"))
	if err != nil || err2 != nil || where != s.daemon.dir() || !strings.Contains(string(command), "infinity") {
		return 0
	}
	return pid
}

// unused reports whether no process uses a server. While it is being stopped it counts as unused.
func unused(dir string) (bool, error) {
	fd, err := syscall.Open(filepath.Join(dir, "users"), syscall.O_RDWR|syscall.O_CLOEXEC, 0)
	if err != nil {
		return errors.Is(err, os.ErrNotExist), nil
	}
	defer func() { _ = syscall.Close(fd) }()
	err = syscall.Flock(fd, syscall.LOCK_SH|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return true, nil // the watchdog holds it alone
	}
	if err != nil {
		return false, err
	}
	err = syscall.Flock(fd, syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}
