package balance_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"dajiu/platform/balance"
	"dajiu/platform/discovery"
	"dajiu/platform/release"
)

func TestCallsGoToInstancesByTurns(t *testing.T) {
	t.Parallel()
	w := newWorld(t, balance.RoundRobin)
	a, b, c := w.serve("v1", 1), w.serve("v1", 1), w.serve("v1", 9)
	w.tell(a, b, c)
	w.settle(a, b, c)
	w.times(300)
	require.Equal(t, []int64{100, 100, 100}, []int64{a.calls.Load(), b.calls.Load(), c.calls.Load()})
}

func TestCallsGoToInstancesByWeight(t *testing.T) {
	t.Parallel()
	w := newWorld(t, balance.Weighted)
	a, b, c := w.serve("v1", 1), w.serve("v1", 2), w.serve("v1", 7)
	w.tell(a, b, c)
	w.settle(a, b, c)
	w.times(200)
	require.Equal(t, []int64{20, 40, 140}, []int64{a.calls.Load(), b.calls.Load(), c.calls.Load()})
	b.Weight = 1
	w.tell(a, b)
	require.Eventually(t, func() bool {
		a.calls.Store(0)
		b.calls.Store(0)
		w.times(20)
		return a.calls.Load() == 10 && b.calls.Load() == 10
	}, 10*time.Second, time.Millisecond, "what the registry says of an instance counts without a new connection")
}

func TestCallsGoToWhoHasLessToDo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, balance.LeastRequest)
	slow, quick := w.serve("v1", 1), w.serve("v1", 1)
	w.tell(slow, quick)
	w.settle(slow, quick)
	slow.hold = make(chan struct{})
	var all sync.WaitGroup
	var done atomic.Int64
	for range 20 {
		all.Go(func() {
			for range 20 {
				_ = w.call(t.Context()) //nolint:errcheck // those that are held end late
				done.Add(1)
			}
		})
	}
	require.Eventually(t, func() bool { return quick.calls.Load() > 100 }, 10*time.Second, time.Millisecond)
	require.Greater(t, quick.calls.Load(), 4*slow.calls.Load())
	close(slow.hold)
	all.Wait()
}

func TestAnInstanceThatFailsIsLeftOutForAWhile(t *testing.T) {
	t.Parallel()
	w := newWorld(t, balance.RoundRobin)
	good, bad, third := w.serve("v1", 1), w.serve("v1", 1), w.serve("v1", 1)
	w.tell(good, bad, third)
	w.settle(good, bad, third)
	bad.fail.Store(int32(codes.Unavailable))
	failed := 0
	for range 60 {
		if w.call(t.Context()) != nil {
			failed++
		}
	}
	require.Equal(t, 5, failed, "five in a row, then none")
	require.Equal(t, int64(5), bad.calls.Load())
	require.InDelta(t, 1, metric(t, w, "dajiu_balance_left_out_total"), 0)

	w.clock.ahead.Add(int64(6 * time.Second))
	failed = 0
	for range 30 {
		if w.call(t.Context()) != nil {
			failed++
		}
	}
	require.Equal(t, 1, failed, "one that fails at once when it is let in again is out again")
	w.clock.ahead.Add(int64(6 * time.Second))
	w.times(30)
	require.Equal(t, int64(6), bad.calls.Load(), "and for longer")
	bad.fail.Store(0)
	w.clock.ahead.Add(int64(6 * time.Second))
	w.times(30)
	require.Equal(t, int64(16), bad.calls.Load())
}

func metric(t *testing.T, w *world, name string) float64 {
	t.Helper()
	families, err := w.reg.Gather()
	require.NoError(t, err)
	for _, f := range families {
		if f.GetName() == name {
			return f.GetMetric()[0].GetCounter().GetValue()
		}
	}
	return 0
}

func TestWhatAServiceAnswersIsNotHeldAgainstIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, balance.RoundRobin)
	a, b, c := w.serve("v1", 1), w.serve("v1", 1), w.serve("v1", 1)
	w.tell(a, b, c)
	w.settle(a, b, c)
	for _, code := range []codes.Code{codes.Internal, codes.Aborted, codes.NotFound, codes.ResourceExhausted, codes.DeadlineExceeded} {
		b.fail.Store(int32(code)) //nolint:gosec // a code
		for range 30 {
			_ = w.call(t.Context())
		}
	}
	require.Equal(t, int64(50), b.calls.Load())
}

