package store_test

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/platform/testkit"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
)

func TestATradeIsStoredWholeAndReadsBackAsItWasPlaced(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		trade, orders := w.placing(buyer, "key-1", domain.PayWechat, shop, shop+1)
		placed, err := w.rows.Place(ctx, trade, orders)
		require.NoError(w, err)
		require.True(w, placed)
		for i, o := range orders {
			f, err := w.rows.Order(ctx, app.Scope{UserID: buyer}, trade.OrderIDs[i])
			require.NoError(w, err)
			require.Equal(w, o.Facts(), f)
		}
		got, found, err := w.rows.Trade(ctx, trade.ID)
		require.NoError(w, err)
		require.True(w, found)
		require.Equal(w, trade, got)
		got, found, err = w.rows.TradeByKey(ctx, buyer, "key-1")
		require.NoError(w, err)
		require.True(w, found)
		require.Equal(w, trade, got)
		w.wantRows(1, 2, 2, 4) // an event and a timer for each order
	})
}

func TestATradeThatIsNotThereIsNotFoundAndNoError(t *testing.T) {
	worlds(t, func(w *world) {
		w.placed(buyer, "key-1", domain.PayWechat)
		for _, row := range []struct {
			user int64
			key  string
		}{{buyer, "key-2"}, {buyer + 1, "key-1"}} {
			_, found, err := w.rows.TradeByKey(context.Background(), row.user, row.key)
			require.NoError(w, err)
			require.False(w, found, "%v", row)
		}
		_, found, err := w.rows.Trade(context.Background(), 1)
		require.NoError(w, err)
		require.False(w, found)
	})
}

func TestTheSameKeyAgainStoresNothing(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		first := w.placed(buyer, "key-1", domain.PayWechat)
		again, orders := w.placing(buyer, "key-1", domain.PayWechat, shop, shop+1)
		placed, err := w.rows.Place(ctx, again, orders)
		require.NoError(w, err)
		require.False(w, placed)
		w.wantRows(1, 1, 1, 2)
		kept, found, err := w.rows.TradeByKey(ctx, buyer, "key-1")
		require.NoError(w, err)
		require.True(w, found)
		require.Equal(w, []int64{first}, kept.OrderIDs)
		w.placed(buyer+1, "key-1", domain.PayWechat) // a key is its customer's own
		w.wantRows(2, 2, 2, 4)
	})
}

func TestOfManyPlacementsUnderOneKeyAtOnceOneCounts(t *testing.T) {
	worlds(t, func(w *world) {
		var wg sync.WaitGroup
		var won atomic.Int64
		for range 8 {
			trade, orders := w.placing(buyer, "key-1", domain.PayWechat, shop)
			wg.Go(func() {
				placed, err := w.rows.Place(context.Background(), trade, orders)
				if err != nil {
					w.Errorf("place: %v", err)
				}
				if placed {
					won.Add(1)
				}
			})
		}
		wg.Wait()
		require.Equal(w, int64(1), won.Load())
		w.wantRows(1, 1, 1, 2)
	})
}

func TestACustomerHoldsOnlySoMuchStockWithoutHavingPaid(t *testing.T) {
	for name, method := range map[string]domain.PayMethod{"to be paid by WeChat": domain.PayWechat, "to be paid on delivery": domain.PayOnDelivery} {
		t.Run(name, func(t *testing.T) {
			worlds(t, func(w *world) {
				ctx := context.Background()
				var orders []int64
				for i := range int(domain.MaxOpen(method)) {
					orders = append(orders, w.placed(buyer, "key-"+strconv.Itoa(i), method))
				}
				trade, more := w.placing(buyer, "one-more", method, shop)
				stored := [4]int{w.rowsOf("trades"), w.rowsOf("orders"), w.rowsOf("order_events"), w.rowsOf("outbox")}
				_, err := w.rows.Place(ctx, trade, more)
				require.True(w, errs.HasReason(err, "ORDER_TOO_MANY_OPEN"), "%v", err)
				w.wantRows(stored[0], stored[1], stored[2], stored[3])
				w.placed(buyer+1, "one-more", method) // another customer may
				w.do(orders[0], domain.CancelByCustomer)
				two, both := w.placing(buyer, "two-more", method, shop, shop+1)
				_, err = w.rows.Place(ctx, two, both)
				require.True(w, errs.HasReason(err, "ORDER_TOO_MANY_OPEN"), "one place is not two: %v", err)
				placed, err := w.rows.Place(ctx, trade, more)
				require.NoError(w, err)
				require.True(w, placed)
			})
		})
	}
}

