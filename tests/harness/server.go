// Package harness runs the real program as a child process and speaks to it as its users do: over HTTP. All
// black-box tests stand on it.
//
// It guarantees ports and folders of its own for every server, and that nothing runs on when a test ends.
//
// It looks into no store. Start with [Start].
package harness

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Options say how a server is to run.
type Options struct {
	// RPC is inproc or tcp.
	RPC string
	// Set are configuration keys.
	Set map[string]string
	// Data is the data folder; empty: a fresh one with the demo city.
	Data string
	// Within is the folder that the data folder is made in; empty: a temporary one.
	Within string
	// MySQL is the DSN of a database server without a schema; empty: SQLite.
	MySQL string
	// Prefix begins the schemas' names on MySQL.
	Prefix string
	// Processes runs each service, the gateway and the simulators as a process of its own. Set must say how they find each other.
	Processes bool
	// Copies are services of which more than one process runs, with how many.
	Copies map[string]int
	// Each are configuration keys of single processes, by their names.
	Each map[string]map[string]string
	// Programs are the programs of single processes, by their names, where they run another build: see [Previous].
	Programs map[string]string
}

// Server is a running program.
type Server struct {
	URL, Sim, Private string
	Data              string

	t         testing.TB
	opts      Options
	processes []*Process
}

// Password is that of every demo account.
const Password = "dajiu-demo-2026"

//nolint:gochecknoglobals // one build and one seeded folder serve all tests of a run
var (
	buildOnce, seedOnce sync.Once
	binary, seeded      string
	buildErr, seedErr   error
)

// root is the top of the checkout: above the folder of the package whose tests run.
func root() string { return filepath.Join("..", "..") }

// Binary builds the program once and returns its path.
func Binary(t testing.TB) string {
	t.Helper()
	buildOnce.Do(func() {
		dir, err := os.MkdirTemp("", "dajiu-bin")
		if err != nil {
			buildErr = err
			return
		}
		binary = filepath.Join(dir, "dajiu")
		build := exec.Command("go", "build", "-o", binary, "./cmd/dajiu")
		build.Dir, build.Env = root(), append(os.Environ(), "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			buildErr = fmt.Errorf("build: %w\n%s", err, out)
		}
	})
	require.NoError(t, buildErr)
	return binary
}

// Command returns the program with arguments, not yet started. What configures the tests through the environment, or whoever
// runs them, is not for it: it is told everything by its arguments.
func Command(t testing.TB, args ...string) *exec.Cmd {
	t.Helper()
	return program(Binary(t), args)
}

func program(path string, args []string) *exec.Cmd {
	command := exec.Command(path, args...)
	command.Env = slices.DeleteFunc(os.Environ(), func(pair string) bool { return strings.HasPrefix(pair, "DAJIU_") })
	return command
}

// seededFolder makes the demo city once; every server gets a copy.
func seededFolder(t testing.TB) string {
	t.Helper()
	seedOnce.Do(func() {
		if seeded, seedErr = os.MkdirTemp("", "dajiu-seed"); seedErr != nil {
			return
		}
		if out, err := Command(t, "seed", "--data", seeded).CombinedOutput(); err != nil {
			seedErr = fmt.Errorf("seed: %w\n%s", err, out)
		}
	})
	require.NoError(t, seedErr)
	return seeded
}

// Ports of servers lie below those that the system gives to whoever connects: one that is free stays free.
const lowestPort, highestPort = 20_000, 32_000

//nolint:gochecknoglobals // ports of a run
var handedOut sync.Map

// FreeAddr returns an address that nobody listens on, and never the same twice.
func FreeAddr(t testing.TB) string {
	t.Helper()
	for range highestPort - lowestPort {
		port := lowestPort + rand.IntN(highestPort-lowestPort)
		if _, taken := handedOut.LoadOrStore(port, true); taken {
			continue
		}
		l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err != nil {
			continue
		}
		require.NoError(t, l.Close())
		return l.Addr().String()
	}
	require.FailNow(t, "no port is free")
	return ""
}

