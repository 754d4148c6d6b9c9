package store_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
	"dajiu/services/delivery/internal/store"
)

// evening is a slot of the day, 18:00 in China.
var evening = time.Date(2026, 11, 1, 10, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // a fixture

// Openings plays the product service: the shop is open from 10:00 to 23:00 in China, another not at all.
func (w *world) Openings(_ context.Context, storeID int64, from, until time.Time) (domain.Point, []domain.Opening, error) {
	var openings []domain.Opening
	for opens := time.Date(2026, 11, 1, 2, 0, 0, 0, time.UTC); storeID == shop && opens.Before(until); opens = opens.AddDate(0, 0, 1) {
		openings = append(openings, domain.Opening{From: opens, Until: opens.Add(13 * time.Hour)})
	}
	_ = from
	return storeAt, openings, nil
}

// booksSlots lets a world's shop take so many bookings for a slot.
func (w *world) booksSlots(capacity int32) {
	w.Helper()
	w.deliveries.Stores, w.deliveries.Slots = w, w.rows
	w.policy.SlotCapacity, w.policy.HoldFor = 5, 10*time.Minute
	_, err := w.deliveries.PutZone(context.Background(), domain.Zone{StoreID: shop, RangeMeters: 5000, PrepareMins: 10, SlotCapacity: capacity}, nil)
	require.NoError(w, err)
}

func (w *world) book(order int64) error {
	_, err := w.deliveries.BookSlot(context.Background(), order, app.Place{StoreID: shop, Drop: doorAt}, evening)
	return err
}

// taken is how many places of the evening's slot are taken, by its counter and by its bookings, which must agree.
func (w *world) taken() int {
	w.Helper()
	n := 0
	require.NoError(w, store.WalkSlots(context.Background(), w.db, func(c store.SlotCount) bool {
		require.Equal(w, c.Counted, c.Booked, "%+v", c)
		if c.StoreID == shop && c.Start.Equal(evening) {
			n = c.Counted
		}
		return true
	}))
	return n
}

// in handles an event or a timer of an order's booking, twice.
func (w *world) in(handle func(context.Context, *sqldb.Tx, int64) error, order int64) {
	w.Helper()
	for range 2 {
		require.NoError(w, w.db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error { return handle(ctx, tx, order) }))
	}
}

func TestASlotHasOnlySoManyPlaces(t *testing.T) {
	worlds(t, func(w *world) {
		w.booksSlots(3)
		var wg sync.WaitGroup
		var won, full atomic.Int64
		for order := int64(100); order < 112; order++ {
			wg.Go(func() {
				switch err := w.book(order); {
				case err == nil:
					won.Add(1)
				case errs.HasReason(err, "DELIVERY_SLOT_FULL"):
					full.Add(1)
				default:
					w.Errorf("book: %v", err)
				}
			})
		}
		wg.Wait()
		require.Equal(w, []int64{3, 9}, []int64{won.Load(), full.Load()})
		require.Equal(w, 3, w.taken())
		slots, err := w.deliveries.ListSlots(context.Background(), app.Place{StoreID: shop, Drop: doorAt})
		require.NoError(w, err)
		for _, s := range slots {
			require.Equal(w, s.Start.Equal(evening), s.Full, "%v", s.Start)
		}
		require.Len(w, slots, 21+26, "12:30 to 23:00, and all of tomorrow")
		_, err = w.deliveries.CheckSlot(context.Background(), app.Place{StoreID: shop, Pickup: true}, evening)
		require.True(w, errs.HasReason(err, "DELIVERY_SLOT_FULL"), "the counter's work is the same store's: %v", err)
	})
}

func TestABookingRepeatedTakesOnePlaceAndAnotherSlotUnderItIsRefused(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		w.booksSlots(3)
		for range 3 {
			require.NoError(w, w.book(100))
		}
		require.Equal(w, 1, w.taken())
		require.Equal(w, noon.Add(10*time.Minute), w.out.Timer(w.T, 100))
		_, err := w.deliveries.BookSlot(ctx, 100, app.Place{StoreID: shop, Pickup: true}, evening.Add(time.Hour))
		require.True(w, errs.HasReason(err, "DELIVERY_SLOT_RELEASED"), "%v", err)
		require.Equal(w, 1, w.taken())
	})
}

func TestAPlaceIsFreedOnceByCancelAndReleaseAndForGood(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		w.booksSlots(1)
		require.NoError(w, w.book(100))
		w.in(w.rows.KeepIn, 100)
		require.True(w, errs.HasReason(w.book(101), "DELIVERY_SLOT_FULL"))
		w.in(w.rows.CancelIn, 100)
		require.Zero(w, w.taken())
		w.in(w.rows.KeepIn, 100) // word of the placement that comes last
		w.in(w.rows.LapseIn, 100)
		require.Zero(w, w.taken())
		require.True(w, errs.HasReason(w.book(100), "DELIVERY_SLOT_RELEASED"))
		require.NoError(w, w.book(101))
		for range 2 {
			require.NoError(w, w.deliveries.Slots.Release(ctx, 101))
			require.NoError(w, w.deliveries.Slots.Release(ctx, 102), "a release may overtake its booking")
		}
		require.True(w, errs.HasReason(w.book(102), "DELIVERY_SLOT_RELEASED"))
		require.Zero(w, w.taken())
		w.in(w.rows.CancelIn, 999) // an order without a booking
		require.NoError(w, w.book(103))
		require.Equal(w, 1, w.taken())
	})
}

