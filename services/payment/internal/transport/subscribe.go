package transport

import (
	"context"
	"log/slog"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	"dajiu/platform/clock"
	"dajiu/platform/money"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/services/payment/internal/app"
	"dajiu/services/payment/internal/domain"
	"dajiu/services/payment/internal/store"
)

// Subscribe makes payments follow orders and deliveries, and the service's own timers. What changes only our own
// tables does so in the event's transaction; what calls the channel runs outside of any.
func Subscribe(c *outbox.Consumer, payments *app.Service, rows *store.Payments, clk clock.Clock, log *slog.Logger) {
	s := &subscriber{payments: payments, rows: rows, clock: clk, log: log}
	outbox.On(c, s.orderCancelled)
	outbox.On(c, s.orderDelivered)
	outbox.On(c, s.orderCompleted)
	outbox.On(c, s.handedOver)
	outbox.OnCall(c, s.attemptCheckDue)
	outbox.OnCall(c, s.attemptCloseDue)
	outbox.OnCall(c, s.refundDue)
}

type subscriber struct {
	payments *app.Service
	rows     *store.Payments
	clock    clock.Clock
	log      *slog.Logger
}

func onDelivery(o *orderv1.OrderSummary) bool {
	return o.GetPayMethod() == orderv1.PayMethod_PAY_METHOD_ON_DELIVERY
}

func (s *subscriber) orderCancelled(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *orderv1.OrderCancelled) error {
	o := ev.GetOrder()
	n, err := s.rows.CancelIn(ctx, tx, o.GetTradeId(), o.GetOrderId(), onDelivery(o), reasonText(ev.GetReason()))
	if err == nil && n.Collected > 0 {
		s.log.ErrorContext(ctx, "an order was cancelled after its cash was collected: an operator should look", "order", o.GetOrderId(), "amount", n.Collected)
	}
	return err
}

// orderDelivered tells which store's counter took the cash of an order that was picked up.
func (s *subscriber) orderDelivered(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *orderv1.OrderDelivered) error {
	o := ev.GetOrder()
	if !onDelivery(o) || o.GetFulfilment() != orderv1.Fulfilment_FULFILMENT_PICKUP {
		return nil
	}
	return s.describe(ctx, tx, o, false)
}

func (s *subscriber) orderCompleted(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *orderv1.OrderCompleted) error {
	o := ev.GetOrder()
	switch {
	case o.GetPayableAmount() == 0:
		return nil
	case onDelivery(o):
		return s.describe(ctx, tx, o, true)
	}
	return s.rows.SettleIn(ctx, tx, o.GetTradeId(), func(p *domain.Payment) error {
		return p.SettleOrder(o.GetOrderId(), money.Fen(o.GetPayableAmount()), s.clock.Now())
	})
}

func (s *subscriber) describe(ctx context.Context, tx *sqldb.Tx, o *orderv1.OrderSummary, completed bool) error {
	return s.rows.NoteIn(ctx, tx, o.GetOrderId(), func(n *domain.Note) ([]domain.Entry, error) {
		return n.Describe(domain.Described{
			TradeID: o.GetTradeId(), MerchantID: o.GetMerchantId(), StoreID: o.GetStoreId(),
			Payable: money.Fen(o.GetPayableAmount()), Fee: money.Fen(o.GetDeliveryFee()), Completed: completed,
		}, s.clock.Now())
	})
}

func (s *subscriber) handedOver(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *deliveryv1.DeliveryHandedOver) error {
	if ev.GetCollectedAmount() <= 0 {
		return nil
	}
	return s.rows.NoteIn(ctx, tx, ev.GetOrderId(), func(n *domain.Note) ([]domain.Entry, error) {
		return n.Collect(money.Fen(ev.GetCollectedAmount()), ev.GetCourierId(), s.clock.Now())
	})
}

func (s *subscriber) attemptCheckDue(ctx context.Context, _ outbox.Meta, ev *paymentv1.AttemptCheckDue) error {
	return s.payments.CheckAttempt(ctx, ev.GetAttemptId(), int(ev.GetRound()))
}

func (s *subscriber) attemptCloseDue(ctx context.Context, _ outbox.Meta, ev *paymentv1.AttemptCloseDue) error {
	return s.payments.CloseAttempt(ctx, ev.GetAttemptId(), int(ev.GetRound()))
}

func (s *subscriber) refundDue(ctx context.Context, _ outbox.Meta, ev *paymentv1.RefundDue) error {
	return s.payments.ProcessRefund(ctx, ev.GetRefundId(), int(ev.GetRound()))
}

// reasonText is what the payer reads with the refund.
func reasonText(r orderv1.CancelReason) string {
	switch r {
	case orderv1.CancelReason_CANCEL_REASON_CUSTOMER:
		return "顾客取消订单"
	case orderv1.CancelReason_CANCEL_REASON_PAYMENT_TIMEOUT:
		return "订单超时未支付"
	case orderv1.CancelReason_CANCEL_REASON_STORE:
		return "商家取消订单"
	case orderv1.CancelReason_CANCEL_REASON_ACCEPT_TIMEOUT:
		return "商家超时未接单"
	case orderv1.CancelReason_CANCEL_REASON_STOCK_LOST:
		return "商品缺货"
	case orderv1.CancelReason_CANCEL_REASON_AGE_REFUSED:
		return "未通过年龄核验"
	case orderv1.CancelReason_CANCEL_REASON_DELIVERY_REFUSED:
		return "拒收退回"
	case orderv1.CancelReason_CANCEL_REASON_PLATFORM:
		return "平台客服取消订单"
	case orderv1.CancelReason_CANCEL_REASON_UNSPECIFIED:
	}
	return "订单已取消"
}
