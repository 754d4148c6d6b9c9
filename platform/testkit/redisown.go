package testkit

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
)

// RedisServer is a Redis process of one test's own, which may be killed, stopped for a while and started again. It goes with
// the test, and with the test's process.
type RedisServer struct {
	// Addr is host:port.
	Addr    string
	port    int
	args    []string
	process *exec.Cmd
	ended   <-chan struct{} // nil before it was started
}

// OwnRedis starts a server for one test, which is skipped where Redis cannot be had. More are arguments of redis-server.
func OwnRedis(tb testing.TB, more ...string) *RedisServer {
	tb.Helper()
	redisDaemon().wanted(tb)
	port := freePort(tb)
	return ownRedis(tb, port, redisCommand(tb.TempDir(), port, more...))
}

func ownRedis(tb testing.TB, port int, args []string) *RedisServer {
	tb.Helper()
	s := &RedisServer{Addr: localAddr(port), port: port, args: args}
	tb.Cleanup(s.stop)
	s.Start(tb)
	return s
}

// Start starts a server that was killed, without what it held, and waits until it answers.
func (s *RedisServer) Start(tb testing.TB) {
	tb.Helper()
	s.process = exec.Command(s.args[0], s.args[1:]...)
	var err error
	s.ended, err = startBound(s.process)
	require.NoError(tb, err)
	await(tb, 10*time.Second, func() error { return redisPing(s.port) })
}

// Kill ends the server at once.
func (s *RedisServer) Kill(tb testing.TB) {
	tb.Helper()
	require.NoError(tb, s.process.Process.Kill())
	<-s.ended
}

// Freeze stops the server from answering, with its connections open; Thaw lets it go on.
func (s *RedisServer) Freeze(tb testing.TB) {
	tb.Helper()
	require.NoError(tb, s.process.Process.Signal(syscall.SIGSTOP))
}

// Thaw lets a frozen server go on.
func (s *RedisServer) Thaw(tb testing.TB) {
	tb.Helper()
	require.NoError(tb, s.process.Process.Signal(syscall.SIGCONT))
}

// Ask sends a command and returns the answer as redis-cli prints it.
func (s *RedisServer) Ask(tb testing.TB, command ...string) string {
	tb.Helper()
	out, err := redisAsk(s.port, command...)
	require.NoError(tb, err)
	return out
}

func (s *RedisServer) stop() {
	if s.ended != nil {
		_ = s.process.Process.Kill() // it may have been killed before
		<-s.ended
	}
}

// RedisGroup is a master, two replicas and three Sentinels that watch them.
type RedisGroup struct {
	// Name is what the Sentinels call the group.
	Name string
	// Sentinels are their addresses.
	Sentinels []string
	servers   []*RedisServer
	sentinel  *RedisServer
}

// RedisSentinel starts a group for one test, which is skipped where Redis cannot be had. A master that does not answer for a second
// is replaced.
func RedisSentinel(tb testing.TB) *RedisGroup {
	tb.Helper()
	g := &RedisGroup{Name: "dajiu", servers: []*RedisServer{OwnRedis(tb)}}
	master := strconv.Itoa(g.servers[0].port)
	for range 2 {
		g.servers = append(g.servers, OwnRedis(tb, "--replicaof", "127.0.0.1 "+master, "--repl-diskless-sync-delay", "0"))
	}
	for _, s := range g.servers[1:] {
		await(tb, 20*time.Second, func() error { return holds(s.port, "master_link_status:up", "INFO", "replication") })
	}
	for range 3 {
		dir, port := tb.TempDir(), freePort(tb)
		file := filepath.Join(dir, "sentinel.conf")
		require.NoError(tb, os.WriteFile(file, []byte(fmt.Sprintf("bind 127.0.0.1\nport %d\ndir %s\nlogfile %s\n"+
			"sentinel monitor %s 127.0.0.1 %s 2\nsentinel down-after-milliseconds %s 1000\nsentinel failover-timeout %s 3000\n",
			port, dir, filepath.Join(dir, "log"), g.Name, master, g.Name, g.Name)), 0o600))
		g.sentinel = ownRedis(tb, port, []string{redisCommand(dir, port)[0], file, "--sentinel"})
		g.Sentinels = append(g.Sentinels, g.sentinel.Addr)
	}
	await(tb, 20*time.Second, func() error {
		if err := holds(g.sentinel.port, "slaves=2,sentinels=3", "INFO", "sentinel"); err != nil {
			return err
		}
		return holds(g.sentinel.port, "OK 3 usable Sentinels", "SENTINEL", "CKQUORUM", g.Name)
	})
	return g
}