func TestAPlaceWhoseOrderIsNotHeardOfLapsesAndAPromiseStands(t *testing.T) {
	worlds(t, func(w *world) {
		w.booksSlots(1)
		require.NoError(w, w.book(100))
		w.in(w.rows.LapseIn, 100)
		require.Zero(w, w.taken())
		require.NoError(w, w.book(101))
		w.in(w.rows.KeepIn, 101)
		w.in(w.rows.LapseIn, 101)
		require.Equal(w, 1, w.taken(), "an order that was heard of keeps its place")
		w.in(w.rows.KeepIn, 100)
		require.Equal(w, 2, w.taken(), "word of an order that comes late takes its place again, for it was promised")
	})
}

func TestACourierIsNotSearchedHoursBeforeTheSlot(t *testing.T) {
	worlds(t, func(w *world) {
		slot := domain.Slot{Start: evening, End: evening.Add(30 * time.Minute), Ready: evening.Add(-8 * time.Minute), Begin: evening.Add(-18 * time.Minute)}
		w.duty(ann, 100)
		w.accept(100, domain.Details{Slot: slot})
		require.Equal(w, slot, w.of(100).Slot)
		require.Empty(w, w.out.Take(w.T), "nobody is searched for at once")
		require.Equal(w, slot.Ready.Add(-10*time.Minute), w.out.Timer(w.T, 100))
		require.Zero(w, w.waiting(), "who comes free is not offered it")
		w.accept(101, domain.Details{Slot: domain.Slot{Start: noon, End: noon, Ready: noon.Add(5 * time.Minute)}})
		w.wantEvents(&deliveryv1.DispatchDue{DeliveryId: w.of(101).ID})
		w.clock.Advance(slot.Ready.Sub(noon))
		w.duty(ann, 100)
		w.dispatch(w.of(100), 0)
		require.Equal(w, []int64{ann}, w.asked())
		offers, err := w.rows.Offers(context.Background(), ann, w.clock.Now(), 10)
		require.NoError(w, err)
		require.Equal(w, evening, offers[0].Slot.Start)
	})
}

func TestWhereAStoreDoesNotServeThereIsNoSlot(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		w.booksSlots(0)
		far := domain.Point{LatE6: storeAt.LatE6 + 100_000, LngE6: storeAt.LngE6}
		for _, p := range []app.Place{{StoreID: shop, Drop: far}, {StoreID: shop}, {StoreID: shop + 1, Drop: doorAt}, {StoreID: shop + 1, Pickup: true}} {
			slots, err := w.deliveries.ListSlots(ctx, p)
			require.NoError(w, err)
			require.Empty(w, slots, "%+v", p)
			_, err = w.deliveries.BookSlot(ctx, 100, p, evening)
			require.True(w, errs.HasReason(err, "DELIVERY_SLOT_CLOSED"), "%+v: %v", p, err)
		}
		for order := int64(100); order < 105; order++ {
			require.NoError(w, w.book(order))
		}
		require.True(w, errs.HasReason(w.book(105), "DELIVERY_SLOT_FULL"), "the platform's default is five here")
	})
}

func TestOldSlotsAreSweptBeforeTheirBookings(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		w.booksSlots(3)
		require.NoError(w, w.book(100))
		n, err := w.rows.SweepSlots(ctx, evening)
		require.NoError(w, err)
		require.Zero(w, n)
		for _, left := range []int64{1, 1, 0} { // the slot, its booking, nothing
			n, err := w.rows.SweepSlots(ctx, evening.Add(time.Hour))
			require.NoError(w, err)
			require.Equal(w, left, n)
			require.Zero(w, w.taken())
		}
		w.in(w.rows.CancelIn, 100)
	})
}

func TestSlotsAreFoundByTheirIndexes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testkit.Open(t, testkit.SQLite(t)))
	for _, query := range []string{
		"SELECT * FROM slots WHERE store_id = 4 AND starts_at >= 'x' AND starts_at < 'y'",
		"SELECT COUNT(*) FROM slot_bookings WHERE store_id = 4 AND starts_at = 'x' AND state IN (1, 2)",
		"SELECT * FROM slot_bookings WHERE order_id = 4",
		"SELECT starts_at FROM slots WHERE starts_at < 'x' ORDER BY starts_at LIMIT 1 OFFSET 499",
		"SELECT starts_at FROM slot_bookings WHERE starts_at < 'x' ORDER BY starts_at LIMIT 1 OFFSET 499",
	} {
		plan, err := sqldb.Explain(t.Context(), w.db, query)
		require.NoError(t, err)
		for _, line := range plan {
			require.NotContains(t, line, "SCAN", "%s: %v", query, plan)
			require.NotContains(t, line, "B-TREE", "%s: %v", query, plan)
		}
	}
}
