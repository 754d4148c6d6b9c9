package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/services/payment/internal/domain"
)

// Attempt returns an attempt as last committed.
func (s *Payments) Attempt(ctx context.Context, attemptID int64) (domain.Attempt, error) {
	a, found, err := s.attempt(ctx, "WHERE id = ?", attemptID)
	if err == nil && !found {
		err = errs.Newf(codes.Internal, errs.ReasonInternal, "there is no attempt %d", attemptID)
	}
	return a, err
}

// AttemptByNumber finds an attempt by its out_trade_no.
func (s *Payments) AttemptByNumber(ctx context.Context, number string) (a domain.Attempt, found bool, err error) {
	return s.attempt(ctx, "WHERE out_trade_no = ?", number)
}

func (s *Payments) attempt(ctx context.Context, clause string, arg any) (domain.Attempt, bool, error) {
	row, err := sqldb.FindOne[attemptRow](ctx, s.db.Reader(), clause, arg)
	if sqldb.IsNotFound(err) {
		return domain.Attempt{}, false, nil
	}
	if err != nil {
		return domain.Attempt{}, false, fmt.Errorf("read attempt: %w", err)
	}
	return attemptFromRow(&row), true, nil
}

// Refund returns a refund as last committed, with the amount of the attempt that it is taken from.
func (s *Payments) Refund(ctx context.Context, refundID int64) (r domain.Refund, total money.Fen, err error) {
	r, found, err := s.refund(ctx, s.db.Reader().NewSelect().Where("id = ?", refundID))
	if err != nil {
		return r, 0, err
	}
	if !found {
		return r, 0, errs.Newf(codes.Internal, errs.ReasonInternal, "there is no refund %d", refundID)
	}
	a, err := s.Attempt(ctx, r.AttemptID)
	return r, a.Amount, err
}

// RefundByNumber finds a refund by its out_refund_no.
func (s *Payments) RefundByNumber(ctx context.Context, number string) (r domain.Refund, found bool, err error) {
	return s.refund(ctx, s.db.Reader().NewSelect().Where("out_refund_no = ?", number))
}

func (s *Payments) refund(ctx context.Context, q *bun.SelectQuery) (domain.Refund, bool, error) {
	var row refundRow
	err := q.Model(&row).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.Refund{}, false, nil
	}
	if err != nil {
		return domain.Refund{}, false, fmt.Errorf("read refund: %w", err)
	}
	return refundFromRow(&row), true, nil
}

// PostponeCheck sets the timer of an attempt's next check, unless that was done before.
func (s *Payments) PostponeCheck(ctx context.Context, a domain.Attempt, round int, due time.Time) error {
	return s.postpone(ctx, (*attemptRow)(nil), "check_round", a.ID, a.PaymentID, round, due,
		&paymentv1.AttemptCheckDue{AttemptId: a.ID, Round: int32(round)}) //nolint:gosec // one in ten minutes
}

// PostponeClose sets the timer of the next try to close an attempt, unless that was done before.
func (s *Payments) PostponeClose(ctx context.Context, a domain.Attempt, round int, due time.Time) error {
	return s.postpone(ctx, (*attemptRow)(nil), "close_round", a.ID, a.PaymentID, round, due,
		&paymentv1.AttemptCloseDue{AttemptId: a.ID, Round: int32(round)}) //nolint:gosec // one in ten minutes
}

// PostponeRefund sets the timer of a refund's next round, unless that was done before.
func (s *Payments) PostponeRefund(ctx context.Context, r domain.Refund, round int, due time.Time) error {
	return s.postpone(ctx, (*refundRow)(nil), "round", r.ID, r.PaymentID, round, due,
		&paymentv1.RefundDue{RefundId: r.ID, Round: int32(round)}) //nolint:gosec // one in an hour
}

// postpone moves a row's round on by one, and appends the timer where it did: a timer that is delivered twice finds
// the round taken.
func (s *Payments) postpone(ctx context.Context, model any, column string, id, paymentID int64, round int, due time.Time, timer proto.Message) error {
	return s.db.WriteKey(ctx, paymentID, func(ctx context.Context, tx *sqldb.Tx) error {
		res, err := tx.NewUpdate().Model(model).Set("? = ?", bun.Ident(column), round).
			Where("id = ? AND payment_id = ? AND ? = ?", id, paymentID, bun.Ident(column), round-1).Exec(ctx)
		if err != nil {
			return fmt.Errorf("round %d of %d: %w", round, id, err)
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return s.outbox.AppendAt(ctx, tx, paymentID, due, timer)
	})
}
