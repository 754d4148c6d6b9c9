package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/id"
	"dajiu/platform/sqldb"
	"dajiu/services/payment/internal/app"
	"dajiu/services/payment/internal/domain"
)

// Case is everything that is known of a payment. Payment is nil where nobody began to pay online.
type Case struct {
	Payment *domain.Payment
	Note    domain.Note
	Entries []JournalEntry
}

// PaymentCase returns a payment with its journal entries, or PAYMENT_NOT_FOUND.
func (s *Payments) PaymentCase(ctx context.Context, paymentID int64) (Case, error) {
	l, err := load(ctx, s.db.Reader(), "id = ?", paymentID)
	if err != nil {
		return Case{}, err
	}
	if l == nil {
		return Case{}, app.NotFound()
	}
	c := Case{Payment: l.payment}
	for _, o := range l.payment.Facts().Orders {
		c.Entries, err = s.entriesOf(ctx, c, o.ID, c.Entries)
		if err != nil {
			return Case{}, err
		}
	}
	return c, nil
}

// OrderCase returns what is known of an order's money: the payment of its trade, the cash that was collected for it, and
// the journal entries that are about either.
func (s *Payments) OrderCase(ctx context.Context, tradeID, orderID int64) (c Case, err error) {
	l, err := load(ctx, s.db.Reader(), "trade_id = ?", tradeID)
	if err != nil {
		return Case{}, err
	}
	if l != nil {
		c.Payment = l.payment
	}
	row, err := sqldb.FindOne[noteRow](ctx, s.db.Reader(), "WHERE order_id = ?", orderID)
	if err != nil && !sqldb.IsNotFound(err) {
		return Case{}, fmt.Errorf("read note of order %d: %w", orderID, err)
	}
	c.Note = noteFromRow(&row)
	c.Entries, err = s.entriesOf(ctx, c, orderID, nil)
	return c, err
}

// entryKinds are all kinds of entries that are about a trade, an attempt, an order or a refund. With the references they are
// looked up in the key that keeps an entry from being made twice.
//
//nolint:gochecknoglobals // a constant
var entryKinds = []domain.EntryKind{
	domain.TradePaid, domain.ExcessPaid, domain.OrderRefunded, domain.ExcessRefunded, domain.CashCollected, domain.OrderSettled,
}

// entriesOf adds the entries about an order, and about what it was paid with, to those that are there; oldest first.
func (s *Payments) entriesOf(ctx context.Context, c Case, orderID int64, known []JournalEntry) ([]JournalEntry, error) {
	references := []int64{orderID}
	if c.Payment != nil {
		references = append(references, c.Payment.Facts().TradeID)
		for _, a := range c.Payment.Attempts() {
			references = append(references, a.ID)
		}
		for _, r := range c.Payment.Refunds() {
			references = append(references, r.ID)
		}
	}
	q := s.db.Reader().NewSelect().Where("kind IN ? AND reference_id IN ?", bun.Tuple(entryKinds), bun.Tuple(references)).OrderExpr("id")
	list, err := journal(ctx, s.db.Reader(), q)
	if err != nil {
		return nil, err
	}
	for _, e := range list {
		if !slices.ContainsFunc(known, func(k JournalEntry) bool { return k.ID == e.ID }) {
			known = append(known, e)
		}
	}
	slices.SortFunc(known, func(a, b JournalEntry) int { return a.At.Compare(b.At) })
	return known, nil
}

// Span is a stretch of time; its zero ends are open.
type Span struct{ From, Before time.Time }

// within keeps a list whose ids are in the order of time to a stretch of it.
func (sp Span) within(q *bun.SelectQuery, column string) *bun.SelectQuery {
	if !sp.From.IsZero() {
		q = q.Where("? >= ?", bun.Ident(column), id.From(sp.From))
	}
	if !sp.Before.IsZero() {
		q = q.Where("? < ?", bun.Ident(column), id.From(sp.Before))
	}
	return q
}

// PaymentOf returns the payment of a trade, of an order, or by the channel's number for money that came; 0 where there is
// none. The first of the three that is given counts.
func (s *Payments) PaymentOf(ctx context.Context, tradeID, orderID int64, transaction string) (paymentID int64, err error) {
	q := s.db.Reader().NewSelect()
	switch {
	case tradeID != 0:
		q = q.Model((*paymentRow)(nil)).Column("id").Where("trade_id = ?", tradeID)
	case orderID != 0:
		q = q.Model((*noteRow)(nil)).Column("payment_id").Where("order_id = ?", orderID)
	default:
		q = q.Model((*attemptRow)(nil)).Column("payment_id").Where("transaction_id = ?", transaction)
	}
	if err = q.Scan(ctx, &paymentID); sqldb.IsNotFound(err) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("find payment: %w", err)
	}
	return paymentID, nil
}

// RefundList returns a page of refunds in a state, or in any where it is 0, newest first.
func (s *Payments) RefundList(ctx context.Context, state domain.RefundState, before int64, limit int) ([]domain.Refund, error) {
	var rows []refundRow
	q := s.db.Reader().NewSelect().Model(&rows)
	if state != 0 {
		q = q.Where("state = ?", int(state))
	}
	if before > 0 {
		q = q.Where("id < ?", before)
	}
	if err := q.OrderExpr("id DESC").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list refunds: %w", err)
	}
	return mapped(rows, refundFromRow), nil
}

// AccountJournal returns a page of the entries that move an account, newest first.
func (s *Payments) AccountJournal(ctx context.Context, account string, span Span, before int64, limit int) ([]JournalEntry, error) {
	var ids []int64
	q := span.within(s.db.Reader().NewSelect().Model((*postingRow)(nil)).Column("journal_id").Where("account = ?", account), "journal_id")
	if before > 0 {
		q = q.Where("journal_id < ?", before)
	}
	if err := q.OrderExpr("journal_id DESC").Limit(int64(limit)).Scan(ctx, &ids); err != nil {
		return nil, fmt.Errorf("list postings of %s: %w", account, err)
	}
	if len(ids) == 0 {
		return nil, nil
	}
	return journal(ctx, s.db.Reader(), s.db.Reader().NewSelect().Where("id IN ?", bun.Tuple(ids)).OrderExpr("id DESC"))
}
