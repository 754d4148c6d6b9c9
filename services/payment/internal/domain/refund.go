package domain

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/money"
)

// Refund sends money of one attempt back to its payer.
type Refund struct {
	ID, PaymentID, AttemptID int64
	// OrderID is the order whose share goes back; 0 for an excess payment.
	OrderID int64
	Amount  money.Fen
	// Cause tells refunds of one order apart; there is at most one for each cause.
	Cause string
	// Reason is shown to the payer.
	Reason string
	State  RefundState
	// Note is what the channel said last, for operators.
	Note                 string
	CreatedAt, UpdatedAt time.Time
	// Version counts the changes by which the store tells what to write; 0 in one that was stored.
	Version int
}

// Number is the out_refund_no of the refund: it follows from the id, so that repeating it never refunds twice.
func (r *Refund) Number() string { return RefundNumber(r.ID) }

// RefundNumber is the out_refund_no of a refund's id.
func RefundNumber(id int64) string { return fmt.Sprintf("R%019d", id) }

const causeCancelled = "CANCELLED"

func excessCause(attemptID int64) string { return "EXCESS:" + strconv.FormatInt(attemptID, 10) }

// nextCause is the cause of the refund that takes the place of one whose number the channel gave up.
func nextCause(cause string) string {
	base, count, _ := strings.Cut(cause, "/")
	n, err := strconv.Atoi(count)
	if err != nil {
		n = 1
	}
	return base + "/" + strconv.Itoa(n+1)
}

// RefundDelay is how long to wait before a refund is looked after for the n-th time, from 0. One that the channel
// could not pay out is tried once a day.
func RefundDelay(state RefundState, round int) time.Duration {
	if state == RefundAbnormal {
		return 24 * time.Hour
	}
	return min(5*time.Second<<min(max(round, 0), 10), time.Hour)
}

func (p *Payment) refundOrder(o Order, reason string, at time.Time, newID func() int64) error {
	if o.Amount == 0 {
		return nil
	}
	for i := range p.refunds {
		if p.refunds[i].OrderID == o.ID {
			return nil // once is enough
		}
	}
	return p.addRefund(Refund{
		OrderID: o.ID, AttemptID: p.facts.PaidAttemptID, Amount: o.Amount, Cause: causeCancelled, Reason: reason,
	}, at, newID)
}

// addRefund promises money back. Never more than came: PAYMENT_REFUND_EXCEEDS.
func (p *Payment) addRefund(r Refund, at time.Time, newID func() int64) error {
	promised, err := money.Add(p.facts.Refunded, r.Amount)
	if err != nil || promised > p.facts.Paid || r.Amount <= 0 || p.refundedOf(r.AttemptID)+r.Amount > p.amountOf(r.AttemptID) {
		return errs.Newf(codes.FailedPrecondition, "PAYMENT_REFUND_EXCEEDS", "payment %d: %s on top of %s is more than the %s that came",
			p.facts.ID, r.Amount, p.facts.Refunded, p.facts.Paid)
	}
	p.facts.Refunded = promised
	p.pushRefund(r, at, at, newID)
	return nil
}

func (p *Payment) pushRefund(r Refund, at, due time.Time, newID func() int64) {
	r.ID, r.PaymentID, r.State, r.CreatedAt, r.UpdatedAt, r.Version = newID(), p.facts.ID, RefundPending, at, at, 1
	p.refunds = append(p.refunds, r)
	p.touch(at)
	p.tell(Event{Kind: SendRefund, ID: r.ID, Due: due})
}

// refundedOf is what was promised back of one attempt's money.
func (p *Payment) refundedOf(attemptID int64) money.Fen {
	var sum money.Fen
	for i := range p.refunds {
		if p.refunds[i].AttemptID == attemptID && p.refunds[i].State != RefundClosed {
			sum += p.refunds[i].Amount
		}
	}
	return sum
}

// amountOf is what came by one attempt.
func (p *Payment) amountOf(attemptID int64) money.Fen {
	if a, err := p.attempt(attemptID); err == nil && a.State == AttemptPaid {
		return a.Amount
	}
	return 0
}

// TakeOutcome records what the channel says of a refund. What comes too late, or again, changes nothing: done is
// false. A refund whose number the channel gave up is replaced by a new one of the same amount, an hour later.
func (p *Payment) TakeOutcome(refundID int64, act RefundAct, note string, at time.Time, newID func() int64) (done bool, err error) {
	var r *Refund
	for i := range p.refunds {
		if p.refunds[i].ID == refundID {
			r = &p.refunds[i]
		}
	}
	if r == nil {
		return false, errs.Newf(codes.Internal, errs.ReasonInternal, "payment %d has no refund %d", p.facts.ID, refundID)
	}
	next, err := r.State.Next(act)
	if err != nil {
		return false, nil //nolint:nilerr // told before, or overtaken
	}
	r.State, r.Note, r.UpdatedAt = next, note, at
	r.Version++
	p.touch(at)
	switch act {
	case SucceedRefund:
		return true, p.returned(*r, at)
	case CloseRefund:
		p.pushRefund(Refund{
			OrderID: r.OrderID, AttemptID: r.AttemptID, Amount: r.Amount, Cause: nextCause(r.Cause), Reason: r.Reason,
		}, at, at.Add(time.Hour), newID)
	case AcceptRefund, FailRefund:
	}
	return true, nil
}

func (p *Payment) returned(r Refund, at time.Time) error {
	total, err := money.Add(p.facts.Returned, r.Amount)
	if err != nil || total > p.facts.Refunded {
		return errs.Newf(codes.Internal, "PAYMENT_REFUND_EXCEEDS", "payment %d: more came back than was sent", p.facts.ID)
	}
	p.facts.Returned = total
	act, kind := ReturnSome, OrderRefunded
	if total == p.facts.Paid {
		act = ReturnAll
	}
	if err := p.act(act, at); err != nil {
		return err
	}
	if r.OrderID == 0 {
		kind = ExcessRefunded
	}
	e, err := transfer(kind, r.ID, Escrow, ChannelWechat, r.Amount)
	if err != nil {
		return err
	}
	p.entries = append(p.entries, e)
	if r.OrderID != 0 {
		p.tell(Event{Kind: OrderWasRefunded, ID: r.OrderID, RefundID: r.ID, Amount: r.Amount})
	}
	return nil
}
