package check

import (
	"strconv"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/money"
	"dajiu/services/delivery"
	"dajiu/services/order"
	"dajiu/services/payment"
)

const (
	wechat = orderv1.PayMethod_PAY_METHOD_WECHAT

	unpaid    = orderv1.PayState_PAY_STATE_UNPAID
	paid      = orderv1.PayState_PAY_STATE_PAID
	refunding = orderv1.PayState_PAY_STATE_REFUNDING
	refunded  = orderv1.PayState_PAY_STATE_REFUNDED
)

// checkPayState looks at what an order says of its own money.
func checkPayState(p *Proof, about string, o *order.OrderFact) {
	p.Rows++
	if o.Goods < 0 || o.DeliveryFee < 0 || o.Payable != o.Goods+o.DeliveryFee || o.Refunded < 0 || o.Refunded > o.Payable {
		p.wrong(about, "goods %s, delivery %s, payable %s, refunded %s", o.Goods, o.DeliveryFee, o.Payable, o.Refunded)
		return
	}
	if o.Payable > 0 && !payStateFits(o) {
		p.wrong(about, "is %s and %s", state(o.State), o.PayState)
		return
	}
	if back := o.PayState == refunded; o.Payable > 0 && back != (o.Refunded == o.Payable) || o.Refunded > 0 && !back && o.PayState != refunding {
		p.wrong(about, "is %s with %s of %s refunded", o.PayState, o.Refunded, o.Payable)
	}
}

func payStateFits(o *order.OrderFact) bool {
	switch {
	case o.State == cancelled && o.PayMethod == wechat:
		return o.PayState == unpaid || o.PayState == refunding || o.PayState == refunded
	case o.State == pending:
		return o.PayMethod == wechat && o.PayState == unpaid
	case o.PayMethod == wechat, o.State == delivered, o.State == completed:
		return o.PayState == paid
	}
	return o.PayState == unpaid
}

// checkCash looks at the cash of an order, and adds it to what the ledger should say.
func (r *run) checkCash(p *Proof, about string, o *order.OrderFact, c *payment.CashFact) {
	due := o != nil && o.PayMethod != wechat && o.Payable > 0 && (o.State == delivered || o.State == completed)
	if !due && c == nil {
		return
	}
	p.Rows++
	switch {
	case c == nil:
		p.wrong(about, "is %s, but no cash of it is known", state(o.State))
		return
	case o == nil:
		p.wrong(about, "brought %s, but is not there", c.Collected)
		return
	case !due:
		p.wrong(about, "is %s, but %s of cash are noted", state(o.State), c.Collected)
	case c.Collected != o.Payable || !c.Booked:
		p.wrong(about, "is %s; %s of %s were collected, booked: %t", state(o.State), c.Collected, o.Payable, c.Booked)
	case (o.State == completed) != c.Settled:
		p.wrong(about, "is %s, settled: %t", state(o.State), c.Settled)
	}
	if c.Booked {
		r.books[holderOf(o, c)] += c.Collected
		r.books["escrow"] += c.Collected
	}
	if c.Settled {
		r.settle(o.MerchantID, o.Payable, o.DeliveryFee)
	}
}

func holderOf(o *order.OrderFact, c *payment.CashFact) string {
	if c.CourierID != 0 {
		return "courier_cash:" + strconv.FormatInt(c.CourierID, 10)
	}
	return "store_cash:" + strconv.FormatInt(o.StoreID, 10)
}

// settle adds to what the ledger should say that an order's money went to those who earned it.
func (r *run) settle(merchantID int64, amount, fee money.Fen) {
	fee = max(0, min(fee, amount))
	r.books["escrow"] -= amount
	r.books["merchant:"+strconv.FormatInt(merchantID, 10)] += amount - fee
	r.books["income:delivery"] += fee
}

// checkDelivery looks at how an order's goods reach the customer.
func checkDelivery(p *Proof, about string, o *order.OrderFact, d *delivery.Fact) {
	if o == nil && d == nil {
		return
	}
	p.Rows++
	switch {
	case o == nil:
		p.wrong(about, "has a delivery that is %s, but is not there", way(d))
	case !deliveryFits(o, d):
		p.wrong(about, "is %s, but its delivery is %s", state(o.State), way(d))
	}
}

func way(d *delivery.Fact) string {
	if d == nil {
		return "missing"
	}
	return d.State.String()
}

func deliveryFits(o *order.OrderFact, d *delivery.Fact) bool {
	none := deliveryv1.DeliveryState_DELIVERY_STATE_UNSPECIFIED
	at := none
	if d != nil {
		at = d.State
	}
	switch o.State { //nolint:exhaustive // the zero state fits nothing
	case pending, confirmed:
		return at == none
	case accepted, picking, ready:
		if o.Fulfilment == orderv1.Fulfilment_FULFILMENT_PICKUP {
			return at == deliveryv1.DeliveryState_DELIVERY_STATE_AWAITING_PICKUP
		}
		return at == deliveryv1.DeliveryState_DELIVERY_STATE_SEARCHING || at == deliveryv1.DeliveryState_DELIVERY_STATE_ASSIGNED
	case shipped:
		return at == deliveryv1.DeliveryState_DELIVERY_STATE_PICKED_UP
	case delivered, completed:
		return at == deliveryv1.DeliveryState_DELIVERY_STATE_HANDED_OVER
	case returning:
		return at == deliveryv1.DeliveryState_DELIVERY_STATE_REFUSED
	case cancelled: // goods that had just left when the order was cancelled are on their way back
		return at == none || at == deliveryv1.DeliveryState_DELIVERY_STATE_CANCELLED ||
			at == deliveryv1.DeliveryState_DELIVERY_STATE_REFUSED || at == deliveryv1.DeliveryState_DELIVERY_STATE_RETURNED
	}
	return false
}
