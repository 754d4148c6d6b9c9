package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
)

// stuck makes a job for which nobody could be asked.
func (w *world) stuck(order int64) domain.Facts {
	w.Helper()
	w.accept(order, domain.Details{})
	f := w.of(order)
	w.dispatch(f, 0)
	require.Empty(w, w.asked())
	return w.of(order)
}

func TestAJobThatWaitsIsOfferedToWhoComesOnDutyAtOnce(t *testing.T) {
	worlds(t, func(w *world) {
		w.duty(ann, 100)
		require.Empty(w, w.free(), "where no job waits nobody need be told")
		_, err := w.deliveries.SetDuty(context.Background(), ann, false, domain.Point{})
		require.NoError(w, err)
		f := w.stuck(100)
		require.Equal(w, 1, w.waiting())
		w.duty(bob, 20_000)
		require.Empty(w, w.free(), "too far")
		require.Equal(w, int32(1), w.of(100).Round, "and the job's radius did not grow for it")
		w.duty(ann, 2900)
		require.Equal(w, []int64{ann}, w.free(), "within the radius of the round that is due")
		require.Equal(w, noon.Add(30*time.Second), w.out.Timer(w.T, 100))
		require.Zero(w, w.waiting())
		w.dispatch(f, 1)
		require.Empty(w, w.asked(), "the timer of the round that came early asks nobody")
	})
}

func TestAJobThatWaitsIsOfferedToWhoHasAPlaceAgain(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		first, second := w.assigned(100, domain.Details{}), w.assigned(101, domain.Details{})
		w.stuck(102)
		w.duty(ann, 100)
		require.Empty(w, w.free(), "who carries enough is not asked")
		w.cancel(101)
		require.Equal(w, []int64{ann}, w.free(), "a job that is cancelled leaves a place")
		f := w.of(102)
		_, err := w.deliveries.Accept(ctx, ann, f.ID)
		require.NoError(w, err)
		require.NotEqual(w, second.ID, f.ID)

		w.stuck(103)
		w.ready(100)
		_, err = w.deliveries.PickUp(ctx, ann, first.ID)
		require.NoError(w, err)
		require.Empty(w, w.free())
		_, err = w.deliveries.HandOver(ctx, ann, first.ID, 0, 0)
		require.NoError(w, err)
		require.Equal(w, []int64{ann}, w.free(), "and so does one that is done")
	})
}

func TestAJobThatWaitsIsOfferedToWhoComesNear(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		w.duty(ann, 5000)
		w.stuck(100)
		w.clock.Advance(2 * time.Second)
		require.NoError(w, w.deliveries.ReportPosition(ctx, ann, north(3500)))
		require.Empty(w, w.free(), "nearer, but not near")
		w.clock.Advance(2 * time.Second)
		require.NoError(w, w.deliveries.ReportPosition(ctx, ann, north(2500)))
		require.Equal(w, []int64{ann}, w.free())
		require.NoError(w, w.deliveries.Decline(ctx, ann, w.of(100).ID))
		w.dispatch(w.of(100), 2)
		w.out.Take(w.T)
		w.clock.Advance(2 * time.Second)
		require.NoError(w, w.deliveries.ReportPosition(ctx, ann, north(9000)))
		w.clock.Advance(2 * time.Second)
		require.NoError(w, w.deliveries.ReportPosition(ctx, ann, north(100)))
		round := w.of(100).Round
		require.Empty(w, w.free(), "who declined it rests")
		require.Equal(w, round, w.of(100).Round)
	})
}

func TestAProcessThatHeardNothingOfACourierLearnsItWithTheTask(t *testing.T) {
	worlds(t, func(w *world) {
		w.stuck(100)
		require.NoError(w, w.deliveries.OfferWaiting(context.Background(), ann), "whoever that is")
		here := w.deliveries
		w.start()
		w.clock.Advance(5 * time.Second)
		w.duty(bob, 200)
		require.Len(w, w.out.Take(w.T), 1)
		require.NoError(w, here.OfferWaiting(context.Background(), bob))
		require.Equal(w, []int64{bob}, w.asked())
		require.NoError(w, w.deliveries.OfferWaiting(context.Background(), bob))
		require.Empty(w, w.asked(), "it waits no more")
	})
}

func TestWhoComesFreeIsOfferedNoMoreThanTheyCanTake(t *testing.T) {
	worlds(t, func(w *world) {
		for order := int64(100); order < 105; order++ {
			w.stuck(order)
			w.clock.Advance(time.Millisecond)
		}
		w.duty(ann, 100)
		require.Equal(w, []int64{ann, ann}, w.free(), "two places, two jobs")
		offers, err := w.rows.Offers(context.Background(), ann, w.clock.Now(), 10)
		require.NoError(w, err)
		require.ElementsMatch(w, []int64{100, 101}, []int64{offers[0].OrderID, offers[1].OrderID}, "those that wait longest")
	})
}

func TestAJobThatIsOverWaitsNoMore(t *testing.T) {
	worlds(t, func(w *world) {
		w.stuck(100)
		w.ready(100)
		require.Equal(w, 1, w.waiting(), "packed, it still waits")
		w.cancel(100)
		require.Zero(w, w.waiting())
	})
}

// TestWaitingJobsAreFoundByTheirIndex asks SQLite, whose plans do not depend on how many rows there are.
func TestWaitingJobsAreFoundByTheirIndex(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testkit.Open(t, testkit.SQLite(t)))
	for _, query := range []string{
		"SELECT id, round, details FROM deliveries WHERE waiting = 1 ORDER BY id LIMIT 500",
		"SELECT EXISTS (SELECT 1 FROM deliveries WHERE waiting = 1)",
		"SELECT delivery_id FROM offers WHERE courier_id = 1 AND declined AND until > 'x'",
		"SELECT courier_id, until FROM offers WHERE delivery_id = 1 AND NOT declined AND until > 'x'",
	} {
		plan, err := sqldb.Explain(t.Context(), w.db, query)
		require.NoError(t, err)
		for _, line := range plan {
			require.NotContains(t, line, "SCAN deliveries", "%s: %v", query, plan)
			require.NotContains(t, line, "SCAN offers", "%s: %v", query, plan)
			require.NotContains(t, line, "B-TREE", "%s: %v", query, plan)
		}
	}
}

var _ app.Rounds = (*countedRounds)(nil)

// countedRounds counts how often the store is asked what waits.
type countedRounds struct {
	app.Rounds
	asked int
}

func (c *countedRounds) Waiting(ctx context.Context, limit int) ([]app.Waiting, error) {
	c.asked++
	return c.Rounds.Waiting(ctx, limit)
}

func TestReportsOfPositionsDoNotAskTheStoreEachTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testkit.Open(t, testkit.SQLite(t)))
	counted := &countedRounds{Rounds: w.rows}
	w.deliveries.Board = app.NewBoard(counted)
	w.duty(ann, 5000)
	for range 100 {
		require.NoError(t, w.deliveries.ReportPosition(t.Context(), ann, north(4000)))
		w.clock.Advance(50 * time.Millisecond)
	}
	require.LessOrEqual(t, counted.asked, 5)
	require.NotZero(t, counted.asked)
}
