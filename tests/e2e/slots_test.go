package e2e

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// slots lists what the shop can still make for a buyer near it.
func (sh *shop) slots(pickup bool) []harness.JSON {
	sh.t.Helper()
	path := fmt.Sprintf("/v1/stores/%d/slots?latE6=%d&lngE6=%d&pickup=%t", sh.store, sh.lat+3000, sh.lng+3000, pickup)
	return sh.server.Anonymous().Get(path).List("slots")
}

// full reports whether a slot is listed as full.
func (sh *shop) full(start string) bool {
	sh.t.Helper()
	list := sh.slots(false)
	at := slices.IndexFunc(list, func(s harness.JSON) bool { return s.Text("startTime") == start })
	require.GreaterOrEqual(sh.t, at, 0, "%s is not listed", start)
	return list[at].At("full") == true
}

// setSlotCapacity lets the shop take so many bookings for one half hour.
func (sh *shop) setSlotCapacity(n int) {
	sh.t.Helper()
	zone := sh.operator.Get(fmt.Sprintf("/v1/stores/%d/zone", sh.store))
	zone["slotCapacity"] = n
	sh.operator.Put(sh.path("/zone"), zone)
	require.EqualValues(sh.t, n, sh.operator.Get(fmt.Sprintf("/v1/stores/%d/zone", sh.store)).At("slotCapacity"), "who set it reads it at once")
}

// wanted is a purchase for later, as it is placed.
func (sh *shop) wanted(b *buyer, method, fulfilment, start string) harness.JSON {
	sh.t.Helper()
	want := sh.purchase(b, fulfilment, 2, 1)
	want["slotStartTime"] = start
	quote := b.Post("/v1/orders:preview", want)
	want["payMethod"], want["expectedAmount"] = method, quote.Text("payableAmount")
	return want
}

func (sh *shop) work(states string) (ids []string) {
	sh.t.Helper()
	token := ""
	for {
		page := sh.operator.Get(sh.path("/orders?sort=STORE_ORDER_SORT_READY_BEFORE&pageSize=2&states=" + states + "&pageToken=" + token))
		for _, o := range page.List("orders") {
			ids = append(ids, o.Text("orderId"))
		}
		if token = page.Text("nextPageToken"); token == "" {
			return ids
		}
	}
}

// TestAnOrderForLater proves that a half hour can be booked, that its places are bounded and given back, and that neither
// the store nor a courier is hurried before the slot nears.
func TestAnOrderForLater(t *testing.T) {
	t.Parallel()
	topologies(t, func(t *testing.T, s *harness.Server) {
		sh := openShop(t, s)
		sh.setSlotCapacity(1)
		t.Run("brought in the slot that was booked", func(t *testing.T) { broughtInTheSlot(t, sh) })
		t.Run("fetched in the slot that was booked", func(t *testing.T) { fetchedInTheSlot(t, sh) })
		t.Run("slots that cannot be had", func(t *testing.T) { slotsThatCannotBeHad(t, sh) })
		settleAndCheck(t, s)
	})
}

