package resilience

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/errs"
)

// MetaAttempt says that a call is a repetition, and which one: whom it reaches repeats nothing for it.
const MetaAttempt = "x-attempt"

// Guard holds the calls of one process to a policy. It is safe for concurrent use.
type Guard struct {
	metrics *metrics
	gate    *gate
	mu      sync.Mutex // of Apply
	current atomic.Pointer[compiled]
}

// compiled is a policy with what it says of each RPC looked up.
type compiled struct {
	reserve time.Duration
	routes  map[string]*route // by full method name
	callees map[string]*callee
}

// route is what counts for calls of one RPC.
type route struct {
	method  *method
	call    Call
	callee  *callee
	answers [optionsv1.Priority_PRIORITY_PAYMENT + 1]*answering
}

// NewGuard returns a guard by the default policy. Registry may be nil.
func NewGuard(reg prometheus.Registerer) (*Guard, error) {
	g := &Guard{metrics: newMetrics(), gate: newGate(DefaultPolicy().Overload)}
	if err := g.Apply(DefaultPolicy()); err != nil {
		return nil, err
	}
	if reg != nil {
		if err := g.register(reg); err != nil {
			return nil, fmt.Errorf("resilience: metrics: %w", err)
		}
	}
	return g, nil
}

// Apply makes a policy count from the next call on. What is known of a callee, such as an open breaker, is kept where the policy
// says the same of it. A policy that cannot work is refused whole.
func (g *Guard) Apply(p Policy) error {
	if err := p.Validate(); err != nil {
		return fmt.Errorf("resilience: %w", err)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	next := &compiled{reserve: p.Reserve, routes: map[string]*route{}, callees: map[string]*callee{}}
	for _, m := range methods() {
		s := p.Services[m.service]
		special := s.Methods[m.short]
		name, call := m.service, s.Call.over(p.Defaults)
		own := special.over(call)
		if special.Alone {
			name, call = name+":"+m.short, own
		}
		r := &route{method: m, call: own, callee: g.callee(next, name, call)}
		for priority := range r.answers {
			r.answers[priority] = &answering{guard: g, method: m, values: []string{strconv.Itoa(priority)}}
		}
		next.routes[m.full] = r
	}
	g.current.Store(next)
	g.gate.apply(p.Overload)
	return nil
}

// callee returns the one of a name, as it was where the policy says the same of it.
func (g *Guard) callee(next *compiled, name string, call Call) *callee {
	c, ok := next.callees[name]
	if !ok {
		if old := g.current.Load(); old != nil && old.callees[name] != nil && old.callees[name].call == call {
			c = old.callees[name]
		} else {
			c = newCallee(name, call, g.metrics)
		}
		next.callees[name] = c
	}
	return c
}

// Intercept returns what bounds each call in time, wherever its callee runs: by the caller's own bound less the reserve, and by
// what the policy says of the RPC. DEADLINE_EXCEEDED where no time is left to use an answer. Here says whether the callee of a
// method runs in this process; it then learns of a caller's bound less the reserve without a timer of its own, and is ended
// with its caller.
func (g *Guard) Intercept(here func(full string) bool) grpc.UnaryClientInterceptor {
	return func(ctx context.Context, full string, req, reply any, conn *grpc.ClientConn, invoke grpc.UnaryInvoker, opts ...grpc.CallOption) error {
		current := g.current.Load()
		r, ok := current.routes[full]
		if !ok {
			return invoke(ctx, full, req, reply, conn, opts...)
		}
		now := time.Now() //nolint:forbidigo // contexts end by the machine's time
		end := now.Add(r.call.Timeout)
		if outer, ok := ctx.Deadline(); ok {
			left := outer.Sub(now) - current.reserve
			if left <= 0 {
				return errs.New(codes.DeadlineExceeded, errs.ReasonTimeout, "the request took too long")
			}
			kept := current.share(ctx, full, left)
			if outer = outer.Add(-kept); outer.Before(end) {
				if kept == current.reserve && here(full) {
					return invoke(endsBy{ctx, outer}, full, req, reply, conn, opts...)
				}
				end = outer
			}
		}
		ctx, cancel := context.WithDeadline(ctx, end)
		defer cancel()
		return invoke(ctx, full, req, reply, conn, opts...)
	}
}

// endsBy is a context that tells of less time than it has: enough for whoever counts on it, such as a call to another process,
// which is ended by then. Its own end is that of the context that it was made of, the reserve later. It costs no timer, which a
// call in process would notice.
type endsBy struct {
	context.Context
	end time.Time
}

// Deadline returns the bound.
func (e endsBy) Deadline() (time.Time, bool) { return e.end, true }

// share is what a caller keeps of its time: the reserve, and half of what is left where it can do without the answer.
func (c *compiled) share(ctx context.Context, full string, left time.Duration) time.Duration {
	if a := answeringFrom(ctx); a != nil && a.method.without[full] {
		return c.reserve + left/2
	}
	return c.reserve
}

// Wrap returns a connection to services that run in another process, with all that the policy says of them.
func (g *Guard) Wrap(conn grpc.ClientConnInterface) grpc.ClientConnInterface {
	return &remote{ClientConnInterface: conn, guard: g}
}

type remote struct {
	grpc.ClientConnInterface
	guard *Guard
}

// about is a request that concerns a service instead of being one to it: each process answers for those that it runs.
type about interface{ GetService() string }

// Invoke makes a call, and makes it again where that can help and harms nobody.
func (r *remote) Invoke(ctx context.Context, full string, args, reply any, opts ...grpc.CallOption) error {
	current := r.guard.current.Load()
	route, ok := current.routes[full]
	if !ok {
		return r.ClientConnInterface.Invoke(ctx, full, args, reply, opts...) //nolint:wrapcheck // adds nothing
	}
	callee := route.callee
	if a, ok := args.(about); ok {
		if where, ok := current.callees[a.GetService()]; ok {
			callee = where
		}
	}
	callee.budget.earn()
	outgoing := ctx
	for attempt := 1; ; attempt++ {
		err := callee.try(func() error {
			return r.ClientConnInterface.Invoke(outgoing, full, args, reply, opts...) //nolint:wrapcheck // adds nothing
		})
		if err == nil || !callee.again(ctx, route, err, attempt, current.reserve) {
			return err
		}
		outgoing = metadata.AppendToOutgoingContext(ctx, MetaAttempt, strconv.Itoa(attempt+1))
	}
}

// again waits for the moment of the next attempt, and says whether there is to be one.
func (c *callee) again(ctx context.Context, r *route, err error, attempt int, reserve time.Duration) bool {
	f := failureOf(err)
	if attempt >= r.call.Attempts || !f.mayPass() || !r.method.repeatable(ctx) {
		return false
	}
	pause := c.pause(attempt, f)
	if pause > c.call.MaxBackoff {
		return false
	}
	if end, ok := ctx.Deadline(); ok && time.Until(end) < pause+2*reserve { //nolint:forbidigo // contexts end by the machine's time
		return false
	}
	if !c.budget.take() {
		c.metrics.spent.Inc()
		return false
	}
	if !wait(ctx, pause) {
		return false
	}
	c.metrics.retried.Inc()
	return true
}

// repeatable reports whether a call may be made again by this process.
func (m *method) repeatable(ctx context.Context) bool {
	if m.once || len(metadata.ValueFromIncomingContext(ctx, MetaAttempt)) > 0 {
		return false
	}
	sent, _ := metadata.FromOutgoingContext(ctx)
	if len(sent[MetaAttempt]) > 0 {
		return false
	}
	return !m.keyed || len(sent[metaKey]) > 0 && sent[metaKey][0] != ""
}

// metaKey names the attempt of a call that creates something.
const metaKey = "idempotency-key"
