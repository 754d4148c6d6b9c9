package store_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/app"
	"dajiu/services/inventory/internal/domain"
	"dajiu/services/inventory/internal/store"
)

func adjusting(kind domain.Kind, key string, lines ...domain.Adjustment) app.Adjusting {
	return app.Adjusting{StoreID: shop, Kind: kind, Key: key, Lines: lines, Actor: 9, Note: "盘点"}
}

func TestOldAdjustmentsAreForgottenAndYoungOnesKnown(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		line := domain.Adjustment{SkuID: 1, Quantity: 5}
		old, young := adjusting(domain.KindReceive, "old", line), adjusting(domain.KindReceive, "young", line)
		for _, a := range []app.Adjusting{old, young} {
			w.clock.Advance(time.Minute)
			_, err := w.stock.Adjust(ctx, a)
			require.NoError(w, err)
		}
		for _, want := range []int64{1, 0} {
			n, err := w.rows.SweepAdjustments(ctx, w.clock.Now())
			require.NoError(w, err)
			require.Equal(w, want, n)
		}
		_, err := w.stock.Adjust(ctx, young)
		require.NoError(w, err)
		w.wantLevel(1, 10, 0)
		w.balanced()
	})
}

func TestAnAdjustmentIsDoneOnceForAKey(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		a := adjusting(domain.KindReceive, "delivery-note-1", domain.Adjustment{SkuID: 2, Quantity: 3}, domain.Adjustment{SkuID: 1, Quantity: 5})
		first, err := w.stock.Adjust(ctx, a)
		require.NoError(w, err)
		require.Equal(w, []domain.Level{{SkuID: 1, OnHand: 5}, {SkuID: 2, OnHand: 3}}, first)
		w.wantEvents(changed(1, true), changed(2, true))
		require.NoError(w, w.reserve(100, domain.Line{SkuID: 1, Quantity: 2}))
		again, err := w.stock.Adjust(ctx, a)
		require.NoError(w, err)
		require.Equal(w, first, again, "a repetition answers what was answered before")
		w.wantLevel(1, 5, 2)
		a.Lines[0].Quantity++
		_, err = w.stock.Adjust(ctx, a)
		require.True(w, errs.HasReason(err, errs.ReasonKeyReused))
		a.StoreID++
		_, err = w.stock.Adjust(ctx, a)
		require.NoError(w, err, "another store's key is another key")
		w.balanced()
	})
}

func TestTheSameAdjustmentTwiceAtOnceIsDoneOnce(t *testing.T) {
	worlds(t, func(w *world) {
		var wg sync.WaitGroup
		for range 16 {
			wg.Go(func() {
				levels, err := w.stock.Adjust(context.Background(), adjusting(domain.KindReceive, "twice-at-once", domain.Adjustment{SkuID: 1, Quantity: 5}))
				if err != nil || levels[0].OnHand != 5 {
					t.Errorf("adjust: %v, %v", levels, err)
				}
			})
		}
		wg.Wait()
		w.wantLevel(1, 5, 0)
		w.balanced()
	})
}

func TestAnAdjustmentTakesNothingThatIsPromised(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		w.receive(map[int64]int64{1: 5, 2: 5})
		require.NoError(w, w.reserve(100, domain.Line{SkuID: 2, Quantity: 4}))
		_, err := w.stock.Adjust(ctx, adjusting(domain.KindDamage, "broken-1", domain.Adjustment{SkuID: 1, Quantity: -1}, domain.Adjustment{SkuID: 2, Quantity: -2}))
		require.True(w, errs.HasReason(err, "INVENTORY_BELOW_RESERVED"), "%v", err)
		w.wantLevel(1, 5, 0)
		_, err = w.stock.Adjust(ctx, adjusting(domain.KindCount, "count-1", domain.Adjustment{SkuID: 2, Quantity: 3}))
		require.True(w, errs.HasReason(err, "INVENTORY_BELOW_RESERVED"), "%v", err)
		levels, err := w.stock.Adjust(ctx, adjusting(domain.KindCount, "count-2", domain.Adjustment{SkuID: 2, Quantity: 4}, domain.Adjustment{SkuID: 1, Quantity: 0}))
		require.NoError(w, err)
		require.Equal(w, []domain.Level{{SkuID: 1}, {SkuID: 2, OnHand: 4, Reserved: 4}}, levels)
		w.wantEvents(changed(1, false), changed(2, false))
		list, err := w.rows.Movements(ctx, shop, 1, 0, 1)
		require.NoError(w, err)
		require.Equal(w, domain.Move{SkuID: 1, Kind: domain.KindCount, OnHand: -5}, list[0].Move)
		require.Equal(w, int64(9), list[0].Actor)
		require.Equal(w, "盘点", list[0].Note)
		w.balanced()
	})
}

