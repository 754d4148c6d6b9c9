package resilience_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/durationpb"

	"dajiu/platform/errs"
	"dajiu/platform/resilience"
)

// says is a failure as one of our services states it.
func says(code codes.Code, reason string, retry time.Duration) error {
	st := status.New(code, "text")
	st, err := st.WithDetails(&errdetails.ErrorInfo{Reason: reason, Domain: "dajiu"}, &errdetails.RetryInfo{RetryDelay: durationpb.New(retry)})
	if err != nil {
		return err
	}
	return st.Err()
}

func TestOnlyWhatTheContractLetsBeRepeatedIsMadeAgain(t *testing.T) {
	t.Parallel()
	keyed := metadata.Pairs("idempotency-key", "attempt-1")
	for name, c := range map[string]struct {
		method string
		sent   metadata.MD
		came   metadata.MD
		fails  error
		calls  int
	}{
		"a read is":                                       {reads, nil, nil, lost(), 3},
		"an act that brings about a state is":             {cancels, nil, nil, lost(), 3},
		"what creates is, by its key":                     {places, keyed, nil, lost(), 3},
		"what creates is not without a key":               {places, nil, nil, lost(), 1},
		"what creates is not by an empty key":             {places, metadata.Pairs("idempotency-key", ""), nil, lost(), 1},
		"what uses up a code is not":                      {logsIn, keyed, nil, lost(), 1},
		"what a caller repeats already is not":            {reads, nil, metadata.Pairs(resilience.MetaAttempt, "2"), lost(), 1},
		"what is passed on as repeated is not":            {reads, metadata.Pairs(resilience.MetaAttempt, "2"), nil, lost(), 1},
		"a refusal is an answer":                          {reads, nil, nil, says(codes.FailedPrecondition, "ORDER_CLOSED", 0), 1},
		"what the callee could not reach it tried itself": {reads, nil, nil, says(codes.Unavailable, errs.ReasonUnavailable, 0), 1},
		"a callee with too much to do is asked later":     {reads, nil, nil, says(codes.ResourceExhausted, errs.ReasonOverloaded, 100*time.Millisecond), 3},
		"but not much later":                              {reads, nil, nil, says(codes.ResourceExhausted, errs.ReasonOverloaded, time.Minute), 1},
		"a limit on somebody is none of it":               {reads, nil, nil, says(codes.ResourceExhausted, errs.ReasonRateLimited, 100*time.Millisecond), 1},
		"what took too long is not":                       {reads, nil, nil, status.Error(codes.DeadlineExceeded, "late"), 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				g, reg := newGuard(t, nil)
				f := &far{answer: answers(c.fails)}
				ctx := metadata.NewOutgoingContext(metadata.NewIncomingContext(t.Context(), c.came), c.sent)
				require.ErrorIs(t, call(ctx, g, f, c.method), c.fails)
				require.Equal(t, c.calls, f.calls)
				require.InDelta(t, c.calls-1, value(t, reg, "dajiu_calls_retried_total", "callee", "order"), 0)
			})
		})
	}
}

func TestARepetitionSaysThatItIsOneAndTheNextAnswerCounts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g, _ := newGuard(t, nil)
		f := &far{answer: func(_ context.Context, n int) error {
			if n < 3 {
				return lost()
			}
			return nil
		}}
		began := time.Now()
		require.NoError(t, call(metadata.NewOutgoingContext(t.Context(), metadata.Pairs("x", "y")), g, f, reads))
		require.Empty(t, f.sent[0][resilience.MetaAttempt])
		require.Equal(t, []string{"2"}, f.sent[1][resilience.MetaAttempt])
		require.Equal(t, []string{"3"}, f.sent[2][resilience.MetaAttempt])
		require.Equal(t, []string{"y"}, f.sent[2]["x"])
		require.WithinRange(t, time.Now(), began.Add(75*time.Millisecond), began.Add(150*time.Millisecond), "between half of 50+100 ms and all")
	})
}

func TestNothingIsRepeatedWhenItsCallerIsAboutToLeave(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g, _ := newGuard(t, nil)
		f := &far{answer: answers(lost())}
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		require.Error(t, call(ctx, g, f, reads))
		require.Equal(t, 1, f.calls)

		f = &far{answer: answers(lost())}
		ctx, leave := context.WithCancel(t.Context())
		time.AfterFunc(5*time.Millisecond, leave)
		require.Error(t, call(ctx, g, f, reads))
		require.Equal(t, 1, f.calls, "it left while we waited")
	})
}

func TestRepetitionsStayWithinTheirShareHoweverMuchFails(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g, reg := newGuard(t, func(p *resilience.Policy) { p.Defaults.Breaker.Calls, p.Defaults.RetryPercent = 100_000, 20 })
		f := &far{answer: answers(lost())}
		const calls = 300
		for range calls {
			require.Error(t, call(t.Context(), g, f, reads))
		}
		require.LessOrEqual(t, f.calls-calls, calls/5+10)
		require.GreaterOrEqual(t, f.calls-calls, calls/5)
		require.Positive(t, value(t, reg, "dajiu_calls_retry_refused_total", "callee", "order"))
		require.Less(t, value(t, reg, "dajiu_retry_budget_left", "callee", "order"), 1.0)
		require.InDelta(t, 10, value(t, reg, "dajiu_retry_budget_left", "callee", "user"), 0, "each callee has its own")
	})
}
