package check

import (
	"fmt"
	"time"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
)

// life is an order's story, told of in every store.
type life struct {
	name    string
	cod     bool
	counter bool
	// states are the timeline, by number.
	states   []int
	pay      int
	reason   int
	stock    int
	delivery int
	// paid and refund say what the bank did: refund is 0, 1 for pending and 3 for arrived.
	paid   bool
	refund int
	// twice: the customer paid once more, and got that back.
	twice bool
}

// lives are the orders of a world, in turn.
func lives() []life {
	return []life{
		{name: "completed", states: []int{1, 2, 3, 4, 5, 6, 7, 8}, pay: 2, stock: resCommitted, delivery: 4, paid: true},
		{name: "cash, delivered", cod: true, states: []int{2, 3, 5, 6, 7}, pay: 2, stock: resCommitted, delivery: 4},
		{name: "waiting for money", states: []int{1}, pay: 1, stock: resHeld},
		{name: "never paid", states: []int{1, 10}, pay: 1, reason: 2, stock: resReleased},
		{name: "refunded", states: []int{1, 2, 3, 10}, pay: 4, reason: 1, stock: resReleased, delivery: 7, paid: true, refund: 3},
		{name: "accepted", states: []int{1, 2, 3}, pay: 2, stock: resConfirmed, delivery: 1, paid: true},
		{name: "cash, completed", cod: true, states: []int{2, 3, 4, 5, 6, 7, 8}, pay: 2, stock: resCommitted, delivery: 4},
		{name: "on its way", states: []int{1, 2, 3, 5, 6}, pay: 2, stock: resCommitted, delivery: 3, paid: true},
		{name: "at the counter", counter: true, states: []int{1, 2, 3, 5}, pay: 2, stock: resConfirmed, delivery: 8, paid: true},
		{name: "returned", states: []int{1, 2, 3, 5, 6, 9, 10}, pay: 4, reason: 6, stock: resReturned, delivery: 6, paid: true, refund: 3},
		{name: "on its way back", states: []int{1, 2, 3, 5, 6, 9}, pay: 2, reason: 6, stock: resCommitted, delivery: 5, paid: true},
		{name: "being refunded", states: []int{1, 2, 10}, pay: 3, reason: 3, stock: resReleased, paid: true, refund: 1},
		{name: "paid too late", states: []int{1, 10}, pay: 4, reason: 2, stock: resReleased, paid: true, refund: 3},
		{name: "paid twice", states: []int{1, 2, 3}, pay: 2, stock: resConfirmed, delivery: 2, paid: true, twice: true},
		{name: "cash, confirmed", cod: true, states: []int{2}, pay: 1, stock: resConfirmed},
	}
}

const (
	goods = int64(12_000)
	fee   = int64(600)
)

// live writes one order. It returns its id.
func (w *world) live(n int, l life) int64 {
	trade, orderID := w.id(), w.id()
	user, store := int64(n%1000+1), int64(n%20+1)
	skus := [2]int64{int64(n%50 + 1), int64(n%50 + 101)}
	payable := goods + fee
	w.order(trade, orderID, user, store, skus, payable, l)
	w.stock(orderID, store, skus, l.stock)
	if l.delivery != 0 {
		courier := int64(n%30 + 1)
		w.add("delivery", "deliveries", w.id(), orderID, user, store, l.delivery, l.delivery == 4, l.counter, courier, true, "{}", nil, nil, 0, 0, 1, 0, 0, 0, "", w.at, w.at, 1)
	}
	if l.cod {
		w.cash(orderID, trade, store, int64(n%30+1), payable, l)
		return orderID
	}
	w.payment(trade, orderID, user, store, payable, l)
	return orderID
}

func (w *world) order(trade, orderID, user, store int64, skus [2]int64, payable int64, l life) {
	method, fulfilment, back := 1, 1, int64(0)
	if l.cod {
		method = 2
	}
	if l.counter {
		fulfilment = 2
	}
	version := len(l.states)
	if l.refund == 3 {
		back = payable
		version++
	}
	last := l.states[len(l.states)-1]
	w.add("order", "trades", trade, user, fmt.Sprint("key-", trade), 1, method, payable, fmt.Sprintf("[%d]", orderID), w.at)
	frozen := fmt.Sprintf(`{"lines":[{"sku":%d,"qty":2,"name":"酒"},{"sku":%d,"qty":1,"name":"酒"}],"steps":[],"address":{}}`, skus[1], skus[0])
	w.add("order", "orders", orderID, trade, user, store, store, "店", last, l.pay, method, fulfilment, goods, fee, payable, back, frozen, l.reason,
		w.at, w.at.Add(15*time.Minute), w.at, version)
	for i, s := range l.states {
		w.add("order", "order_events", w.id(), orderID, user, i+1, s, "SYSTEM", "", w.at)
	}
}