// Master returns the server that the Sentinels call the master.
func (g *RedisGroup) Master(tb testing.TB) *RedisServer {
	tb.Helper()
	said := strings.Fields(g.sentinel.Ask(tb, "SENTINEL", "GET-MASTER-ADDR-BY-NAME", g.Name))
	for _, s := range g.servers {
		if strconv.Itoa(s.port) == said[1] {
			return s
		}
	}
	tb.Fatalf("testkit: the Sentinels name a master that nobody started: %v", said)
	return nil
}

// RedisCluster starts three masters with a replica each for one test, which is skipped where Redis cannot be had, and returns
// the six servers.
func RedisCluster(tb testing.TB) []*RedisServer {
	tb.Helper()
	var servers []*RedisServer
	create := []string{"--cluster", "create"}
	for range 6 {
		s := OwnRedis(tb, "--cluster-enabled", "yes", "--cluster-node-timeout", "2000", "--cluster-port", strconv.Itoa(freePort(tb)),
			"--repl-diskless-sync-delay", "0")
		servers, create = append(servers, s), append(create, s.Addr)
	}
	_, err := redisAsk(servers[0].port, append(create, "--cluster-replicas", "1", "--cluster-yes")...)
	require.NoError(tb, err)
	for _, s := range servers {
		await(tb, 30*time.Second, func() error { return holds(s.port, "cluster_state:ok", "CLUSTER", "INFO") })
	}
	return servers
}

// holds asks a server and wants a text in the answer.
func holds(port int, text string, command ...string) error {
	out, err := redisAsk(port, command...)
	if err == nil && !strings.Contains(out, text) {
		err = fmt.Errorf("no %q in %.600s", text, out)
	}
	return err
}

// await tries until there is no error.
func await(tb testing.TB, within time.Duration, try func() error) {
	tb.Helper()
	c := clock.Real()
	for waited := time.Duration(0); ; waited += 50 * time.Millisecond {
		err := try()
		if err == nil {
			return
		}
		if waited > within {
			tb.Fatalf("testkit: not within %v: %v", within, err)
		}
		c.Sleep(50 * time.Millisecond)
	}
}

func freePort(tb testing.TB) int {
	tb.Helper()
	for {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		require.NoError(tb, err)
		addr, ok := l.Addr().(*net.TCPAddr)
		require.True(tb, ok)
		require.NoError(tb, l.Close())
		if _, taken := handedOut.LoadOrStore(addr.Port, true); !taken {
			return addr.Port
		}
	}
}

// handedOut are the ports that servers of this process were given, and may not listen on yet.
var handedOut sync.Map

// startBound starts a process that ends with this one, and returns what is closed when it ended. Linux binds its life to that of
// the thread that started it, which therefore waits for it.
func startBound(cmd *exec.Cmd) (<-chan struct{}, error) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	started, ended := make(chan error), make(chan struct{})
	go func() {
		defer close(ended)
		runtime.LockOSThread() // and never unlocked: the thread goes with the goroutine
		err := cmd.Start()
		started <- err
		if err == nil {
			_ = cmd.Wait() // says that it was killed
		}
	}()
	return ended, <-started
}
