package domain

import (
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/money"
)

// Receipt is money that a channel says it took for an attempt.
type Receipt struct {
	Amount        money.Fen
	TransactionID string
	PaidAt        time.Time
}

// Receive records the money of an attempt. The first money pays the trade; what orders were cancelled in the
// meantime is refunded at once, and other attempts are dropped. Money that comes once more is refunded in full.
// The same receipt again changes nothing: done is false.
//
// Errors: PAYMENT_CALLBACK_MISMATCH where the amount is not what was asked for, or the attempt was paid by
// another transaction.
func (p *Payment) Receive(attemptID int64, r Receipt, now time.Time, newID func() int64) (done bool, err error) {
	a, err := p.attempt(attemptID)
	if err != nil {
		return false, err
	}
	if r.Amount != a.Amount || r.TransactionID == "" || a.State == AttemptPaid && a.TransactionID != r.TransactionID {
		return false, errs.Newf(codes.InvalidArgument, "PAYMENT_CALLBACK_MISMATCH",
			"attempt %d asks for %s and is %s; the channel reports %s", a.ID, a.Amount, a.State, r.Amount)
	}
	if a.State == AttemptPaid {
		return false, nil
	}
	if a.State, err = a.State.Next(PayAttempt); err != nil {
		return false, err
	}
	a.TransactionID, a.PaidAt = r.TransactionID, r.PaidAt
	a.Version++
	paid, err := money.Add(p.facts.Paid, r.Amount)
	if err != nil {
		return false, err //nolint:wrapcheck // overflow says all there is to say
	}
	first := !p.facts.State.HasMoney()
	p.facts.Paid = paid
	if first {
		return true, p.takeFirst(a, now, newID)
	}
	return true, p.takeExcess(a, now, newID)
}

func (p *Payment) takeFirst(a *Attempt, now time.Time, newID func() int64) error {
	if err := p.act(Receive, now); err != nil {
		return err
	}
	e, err := transfer(TradePaid, p.facts.TradeID, ChannelWechat, Escrow, a.Amount)
	if err != nil {
		return err
	}
	p.entries = append(p.entries, e)
	p.facts.PaidAttemptID, p.facts.Amount, p.facts.PaidAt = a.ID, a.Amount, a.PaidAt
	p.tell(Event{Kind: TradeWasPaid, ID: p.facts.TradeID, Amount: a.Amount, OrderIDs: a.OrderIDs})
	for i := range p.attempts {
		p.drop(&p.attempts[i], now)
	}
	for _, id := range a.OrderIDs {
		if o := p.order(id); o != nil && o.Cancelled {
			if err := p.refundOrder(*o, "订单已取消", now, newID); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *Payment) takeExcess(a *Attempt, now time.Time, newID func() int64) error {
	if err := p.act(ReceiveExcess, now); err != nil {
		return err
	}
	e, err := transfer(ExcessPaid, a.ID, ChannelWechat, Escrow, a.Amount)
	if err != nil {
		return err
	}
	p.entries = append(p.entries, e)
	return p.addRefund(Refund{AttemptID: a.ID, Amount: a.Amount, Cause: excessCause(a.ID), Reason: "重复支付"}, now, newID)
}
