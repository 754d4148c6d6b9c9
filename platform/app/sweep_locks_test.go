package app_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/app"
	"dajiu/platform/clock"
	"dajiu/platform/lock"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

func TestOfSeveralProcessesOneAtATimeSweeps(t *testing.T) {
	t.Parallel()
	db := testkit.Open(t, testkit.Maria(t))
	require.NoError(t, sqldb.Migrate(t.Context(), db, lock.Migrations()))
	clk := clock.Fake(time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC))
	process := func(holder int64, batch func(context.Context, time.Time) (int64, error)) *app.Job {
		env := &app.Env{Name: "order", Clock: clk, Log: testkit.Quiet(), Locks: lock.New(db, holder, clk)}
		env.Sweep("requests", batch)
		ctx, stop := context.WithCancel(context.Background())
		done := make(chan error, 1)
		go func() { done <- env.Parts()[0].Run(ctx) }()
		t.Cleanup(func() {
			stop()
			require.NoError(t, <-done)
		})
		return env.Jobs()[0]
	}
	inside, leave := make(chan struct{}, 10), make(chan int64)
	slow := process(1, func(context.Context, time.Time) (int64, error) {
		inside <- struct{}{}
		return <-leave, nil
	})
	other := process(2, func(context.Context, time.Time) (int64, error) { return 0, nil })
	slow.Wake()
	<-inside
	other.Wake()
	require.Never(t, func() bool { last, _ := other.Last(); return !last.At.IsZero() }, 200*time.Millisecond, 10*time.Millisecond)

	clk.Advance(10 * time.Minute) // it stands still, and is taken for dead
	require.Eventually(t, func() bool {
		other.Wake()
		last, _ := other.Last()
		return !last.At.IsZero() && last.Err == nil
	}, 10*time.Second, 10*time.Millisecond)
	leave <- 1 // there is more to do, but not for it
	require.Eventually(t, func() bool { last, _ := slow.Last(); return last.Err != nil }, 10*time.Second, 10*time.Millisecond)
	last, _ := slow.Last()
	require.ErrorIs(t, last.Err, lock.ErrLost)
	require.Empty(t, inside)
}
