package transport

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/bus"
	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
)

func (w *world) inStock(storeID int64) int {
	w.tb.Helper()
	resp, err := w.catalog.ListProducts(context.Background(), &productv1.ListProductsRequest{StoreId: storeID, InStockOnly: true})
	require.NoError(w.tb, err)
	return int(resp.GetTotalSize())
}

func available(eventID, storeID, skuID int64, in bool) bus.Message {
	ev := &inventoryv1.AvailabilityChanged{StoreId: storeID, SkuId: skuID, InStock: in}
	payload, err := proto.Marshal(ev)
	if err != nil {
		return bus.Message{}
	}
	return bus.Message{ID: eventID, Topic: string(ev.ProtoReflect().Descriptor().FullName()), Key: skuID, Payload: payload, At: noon}
}

func TestStockFollowsInventory(t *testing.T) {
	t.Parallel()
	w := newWorld(t).shop().consuming()
	st := w.putStore("s1").GetStoreId()
	a := w.put(product("a", "黔山酱香", 1000))
	w.list(st, a)
	skuID := a.GetSkus()[0].GetSkuId()
	require.Zero(t, w.inStock(st))

	publish := func(msgs ...bus.Message) { require.NoError(t, w.bus.Publish(context.Background(), msgs)) }
	eventually := func(want int) {
		t.Helper()
		require.Eventually(t, func() bool { return w.inStock(st) == want }, 5*time.Second, 5*time.Millisecond)
	}
	publish(available(100, st, skuID, true))
	eventually(1)
	publish(available(100, st, skuID, true), available(102, st, skuID, false), available(102, st, skuID, false))
	eventually(0)
	publish(available(101, st, skuID, true), available(90, st, 77, true))
	publish(available(103, st, 78, true)) // of a SKU that nobody knows
	require.Never(t, func() bool { return w.inStock(st) != 0 }, 100*time.Millisecond, 10*time.Millisecond, "an older event comes too late")
	publish(available(104, st, skuID, true))
	eventually(1)
}

func TestStockThatIsToldBeforeTheSkuIsKnown(t *testing.T) {
	t.Parallel()
	w := newWorld(t).shop()
	ctx := context.Background()
	st := w.putStore("s1").GetStoreId()
	a := w.put(product("a", "黔山酱香", 1000))
	w.list(st, a)
	require.Zero(t, w.inStock(st))
	other := worldOn(t, w.db, 2) // a process whose changes this one has not been told of
	b := other.put(product("b", "黔山二号", 1000))
	other.list(st, b)
	require.NoError(t, w.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		return w.rows.NoteAvailability(ctx, tx, st, b.GetSkus()[0].GetSkuId(), true, 7)
	}))
	require.Zero(t, w.inStock(st), "the catalogue does not know the SKU yet")
	require.NoError(t, w.shelf.Poll(ctx))
	require.Equal(t, 1, w.inStock(st))
}

func TestChangesAreTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- w.outbox.Run(ctx) }()
	defer func() { stop(); require.NoError(t, <-done) }()
	w.shop()
	st := w.putStore("s1")
	a := w.put(product("a", "黔山酱香", 1000))
	w.list(st.GetStoreId(), a)
	w.put(product("a", "黔山酱香", 1000)) // again: nothing changes, nothing is told
	w.putStore("s1")
	w.list(st.GetStoreId(), a)

	var told []string
	require.Eventually(t, func() bool {
		told = nil
		for _, m := range w.bus.Published() {
			told = append(told, fmt.Sprint(m.Topic, " ", m.Key))
		}
		return len(told) >= 3
	}, 5*time.Second, 10*time.Millisecond)
	require.Equal(t, []string{
		fmt.Sprint("dajiu.product.v1.StoreChanged ", st.GetStoreId()),
		fmt.Sprint("dajiu.product.v1.ProductChanged ", a.GetProductId()),
		fmt.Sprint("dajiu.product.v1.AssortmentChanged ", st.GetStoreId()),
	}, told)
	var changed productv1.StoreChanged
	require.NoError(t, proto.Unmarshal(w.bus.Published()[0].Payload, &changed))
	require.True(t, changed.GetOpenForOrders())
}

func TestALicenceThatRunsOutIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- w.outbox.Run(ctx) }()
	defer func() { stop(); require.NoError(t, <-done) }()
	w.consuming()
	st := w.putStore("s1")
	w.clock.Advance(366 * 24 * time.Hour)
	require.Eventually(t, func() bool {
		w.clock.Advance(time.Second)
		for _, m := range w.bus.Published() {
			var changed productv1.StoreChanged
			if m.Topic == "dajiu.product.v1.StoreChanged" && proto.Unmarshal(m.Payload, &changed) == nil &&
				changed.GetStoreId() == st.GetStoreId() && !changed.GetOpenForOrders() {
				return true
			}
		}
		return false
	}, 5*time.Second, 10*time.Millisecond)
}

