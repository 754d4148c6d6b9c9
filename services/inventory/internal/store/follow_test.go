package store_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	"dajiu/platform/errs"
	"dajiu/services/inventory/internal/domain"
)

func TestAnOrdersStockFollowsIt(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 5})
		require.NoError(w, w.reserve(100, domain.Line{SkuID: 1, Quantity: 2}))
		for range 2 {
			w.confirm(100)
		}
		w.clock.Advance(time.Hour)
		w.expire(100)
		w.wantLevel(1, 5, 2)
		for range 2 {
			require.NoError(w, w.ship(100))
		}
		w.wantLevel(1, 3, 0)
		w.confirm(100)
		w.cancel(100, false)
		w.wantLevel(1, 3, 0)
		for range 2 {
			w.cancel(100, true)
		}
		w.wantLevel(1, 5, 0)
		w.wantEvents()
		w.balanced()
		list, err := w.rows.Movements(t.Context(), shop, 1, 0, 10)
		require.NoError(w, err)
		kinds := make([]domain.Kind, len(list))
		for i, m := range list {
			kinds[i] = m.Kind
		}
		require.Equal(w, []domain.Kind{domain.KindReturn, domain.KindCommit, domain.KindReserve, domain.KindReceive}, kinds)
		older, err := w.rows.Movements(t.Context(), shop, 1, list[1].ID, 1)
		require.NoError(w, err)
		require.Equal(w, list[2:3], older)
	})
}

func TestEventsOutOfOrderEndTheSame(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 9})
		line := domain.Line{SkuID: 1, Quantity: 3}
		require.NoError(w, w.reserve(100, line))
		require.NoError(w, w.ship(100))
		w.confirm(100)
		w.wantLevel(1, 6, 0)

		require.NoError(w, w.reserve(101, line))
		w.cancel(101, false)
		w.confirm(101)
		require.NoError(w, w.ship(101))
		w.wantLevel(1, 6, 0)

		require.NoError(w, w.reserve(102, line))
		w.cancel(102, true) // it left and came back, and both are heard of late
		require.NoError(w, w.ship(102))
		w.confirm(102)
		w.wantLevel(1, 6, 0)
		w.wantEvents()
		w.balanced()
	})
}

func TestAnUnpaidOrderGivesItsStockBackInTime(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 2})
		require.NoError(w, w.reserve(100, domain.Line{SkuID: 1, Quantity: 2}))
		w.wantEvents(changed(1, false))
		w.out.Timer(w.T, 100)
		w.clock.Advance(14 * time.Minute)
		w.expire(100)
		w.wantLevel(1, 2, 2)
		require.Equal(w, noon.Add(15*time.Minute), w.out.Timer(w.T, 100), "a timer that came early is set again")
		w.clock.Advance(time.Minute)
		for range 2 {
			w.expire(100)
		}
		w.wantLevel(1, 2, 0)
		w.wantEvents(changed(1, true))
		w.expire(999)
		w.balanced()
	})
}

func TestALatePaymentTakesTheStockAgainOrFails(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 5, 2: 5})
		for order := int64(100); order < 103; order++ {
			require.NoError(w, w.reserve(order, domain.Line{SkuID: 1, Quantity: 1}, domain.Line{SkuID: 2, Quantity: 1}))
		}
		w.clock.Advance(time.Hour)
		for order := int64(100); order < 103; order++ {
			w.expire(order)
		}
		w.confirm(100)
		w.wantLevel(1, 5, 1)
		require.True(w, errs.HasReason(w.reserve(101, domain.Line{SkuID: 1, Quantity: 1}), "INVENTORY_RESERVATION_RELEASED"))
		require.NoError(w, w.reserve(200, domain.Line{SkuID: 2, Quantity: 4}))
		w.out.Take(w.T)
		for range 2 {
			w.confirm(101)
		}
		w.wantEvents(&inventoryv1.ReservationFailed{OrderId: 101})
		w.wantLevel(1, 5, 1)
		w.wantLevel(2, 5, 5)
		require.True(w, errs.HasReason(w.ship(102), "INVENTORY_STOCK_SHORT"), "goods left that the books do not hold: a person must look")
		w.cancel(102, false)
		w.balanced()
	})
}

func TestOrdersThatAreConfirmedAtOnceEachGetWhatTheyWouldAlone(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 5})
		one := domain.Line{SkuID: 1, Quantity: 1}
		for _, order := range []int64{100, 101} { // held until they expire
			require.NoError(w, w.reserve(order, one))
		}
		w.clock.Advance(time.Hour)
		w.expire(100)
		w.expire(101)
		for order := int64(102); order < 106; order++ {
			require.NoError(w, w.reserve(order, one))
		}
		w.confirm(105)
		w.cancel(104, false)
		require.NoError(w, w.reserve(106, one)) // four are held by others now: one expired order gets its bottle, the other not
		w.out.Take(w.T)
		w.confirm(100, 101, 102, 103, 104, 105, 999)
		w.wantLevel(1, 5, 5)
		w.wantEvents(changed(1, false), &inventoryv1.ReservationFailed{OrderId: 101}, &inventoryv1.ReservationFailed{OrderId: 999})
		w.clock.Advance(time.Hour)
		for order := int64(100); order < 107; order++ {
			w.expire(order) // only the last is still held
		}
		w.wantLevel(1, 5, 4)
		w.balanced()
	})
}

func TestAConfirmedOrderWithoutAnyReservationFails(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 5})
		for range 2 {
			w.confirm(100)
		}
		w.wantEvents(&inventoryv1.ReservationFailed{OrderId: 100})
		require.NoError(w, w.ship(101))
		w.balanced()
	})
}

func TestWhateverHappensTheBooksBalance(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 6, 2: 6, 3: 6})
		random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // a test's choice
		for range 300 {
			order := 100 + random.Int64N(25)
			switch random.IntN(7) {
			case 0, 1:
				_ = w.reserve(order, domain.Line{SkuID: 1 + random.Int64N(3), Quantity: 1 + random.Int64N(2)}, domain.Line{SkuID: 1 + random.Int64N(3), Quantity: 1})
			case 2:
				w.confirm(order)
			case 3:
				_ = w.ship(order)
			case 4:
				w.cancel(order, random.IntN(2) == 0)
			case 5:
				w.expire(order)
			case 6:
				w.clock.Advance(3 * time.Minute)
			}
		}
		w.balanced()
	})
}
