package payment

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/services/payment/internal/domain"
	"dajiu/services/payment/internal/store"
)

// PastPayment is the payment of a trade that was placed before this installation knew of it. Steps begin with the first
// attempt.
type PastPayment struct {
	TradeID, UserID int64
	Title           string
	Orders          []PastPaidOrder
	PayBefore       time.Time
	Steps           []PastStep
	// NewID names what was made at a moment; no two calls return the same.
	NewID func(at time.Time) int64
}

// PastPaidOrder is one order of a trade as far as its money goes.
type PastPaidOrder struct {
	ID, MerchantID      int64
	Amount, DeliveryFee money.Fen
}

// PastAct is something that happened to a payment. The zero value is no act.
type PastAct int

// The acts, each with what it needs of a step.
const (
	PastOpen   PastAct = iota + 1 // an attempt was made for what was wanted: PrepayID
	PastDrop                      // an attempt was given up, and may still be paid: Attempt
	PastClose                     // the channel takes no money for an attempt: Attempt
	PastPay                       // the money of an attempt came: Attempt, TransactionID
	PastCancel                    // an order ended unfulfilled: OrderID
	PastRefund                    // a refund arrived: OrderID, or 0 for money that came twice
	PastSettle                    // an order was completed: OrderID
)

// PastStep is an act at a moment. Attempt counts from 0.
type PastStep struct {
	Act                     PastAct
	At                      time.Time
	Attempt                 int
	OrderID                 int64
	PrepayID, TransactionID string
}

// PastCash is an order that was paid on delivery. CompletedAt is zero where the order was not completed.
type PastCash struct {
	OrderID, TradeID, MerchantID, StoreID int64
	Payable, Fee                          money.Fen
	// CourierID is who collected; 0: the store's counter.
	CourierID                int64
	CollectedAt, CompletedAt time.Time
	NewID                    func(at time.Time) int64
}

// PastCharge is an attempt as the channel must know it. Zero times are of what did not happen.
type PastCharge struct {
	OutTradeNo, PrepayID, Title            string
	Amount                                 money.Fen
	CreatedAt, ExpiresAt, PaidAt, ClosedAt time.Time
	Refunds                                []PastChargeRefund
}

// PastChargeRefund is a refund that arrived, as the channel must know it.
type PastChargeRefund struct {
	OutRefundNo          string
	Amount               money.Fen
	CreatedAt, SettledAt time.Time
}

// Past writes payments of the past into a payment store, of an installation that does not run.
type Past struct{ db *sqldb.DB }

// NewPast returns a writer into a migrated payment store.
func NewPast(db *sqldb.DB) *Past { return &Past{db: db} }

// Write stores payments and cash in one transaction, with the journal and the balances that follow, and returns what the
// channel must know of it. Each goes the way that the domain allows, or none is stored: the domain's errors name what
// does not. Nobody is told of anything.
func (p *Past) Write(ctx context.Context, payments []PastPayment, cash []PastCash) ([]PastCharge, error) {
	var charges []PastCharge
	rows := make([]store.Past, len(payments))
	for i := range payments {
		past, err := payments[i].replay()
		if err != nil {
			return nil, fmt.Errorf("past payment of trade %d: %w", payments[i].TradeID, err)
		}
		rows[i] = past
		charges = append(charges, chargesOf(past)...)
	}
	notes := make([]store.PastNote, len(cash))
	for i := range cash {
		note, err := cash[i].replay()
		if err != nil {
			return nil, fmt.Errorf("past cash of order %d: %w", cash[i].OrderID, err)
		}
		notes[i] = note
	}
	return charges, store.InsertPast(ctx, p.db, rows, notes)
}

// replay lets a payment live once more.
func (p *PastPayment) replay() (store.Past, error) {
	if len(p.Steps) == 0 || p.Steps[0].Act != PastOpen {
		return store.Past{}, errs.New(codes.InvalidArgument, "PAYMENT_STATE_INVALID", "a payment begins with an attempt")
	}
	orders := make([]domain.Order, len(p.Orders))
	for i, o := range p.Orders {
		orders[i] = domain.Order{ID: o.ID, MerchantID: o.MerchantID, Amount: o.Amount, DeliveryFee: o.DeliveryFee}
	}
	began := p.Steps[0].At
	pay, err := domain.NewPayment(p.NewID(began), p.TradeID, p.UserID, p.Title, orders, began)
	if err != nil {
		return store.Past{}, err
	}
	past := store.Past{Payment: pay, NewID: p.NewID}
	for _, s := range p.Steps {
		if err := p.step(pay, s); err != nil {
			return store.Past{}, err
		}
		for len(past.PrepayIDs) < len(pay.Attempts()) {
			past.PrepayIDs = append(past.PrepayIDs, s.PrepayID)
		}
		past.Entries = booked(past.Entries, pay.Entries()[len(past.Entries):], s.At)
	}
	return past, nil
}

