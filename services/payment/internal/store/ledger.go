package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/services/payment/internal/domain"
)

type journalRow struct {
	bun.BaseModel `bun:"table:journal"`

	ID          int64     `bun:"id,pk"`
	Kind        string    `bun:"kind"`
	ReferenceID int64     `bun:"reference_id"`
	At          time.Time `bun:"at"`
}

type postingRow struct {
	bun.BaseModel `bun:"table:postings"`

	JournalID int64  `bun:"journal_id,pk"`
	Seq       int    `bun:"seq,pk"`
	Account   string `bun:"account"`
	Amount    int64  `bun:"amount"`
}

type accountRow struct {
	bun.BaseModel `bun:"table:accounts"`

	Code          string `bun:"code,pk"`
	Kind          string `bun:"kind"`
	Side          int64  `bun:"side"`
	MayBeNegative bool   `bun:"may_be_negative"`
	Balance       int64  `bun:"balance"`
}

// ledger writes journal entries. The entry itself is written in its transaction, whose undoing it is to be there
// twice; postings and balances are written once for all transactions that share a commit, so that the two accounts
// that every payment moves cost one statement a commit and not one a payment.
type ledger struct{ ids *id.Generator }

// record stores entries. One of the same kind and reference that is there already is an error.
func (l *ledger) record(ctx context.Context, tx *sqldb.Tx, owner int64, at time.Time, entries []domain.Entry) error {
	for _, e := range entries {
		row := journalRow{ID: l.ids.NextFor(owner), Kind: string(e.Kind()), ReferenceID: e.Reference(), At: at}
		if err := sqldb.InsertAll(ctx, tx, []journalRow{row}); err != nil {
			return fmt.Errorf("insert journal entry %s of %d: %w", row.Kind, row.ReferenceID, err)
		}
		for i, p := range e.Postings() {
			tx.Defer(l, postingRow{JournalID: row.ID, Seq: i + 1, Account: string(p.Account), Amount: int64(p.Amount)})
		}
	}
	return nil
}

// recordNow books one entry at once, so that what it may take is judged by the balances as they stand in its own
// transaction. Money that customers may get back stays at the channel: a withdrawal leaves there what is in escrow.
func (l *ledger) recordNow(ctx context.Context, tx *sqldb.Tx, owner int64, at time.Time, e domain.Entry) error {
	row := journalRow{ID: l.ids.NextFor(owner), Kind: string(e.Kind()), ReferenceID: e.Reference(), At: at}
	if err := sqldb.InsertAll(ctx, tx, []journalRow{row}); err != nil {
		return fmt.Errorf("insert journal entry %s of %d: %w", row.Kind, row.ReferenceID, err)
	}
	var postings []any
	for i, p := range e.Postings() {
		postings = append(postings, postingRow{JournalID: row.ID, Seq: i + 1, Account: string(p.Account), Amount: int64(p.Amount)})
	}
	if err := l.WriteBatch(ctx, tx.Tx, postings); err != nil {
		return err
	}
	if e.Kind() != domain.ChannelWithdrawn {
		return nil
	}
	const left = "SELECT COUNT(*) FROM accounts AS c, accounts AS e WHERE c.code = ? AND e.code = ? AND c.balance >= e.balance"
	var enough int
	if err := tx.NewRaw(left, string(domain.ChannelWechat), string(domain.Escrow)).Scan(ctx, &enough); err != nil {
		return fmt.Errorf("compare channel and escrow: %w", err)
	}
	if enough == 0 {
		return errs.Newf(codes.FailedPrecondition, "PAYMENT_LEDGER_OVERDRAWN", "account %s must keep what is in escrow", domain.ChannelWechat)
	}
	return nil
}

// WriteBatch stores the postings of one commit and moves the balances of their accounts.
func (l *ledger) WriteBatch(ctx context.Context, tx bun.Tx, items []any) error {
	rows := make([]postingRow, len(items))
	for i, item := range items {
		p, ok := item.(postingRow)
		if !ok {
			return errors.New("payment: a stranger among the postings")
		}
		rows[i] = p
	}
	if err := sqldb.InsertAll(ctx, tx, rows); err != nil {
		return fmt.Errorf("insert postings: %w", err)
	}
	return moveAll(ctx, tx, rows)
}

// moveAll moves the balances of all accounts that postings name, each once.
func moveAll(ctx context.Context, tx bun.Tx, rows []postingRow) error {
	moved := map[string]money.Fen{}
	for _, p := range rows {
		sum, err := money.Add(moved[p.Account], money.Fen(p.Amount*domain.Account(p.Account).Side()))
		if err != nil {
			return fmt.Errorf("account %s: %w", p.Account, err)
		}
		moved[p.Account] = sum
	}
	// In one order, so that two committers never wait for each other's accounts.
	for _, code := range slices.Sorted(maps.Keys(moved)) {
		if err := move(ctx, tx, code, int64(moved[code])); err != nil {
			return err
		}
	}
	return nil
}

// move changes a balance where the account allows the result, and opens an account that is not there. One that a
// neighbour opens at the same moment is moved once the neighbour's commit shows it.
func move(ctx context.Context, tx bun.Tx, code string, by int64) error {
	err := moveOpen(ctx, tx, code, by)
	if !errors.Is(err, sqldb.ErrConflict) {
		return err
	}
	a := domain.Account(code)
	row := accountRow{Code: code, Kind: a.Kind(), Side: a.Side(), Balance: by}
	_, err = tx.NewInsert().Model(&row).Exec(ctx)
	switch {
	case err == nil:
		return nil
	case !sqldb.IsDuplicate(err) && !sqldb.IsCheck(err):
		return fmt.Errorf("open account %s: %w", code, err)
	}
	if err = moveOpen(ctx, tx, code, by); errors.Is(err, sqldb.ErrConflict) {
		return errs.Newf(codes.FailedPrecondition, "PAYMENT_LEDGER_OVERDRAWN", "account %s does not hold %s", code, money.Fen(-by))
	}
	return err
}

// moveOpen is ErrConflict where the account is not there or does not allow the result.
func moveOpen(ctx context.Context, tx bun.Tx, code string, by int64) error {
	res, err := sqldb.Exec(ctx, tx, "UPDATE accounts SET balance = balance + ? WHERE code = ? AND (balance + ? >= 0 OR may_be_negative = ?)", by, code, by, true)
	if err = sqldb.ExpectOne(res, err); err != nil {
		return fmt.Errorf("move account %s: %w", code, err)
	}
	return nil
}
