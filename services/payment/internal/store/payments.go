// Package store keeps payments, attempts, refunds and the ledger in SQL.
//
// It guarantees that a payment, its attempts and refunds, the journal entries of what happened and the events that
// tell of it commit together or not at all; that each is written only over what was read; and that the rules of
// money hold in the statements themselves: nothing is promised back beyond what came, no account is overdrawn, no
// entry is made twice.
//
// It holds no rule of its own: every change goes through a domain method. Start with [Payments.UpdateIn], then
// ledger.go.
package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/sqldb"
	"dajiu/services/payment/internal/app"
	"dajiu/services/payment/internal/domain"
)

// Publisher is where events and timers go: the outbox.
type Publisher interface {
	Append(ctx context.Context, tx *sqldb.Tx, key int64, ev proto.Message) error
	AppendAt(ctx context.Context, tx *sqldb.Tx, key int64, due time.Time, ev proto.Message) error
}

// Payments is the SQL store of payments and of the ledger.
type Payments struct {
	db     *sqldb.DB
	outbox Publisher
	ids    *id.Generator
	clock  clock.Clock
	ledger *ledger
}

// New returns a store over a migrated database.
func New(db *sqldb.DB, ob Publisher, ids *id.Generator, c clock.Clock) *Payments {
	return &Payments{db: db, outbox: ob, ids: ids, clock: c, ledger: &ledger{ids: ids}}
}

// loaded is a payment with what is needed to tell what changed.
type loaded struct {
	payment  *domain.Payment
	before   domain.Facts
	attempts []domain.AttemptState
	refunds  []domain.RefundState
}

// load reads a payment with its attempts and refunds by a condition on payments; nil where there is none.
func load(ctx context.Context, db bun.IDB, where string, arg int64) (*loaded, error) {
	row, err := sqldb.FindOne[paymentRow](ctx, db, "WHERE "+where, arg)
	if sqldb.IsNotFound(err) {
		return nil, nil //nolint:nilnil // said in the comment
	}
	if err != nil {
		return nil, fmt.Errorf("read payment: %w", err)
	}
	l := &loaded{before: paymentFromRow(&row)}
	attemptRows, err := sqldb.Find[attemptRow](ctx, db, "WHERE payment_id = ? ORDER BY id", row.ID)
	if err != nil {
		return nil, fmt.Errorf("read attempts of payment %d: %w", row.ID, err)
	}
	attempts := make([]domain.Attempt, len(attemptRows))
	for i := range attemptRows {
		attempts[i] = attemptFromRow(&attemptRows[i])
		l.attempts = append(l.attempts, attempts[i].State)
	}
	var refunds []domain.Refund
	if row.Refunded > 0 { // each refund was promised there first
		var refundRows []refundRow
		if err := db.NewSelect().Model(&refundRows).Where("payment_id = ?", row.ID).OrderExpr("id").Scan(ctx); err != nil {
			return nil, fmt.Errorf("read refunds of payment %d: %w", row.ID, err)
		}
		for i := range refundRows {
			refunds = append(refunds, refundFromRow(&refundRows[i]))
			l.refunds = append(l.refunds, refunds[i].State)
		}
	}
	l.payment = domain.Rehydrate(l.before, attempts, refunds)
	return l, nil
}

// ByTrade returns a trade's payment as last committed; found is false where there is none.
func (s *Payments) ByTrade(ctx context.Context, tradeID int64) (p *domain.Payment, found bool, err error) {
	l, err := load(ctx, s.db.Reader(), "trade_id = ?", tradeID)
	if err != nil || l == nil {
		return nil, false, err
	}
	return l.payment, true, nil
}

// Update changes one payment by a closure of domain calls, in a transaction of its own. The closure may run more
// than once.
func (s *Payments) Update(ctx context.Context, paymentID int64, change func(*domain.Payment) error) (p *domain.Payment, err error) {
	err = s.db.WriteKey(ctx, paymentID, func(ctx context.Context, tx *sqldb.Tx) (err error) {
		p, err = s.UpdateIn(ctx, tx, paymentID, change)
		return err
	})
	return p, err
}

// UpdateIn is Update inside a transaction that is already open.
func (s *Payments) UpdateIn(ctx context.Context, tx *sqldb.Tx, paymentID int64, change func(*domain.Payment) error) (*domain.Payment, error) {
	l, err := load(ctx, tx, "id = ?", paymentID)
	if err != nil {
		return nil, err
	}
	if l == nil {
		return nil, app.NotFound()
	}
	return l.payment, s.apply(ctx, tx, l, change)
}

// SettleIn settles an order of a trade that was paid online, inside a transaction that is already open.
func (s *Payments) SettleIn(ctx context.Context, tx *sqldb.Tx, tradeID int64, settle func(*domain.Payment) error) error {
	l, err := load(ctx, tx, "trade_id = ?", tradeID)
	if err != nil {
		return err
	}
	if l == nil {
		return errs.Newf(codes.Internal, errs.ReasonInternal, "an order of trade %d was completed that nobody paid for", tradeID)
	}
	return s.apply(ctx, tx, l, settle)
}

