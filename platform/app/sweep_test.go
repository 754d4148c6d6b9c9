package app_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/app"
	"dajiu/platform/clock"
)

func TestASweepRunsEveryHourUntilNothingIsLeft(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	clk := clock.Fake(start)
	env := &app.Env{Name: "order", Clock: clk, Log: slog.New(slog.DiscardHandler)}
	type run struct {
		now  time.Time
		left int64
	}
	runs := make(chan run, 100)
	left, broken := int64(3), false
	env.Sweep("requests", func(_ context.Context, now time.Time) (int64, error) {
		seen := run{now, left}
		defer func() { runs <- seen }() // the last act: what follows belongs to the test
		if broken {
			broken = false
			return 0, errors.New("no connection")
		}
		n := min(left, 2)
		left -= n
		return n, nil
	})
	require.Len(t, env.Parts(), 1)
	require.Equal(t, "order/sweep requests", env.Parts()[0].Name)
	ctx, stop := context.WithCancel(t.Context())
	stopped := make(chan error, 1)
	go func() { stopped <- env.Parts()[0].Run(ctx) }()
	hour := func() {
		require.NoError(t, clk.BlockUntilContext(ctx, 1))
		clk.Advance(time.Hour)
	}
	hour()
	first := start.Add(time.Hour)
	require.Equal(t, []run{{first, 3}, {first, 1}, {first, 0}}, []run{<-runs, <-runs, <-runs})
	left, broken = 1, true
	hour()
	require.Equal(t, run{first.Add(time.Hour), 1}, <-runs, "what fails is left alone until the next hour")
	hour()
	third := first.Add(2 * time.Hour)
	require.Equal(t, []run{{third, 1}, {third, 0}}, []run{<-runs, <-runs})
	stop()
	require.NoError(t, <-stopped)
	require.Empty(t, runs)
}
