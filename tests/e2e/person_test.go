// Package e2e is the platform as its users meet it: REST in, and nothing else looked at. The same tests run in every
// topology and on every engine.
package e2e

import (
	"fmt"
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// soon bounds how long the platform may take to bring about what follows from an act.
const soon = 20 * time.Second

// shop is what a test needs to buy something: a store, its staff, and two SKUs that it has.
type shop struct {
	t        *testing.T
	server   *harness.Server
	operator *harness.Client
	store    int64
	lat, lng int64
	skus     []int64
}

// openShop finds a store with goods, through the public catalogue.
func openShop(t *testing.T, s *harness.Server) *shop {
	t.Helper()
	anyone := s.Anonymous()
	stores := anyone.Get("/v1/stores:nearby?latE6=30657000&lngE6=104066000&radiusMeters=50000").List("stores")
	require.NotEmpty(t, stores)
	sh := &shop{t: t, server: s, operator: s.Staff("admin")}
	for _, st := range stores {
		if st.At("openNow") != true {
			continue
		}
		sh.store, sh.lat, sh.lng = st.Int("storeId"), st.Int("latE6"), st.Int("lngE6")
		break
	}
	require.NotZero(t, sh.store, "no store is open")
	list := anyone.Get(fmt.Sprintf("/v1/products?storeId=%d&inStockOnly=true&pageSize=30&sort=SORT_PRICE_DESC", sh.store))
	for _, p := range list.List("products") {
		sh.skus = append(sh.skus, p.Int("defaultSkuId"))
	}
	require.GreaterOrEqual(t, len(sh.skus), 4)
	sh.receive(500)
	return sh
}

// receive puts goods on the shelf, so that tests in a row do not run it empty.
func (sh *shop) receive(quantity int) {
	sh.t.Helper()
	var lines []harness.JSON
	for _, sku := range sh.skus {
		lines = append(lines, harness.JSON{"skuId": strconv.FormatInt(sku, 10), "quantity": strconv.Itoa(quantity)})
	}
	sh.operator.Post(sh.path("/stock:adjust"), harness.JSON{"kind": "MOVEMENT_KIND_RECEIVE", "lines": lines, "note": "test"})
}

func (sh *shop) path(rest string) string {
	return fmt.Sprintf("/v1/merchant/stores/%d%s", sh.store, rest)
}

// stock returns on-hand and reserved of the shop's SKUs.
func (sh *shop) stock() map[int64][2]int64 {
	sh.t.Helper()
	path := sh.path("/stock?pageSize=200")
	for _, sku := range sh.skus {
		path += "&skuIds=" + strconv.FormatInt(sku, 10)
	}
	levels := map[int64][2]int64{}
	for _, item := range sh.operator.Get(path).List("items") {
		levels[item.Int("skuId")] = [2]int64{item.Int("onHand"), item.Int("reserved")}
	}
	return levels
}

// restingStock waits until nothing of the shop's SKUs is promised: what earlier orders set off has come to rest.
func (sh *shop) restingStock() map[int64][2]int64 {
	sh.t.Helper()
	var levels map[int64][2]int64
	require.Eventually(sh.t, func() bool {
		levels = sh.stock()
		for _, level := range levels {
			if level[1] != 0 {
				return false
			}
		}
		return true
	}, soon, 20*time.Millisecond, "goods stay promised")
	return levels
}

// buyer is a customer of age with an address near the shop.
type buyer struct {
	*harness.Client
	address int64
}

func (sh *shop) buyer(name string) *buyer {
	sh.t.Helper()
	b := &buyer{Client: sh.server.Customer(name)}
	b.Post("/v1/me/age:confirm", harness.JSON{"adult": true, "noticeVersion": "test"})
	b.address = b.Post("/v1/me/addresses", harness.JSON{
		"contactName": "测试", "phone": "13800138000", "province": "四川省", "city": "成都市", "district": "锦江区", "street": "春熙路 1 号", "door": "1-1",
		"point": harness.JSON{"latE6": sh.lat + 3000, "lngE6": sh.lng + 3000}, "label": "家",
	}).Int("addressId")
	require.NotZero(sh.t, b.address)
	return b
}

// purchase is what a buyer wants of the shop.
func (sh *shop) purchase(b *buyer, fulfilment string, quantities ...int) harness.JSON {
	var items []harness.JSON
	for i, q := range quantities {
		items = append(items, harness.JSON{
			"storeId": strconv.FormatInt(sh.store, 10), "skuId": strconv.FormatInt(sh.skus[i], 10), "quantity": strconv.Itoa(q),
		})
	}
	want := harness.JSON{"items": items, "fulfilment": fulfilment}
	if fulfilment == "FULFILMENT_INSTANT" {
		want["addressId"] = strconv.FormatInt(b.address, 10)
	}
	return want
}

// place orders two SKUs and returns the order.
func (sh *shop) place(b *buyer, method, fulfilment string) harness.JSON {
	sh.t.Helper()
	want := sh.purchase(b, fulfilment, 2, 1)
	quote := b.Post("/v1/orders:preview", want)
	require.Empty(sh.t, quote.List("problems"), "%v", quote)
	want["payMethod"], want["expectedAmount"] = method, quote.Text("payableAmount")
	trade := b.Post("/v1/orders", want)
	require.Equal(sh.t, quote.Text("payableAmount"), trade.Text("payableAmount"))
	return trade.List("orders")[0]
}

// pay pays an order's trade by the simulated WeChat Pay.
func (b *buyer) pay(s *harness.Server, order harness.JSON) {
	session := b.Post("/v1/trades/"+order.Text("tradeId")+":pay", nil)
	prepay := session.Text("wechat.package")[len("prepay_id="):]
	s.SimPost("/wechatpay/sim/pay", harness.JSON{"prepay_id": prepay})
}

// await reads until a condition holds, and returns what it read.
func await(t *testing.T, read func() harness.JSON, what string, holds func(harness.JSON) bool) harness.JSON {
	t.Helper()
	started := time.Now()
	deadline := started.Add(soon)
	for {
		got := read()
		if holds(got) {
			if took := time.Since(started); took > time.Second {
				t.Logf("%s only after %s", what, took.Round(time.Millisecond))
			}
			return got
		}
		require.True(t, time.Now().Before(deadline), "never %s: %v", what, got)
		time.Sleep(20 * time.Millisecond)
	}
}

// awaitOrder waits until an order has a state and, where given, a pay state.
func (b *buyer) awaitOrder(t *testing.T, order harness.JSON, state, payState string) harness.JSON {
	t.Helper()
	read := func() harness.JSON { return b.Get("/v1/orders/" + order.Text("orderId")) }
	return await(t, read, state+" "+payState, func(o harness.JSON) bool {
		return o.Text("state") == state && (payState == "" || o.Text("payState") == payState)
	})
}

// act does something to an order as the store.
func (sh *shop) act(order harness.JSON, act string) harness.JSON {
	sh.t.Helper()
	return sh.operator.Post(sh.path("/orders/"+order.Text("orderId")+":"+act), harness.JSON{})
}

// courier signs a courier in and puts them on duty at the shop.
func (sh *shop) courier(username string) *harness.Client {
	sh.t.Helper()
	c := sh.server.Staff(username)
	c.Put("/v1/courier/duty", harness.JSON{"onDuty": true, "latE6": sh.lat, "lngE6": sh.lng})
	return c
}

// takeJob waits for an order's offer and accepts it.
func (sh *shop) takeJob(c *harness.Client, b *buyer, order harness.JSON) string {
	sh.t.Helper()
	delivery := await(sh.t, func() harness.JSON {
		_, d := b.Call(http.MethodGet, "/v1/orders/"+order.Text("orderId")+"/delivery", nil, "")
		return d
	}, "a delivery", func(d harness.JSON) bool { return d.Text("deliveryId") != "" })
	id := delivery.Text("deliveryId")
	await(sh.t, func() harness.JSON { return c.Get("/v1/courier/offers") }, "offered", func(o harness.JSON) bool {
		for _, offer := range o.List("offers") {
			if offer.Text("deliveryId") == id {
				return true
			}
		}
		return false
	})
	c.Post("/v1/courier/offers/"+id+":accept", harness.JSON{})
	return id
}

// eventually requires that a condition comes to hold.
func eventually(t *testing.T, holds func() bool) {
	t.Helper()
	require.Eventually(t, holds, soon, 20*time.Millisecond)
}
