package store

import (
	"context"
	"fmt"
	"time"

	"dajiu/platform/sqldb"
	"dajiu/services/payment/internal/domain"
)

// Booked is a journal entry of the past with the moment it was made.
type Booked struct {
	domain.Entry
	At time.Time
}

// Past is a payment of the past, with everything that belongs to it.
type Past struct {
	*domain.Payment
	// PrepayIDs are the channel's names of the attempts, in their order.
	PrepayIDs []string
	Entries   []Booked
	// NewID names an entry by its moment.
	NewID func(at time.Time) int64
}

// PastNote is what was noted of an order of the past that was paid on delivery.
type PastNote struct {
	domain.Note
	Entries []Booked
	NewID   func(at time.Time) int64
}

// pastRows are the rows that some payments and notes make.
type pastRows struct {
	payments []paymentRow
	attempts []attemptRow
	refunds  []refundRow
	notes    []noteRow
	journal  []journalRow
	postings []postingRow
}

// InsertPast stores payments and notes of the past in one transaction, with their journal, and moves the balances. It
// publishes nothing and sets no timer.
func InsertPast(ctx context.Context, db *sqldb.DB, payments []Past, notes []PastNote) error {
	var rows pastRows
	for i := range payments {
		rows.addPayment(&payments[i])
	}
	for i := range notes {
		rows.notes = append(rows.notes, rowFromNote(&notes[i].Note))
		rows.addEntries(notes[i].Entries, notes[i].NewID)
	}
	err := db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error { return rows.insert(ctx, tx) })
	if err != nil {
		return fmt.Errorf("insert past payments: %w", err)
	}
	return nil
}

func (r *pastRows) addPayment(p *Past) {
	f := p.Facts()
	row := rowFromPayment(f)
	row.Version = 1
	r.payments = append(r.payments, row)
	attempts, refunds := p.Attempts(), p.Refunds()
	for i := range attempts {
		row := rowFromAttempt(&attempts[i])
		row.PrepayID, row.PrepaidAt = p.PrepayIDs[i], row.CreatedAt
		r.attempts = append(r.attempts, row)
	}
	for i := range refunds {
		r.refunds = append(r.refunds, rowFromRefund(&refunds[i]))
	}
	for _, o := range f.Orders {
		n := domain.Note{OrderID: o.ID, TradeID: f.TradeID, PaymentID: f.ID, UpdatedAt: f.CreatedAt, Version: 1}
		r.notes = append(r.notes, rowFromNote(&n))
	}
	r.addEntries(p.Entries, p.NewID)
}

func (r *pastRows) addEntries(entries []Booked, newID func(time.Time) int64) {
	for _, e := range entries {
		row := journalRow{ID: newID(e.At), Kind: string(e.Kind()), ReferenceID: e.Reference(), At: e.At}
		r.journal = append(r.journal, row)
		for i, p := range e.Postings() {
			r.postings = append(r.postings, postingRow{JournalID: row.ID, Seq: i + 1, Account: string(p.Account), Amount: int64(p.Amount)})
		}
	}
}

func (r *pastRows) insert(ctx context.Context, tx *sqldb.Tx) error {
	for _, insert := range []func() error{
		func() error { return sqldb.InsertAll(ctx, tx, r.payments) },
		func() error { return sqldb.InsertAll(ctx, tx, r.attempts) },
		func() error { return sqldb.InsertAll(ctx, tx, r.refunds) },
		func() error { return sqldb.InsertAll(ctx, tx, r.notes) },
		func() error { return sqldb.InsertAll(ctx, tx, r.journal) },
		func() error { return sqldb.InsertAll(ctx, tx, r.postings) },
		func() error { return moveAll(ctx, tx.Tx, r.postings) },
	} {
		if err := insert(); err != nil {
			return err
		}
	}
	return nil
}