func TestWhatCustomersReceiveMakesTheBestsellers(t *testing.T) {
	t.Parallel()
	w := newWorld(t).shop().consuming()
	ctx := context.Background()
	st := w.putStore("s1").GetStoreId()
	a, b := w.put(product("a", "黔山酱香", 1000)), w.put(product("b", "黔山二号", 1000))
	w.list(st, a, b)
	delivered := func(eventID, skuID, pieces int64, at time.Time) bus.Message {
		ev := &orderv1.OrderDelivered{Lines: []*orderv1.OrderLineItem{{SkuId: skuID, Quantity: pieces}, {SkuId: 77, Quantity: 9}}}
		payload, err := proto.Marshal(ev)
		require.NoError(t, err)
		return bus.Message{ID: eventID, Topic: string(ev.ProtoReflect().Descriptor().FullName()), Key: eventID, Payload: payload, At: at}
	}
	skuA, skuB := a.GetSkus()[0].GetSkuId(), b.GetSkus()[0].GetSkuId()
	first, old := delivered(200, skuA, 3, noon), delivered(201, skuB, 50, noon.AddDate(0, 0, -30))
	require.NoError(t, w.bus.Publish(ctx, []bus.Message{first, first, old, delivered(202, skuB, 2, noon.AddDate(0, 0, -29)), first}))
	var cards []*productv1.ProductCard
	require.Eventually(t, func() bool {
		require.NoError(t, w.shelf.Rank(ctx))
		resp, err := w.catalog.ListProducts(ctx, &productv1.ListProductsRequest{StoreId: st, Sort: productv1.Sort_SORT_SALES})
		require.NoError(t, err)
		cards = resp.GetProducts()
		return cards[0].GetSold() > 0 && cards[1].GetSold() > 0
	}, 5*time.Second, 5*time.Millisecond)
	require.Equal(t, []string{"黔山酱香", "黔山二号"}, names(cards))
	require.EqualValues(t, 3, cards[0].GetSold(), "an event that comes again is counted once")
	require.EqualValues(t, 2, cards[1].GetSold(), "what was sold 30 days ago does not count any more")
	require.NoError(t, w.rows.SweepSales(ctx))
	shown, err := w.catalog.ShowProduct(ctx, &productv1.ShowProductRequest{ProductId: a.GetProductId(), StoreId: st})
	require.NoError(t, err)
	require.EqualValues(t, 3, shown.GetSold())
	left, err := w.db.Reader().NewSelect().Table("sales").Count(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 2, left, "the sweep keeps what counts")
}

func TestWhatAStoreCountsIsWhatItListsAndWhatItNames(t *testing.T) {
	t.Parallel()
	w := newWorld(t).shop()
	st := w.putStore("s1").GetStoreId()
	listed, other := w.put(product("a", "黔山老酒", 1000)), w.put(product("b", "雪域老酒", 2000))
	snack := product("c", "花生", 500)
	snack.CategoryCode, snack.Attributes = "snack", nil
	peanuts := w.put(snack)
	w.list(st, listed, peanuts)
	sku := func(p *productv1.Product) int64 { return p.GetSkus()[0].GetSkuId() }
	for name, c := range map[string]struct {
		req  *productv1.ListStoreGoodsRequest
		want []int64
	}{
		"all that it lists":                          {&productv1.ListStoreGoodsRequest{}, []int64{sku(listed), sku(peanuts)}},
		"and what it has in its books":               {&productv1.ListStoreGoodsRequest{SkuIds: []int64{sku(other)}}, []int64{sku(listed), sku(other), sku(peanuts)}},
		"a category with what lies below":            {&productv1.ListStoreGoodsRequest{CategoryId: w.shelfCategory("baijiu")}, []int64{sku(listed)}},
		"only those that are named and known":        {&productv1.ListStoreGoodsRequest{SkuIds: []int64{sku(other), 1 << 50}, NamedOnly: true}, []int64{sku(other)}},
		"of a category only what lies in it, though": {&productv1.ListStoreGoodsRequest{CategoryId: w.shelfCategory("snack"), SkuIds: []int64{sku(other)}}, []int64{sku(peanuts)}},
	} {
		t.Run(name, func(t *testing.T) {
			c.req.StoreId = st
			resp, err := w.internal.ListStoreGoods(context.Background(), c.req)
			require.NoError(t, err)
			var got []int64
			for _, g := range resp.GetGoods() {
				got = append(got, g.GetSkuId())
			}
			slices.Sort(c.want)
			require.Equal(t, c.want, got)
		})
	}
	_, err := w.internal.ListStoreGoods(context.Background(), &productv1.ListStoreGoodsRequest{StoreId: st, CategoryId: 1 << 50})
	require.True(t, errs.HasReason(err, "PRODUCT_CATEGORY_NOT_FOUND"), "%v", err)
	_, err = w.internal.ListStoreGoods(context.Background(), &productv1.ListStoreGoodsRequest{StoreId: 1 << 50})
	require.True(t, errs.HasReason(err, "PRODUCT_STORE_NOT_FOUND"), "%v", err)
}
