package check

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/services/delivery"
	"dajiu/services/inventory"
	"dajiu/services/order"
	"dajiu/services/payment"
)

// orderProofs are the proofs that need one order with what the other services know of it.
type orderProofs struct {
	promised, holds, shipped, cancelled, deliveries, timelines, pay, cash *Proof
}

// checkOrders walks all orders once, beside the reservations, the deliveries and the cash, which are all sorted by order.
func (r *run) checkOrders(ctx context.Context) error {
	proofs := &orderProofs{
		promised:   r.prove("reservations", "what is promised is promised to an order that waits for it"),
		holds:      r.prove("orders_hold", "every order before shipment holds exactly its goods"),
		shipped:    r.prove("orders_shipped", "every order that was shipped took exactly its goods off the shelf"),
		cancelled:  r.prove("orders_cancelled", "a cancelled order holds nothing"),
		deliveries: r.prove("deliveries", "deliveries agree with their orders"),
		timelines:  r.prove("timelines", "every order's timeline is complete and leads to its state"),
		pay:        r.prove("pay_states", "every order was paid as far as its state tells, and refunded where it ended"),
		cash:       r.prove("cash", "cash was collected for exactly the orders that are paid on delivery and handed over"),
	}
	orders := follow("orders", order.NewChecker(r.stores.Order).Orders(ctx), func(o *order.OrderFact) int64 { return o.OrderID })
	stock := follow("reservations", inventory.NewChecker(r.stores.Inventory).Reservations(ctx), func(s *inventory.ReservationFact) int64 { return s.OrderID })
	ways := follow("deliveries", delivery.NewChecker(r.stores.Delivery).Deliveries(ctx), func(d *delivery.Fact) int64 { return d.OrderID })
	cash := follow("cash", payment.Cash(ctx, r.stores.Payment), func(c *payment.CashFact) int64 { return c.OrderID })
	err := join(func(orderID int64) {
		about := fmt.Sprintf("order %d", orderID)
		o, s, d, c := orders.take(orderID), stock.take(orderID), ways.take(orderID), cash.take(orderID)
		r.checkPromise(proofs.promised, about, o, s)
		checkDelivery(proofs.deliveries, about, o, d)
		r.checkCash(proofs.cash, about, o, c)
		if o == nil {
			return
		}
		r.orders++
		r.checkHeld(proofs, about, o, s)
		checkTimeline(proofs.timelines, about, o)
		checkPayState(proofs.pay, about, o)
	}, orders, stock, ways, cash)
	if err != nil {
		return fmt.Errorf("check: orders: %w", err)
	}
	return nil
}

const (
	pending   = orderv1.OrderState_ORDER_STATE_PENDING_PAYMENT
	confirmed = orderv1.OrderState_ORDER_STATE_CONFIRMED
	accepted  = orderv1.OrderState_ORDER_STATE_ACCEPTED
	picking   = orderv1.OrderState_ORDER_STATE_PICKING
	ready     = orderv1.OrderState_ORDER_STATE_READY
	shipped   = orderv1.OrderState_ORDER_STATE_SHIPPED
	delivered = orderv1.OrderState_ORDER_STATE_DELIVERED
	completed = orderv1.OrderState_ORDER_STATE_COMPLETED
	returning = orderv1.OrderState_ORDER_STATE_RETURNING
	cancelled = orderv1.OrderState_ORDER_STATE_CANCELLED
)

// state names an order's state briefly.
func state(s orderv1.OrderState) string {
	const prefix = len("ORDER_STATE_")
	if name := s.String(); len(name) > prefix {
		return name[prefix:]
	}
	return s.String()
}

// grace is how long after its time a timer may still be under way.
const grace = time.Minute

// checkPromise looks at stock that is promised. A placement that died between its stock and its order leaves a promise
// without an order, until that expires.
func (r *run) checkPromise(p *Proof, about string, o *order.OrderFact, s *inventory.ReservationFact) {
	if s == nil || !s.Open() {
		return
	}
	p.Rows++
	switch {
	case o == nil && s.State == inventory.ReservationConfirmed:
		p.wrong(about, "stock of store %d is promised to an order that is not there", s.StoreID)
	case o == nil && s.ExpiresAt.Before(r.asOf.Add(-grace)):
		p.wrong(about, "stock of store %d was held for an order that was never placed, and did not expire at %s", s.StoreID, s.ExpiresAt.UTC().Format(time.RFC3339))
	case o == nil:
	case o.State > ready:
		p.wrong(about, "is %s, but its stock is still %s", state(o.State), stockState(s))
	}
}

