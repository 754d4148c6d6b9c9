package past

import (
	"cmp"
	"slices"
	"time"

	"dajiu/integrations/wechatpay/sim"
	"dajiu/services/payment"
)

// When money came, and went back, that should not have come.
const (
	lateAfter     = 20 * time.Second
	againAfter    = 30 * time.Second
	refundedAfter = 5 * time.Minute
)

// lateAt is when money came for an order that was cancelled unpaid.
func (o *placed) lateAt() time.Time { return o.when(Cancelled).Add(lateAfter) }

// refundedAt is when an order's money was back.
func (o *placed) refundedAt() time.Time { return o.when(Cancelled).Add(refundedAfter) }

// toPayment tells the payment service what was paid online, in the order in which it heard of it. Number gives the bank's
// numbers of what was begun there.
func (t *trade) toPayment(number func(at time.Time) sim.PastNumber) payment.PastPayment {
	told := payment.PastPayment{
		TradeID: t.id, UserID: t.customer.id, Title: t.title(), PayBefore: t.payBefore, NewID: t.moments(lanePayment).At,
	}
	var begun []sim.PastNumber
	add := func(act payment.PastAct, at time.Time, s payment.PastStep) {
		s.Act, s.At = act, at
		switch act { //nolint:exhaustive // only these speak with the bank
		case payment.PastOpen:
			begun = append(begun, number(at))
			s.PrepayID = begun[len(begun)-1].PrepayID
		case payment.PastPay:
			s.TransactionID = begun[s.Attempt].TransactionID(at)
		}
		told.Steps = append(told.Steps, s)
	}
	opened := t.at.Add(openedAfter)
	add(payment.PastOpen, opened, payment.PastStep{})
	for _, o := range t.orders {
		told.Orders = append(told.Orders, payment.PastPaidOrder{ID: o.id, MerchantID: o.store.MerchantID, Amount: o.payable(), DeliveryFee: o.fee})
		if o.life.Early { // the rest is paid by another attempt, and the first one closed
			add(payment.PastCancel, o.when(Cancelled), payment.PastStep{OrderID: o.id})
			add(payment.PastOpen, o.when(Cancelled).Add(openedAfter), payment.PastStep{})
			add(payment.PastClose, o.when(Cancelled).Add(2*openedAfter), payment.PastStep{Attempt: len(begun) - 2})
		}
		if o.life.Twice {
			add(payment.PastDrop, opened.Add(openedAfter), payment.PastStep{})
			add(payment.PastOpen, opened.Add(2*openedAfter), payment.PastStep{})
		}
	}
	last := len(begun) - 1
	for _, o := range t.orders {
		if paid := o.when(Confirmed); !paid.IsZero() {
			add(payment.PastPay, paid, payment.PastStep{Attempt: last})
			break // once for all
		}
	}
	for _, o := range t.orders {
		t.follow(o, add)
	}
	slices.SortStableFunc(told.Steps, func(a, b payment.PastStep) int { return cmp.Compare(a.At.UnixMilli(), b.At.UnixMilli()) })
	return told
}

// follow tells what became of one order's money.
func (t *trade) follow(o *placed, add func(payment.PastAct, time.Time, payment.PastStep)) {
	if o.life.Twice {
		again := o.when(Confirmed).Add(againAfter)
		add(payment.PastPay, again, payment.PastStep{Attempt: 0})
		add(payment.PastRefund, again.Add(refundedAfter), payment.PastStep{})
	}
	if done := o.when(Completed); !done.IsZero() {
		add(payment.PastSettle, done.Add(heardAfter), payment.PastStep{OrderID: o.id})
	}
	cancelled := o.when(Cancelled)
	if cancelled.IsZero() || o.life.Early {
		return
	}
	add(payment.PastCancel, cancelled.Add(heardAfter), payment.PastStep{OrderID: o.id})
	switch {
	case o.life.Late:
		add(payment.PastPay, o.lateAt(), payment.PastStep{Attempt: 0})
	case !o.life.paid():
		add(payment.PastClose, cancelled.Add(2*heardAfter), payment.PastStep{Attempt: 0})
	}
	if o.life.Refunded {
		add(payment.PastRefund, o.refundedAt(), payment.PastStep{OrderID: o.id})
	}
}

// title is what the payer read.
func (t *trade) title() string {
	name := t.orders[0].lines[0].Name
	if len(t.orders) > 1 || len(t.orders[0].lines) > 1 {
		return name + " 等"
	}
	return name
}

// toCash tells the payment service what was paid on delivery.
func (t *trade) toCash() []payment.PastCash {
	var list []payment.PastCash
	ids := t.moments(lanePayment)
	for _, o := range t.orders {
		delivered := o.when(Delivered)
		if delivered.IsZero() {
			continue
		}
		c := payment.PastCash{
			OrderID: o.id, TradeID: t.id, MerchantID: o.store.MerchantID, StoreID: o.store.ID, Payable: o.payable(), Fee: o.fee,
			CourierID: o.courier, CollectedAt: delivered.Add(heardAfter), NewID: ids.At,
		}
		if done := o.when(Completed); !done.IsZero() {
			c.CompletedAt = done.Add(heardAfter)
		}
		list = append(list, c)
	}
	return list
}

// toBank tells the bank what it took and returned.
func toBank(charges []payment.PastCharge, numbers map[string]sim.PastNumber, payers map[string]string) []sim.PastOrder {
	list := make([]sim.PastOrder, len(charges))
	for i, c := range charges {
		list[i] = sim.PastOrder{
			Number: numbers[c.PrepayID], OutTradeNo: c.OutTradeNo, OpenID: payers[c.PrepayID], Description: c.Title, Total: int64(c.Amount),
			CreatedAt: c.CreatedAt, ExpiresAt: c.ExpiresAt, PaidAt: c.PaidAt, ClosedAt: c.ClosedAt,
		}
		for _, r := range c.Refunds {
			list[i].Refunds = append(list[i].Refunds, sim.PastRefund{OutRefundNo: r.OutRefundNo, Amount: int64(r.Amount), CreatedAt: r.CreatedAt, SettledAt: r.SettledAt})
		}
	}
	return list
}
