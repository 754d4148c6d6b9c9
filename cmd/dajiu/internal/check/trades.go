package check

import (
	"context"
	"fmt"

	"dajiu/platform/money"
	"dajiu/services/order"
	"dajiu/services/payment"
)

// checkTrades walks all trades beside their payments, and what the payments' attempts and refunds add up to.
func (r *run) checkTrades(ctx context.Context) error {
	whole := r.prove("trades", "every trade has all of its orders, and costs what they cost")
	paidFor := r.prove("paid", "what was paid and not refunded is for orders that are fulfilled or being fulfilled")
	adds := r.prove("payments", "every payment is the sum of its attempts and refunds")
	back := r.prove("refunds", "every refund is known to its order")
	trades := follow("trades", order.NewChecker(r.stores.Order).Trades(ctx), func(t *order.TradeFact) int64 { return t.TradeID })
	payments := follow("payments", payment.Payments(ctx, r.stores.Payment), func(p *payment.PaymentFact) int64 { return p.TradeID })
	totals := follow("sums of payments", payment.Sums(ctx, r.stores.Payment), func(s *payment.SumsFact) int64 { return s.TradeID })
	err := join(func(tradeID int64) {
		about := fmt.Sprintf("trade %d", tradeID)
		t, p, s := trades.take(tradeID), payments.take(tradeID), totals.take(tradeID)
		if t != nil {
			r.checkTrade(whole, about, t)
		}
		r.checkPaid(paidFor, about, t, p)
		if p != nil && s != nil {
			r.expectOf(p)
			checkSums(adds, about, p, s)
			checkRefunds(back, about, t, p, s)
		}
	}, trades, payments, totals)
	if err != nil {
		return fmt.Errorf("check: trades: %w", err)
	}
	if r.placed != r.orders {
		whole.wrong("all trades", "name %d orders that are there, but there are %d", r.placed, r.orders)
	}
	return nil
}

func (r *run) checkTrade(p *Proof, about string, t *order.TradeFact) {
	p.Rows++
	r.placed += int64(len(t.Orders))
	var payable money.Fen
	for _, o := range t.Orders {
		payable += o.Payable
		if o.TradeID != t.TradeID || o.PayMethod != t.PayMethod {
			p.wrong(about, "order %d says that it is of trade %d, paid by %s", o.OrderID, o.TradeID, o.PayMethod)
		}
	}
	switch {
	case len(t.Orders) != len(t.OrderIDs):
		p.wrong(about, "has %d of its %d orders %v", len(t.Orders), len(t.OrderIDs), t.OrderIDs)
	case payable != t.Payable:
		p.wrong(about, "costs %s, its orders %s", t.Payable, payable)
	}
}

// checkPaid compares the money of a trade with what its orders say of themselves.
func (r *run) checkPaid(p *Proof, about string, t *order.TradeFact, pay *payment.PaymentFact) {
	p.Rows++
	switch {
	case t == nil:
		p.wrong(about, "has a payment of %s, but is not there", pay.Paid)
		return
	case pay == nil:
		for _, o := range t.Orders {
			if o.PayMethod == wechat && o.PayState != unpaid {
				p.wrong(about, "order %d is %s, but nothing was ever paid", o.OrderID, o.PayState)
			}
		}
		return
	case t.PayMethod != wechat:
		p.wrong(about, "is paid on delivery, but has a payment of %s", pay.Paid)
		return
	case pay.Refunded > pay.Paid || pay.Returned > pay.Refunded || pay.Returned < 0:
		p.wrong(about, "%s paid, %s promised back, %s returned", pay.Paid, pay.Refunded, pay.Returned)
	}
	var wanted money.Fen
	for i := range t.Orders {
		o := &t.Orders[i]
		if o.State != cancelled && o.PayState != unpaid {
			wanted += o.Payable
		}
		if wrong := orderUnlikePayment(o, pay); wrong != "" {
			p.wrong(about, "order %d %s", o.OrderID, wrong)
		}
	}
	if kept := pay.Paid - pay.Refunded; kept != wanted {
		p.wrong(about, "%s paid, %s refunded, but its orders want %s", pay.Paid, pay.Refunded, wanted)
	}
}

// orderUnlikePayment says how an order and its payment disagree; empty where they do not.
func orderUnlikePayment(o *order.OrderFact, pay *payment.PaymentFact) string {
	for _, known := range pay.Orders {
		if known.OrderID != o.OrderID {
			continue
		}
		switch {
		case known.Amount != o.Payable || known.DeliveryFee != o.DeliveryFee || known.MerchantID != o.MerchantID:
			return fmt.Sprintf("costs %s, but is to be paid with %s", o.Payable, known.Amount)
		case known.Cancelled != (o.State == cancelled):
			return fmt.Sprintf("is %s; its payment takes it for cancelled: %t", state(o.State), known.Cancelled)
		case o.Payable > 0 && known.Settled != (o.State == completed):
			return fmt.Sprintf("is %s; settled: %t", state(o.State), known.Settled)
		}
		return ""
	}
	if o.State == cancelled && o.PayState == unpaid {
		return "" // cancelled before anybody tried to pay
	}
	return "is not in its trade's payment"
}

func checkSums(p *Proof, about string, pay *payment.PaymentFact, s *payment.SumsFact) {
	p.Rows++
	if pay.Paid != s.Came || pay.Refunded != s.Promised+s.Excess || pay.Returned != s.Back+s.ExcessBack {
		p.wrong(about, "payment %d: %s paid, %s promised back, %s returned; attempts and refunds say %s, %s and %s",
			pay.PaymentID, pay.Paid, pay.Refunded, pay.Returned, s.Came, s.Promised+s.Excess, s.Back+s.ExcessBack)
	}
}

// checkRefunds compares refunds with the orders they are for. Money on its way back is in flight.
func checkRefunds(p *Proof, about string, t *order.TradeFact, pay *payment.PaymentFact, s *payment.SumsFact) {
	if t == nil {
		return
	}
	p.Rows++
	var ending, arrived money.Fen
	for _, o := range t.Orders {
		arrived += o.Refunded
		if o.PayState == refunding || o.PayState == refunded {
			ending += o.Payable
		}
	}
	switch {
	case ending != s.Promised:
		p.wrong(about, "orders of %s are refunded or being refunded, but refunds of %s were made", ending, s.Promised)
	case arrived != s.Back:
		p.wrong(about, "its orders know of %s that came back, but %s did", arrived, s.Back)
	case s.Waiting > 0:
		p.late(about, "%s are on their way back", pay.Refunded-pay.Returned)
	}
}

// expectOf adds a payment to what the ledger should say.
func (r *run) expectOf(p *payment.PaymentFact) {
	r.books["channel:wechat"] += p.Paid - p.Returned
	r.books["escrow"] += p.Paid - p.Returned
	for _, o := range p.Orders {
		if o.Settled && o.Amount > 0 {
			r.settle(o.MerchantID, o.Amount, o.DeliveryFee)
		}
	}
}
