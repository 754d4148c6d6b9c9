package app_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/app"
	"dajiu/platform/clock"
	"dajiu/platform/testkit"
)

func TestAJobTellsHowItWentLastAndRunsAtAWord(t *testing.T) {
	t.Parallel()
	clk := clock.Fake(time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC))
	env := &app.Env{Name: "test", Log: testkit.Quiet(), Clock: clk}
	left, broken := int64(3), errors.New("no store")
	env.Sweep("old things", func(context.Context, time.Time) (int64, error) {
		if left < 0 {
			return 0, broken
		}
		n := min(left, 2)
		left -= n
		return n, nil
	})
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- env.Parts()[0].Run(ctx) }()
	job := env.Jobs()[0]
	last, _ := job.Last()
	require.True(t, last.At.IsZero(), "it has not run yet")

	require.NoError(t, clk.BlockUntilContext(ctx, 1))
	clk.Advance(time.Hour)
	require.Eventually(t, func() bool { last, _ = job.Last(); return last.Rows == 3 && last.Err == nil }, 5*time.Second, time.Millisecond)
	_, next := job.Last()
	require.Equal(t, clk.Now().Add(time.Hour), next)

	left = -1
	job.Wake()
	require.Eventually(t, func() bool { last, _ = job.Last(); return errors.Is(last.Err, broken) }, 5*time.Second, time.Millisecond)
	_, again := job.Last()
	require.Equal(t, next, again, "its hour stays what it was")
	stop()
	require.NoError(t, <-done)
}