func broughtInTheSlot(t *testing.T, sh *shop) {
	open := sh.slots(false)
	require.NotEmpty(t, open)
	start, end := open[len(open)-1].Text("startTime"), open[len(open)-1].Text("endTime")
	courier := sh.courier("courier1")
	b, other := sh.buyer("later-"+uuid.NewString()), sh.buyer("late-"+uuid.NewString())

	want := sh.wanted(b, "PAY_METHOD_WECHAT", "FULFILMENT_INSTANT", start)
	key := harness.NewKey()
	var order harness.JSON
	for range 2 { // repeated, it takes no second place
		status, trade := b.Call(http.MethodPost, "/v1/orders", want, key)
		require.Equal(t, http.StatusOK, status, "%v", trade)
		order = trade.List("orders")[0]
	}
	require.Equal(t, []string{start, end}, []string{order.Text("slot.startTime"), order.Text("slot.endTime")})
	require.True(t, sh.full(start))
	other.Refused(http.StatusConflict, "ORDER_SLOT_FULL", http.MethodPost, "/v1/orders", sh.wanted(other, "PAY_METHOD_WECHAT", "FULFILMENT_INSTANT", start), harness.NewKey())

	b.pay(sh.server, order)
	b.awaitOrder(t, order, "ORDER_STATE_CONFIRMED", "PAY_STATE_PAID")
	soon := sh.place(other, "PAY_METHOD_ON_DELIVERY", "FULFILMENT_INSTANT")
	require.Equal(t, []string{soon.Text("orderId"), order.Text("orderId")}, sh.work("ORDER_STATE_CONFIRMED"), "what must be packed first comes first")
	waiting := sh.operator.Get(sh.path("/orders/" + order.Text("orderId")))
	require.Equal(t, waiting.Text("slot.beginTime"), waiting.Text("acceptBefore"), "the store has until it must begin")
	sh.act(order, "accept")
	await(t, func() harness.JSON {
		_, d := b.Call(http.MethodGet, "/v1/orders/"+order.Text("orderId")+"/delivery", nil, "")
		return d
	}, "a delivery", func(d harness.JSON) bool {
		return d.Text("slotStartTime") == start && d.Text("state") == "DELIVERY_STATE_SEARCHING"
	})
	await(t, func() harness.JSON { return b.Get("/v1/me/messages") }, "told", func(m harness.JSON) bool {
		return slices.ContainsFunc(m.List("messages"), func(one harness.JSON) bool {
			return one.Text("kind") == "ORDER_ACCEPTED" && strings.Contains(one.Text("body"), "预约")
		})
	})
	sh.act(soon, "accept")
	sh.takeJob(courier, other, soon) // who waits now is served, and only that
	require.Empty(t, courier.Get("/v1/courier/offers").List("offers"), "nobody is fetched hours early")

	for range 2 {
		b.Post("/v1/orders/"+order.Text("orderId")+":cancel", harness.JSON{})
	}
	b.awaitOrder(t, order, "ORDER_STATE_CANCELLED", "PAY_STATE_REFUNDED")
	eventually(t, func() bool { return !sh.full(start) })
	other.Post("/v1/orders/"+soon.Text("orderId")+":cancel", harness.JSON{})
}

func fetchedInTheSlot(t *testing.T, sh *shop) {
	open := sh.slots(true)
	start := open[len(open)-2].Text("startTime")
	b := sh.buyer("fetch-" + uuid.NewString())
	trade := b.Post("/v1/orders", sh.wanted(b, "PAY_METHOD_ON_DELIVERY", "FULFILMENT_PICKUP", start))
	order := trade.List("orders")[0]
	require.Equal(t, start, order.Text("slot.readyTime"), "it is ready when the customer comes")
	require.True(t, sh.full(start), "the counter's work is the same store's")
	sh.operator.Post(sh.path("/orders/"+order.Text("orderId")+":reject"), harness.JSON{"note": "缺货"})
	eventually(t, func() bool { return !sh.full(start) })
}

func slotsThatCannotBeHad(t *testing.T, sh *shop) {
	b := sh.buyer("never-" + uuid.NewString())
	at := func(when time.Time) harness.JSON {
		want := sh.purchase(b, "FULFILMENT_INSTANT", 1)
		want["slotStartTime"], want["payMethod"], want["expectedAmount"] = when.UTC().Format(time.RFC3339), "PAY_METHOD_WECHAT", "1"
		return want
	}
	now := time.Now().Truncate(30 * time.Minute)
	b.Refused(http.StatusConflict, "ORDER_SLOT_TOO_SOON", http.MethodPost, "/v1/orders", at(now), harness.NewKey())
	b.Refused(http.StatusBadRequest, "INVALID_ARGUMENT", http.MethodPost, "/v1/orders", at(now.Add(2*time.Hour+time.Minute)), harness.NewKey())
	b.Refused(http.StatusBadRequest, "INVALID_ARGUMENT", http.MethodPost, "/v1/orders", at(now.Add(72*time.Hour)), harness.NewKey())

	hours := sh.operator.Get(fmt.Sprintf("/v1/stores/%d", sh.store)).At("hours")
	open := sh.slots(false)
	last, err := time.Parse(time.RFC3339, open[len(open)-1].Text("startTime"))
	require.NoError(t, err)
	sh.operator.Put(sh.path("/hours"), harness.JSON{"hours": []harness.JSON{}, "paused": false})
	eventually(t, func() bool { return len(sh.slots(false)) == 0 })
	b.Refused(http.StatusConflict, "ORDER_SLOT_CLOSED", http.MethodPost, "/v1/orders", at(last), harness.NewKey())
	sh.operator.Put(sh.path("/hours"), harness.JSON{"hours": hours, "paused": false})
	eventually(t, func() bool { return len(sh.slots(false)) > 0 })
}
