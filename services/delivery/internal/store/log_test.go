package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/delivery/internal/domain"
)

func TestListsOfCouriersAndLogsAreServedByIndexes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testkit.Open(t, testkit.SQLite(t)))
	for _, query := range []string{
		"SELECT * FROM couriers WHERE id > 5 ORDER BY id LIMIT 21",
		"SELECT * FROM couriers WHERE id > 5 AND on_duty = TRUE ORDER BY id LIMIT 21",
		"SELECT * FROM delivery_log WHERE delivery_id = 5 ORDER BY id LIMIT 500",
		"SELECT id, courier_id, state, reward, details, updated_at FROM deliveries WHERE courier_id IN (1, 2) AND ended = TRUE AND id >= 5 LIMIT 20000",
	} {
		plan, err := sqldb.Explain(t.Context(), w.db, query)
		require.NoError(t, err)
		for _, line := range plan {
			require.Contains(t, line, "SEARCH", "%s: %v", query, plan)
		}
	}
}

func TestAJobIsTakenBackFromItsCourierAndAnotherIsSearched(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := t.Context()
		f := w.assigned(100, domain.Details{})
		w.duty(bob, 200)
		w.out.Take(w.T)
		reassign := func(from int64) domain.Facts {
			got, err := w.deliveries.Reassign(ctx, all, f.ID, from, "联系不上骑手")
			require.NoError(w, err)
			return got
		}
		reassign(bob) // has it not
		require.Equal(w, domain.Assigned, w.of(100).State)
		for range 2 {
			require.Equal(w, domain.Searching, reassign(ann).State)
		}
		require.Zero(w, w.openJobs(ann))
		w.dispatch(w.of(100), w.of(100).Round)
		require.Equal(w, []int64{bob}, w.asked(), "who lost the job is not asked again at once")
		_, err := w.deliveries.Accept(ctx, bob, f.ID)
		require.NoError(w, err)
		require.Equal(w, domain.Assigned, reassign(ann).State, "a repetition does not take it from the next one")
		w.ready(100)
		_, err = w.deliveries.PickUp(ctx, bob, f.ID)
		require.NoError(w, err)
		_, err = w.deliveries.Reassign(ctx, all, f.ID, bob, "晚了")
		require.True(w, errs.HasReason(err, "DELIVERY_STATE_INVALID"))
		log, err := w.rows.Log(ctx, f.ID)
		require.NoError(w, err)
		var told []string
		for _, l := range log {
			told = append(told, l.Kind)
		}
		require.Equal(w, []string{"ARRANGED", "OFFERED", "ASSIGNED", "REASSIGNED", "OFFERED", "ASSIGNED", "PICKED_UP"}, told)
		require.Equal(w, "联系不上骑手", log[3].Note)
		require.Equal(w, ann, log[3].CourierID)
	})
}
