package e2e

import (
	"testing"

	"dajiu/tests/harness"
)

// TestThePreviousReleaseAndThisOneServeTogether proves that a release can be rolled out while people buy: the services of the release
// before this one work with those of this one, on stores that this one has migrated, whichever calls and whoever reads whose events; and
// what one began the other ends.
func TestThePreviousReleaseAndThisOneServeTogether(t *testing.T) {
	t.Parallel()
	previous := harness.Previous(t)
	opts := harness.Topology{Engine: "mariadb", RPC: "processes", Bus: "rabbitmq"}.Options(t)
	opts.Copies = map[string]int{"order": 2}
	olds := []string{"order", "inventory", "message", "user"}
	opts.Programs = map[string]string{}
	for _, name := range olds {
		opts.Programs[name] = previous
	}
	s := harness.Start(t, opts)
	sh := openShop(t, s)
	t.Run("half of it is of the release before", func(t *testing.T) {
		paidAndDelivered(t, sh)
		paidOnDelivery(t, sh)
		pickedUp(t, sh)
	})
	b := sh.buyer("rollout")
	begun := sh.place(b, "PAY_METHOD_WECHAT", "FULFILMENT_PICKUP")
	for _, name := range olds {
		s.Process(name).Upgrade()
	}
	t.Run("what began before is ended after", func(t *testing.T) {
		b.pay(s, begun)
		b.awaitOrder(t, begun, "ORDER_STATE_CONFIRMED", "PAY_STATE_PAID")
		b.Post("/v1/orders/"+begun.Text("orderId")+":cancel", harness.JSON{})
		b.awaitOrder(t, begun, "ORDER_STATE_CANCELLED", "PAY_STATE_REFUNDED")
		cancelledAtEveryStep(t, sh)
		refusedAtTheDoor(t, sh)
	})
	settleAndCheck(t, s)
}