func (s *Payments) apply(ctx context.Context, tx *sqldb.Tx, l *loaded, change func(*domain.Payment) error) error {
	if err := change(l.payment); err != nil || !l.payment.Changed() {
		return err
	}
	f := l.payment.Facts()
	paid, promised := int64(f.Paid-l.before.Paid), int64(f.Refunded-l.before.Refunded)
	set := "amount = ?, paid = paid + ?, refunded = refunded + ?, returned = ?, state = ?, paid_attempt_id = ?, paid_at = ?, updated_at = ?, version = version + 1"
	args := []any{
		int64(f.Amount), paid, promised, int64(f.Returned), int(f.State), f.PaidAttemptID, sql.NullTime{Time: f.PaidAt, Valid: !f.PaidAt.IsZero()}, f.UpdatedAt,
	}
	if !slices.Equal(f.Orders, l.before.Orders) {
		doc, err := json.Marshal(docsFromOrders(f.Orders))
		if err != nil {
			return fmt.Errorf("encode orders of payment %d: %w", f.ID, err)
		}
		set += ", orders = ?"
		args = append(args, string(doc))
	}
	args = append(args, f.ID, l.before.Version, promised, paid)
	res, err := sqldb.Exec(ctx, tx, "UPDATE payments SET "+set+" WHERE id = ? AND version = ? AND refunded + ? <= paid + ?", args...)
	if err := sqldb.ExpectOne(res, err); err != nil {
		return fmt.Errorf("update payment %d: %w", f.ID, err)
	}
	return s.saveParts(ctx, tx, l)
}

// saveParts stores what changed besides the payment's own row.
func (s *Payments) saveParts(ctx context.Context, tx *sqldb.Tx, l *loaded) error {
	if err := s.saveAttempts(ctx, tx, l); err != nil {
		return err
	}
	if err := s.saveRefunds(ctx, tx, l); err != nil {
		return err
	}
	f := l.payment.Facts()
	if err := s.ledger.record(ctx, tx, f.UserID, f.UpdatedAt, l.payment.Entries()); err != nil {
		return err
	}
	return s.publish(ctx, tx, f, l.payment.Events())
}

func (s *Payments) saveAttempts(ctx context.Context, tx *sqldb.Tx, l *loaded) error {
	attempts := l.payment.Attempts()
	for i := range attempts {
		a := &attempts[i]
		if a.Version == 0 {
			continue
		}
		row := rowFromAttempt(a)
		if i >= len(l.attempts) {
			if err := sqldb.InsertAll(ctx, tx, []attemptRow{row}); err != nil {
				return fmt.Errorf("insert attempt %d: %w", a.ID, err)
			}
			continue
		}
		res, err := sqldb.Exec(ctx, tx, "UPDATE attempts SET state = ?, transaction_id = ?, paid_at = ? WHERE id = ? AND payment_id = ? AND state = ?", row.State,
			sql.NullString{String: row.TransactionID, Valid: row.TransactionID != ""}, sql.NullTime{Time: row.PaidAt, Valid: !row.PaidAt.IsZero()},
			a.ID, a.PaymentID, int(l.attempts[i]))
		if err := sqldb.ExpectOne(res, err); err != nil {
			return fmt.Errorf("update attempt %d: %w", a.ID, err)
		}
	}
	return nil
}

// NotePrepay records the channel's name for an attempt that is still open; open is false where it is not. It is the
// only one who writes these columns of a stored attempt.
func (s *Payments) NotePrepay(ctx context.Context, a domain.Attempt, prepayID string, at time.Time) (open bool, err error) {
	err = s.db.WriteKey(ctx, a.PaymentID, func(ctx context.Context, tx *sqldb.Tx) error {
		res, err := sqldb.Exec(ctx, tx, "UPDATE attempts SET prepay_id = ?, prepaid_at = ? WHERE id = ? AND payment_id = ? AND state = ?", prepayID, at, a.ID, a.PaymentID,
			int(domain.AttemptOpen))
		if err != nil {
			return fmt.Errorf("note the prepay id of attempt %d: %w", a.ID, err)
		}
		n, err := res.RowsAffected()
		open = n == 1
		return err
	})
	return open, err
}

func (s *Payments) saveRefunds(ctx context.Context, tx *sqldb.Tx, l *loaded) error {
	refunds := l.payment.Refunds()
	for i := range refunds {
		r := &refunds[i]
		if r.Version == 0 {
			continue
		}
		row := rowFromRefund(r)
		if i >= len(l.refunds) {
			if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
				return fmt.Errorf("insert refund %d: %w", r.ID, err)
			}
			continue
		}
		res, err := tx.NewUpdate().Model(&row).Column("state", "note", "updated_at").
			Where("id = ? AND payment_id = ? AND state = ?", r.ID, r.PaymentID, int(l.refunds[i])).Exec(ctx)
		if err := sqldb.ExpectOne(res, err); err != nil {
			return fmt.Errorf("update refund %d: %w", r.ID, err)
		}
	}
	return nil
}

// conflict turns a key that a neighbour took first into a conflict, so that the transaction runs again and sees it.
func conflict(err error) error {
	if sqldb.IsDuplicate(err) {
		return errors.Join(sqldb.ErrConflict, err)
	}
	return err
}
