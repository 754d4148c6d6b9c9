package transport

import (
	"context"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	"dajiu/platform/clock"
	"dajiu/platform/money"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
	"dajiu/services/order/internal/store"
)

// Subscribe makes orders follow what happens elsewhere and what time brings. An event that comes too late for
// an order's state changes nothing: the state table is the judge, and the other side sees the order's own events.
func Subscribe(c *outbox.Consumer, rows *store.Orders, clk clock.Clock) {
	s := &subscriber{rows: rows, clock: clk}
	outbox.On(c, s.tradePaid)
	outbox.On(c, s.orderRefunded)
	outbox.On(c, s.reservationFailed)
	outbox.On(c, s.pickedUp)
	outbox.On(c, s.handedOver)
	outbox.On(c, s.refused)
	outbox.On(c, s.returned)
	outbox.On(c, s.paymentDue)
	outbox.On(c, s.acceptanceDue)
	outbox.On(c, s.completionDue)
}

type subscriber struct {
	rows  *store.Orders
	clock clock.Clock
}

var all = app.Scope{All: true} //nolint:gochecknoglobals // a constant

// follow carries an act out if the state allows it, and leaves the order alone if not.
func (s *subscriber) follow(ctx context.Context, tx *sqldb.Tx, orderID int64, change func(*domain.Order) error) error {
	_, err := s.rows.UpdateIn(ctx, tx, all, orderID, change)
	return err
}

func (s *subscriber) when(ctx context.Context, tx *sqldb.Tx, orderID int64, act domain.Act, by domain.Actor) error {
	return s.follow(ctx, tx, orderID, func(o *domain.Order) error {
		if _, err := o.Facts().State.Next(act); err != nil {
			return nil //nolint:nilerr // too late: the order went another way
		}
		_, err := o.Do(act, by, "", s.clock.Now())
		return err
	})
}

// tradePaid confirms the orders that the money is for; an order of the trade that was cancelled before the payment
// began is not among them.
func (s *subscriber) tradePaid(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *paymentv1.TradePaid) error {
	for _, id := range ev.GetOrderIds() {
		err := s.follow(ctx, tx, id, func(o *domain.Order) error {
			_, err := o.TakePayment(s.clock.Now())
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *subscriber) orderRefunded(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *paymentv1.OrderRefunded) error {
	return s.follow(ctx, tx, ev.GetOrderId(), func(o *domain.Order) error {
		return o.NoteRefund(money.Fen(ev.GetAmount()), s.clock.Now())
	})
}

func (s *subscriber) reservationFailed(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *inventoryv1.ReservationFailed) error {
	return s.when(ctx, tx, ev.GetOrderId(), domain.LoseStock, domain.System)
}

func (s *subscriber) pickedUp(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *deliveryv1.DeliveryPickedUp) error {
	return s.when(ctx, tx, ev.GetOrderId(), domain.Ship, domain.Courier)
}

func (s *subscriber) handedOver(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *deliveryv1.DeliveryHandedOver) error {
	by := domain.Courier
	if ev.GetCourierId() == 0 {
		by = domain.Store
	}
	return s.follow(ctx, tx, ev.GetOrderId(), func(o *domain.Order) error {
		if state := o.Facts().State; state != domain.Shipped && state != domain.Ready {
			return nil // told before, or too late
		}
		_, err := o.HandOver(money.Fen(ev.GetCollectedAmount()), by, s.clock.Now())
		return err
	})
}

func (s *subscriber) refused(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *deliveryv1.DeliveryRefused) error {
	return s.follow(ctx, tx, ev.GetOrderId(), func(o *domain.Order) error {
		if state := o.Facts().State; state != domain.Shipped && state != domain.Ready {
			return nil // told before, or too late
		}
		_, err := o.RefuseHandOver(ev.GetAge(), ev.GetNote(), s.clock.Now())
		return err
	})
}

func (s *subscriber) returned(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *deliveryv1.DeliveryReturned) error {
	return s.when(ctx, tx, ev.GetOrderId(), domain.Return, domain.Store)
}

func (s *subscriber) paymentDue(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *orderv1.PaymentDue) error {
	return s.when(ctx, tx, ev.GetOrderId(), domain.ExpirePayment, domain.System)
}

func (s *subscriber) acceptanceDue(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *orderv1.AcceptanceDue) error {
	return s.when(ctx, tx, ev.GetOrderId(), domain.ExpireAcceptance, domain.System)
}

func (s *subscriber) completionDue(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *orderv1.CompletionDue) error {
	return s.when(ctx, tx, ev.GetOrderId(), domain.Complete, domain.System)
}
