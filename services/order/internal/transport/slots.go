package transport

import (
	"context"
	"strings"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/platform/errs"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
)

// Check asks whether a slot could be booked.
func (c *Clients) Check(ctx context.Context, ask app.SlotAsk) (domain.Slot, error) {
	slot, err := c.deliveries.CheckSlot(ctx, &deliveryv1.CheckSlotRequest{
		StoreId: ask.StoreID, Pickup: ask.Pickup, DropLatE6: ask.To.LatE6, DropLngE6: ask.To.LngE6, StartTime: timestamppb.New(ask.Start),
	})
	return slotFromProto(slot, err)
}

// Book takes one of a slot's places for an order.
func (c *Clients) Book(ctx context.Context, orderID int64, ask app.SlotAsk) error {
	slot, err := c.deliveries.BookSlot(ctx, &deliveryv1.BookSlotRequest{
		OrderId: orderID, StoreId: ask.StoreID, Pickup: ask.Pickup, DropLatE6: ask.To.LatE6, DropLngE6: ask.To.LngE6, StartTime: timestamppb.New(ask.Start),
	})
	_, err = slotFromProto(slot, err)
	return err
}

// Unbook gives an order's place back.
func (c *Clients) Unbook(ctx context.Context, orderID int64) error {
	_, err := c.deliveries.ReleaseSlot(ctx, &deliveryv1.ReleaseSlotRequest{OrderId: orderID})
	return err //nolint:wrapcheck // a client's error is already the platform's
}

// slotFromProto converts a slot, or says in our words why it cannot be had.
func slotFromProto(s *deliveryv1.Slot, err error) (domain.Slot, error) {
	for _, reason := range []deliveryv1.ErrorReason{
		deliveryv1.ErrorReason_DELIVERY_SLOT_FULL, deliveryv1.ErrorReason_DELIVERY_SLOT_CLOSED, deliveryv1.ErrorReason_DELIVERY_SLOT_TOO_SOON,
	} {
		if errs.HasReason(err, reason.String()) {
			ours := "ORDER_" + strings.TrimPrefix(reason.String(), "DELIVERY_")
			return domain.Slot{}, errs.New(codes.FailedPrecondition, ours, errs.From(err).Message()).WithFields(errs.Field{Path: "slotStartTime", Reason: errs.From(err).Message()})
		}
	}
	if err != nil {
		return domain.Slot{}, err //nolint:wrapcheck // a client's error is already the platform's
	}
	return domain.Slot{
		Start: s.GetStartTime().AsTime(), End: s.GetEndTime().AsTime(), Begin: s.GetBeginTime().AsTime(), Ready: s.GetReadyTime().AsTime(),
	}, nil
}
