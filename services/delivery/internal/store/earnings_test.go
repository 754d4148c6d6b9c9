package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
)

func TestJobsArePaidOnTheDayOnWhichTheyEnd(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		first := clock.DayOf(w.clock.Now())
		done := w.assigned(100, domain.Details{Collect: 4990})
		w.ready(100)
		_, err := w.deliveries.PickUp(ctx, ann, done.ID)
		require.NoError(w, err)
		w.clock.Advance(24 * time.Hour)
		_, err = w.deliveries.HandOver(ctx, ann, done.ID, 0, 4990)
		require.NoError(w, err)
		cancelled := w.assigned(102, domain.Details{})
		w.cancel(102)
		require.Equal(w, domain.Cancelled, w.of(102).State)
		w.assigned(103, domain.Details{}) // still open
		got, err := w.rows.Earnings(ctx, ann, first.Add(2), 3)
		require.NoError(w, err)
		require.Positive(w, cancelled.Reward)
		require.Equal(w, []app.Earnings{
			{Day: first.Add(2)},
			{Day: first.Add(1), Delivered: 1, Reward: done.Reward, Collected: 4990},
			{Day: first},
		}, got)
		got, err = w.rows.Earnings(ctx, bob, first.Add(2), 1)
		require.NoError(w, err)
		require.Equal(w, []app.Earnings{{Day: first.Add(2)}}, got, "another's are not there")
		c, err := w.rows.Courier(ctx, ann)
		require.NoError(w, err)
		require.Equal(w, app.Courier{ID: ann, OnDuty: true, OpenJobs: 1}, c)
		c, err = w.rows.Courier(ctx, 999)
		require.NoError(w, err)
		require.Equal(w, app.Courier{ID: 999}, c, "who never was on duty is off duty")
	})
}

func TestARefusedJobThatWasBroughtBackIsPaid(t *testing.T) {
	t.Parallel()
	var e app.Earnings
	e.Add(domain.Returned, 700, 0)
	e.Add(domain.HandedOver, 500, 4990)
	e.Add(domain.Cancelled, 900, 0)
	require.Equal(t, app.Earnings{Delivered: 1, Returned: 1, Reward: 1200, Collected: 4990}, e)
}