// checkHeld looks at the stock of an order.
func (r *run) checkHeld(proofs *orderProofs, about string, o *order.OrderFact, s *inventory.ReservationFact) {
	switch o.State { //nolint:exhaustive // the zero state is told by its timeline
	case pending, confirmed, accepted, picking, ready:
		r.checkHolds(proofs.holds, about, o, s)
	case shipped, delivered, completed, returning:
		p := proofs.shipped
		p.Rows++
		switch {
		case s == nil || s.State != inventory.ReservationCommitted:
			p.wrong(about, "is %s, but its stock is %s", state(o.State), stockState(s))
		case s.StoreID != o.StoreID || !holds(s, o.Lines):
			p.wrong(about, "took other goods than it has lines: %v of store %d", s.Lines, s.StoreID)
		}
	case cancelled:
		proofs.cancelled.Rows++
		if s != nil && (s.Open() || s.State == inventory.ReservationCommitted) {
			proofs.cancelled.wrong(about, "is CANCELLED, but its stock is %s", stockState(s))
		}
	}
}

func (r *run) checkHolds(p *Proof, about string, o *order.OrderFact, s *inventory.ReservationFact) {
	p.Rows++
	wanted := inventory.ReservationConfirmed
	if o.State == pending {
		wanted = inventory.ReservationHeld
	}
	switch {
	case s == nil || !s.Open() && (wanted != inventory.ReservationHeld || s.State != inventory.ReservationExpired):
		p.wrong(about, "is %s, but its stock is %s", state(o.State), stockState(s))
	case s.StoreID != o.StoreID || !holds(s, o.Lines):
		p.wrong(about, "holds other goods than it has lines: %v of store %d", s.Lines, s.StoreID)
	case s.State == wanted:
	case s.ExpiresAt.Before(r.asOf.Add(-grace)):
		p.wrong(about, "is %s, but its stock is %s since %s", state(o.State), stockState(s), s.ExpiresAt.UTC().Format(time.RFC3339))
	default:
		p.late(about, "is %s, and its stock is still %s", state(o.State), stockState(s))
	}
}

// holds reports whether a reservation is for exactly these lines.
func holds(s *inventory.ReservationFact, lines []order.LineFact) bool {
	wanted := make([]inventory.ReservedLine, len(lines))
	for i, l := range lines {
		wanted[i] = inventory.ReservedLine(l)
	}
	slices.SortFunc(wanted, func(a, b inventory.ReservedLine) int { return cmp.Compare(a.SkuID, b.SkuID) })
	return slices.Equal(wanted, s.Lines)
}

// stockState names where an order's stock stands.
func stockState(s *inventory.ReservationFact) string {
	if s == nil {
		return "missing"
	}
	return s.State.String()
}

// checkTimeline looks at an order's own story. Money that goes back, or comes for an order that ended, changes the
// order without an entry.
func checkTimeline(p *Proof, about string, o *order.OrderFact) {
	p.Rows++
	t := o.Timeline
	back := o.PayState == orderv1.PayState_PAY_STATE_REFUNDING || o.PayState == orderv1.PayState_PAY_STATE_REFUNDED
	switch {
	case t.Entries == 0:
		p.wrong(about, "has no timeline")
	case t.Gap:
		p.wrong(about, "has %d entries up to number %d", t.Entries, t.LastSeq)
	case t.Jump:
		p.wrong(about, "went a way that the state table does not know")
	case t.LastState != o.State:
		p.wrong(about, "is %s, but its timeline ends with %s", state(o.State), state(t.LastState))
	case o.Version != t.LastSeq && !back, o.Version < t.LastSeq:
		p.wrong(about, "changed %d times, but its timeline ends with number %d", o.Version, t.LastSeq)
	}
}
