package store

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/proto"

	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	"dajiu/platform/sqldb"
	"dajiu/services/payment/internal/domain"
)

// publish appends what happened, and the timers that follow from it, to the outbox.
func (s *Payments) publish(ctx context.Context, tx *sqldb.Tx, f domain.Facts, events []domain.Event) error {
	for _, e := range events {
		key, ev := eventOf(f, e)
		var err error
		if e.Due.IsZero() {
			err = s.outbox.Append(ctx, tx, key, ev)
		} else {
			err = s.outbox.AppendAt(ctx, tx, key, e.Due, ev)
		}
		if err != nil {
			return fmt.Errorf("publish for payment %d: %w", f.ID, err)
		}
	}
	return nil
}

func eventOf(f domain.Facts, e domain.Event) (key int64, ev proto.Message) {
	switch e.Kind {
	case domain.TradeWasPaid:
		return f.TradeID, &paymentv1.TradePaid{TradeId: f.TradeID, PaymentId: f.ID, Amount: int64(e.Amount), OrderIds: e.OrderIDs}
	case domain.OrderWasRefunded:
		return e.ID, &paymentv1.OrderRefunded{OrderId: e.ID, TradeId: f.TradeID, Amount: int64(e.Amount), RefundId: e.RefundID, UserId: f.UserID}
	case domain.CheckAttempt:
		return f.ID, &paymentv1.AttemptCheckDue{AttemptId: e.ID}
	case domain.CloseAttemptNow:
		return f.ID, &paymentv1.AttemptCloseDue{AttemptId: e.ID}
	case domain.SendRefund:
		return f.ID, &paymentv1.RefundDue{RefundId: e.ID}
	}
	return f.ID, &paymentv1.AttemptCheckDue{}
}