func TestNoMoreThanHalfAreLeftOutAndASingleOneNever(t *testing.T) {
	t.Parallel()
	w := newWorld(t, balance.RoundRobin)
	a, b := w.serve("v1", 1), w.serve("v1", 1)
	w.tell(a, b)
	w.settle(a, b)
	a.fail.Store(int32(codes.Unavailable))
	b.fail.Store(int32(codes.Unavailable))
	for range 60 {
		require.Equal(t, codes.Unavailable, status.Code(w.call(t.Context())))
	}
	require.Equal(t, int64(60), a.calls.Load()+b.calls.Load(), "every call gets to one of them")
	require.InDelta(t, 1, metric(t, w, "dajiu_balance_left_out_total"), 0)

	alone := newWorld(t, balance.LeastRequest)
	one := alone.serve("v1", 1)
	alone.tell(one)
	alone.settle(one)
	one.fail.Store(int32(codes.Unavailable))
	for range 20 {
		require.Error(t, alone.call(t.Context()))
	}
	require.Equal(t, int64(20), one.calls.Load())
}

func TestInstancesThatEndTakeNoCallWithThem(t *testing.T) {
	t.Parallel()
	w := newWorld(t, balance.RoundRobin)
	a, b := w.serve("v1", 1), w.serve("v1", 1)
	w.tell(a, b)
	w.settle(a, b)
	ctx, stop := context.WithCancel(t.Context())
	var all sync.WaitGroup
	var failed atomic.Value
	for range 16 {
		all.Go(func() {
			for ctx.Err() == nil {
				if err := w.call(t.Context()); err != nil {
					failed.Store(err.Error())
				}
			}
		})
	}
	// Ten times over, all processes are replaced by new ones.
	for range 10 {
		next := w.serve("v2", 1)
		w.tell(a, b, next)
		require.Eventually(t, func() bool { return next.calls.Load() > 10 }, 10*time.Second, time.Millisecond)
		w.tell(b, next)
		a.grpc.GracefulStop()
		a, b = b, next
	}
	stop()
	all.Wait()
	require.Nil(t, failed.Load())
}

func TestAnInstanceThatDiesCostsTheCallsItHadAndNoOthers(t *testing.T) {
	t.Parallel()
	w := newWorld(t, balance.RoundRobin)
	a, b := w.serve("v1", 1), w.serve("v1", 1)
	w.tell(a, b)
	w.settle(a, b)
	a.grpc.Stop()
	failed := 0
	for range 200 {
		if w.call(t.Context()) != nil {
			failed++
		}
	}
	require.LessOrEqual(t, failed, 1, "gRPC tells of the lost connection at once")
}

func TestACallGoesToTheVersionThatWasDecidedWhereThereIsOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t, balance.RoundRobin)
	old, older, canary := w.serve("v1", 1), w.serve("v1", 1), w.serve("v2", 1)
	w.tell(old, older, canary)
	w.settle(old, older, canary)
	to := release.With(t.Context(), release.Parse("order=v2,*=v1"))
	for range 20 {
		require.NoError(t, w.call(to))
	}
	require.Equal(t, int64(20), canary.calls.Load())
	for range 20 {
		require.NoError(t, w.call(release.With(t.Context(), release.Parse("user=v2,*=v1"))))
	}
	require.Equal(t, int64(20), canary.calls.Load())
	for range 30 {
		require.NoError(t, w.call(release.With(t.Context(), release.Parse("order=v3"))))
	}
	require.Equal(t, int64(30), canary.calls.Load(), "a version that does not run is no error")
}

func TestAServiceThatNobodyRunsFailsAtOnceAndIsFoundOnceItDoes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, balance.RoundRobin)
	began := time.Now()
	err := w.call(t.Context())
	require.Equal(t, codes.Unavailable, status.Code(err))
	require.ErrorContains(t, err, discovery.ErrUnknown.Error())
	require.Less(t, time.Since(began), 2*time.Second)
	s := w.serve("v1", 1)
	w.tell(s)
	w.settle(s)
}

func TestAPolicyThatThereIsNotIsRefused(t *testing.T) {
	t.Parallel()
	_, err := balance.Dial("order", discovery.Static{}, balance.Options{Policy: "random", Metrics: balance.NewMetrics(nil)})
	require.ErrorContains(t, err, "random")
}
