package testkit

import (
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// RabbitServer is a RabbitMQ node of one test's own, which may be killed, stopped for a while and started again with what it
// held. It goes with the test.
type RabbitServer struct {
	// Addr is host:port.
	Addr    string
	args    []string
	env     []string
	epmd    int
	dir     string
	process *exec.Cmd
}

// OwnRabbit starts a node for one test, which is skipped where RabbitMQ cannot be had.
func OwnRabbit(tb testing.TB) *RabbitServer {
	tb.Helper()
	rabbitmq().wanted(tb)
	dir, port := tb.TempDir(), freePort(tb)
	require.NoError(tb, rabbitPrepare(dir, port))
	s := &RabbitServer{Addr: localAddr(port), dir: dir, epmd: freePort(tb)}
	s.args, s.env = rabbitCommand(dir, "dajiu_"+strconv.Itoa(port), freePort(tb), s.epmd)
	tb.Cleanup(func() {
		s.stop()
		end := exec.Command("epmd", "-kill") // Erlang leaves its name server running
		end.Env = append(os.Environ(), "ERL_EPMD_PORT="+strconv.Itoa(s.epmd))
		_ = end.Run()
	})
	s.Start(tb)
	return s
}

// RabbitURL is the URL of a node at an address that leads to it.
func RabbitURL(addr string) string { return "amqp://guest:guest@" + addr + "/" }

// Start starts a node that was killed, with what it held, and waits until it answers.
func (s *RabbitServer) Start(tb testing.TB) {
	tb.Helper()
	s.process = exec.Command(s.args[0], s.args[1:]...)
	s.process.Dir = s.dir // Erlang leaves its dumps where it runs
	s.process.Env = append(os.Environ(), s.env...)
	s.process.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // a shell, which starts Erlang
	require.NoError(tb, s.process.Start())
	await(tb, 60*time.Second, func() error { return rabbitPing(RabbitURL(s.Addr)) })
}

// Kill ends the node at once.
func (s *RabbitServer) Kill(tb testing.TB) {
	tb.Helper()
	s.signal(tb, syscall.SIGKILL)
	_ = s.process.Wait() // says that it was killed
	s.process = nil
}

// Freeze stops the node from answering, with its connections open; Thaw lets it go on.
func (s *RabbitServer) Freeze(tb testing.TB) {
	tb.Helper()
	s.signal(tb, syscall.SIGSTOP)
}

// Thaw lets a frozen node go on.
func (s *RabbitServer) Thaw(tb testing.TB) {
	tb.Helper()
	s.signal(tb, syscall.SIGCONT)
}

func (s *RabbitServer) signal(tb testing.TB, what syscall.Signal) {
	tb.Helper()
	require.NoError(tb, syscall.Kill(-s.process.Process.Pid, what))
}

func (s *RabbitServer) stop() {
	if s.process != nil {
		_ = syscall.Kill(-s.process.Process.Pid, syscall.SIGKILL) // it may be dead already
		_ = s.process.Wait()                                      // as above
	}
}
