package resilience_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/resilience"
)

// fill lets calls in until one is given up, at most so many, and returns how many there are.
func fill(t *testing.T, g *resilience.Guard, method string, most int) (leave []func()) {
	t.Helper()
	for range most {
		end, err := g.Enter(method, nil)
		if err != nil {
			require.Equal(t, codes.ResourceExhausted, errs.From(err).Code())
			require.True(t, errs.HasReason(err, errs.ReasonOverloaded))
			require.Equal(t, time.Second, errs.From(err).RetryAfter())
			return leave
		}
		leave = append(leave, end)
	}
	return leave
}

func TestUnderOverloadPaymentsSucceedWhileBrowsingIsGivenUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g, reg := newGuard(t, func(p *resilience.Policy) { p.Overload.Min, p.Overload.Max = 10, 100 })
		require.Len(t, fill(t, g, reports, 1000), 40)
		require.Len(t, fill(t, g, browses, 1000), 30, "who browses has what is left to 70 %")
		require.Len(t, fill(t, g, cancels, 1000), 20, "acts, to 90 %")
		require.Len(t, fill(t, g, pays, 1000), 10, "and payments have all")
		require.InDelta(t, 1, value(t, reg, "dajiu_calls_shed_total", "callee", "product", "priority", "read"), 0)
		require.InDelta(t, 1, value(t, reg, "dajiu_calls_shed_total", "callee", "payment", "priority", "payment"), 0)
		_, err := g.Enter(browses, []string{"4"})
		require.Error(t, err, "a payment's own calls have no more than it has")
		require.InDelta(t, 100, value(t, reg, "dajiu_overload_within"), 0)
	})
}

func TestWhatIsMadeForAPaymentIsLetInLikeOne(t *testing.T) {
	t.Parallel()
	g, _ := newGuard(t, func(p *resilience.Policy) { p.Overload.Min, p.Overload.Max = 10, 100 })
	fill(t, g, browses, 1000)
	_, err := g.Enter(browses, nil)
	require.Error(t, err)
	leave, err := g.Enter(browses, []string{"4"})
	require.NoError(t, err)
	leave()
	_, err = g.Enter(pays, []string{"1"})
	require.Error(t, err, "and what is made for a report, like a report")
}

// load answers so many calls at a time, each taking as long, for a while of virtual time; it returns how many were given up.
func load(t *testing.T, g *resilience.Guard, method string, atATime int, takes, during time.Duration) (shed int) {
	t.Helper()
	for began := time.Now(); time.Since(began) < during; {
		leave := fill(t, g, method, atATime)
		shed += atATime - len(leave)
		time.Sleep(takes)
		for _, end := range leave {
			end()
		}
	}
	return shed
}

func TestTheLimitFallsWhereCallsTakeTooLongAndRisesAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g, reg := newGuard(t, nil)
		limit := func() float64 { return value(t, reg, "dajiu_overload_limit") }
		require.InDelta(t, 2048, limit(), 0)
		require.Zero(t, load(t, g, cancels, 500, 900*time.Millisecond, 10*time.Second), "many at a time are no overload")
		require.InDelta(t, 2048, limit(), 0)
		require.Positive(t, load(t, g, cancels, 500, 2*time.Second, time.Minute))
		require.InDelta(t, 64, limit(), 0, "never below the least")
		require.Zero(t, load(t, g, browses, 44, 2*time.Second, time.Minute), "and who is few is never given up, however slow")
		require.Positive(t, load(t, g, cancels, 100, 100*time.Millisecond, time.Second))
		load(t, g, cancels, 100, 100*time.Millisecond, 20*time.Second)
		require.InDelta(t, 2048, limit(), 1)
	})
}

func TestReportsAreSlowByNatureAndLowerNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g, reg := newGuard(t, nil)
		require.Zero(t, load(t, g, reports, 100, 10*time.Second, 2*time.Minute))
		require.InDelta(t, 2048, value(t, reg, "dajiu_overload_limit"), 0)
	})
}

func TestOtherBoundsCountAtOnce(t *testing.T) {
	t.Parallel()
	g, reg := newGuard(t, nil)
	p := resilience.DefaultPolicy()
	p.Overload.Max = 100
	require.NoError(t, g.Apply(p))
	require.InDelta(t, 100, value(t, reg, "dajiu_overload_limit"), 0)
	p.Overload.Max, p.Overload.Min = 4000, 200
	require.NoError(t, g.Apply(p))
	require.InDelta(t, 200, value(t, reg, "dajiu_overload_limit"), 0)
}

func BenchmarkEnter(b *testing.B) {
	g, _ := newGuard(b, nil)
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			leave, err := g.Enter(browses, nil)
			if err != nil {
				b.Fatal(err)
			}
			leave()
		}
	})
}

func BenchmarkWrap(b *testing.B) {
	g, _ := newGuard(b, nil)
	conn := g.Wrap(&far{answer: answers(nil)})
	b.ReportAllocs()
	for b.Loop() {
		if err := conn.Invoke(b.Context(), reads, nil, nil); err != nil {
			b.Fatal(err)
		}
	}
}
