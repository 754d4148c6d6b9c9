package store

import (
	"context"
	"fmt"
	"iter"

	"github.com/uptrace/bun"

	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/services/payment/internal/domain"
)

// scanPage is how many rows a scan holds at once.
const scanPage = 500

// scan yields everything that next returns, page by page, each page beginning after the last entry of the one before.
func scan[T any, K any](start K, next func(after K) ([]T, error), key func(T) K) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		after := start
		for {
			page, err := next(after)
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, one := range page {
				if !yield(one, nil) {
					return
				}
			}
			if len(page) < scanPage {
				return
			}
			after = key(page[len(page)-1])
		}
	}
}

// ScanPayments yields every payment by trade id.
func ScanPayments(ctx context.Context, db *sqldb.DB) iter.Seq2[domain.Facts, error] {
	return scan(0, func(after int64) ([]domain.Facts, error) {
		var rows []paymentRow
		if err := page(ctx, db, &rows, "trade_id", after); err != nil {
			return nil, err
		}
		return mapped(rows, paymentFromRow), nil
	}, func(f domain.Facts) int64 { return f.TradeID })
}

// ScanAttempts yields every attempt by id, which is the order of their numbers.
func ScanAttempts(ctx context.Context, db *sqldb.DB) iter.Seq2[domain.Attempt, error] {
	return scan(0, func(after int64) ([]domain.Attempt, error) {
		var rows []attemptRow
		if err := page(ctx, db, &rows, "id", after); err != nil {
			return nil, err
		}
		return mapped(rows, attemptFromRow), nil
	}, func(a domain.Attempt) int64 { return a.ID })
}

// ScanRefunds yields every refund by id, which is the order of their numbers.
func ScanRefunds(ctx context.Context, db *sqldb.DB) iter.Seq2[domain.Refund, error] {
	return scan(0, func(after int64) ([]domain.Refund, error) {
		var rows []refundRow
		if err := page(ctx, db, &rows, "id", after); err != nil {
			return nil, err
		}
		return mapped(rows, refundFromRow), nil
	}, func(r domain.Refund) int64 { return r.ID })
}

// ScanNotes yields what is known of every order apart from payments, by order id.
func ScanNotes(ctx context.Context, db *sqldb.DB) iter.Seq2[domain.Note, error] {
	return scan(0, func(after int64) ([]domain.Note, error) {
		var rows []noteRow
		if err := page(ctx, db, &rows, "order_id", after); err != nil {
			return nil, err
		}
		return mapped(rows, noteFromRow), nil
	}, func(n domain.Note) int64 { return n.OrderID })
}

// ScanJournal yields every entry of the journal by id, without its postings.
func ScanJournal(ctx context.Context, db *sqldb.DB) iter.Seq2[JournalEntry, error] {
	return scan(0, func(after int64) ([]JournalEntry, error) {
		var rows []journalRow
		if err := page(ctx, db, &rows, "id", after); err != nil {
			return nil, err
		}
		return mapped(rows, entryFromRow), nil
	}, func(e JournalEntry) int64 { return e.ID })
}

// Posted is a posting with the entry that it is, or should be, of.
type Posted struct {
	JournalID int64
	domain.Posting
}

// afterPosting is the end of a page of postings. SQLite goes by the row value; MariaDB finds no range in one, so that
// the first condition, which says nothing new, is what keeps it from reading the table from its beginning.
const afterPosting = "journal_id >= ?0 AND (journal_id, seq) > (?0, ?1)"

// ScanPostings yields every posting by its entry's id, also those whose entry is missing.
func ScanPostings(ctx context.Context, db *sqldb.DB) iter.Seq2[Posted, error] {
	type key struct {
		journal int64
		seq     int
	}
	rows := scan(key{}, func(after key) ([]postingRow, error) {
		var rows []postingRow
		err := db.Reader().NewSelect().Model(&rows).Where(afterPosting, after.journal, after.seq).
			OrderExpr("journal_id, seq").Limit(int64(scanPage)).Scan(ctx)
		if err != nil {
			return nil, fmt.Errorf("scan postings: %w", err)
		}
		return rows, nil
	}, func(r postingRow) key { return key{r.JournalID, r.Seq} })
	return func(yield func(Posted, error) bool) {
		for r, err := range rows {
			p := Posted{JournalID: r.JournalID, Posting: domain.Posting{Account: domain.Account(r.Account), Amount: money.Fen(r.Amount)}}
			if !yield(p, err) {
				return
			}
		}
	}
}

// ScanAccounts yields every account by code.
func ScanAccounts(ctx context.Context, db *sqldb.DB) iter.Seq2[AccountBalance, error] {
	return scan("", func(after string) ([]AccountBalance, error) {
		return accounts(ctx, db.Reader(), after, scanPage)
	}, func(a AccountBalance) string { return a.Code })
}

func page[T any](ctx context.Context, db *sqldb.DB, rows *[]T, column string, after int64) error {
	err := db.Reader().NewSelect().Model(rows).Where("? > ?", bun.Ident(column), after).OrderExpr("?", bun.Ident(column)).Limit(int64(scanPage)).Scan(ctx)
	if err != nil {
		return fmt.Errorf("scan after %d: %w", after, err)
	}
	return nil
}

func mapped[R, T any](rows []R, convert func(*R) T) []T {
	list := make([]T, len(rows))
	for i := range rows {
		list[i] = convert(&rows[i])
	}
	return list
}

// maxNumbers bounds a look-up by numbers.
const maxNumbers = 1000

// AttemptsByNumber returns the attempts of these numbers that there are.
func AttemptsByNumber(ctx context.Context, db *sqldb.DB, numbers []string) ([]domain.Attempt, error) {
	var rows []attemptRow
	if err := byNumber(ctx, db, &rows, "out_trade_no", numbers); err != nil {
		return nil, err
	}
	return mapped(rows, attemptFromRow), nil
}

// RefundsByNumber returns the refunds of these numbers that there are.
func RefundsByNumber(ctx context.Context, db *sqldb.DB, numbers []string) ([]domain.Refund, error) {
	var rows []refundRow
	if err := byNumber(ctx, db, &rows, "out_refund_no", numbers); err != nil {
		return nil, err
	}
	return mapped(rows, refundFromRow), nil
}

func byNumber[T any](ctx context.Context, db *sqldb.DB, rows *[]T, column string, numbers []string) error {
	if len(numbers) == 0 {
		return nil
	}
	if len(numbers) > maxNumbers {
		return fmt.Errorf("%d numbers at a time, at most %d", len(numbers), maxNumbers)
	}
	if err := db.Reader().NewSelect().Model(rows).Where("? IN ?", bun.Ident(column), bun.Tuple(numbers)).Scan(ctx); err != nil {
		return fmt.Errorf("by number: %w", err)
	}
	return nil
}