func (p *PastPayment) step(pay *domain.Payment, s PastStep) error {
	newID := func() int64 { return p.NewID(s.At) }
	var attempt domain.Attempt
	if all := pay.Attempts(); s.Attempt >= 0 && s.Attempt < len(all) {
		attempt = all[s.Attempt]
	}
	switch s.Act {
	case PastOpen:
		wanted := make([]int64, len(p.Orders))
		for i, o := range p.Orders {
			wanted[i] = o.ID
		}
		_, err := pay.Session(wanted, p.PayBefore, s.At, newID)
		return err
	case PastDrop:
		return pay.DropAttempt(attempt.ID, s.At)
	case PastClose:
		return pay.AttemptClosed(attempt.ID, s.At)
	case PastPay:
		_, err := pay.Receive(attempt.ID, domain.Receipt{Amount: attempt.Amount, TransactionID: s.TransactionID, PaidAt: s.At}, s.At, newID)
		return err
	case PastCancel:
		return pay.CancelOrder(s.OrderID, "订单已取消", s.At, newID)
	case PastRefund:
		for _, r := range pay.Refunds() {
			if r.OrderID != s.OrderID {
				continue
			}
			if _, err := pay.TakeOutcome(r.ID, domain.SucceedRefund, "", s.At, newID); err != nil {
				return err
			}
		}
		return nil
	case PastSettle:
		for _, o := range p.Orders {
			if o.ID == s.OrderID {
				return pay.SettleOrder(o.ID, o.Amount, s.At)
			}
		}
	}
	return errs.Newf(codes.InvalidArgument, "PAYMENT_STATE_INVALID", "no act %d of order %d", s.Act, s.OrderID)
}

// booked adds entries that were made at a moment.
func booked(list []store.Booked, entries []domain.Entry, at time.Time) []store.Booked {
	for _, e := range entries {
		list = append(list, store.Booked{Entry: e, At: at})
	}
	return list
}

// replay lets the cash of an order be noted once more.
func (c *PastCash) replay() (store.PastNote, error) {
	note := store.PastNote{Note: domain.Note{OrderID: c.OrderID}, NewID: c.NewID}
	described := domain.Described{TradeID: c.TradeID, MerchantID: c.MerchantID, StoreID: c.StoreID, Payable: c.Payable, Fee: c.Fee}
	entries, err := note.Describe(described, c.CollectedAt)
	if err != nil {
		return note, err
	}
	note.Entries = booked(note.Entries, entries, c.CollectedAt)
	if entries, err = note.Collect(c.Payable, c.CourierID, c.CollectedAt); err != nil {
		return note, err
	}
	note.Entries = booked(note.Entries, entries, c.CollectedAt)
	if c.CompletedAt.IsZero() {
		return note, nil
	}
	described.Completed = true
	entries, err = note.Describe(described, c.CompletedAt)
	note.Entries = booked(note.Entries, entries, c.CompletedAt)
	return note, err
}

// chargesOf returns what the channel must know of a payment.
func chargesOf(past store.Past) []PastCharge {
	attempts, f := past.Attempts(), past.Facts()
	list := make([]PastCharge, len(attempts))
	for i := range attempts {
		a := &attempts[i]
		list[i] = PastCharge{
			OutTradeNo: a.Number(), PrepayID: past.PrepayIDs[i], Title: f.Title, Amount: a.Amount, CreatedAt: a.CreatedAt, ExpiresAt: a.ExpiresAt, PaidAt: a.PaidAt,
		}
		if a.State == domain.AttemptClosed {
			list[i].ClosedAt = a.ExpiresAt
		}
		for _, r := range past.Refunds() {
			if r.AttemptID == a.ID && r.State == domain.RefundSuccess {
				list[i].Refunds = append(list[i].Refunds, PastChargeRefund{OutRefundNo: r.Number(), Amount: r.Amount, CreatedAt: r.CreatedAt, SettledAt: r.UpdatedAt})
			}
		}
	}
	return list
}
