// Package rpc joins services: it hosts those that run in this process and connects callers to any service,
// here or elsewhere, over the same generated clients.
//
// It guarantees that a call in process is like a call over the network: messages are copied, only deadline,
// cancellation and metadata cross, and the same interceptors run: recovery, request id, trace, metrics,
// errors, authentication, permission, size, validation and idempotency keys. Every service answers with
// errs.Error and gets errs.Error back, whichever way the call went.
//
// It holds no business rule and no list of services. Start with [Host].
package rpc

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"strings"

	"buf.build/go/protovalidate"
	"github.com/fullstorydev/grpchan"
	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"dajiu/platform/audit"
	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/resilience"
)

// Operations is the service that every process has: each answers for the services that it runs.
const Operations = "operations"

// maxMessage bounds a message on the wire; rules bound requests more tightly.
const maxMessage = 4 << 20

// Config says how services reach one another.
type Config struct {
	// Mode is inproc, or tcp to send even local calls over the loopback network.
	Mode string `koanf:"mode"`
	// Listen is the address at which other processes reach this one's services; empty: none do.
	Listen string `koanf:"listen"`
	// Peers are the addresses of services that run elsewhere, by service name.
	Peers map[string]string `koanf:"peers"`
}

// Host serves the services of one process. Register everything, then Serve.
type Host struct {
	cfg       Config
	log       *slog.Logger
	verifier  *authn.Verifier
	policies  *authz.Keeper
	recorders map[string]Recorder // by service
	validator protovalidate.Validator
	metrics   *metrics
	guard     *resilience.Guard
	local     *local
	handlers  grpchan.HandlerMap
	rules     authz.Rules
	server    *grpc.Server
	listener  net.Listener
	loopback  *grpc.ClientConn
	peers     map[string]*grpc.ClientConn
}

// NewHost returns a host that serves nothing yet. In mode tcp, or with an address to listen on, it opens its
// listener at once, so that an address in use is an error of the start.
func NewHost(cfg Config, verifier *authn.Verifier, policies *authz.Keeper, log *slog.Logger, reg prometheus.Registerer) (*Host, error) {
	validator, err := protovalidate.New()
	if err != nil {
		return nil, fmt.Errorf("rpc: make validator: %w", err)
	}
	h := &Host{
		cfg: cfg, log: log, verifier: verifier, policies: policies, validator: validator, metrics: newMetrics(reg),
		handlers: grpchan.HandlerMap{}, rules: authz.Rules{}, peers: map[string]*grpc.ClientConn{}, recorders: map[string]Recorder{},
	}
	if h.guard, err = resilience.NewGuard(reg); err != nil {
		return nil, err
	}
	h.local = &local{methods: map[string]localMethod{}, intercept: h.intercept}
	for name, address := range cfg.Peers {
		if h.peers[name], err = dial(address); err != nil {
			return nil, fmt.Errorf("rpc: peer %s: %w", name, err)
		}
	}
	switch cfg.Mode {
	case "inproc", "tcp":
	default:
		return nil, fmt.Errorf("rpc: mode %q is neither inproc nor tcp", cfg.Mode)
	}
	listen := cfg.Listen
	if listen == "" && cfg.Mode == "tcp" {
		listen = "127.0.0.1:0"
	}
	if listen == "" {
		return h, nil
	}
	if h.listener, err = net.Listen("tcp", listen); err != nil { //nolint:noctx // lives as long as the process
		return nil, fmt.Errorf("rpc: listen on %s: %w", listen, err)
	}
	h.server = grpc.NewServer(grpc.UnaryInterceptor(h.enter), grpc.MaxRecvMsgSize(maxMessage))
	if cfg.Mode == "tcp" {
		if h.loopback, err = dial(h.listener.Addr().String()); err != nil {
			return nil, fmt.Errorf("rpc: loopback: %w", err)
		}
	}
	return h, nil
}

func dial(address string) (*grpc.ClientConn, error) {
	// Inside an installation the network is private, or encrypted by the mesh it runs in.
	return grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(maxMessage)))
}

// RegisterService adds a service. One whose methods do not all state a rule is refused by Serve.
func (h *Host) RegisterService(desc *grpc.ServiceDesc, impl any) {
	h.handlers.RegisterService(desc, impl)
	h.local.register(desc, impl)
	if h.server != nil {
		h.server.RegisterService(desc, impl)
	}
}

