package balance

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/resolver"

	"dajiu/platform/clock"
	"dajiu/platform/discovery"
)

// scheme begins the targets of connections to services.
const scheme = "dajiu"

// Keepalive of connections between processes: a peer that does not answer a ping is given up. Servers must allow pings as
// often.
const (
	PingEvery  = 10 * time.Second
	PingAnswer = 3 * time.Second
)

// Options say how calls are spread.
type Options struct {
	// Policy is one of Policies; empty: RoundRobin.
	Policy string
	// MaxMessage bounds an answer, in bytes.
	MaxMessage int
	Clock      clock.Clock
	Metrics    *Metrics
	// Dial are further options of gRPC.
	Dial []grpc.DialOption
}

// Dial returns a connection to a service, which is found through a registry once it is used.
func Dial(service string, registry discovery.Registry, o Options) (*grpc.ClientConn, error) {
	if o.Policy == "" {
		o.Policy = RoundRobin
	}
	if !slices.Contains(Policies(), o.Policy) {
		return nil, fmt.Errorf("balance: %q is none of %v", o.Policy, Policies())
	}
	register()
	options := append([]grpc.DialOption{
		// Inside an installation the network is private, or encrypted by the mesh it runs in.
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(o.MaxMessage)),
		grpc.WithDefaultServiceConfig(`{"loadBalancingConfig":[{"` + prefix + o.Policy + `":{}}]}`),
		grpc.WithDisableServiceConfig(),
		grpc.WithResolvers(&finder{registry: registry, clock: o.Clock, metrics: o.Metrics}),
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: PingEvery, Timeout: PingAnswer}),
		grpc.WithConnectParams(connectParams()),
	}, o.Dial...)
	conn, err := grpc.NewClient(scheme+":///"+service, options...)
	if err != nil {
		return nil, fmt.Errorf("balance: %s: %w", service, err)
	}
	return conn, nil
}

// connectParams make an instance that comes back be found within seconds.
func connectParams() grpc.ConnectParams {
	p := grpc.ConnectParams{MinConnectTimeout: 3 * time.Second}
	p.Backoff.BaseDelay, p.Backoff.Multiplier, p.Backoff.Jitter, p.Backoff.MaxDelay = 100*time.Millisecond, 1.6, 0.2, 3*time.Second
	return p
}

// finder makes gRPC follow a registry.
type finder struct {
	registry discovery.Registry
	clock    clock.Clock
	metrics  *Metrics
}

// Scheme is what targets begin with.
func (*finder) Scheme() string { return scheme }

// Build starts following one service.
func (b *finder) Build(target resolver.Target, conn resolver.ClientConn, _ resolver.BuildOptions) (resolver.Resolver, error) {
	service := strings.TrimPrefix(target.URL.Path, "/")
	f := newFleet(service, b.clock, b.metrics)
	ctx, stop := context.WithCancel(context.Background())
	w := &watch{stop: stop, done: make(chan struct{})}
	go func() {
		defer close(w.done)
		b.registry.Watch(ctx, service, func(list []discovery.Instance, err error) {
			if ctx.Err() != nil {
				return
			}
			if err != nil {
				conn.ReportError(err) // counts only where no list was told yet
				return
			}
			var state resolver.State
			for _, i := range f.update(list) {
				state.Addresses = append(state.Addresses, f.address(i))
			}
			_ = conn.UpdateState(state) // it fails for an empty list, which is never told
		})
	}()
	return w, nil
}

// watch is a service being followed.
type watch struct {
	stop context.CancelFunc
	done chan struct{}
}

// ResolveNow does nothing: registries tell of changes by themselves.
func (*watch) ResolveNow(resolver.ResolveNowOptions) {}

// Close stops following.
func (w *watch) Close() {
	w.stop()
	<-w.done
}
