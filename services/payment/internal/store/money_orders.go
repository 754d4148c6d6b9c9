package store

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	"dajiu/platform/audit"
	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/services/payment/internal/app"
	"dajiu/services/payment/internal/domain"
)

type moneyOrderRow struct {
	bun.BaseModel `bun:"table:money_orders"`

	ID         int64     `bun:"id,pk"`
	Kind       int       `bun:"kind"`
	PartyID    int64     `bun:"party_id"`
	Amount     int64     `bun:"amount"`
	Memo       string    `bun:"memo"`
	State      int       `bun:"state"`
	MakerID    int64     `bun:"maker_id"`
	CheckerID  int64     `bun:"checker_id"`
	Note       string    `bun:"note"`
	RequestKey string    `bun:"request_key"`
	CreatedAt  time.Time `bun:"created_at"`
	DecidedAt  time.Time `bun:"decided_at,nullzero"`
}

func moneyOrderFromRow(r *moneyOrderRow) domain.MoneyOrder {
	return domain.MoneyOrder{
		ID: r.ID, Kind: domain.MoneyOrderKind(r.Kind), Party: r.PartyID, Amount: money.Fen(r.Amount), Memo: r.Memo, State: domain.MoneyOrderState(r.State),
		Maker: r.MakerID, Checker: r.CheckerID, Note: r.Note, CreatedAt: r.CreatedAt, DecidedAt: r.DecidedAt,
	}
}

// ProposeMoney stores a proposal, or returns the one that its maker stored under the key before. The same key for
// another wish is IDEMPOTENCY_KEY_REUSED.
func (s *Payments) ProposeMoney(ctx context.Context, m domain.MoneyOrder, key string) (domain.MoneyOrder, error) {
	made := m
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		var row moneyOrderRow
		switch err := tx.NewSelect().Model(&row).Where("maker_id = ? AND request_key = ?", m.Maker, key).Scan(ctx); {
		case err == nil:
			made = moneyOrderFromRow(&row)
			if made.Kind != m.Kind || made.Party != m.Party || made.Amount != m.Amount || made.Memo != m.Memo {
				return errs.New(codes.FailedPrecondition, errs.ReasonKeyReused, "this Idempotency-Key named another money order")
			}
			return nil
		case !sqldb.IsNotFound(err):
			return fmt.Errorf("read money order by key: %w", err)
		}
		row = moneyOrderRow{
			ID: m.ID, Kind: int(m.Kind), PartyID: m.Party, Amount: int64(m.Amount), Memo: m.Memo, State: int(m.State), MakerID: m.Maker,
			RequestKey: key, CreatedAt: m.CreatedAt,
		}
		if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
			return conflict(fmt.Errorf("insert money order: %w", err))
		}
		audit.Change(ctx, nil, m)
		made = m
		return nil
	})
	return made, err
}

// DecideMoney changes a money order by a closure, and books what that returns. One that is not there is
// PAYMENT_NOT_FOUND; two who decide at once decide one after the other.
func (s *Payments) DecideMoney(
	ctx context.Context, id int64, decide func(*domain.MoneyOrder) (entry domain.Entry, done bool, err error),
) (m domain.MoneyOrder, err error) {
	err = s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		var row moneyOrderRow
		if err := tx.NewSelect().Model(&row).Where("id = ?", id).Scan(ctx); sqldb.IsNotFound(err) {
			return app.NotFound()
		} else if err != nil {
			return fmt.Errorf("read money order %d: %w", id, err)
		}
		before := moneyOrderFromRow(&row)
		m = before
		entry, done, err := decide(&m)
		if err != nil || !done {
			return err
		}
		res, err := sqldb.Exec(ctx, tx, "UPDATE money_orders SET state = ?, checker_id = ?, note = ?, decided_at = ? WHERE id = ? AND state = ?",
			int(m.State), m.Checker, m.Note, m.DecidedAt, id, int(before.State))
		if err := sqldb.ExpectOne(res, err); err != nil {
			return fmt.Errorf("update money order %d: %w", id, err)
		}
		audit.Change(ctx, before, m)
		if m.State != domain.MoneyApproved {
			return nil
		}
		return s.ledger.recordNow(ctx, tx, m.Maker, m.DecidedAt, entry)
	})
	return m, err
}

// MoneyOrders returns a page of money orders in a state, or in any where it is 0, newest first: those with an id below
// before, or all when it is 0.
func (s *Payments) MoneyOrders(ctx context.Context, state domain.MoneyOrderState, before int64, limit int) ([]domain.MoneyOrder, error) {
	var rows []moneyOrderRow
	q := s.db.Reader().NewSelect()
	if state != 0 {
		q = q.Where("state = ?", int(state))
	}
	if before > 0 {
		q = q.Where("id < ?", before)
	}
	if err := q.Model(&rows).OrderExpr("id DESC").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list money orders: %w", err)
	}
	return mapped(rows, moneyOrderFromRow), nil
}

// ScanMoneyOrders yields every money order by id.
func ScanMoneyOrders(ctx context.Context, db *sqldb.DB) iter.Seq2[domain.MoneyOrder, error] {
	return scan(0, func(after int64) ([]domain.MoneyOrder, error) {
		var rows []moneyOrderRow
		if err := page(ctx, db, &rows, "id", after); err != nil {
			return nil, err
		}
		return mapped(rows, moneyOrderFromRow), nil
	}, func(m domain.MoneyOrder) int64 { return m.ID })
}
