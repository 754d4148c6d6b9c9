package transport

import (
	"context"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/store"
)

// Subscribe makes reservations follow what happens to their orders. An event that comes too late, twice or before its
// forerunner changes nothing that the state table does not allow.
func Subscribe(c *outbox.Consumer, rows *store.Stock) {
	s := &subscriber{rows: rows}
	outbox.OnAll(c, s.confirmed)
	outbox.On(c, s.shipped)
	outbox.On(c, s.cancelled)
	outbox.On(c, s.expiryDue)
	outbox.On(c, s.postingDue)
}

type subscriber struct{ rows *store.Stock }

func (s *subscriber) confirmed(ctx context.Context, tx *sqldb.Tx, evs []outbox.Heard[*orderv1.OrderConfirmed]) error {
	orders := make([]int64, len(evs))
	for i, ev := range evs {
		orders[i] = ev.Event.GetOrder().GetOrderId()
	}
	return s.rows.ConfirmIn(ctx, tx, orders, func(i int) context.Context { return evs[i].Meta.Cause(ctx) })
}

func (s *subscriber) shipped(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *orderv1.OrderShipped) error {
	return s.rows.CommitIn(ctx, tx, ev.GetOrder().GetOrderId())
}

func (s *subscriber) cancelled(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *orderv1.OrderCancelled) error {
	return s.rows.CancelIn(ctx, tx, ev.GetOrder().GetOrderId(), ev.GetReturned())
}

func (s *subscriber) expiryDue(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *inventoryv1.ReservationExpiryDue) error {
	return s.rows.ExpireIn(ctx, tx, ev.GetOrderId())
}

func (s *subscriber) postingDue(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *inventoryv1.CountPostingDue) error {
	return s.rows.PostIn(ctx, tx, ev.GetSheetId())
}
