package store_test

import (
	"context"
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
	"dajiu/services/delivery/internal/store"
)

// northern is an area that has the door north of the store, and neither the store nor what lies south of it.
func northern() []domain.Point {
	return []domain.Point{north(100), {LatE6: north(100).LatE6, LngE6: storeAt.LngE6 + 20_000}, {LatE6: north(2000).LatE6, LngE6: storeAt.LngE6 + 20_000}, north(2000)}
}

func TestAStoreWithAnAreaDeliversWithinItAndNowhereElse(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := w.Context()
		w.booksSlots(5)
		south := domain.Point{LatE6: storeAt.LatE6 - 9000, LngE6: storeAt.LngE6}
		serves := func(to domain.Point) []bool {
			q, err := w.deliveries.Quote(ctx, shop, storeAt, to, domain.Load{}, time.Time{})
			require.NoError(w, err)
			slots, err := w.deliveries.ListSlots(ctx, app.Place{StoreID: shop, Drop: to})
			require.NoError(w, err)
			near, err := w.deliveries.Serving(ctx, to, []app.Site{{StoreID: shop, At: storeAt}, {StoreID: shop + 1, At: storeAt}})
			require.NoError(w, err)
			return []bool{q.InRange, len(slots) > 0, len(near) == 1}
		}
		require.Equal(w, []bool{true, true, true}, serves(south), "a circle has both")
		z := domain.Zone{StoreID: shop, RangeMeters: 1, BaseFee: 500, PrepareMins: 10}
		for range 2 {
			stored, err := w.deliveries.PutZone(ctx, z, northern())
			require.NoError(w, err)
			require.Equal(w, stored.Area.Reach(storeAt), stored.RangeMeters, "who draws circles draws the one around it")
			require.Eventually(w, func() bool {
				got, err := w.deliveries.ShowZone(ctx, shop)
				return err == nil && reflect.DeepEqual(got, stored)
			}, testWait, testTick)
		}
		require.Equal(w, []bool{true, true, true}, serves(doorAt), "its edge belongs to it")
		require.Equal(w, []bool{false, false, false}, serves(south))
		w.start() // what is stored is what was set
		w.deliveries.Stores, w.deliveries.Slots = w, w.rows
		require.Equal(w, []bool{false, false, false}, serves(south))
		_, err := w.deliveries.PutZone(ctx, domain.Zone{StoreID: shop, RangeMeters: 5000}, nil)
		require.NoError(w, err)
		require.Eventually(w, func() bool {
			q, err := w.deliveries.Quote(ctx, shop, storeAt, south, domain.Load{}, time.Time{})
			return err == nil && q.InRange
		}, testWait, testTick, "a circle again")
	})
}

func TestAnAreaInAnotherTownIsRefusedAndTheZoneStays(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testkit.Open(t, testkit.SQLite(t)))
	w.booksSlots(5)
	far := northern()
	for i := range far {
		far[i].LatE6 += 1_000_000
	}
	for name, corners := range map[string][]domain.Point{"another town": far, "two corners": far[:2], "a corner twice": append(northern(), north(100))} {
		_, err := w.deliveries.PutZone(w.Context(), domain.Zone{StoreID: shop, RangeMeters: 9}, corners)
		require.True(w, errs.HasReason(err, errs.ReasonInvalid), "%s: %v", name, err)
	}
	z, err := w.deliveries.ShowZone(w.Context(), shop)
	require.NoError(t, err)
	require.Equal(t, int32(5000), z.RangeMeters)
}

