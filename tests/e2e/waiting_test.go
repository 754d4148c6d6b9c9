package e2e

import (
	"net/http"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// TestWhatWaitsIsBroughtAboutAtOnce proves that nobody has to wait for a timer where something happened that helps: here
// the timer that looks for couriers again is ten minutes long.
func TestWhatWaitsIsBroughtAboutAtOnce(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{Set: map[string]string{"delivery.retry_after": "10m", "delivery.open_jobs": "1"}})
	sh := openShop(t, s)
	ordered := func(name string) (*buyer, harness.JSON) {
		b := sh.buyer(name + "-" + uuid.NewString())
		order := sh.place(b, "PAY_METHOD_ON_DELIVERY", "FULFILMENT_INSTANT")
		sh.act(order, "accept")
		sh.act(order, "finishPacking")
		return b, order
	}
	first, one := ordered("first")
	second, two := ordered("second")
	for _, waits := range []struct {
		b     *buyer
		order harness.JSON
	}{{first, one}, {second, two}} {
		await(t, func() harness.JSON {
			_, d := waits.b.Call(http.MethodGet, "/v1/orders/"+waits.order.Text("orderId")+"/delivery", nil, "")
			return d
		}, "searched for", func(d harness.JSON) bool { return d.Text("state") == "DELIVERY_STATE_SEARCHING" })
	}
	s.Settle() // nobody was near, twice

	courier := sh.courier("courier3")
	job := sh.takeJob(courier, first, one)
	courier.Post("/v1/courier/jobs/"+job+":pickUp", harness.JSON{})
	require.Empty(t, courier.Get("/v1/courier/offers").List("offers"), "who carries as much as allowed is not asked")
	courier.Post("/v1/courier/jobs/"+job+":handOver", harness.JSON{"ageCheck": "AGE_CHECK_ID_SHOWN", "collectedAmount": one.Text("payableAmount")})
	sh.takeJob(courier, second, two)
}

// TestARefundIsTold proves that a customer is told of their money, once.
func TestARefundIsTold(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	b := sh.buyer("refund-" + uuid.NewString())
	order := sh.place(b, "PAY_METHOD_WECHAT", "FULFILMENT_INSTANT")
	b.pay(s, order)
	b.awaitOrder(t, order, "ORDER_STATE_CONFIRMED", "PAY_STATE_PAID")
	b.Post("/v1/orders/"+order.Text("orderId")+":cancel", harness.JSON{})
	b.awaitOrder(t, order, "ORDER_STATE_CANCELLED", "PAY_STATE_REFUNDED")
	told := func() (n int) {
		for _, m := range b.Get("/v1/me/messages").List("messages") {
			if m.Text("kind") == "ORDER_REFUNDED" && m.Text("orderId") == order.Text("orderId") {
				require.NotEmpty(t, m.Text("body"))
				n++
			}
		}
		return n
	}
	eventually(t, func() bool { return told() == 1 })
	s.Settle()
	require.Equal(t, 1, told())
}
