package e2e

import (
	"net/http"
	"strconv"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// topologies runs a body on every engine and in every way that services call each other.
func topologies(t *testing.T, body func(t *testing.T, s *harness.Server)) {
	for _, tp := range harness.Topologies() {
		t.Run(tp.String(), func(t *testing.T) {
			t.Parallel()
			body(t, harness.Start(t, tp.Options(t)))
		})
	}
}

// TestMainJob is the reason for the platform to exist, on every engine and in every topology, followed by the proof
// that nothing was lost.
func TestMainJob(t *testing.T) {
	t.Parallel()
	topologies(t, func(t *testing.T, s *harness.Server) {
		sh := openShop(t, s)
		t.Run("paid by WeChat and delivered", func(t *testing.T) { paidAndDelivered(t, sh) })
		t.Run("paid on delivery", func(t *testing.T) { paidOnDelivery(t, sh) })
		t.Run("picked up at the counter", func(t *testing.T) { pickedUp(t, sh) })
		t.Run("cancelled at every step", func(t *testing.T) { cancelledAtEveryStep(t, sh) })
		t.Run("refused at the door", func(t *testing.T) { refusedAtTheDoor(t, sh) })
		settleAndCheck(t, s)
	})
}

// settleAndCheck stops the server as an operator does and proves that nothing was lost.
func settleAndCheck(t *testing.T, s *harness.Server) {
	t.Helper()
	s.Settle()
	s.Stop()
	out, err := s.Try("check")
	require.NoError(t, err, out)
}

func paidAndDelivered(t *testing.T, sh *shop) {
	before := sh.restingStock()
	b := sh.buyer("paid-" + uuid.NewString())
	stream := b.Stream(sh.server, "")
	b.Put("/v1/cart/items", sh.purchase(b, "", 2)["items"].([]harness.JSON)[0])
	require.EqualValues(t, 2, b.Get("/v1/cart").Int("pieceCount"))
	now := sh.purchase(b, "FULFILMENT_INSTANT", 2)
	now["keepCart"], now["payMethod"], now["expectedAmount"] = true, "PAY_METHOD_WECHAT", b.Post("/v1/orders:preview", now).Text("payableAmount")
	b.Post("/v1/orders/"+b.Post("/v1/orders", now).Text("orders.0.orderId")+":cancel", harness.JSON{})
	require.EqualValues(t, 2, b.Get("/v1/cart").Int("pieceCount"), "what was bought at once was not in the cart")
	require.Equal(t, before, sh.restingStock(), "what was cancelled is promised to nobody") // an event says so: it takes its time

	order := sh.place(b, "PAY_METHOD_WECHAT", "FULFILMENT_INSTANT")
	require.Equal(t, "ORDER_STATE_PENDING_PAYMENT", order.Text("state"))
	require.Zero(t, b.Get("/v1/cart").Int("pieceCount"), "what was bought leaves the cart")
	require.Equal(t, before[sh.skus[0]][1]+2, sh.stock()[sh.skus[0]][1], "the goods are promised")

	b.pay(sh.server, order)
	b.awaitOrder(t, order, "ORDER_STATE_CONFIRMED", "PAY_STATE_PAID")
	sh.act(order, "accept")
	sh.act(order, "startPicking")
	sh.act(order, "finishPacking")

	courier := sh.courier("courier1")
	job := sh.takeJob(courier, b, order)
	await(t, func() harness.JSON { return courier.Get("/v1/courier/jobs") }, "ready", func(j harness.JSON) bool {
		for _, d := range j.List("deliveries") {
			if d.Text("deliveryId") == job {
				return d.At("ready") == true
			}
		}
		return false
	})
	courier.Post("/v1/courier/jobs/"+job+":pickUp", harness.JSON{})
	b.awaitOrder(t, order, "ORDER_STATE_SHIPPED", "")
	courier.Refused(http.StatusConflict, "DELIVERY_AGE_CHECK_REQUIRED", http.MethodPost, "/v1/courier/jobs/"+job+":handOver", harness.JSON{}, "")
	courier.Post("/v1/courier/jobs/"+job+":handOver", harness.JSON{"ageCheck": "AGE_CHECK_ID_SHOWN"})
	b.awaitOrder(t, order, "ORDER_STATE_DELIVERED", "")
	b.Post("/v1/orders/"+order.Text("orderId")+":confirmReceipt", harness.JSON{})
	done := b.awaitOrder(t, order, "ORDER_STATE_COMPLETED", "PAY_STATE_PAID")

	require.Len(t, done.List("timeline"), 8)
	require.Equal(t, before[sh.skus[0]][0]-2, sh.restingStock()[sh.skus[0]][0], "two bottles left the store, and none is promised any more")
	stream.Saw(t, order.Text("orderId"), "ORDER_STATE_CONFIRMED", "ORDER_STATE_ACCEPTED", "ORDER_STATE_SHIPPED", "ORDER_STATE_DELIVERED", "ORDER_STATE_COMPLETED")
	await(t, func() harness.JSON { return b.Get("/v1/me/messages") }, "told", func(m harness.JSON) bool { return len(m.List("messages")) >= 5 })
}

func paidOnDelivery(t *testing.T, sh *shop) {
	b := sh.buyer("cod-" + uuid.NewString())
	order := sh.place(b, "PAY_METHOD_ON_DELIVERY", "FULFILMENT_INSTANT")
	require.Equal(t, "ORDER_STATE_CONFIRMED", order.Text("state"))
	sh.act(order, "accept")
	sh.act(order, "finishPacking")
	courier := sh.courier("courier2")
	job := sh.takeJob(courier, b, order)
	eventually(t, func() bool {
		status, _ := courier.Call(http.MethodPost, "/v1/courier/jobs/"+job+":pickUp", harness.JSON{}, "")
		return status == http.StatusOK
	})
	due := order.Text("payableAmount")
	courier.Refused(http.StatusBadRequest, "INVALID_ARGUMENT", http.MethodPost, "/v1/courier/jobs/"+job+":handOver",
		harness.JSON{"ageCheck": "AGE_CHECK_EVIDENT", "collectedAmount": "1"}, "")
	courier.Post("/v1/courier/jobs/"+job+":handOver", harness.JSON{"ageCheck": "AGE_CHECK_EVIDENT", "collectedAmount": due})
	b.awaitOrder(t, order, "ORDER_STATE_DELIVERED", "PAY_STATE_PAID")
}

func pickedUp(t *testing.T, sh *shop) {
	b := sh.buyer("pickup-" + uuid.NewString())
	order := sh.place(b, "PAY_METHOD_WECHAT", "FULFILMENT_PICKUP")
	b.pay(sh.server, order)
	b.awaitOrder(t, order, "ORDER_STATE_CONFIRMED", "PAY_STATE_PAID")
	sh.act(order, "accept")
	sh.act(order, "finishPacking")
	code := b.Get("/v1/orders/" + order.Text("orderId")).Text("pickupCode")
	require.Len(t, code, 8)
	clerk := sh.server.Staff(sh.clerk())
	wrong := strconv.Itoa(10_000_000 + (mustInt(code)+1)%90_000_000)
	clerk.Refused(http.StatusConflict, "DELIVERY_PICKUP_CODE_WRONG", http.MethodPost, sh.path("/pickups:verify"), harness.JSON{"code": wrong, "ageCheck": "AGE_CHECK_ID_SHOWN"}, "")
	eventually(t, func() bool { // the counter learns of the packed goods a moment later
		status, shown := clerk.Call(http.MethodPost, sh.path("/pickups:check"), harness.JSON{"code": code}, "")
		return status == http.StatusOK && shown.Text("orderId") == order.Text("orderId") && shown.Text("state") == "DELIVERY_STATE_AWAITING_PICKUP"
	})
	eventually(t, func() bool {
		status, _ := clerk.Call(http.MethodPost, sh.path("/pickups:verify"), harness.JSON{"code": code, "ageCheck": "AGE_CHECK_ID_SHOWN"}, "")
		return status == http.StatusOK
	})
	b.awaitOrder(t, order, "ORDER_STATE_DELIVERED", "")
}

func mustInt(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}

// clerk returns the username of somebody who works in the shop's store only.
func (sh *shop) clerk() string {
	sh.t.Helper()
	token := ""
	for {
		page := sh.operator.Get("/v1/admin/staff?pageSize=100&pageToken=" + token)
		for _, v := range page.List("staff") {
			stores, _ := v.At("storeIds").([]any)
			if len(stores) == 1 && stores[0] == strconv.FormatInt(sh.store, 10) {
				return v.Text("username")
			}
		}
		if token = page.Text("nextPageToken"); token == "" {
			require.FailNow(sh.t, "nobody works in the store")
		}
	}
}

// cancelledAtEveryStep cancels paid and unpaid orders before shipment, by each party, and requires that every fen and
// every bottle is back where it was.
func cancelledAtEveryStep(t *testing.T, sh *shop) {
	steps := []struct {
		name  string
		paid  bool
		acts  []string
		store bool
	}{
		{name: "unpaid, by the customer"},
		{name: "paid, by the customer", paid: true},
		{name: "paid, rejected by the store", paid: true, store: true},
		{name: "accepted, by the customer", paid: true, acts: []string{"accept"}},
		{name: "being picked, by the store", paid: true, acts: []string{"accept", "startPicking"}, store: true},
		{name: "packed, by the customer", paid: true, acts: []string{"accept", "startPicking", "finishPacking"}},
	}
	for _, step := range steps {
		t.Run(step.name, func(t *testing.T) {
			before := sh.restingStock()
			b := sh.buyer("cancel-" + uuid.NewString())
			order := sh.place(b, "PAY_METHOD_WECHAT", "FULFILMENT_INSTANT")
			if step.paid {
				b.pay(sh.server, order)
				b.awaitOrder(t, order, "ORDER_STATE_CONFIRMED", "PAY_STATE_PAID")
			}
			for _, act := range step.acts {
				sh.act(order, act)
			}
			if step.store {
				sh.operator.Post(sh.path("/orders/"+order.Text("orderId")+":reject"), harness.JSON{"note": "缺货"})
			} else {
				b.Post("/v1/orders/"+order.Text("orderId")+":cancel", harness.JSON{"note": "不想要了"})
			}
			if step.paid {
				o := b.awaitOrder(t, order, "ORDER_STATE_CANCELLED", "PAY_STATE_REFUNDED")
				require.Equal(t, o.Text("payableAmount"), o.Text("refundedAmount"))
			} else {
				b.awaitOrder(t, order, "ORDER_STATE_CANCELLED", "PAY_STATE_UNPAID")
			}
			eventually(t, func() bool { return sameStock(before, sh.stock()) })
		})
	}
}

func sameStock(a, b map[int64][2]int64) bool {
	for sku, level := range a {
		if b[sku] != level {
			return false
		}
	}
	return len(a) == len(b)
}

func refusedAtTheDoor(t *testing.T, sh *shop) {
	before := sh.restingStock()
	b := sh.buyer("minor-" + uuid.NewString())
	order := sh.place(b, "PAY_METHOD_WECHAT", "FULFILMENT_INSTANT")
	b.pay(sh.server, order)
	b.awaitOrder(t, order, "ORDER_STATE_CONFIRMED", "PAY_STATE_PAID")
	sh.act(order, "accept")
	sh.act(order, "finishPacking")
	courier := sh.courier("courier3")
	job := sh.takeJob(courier, b, order)
	eventually(t, func() bool {
		status, _ := courier.Call(http.MethodPost, "/v1/courier/jobs/"+job+":pickUp", harness.JSON{}, "")
		return status == http.StatusOK
	})
	b.awaitOrder(t, order, "ORDER_STATE_SHIPPED", "")
	courier.Post("/v1/courier/jobs/"+job+":refuse", harness.JSON{"reason": "REFUSAL_REASON_MINOR", "note": "收货人未成年"})
	b.awaitOrder(t, order, "ORDER_STATE_RETURNING", "PAY_STATE_PAID")
	clerk := sh.server.Staff(sh.clerk())
	coming := clerk.Get(sh.path("/orders/" + order.Text("orderId") + "/delivery"))
	require.Equal(t, []string{job, "DELIVERY_STATE_REFUSED", ""}, []string{coming.Text("deliveryId"), coming.Text("state"), coming.Text("contactPhone")})
	clerk.Post(sh.path("/deliveries/"+job+":receiveReturn"), harness.JSON{})
	done := b.awaitOrder(t, order, "ORDER_STATE_CANCELLED", "PAY_STATE_REFUNDED")
	require.Equal(t, "CANCEL_REASON_AGE_REFUSED", done.Text("cancelReason"))
	eventually(t, func() bool { return sameStock(before, sh.stock()) })
}
