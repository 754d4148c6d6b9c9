package resilience_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"dajiu/platform/errs"
	"dajiu/platform/resilience"
)

func TestACalleeThatDoesNotAnswerIsLeftAloneThenTriedThenTrusted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g, reg := newGuard(t, short)
		state := func() float64 { return value(t, reg, "dajiu_breaker_state", "callee", "order") }
		f := &far{answer: answers(lost())}
		for range 4 {
			require.Equal(t, codes.Unavailable, status.Code(call(t.Context(), g, f, reads)))
		}
		require.InDelta(t, 2, state(), 0, "open")
		err := call(t.Context(), g, f, reads)
		require.Equal(t, codes.Unavailable, errs.From(err).Code())
		require.True(t, errs.HasReason(err, errs.ReasonUnavailable))
		require.InDelta(t, 5*time.Second, errs.From(err).RetryAfter(), float64(time.Second), "it says when to come again")
		require.Equal(t, 4, f.calls, "nothing was sent")
		require.InDelta(t, 1, value(t, reg, "dajiu_calls_broken_total", "callee", "order"), 0)
		require.NoError(t, call(t.Context(), g, &far{answer: answers(nil)}, browses), "other callees are not concerned")

		time.Sleep(7 * time.Second)
		require.Equal(t, codes.Unavailable, status.Code(call(t.Context(), g, f, reads)))
		require.InDelta(t, 2, state(), 0, "it was tried, and is left alone again")
		require.Equal(t, 5, f.calls)

		time.Sleep(7 * time.Second)
		f.answer = answers(nil)
		require.NoError(t, call(t.Context(), g, f, reads))
		require.InDelta(t, 1, state(), 0, "it is tried: one answer is not enough")
		for range 2 {
			require.NoError(t, call(t.Context(), g, f, reads))
		}
		require.InDelta(t, 0, state(), 0, "closed")
	})
}

func TestOnlySilenceCountsAgainstACallee(t *testing.T) {
	t.Parallel()
	hangs := func(ctx context.Context, _ int) error {
		<-ctx.Done()
		return status.FromContextError(ctx.Err()).Err()
	}
	for name, c := range map[string]struct {
		answer func(context.Context, int) error
		within time.Duration
		open   float64
	}{
		"a lost connection":                     {answers(lost()), 0, 2},
		"a call that took all its time":         {hangs, 0, 2},
		"a caller that had little time":         {hangs, time.Second, 0},
		"a refusal":                             {answers(says(codes.NotFound, "ORDER_NOT_FOUND", 0)), 0, 0},
		"a failure on its side":                 {answers(says(codes.Internal, errs.ReasonInternal, 0)), 0, 0},
		"a callee of its own that is not there": {answers(says(codes.Unavailable, errs.ReasonUnavailable, 0)), 0, 0},
		"that it gives up what matters less":    {answers(says(codes.ResourceExhausted, errs.ReasonOverloaded, 0)), 0, 0},
		"a message that is too large":           {answers(status.Error(codes.ResourceExhausted, "larger than max")), 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				g, reg := newGuard(t, func(p *resilience.Policy) { short(p); p.Defaults.Breaker.Window = 5 * time.Minute })
				for range 6 {
					ctx, cancel := t.Context(), func() {}
					if c.within > 0 {
						ctx, cancel = context.WithTimeout(ctx, c.within)
					}
					require.Error(t, call(ctx, g, &far{answer: c.answer}, reads))
					cancel()
				}
				require.InDelta(t, c.open, value(t, reg, "dajiu_breaker_state", "callee", "order"), 0)
			})
		})
	}
}

func TestNoMoreCallsWaitForACalleeThanItHasPlaces(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g, reg := newGuard(t, func(p *resilience.Policy) {
			p.Defaults.Concurrent = 2
			p.Services = map[string]resilience.Service{"payment": {Methods: map[string]resilience.Method{"PaymentService/PayTrade": {Alone: true}}}}
		})
		release := make(chan struct{})
		slow := &far{answer: func(context.Context, int) error { <-release; return nil }}
		done := make(chan error, 2)
		for range 2 {
			go func() { done <- call(t.Context(), g, slow, pays) }()
			synctest.Wait()
		}
		err := call(t.Context(), g, &far{answer: answers(nil)}, pays)
		require.Equal(t, codes.Unavailable, errs.From(err).Code())
		require.Positive(t, errs.From(err).RetryAfter())
		require.InDelta(t, 1, value(t, reg, "dajiu_calls_bulkhead_full_total", "callee", "payment:PaymentService/PayTrade"), 0)
		require.NoError(t, call(t.Context(), g, &far{answer: answers(nil)}, notifies), "what is alone holds up nothing else")
		close(release)
		require.NoError(t, <-done)
		require.NoError(t, <-done)
		require.NoError(t, call(t.Context(), g, &far{answer: answers(nil)}, pays), "a place that was left is free")
	})
}

func TestWhatIsKnownOfACalleeOutlivesAPolicyThatSaysTheSameOfIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g, reg := newGuard(t, short)
		for range 4 {
			require.Error(t, call(t.Context(), g, &far{answer: answers(lost())}, reads))
		}
		p := resilience.DefaultPolicy()
		short(&p)
		p.Services = map[string]resilience.Service{"user": {Call: resilience.Call{Attempts: 2}}}
		require.NoError(t, g.Apply(p))
		require.InDelta(t, 2, value(t, reg, "dajiu_breaker_state", "callee", "order"), 0)

		p.Defaults.Breaker.Percent = 60
		require.NoError(t, g.Apply(p))
		require.InDelta(t, 0, value(t, reg, "dajiu_breaker_state", "callee", "order"), 0, "another breaker begins anew")

		p.Defaults.Attempts = 0
		require.ErrorContains(t, g.Apply(p), "defaults.attempts")
	})
}
