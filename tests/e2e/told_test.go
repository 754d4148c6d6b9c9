package e2e

import (
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// sawFrame waits until a stream told something of an order.
func sawFrame(t *testing.T, st *harness.Stream, order harness.JSON, kind, state string) {
	t.Helper()
	eventually(t, func() bool {
		return slices.ContainsFunc(st.Frames(), func(f harness.JSON) bool {
			return f.Text("type") == kind && f.Text("state") == state && f.Text("orderId") == order.Text("orderId")
		})
	})
}

// TestPeopleAreToldWhatTheyWaitFor proves that nobody has to ask again and again: couriers hear what becomes of their
// offers and jobs, and customers what becomes of their money, after what they read says so.
func TestPeopleAreToldWhatTheyWaitFor(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	b := sh.buyer("told-" + uuid.NewString())
	order := sh.place(b, "PAY_METHOD_WECHAT", "FULFILMENT_INSTANT")
	b.pay(s, order)
	b.awaitOrder(t, order, "ORDER_STATE_CONFIRMED", "PAY_STATE_PAID")
	sh.act(order, "accept")
	courier, other := sh.courier("courier1"), sh.courier("courier2")
	customer, rider, rival := b.Stream(s, ""), courier.Stream(s, ""), other.Stream(s, "")
	var job string
	eventually(t, func() bool { // both are asked
		job = b.Get("/v1/orders/" + order.Text("orderId") + "/delivery").Text("deliveryId")
		offered := func(c *harness.Client) bool {
			return slices.ContainsFunc(c.Get("/v1/courier/offers").List("offers"), func(o harness.JSON) bool { return o.Text("deliveryId") == job })
		}
		return offered(courier) && offered(other)
	})
	courier.Post("/v1/courier/offers/"+job+":accept", harness.JSON{})
	eventually(t, func() bool {
		return slices.ContainsFunc(rival.Frames(), func(f harness.JSON) bool { return f.Text("type") == "withdrawn" && f.Text("deliveryId") == job })
	})
	sh.act(order, "finishPacking")
	sawFrame(t, rider, order, "job", "DELIVERY_STATE_ASSIGNED")
	require.True(t, courier.Get("/v1/courier/jobs").List("deliveries")[0].At("ready") == true, "who is told reads the same")
	b.Post("/v1/orders/"+order.Text("orderId")+":cancel", harness.JSON{})
	sawFrame(t, rider, order, "job", "DELIVERY_STATE_CANCELLED")
	require.Empty(t, courier.Get("/v1/courier/jobs").List("deliveries"))
	sawFrame(t, customer, order, "refund", "PAY_STATE_REFUNDED")
	done := b.Get("/v1/orders/" + order.Text("orderId"))
	require.Equal(t, []string{"PAY_STATE_REFUNDED", done.Text("payableAmount")}, []string{done.Text("payState"), done.Text("refundedAmount")})
}
