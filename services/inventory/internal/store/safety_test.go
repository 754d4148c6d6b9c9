package store_test

import (
	"context"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	"dajiu/services/inventory/internal/domain"
	"dajiu/services/inventory/internal/store"
)

func (w *world) safety(levels ...domain.SafetyLevel) {
	w.Helper()
	_, err := w.stock.SetSafety(context.Background(), shop, levels)
	require.NoError(w, err)
}

func low(sku, available, level int64) proto.Message {
	return &inventoryv1.InventoryLow{StoreId: shop, SkuId: sku, Available: available, SafetyLevel: level}
}

func recovered(sku, available, level int64) proto.Message {
	return &inventoryv1.InventoryRecovered{StoreId: shop, SkuId: sku, Available: available, SafetyLevel: level}
}

func TestEachFallToTheSafetyLevelIsToldOnceAndEachRecoveryToo(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 10})
		w.safety(domain.SafetyLevel{SkuID: 1, Level: 5})
		w.wantEvents()
		require.NoError(w, w.reserve(100, domain.Line{SkuID: 1, Quantity: 4}))
		w.wantEvents()
		require.NoError(w, w.reserve(101, domain.Line{SkuID: 1, Quantity: 1}))
		w.wantEvents(low(1, 5, 5))
		require.NoError(w, w.reserve(102, domain.Line{SkuID: 1, Quantity: 5}))
		w.wantEvents(changed(1, false))
		w.cancel(102, false)
		w.wantEvents(changed(1, true))
		w.cancel(101, false)
		w.wantEvents(recovered(1, 6, 5))
		require.NoError(w, w.reserve(103, domain.Line{SkuID: 1, Quantity: 6}))
		w.wantEvents(changed(1, false), low(1, 0, 5))
		_, err := w.stock.Adjust(context.Background(), adjusting(domain.KindReceive, "more-came", domain.Adjustment{SkuID: 1, Quantity: 20}))
		require.NoError(w, err)
		w.wantEvents(changed(1, true), recovered(1, 20, 5))
		w.balanced()
	})
}

func TestGoodsThatWerePromisedLeaveWithoutAWord(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 10})
		w.safety(domain.SafetyLevel{SkuID: 1, Level: 5})
		require.NoError(w, w.reserve(100, domain.Line{SkuID: 1, Quantity: 6}))
		w.wantEvents(low(1, 4, 5))
		w.confirm(100)
		require.NoError(w, w.ship(100))
		w.wantEvents()
	})
}

func TestASafetyLevelThatIsSetMayCrossWhatIsThere(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		w.receive(map[int64]int64{1: 10, 2: 3})
		wanted := []domain.SafetyLevel{{SkuID: 9, Level: 1}, {SkuID: 2, Level: 3}, {SkuID: 1, Level: 3}}
		for range 2 {
			levels, err := w.stock.SetSafety(ctx, shop, wanted)
			require.NoError(w, err)
			require.Equal(w, []domain.Level{{SkuID: 1, OnHand: 10, Safety: 3}, {SkuID: 2, OnHand: 3, Safety: 3, Low: true}, {SkuID: 9, Safety: 1, Low: true}}, levels)
		}
		w.wantEvents(low(2, 3, 3), low(9, 0, 1))
		page, err := w.rows.Levels(ctx, shop, store.Wanted{Low: true}, 2, 10)
		require.NoError(w, err)
		require.Equal(w, []domain.Level{{SkuID: 9, Safety: 1, Low: true}}, page)
		n, err := w.rows.CountLow(ctx, shop)
		require.NoError(w, err)
		require.Equal(w, 2, n)
		w.safety(domain.SafetyLevel{SkuID: 2}, domain.SafetyLevel{SkuID: 9})
		w.wantEvents(recovered(2, 3, 0), recovered(9, 0, 0))
		n, err = w.rows.CountLow(ctx, shop+1)
		require.NoError(w, err)
		require.Zero(w, n)
		w.balanced()
	})
}

func TestOrdersThatFallToTheLevelTogetherTellItOnce(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 40})
		var wg sync.WaitGroup
		for i := range int64(20) {
			wg.Go(func() {
				if err := w.reserve(100+i, domain.Line{SkuID: 1, Quantity: 1}); err != nil {
					t.Errorf("reserve: %v", err)
				}
			})
			wg.Go(func() {
				if _, err := w.stock.SetSafety(context.Background(), shop, []domain.SafetyLevel{{SkuID: 1, Level: 25}}); err != nil {
					t.Errorf("set safety: %v", err)
				}
			})
		}
		wg.Wait()
		got := w.out.Take(w.T)
		require.Len(w, got, 1)
		require.IsType(w, &inventoryv1.InventoryLow{}, got[0])
		w.balanced()
	})
}