func TestCountsWhileOrdersComeStayExact(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 100})
		var wg sync.WaitGroup
		for i := range int64(20) {
			wg.Go(func() {
				if err := w.reserve(100+i, domain.Line{SkuID: 1, Quantity: 1}); err != nil {
					t.Errorf("reserve: %v", err)
				}
			})
			wg.Go(func() {
				a := adjusting(domain.KindCount, "count-"+string(rune('a'+i))+"-of-many", domain.Adjustment{SkuID: 1, Quantity: 50 + i})
				if _, err := w.stock.Adjust(context.Background(), a); err != nil {
					t.Errorf("count: %v", err)
				}
			})
		}
		wg.Wait()
		onHand, reserved := w.level(1)
		require.Equal(w, int64(20), reserved)
		require.True(w, onHand >= 50 && onHand < 70)
		w.balanced()
	})
}

func TestAvailabilityIsForgottenWhenItChanges(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		w.receive(map[int64]int64{1: 5, 2: 8})
		want := func(free ...int64) {
			t.Helper()
			require.Eventually(w, func() bool {
				got, err := w.rows.Available(ctx, shop, []int64{2, 1, 77})
				return err == nil && got[0] == free[0] && got[1] == free[1] && got[2] == 0
			}, testWait, testTick)
		}
		want(8, 5)
		require.NoError(w, w.reserve(100, domain.Line{SkuID: 1, Quantity: 2}))
		want(8, 3)
		w.cancel(100, false)
		want(8, 5)
	})
}

func TestALevelPageContinuesAfterASku(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 5, 2: 8, 3: 1})
		page, err := w.rows.Levels(context.Background(), shop, store.Wanted{}, 1, 1)
		require.NoError(w, err)
		require.Equal(w, []domain.Level{{SkuID: 2, OnHand: 8}}, page)
	})
}

func TestWhatIsScarceIsWhatLittleIsAvailableOf(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 5, 2: 8, 3: 1, 4: 20})
		require.NoError(w, w.reserve(100, domain.Line{SkuID: 2, Quantity: 4}, domain.Line{SkuID: 3, Quantity: 1}))
		atMost := int64(4)
		var got []int64
		for after := int64(0); ; {
			page, err := w.rows.Levels(context.Background(), shop, store.Wanted{AtMost: &atMost}, after, 1)
			require.NoError(w, err)
			if len(page) == 0 {
				break
			}
			after = page[0].SkuID
			got = append(got, after)
		}
		require.Equal(w, []int64{2, 3}, got, "what is promised is not available")
		none := int64(0)
		page, err := w.rows.Levels(context.Background(), shop, store.Wanted{AtMost: &none, Skus: []int64{2, 3, 4}}, 0, 10)
		require.NoError(w, err)
		require.Equal(w, []domain.Level{{SkuID: 3, OnHand: 1, Reserved: 1}}, page)
	})
}

func TestFactsNameEveryReservationInOrderWhateverBecameOfIt(t *testing.T) {
	worlds(t, func(w *world) {
		w.receive(map[int64]int64{1: 50})
		for order := int64(105); order >= 100; order-- {
			require.NoError(w, w.reserve(order, domain.Line{SkuID: 1, Quantity: order - 99}))
		}
		w.confirm(101)
		w.cancel(102, false)
		require.NoError(w, w.ship(103))
		var got []domain.State
		require.NoError(w, store.NewFacts(w.db).Reservations(context.Background(), func(f domain.Facts) bool {
			require.Equal(w, []domain.Line{{SkuID: 1, Quantity: f.OrderID - 99}}, f.Lines)
			require.Equal(w, int64(100+len(got)), f.OrderID)
			got = append(got, f.State)
			return len(got) < 5
		}))
		require.Equal(w, []domain.State{domain.Held, domain.Confirmed, domain.Released, domain.Committed, domain.Held}, got)
	})
}

