package store_test

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
	"dajiu/services/order/internal/store"
)

func (w *world) put(user, store, sku, quantity int64, price money.Fen) error {
	return w.rows.SetCartLine(context.Background(), user, app.CartLine{
		Item: domain.Item{StoreID: store, SkuID: sku, Quantity: quantity}, PriceAdded: price, At: w.clock.Now(),
	})
}

// wantCart checks a cart's lines: store, SKU, quantity.
func (w *world) wantCart(user int64, want ...[3]int64) {
	w.Helper()
	lines, err := w.rows.Cart(context.Background(), user)
	require.NoError(w, err)
	var got [][3]int64
	for _, l := range lines {
		got = append(got, [3]int64{l.StoreID, l.SkuID, l.Quantity})
	}
	require.Equal(w, want, got)
}

func TestACartLineTakesThePlaceOfTheOneBefore(t *testing.T) {
	worlds(t, func(w *world) {
		require.NoError(w, w.put(buyer, shop, 1, 2, 100))
		require.NoError(w, w.put(buyer, shop, 2, 1, 50))
		require.NoError(w, w.put(buyer, shop, 1, 5, 90))
		require.NoError(w, w.put(buyer+1, shop, 1, 9, 90))
		w.wantCart(buyer, [3]int64{shop, 1, 5}, [3]int64{shop, 2, 1})
		lines, err := w.rows.Cart(context.Background(), buyer)
		require.NoError(w, err)
		require.Equal(w, money.Fen(90), lines[0].PriceAdded)
	})
}

func TestACartIsEmptiedAsAskedAndOnlyTheOwnersOne(t *testing.T) {
	for name, row := range map[string]struct {
		empty func(w *world) error
		want  [][3]int64
	}{
		"one line":             {func(w *world) error { return w.rows.RemoveCartLine(context.Background(), buyer, shop, 1) }, [][3]int64{{shop, 2, 1}, {shop + 1, 1, 1}}},
		"a line that is not":   {func(w *world) error { return w.rows.RemoveCartLine(context.Background(), buyer, shop, 99) }, [][3]int64{{shop, 1, 1}, {shop, 2, 1}, {shop + 1, 1, 1}}},
		"a store's part":       {func(w *world) error { return w.rows.ClearCart(context.Background(), buyer, shop) }, [][3]int64{{shop + 1, 1, 1}}},
		"the whole cart":       {func(w *world) error { return w.rows.ClearCart(context.Background(), buyer, 0) }, nil},
		"what a trade has got": {func(w *world) error { w.placedOf(buyer, shop); return nil }, [][3]int64{{shop, 1, 1}, {shop, 2, 1}, {shop + 1, 1, 1}}},
	} {
		t.Run(name, func(t *testing.T) {
			worlds(t, func(w *world) {
				for _, line := range [][2]int64{{shop, 1}, {shop, 2}, {shop + 1, 1}} {
					require.NoError(w, w.put(buyer, line[0], line[1], 1, 100))
					require.NoError(w, w.put(buyer+1, line[0], line[1], 1, 100))
				}
				require.NoError(w, row.empty(w))
				w.wantCart(buyer, row.want...)
				w.wantCart(buyer+1, [3]int64{shop, 1, 1}, [3]int64{shop, 2, 1}, [3]int64{shop + 1, 1, 1})
			})
		})
	}
}

// placedOf puts what it then buys of a store into the cart first, so that only that is taken out again.
func (w *world) placedOf(user, store int64) {
	w.Helper()
	require.NoError(w, w.put(user, store, 100*store+1, 2, 19900))
	trade, orders := w.placing(user, "key-1", domain.PayWechat, store)
	placed, err := w.rows.Place(context.Background(), trade, orders)
	require.NoError(w, err)
	require.True(w, placed)
}

func TestWhatIsBoughtLeavesTheCartAndTheRestStays(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		require.NoError(w, w.put(buyer, shop, 100*shop+1, 5, 19900)) // three were added since two of them were ticked
		require.NoError(w, w.put(buyer, shop, 100*shop+2, 1, 800))
		require.NoError(w, w.put(buyer, shop, 3, 1, 800))
		require.NoError(w, w.put(buyer, shop+1, 100*shop+1, 2, 19900))
		left := [][3]int64{{shop, 3, 1}, {shop, 100*shop + 1, 3}, {shop + 1, 100*shop + 1, 2}}
		trade, orders := w.placing(buyer, "key-1", domain.PayWechat, shop)
		for range 3 { // repeated, it takes nothing more
			_, err := w.rows.Place(ctx, trade, orders)
			require.NoError(w, err)
			w.wantCart(buyer, left...)
		}
		trade, orders = w.placing(buyer, "key-2", domain.PayWechat, shop)
		trade.KeepCart = true // 立即购买
		placed, err := w.rows.Place(ctx, trade, orders)
		require.NoError(w, err)
		require.True(w, placed)
		w.wantCart(buyer, left...)
	})
}

func TestWhatManyBoughtIsFoundInTheirCartsByKey(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testkit.Open(t, testkit.SQLite(t)))
	plan, err := sqldb.Explain(t.Context(), w.db, store.UsedUp(3), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
	require.NoError(t, err)
	require.NotContains(t, strings.Join(plan, "\n"), "SCAN", "%v", plan)
	require.Equal(t, 3, strings.Count(strings.Join(plan, "\n"), "SEARCH"), "%v", plan)
}

func TestACartHoldsSoManyLinesAndNoMore(t *testing.T) {
	worlds(t, func(w *world) {
		var wg sync.WaitGroup
		var refused atomic.Int64
		for sku := range int64(domain.MaxCartLines + 5) {
			wg.Go(func() {
				switch err := w.put(buyer, shop, 1+sku, 1, 100); {
				case errs.HasReason(err, "ORDER_CART_LIMIT"):
					refused.Add(1)
				case err != nil:
					w.Errorf("put: %v", err)
				}
			})
		}
		wg.Wait()
		require.Equal(w, int64(5), refused.Load())
		lines, err := w.rows.Cart(context.Background(), buyer)
		require.NoError(w, err)
		require.Len(w, lines, domain.MaxCartLines)
		require.NoError(w, w.put(buyer, shop, lines[0].SkuID, 7, 100), "a line that is there may change")
		require.Error(w, w.put(buyer, shop, lines[0].SkuID, 0, 100), "no line of nothing")
	})
}