func TestTheCheckNoticesAnAreaThatIsNone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testkit.Open(t, testkit.SQLite(t)))
	w.booksSlots(5)
	_, err := w.deliveries.PutZone(w.Context(), domain.Zone{StoreID: shop}, northern())
	require.NoError(t, err)
	_, err = w.deliveries.PutZone(w.Context(), domain.Zone{StoreID: shop + 1, RangeMeters: 3000}, nil)
	require.NoError(t, err)
	walked := 0
	wrong := func() (list []string) {
		require.NoError(t, store.WalkAreas(w.Context(), w.db, func(a store.AreaFault) bool {
			walked++
			if a.Fault != "" {
				list = append(list, a.Fault)
			}
			return true
		}))
		return list
	}
	require.Empty(t, wrong())
	require.Equal(t, 1, walked, "a circle is no area")
	for _, c := range []string{
		"UPDATE zones SET north_e6 = north_e6 - 1", "UPDATE zones SET west_e6 = NULL", "UPDATE zones SET corners = '[[31230900,121470000]]'",
	} {
		require.NoError(t, w.db.Write(w.Context(), func(ctx context.Context, tx *sqldb.Tx) error {
			_, err := tx.ExecContext(ctx, c+" WHERE corners IS NOT NULL")
			return err
		}))
		require.Len(t, wrong(), 1, c)
		require.NoError(t, w.rows.PutZone(w.Context(), mustZone(t), w.clock.Now()))
	}
}

func mustZone(t *testing.T) domain.Zone {
	t.Helper()
	a, err := domain.NewArea(northern())
	require.NoError(t, err)
	return domain.Zone{StoreID: shop, Area: a}
}

func TestAMapShowsWhoIsOnDutyWithinItAndMarksWhoWasNotSeenLately(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := w.Context()
		w.assigned(100, domain.Details{}) // ann, who carries one
		w.duty(cid, 5000)
		w.duty(dan, 400)
		_, err := w.deliveries.SetDuty(ctx, dan, false, domain.Point{})
		require.NoError(w, err)
		w.clock.Advance(3 * time.Minute)
		w.duty(bob, 200)
		box := domain.Box{South: storeAt.LatE6, West: storeAt.LngE6 - 10, North: north(1000).LatE6, East: storeAt.LngE6 + 10}
		look := func(unseen bool, limit int) (ids []int64, more bool) {
			list, more, err := w.deliveries.CouriersIn(ctx, box, unseen, limit)
			require.NoError(w, err)
			for _, c := range list {
				ids = append(ids, c.CourierID)
				require.Equal(w, c.CourierID == ann, c.Stale)
				require.Equal(w, c.CourierID == ann, c.OpenJobs == 1)
			}
			return ids, more
		}
		ids, more := look(false, 9)
		require.Equal(w, []int64{bob}, ids, "only who was seen lately, unless it is asked for")
		require.False(w, more)
		ids, more = look(true, 9)
		require.Equal(w, []int64{bob, ann}, ids)
		require.False(w, more)
		ids, more = look(true, 1)
		require.Equal(w, []int64{bob}, ids)
		require.True(w, more)
		require.NoError(w, w.deliveries.ReportPosition(ctx, ann, north(5000)))
		ids, _ = look(true, 9)
		require.Equal(w, []int64{bob}, ids, "ann is elsewhere now")
	})
}

func TestCouriersWithinABoxAreFoundByTheirIndex(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testkit.Open(t, testkit.SQLite(t)))
	for query, want := range map[string]string{
		"SELECT * FROM couriers WHERE on_duty = TRUE AND lat_e6 >= 1 AND lat_e6 <= 9 AND lng_e6 >= 1 AND lng_e6 <= 9 AND position_at < 'x' LIMIT 501": "ix_couriers_place (on_duty=? AND lat_e6>? AND lat_e6<?)",
		"SELECT id, open_jobs FROM couriers WHERE id IN (1, 2) AND on_duty":                                                                           "INTEGER PRIMARY KEY (rowid=?)",
		"SELECT * FROM zones WHERE store_id > 1 AND corners IS NOT NULL ORDER BY store_id LIMIT 500":                                                  "INTEGER PRIMARY KEY (rowid>?)",
	} {
		plan, err := sqldb.Explain(t.Context(), w.db, query)
		require.NoError(t, err)
		require.Len(t, plan, 1, "%s: %v", query, plan)
		require.Contains(t, plan[0], want, query)
	}
}
