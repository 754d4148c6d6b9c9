package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/money"
	"dajiu/services/payment/internal/domain"
)

// Listed is a payment in a list, with its refunds.
type Listed struct {
	domain.Facts
	Refunds []domain.Refund
}

// Payments returns a page of payments in a state, or in any where it is 0, newest first: those with an id below
// before, or all when it is 0. It may be a moment old.
func (s *Payments) Payments(ctx context.Context, state domain.PaymentState, span Span, before int64, limit int) (list []Listed, err error) {
	err = s.db.Stale(ctx, func(ctx context.Context, from bun.IDB) (err error) {
		list, err = payments(ctx, from, state, span, before, limit)
		return err
	})
	return list, err
}

func payments(ctx context.Context, from bun.IDB, state domain.PaymentState, span Span, before int64, limit int) ([]Listed, error) {
	var rows []paymentRow
	q := span.within(from.NewSelect().Model(&rows), "id")
	if state != 0 {
		q = q.Where("state = ?", int(state))
	}
	if before > 0 {
		q = q.Where("id < ?", before)
	}
	if err := q.OrderExpr("id DESC").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list payments: %w", err)
	}
	list := make([]Listed, len(rows))
	at := make(map[int64]int, len(rows))
	var refunded []int64
	for i := range rows {
		list[i].Facts = paymentFromRow(&rows[i])
		at[rows[i].ID] = i
		if rows[i].Refunded > 0 {
			refunded = append(refunded, rows[i].ID)
		}
	}
	if len(refunded) == 0 {
		return list, nil
	}
	var refunds []refundRow
	if err := from.NewSelect().Model(&refunds).Where("payment_id IN ?", bun.Tuple(refunded)).OrderExpr("id").Scan(ctx); err != nil {
		return nil, fmt.Errorf("list refunds: %w", err)
	}
	for i := range refunds {
		l := &list[at[refunds[i].PaymentID]]
		l.Refunds = append(l.Refunds, refundFromRow(&refunds[i]))
	}
	return list, nil
}

// AccountBalance is an account as it stands: the balance counts on the account's own side.
type AccountBalance struct {
	Code, Kind    string
	Side          int64
	MayBeNegative bool
	Balance       money.Fen
}

// Accounts returns a page of accounts by code: those after a code, or from the first where it is empty.
func (s *Payments) Accounts(ctx context.Context, after string, limit int) ([]AccountBalance, error) {
	return accounts(ctx, s.db.Reader(), after, limit)
}

func accounts(ctx context.Context, db bun.IDB, after string, limit int) ([]AccountBalance, error) {
	var rows []accountRow
	if err := db.NewSelect().Model(&rows).Where("code > ?", after).OrderExpr("code").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list accounts: %w", err)
	}
	list := make([]AccountBalance, len(rows))
	for i, r := range rows {
		list[i] = AccountBalance{Code: r.Code, Kind: r.Kind, Side: r.Side, MayBeNegative: r.MayBeNegative, Balance: money.Fen(r.Balance)}
	}
	return list, nil
}

// JournalEntry is an entry as it was booked.
type JournalEntry struct {
	ID, ReferenceID int64
	Kind            string
	At              time.Time
	Postings        []domain.Posting
}

func entryFromRow(r *journalRow) JournalEntry {
	return JournalEntry{ID: r.ID, ReferenceID: r.ReferenceID, Kind: r.Kind, At: r.At}
}

// Journal returns a page of entries, newest first: those with an id below before, or all when it is 0. It may be a
// moment old.
func (s *Payments) Journal(ctx context.Context, span Span, before int64, limit int) (list []JournalEntry, err error) {
	err = s.db.Stale(ctx, func(ctx context.Context, from bun.IDB) (err error) {
		q := span.within(from.NewSelect(), "id")
		if before > 0 {
			q = q.Where("id < ?", before)
		}
		list, err = journal(ctx, from, q.OrderExpr("id DESC").Limit(int64(limit)))
		return err
	})
	return list, err
}

// journal reads the entries that a query finds, in its order.
func journal(ctx context.Context, db bun.IDB, q *bun.SelectQuery) ([]JournalEntry, error) {
	var rows []journalRow
	if err := q.Model(&rows).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list journal: %w", err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	list := make([]JournalEntry, len(rows))
	ids := make([]int64, len(rows))
	at := make(map[int64]int, len(rows))
	for i := range rows {
		list[i] = entryFromRow(&rows[i])
		ids[i], at[rows[i].ID] = rows[i].ID, i
	}
	var postings []postingRow
	if err := db.NewSelect().Model(&postings).Where("journal_id IN ?", bun.Tuple(ids)).OrderExpr("journal_id, seq").Scan(ctx); err != nil {
		return nil, fmt.Errorf("list postings: %w", err)
	}
	for _, p := range postings {
		e := &list[at[p.JournalID]]
		e.Postings = append(e.Postings, domain.Posting{Account: domain.Account(p.Account), Amount: money.Fen(p.Amount)})
	}
	return list, nil
}
