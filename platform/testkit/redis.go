package testkit

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

const redisPort = 16379

// Redis returns the address of the shared Redis server. Tests keep apart by the prefixes of their keys. The test is skipped
// where Redis cannot be had.
func Redis(tb testing.TB) string {
	tb.Helper()
	redisDaemon().use(tb)
	return redisAddr()
}

func redisAddr() string { return localAddr(redisPort) }

func localAddr(port int) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) }

func redisDaemon() daemon {
	return daemon{
		name:   "Redis",
		needs:  []string{"redis-server", "redis-cli"},
		within: 10 * time.Second,
		command: func(dir string) ([]string, []string) {
			return redisCommand(dir, redisPort), nil
		},
		ready: func(string) error { return redisPing(redisPort) },
	}
}

// redisCommand starts a server that keeps nothing on disk.
func redisCommand(dir string, port int, more ...string) []string {
	server, _ := lookPath("redis-server") // use has looked already
	return append([]string{server, "--bind", "127.0.0.1", "--port", strconv.Itoa(port), "--dir", dir, "--save", "",
		"--appendonly", "no", "--daemonize", "no", "--logfile", filepath.Join(dir, "redis-"+strconv.Itoa(port)+".log")}, more...)
}

func redisPing(port int) error {
	out, err := redisAsk(port, "PING")
	if err == nil && strings.TrimSpace(out) != "PONG" {
		err = fmt.Errorf("redis on %d says %.100s", port, out)
	}
	return err
}

// redisAsk sends a command to a server and returns the answer as text.
func redisAsk(port int, command ...string) (string, error) {
	cli, err := lookPath("redis-cli")
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, cli, append([]string{"-h", "127.0.0.1", "-p", strconv.Itoa(port)}, command...)...).CombinedOutput()
	if err != nil {
		return "", errors.Join(err, fmt.Errorf("redis-cli %s: %.300s", command[0], out))
	}
	return string(out), nil
}
