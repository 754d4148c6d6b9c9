package harness

import (
	"bytes"
	"context"
	"maps"
	"net/http"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/stretchr/testify/require"
)

// Process is one process of a server: all of it, or a service.
type Process struct {
	// Name is what it runs: server, a service with the number of its process where there are several, gateway, or sim.
	Name string

	server  *Server
	private string // where it is looked into
	args    []string
	command *exec.Cmd
	output  *output
	done    chan error
}

// output is what a process printed. It is read while it grows.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// startTime bounds how long a server may take to be ready after a crash.
const startTime = 60 * time.Second

// plan says which processes a server is made of. Each keeps its address from start to start.
func (s *Server) plan() []*Process {
	if !s.opts.Processes {
		return []*Process{{Name: "server", server: s, private: s.Private, args: append([]string{"serve"}, s.arguments()...)}}
	}
	list := []*Process{s.part("sim", 0, "sim")}
	for _, service := range Services() {
		copies := max(s.opts.Copies[service], 1)
		for n := range copies {
			list = append(list, s.part(service, n, "serve", "--services", service))
		}
	}
	return append(list, s.part("gateway", 0, "serve", "--services", "gateway"))
}

// Services are those that keep a store.
func Services() []string {
	return []string{"user", "product", "inventory", "delivery", "order", "payment", "message", "analytics", "merchant"}
}

// part is one process of several. Only the simulators have the server's own folder, which checks look into, and only the
// gateway its address.
func (s *Server) part(name string, n int, command ...string) *Process {
	p := &Process{Name: name, server: s, private: "http://" + FreeAddr(s.t)}
	if n > 0 {
		p.Name += strconv.Itoa(n + 1)
	}
	set := map[string]string{
		"data": filepath.Join(s.Data, "processes", p.Name), "media": filepath.Join(s.Data, "media"), "http.private": strings.TrimPrefix(p.private, "http://"),
		"sim.url": s.Sim, "http.public_url": s.URL, "rpc.listen": "127.0.0.1:" + portOf(FreeAddr(s.t)), "rpc.drain": "300ms",
	}
	switch name {
	case "sim":
		set = map[string]string{"http.public_url": s.URL, "http.private": strings.TrimPrefix(p.private, "http://")}
	case "gateway":
		delete(set, "rpc.listen")
		p.private = s.Private
		set["http.private"] = strings.TrimPrefix(s.Private, "http://")
	}
	maps.Copy(set, s.opts.Each[p.Name])
	p.args = append(command, append(s.arguments(), settings(set)...)...) //nolint:gocritic // a list of its own
	return p
}

func portOf(address string) string { return address[strings.LastIndexByte(address, ':')+1:] }

// settings are configuration keys as arguments; later ones count.
func settings(set map[string]string) []string {
	var args []string
	for key, value := range set {
		args = append(args, "--set", key+"="+value)
	}
	return args
}

// Process returns a process by its name.
func (s *Server) Process(name string) *Process {
	s.t.Helper()
	for _, p := range s.processes {
		if p.Name == name {
			return p
		}
	}
	require.FailNow(s.t, "there is no such process", name)
	return nil
}

// Privates are the addresses at which the processes are looked into, by their names.
func (s *Server) Privates() map[string]string {
	list := map[string]string{}
	for _, p := range s.processes {
		list[p.Name] = p.private
	}
	return list
}

// Beside starts one more process of the server, with configuration keys of its own, and waits until it is ready. It ends with the
// others; an address that it shares with one of them must be among the keys.
func (s *Server) Beside(name string, set map[string]string, command ...string) *Process {
	s.t.Helper()
	p := s.part(name, 0, command...)
	p.Name, p.private = name+"-beside", "http://"+FreeAddr(s.t)
	p.args = append(append(p.args, settings(set)...), settings(map[string]string{
		"http.private": strings.TrimPrefix(p.private, "http://"), "data": filepath.Join(s.Data, "processes", p.Name),
	})...)
	s.processes = append(s.processes, p)
	p.Start()
	p.AwaitReady()
	return p
}

