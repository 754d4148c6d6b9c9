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
	"errors"
	"fmt"
	"log/slog"
	"net"
	"slices"
	"strings"
	"time"

	"buf.build/go/protovalidate"
	"github.com/fullstorydev/grpchan"
	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/keepalive"

	"dajiu/platform/audit"
	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/balance"
	"dajiu/platform/discovery"
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
	// Advertise is the address that other processes are told, host:port; empty: Listen, where that names a host, or else the
	// machine's own address with Listen's port.
	Advertise string `koanf:"advertise"`
	// Peers are the addresses of services that run elsewhere and that no registry tells, by service name: host:port, several with
	// commas between.
	Peers map[string]string `koanf:"peers"`
	// Balance is how calls are spread over the instances of a service: round_robin, weighted or least_request.
	Balance string `koanf:"balance"`
	// Drain is how long a process that ends goes on serving after it was taken off the list, so that callers learn of it.
	Drain time.Duration `koanf:"drain"`
	// Version is the release that this process says it is; empty: the commit that it was built from.
	Version string `koanf:"version"`
	// Weight is this process's share of calls beside the others', where they are weighted: 1 to 100.
	Weight int `koanf:"weight"`
}

// DefaultConfig returns everything in one process.
func DefaultConfig() Config {
	return Config{Mode: "inproc", Balance: balance.RoundRobin, Weight: 1}
}

// Validate refuses what cannot work, naming the key.
func (c Config) Validate() error {
	var problems []error
	if !slices.Contains([]string{"inproc", "tcp"}, c.Mode) {
		problems = append(problems, fmt.Errorf("rpc.mode: %q is neither inproc nor tcp", c.Mode))
	}
	if c.Balance != "" && !slices.Contains(balance.Policies(), c.Balance) {
		problems = append(problems, fmt.Errorf("rpc.balance: %q is none of %v", c.Balance, balance.Policies()))
	}
	if c.Weight < 0 || c.Weight > discovery.MaxWeight {
		problems = append(problems, fmt.Errorf("rpc.weight: %d is not between 1 and %d", c.Weight, discovery.MaxWeight))
	}
	if c.Drain < 0 || c.Drain > maxDrain {
		problems = append(problems, fmt.Errorf("rpc.drain: %v is not between 0 and %v", c.Drain, maxDrain))
	}
	for service, addresses := range c.Peers {
		for address := range strings.SplitSeq(addresses, ",") {
			if _, port, err := net.SplitHostPort(address); err != nil || port == "" {
				problems = append(problems, fmt.Errorf("rpc.peers.%s: %q is not host:port", service, address))
			}
		}
	}
	return errors.Join(problems...)
}

// streamWorkers is how many goroutines stay to serve calls: one that has served calls has a stack of the size that they need,
// where a new one would grow its own. More calls at once get new ones, as without.
const streamWorkers = 64

// maxDrain leaves time to finish what runs before whoever stops the process loses patience.
const maxDrain = 15 * time.Second

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
	remote    *remote
}

// NewHost returns a host that serves nothing yet. In mode tcp, or with an address to listen on, it opens its
// listener at once, so that an address in use is an error of the start.
func NewHost(cfg Config, verifier *authn.Verifier, policies *authz.Keeper, log *slog.Logger, reg prometheus.Registerer) (*Host, error) {
	validator, err := protovalidate.New()
	if err != nil {
		return nil, fmt.Errorf("rpc: make validator: %w", err)
	}
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	h := &Host{
		cfg: cfg, log: log, verifier: verifier, policies: policies, validator: validator, metrics: newMetrics(reg),
		handlers: grpchan.HandlerMap{}, rules: authz.Rules{}, recorders: map[string]Recorder{},
	}
	if h.guard, err = resilience.NewGuard(reg); err != nil {
		return nil, err
	}
	h.remote = newRemote(cfg, balance.NewMetrics(reg), h.guard)
	h.local = &local{methods: map[string]localMethod{}, services: map[string]bool{}, intercept: h.intercept}
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
	h.server = grpc.NewServer(grpc.UnaryInterceptor(h.enter), grpc.MaxRecvMsgSize(maxMessage),
		grpc.NumStreamWorkers(streamWorkers),
		grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: balance.PingEvery / 2}))
	if cfg.Mode == "tcp" {
		h.loopback, err = grpc.NewClient(h.listener.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()),
			grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(maxMessage)))
		if err != nil {
			return nil, fmt.Errorf("rpc: loopback: %w", err)
		}
	}
	return h, nil
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

// Close drops the connections to other processes.
func (h *Host) Close() error {
	h.remote.close()
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
	return grpchan.InterceptClientConn(h.route(), h.guard.Intercept(h.here), nil)
}

// here reports whether a method's service is called in this process, without a network between.
func (h *Host) here(method string) bool {
	return h.loopback == nil && h.local.serves(serviceOf(method))
}

func (h *Host) route() grpc.ClientConnInterface {
	var here grpc.ClientConnInterface = h.local
	if h.loopback != nil {
		here = h.guard.Wrap(h.loopback)
	}
	return &router{host: h, here: here}
}