func TestOrdersThatArePaidDoNotCountAgainstPayingOnDelivery(t *testing.T) {
	worlds(t, func(w *world) {
		for i := range int(domain.MaxOpen(domain.PayOnDelivery)) {
			order := w.placed(buyer, "paid-"+strconv.Itoa(i), domain.PayWechat)
			_, err := w.rows.Update(context.Background(), all, order, func(o *domain.Order) error {
				_, err := o.TakePayment(w.clock.Now())
				return err
			})
			require.NoError(w, err)
		}
		w.placed(buyer, "on-delivery", domain.PayOnDelivery)
	})
}

func TestManyTradesAtOnceDoNotPassTheBound(t *testing.T) {
	worlds(t, func(w *world) {
		var wg sync.WaitGroup
		var won, refused atomic.Int64
		for i := range 12 {
			trade, orders := w.placing(buyer, "key-"+strconv.Itoa(i), domain.PayWechat, shop)
			wg.Go(func() {
				switch placed, err := w.rows.Place(context.Background(), trade, orders); {
				case errs.HasReason(err, "ORDER_TOO_MANY_OPEN"):
					refused.Add(1)
				case err == nil && placed:
					won.Add(1)
				default:
					w.Errorf("place: %v %v", placed, err)
				}
			})
		}
		wg.Wait()
		require.Equal(w, domain.MaxOpen(domain.PayWechat), won.Load())
		require.Equal(w, 12-domain.MaxOpen(domain.PayWechat), refused.Load())
	})
}

func TestTwoProcessesTogetherDoNotPassTheBound(t *testing.T) {
	t.Parallel()
	for name, method := range map[string]domain.PayMethod{"to be paid by WeChat": domain.PayWechat, "to be paid on delivery": domain.PayOnDelivery} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg := testkit.Maria(t)
			here := newWorld(t, testkit.Open(t, cfg))
			there := here.neighbour(cfg, 2)
			for i := range int(domain.MaxOpen(method)) - 2 {
				here.placed(buyer, "before-"+strconv.Itoa(i), method)
			}
			for round := range 10 {
				var wg sync.WaitGroup
				var ids [8]int64
				for i := range ids {
					w := []*world{here, there}[i%2]
					trade, orders := w.placing(buyer, "key-"+strconv.Itoa(round)+"-"+strconv.Itoa(i), method, shop)
					wg.Go(func() {
						switch placed, err := w.rows.Place(context.Background(), trade, orders); {
						case errs.HasReason(err, "ORDER_TOO_MANY_OPEN"), errs.HasReason(err, errs.ReasonConflict):
						case err == nil && placed:
							ids[i] = trade.OrderIDs[0]
						default:
							here.Errorf("place: %v %v", placed, err)
						}
					})
				}
				wg.Wait()
				won := slices.DeleteFunc(ids[:], func(id int64) bool { return id == 0 })
				require.Len(here, won, 2, "round %d", round)
				for _, id := range won {
					here.do(id, domain.CancelByCustomer)
				}
			}
		})
	}
}

func TestAPlacementThatFailsLeavesNothingBehind(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		line := app.CartLine{Item: domain.Item{StoreID: shop, SkuID: 100*shop + 1, Quantity: 2}, PriceAdded: 19900, At: noon}
		require.NoError(w, w.rows.SetCartLine(ctx, buyer, line))
		trade, orders := w.placing(buyer, "key-1", domain.PayWechat, shop, shop+1)
		broken := orders[1].Facts()
		broken.Goods = -1 // what no domain call makes, and the table refuses
		orders[1] = domain.Rehydrate(broken)
		_, err := w.rows.Place(ctx, trade, orders)
		require.Error(w, err)
		w.wantRows(0, 0, 0, 0)
		cart, err := w.rows.Cart(ctx, buyer)
		require.NoError(w, err)
		require.Len(w, cart, 1, "the cart keeps what was not bought")
		trade, orders = w.placing(buyer, "key-1", domain.PayWechat, shop)
		placed, err := w.rows.Place(ctx, trade, orders)
		require.NoError(w, err)
		require.True(w, placed, "the key is free for another try")
	})
}
