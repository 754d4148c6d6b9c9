package bench

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
)

// stepWatch is a stopwatch that each look moves on.
func stepWatch(step time.Duration) stopwatch {
	var looks atomic.Int64
	return func() time.Duration { return time.Duration(looks.Add(1)) * step }
}

func succeed(context.Context, *shopper) error { return nil }

func TestARunStopsAtItsCount(t *testing.T) {
	t.Parallel()
	l := load{shoppers: 7, count: 1000, duration: time.Hour, clock: clock.Real(), watch: stepWatch(time.Microsecond)}
	got := l.run(t.Context(), succeed)
	require.EqualValues(t, 1000, got.latency.Count())
	require.EqualValues(t, 1000, got.inWindow)
	require.Equal(t, "count", got.stoppedBy)
	require.Less(t, got.window, time.Hour)
}

func TestARunStopsAtItsTime(t *testing.T) {
	t.Parallel()
	l := load{shoppers: 1, count: 1 << 40, duration: 10 * time.Second, clock: clock.Real(), watch: stepWatch(10 * time.Millisecond)}
	got := l.run(t.Context(), succeed)
	require.Equal(t, "duration", got.stoppedBy)
	require.Equal(t, 10*time.Second, got.window)
	require.Len(t, got.perSecond, 10)
	var sum int64
	for _, n := range got.perSecond {
		require.InDelta(t, 33, n, 2, "three looks at the watch for each operation")
		sum += n
	}
	require.InDelta(t, got.inWindow, sum, 1, "the timeline is the throughput, second by second")
}

func TestWhatEndsAfterTheWindowIsNoThroughput(t *testing.T) {
	t.Parallel()
	l := load{shoppers: 1, count: 1 << 40, duration: time.Second, clock: clock.Real(), watch: stepWatch(600 * time.Millisecond)}
	got := l.run(t.Context(), succeed)
	require.EqualValues(t, 1, got.latency.Count())
	require.Zero(t, got.inWindow)
}

func TestFailuresAreCountedByReasonAndNeverAsThroughput(t *testing.T) {
	t.Parallel()
	l := load{shoppers: 2, count: 40, duration: time.Hour, clock: clock.Real(), watch: startStopwatch()}
	got := l.run(t.Context(), func(_ context.Context, s *shopper) error {
		switch s.step % 3 {
		case 0:
			return &Failure{Step: "place", Status: 409, Reason: "ORDER_STOCK_SHORT"}
		case 1:
			return &Failure{Step: "cart", Reason: "no answer in time"}
		}
		return nil
	})
	require.EqualValues(t, 40, got.latency.Count()+got.failed)
	require.Equal(t, got.inWindow, got.latency.Count())
	require.Len(t, got.reasons, 2)
	require.Equal(t, got.failed, got.reasons["place: 409 ORDER_STOCK_SHORT"]+got.reasons["cart: no answer in time"])
	require.Positive(t, got.reasons["cart: no answer in time"])
}

func TestReasonsAreBounded(t *testing.T) {
	t.Parallel()
	l := load{shoppers: 1, count: maxReasons + 5, duration: time.Hour, clock: clock.Real(), watch: startStopwatch()}
	got := l.run(t.Context(), func(_ context.Context, s *shopper) error {
		return errors.New(string(rune('a' + s.step)))
	})
	require.Len(t, got.reasons, maxReasons+1)
	require.EqualValues(t, 5, got.reasons["others"])
}

func TestARunEndsWhenNobodyHasAnythingLeftToDo(t *testing.T) {
	t.Parallel()
	l := load{shoppers: 3, count: 1 << 40, duration: time.Hour, clock: clock.Real(), watch: startStopwatch()}
	got := l.run(t.Context(), func(_ context.Context, s *shopper) error {
		if s.step == 10 {
			return errSpent
		}
		return nil
	})
	require.EqualValues(t, 30, got.inWindow)
	require.Zero(t, got.failed)
	require.Equal(t, "customers used up", got.stoppedBy)
}

func TestAnInterruptedRunEndsAtOnce(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	l := load{shoppers: 4, count: 1 << 40, duration: time.Hour, clock: clock.Real(), watch: startStopwatch()}
	got := l.run(ctx, func(ctx context.Context, s *shopper) error {
		if s.number == 0 && s.step == 5 {
			cancel()
		}
		return ctx.Err()
	})
	require.Equal(t, "interruption", got.stoppedBy)
	require.Zero(t, got.failed, "what was cut short is not the server's failure")
}

func TestEachCustomerBelongsToOneShopper(t *testing.T) {
	t.Parallel()
	people := make([]*person, 10)
	for i := range people {
		people[i] = &person{number: i}
	}
	seen := map[int]int{}
	for n := range 3 {
		for _, p := range share(people, n, 3) {
			seen[p.number]++
		}
	}
	require.Len(t, seen, 10)
	for _, times := range seen {
		require.Equal(t, 1, times)
	}
	require.Equal(t, []*person{people[1]}, share(people[:2], 5, 64), "fewer customers than shoppers are shared")
	require.Empty(t, share(nil, 0, 1))
}
