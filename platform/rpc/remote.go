package rpc

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"dajiu/platform/balance"
	"dajiu/platform/clock"
	"dajiu/platform/discovery"
	"dajiu/platform/resilience"
)

var errNoAddress = errors.New("it has none")

// remote is the connections to services that run in other processes, each made by the first call.
type remote struct {
	cfg     Config
	metrics *balance.Metrics
	guard   *resilience.Guard
	peers   discovery.Static

	mu       sync.Mutex
	registry discovery.Registry // nil: there are only peers
	clock    clock.Clock
	conns    sync.Map // service -> grpc.ClientConnInterface
	opened   []*grpc.ClientConn
	closed   bool
}

func newRemote(cfg Config, m *balance.Metrics, guard *resilience.Guard) *remote {
	r := &remote{cfg: cfg, metrics: m, guard: guard, peers: discovery.Static{}, clock: clock.Real()}
	for service, addresses := range cfg.Peers {
		r.peers[service] = strings.Split(addresses, ",")
	}
	return r
}

// Discover makes services that run in other processes be found through a registry, save those that the configuration gives
// peers for. Called before the first call.
func (h *Host) Discover(registry discovery.Registry) { h.remote.registry = registry }

// conn returns the connection to a service of other processes; nil where nothing says how it is found.
func (r *remote) conn(service string) (grpc.ClientConnInterface, error) {
	if conn, ok := r.conns.Load(service); ok {
		return conn.(grpc.ClientConnInterface), nil //nolint:forcetypeassert // nothing else is stored
	}
	var registry discovery.Registry = r.peers
	if r.peers[service] == nil {
		registry = r.registry
	}
	if registry == nil {
		return nil, nil //nolint:nilnil // as documented
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if conn, ok := r.conns.Load(service); ok {
		return conn.(grpc.ClientConnInterface), nil //nolint:forcetypeassert // as above
	}
	if r.closed {
		return nil, status.Error(codes.Unavailable, "the process ends") //nolint:wrapcheck // a transport's own word
	}
	conn, err := balance.Dial(service, registry, balance.Options{
		Policy: r.cfg.Balance, MaxMessage: maxMessage, Clock: r.clock, Metrics: r.metrics,
	})
	if err != nil {
		return nil, fmt.Errorf("rpc: connect: %w", err)
	}
	r.opened = append(r.opened, conn)
	guarded := r.guard.Wrap(conn)
	r.conns.Store(service, guarded)
	return guarded, nil
}

func (r *remote) close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = true
	for _, conn := range r.opened {
		_ = conn.Close() // nothing is left to do with one that does not close
	}
}

// router sends a call to the process that its method's service runs in; one about how a service runs, to where that runs.
type router struct {
	host *Host
	here grpc.ClientConnInterface
}

func (r *router) to(method string, args any) (grpc.ClientConnInterface, error) {
	name := serviceOf(method)
	if about, ok := args.(interface{ GetService() string }); ok && name == Operations && about.GetService() != "" {
		name = about.GetService()
	}
	if name == Operations || r.host.local.serves(name) {
		return r.here, nil
	}
	conn, err := r.host.remote.conn(name)
	if err != nil || conn != nil {
		return conn, err
	}
	return r.here, nil // which says that there is no such method
}

func (r *router) Invoke(ctx context.Context, method string, args, reply any, opts ...grpc.CallOption) error {
	conn, err := r.to(method, args)
	if err != nil {
		return err
	}
	return conn.Invoke(ctx, method, args, reply, opts...) //nolint:wrapcheck // a router adds nothing
}

func (r *router) NewStream(ctx context.Context, desc *grpc.StreamDesc, method string, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	conn, err := r.to(method, nil)
	if err != nil {
		return nil, err
	}
	return conn.NewStream(ctx, desc, method, opts...) //nolint:wrapcheck // a router adds nothing
}

// Self is what this process announces: its address, and an id of this start.
func (h *Host) Self(version string, weight int) (discovery.Instance, error) {
	address, err := h.advertised()
	if err != nil {
		return discovery.Instance{}, err
	}
	self := discovery.Instance{ID: rand.Text(), Address: address, Version: version, Weight: max(weight, 1)}
	return self, self.Validate()
}

// advertised returns the address that other processes reach this one at.
func (h *Host) advertised() (string, error) {
	if h.cfg.Advertise != "" {
		return h.cfg.Advertise, nil
	}
	host, port, err := net.SplitHostPort(h.Addr())
	if err != nil {
		return "", fmt.Errorf("rpc.listen: other processes are to reach this one: %w", err)
	}
	if ip := net.ParseIP(host); ip != nil && !ip.IsUnspecified() {
		return h.Addr(), nil
	}
	own, err := ownAddress()
	if err != nil {
		return "", fmt.Errorf("rpc.advertise: needed, this machine's address is not clear: %w", err)
	}
	return net.JoinHostPort(own, port), nil
}

// ownAddress returns the one address of this machine that is not the loopback's.
func ownAddress() (string, error) {
	all, err := net.InterfaceAddrs()
	if err != nil {
		return "", err //nolint:wrapcheck // the caller says what it was for
	}
	for _, a := range all {
		if n, ok := a.(*net.IPNet); ok && n.IP.IsGlobalUnicast() && n.IP.To4() != nil {
			return n.IP.String(), nil
		}
	}
	return "", errNoAddress
}
