package check

import (
	"context"
	"fmt"
	"strings"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/services/analytics"
	"dajiu/services/order"
)

// checkFigures proves that the figures know of each order what the order service does, and that their roll-ups are the sum of it.
// Orders from before the first that events told the figures of are left out: an installation may be older than its figures.
func (r *run) checkFigures(ctx context.Context) error {
	heard := r.prove("figures_heard", "the figures know of every order what happened to it")
	sums := r.prove("figures_sums", "every roll-up by store is the sum of its orders")
	figures := analytics.NewChecker(r.stores.Analytics)
	orders := follow("orders", order.NewChecker(r.stores.Order).Orders(ctx), func(o *order.OrderFact) int64 { return o.OrderID })
	known := follow("known orders", figures.Orders(ctx), func(k *analytics.OrderFact) int64 { return k.OrderID })
	first, any := known.peek()
	err := join(func(orderID int64) {
		o, k := orders.take(orderID), known.take(orderID)
		if !any || orderID < first {
			return
		}
		heard.Rows++
		checkHeard(heard, fmt.Sprintf("order %d", orderID), o, k)
	}, orders, known)
	if err != nil {
		return fmt.Errorf("check: figures: %w", err)
	}
	stores, err := figures.Stores(ctx)
	if err != nil {
		return fmt.Errorf("check: figures: %w", err)
	}
	for _, s := range stores {
		sums.Rows++
		if len(s.Wrong) > 0 {
			sums.wrong(fmt.Sprintf("store %d", s.StoreID), "%s", strings.Join(s.Wrong, "; "))
		}
	}
	return nil
}

func checkHeard(p *Proof, about string, o *order.OrderFact, k *analytics.OrderFact) {
	switch {
	case o == nil:
		p.wrong(about, "counts, and is not there")
	case k == nil:
		p.wrong(about, "does not count")
	case k.StoreID != o.StoreID || k.Payable != o.Payable:
		p.wrong(about, "counts with %s of store %d, but is %s of store %d", k.Payable, k.StoreID, o.Payable, o.StoreID)
	case k.Confirmed != o.Timeline.Reached(orderv1.OrderState_ORDER_STATE_CONFIRMED):
		p.wrong(about, "counts as sold: %t", k.Confirmed)
	case k.Delivered != o.Timeline.Reached(orderv1.OrderState_ORDER_STATE_DELIVERED):
		p.wrong(about, "counts as delivered: %t", k.Delivered)
	case k.Cancelled != o.Timeline.Reached(orderv1.OrderState_ORDER_STATE_CANCELLED):
		p.wrong(about, "counts as cancelled: %t", k.Cancelled)
	case k.Refunded != o.Refunded:
		p.wrong(about, "counts with %s refunded, but had %s", k.Refunded, o.Refunded)
	}
}
