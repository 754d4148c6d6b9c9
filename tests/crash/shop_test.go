package crash

import (
	"fmt"
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// shop is a store that takes orders, with the clerk who keeps it.
type shop struct {
	id       int64
	lat, lng int64
	skus     []int64
	clerk    *harness.Client
	username string
	pickups  chan pickup
	returns  chan string
}

// pickup is an order that waits at the counter, and what its customer brings.
type pickup struct{ code, collect string }

// Where the customers live, in millionths of a degree: the middle of the demo city.
const (
	homeLat = 30657000
	homeLng = 104066000
)

// openShops finds stores that deliver to the customers' home and are open, and fills their shelves.
func (w *town) openShops(operator *harness.Client) {
	w.t.Helper()
	anyone := w.server.Anonymous()
	near := anyone.Get(fmt.Sprintf("/v1/stores:nearby?latE6=%d&lngE6=%d&radiusMeters=50000", homeLat, homeLng))
	for _, st := range near.List("stores") {
		if st.At("openNow") != true || st.At("inRange") != true || len(w.shops) == shops {
			continue
		}
		s := &shop{
			id: st.Int("storeId"), lat: st.Int("latE6"), lng: st.Int("lngE6"),
			pickups: make(chan pickup, 1000), returns: make(chan string, 1000),
		}
		var list harness.JSON
		require.Eventually(w.t, func() bool { // the shelves learn of the stock by events
			list = anyone.Get(fmt.Sprintf("/v1/products?storeId=%d&inStockOnly=true&pageSize=30&sort=SORT_PRICE_DESC", s.id))
			return len(list.List("products")) >= 4
		}, patience, 100*time.Millisecond, "goods")
		var lines []harness.JSON
		for _, p := range list.List("products") {
			s.skus = append(s.skus, p.Int("defaultSkuId"))
			lines = append(lines, harness.JSON{"skuId": p.Text("defaultSkuId"), "quantity": "20000"})
		}
		operator.Post(s.path("/stock:adjust"), harness.JSON{"kind": "MOVEMENT_KIND_RECEIVE", "lines": lines, "note": "test"})
		s.username = clerkOf(w.t, operator, s.id)
		w.shops = append(w.shops, s)
	}
	require.Len(w.t, w.shops, shops, "stores that are open")
}

// clerkOf returns the username of somebody who works in this store only.
func clerkOf(t testing.TB, operator *harness.Client, store int64) string {
	t.Helper()
	for token := ""; ; {
		page := operator.Get("/v1/admin/staff?pageSize=100&pageToken=" + token)
		for _, v := range page.List("staff") {
			stores, _ := v.At("storeIds").([]any)
			if len(stores) == 1 && stores[0] == strconv.FormatInt(store, 10) {
				return v.Text("username")
			}
		}
		if token = page.Text("nextPageToken"); token == "" {
			require.FailNow(t, "nobody works in the store")
		}
	}
}

func (s *shop) path(rest string) string { return fmt.Sprintf("/v1/merchant/stores/%d%s", s.id, rest) }

// shopOf returns the shop that an order or a delivery is of.
func (w *town) shopOf(j harness.JSON) *shop {
	for _, s := range w.shops {
		if s.id == j.Int("storeId") {
			return s
		}
	}
	return nil
}

// handOut gives a customer at the counter what waits for them.
func (w *town) handOut(s *shop, p pickup) {
	status, answer, _ := w.ask(s.clerk, http.MethodPost, s.path("/pickups:verify"),
		harness.JSON{"code": p.code, "ageCheck": "AGE_CHECK_ID_SHOWN", "collectedAmount": p.collect}, "")
	if status == http.StatusOK {
		w.gone(answer.Text("orderId"))
	}
}

// takeBack receives goods that were refused at the door.
func (w *town) takeBack(s *shop, deliveryID string) {
	if status, _, _ := w.ask(s.clerk, http.MethodPost, s.path("/deliveries/"+deliveryID+":receiveReturn"), harness.JSON{}, ""); status != http.StatusOK {
		w.complain("delivery %s was refused, but cannot be received back: %d", deliveryID, status)
	}
}

// gone notes that the goods of an order are with its customer.
func (w *town) gone(orderID string) {
	if w.promises.handedOver(orderID) {
		w.handed.Add(1)
	}
}
