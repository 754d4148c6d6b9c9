package resilience

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/failsafe-go/failsafe-go/bulkhead"
	"github.com/failsafe-go/failsafe-go/circuitbreaker"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"dajiu/platform/errs"
)

// probes is how many calls must succeed before a breaker that tries closes.
const probes = 3

// fullWait is what a caller is told to wait where no place is free.
const fullWait = 100 * time.Millisecond

// callee is what this process knows of one callee in another: how it does, and how many calls wait for it. It is safe for
// concurrent use. Calls that run when the policy changes end with the callee that they began with.
type callee struct {
	name     string
	call     Call
	breaker  circuitbreaker.CircuitBreaker[any]
	bulkhead bulkhead.Bulkhead[any]
	budget   *budget
	metrics  calleeMetrics
}

func newCallee(name string, call Call, m *metrics) *callee {
	b := call.Breaker
	return &callee{
		name: name, call: call, budget: newBudget(call.RetryPercent), metrics: m.of(name), bulkhead: bulkhead.New[any](uint(call.Concurrent)),
		breaker: circuitbreaker.NewBuilder[any]().
			WithFailureRateThreshold(float64(b.Percent)/100, uint(b.Calls), b.Window).WithSuccessThreshold(probes).
			WithDelay(b.Open).WithJitterFactor(0.2).Build(),
	}
}

// try makes one attempt, unless the callee is left alone or has too many calls to answer.
func (c *callee) try(call func() error) error {
	if !c.bulkhead.TryAcquirePermit() {
		c.metrics.full.Inc()
		return errs.New(codes.Unavailable, errs.ReasonUnavailable, "a part of the platform has too much to do right now").WithRetryAfter(fullWait)
	}
	defer c.bulkhead.ReleasePermit()
	if !c.breaker.TryAcquirePermit() {
		c.metrics.broken.Inc()
		return errs.New(codes.Unavailable, errs.ReasonUnavailable, "a part of the platform does not answer right now").
			WithRetryAfter(max(c.breaker.RemainingDelay(), time.Millisecond))
	}
	judged := false
	defer func() {
		if !judged { // a handler's panic passes through: it must not keep the permit of a probe
			c.breaker.RecordFailure()
		}
	}()
	began := time.Now() //nolint:forbidigo // measures a duration
	err := call()
	judged = true
	c.judge(err, time.Since(began)) //nolint:forbidigo // as above
	return err
}

// judge tells the breaker how an attempt ended. Only what says that the callee does not answer counts against it: a refusal is
// an answer, and so is that it sheds. That a caller had little time or went away says nothing.
func (c *callee) judge(err error, took time.Duration) {
	switch f := failureOf(err); {
	case err == nil, f.stated && f.code != codes.DeadlineExceeded:
		c.breaker.RecordSuccess()
	case f.code == codes.Unavailable, f.code == codes.DeadlineExceeded && took >= c.call.Timeout/2:
		c.breaker.RecordFailure()
	case f.code == codes.DeadlineExceeded || f.code == codes.Canceled:
		if c.breaker.IsHalfOpen() { // a probe that proved nothing
			c.breaker.RecordFailure()
		}
	default:
		c.breaker.RecordSuccess()
	}
}

// failure is how an attempt failed.
type failure struct {
	code codes.Code
	// stated says that the callee itself answered so; reason is its own.
	stated bool
	reason string
	retry  time.Duration
}

func failureOf(err error) failure {
	if err == nil {
		return failure{}
	}
	st, ok := status.FromError(err)
	if !ok {
		st = status.FromContextError(err)
	}
	f := failure{code: st.Code()}
	for _, detail := range st.Details() {
		switch d := detail.(type) {
		case *errdetails.ErrorInfo:
			f.reason, f.stated = d.GetReason(), true
		case *errdetails.RetryInfo:
			f.retry = d.GetRetryDelay().AsDuration()
		}
	}
	return f
}

// mayPass reports whether the same attempt may succeed when made again: the network lost it, or the callee had too much to do
// and said for how long. What a callee tells of its own callees is not among it: it has tried.
func (f failure) mayPass() bool {
	return f.code == codes.Unavailable && !f.stated || f.code == codes.ResourceExhausted && f.reason == errs.ReasonOverloaded
}

// pause is how long to wait before an attempt is made again.
func (c *callee) pause(attempt int, f failure) time.Duration {
	most := min(c.call.Backoff<<(attempt-1), c.call.MaxBackoff)
	return max(f.retry, most/2+rand.N(most/2+1)) //nolint:gosec // spreads callers; nothing depends on it
}

// wait waits, or says that the caller is gone first.
func wait(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
