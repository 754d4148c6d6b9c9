package domain

import (
	"fmt"
	"slices"
	"time"

	"dajiu/platform/money"
)

// Attempt is one attempt to pay by a channel: an order of the channel's with a number of ours.
type Attempt struct {
	ID, PaymentID int64
	Amount        money.Fen
	// OrderIDs are the orders that it pays for, ascending.
	OrderIDs []int64
	State    AttemptState
	// PrepayID is the channel's, empty until the channel knows the attempt.
	PrepayID  string
	PrepaidAt time.Time
	// ExpiresAt is the last moment to pay; the channel was told.
	ExpiresAt     time.Time
	TransactionID string
	PaidAt        time.Time
	CreatedAt     time.Time
	// Version counts the changes by which the store tells what to write; 0 in one that was stored.
	Version int
}

// Number is the out_trade_no of the attempt: it follows from the id, so that it is the same whenever it is sent,
// and sorts as the ids do.
func (a *Attempt) Number() string { return AttemptNumber(a.ID) }

// AttemptNumber is the out_trade_no of an attempt's id.
func AttemptNumber(id int64) string { return fmt.Sprintf("P%019d", id) }

// Expired reports whether the channel takes no money any more, by our clock.
func (a *Attempt) Expired(now time.Time) bool { return !now.Before(a.ExpiresAt) }

// CheckDelay is how long to wait before the channel is asked after an attempt for the n-th time, from 0: soon
// while a lost callback is noticed by the customer, then rarely, until the attempt ends.
func CheckDelay(round int) time.Duration {
	delays := [...]time.Duration{10 * time.Second, 30 * time.Second, time.Minute, 3 * time.Minute}
	if round < len(delays) {
		return delays[max(0, round)]
	}
	return 10 * time.Minute
}

// CloseDelay is how long to wait before an attempt that is not wanted is closed for the n-th time, from 0.
func CloseDelay(round int) time.Duration {
	if round <= 0 {
		return 0
	}
	return min(5*time.Second<<min(round, 10), 10*time.Minute)
}

// Session returns the attempt by which the customer can pay now. It is the one that is open where that asks for
// the same orders until the same moment; else that one is dropped and a new one takes its place. Wanted are the
// orders that still want money by the order service's word; those that were cancelled by our own knowledge are
// left out.
//
// Errors: PAYMENT_NOT_PAYABLE where nothing wants money, money came already, or the time is over.
func (p *Payment) Session(wanted []int64, payBefore, now time.Time, newID func() int64) (Attempt, error) {
	if p.facts.State != Pending || !now.Before(payBefore) {
		return Attempt{}, NotPayable()
	}
	var amount money.Fen
	var orders []int64
	for _, o := range p.facts.Orders {
		if o.Cancelled || o.Amount == 0 || !slices.Contains(wanted, o.ID) {
			continue
		}
		var err error
		if amount, err = money.Add(amount, o.Amount); err != nil {
			return Attempt{}, fmt.Errorf("trade %d: %w", p.facts.TradeID, err)
		}
		orders = append(orders, o.ID)
	}
	if amount == 0 {
		return Attempt{}, NotPayable()
	}
	slices.Sort(orders)
	var fits *Attempt
	for i := range p.attempts {
		a := &p.attempts[i]
		if a.State != AttemptOpen {
			continue
		}
		if fits == nil && slices.Equal(a.OrderIDs, orders) && a.Amount == amount && a.ExpiresAt.Equal(payBefore) {
			fits = a
			continue
		}
		p.drop(a, now)
	}
	if fits != nil {
		return *fits, nil
	}
	a := Attempt{
		ID: newID(), PaymentID: p.facts.ID, Amount: amount, OrderIDs: orders, State: AttemptOpen, ExpiresAt: payBefore, CreatedAt: now, Version: 1,
	}
	p.attempts = append(p.attempts, a)
	p.facts.Amount = amount
	p.touch(now)
	p.tell(Event{Kind: CheckAttempt, ID: a.ID, Due: now.Add(CheckDelay(0))})
	return a, nil
}

// AttemptClosed records that the channel takes no money for an attempt. One that was paid stays so.
func (p *Payment) AttemptClosed(attemptID int64, at time.Time) error {
	a, err := p.attempt(attemptID)
	if err != nil || a.State.Final() {
		return err
	}
	if a.State, err = a.State.Next(CloseAttempt); err != nil {
		return err
	}
	a.Version++
	p.touch(at)
	return nil
}

// DropAttempt gives up an attempt that is open, so that the next session makes another.
func (p *Payment) DropAttempt(attemptID int64, at time.Time) error {
	a, err := p.attempt(attemptID)
	if err != nil || a.State != AttemptOpen {
		return err
	}
	p.drop(a, at)
	return nil
}

func (p *Payment) drop(a *Attempt, at time.Time) {
	next, err := a.State.Next(DropAttempt)
	if err != nil {
		return // it is on its way to its end already
	}
	a.State = next
	a.Version++
	p.touch(at)
	p.tell(Event{Kind: CloseAttemptNow, ID: a.ID, Due: at})
}

// dropUnwanted drops the attempts of which every order was cancelled.
func (p *Payment) dropUnwanted(at time.Time) {
	for i := range p.attempts {
		a := &p.attempts[i]
		wanted := slices.ContainsFunc(a.OrderIDs, func(id int64) bool {
			o := p.order(id)
			return o != nil && !o.Cancelled
		})
		if !wanted {
			p.drop(a, at)
		}
	}
}
