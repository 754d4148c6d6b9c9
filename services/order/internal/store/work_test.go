package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
)

// forLater places an order of a slot that many minutes from now, which must be packed ten minutes before.
func (w *world) forLater(key string, minutes int) int64 {
	w.Helper()
	t, orders := w.placing(buyer, key, domain.PayOnDelivery, shop)
	f := orders[0].Facts()
	start := w.clock.Now().Add(time.Duration(minutes) * time.Minute)
	order, err := domain.Place(domain.Placement{
		ID: f.ID, TradeID: t.ID, UserID: buyer, StoreID: shop, MerchantID: 3, StoreName: "打酒坊", PayMethod: domain.PayOnDelivery, Fulfilment: domain.Instant,
		Priced: domain.Priced{Lines: f.Lines, Goods: f.Goods, DeliveryFee: f.DeliveryFee, Payable: f.Payable}, At: t.CreatedAt,
		Slot: domain.Slot{Start: start, End: start.Add(30 * time.Minute), Begin: start.Add(-20 * time.Minute), Ready: start.Add(-10 * time.Minute)},
	})
	require.NoError(w, err)
	placed, err := w.rows.Place(context.Background(), t, []*domain.Order{order})
	require.NoError(w, err)
	require.True(w, placed)
	return f.ID
}

func (w *world) work(after app.WorkMark, limit int, states ...domain.State) []int64 {
	w.Helper()
	list, err := w.rows.Work(context.Background(), shop, states, after, limit)
	require.NoError(w, err)
	ids := make([]int64, len(list))
	for i, f := range list {
		ids[i] = f.ID
	}
	return ids
}

func TestWhatMustBePackedFirstComesFirst(t *testing.T) {
	worlds(t, func(w *world) {
		tomorrow := w.forLater("a", 24*60)
		evening := w.forLater("b", 6*60)
		now := w.placed(buyer, "c", domain.PayOnDelivery)
		alsoEvening := w.forLater("d", 6*60)
		require.Equal(w, []int64{now, evening, alsoEvening, tomorrow}, w.work(app.WorkMark{}, 10))
		w.do(evening, domain.Accept)
		require.Equal(w, []int64{evening}, w.work(app.WorkMark{}, 10, domain.Accepted, domain.Picking))

		var paged []int64
		var mark app.WorkMark
		for {
			list, err := w.rows.Work(context.Background(), shop, nil, mark, 1)
			require.NoError(w, err)
			if len(list) == 0 {
				break
			}
			paged, mark = append(paged, list[0].ID), app.WorkMark{ReadyBy: list[0].ReadyBy, OrderID: list[0].ID}
		}
		require.Equal(w, []int64{now, evening, alsoEvening, tomorrow}, paged)

		w.do(evening, domain.FinishPacking, domain.Ship)
		w.do(tomorrow, domain.CancelByCustomer)
		require.Equal(w, []int64{now, alsoEvening}, w.work(app.WorkMark{}, 10), "what left, or never will, is no work")
	})
}

func TestAnOrderForLaterIsReadAsItWasPlacedAndItsTimersWait(t *testing.T) {
	worlds(t, func(w *world) {
		order := w.forLater("a", 6*60)
		f, err := w.rows.Order(context.Background(), all, order)
		require.NoError(w, err)
		begin := noon.Add(6*time.Hour - 20*time.Minute)
		require.Equal(w, domain.Slot{Start: noon.Add(6 * time.Hour), End: noon.Add(390 * time.Minute), Begin: begin, Ready: begin.Add(10 * time.Minute)}, f.Slot)
		require.Equal(w, begin, w.rows.AcceptBefore(f))
		out := w.published()
		confirmed, ok := out[0].Event.(*orderv1.OrderConfirmed)
		require.True(w, ok)
		require.Equal(w, noon.Add(6*time.Hour), confirmed.GetOrder().GetSlot().GetStartTime().AsTime())
		require.IsType(w, &orderv1.AcceptanceDue{}, out[1].Event)
		require.Equal(w, begin, out[1].Due, "nobody cancels it hours before the store need begin")
	})
}

func TestAStoresWorkIsFoundByItsIndex(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testkit.Open(t, testkit.SQLite(t)))
	for _, query := range []string{
		"SELECT * FROM orders WHERE store_id = 7 AND ready_by IS NOT NULL ORDER BY ready_by, id LIMIT 21",
		"SELECT * FROM orders WHERE store_id = 7 AND ready_by IS NOT NULL AND state IN (3, 4) AND ready_by >= 'x' AND (ready_by > 'x' OR id > 5) ORDER BY ready_by, id LIMIT 21",
	} {
		plan, err := sqldb.Explain(t.Context(), w.db, query)
		require.NoError(t, err)
		require.Len(t, plan, 1, "%v", plan)
		require.Contains(t, plan[0], "ix_orders_ready", query)
	}
}