// Recorder writes the record of an audited call that no transaction of its own carried.
type Recorder interface {
	Record(ctx context.Context, call *audit.Call, outcome string) error
}

// RecordBy makes audited calls of a service be put on record by a recorder. Called before Seal.
func (h *Host) RecordBy(service string, r Recorder) { h.recorders[service] = r }

// serviceOf returns the service that a full method name belongs to: /dajiu.order.v1.OrderService/PlaceOrder is order's.
func serviceOf(method string) string {
	_, rest, _ := strings.Cut(method, ".")
	name, _, _ := strings.Cut(rest, ".")
	return name
}

// Seal compiles the access rules of all registered services. Calls before it are refused.
func (h *Host) Seal() error {
	var names []string
	h.handlers.ForEach(func(desc *grpc.ServiceDesc, _ any) { names = append(names, desc.ServiceName) })
	rules, err := authz.Compile(names...)
	if err != nil {
		return err
	}
	h.rules = rules
	return nil
}

// Rules returns the compiled rules of the services hosted here, by full method name.
func (h *Host) Rules() authz.Rules { return h.rules }

// Guard holds the calls of this process to its policy.
func (h *Host) Guard() *resilience.Guard { return h.guard }

// Addr is where other processes reach this one; empty where they do not.
func (h *Host) Addr() string {
	if h.listener == nil {
		return ""
	}
	return h.listener.Addr().String()
}

// Run serves the network until ctx ends, then lets running calls finish. Without a listener it only waits.
func (h *Host) Run(ctx context.Context) error {
	if h.server == nil {
		<-ctx.Done()
		return nil
	}
	failed := make(chan error, 1)
	go func() { failed <- h.server.Serve(h.listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("rpc: serve: %w", err)
	case <-ctx.Done():
		h.server.GracefulStop()
		return nil
	}
}

// Close drops the connections to peers.
func (h *Host) Close() error {
	for _, conn := range h.peers {
		_ = conn.Close() // nothing is left to do with a connection that does not close
	}
	if h.loopback != nil {
		_ = h.loopback.Close()
	}
	return nil
}

// Conn returns the connection by which a service of the platform calls others, in its own name.
func (h *Host) Conn(service string) grpc.ClientConnInterface {
	return grpchan.InterceptClientConn(h.bounded(), asService(h.verifier.Credential(service)), nil)
}

// EdgeConn returns the connection of the gateway, which passes on the credential of the person who calls.
func (h *Host) EdgeConn(interceptors ...grpc.UnaryClientInterceptor) grpc.ClientConnInterface {
	conn := grpchan.InterceptClientConn(h.bounded(), convertErrors, nil)
	for i := len(interceptors) - 1; i >= 0; i-- {
		conn = grpchan.InterceptClientConn(conn, interceptors[i], nil)
	}
	return conn
}

// bounded is the way to every service, on which no call outlives its caller's wait.
func (h *Host) bounded() grpc.ClientConnInterface {
	return grpchan.InterceptClientConn(h.route(), h.guard.Intercept, nil)
}

func (h *Host) route() grpc.ClientConnInterface {
	var here grpc.ClientConnInterface = h.local
	if h.loopback != nil {
		here = h.guard.Wrap(h.loopback)
	}
	if len(h.peers) == 0 {
		return here
	}
	peers := make(map[string]grpc.ClientConnInterface, len(h.peers))
	for name, conn := range h.peers {
		peers[name] = h.guard.Wrap(conn)
	}
	return &router{here: here, peers: peers}
}

// router sends a call to the process that its method's service runs in; one about how a service runs, to where that runs.
type router struct {
	here  grpc.ClientConnInterface
	peers map[string]grpc.ClientConnInterface
}

func (r *router) to(method string, args any) grpc.ClientConnInterface {
	name := serviceOf(method)
	if about, ok := args.(interface{ GetService() string }); ok && name == Operations {
		name = about.GetService()
	}
	if conn, ok := r.peers[name]; ok {
		return conn
	}
	return r.here
}

func (r *router) Invoke(ctx context.Context, method string, args, reply any, opts ...grpc.CallOption) error {
	return r.to(method, args).Invoke(ctx, method, args, reply, opts...) //nolint:wrapcheck // a router adds nothing
}

func (r *router) NewStream(ctx context.Context, desc *grpc.StreamDesc, method string, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	return r.to(method, nil).NewStream(ctx, desc, method, opts...) //nolint:wrapcheck // a router adds nothing
}
