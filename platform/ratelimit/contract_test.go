package ratelimit_test

import (
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dajiu/platform/ratelimit"
)

// hourly has few tokens and none that comes back during a test.
func hourly(burst int) ratelimit.Limit { return ratelimit.Limit{PerMinute: 1, Burst: burst} }

func TestTheBurstPassesAndTheNextIsToldWhenToComeBack(t *testing.T) {
	t.Parallel()
	subjects(t, func(t *testing.T, s subject) {
		limit := ratelimit.Limit{PerMinute: 120, Burst: 3} // one each half second
		for i := range 3 {
			require.True(t, s.take("k", limit, 1).Allowed, "call %d", i)
		}
		d := s.take("k", limit, 1)
		require.False(t, d.Allowed)
		require.Positive(t, d.RetryAfter)
		require.LessOrEqual(t, d.RetryAfter, 500*time.Millisecond)
		s.wait(d.RetryAfter + time.Millisecond)
		require.True(t, s.take("k", limit, 1).Allowed, "after the wait that was told")
		require.False(t, s.take("k", limit, 1).Allowed, "and that was one")
	})
}

func TestCallersDoNotDrawFromEachOthersBuckets(t *testing.T) {
	t.Parallel()
	subjects(t, func(t *testing.T, s subject) {
		require.True(t, s.take("one", hourly(1), 1).Allowed)
		require.False(t, s.take("one", hourly(1), 1).Allowed)
		require.True(t, s.take("another", hourly(1), 1).Allowed)
	})
}

func TestSeveralTokensAreTakenTogetherOrNotAtAll(t *testing.T) {
	t.Parallel()
	subjects(t, func(t *testing.T, s subject) {
		require.True(t, s.take("k", hourly(5), 3).Allowed)
		d := s.take("k", hourly(5), 3)
		require.False(t, d.Allowed)
		require.InDelta(t, time.Minute, d.RetryAfter, float64(10*time.Second), "one token is missing")
		require.True(t, s.take("k", hourly(5), 2).Allowed, "the refusal took nothing")
		require.Equal(t, ratelimit.Decision{}, s.take("big", hourly(5), 6), "more than a bucket never passes")
		require.Equal(t, ratelimit.Decision{}, s.take("none", hourly(0), 1))
		require.Equal(t, ratelimit.Decision{}, s.take("zero", hourly(5), 0))
	})
}

func TestASmallerLimitHoldsAtOnce(t *testing.T) {
	t.Parallel()
	subjects(t, func(t *testing.T, s subject) {
		require.True(t, s.take("k", ratelimit.Limit{PerMinute: 1, Burst: 100}, 90).Allowed)
		d := s.take("k", ratelimit.Limit{PerMinute: 600, Burst: 2}, 1)
		require.False(t, d.Allowed)
		require.LessOrEqual(t, d.RetryAfter, 100*time.Millisecond, "nobody waits by a limit that is not there any more")
	})
}

func TestProcessesThatTakeAtOnceLetThroughExactlyTheBurst(t *testing.T) {
	t.Parallel()
	subjects(t, func(t *testing.T, s subject) {
		var allowed atomic.Int32
		var all sync.WaitGroup
		for worker := range 8 {
			all.Go(func() {
				for range 20 {
					if s.takes[worker%2]("k", hourly(50), 1).Allowed {
						allowed.Add(1)
					}
				}
			})
		}
		all.Wait()
		require.EqualValues(t, 50, allowed.Load())
	})
}

// taken is what passed, somewhere within a stretch of time.
type taken struct {
	from, to int64
	n        int64
}

// TestOverAnyScheduleTheBucketIsExact states the bucket without counting as one: n may pass at a moment if, and only if, since each
// earlier passage no more passed, with it and them, than the burst and what came back since. When a call was counted is known
// only as far as when it began and ended; in process these are one moment.
func TestOverAnyScheduleTheBucketIsExact(t *testing.T) {
	t.Parallel()
	subjects(t, func(t *testing.T, s subject) {
		run := 0
		rapid.Check(t, func(t *rapid.T) {
			run++
			key := strconv.Itoa(run)
			interval := rapid.SampledFrom([]int64{10, 500, 3000, 20_000, 142_858}).Draw(t, "interval")
			limit := ratelimit.Limit{PerMinute: int(60_000_000 / interval), Burst: rapid.IntRange(1, 12).Draw(t, "burst")}
			interval = (60_000_000 + int64(limit.PerMinute) - 1) / int64(limit.PerMinute)
			var past []taken
			for range rapid.IntRange(1, 24).Draw(t, "calls") {
				if rapid.Bool().Draw(t, "waits") {
					s.wait(time.Duration(rapid.Int64Range(1, 4000).Draw(t, "wait")) * time.Microsecond)
				}
				n := rapid.Int64Range(1, 4).Draw(t, "n")
				from := s.now()
				d := s.takes[rapid.IntRange(0, 1).Draw(t, "process")](key, limit, int(n))
				to := s.now()
				could, must := n <= int64(limit.Burst), n <= int64(limit.Burst)
				since := n
				for i := len(past) - 1; i >= 0; i-- {
					since += past[i].n
					needs := (since - int64(limit.Burst)) * interval
					could = could && needs <= to-past[i].from
					must = must && needs <= from-past[i].to
				}
				if d.Allowed && !could {
					t.Fatalf("%d passed, which is more than burst and rate permit: %+v after %+v", n, limit, past)
				}
				if !d.Allowed && must {
					t.Fatalf("%d was refused, which burst and rate permit: %+v after %+v", n, limit, past)
				}
				if d.Allowed {
					past = append(past, taken{from, to, n})
				}
			}
		})
	})
}
