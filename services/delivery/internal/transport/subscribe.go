package transport

import (
	"context"
	"fmt"
	"strconv"

	"google.golang.org/protobuf/proto"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/platform/outbox"
	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
	"dajiu/services/delivery/internal/store"
)

// Subscribe makes deliveries follow their orders and time. What comes before the order is known to be accepted is kept;
// what comes twice or too late changes nothing.
func Subscribe(c *outbox.Consumer, deliveries *app.Deliveries, rows *store.Store, clk clock.Clock, recipients *seal.Passing) {
	s := &subscriber{deliveries: deliveries, rows: rows, clock: clk, recipients: recipients}
	outbox.On(c, s.placed)
	outbox.On(c, s.confirmed)
	outbox.On(c, s.accepted)
	outbox.On(c, s.ready)
	outbox.On(c, s.cancelled)
	outbox.On(c, s.slotHoldDue)
	outbox.OnCall(c, s.dispatchDue)
	outbox.OnCall(c, s.courierFree)
}

type subscriber struct {
	deliveries *app.Deliveries
	rows       *store.Store
	clock      clock.Clock
	recipients *seal.Passing
}

// RecipientPurpose is what the order service seals recipients in events for.
const RecipientPurpose = "order recipient"

func (s *subscriber) placed(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *orderv1.OrderPlaced) error {
	return s.keepSlot(ctx, tx, ev.GetOrder())
}

func (s *subscriber) confirmed(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *orderv1.OrderConfirmed) error {
	return s.keepSlot(ctx, tx, ev.GetOrder())
}

func (s *subscriber) keepSlot(ctx context.Context, tx *sqldb.Tx, o *orderv1.OrderSummary) error {
	if o.GetSlot() == nil {
		return nil
	}
	return s.rows.KeepIn(ctx, tx, o.GetOrderId())
}

func (s *subscriber) slotHoldDue(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *deliveryv1.SlotHoldDue) error {
	return s.rows.LapseIn(ctx, tx, ev.GetOrderId())
}

func (s *subscriber) accepted(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *orderv1.OrderAccepted) error {
	to, err := openRecipient(s.recipients, ev)
	if err != nil {
		return err
	}
	details, err := detailsFromProto(ev, to)
	if err != nil {
		return err
	}
	return s.rows.FollowIn(ctx, tx, heard(ev.GetOrder()), func(d *domain.Delivery) error {
		if d.Facts().State != domain.Expected {
			return nil // arranged before, or cancelled before it could be
		}
		return d.Arrange(details, s.deliveries.Policy().Tariff, s.clock.Now())
	})
}

func (s *subscriber) ready(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *orderv1.OrderReady) error {
	return s.rows.FollowIn(ctx, tx, heard(ev.GetOrder()), func(d *domain.Delivery) error {
		d.MarkReady(s.clock.Now())
		return nil
	})
}

func (s *subscriber) cancelled(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *orderv1.OrderCancelled) error {
	if ev.GetOrder().GetSlot() != nil {
		if err := s.rows.CancelIn(ctx, tx, ev.GetOrder().GetOrderId()); err != nil {
			return err
		}
	}
	return s.rows.FollowIn(ctx, tx, heard(ev.GetOrder()), func(d *domain.Delivery) error {
		d.Cancel(s.clock.Now())
		return nil
	})
}

func (s *subscriber) dispatchDue(ctx context.Context, _ outbox.Meta, ev *deliveryv1.DispatchDue) error {
	return s.deliveries.Dispatch(ctx, ev.GetDeliveryId(), ev.GetRound())
}

func (s *subscriber) courierFree(ctx context.Context, _ outbox.Meta, ev *deliveryv1.CourierFree) error {
	return s.deliveries.OfferWaiting(ctx, ev.GetCourierId())
}

func heard(o *orderv1.OrderSummary) store.Heard {
	return store.Heard{OrderID: o.GetOrderId(), UserID: o.GetUserId(), StoreID: o.GetStoreId()}
}

// openRecipient returns whom an accepted order goes to. Events of before carry it in clear.
func openRecipient(passing *seal.Passing, ev *orderv1.OrderAccepted) (*orderv1.Recipient, error) {
	if ev.GetRecipientSealed() == "" {
		return &orderv1.Recipient{Address: ev.GetAddress(), Remark: ev.GetRemark()}, nil
	}
	to := &orderv1.Recipient{}
	raw, err := passing.Open(strconv.FormatInt(ev.GetOrder().GetOrderId(), 10), ev.GetRecipientSealed())
	if err == nil {
		err = proto.Unmarshal(raw, to)
	}
	if err != nil {
		return nil, fmt.Errorf("open recipient of order %d: %w", ev.GetOrder().GetOrderId(), err)
	}
	return to, nil
}

// detailsFromProto takes from an accepted order what its delivery needs.
func detailsFromProto(ev *orderv1.OrderAccepted, to *orderv1.Recipient) (domain.Details, error) {
	o, a := ev.GetOrder(), to.GetAddress()
	details := domain.Details{
		StoreName: o.GetStoreName(), StoreAddress: ev.GetStoreAddress(), Store: domain.Point{LatE6: ev.GetStoreLatE6(), LngE6: ev.GetStoreLngE6()},
		Remark: to.GetRemark(), AgeCheck: ev.GetAgeCheck(),
	}
	if slot := o.GetSlot(); slot != nil {
		details.Slot = domain.Slot{
			Start: slot.GetStartTime().AsTime(), End: slot.GetEndTime().AsTime(), Begin: slot.GetBeginTime().AsTime(), Ready: slot.GetReadyTime().AsTime(),
		}
	}
	if o.GetPayMethod() == orderv1.PayMethod_PAY_METHOD_ON_DELIVERY {
		details.Collect = money.Fen(o.GetPayableAmount())
	}
	if o.GetFulfilment() == orderv1.Fulfilment_FULFILMENT_PICKUP {
		if ev.GetPickupCode() == "" {
			return domain.Details{}, errs.Invalid("pickupCode", "an order that is picked up needs one")
		}
		details.PickupCode = ev.GetPickupCode()
		return details, nil
	}
	details.ContactName, details.Phone, details.DropText = a.GetContactName(), a.GetPhone(), a.GetText()
	details.Drop = domain.Point{LatE6: a.GetLatE6(), LngE6: a.GetLngE6()}
	return details, nil
}