func (w *world) stock(orderID, store int64, skus [2]int64, state int) {
	lines := fmt.Sprintf(`[{"sku":%d,"qty":1},{"sku":%d,"qty":2}]`, skus[0], skus[1])
	w.add("inventory", "reservations", orderID, store, state, lines, time.Now().Add(time.Hour).UTC(), w.at, w.at, 1)
	for i, q := range []int64{1, 2} {
		w.move(store, skus[i], 0, q, orderID, 2)
		switch state {
		case resCommitted, resReturned:
			w.move(store, skus[i], -q, -q, orderID, 4)
			if state == resReturned {
				w.move(store, skus[i], q, 0, orderID, 5)
			}
		case resReleased:
			w.move(store, skus[i], 0, -q, orderID, 3)
		}
	}
}

func (w *world) cash(orderID, trade, store, courier, payable int64, l life) {
	last := orderv1.OrderState(l.states[len(l.states)-1])
	if last != delivered && last != completed {
		return
	}
	w.add("payment", "order_notes", orderID, trade, 0, store, store, payable, fee, payable, courier, false, last == completed, true, last == completed, w.at, 1)
	w.post("CASH_COLLECTED", orderID, fmt.Sprint("courier_cash:", courier), payable, "escrow", -payable)
	if last == completed {
		w.post("ORDER_SETTLED", orderID, "escrow", payable, fmt.Sprint("merchant:", store), fee-payable, "income:delivery", -fee)
	}
}

// flow is the money of one payment.
type flow struct{ came, promised, returned int64 }

func (w *world) payment(trade, orderID, user, store, payable int64, l life) {
	payment, attempt, state := w.id(), w.id(), 1
	last := orderv1.OrderState(l.states[len(l.states)-1])
	var m flow
	w.attempt(payment, attempt, orderID, payable, l.paid, l.refund, orderID, &m)
	if l.paid {
		state = 2
		w.post("TRADE_PAID", trade, "channel:wechat", payable, "escrow", -payable)
	}
	if l.refund == 3 {
		state = 5
	}
	if l.twice {
		excess := w.id()
		w.attempt(payment, excess, orderID, payable, true, 3, 0, &m)
		w.post("EXCESS_PAID", excess, "channel:wechat", payable, "escrow", -payable)
		state = 4
	}
	if last == completed {
		w.post("ORDER_SETTLED", orderID, "escrow", payable, fmt.Sprint("merchant:", store), fee-payable, "income:delivery", -fee)
	}
	var paidAt any
	if l.paid {
		paidAt = w.at
	}
	doc := fmt.Sprintf(`[{"order_id":%d,"merchant_id":%d,"amount":%d,"delivery_fee":%d,"cancelled":%t,"settled":%t}]`,
		orderID, store, payable, fee, last == cancelled, last == completed)
	w.add("payment", "payments", payment, trade, user, payable, m.came, m.promised, m.returned, state, "酒", attempt, doc, w.at, paidAt, w.at, 1)
}

// attempt writes an attempt to pay with its refund, here and at the bank. The refund is for an order, or 0.
func (w *world) attempt(payment, attempt, orderID, payable int64, paid bool, refunded int, refundOf int64, m *flow) {
	w.seq++
	number := fmt.Sprintf("P%019d", attempt)
	var transaction, paidAt any
	state, bank, bankPaid, bankRefunded, ms := 1, "NOTPAY", int64(0), int64(0), w.at.UnixMilli()
	if paid {
		m.came += payable
		state, bank, bankPaid, transaction, paidAt = 3, "SUCCESS", ms, w.transaction(w.seq), w.at
	}
	if refunded != 0 {
		m.promised += payable
		refund := w.id()
		name, cause, kind := fmt.Sprintf("R%019d", refund), "CANCELLED", "ORDER_REFUNDED"
		if refundOf == 0 {
			cause, kind = fmt.Sprint("EXCESS:", attempt), "EXCESS_REFUNDED"
		}
		w.add("payment", "refunds", refund, payment, attempt, refundOf, payable, cause, "", refunded, "", name, 0, w.at, w.at)
		if refunded == 3 {
			m.returned += payable
			w.post(kind, refund, "escrow", payable, "channel:wechat", -payable)
			w.rseq++
			bank, bankRefunded = "REFUND", payable
			w.add("bank", "refunds", w.rseq, name, w.seq, payable, "", "", "SUCCESS", ms, ms)
		}
	}
	w.add("payment", "attempts", attempt, payment, "wechat", number, payable, fmt.Sprintf("[%d]", orderID), state, fmt.Sprint("wx", attempt), w.at,
		w.at.Add(15*time.Minute), transaction, paidAt, w.at, 0, 0)
	w.add("bank", "orders", w.seq, number, fmt.Sprint("wx", attempt), "o", "酒", "", "", payable, bank, ms, ms, ms, bankPaid, 0, bankRefunded, min(bankRefunded, 1), 0)
}
