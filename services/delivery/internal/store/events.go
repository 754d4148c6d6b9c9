package store

import (
	"context"
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/platform/sqldb"
	"dajiu/services/delivery/internal/domain"
)

// publish appends what happened to a delivery to the outbox.
func (s *Store) publish(ctx context.Context, tx *sqldb.Tx, d *domain.Delivery) error {
	f := d.Facts()
	for _, act := range d.Acts() {
		ev := eventOf(act, f)
		if ev == nil {
			continue
		}
		if err := s.appendAct(ctx, tx, act, f, ev); err != nil {
			return fmt.Errorf("publish delivery %d: %w", f.ID, err)
		}
	}
	return nil
}

// appendAct publishes an event: at once, but for the search for a courier of an order with a slot, which begins when the
// slot nears.
func (s *Store) appendAct(ctx context.Context, tx *sqldb.Tx, act domain.Act, f domain.Facts, ev proto.Message) error {
	if search := f.Slot.Ready.Add(-s.limits.DispatchAhead); act == domain.Arrange && search.After(f.UpdatedAt) {
		return s.outbox.AppendAt(ctx, tx, f.OrderID, search, ev)
	}
	return s.outbox.Append(ctx, tx, f.OrderID, ev)
}

// tellCourier publishes what happened to a courier's job that they did not do: it was packed, cancelled, called back or
// taken back in.
func (s *Store) tellCourier(ctx context.Context, tx *sqldb.Tx, d *domain.Delivery, packed bool) error {
	f := d.Facts()
	others := slices.ContainsFunc(d.Acts(), func(a domain.Act) bool { return a == domain.Cancel || a == domain.Recall || a == domain.Return })
	if f.CourierID == 0 || !packed && !others {
		return nil
	}
	ev := &deliveryv1.JobChanged{
		OrderId: f.OrderID, DeliveryId: f.ID, CourierId: f.CourierID, State: deliveryv1.DeliveryState(f.State), Ready: f.Ready, //nolint:gosec // small enum
	}
	if err := s.outbox.Append(ctx, tx, f.OrderID, ev); err != nil {
		return fmt.Errorf("tell courier of delivery %d: %w", f.ID, err)
	}
	return nil
}

// tellWithdrawn tells those who still think about an offer that it is gone; whoever took the job knows.
func (s *Store) tellWithdrawn(ctx context.Context, tx *sqldb.Tx, f domain.Facts) error {
	var couriers []int64
	err := tx.NewSelect().Model((*offerRow)(nil)).Column("courier_id").
		Where("delivery_id = ? AND NOT declined AND `until` > ? AND courier_id <> ?", f.ID, f.UpdatedAt, f.CourierID).OrderExpr("courier_id").Scan(ctx, &couriers)
	if err != nil {
		return fmt.Errorf("read offers of delivery %d: %w", f.ID, err)
	}
	for _, id := range couriers {
		if err := s.outbox.Append(ctx, tx, f.OrderID, &deliveryv1.OfferWithdrawn{DeliveryId: f.ID, CourierId: id}); err != nil {
			return fmt.Errorf("withdraw offer of delivery %d: %w", f.ID, err)
		}
	}
	return nil
}

// eventOf returns what others are told of an act; nil where nobody needs to know.
func eventOf(act domain.Act, f domain.Facts) proto.Message {
	switch act {
	case domain.Arrange, domain.Reassign:
		return &deliveryv1.DispatchDue{DeliveryId: f.ID, Round: f.Round}
	case domain.Assign:
		return &deliveryv1.CourierAssigned{OrderId: f.OrderID, DeliveryId: f.ID, CourierId: f.CourierID, UserId: f.UserID, StoreId: f.StoreID}
	case domain.PickUp:
		return &deliveryv1.DeliveryPickedUp{OrderId: f.OrderID, DeliveryId: f.ID, CourierId: f.CourierID}
	case domain.HandOver:
		return &deliveryv1.DeliveryHandedOver{OrderId: f.OrderID, DeliveryId: f.ID, CourierId: f.CourierID, CollectedAmount: int64(f.Collected)}
	case domain.Refuse:
		return &deliveryv1.DeliveryRefused{OrderId: f.OrderID, DeliveryId: f.ID, CourierId: f.CourierID, Age: f.Refusal.ForAge(), Note: f.Note}
	case domain.Return:
		return &deliveryv1.DeliveryReturned{OrderId: f.OrderID, DeliveryId: f.ID}
	case domain.ArrangePickup, domain.Cancel, domain.Recall: // the order knows
		return nil
	}
	return nil
}