// Launch starts the program (again) and waits until it is ready.
func (s *Server) Launch() {
	s.t.Helper()
	if s.processes == nil {
		s.processes = s.plan()
	}
	for _, p := range s.processes {
		p.Start()
	}
	for _, p := range s.processes {
		p.AwaitReady()
	}
	if s.opts.Processes { // those that have just started find each other
		require.Eventually(s.t, func() bool {
			status, _ := s.Anonymous().Call(http.MethodGet, "/v1/me", nil, "")
			return status == http.StatusUnauthorized
		}, startTime, 50*time.Millisecond, "nobody reaches the service of users through the gateway")
	}
}

// Start starts a process that does not run, without waiting until it is ready.
func (p *Process) Start() {
	t := p.server.t
	t.Helper()
	p.output = &output{}
	p.command = Command(t, p.args...)
	if path, other := p.server.opts.Programs[p.Name]; other {
		p.command = program(path, p.args)
	}
	p.command.Stdout, p.command.Stderr = p.output, p.output
	p.command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	require.NoError(t, p.command.Start())
	p.done = make(chan error, 1)
	go func(c *exec.Cmd, done chan<- error) { done <- c.Wait() }(p.command, p.done)
}

// Upgrade replaces a process that runs another build by one of this: it stops as an operator stops it, and is ready again.
func (p *Process) Upgrade() {
	p.server.t.Helper()
	p.Stop()
	delete(p.server.opts.Programs, p.Name)
	p.Start()
	p.AwaitReady()
}

// Set changes a configuration key from the next start on.
func (p *Process) Set(key, value string) { p.args = append(p.args, "--set", key+"="+value) }

// AwaitReady returns when a process that was started is ready.
func (p *Process) AwaitReady() {
	t := p.server.t
	t.Helper()
	deadline := time.Now().Add(startTime)
	for !p.ready() {
		select {
		case err := <-p.done:
			p.command = nil
			require.FailNow(t, p.Name+" ended", "%v\n%s", err, p.output)
		case <-time.After(20 * time.Millisecond):
		}
		require.True(t, time.Now().Before(deadline), "%s is not ready\n%s", p.Name, p.output)
	}
}

func (p *Process) ready() bool {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.private+"/readyz", nil)
	if err != nil {
		return false
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	_ = resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}

// Kill ends the server at once, as a power failure does to the machine.
func (s *Server) Kill() {
	for _, p := range s.processes {
		p.Kill()
	}
}

// Kill ends a process at once.
func (p *Process) Kill() {
	if p.command == nil || p.command.Process == nil {
		return
	}
	_ = p.command.Process.Kill() // it may be dead already
	<-p.done
	p.command = nil
}

// Freeze stops a process from doing anything, with its connections open; Thaw lets it go on.
func (p *Process) Freeze() {
	p.server.t.Helper()
	require.NoError(p.server.t, p.command.Process.Signal(syscall.SIGSTOP))
}

// Thaw lets a frozen process go on.
func (p *Process) Thaw() {
	p.server.t.Helper()
	require.NoError(p.server.t, p.command.Process.Signal(syscall.SIGCONT))
}

// Stop ends the server as an operator does, and requires that it says it went well: the gateway first, the simulators last.
func (s *Server) Stop() {
	s.t.Helper()
	for n := len(s.processes) - 1; n >= 0; n-- {
		s.processes[n].Stop()
	}
}

// Stop ends a process as an operator does.
func (p *Process) Stop() {
	t := p.server.t
	t.Helper()
	if p.command == nil {
		return
	}
	require.NoError(t, p.command.Process.Signal(syscall.SIGTERM))
	select {
	case err := <-p.done:
		require.NoError(t, err, p.output.String())
	case <-time.After(startTime):
		require.FailNow(t, p.Name+" does not stop", p.output.String())
	}
	p.command = nil
}