func TestEveryQueryOfAGrowingTableUsesItsKey(t *testing.T) {
	t.Parallel()
	w := sqliteWorld(t)
	for query, want := range map[string]string{
		"SELECT * FROM stock_ledger WHERE store_id = 1 AND sku_id = 2 AND id < 9 ORDER BY id DESC LIMIT 10":                                     "USING PRIMARY KEY (store_id=? AND sku_id=? AND id<?)",
		"SELECT * FROM stock WHERE store_id = 1 AND sku_id > 2 ORDER BY sku_id LIMIT 10":                                                        "USING PRIMARY KEY (store_id=? AND sku_id>?)",
		"SELECT * FROM stock WHERE store_id = 1 AND sku_id > 2 AND on_hand - reserved <= 5 ORDER BY sku_id LIMIT 10":                            "USING PRIMARY KEY (store_id=? AND sku_id>?)",
		"SELECT * FROM reservations WHERE order_id > 5 ORDER BY order_id LIMIT 10":                                                              "USING INTEGER PRIMARY KEY (rowid>?)",
		"SELECT * FROM reservations WHERE order_id > 5 AND state IN (1, 2) ORDER BY order_id LIMIT 10":                                          "USING INTEGER PRIMARY KEY (rowid>?)",
		"SELECT SUM(on_hand_delta) FROM stock_ledger WHERE store_id = 1 AND sku_id = 2":                                                         "USING PRIMARY KEY (store_id=? AND sku_id=?)",
		"SELECT sku_id, SUM(on_hand_delta) FROM stock_ledger WHERE store_id = 1 AND sku_id > 2 AND sku_id <= 9 GROUP BY sku_id ORDER BY sku_id": "USING PRIMARY KEY (store_id=? AND sku_id>? AND sku_id<?)",
		"SELECT * FROM stock_ledger WHERE store_id = 1 AND kind = 2 AND id >= 5 AND id < 9 ORDER BY id DESC LIMIT 10":                           "ix_stock_ledger_kind (store_id=? AND kind=? AND id>? AND id<?)",
		"SELECT * FROM stock_ledger WHERE order_id = 5 ORDER BY id LIMIT 2000":                                                                  "ix_stock_ledger_order (order_id=?)",
		"SELECT MIN(store_id) FROM stock WHERE store_id > 4":                                                                                    "(store_id>?)",
		"UPDATE stock SET is_low = TRUE WHERE store_id = 1 AND sku_id = 2 AND is_low <> TRUE":                                                   "USING PRIMARY KEY (store_id=? AND sku_id=?)",
		"SELECT sku_id FROM stock WHERE store_id = 1 AND is_low = TRUE LIMIT 1000":                                                              "COVERING INDEX ix_stock_low (store_id=? AND is_low=?)",
		"SELECT created_at FROM adjustments WHERE created_at < 9 ORDER BY created_at LIMIT 1 OFFSET 499":                                        "ix_adjustments_created (created_at<?)",
		"DELETE FROM adjustments WHERE created_at <= 9":                                                                                         "ix_adjustments_created (created_at<?)",
		"SELECT * FROM adjustments WHERE store_id = 1 AND request_key = 'k'":                                                                    "(store_id=? AND request_key=?)",
	} {
		plan, err := sqldb.Explain(context.Background(), w.db, query)
		require.NoError(t, err)
		require.Len(t, plan, 1, "%s: %v", query, plan)
		require.Contains(t, plan[0], want)
	}
}

func TestTheLevelsOfACommitsOrdersAreFoundByKey(t *testing.T) {
	plan, err := sqldb.Explain(t.Context(), sqliteWorld(t).db, store.LevelsQuery(3), 1, 2, 3, 4, 5, 6)
	require.NoError(t, err)
	text := strings.Join(plan, "\n")
	require.NotContains(t, text, "SCAN")
	require.Equal(t, 3, strings.Count(text, "USING PRIMARY KEY (store_id=? AND sku_id=?)"), text)
}

func TestWhatIsLowIsARangeOfItsIndex(t *testing.T) {
	t.Parallel()
	plan, err := sqldb.Explain(context.Background(), sqliteWorld(t).db, `SELECT stock.* FROM stock AS low CROSS JOIN stock AS stock
WHERE low.store_id = 1 AND low.is_low = TRUE AND low.sku_id > 2 AND stock.store_id = low.store_id AND stock.sku_id = low.sku_id ORDER BY low.sku_id LIMIT 10`)
	require.NoError(t, err)
	require.Len(t, plan, 2, "%v", plan)
	require.Contains(t, plan[0], "ix_stock_low (store_id=? AND is_low=? AND sku_id>?)")
	require.Contains(t, plan[1], "USING PRIMARY KEY (store_id=? AND sku_id=?)")
}
