package testkit

import (
	"os/exec"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// EtcdServer is an etcd of one test's own, which may be killed, frozen and started again. It goes with the test.
type EtcdServer struct {
	// Addr is host:port.
	Addr    string
	port    int
	args    []string
	process *exec.Cmd
	ended   <-chan struct{}
}

// OwnEtcd starts an etcd for one test, which is skipped where etcd cannot be had.
func OwnEtcd(tb testing.TB) *EtcdServer {
	tb.Helper()
	etcdDaemon().wanted(tb)
	server, err := lookPath("etcd")
	require.NoError(tb, err)
	port := freePort(tb)
	s := &EtcdServer{Addr: localAddr(port), port: port, args: etcdCommand(server, tb.TempDir(), port, freePort(tb))}
	tb.Cleanup(s.stop)
	s.Start(tb)
	return s
}

// Start starts a server that was killed, with what it held, and waits until it answers.
func (s *EtcdServer) Start(tb testing.TB) {
	tb.Helper()
	s.process = exec.Command(s.args[0], s.args[1:]...)
	var err error
	s.ended, err = startBound(s.process)
	require.NoError(tb, err)
	await(tb, 20*time.Second, func() error { return etcdHealthy(s.port) })
}

// Kill ends the server at once.
func (s *EtcdServer) Kill(tb testing.TB) {
	tb.Helper()
	require.NoError(tb, s.process.Process.Kill())
	<-s.ended
}

// Freeze stops the server from answering, with its connections open; Thaw lets it go on.
func (s *EtcdServer) Freeze(tb testing.TB) {
	tb.Helper()
	require.NoError(tb, s.process.Process.Signal(syscall.SIGSTOP))
}

// Thaw lets a frozen server go on.
func (s *EtcdServer) Thaw(tb testing.TB) {
	tb.Helper()
	require.NoError(tb, s.process.Process.Signal(syscall.SIGCONT))
}

func (s *EtcdServer) stop() {
	if s.ended != nil {
		_ = s.process.Process.Kill() // it may have been killed before
		<-s.ended
	}
}
