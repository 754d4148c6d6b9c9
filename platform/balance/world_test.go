package balance_test

import (
	"context"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"

	"dajiu/platform/balance"
	"dajiu/platform/clock"
	"dajiu/platform/discovery"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// server is an instance of a service.
type server struct {
	healthv1.UnimplementedHealthServer
	discovery.Instance
	grpc  *grpc.Server
	calls atomic.Int64
	fail  atomic.Int32 // a code; 0: none
	hold  chan struct{}
}

// Check is the service's one method.
func (s *server) Check(ctx context.Context, _ *healthv1.HealthCheckRequest) (*healthv1.HealthCheckResponse, error) {
	s.calls.Add(1)
	if s.hold != nil {
		select {
		case <-s.hold:
		case <-ctx.Done():
		}
	}
	if code := codes.Code(s.fail.Load()); code != codes.OK { //nolint:gosec // a code
		return nil, status.Error(code, "as the test wants")
	}
	return &healthv1.HealthCheckResponse{}, nil
}

// world is a registry that a test writes, and a connection.
type world struct {
	t       *testing.T
	clock   *clockFake
	mu      sync.Mutex
	list    []discovery.Instance
	changed chan struct{}
	reg     *prometheus.Registry
	conn    *grpc.ClientConn
	client  healthv1.HealthClient
}

func newWorld(t *testing.T, policy string) *world {
	t.Helper()
	w := &world{t: t, clock: &clockFake{Clock: clock.Real()}, changed: make(chan struct{}), reg: prometheus.NewRegistry()}
	var err error
	w.conn, err = balance.Dial("order", w, balance.Options{Policy: policy, MaxMessage: 1 << 20, Clock: w.clock, Metrics: balance.NewMetrics(w.reg)})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, w.conn.Close()) })
	w.client = healthv1.NewHealthClient(w.conn)
	return w
}

// clockFake is a clock that a test moves ahead.
type clockFake struct {
	clock.Clock
	ahead atomic.Int64
}

// Now returns the time.
func (c *clockFake) Now() time.Time { return c.Clock.Now().Add(time.Duration(c.ahead.Load())) }

// Since returns how long ago an instant is.
func (c *clockFake) Since(at time.Time) time.Duration { return c.Now().Sub(at) }

// Announce is not used here.
func (w *world) Announce(context.Context, []string, discovery.Instance, func()) error { return nil }

// Close does nothing.
func (w *world) Close() error { return nil }

// Watch tells what the test sets.
func (w *world) Watch(ctx context.Context, _ string, tell func([]discovery.Instance, error)) {
	changes := discovery.NewChanges(tell)
	for ctx.Err() == nil {
		w.mu.Lock()
		list, changed := append([]discovery.Instance(nil), w.list...), w.changed
		w.mu.Unlock()
		changes.List(list)
		select {
		case <-ctx.Done():
		case <-changed:
		}
	}
}

func (w *world) tell(servers ...*server) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.list = nil
	for _, s := range servers {
		w.list = append(w.list, s.Instance)
	}
	close(w.changed)
	w.changed = make(chan struct{})
}

// serve starts an instance.
func (w *world) serve(version string, weight int) *server {
	w.t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // goes with the test
	require.NoError(w.t, err)
	s := &server{Instance: discovery.Instance{ID: l.Addr().String(), Address: l.Addr().String(), Version: version, Weight: weight}, grpc: grpc.NewServer()}
	healthv1.RegisterHealthServer(s.grpc, s)
	done := make(chan error, 1)
	go func() { done <- s.grpc.Serve(l) }()
	w.t.Cleanup(func() { s.grpc.Stop(); require.NoError(w.t, <-done) })
	return s
}

// call calls once.
func (w *world) call(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	_, err := w.client.Check(ctx, &healthv1.HealthCheckRequest{})
	return err
}

// settle calls until each of the servers was called, and forgets those calls.
func (w *world) settle(servers ...*server) {
	w.t.Helper()
	require.Eventually(w.t, func() bool {
		_ = w.call(w.t.Context()) // none may be connected yet
		for _, s := range servers {
			if s.calls.Load() == 0 {
				return false
			}
		}
		return true
	}, 10*time.Second, time.Millisecond)
	for _, s := range servers {
		s.calls.Store(0)
	}
}

func (w *world) times(n int) {
	w.t.Helper()
	for range n {
		require.NoError(w.t, w.call(w.t.Context()))
	}
}
