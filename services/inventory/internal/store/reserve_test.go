package store_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/services/inventory/internal/domain"
)

func TestAnOrderGetsAllItsLinesOrNone(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 5, 2: 1, 3: 5})
		err := w.reserve(100, domain.Line{SkuID: 1, Quantity: 2}, domain.Line{SkuID: 2, Quantity: 2}, domain.Line{SkuID: 3, Quantity: 6}, domain.Line{SkuID: 4, Quantity: 1})
		require.True(w, errs.HasReason(err, "INVENTORY_STOCK_SHORT"), "%v", err)
		require.Equal(w, []errs.Field{
			{Path: "stores[7].skus[2]", Reason: "仅剩 1 件"}, {Path: "stores[7].skus[3]", Reason: "仅剩 5 件"}, {Path: "stores[7].skus[4]", Reason: "仅剩 0 件"},
		}, errs.From(err).Fields(), "the line that was enough is not named")
		w.wantLevel(1, 5, 0)
		require.NoError(w, w.reserve(100, domain.Line{SkuID: 2, Quantity: 1}, domain.Line{SkuID: 1, Quantity: 2}), "an order that failed may try again")
		w.wantLevel(1, 5, 2)
		w.wantLevel(2, 1, 1)
		w.wantEvents(changed(2, false))
		require.Equal(w, noon.Add(15*time.Minute), w.out.Timer(w.T, 100))
		w.balanced()
	})
}

func TestARepeatedReserveChangesNothing(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 5})
		line := domain.Line{SkuID: 1, Quantity: 2}
		for range 3 {
			require.NoError(w, w.reserve(100, line))
		}
		require.True(w, errs.HasReason(w.reserve(100, domain.Line{SkuID: 1, Quantity: 3}), "INVENTORY_RESERVATION_DIFFERS"))
		w.wantLevel(1, 5, 2)
		w.confirm(100)
		require.NoError(w, w.reserve(100, line))
		require.NoError(w, w.ship(100))
		require.NoError(w, w.reserve(100, line))
		w.wantLevel(1, 3, 0)
		w.balanced()
	})
}

func TestAnOrderThatHasTheLastBottlesMayReserveThemAgain(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 9, 2: 2})
		lines := []domain.Line{{SkuID: 1, Quantity: 2}, {SkuID: 2, Quantity: 2}}
		require.NoError(w, w.reserve(100, lines...))
		require.NoError(w, w.reserve(100, lines...), "what is short, it has itself")
		require.True(w, errs.HasReason(w.reserve(100, domain.Line{SkuID: 2, Quantity: 1}), "INVENTORY_RESERVATION_DIFFERS"))
		require.True(w, errs.HasReason(w.reserve(101, domain.Line{SkuID: 2, Quantity: 1}), "INVENTORY_STOCK_SHORT"))
		w.wantLevel(1, 9, 2)
		w.wantLevel(2, 2, 2)
		w.balanced()
	})
}

func TestAReserveThatIsRepeatedTakesNothingFromItsNeighbours(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 42})
		line := domain.Line{SkuID: 1, Quantity: 2}
		require.NoError(w, w.reserve(100, line))
		var all sync.WaitGroup
		for n := range int64(40) { // in commits that they share, every second one is a repetition
			all.Go(func() { assert.NoError(w, w.reserve(100+n%2*(1+n/2), line)) })
		}
		all.Wait()
		w.wantLevel(1, 42, 42)
		w.balanced()
	})
}

func TestAReleaseThatComesBeforeItsReserveRefusesIt(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 5})
		for range 2 {
			require.NoError(w, w.rows.Release(context.Background(), 100))
		}
		require.True(w, errs.HasReason(w.reserve(100, domain.Line{SkuID: 1, Quantity: 2}), "INVENTORY_RESERVATION_RELEASED"))
		w.cancel(101, false)
		require.True(w, errs.HasReason(w.reserve(101, domain.Line{SkuID: 1, Quantity: 2}), "INVENTORY_RESERVATION_RELEASED"))
		w.wantLevel(1, 5, 0)
		w.balanced()
	})
}

func TestReleaseGivesBackOnceAndNotWhatLeft(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 2})
		require.NoError(w, w.reserve(100, domain.Line{SkuID: 1, Quantity: 2}))
		w.wantEvents(changed(1, false))
		for range 2 {
			require.NoError(w, w.rows.Release(context.Background(), 100))
		}
		w.wantLevel(1, 2, 0)
		w.wantEvents(changed(1, true))
		require.NoError(w, w.reserve(101, domain.Line{SkuID: 1, Quantity: 1}))
		require.NoError(w, w.ship(101))
		require.True(w, errs.HasReason(w.rows.Release(context.Background(), 101), "INVENTORY_RESERVATION_STATE_INVALID"))
		w.wantLevel(1, 1, 0)
		w.balanced()
	})
}

func TestManyBuyersOfTheLastBottlesNeitherOversellNorUndersell(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 40, 2: 1000})
		var wg sync.WaitGroup
		var sold, refused atomic.Int64
		for i := range int64(64) {
			wg.Go(func() {
				err := w.reserve(100+i, domain.Line{SkuID: 2, Quantity: 1}, domain.Line{SkuID: 1, Quantity: 1})
				switch {
				case err == nil:
					sold.Add(1)
				case errs.HasReason(err, "INVENTORY_STOCK_SHORT"):
					refused.Add(1)
				}
			})
		}
		wg.Wait()
		require.Equal(w, int64(40), sold.Load())
		require.Equal(w, int64(24), refused.Load())
		w.wantLevel(1, 40, 40)
		w.wantLevel(2, 1000, 40)
		w.wantEvents(changed(1, false))
		w.balanced()
	})
}

func TestReserveAndReleaseOfOneOrderAtOnceLeaveNothingPromised(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 100})
		var wg sync.WaitGroup
		for order := int64(100); order < 120; order++ {
			wg.Go(func() {
				if err := w.reserve(order, domain.Line{SkuID: 1, Quantity: 3}); err != nil && !errs.HasReason(err, "INVENTORY_RESERVATION_RELEASED") {
					t.Errorf("reserve: %v", err)
				}
			})
			wg.Go(func() {
				if err := w.rows.Release(context.Background(), order); err != nil {
					t.Errorf("release: %v", err)
				}
			})
		}
		wg.Wait()
		w.wantLevel(1, 100, 0)
		w.balanced()
	})
}
