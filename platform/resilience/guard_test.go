package resilience_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	"dajiu/platform/errs"
	"dajiu/platform/resilience"
)

// left is how much time a call has that is made within a context.
func left(t *testing.T, g *resilience.Guard, ctx context.Context, method string, inside func(context.Context)) time.Duration { //nolint:revive // the guard is what is tested
	t.Helper()
	var d time.Duration
	err := g.Intercept(elsewhere)(ctx, method, nil, nil, nil, func(ctx context.Context, _ string, _, _ any, _ *grpc.ClientConn, _ ...grpc.CallOption) error {
		end, ok := ctx.Deadline()
		require.True(t, ok)
		d = time.Until(end)
		if inside != nil {
			inside(ctx)
		}
		return nil
	})
	require.NoError(t, err)
	return d
}

func TestTimeShrinksAlongAPath(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g, _ := newGuard(t, func(p *resilience.Policy) {
			p.Services = map[string]resilience.Service{"user": {Call: resilience.Call{Timeout: time.Second}}}
		})
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		first := left(t, g, ctx, reads, func(ctx context.Context) {
			time.Sleep(time.Second)
			second := left(t, g, ctx, browses, func(ctx context.Context) {
				require.Equal(t, time.Second, left(t, g, ctx, logsIn, nil), "the third's own bound is less than what is left")
			})
			require.Equal(t, 5*time.Second-10*time.Millisecond-time.Second-10*time.Millisecond, second)
		})
		require.Equal(t, 5*time.Second-10*time.Millisecond, first)
		require.Equal(t, 15*time.Second, left(t, g, t.Context(), reads, nil), "who waits for ever has the method's bound")
	})
}

func TestACallInProcessKnowsItsTimeAndEndsWithItsCaller(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g, _ := newGuard(t, func(p *resilience.Policy) {
			p.Services = map[string]resilience.Service{"user": {Call: resilience.Call{Timeout: time.Second}}}
		})
		here := g.Intercept(func(string) bool { return true })
		ends := func(ctx context.Context, method string) (told, ended time.Duration) {
			began := time.Now()
			err := here(ctx, method, nil, nil, nil, func(ctx context.Context, _ string, _, _ any, _ *grpc.ClientConn, _ ...grpc.CallOption) error {
				end, ok := ctx.Deadline()
				require.True(t, ok)
				told = end.Sub(began)
				<-ctx.Done()
				ended = time.Since(began)
				return nil
			})
			require.NoError(t, err)
			return told, ended
		}
		within := func(d time.Duration) context.Context {
			ctx, cancel := context.WithTimeout(t.Context(), d)
			t.Cleanup(cancel)
			return ctx
		}
		told, ended := ends(within(5*time.Second), reads)
		require.Equal(t, 5*time.Second-10*time.Millisecond, told)
		require.Equal(t, 5*time.Second, ended)
		told, ended = ends(within(5*time.Second), logsIn)
		require.Equal(t, []time.Duration{time.Second, time.Second}, []time.Duration{told, ended}, "the method's own bound is kept")
		told, ended = ends(g.Answering(within(4*time.Second+10*time.Millisecond), nearby, nil), serving)
		require.Equal(t, []time.Duration{2 * time.Second, 2 * time.Second}, []time.Duration{told, ended}, "so is that of what an answer can do without")
		require.Error(t, here(within(10*time.Millisecond), reads, nil, nil, nil, nil), "nobody could use the answer")
	})
}

func TestACallThatNobodyCouldUseTheAnswerOfIsNotMade(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g, _ := newGuard(t, nil)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		f := &far{answer: answers(nil)}
		err := call(ctx, g, f, reads)
		require.Equal(t, codes.DeadlineExceeded, errs.From(err).Code())
		require.True(t, errs.HasReason(err, errs.ReasonTimeout))
		require.Zero(t, f.calls)
	})
}

func TestAnAnswerDoesWithoutOnlyWhatItsContractSays(t *testing.T) {
	t.Parallel()
	gone := errs.New(codes.Unavailable, errs.ReasonUnavailable, "gone")
	g, reg := newGuard(t, nil)
	ctx := g.Answering(t.Context(), nearby, nil)
	for name, c := range map[string]struct {
		ctx    context.Context
		method string
		err    error
		does   bool
	}{
		"what may pass is left out":        {ctx, serving, gone, true},
		"what took too long is, too":       {ctx, serving, context.DeadlineExceeded, true},
		"nothing is missing":               {ctx, serving, nil, false},
		"a refusal is no absence":          {ctx, serving, errs.New(codes.PermissionDenied, errs.ReasonForbidden, "no"), false},
		"a mistake on our side stays one":  {ctx, serving, errs.New(codes.Internal, errs.ReasonInternal, "oh"), false},
		"another call is needed":           {ctx, reads, gone, false},
		"an order needs its delivery":      {g.Answering(t.Context(), places, nil), serving, gone, false},
		"outside of a call nothing is":     {t.Context(), serving, gone, false},
		"nobody waits any more":            {canceled(ctx), serving, gone, false},
		"a method that is not known is it": {g.Answering(t.Context(), "/x.y.v1.Z/A", nil), serving, gone, false},
	} {
		require.Equal(t, c.does, resilience.Without(c.ctx, c.method, c.err), name)
	}
	require.InDelta(t, 2, value(t, reg, "dajiu_calls_degraded_total", "callee", "delivery", "method", nearby[1:]), 0)
}

func canceled(ctx context.Context) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	return ctx
}

func TestWhatAnAnswerCanDoWithoutTakesHalfOfItsTimeAtMost(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g, _ := newGuard(t, nil)
		ctx, cancel := context.WithTimeout(g.Answering(t.Context(), nearby, nil), 4*time.Second+10*time.Millisecond)
		defer cancel()
		require.Equal(t, 2*time.Second, left(t, g, ctx, serving, nil))
		require.Equal(t, 4*time.Second, left(t, g, ctx, reads, nil))
	})
}

func TestAMadeCallIsWorthWhatItIsMadeFor(t *testing.T) {
	t.Parallel()
	g, _ := newGuard(t, nil)
	require.Nil(t, resilience.PriorityOf(t.Context()))
	require.Equal(t, []string{"2"}, resilience.PriorityOf(g.Answering(t.Context(), reads, nil)))
	require.Equal(t, []string{"4"}, resilience.PriorityOf(g.Answering(t.Context(), reads, []string{"4"})))
	for _, wrong := range []string{"", "0", "5", "9", "44", "x", "-"} {
		require.Equal(t, []string{"2"}, resilience.PriorityOf(g.Answering(t.Context(), reads, []string{wrong})), wrong)
	}
	require.Equal(t, []string{"2"}, resilience.PriorityOf(g.Answering(t.Context(), reads, metadata.Pairs("a", "4", "a", "4")["a"])))
}
