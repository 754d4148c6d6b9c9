package resilience

import (
	"context"
	"sync/atomic"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/errs"
)

const (
	// gateWindow is how often the limit moves.
	gateWindow = 250 * time.Millisecond
	// fewest is how many calls must have ended within a window for it to say anything.
	fewest = 20
	// shedWait is what callers who are given up are told to wait.
	shedWait = time.Second
)

// gate counts the calls that came into a process and are not answered yet, and gives up new ones above a limit: those of the
// lowest priority first, since each may fill a part of the limit alone. The limit falls by a fifth where more than one call in ten
// takes longer than the target, and rises by an eighth where not. Reports are slow by nature and move nothing.
type gate struct {
	policy atomic.Pointer[Overload]
	within atomic.Int64
	limit  atomic.Int64
	// of the window: when it ends, in nanoseconds since began; the most calls at a time; those that ended, and ended late
	end, peak, done, late atomic.Int64
	began                 time.Time
}

func newGate(o Overload) *gate {
	g := &gate{began: time.Now()} //nolint:forbidigo // measures durations
	g.policy.Store(&o)
	g.limit.Store(int64(o.Max))
	g.end.Store(int64(gateWindow))
	return g
}

// apply makes other bounds count. A limit within them stays.
func (g *gate) apply(o Overload) {
	g.policy.Store(&o)
	limit := g.limit.Load()
	g.limit.CompareAndSwap(limit, min(max(limit, int64(o.Min)), int64(o.Max)))
}

// enter lets a call in, and returns when it did; or gives it up.
func (g *gate) enter(p optionsv1.Priority) (at time.Duration, ok bool) {
	n, limit := g.within.Add(1), g.limit.Load()
	if n > limit*g.policy.Load().percent(p)/100 {
		g.within.Add(-1)
		return 0, false
	}
	if n > g.peak.Load() {
		g.peak.Store(n) // two at once may lose the higher by one
	}
	return time.Since(g.began), true //nolint:forbidigo // measures durations
}

// leave ends a call that was let in.
func (g *gate) leave(p optionsv1.Priority, at time.Duration) {
	now := time.Since(g.began) //nolint:forbidigo // measures durations
	within := g.within.Add(-1)
	policy := g.policy.Load()
	if p > optionsv1.Priority_PRIORITY_REPORT {
		g.done.Add(1)
		if now-at > policy.Target {
			g.late.Add(1)
		}
	}
	if end := g.end.Load(); int64(now) > end && g.done.Load() >= fewest && g.end.CompareAndSwap(end, int64(now+gateWindow)) {
		done, late, peak := g.done.Swap(0), g.late.Swap(0), g.peak.Swap(within)
		g.limit.Store(policy.next(g.limit.Load(), peak, 10*late > done))
	}
}

// next is the limit after a window.
func (o *Overload) next(limit, peak int64, overloaded bool) int64 {
	if overloaded {
		return max(int64(o.Min), min(limit, peak)*4/5)
	}
	return min(int64(o.Max), limit+limit/8)
}

func (o *Overload) percent(p optionsv1.Priority) int64 {
	switch p {
	case optionsv1.Priority_PRIORITY_REPORT:
		return int64(o.Report)
	case optionsv1.Priority_PRIORITY_ACT:
		return int64(o.Act)
	case optionsv1.Priority_PRIORITY_PAYMENT:
		return 100
	case optionsv1.Priority_PRIORITY_READ, optionsv1.Priority_PRIORITY_UNSPECIFIED:
	}
	return int64(o.Read)
}

// Enter lets a call into this process, and returns how to end it; or gives it up by RESOURCE_EXHAUSTED, reason OVERLOADED, with
// when to come again. Sent is the priority of the one that it is made for, as metadata says; none: it counts as its own. It
// must be called once for a call, where it comes in from outside.
func (g *Guard) Enter(full string, sent []string) (leave func(), err error) {
	r, ok := g.current.Load().routes[full]
	if !ok {
		return func() {}, nil
	}
	priority := r.priority(sent)
	at, ok := g.gate.enter(priority)
	if !ok {
		g.metrics.shed.WithLabelValues(r.method.service, priorityName(priority)).Inc()
		return nil, errs.New(codes.ResourceExhausted, errs.ReasonOverloaded, "系统繁忙，请稍后再试").WithRetryAfter(shedWait)
	}
	return func() { g.gate.leave(priority, at) }, nil
}

// Admit is Enter for calls that people make through the edge of this process.
func (g *Guard) Admit(ctx context.Context, full string, req, reply any, conn *grpc.ClientConn, invoke grpc.UnaryInvoker, opts ...grpc.CallOption) error {
	leave, err := g.Enter(full, nil)
	if err != nil {
		return err
	}
	defer leave()
	return invoke(ctx, full, req, reply, conn, opts...)
}