// Start runs a server and waits until it is ready. It is stopped when the test ends.
func Start(t testing.TB, opts Options) *Server {
	t.Helper()
	s := &Server{t: t, opts: opts, Data: opts.Data}
	if s.Data == "" {
		s.Data = filepath.Join(opts.Within, "data")
		if opts.Within == "" {
			s.Data = t.TempDir()
		}
		if opts.MySQL == "" {
			require.NoError(t, os.CopyFS(s.Data, os.DirFS(seededFolder(t))))
		}
	}
	s.URL, s.Sim, s.Private = "http://"+FreeAddr(t), "http://"+FreeAddr(t), "http://"+FreeAddr(t)
	if opts.MySQL != "" && opts.Data == "" {
		s.Run("migrate")
		s.Run("seed")
	}
	s.Launch()
	t.Cleanup(func() {
		s.Kill()
		if t.Failed() {
			for _, p := range s.processes {
				t.Logf("output of %s:\n%s", p.Name, tail(p.output.String(), 6000))
			}
		}
	})
	return s
}

func tail(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return "…" + text[len(text)-n:]
}

// arguments are the configuration that every command of this installation shares.
func (s *Server) arguments() []string {
	set := map[string]string{
		"data": s.Data, "http.listen": strings.TrimPrefix(s.URL, "http://"), "http.private": strings.TrimPrefix(s.Private, "http://"),
		"sim.listen": strings.TrimPrefix(s.Sim, "http://"), "obs.log_level": "warn", "delivery.retry_after": "300ms", "delivery.offer_for": "3s",
		"gateway.limits.anonymous.login.per_second": "5000", "gateway.limits.anonymous.login.burst": "5000",
	}
	if s.opts.RPC != "" {
		set["rpc.mode"] = s.opts.RPC
	}
	if s.opts.MySQL != "" {
		set["sql.engine"], set["sql.dsn"], set["sql.prefix"] = "mysql", s.opts.MySQL, s.opts.Prefix
		if s.opts.RPC == "tcp" {
			set["sql.replicas"] = s.opts.MySQL // it is its own: what may be read there is, by the same guard
		}
	}
	for key, value := range s.opts.Set {
		set[key] = value
	}
	var args []string
	for key, value := range set {
		args = append(args, "--set", key+"="+value)
	}
	return args
}

// Run runs another command on the installation and returns what it printed.
func (s *Server) Run(command ...string) string {
	s.t.Helper()
	out, err := s.Try(command...)
	require.NoError(s.t, err, out)
	return out
}

// Try is Run for a command that may fail.
func (s *Server) Try(command ...string) (string, error) {
	s.t.Helper()
	out, err := Command(s.t, append(command, s.arguments()...)...).CombinedOutput()
	return string(out), err //nolint:wrapcheck // the test reports it with the output
}

// The server looks at its outboxes every five seconds: only a quiet time longer than that means something.
const quietTime = 6 * time.Second

// Settle waits until nothing is on its way any more: no event unpublished or unhandled, no callback due.
func (s *Server) Settle() {
	s.t.Helper()
	var since time.Time
	require.Eventually(s.t, func() bool {
		switch busy := s.SimGet("/wechatpay/sim/state").Int("pending") > 0 || s.Metric("dajiu_outbox_pending") > 0; {
		case busy:
			since = time.Time{}
		case since.IsZero():
			since = time.Now()
		}
		return !since.IsZero() && time.Since(since) > quietTime
	}, startTime, 200*time.Millisecond, "things do not settle")
}

// Metric returns the sum of a metric over all processes and labels.
func (s *Server) Metric(name string) float64 {
	s.t.Helper()
	sum := 0.0
	for _, p := range s.processes {
		sum += p.Metric(name)
	}
	return sum
}

// Metric returns the sum of a metric of one process over all its labels.
func (p *Process) Metric(name string) float64 { return p.Series(name, "") }

// Series returns the sum of a metric of one process over the labels that contain a text.
func (p *Process) Series(name, label string) float64 {
	s := p.server
	s.t.Helper()
	resp, err := http.Get(p.private + "/metrics") //nolint:noctx // a local scrape
	require.NoError(s.t, err)
	defer func() { _ = resp.Body.Close() }()
	sum := 0.0
	lines := bufio.NewScanner(resp.Body)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if line := lines.Text(); (strings.HasPrefix(line, name+"{") || strings.HasPrefix(line, name+" ")) && strings.Contains(line, label) {
			value, err := strconv.ParseFloat(line[strings.LastIndexByte(line, ' ')+1:], 64)
			require.NoError(s.t, err)
			sum += value
		}
	}
	return sum
}
