package store

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/parameter"
	"dajiu/platform/sqldb"
	"dajiu/services/order/internal/domain"
)

// Timers say how long an order may rest in a state before time moves it on.
type Timers struct {
	// Acceptance is how long the store may leave a confirmed order unanswered.
	Acceptance *parameter.Value[time.Duration]
	// Completion is how long after its delivery an order completes by itself.
	Completion *parameter.Value[time.Duration]
}

// publish appends what happened to the outbox: an event for each entry of the timeline, and the timer that
// the new state calls for.
func (s *Orders) publish(ctx context.Context, tx *sqldb.Tx, f domain.Facts, recorded []domain.Event, eventIDs []int64) error {
	for i, ev := range recorded {
		summary := summarise(f)
		summary.State, summary.Version, summary.EventId = orderv1.OrderState(ev.State), ev.Seq, eventIDs[i] //nolint:gosec // small enum
		message, err := s.eventOf(ev, f, summary)
		if err != nil {
			return err
		}
		if err := s.outbox.Append(ctx, tx, f.ID, message); err != nil {
			return fmt.Errorf("publish order %d: %w", f.ID, err)
		}
		due, timer := s.timerOf(ev, f)
		if timer == nil {
			continue
		}
		if err := s.outbox.AppendAt(ctx, tx, f.ID, due, timer); err != nil {
			return fmt.Errorf("set timer of order %d: %w", f.ID, err)
		}
	}
	return nil
}

// publishRefund tells that an order shows money that went back.
func (s *Orders) publishRefund(ctx context.Context, tx *sqldb.Tx, f domain.Facts) error {
	ev := &orderv1.OrderRefundNoted{Order: summarise(f), PayState: orderv1.PayState(f.PayState), RefundedAmount: int64(f.Refunded)} //nolint:gosec // small enum
	if err := s.outbox.Append(ctx, tx, f.ID, ev); err != nil {
		return fmt.Errorf("publish refund of order %d: %w", f.ID, err)
	}
	return nil
}

// AcceptBefore is until when the store must accept an order; zero unless it waits for that.
func (s *Orders) AcceptBefore(f domain.Facts) time.Time {
	if f.State != domain.Confirmed {
		return time.Time{}
	}
	return f.AcceptBefore(f.UpdatedAt, s.timers.Acceptance.Get()) // nothing else happens to an order that waits
}

func (s *Orders) timerOf(ev domain.Event, f domain.Facts) (time.Time, proto.Message) {
	switch ev.State { //nolint:exhaustive // only some states end by time
	case domain.PendingPayment:
		return f.PayBefore, &orderv1.PaymentDue{OrderId: f.ID}
	case domain.Confirmed:
		return f.AcceptBefore(ev.At, s.timers.Acceptance.Get()), &orderv1.AcceptanceDue{OrderId: f.ID}
	case domain.Delivered:
		return ev.At.Add(s.timers.Completion.Get()), &orderv1.CompletionDue{OrderId: f.ID}
	default:
		return time.Time{}, nil
	}
}

func (s *Orders) eventOf(ev domain.Event, f domain.Facts, summary *orderv1.OrderSummary) (proto.Message, error) {
	if ev.State == domain.Accepted {
		to, err := s.pass(f)
		return &orderv1.OrderAccepted{
			Order: summary, RecipientSealed: to, AgeCheck: f.HasLiquor(), StoreLatE6: f.StoreLatE6, StoreLngE6: f.StoreLngE6,
			StoreAddress: f.StoreAddress, PickupCode: f.PickupCode,
		}, err
	}
	return plainEventOf(ev, f, summary), nil
}

// plainEventOf is an event that tells nothing of whom the order goes to.
func plainEventOf(ev domain.Event, f domain.Facts, summary *orderv1.OrderSummary) proto.Message {
	switch ev.State { //nolint:exhaustive // OrderAccepted is eventOf's
	case domain.PendingPayment:
		return &orderv1.OrderPlaced{Order: summary}
	case domain.Confirmed:
		return &orderv1.OrderConfirmed{Order: summary, Lines: itemsOf(f.Lines)}
	case domain.Picking:
		return &orderv1.OrderPicking{Order: summary}
	case domain.Ready:
		return &orderv1.OrderReady{Order: summary}
	case domain.Shipped:
		return &orderv1.OrderShipped{Order: summary}
	case domain.Delivered:
		return &orderv1.OrderDelivered{Order: summary, Lines: itemsOf(f.Lines)}
	case domain.Completed:
		return &orderv1.OrderCompleted{Order: summary}
	case domain.Returning:
		return &orderv1.OrderReturning{Order: summary, Reason: orderv1.CancelReason(f.Reason)} //nolint:gosec // small enum
	case domain.Cancelled:
		return &orderv1.OrderCancelled{
			Order: summary, Reason: orderv1.CancelReason(f.Reason), Note: ev.Note, //nolint:gosec // small enum
			Returned: f.Reason == domain.AgeRefused || f.Reason == domain.DeliveryRefused,
		}
	}
	return &orderv1.OrderPlaced{Order: summary}
}

func itemsOf(lines []domain.Line) []*orderv1.OrderLineItem {
	items := make([]*orderv1.OrderLineItem, len(lines))
	for i, l := range lines {
		items[i] = &orderv1.OrderLineItem{SkuId: l.SkuID, Quantity: l.Quantity, ProductId: l.ProductID, Amount: int64(l.Amount)}
	}
	return items
}

// summarise returns what every event tells of an order.
func summarise(f domain.Facts) *orderv1.OrderSummary {
	summary := &orderv1.OrderSummary{
		OrderId: f.ID, TradeId: f.TradeID, UserId: f.UserID, StoreId: f.StoreID, MerchantId: f.MerchantID, StoreName: f.StoreName,
		State: orderv1.OrderState(f.State), PayMethod: orderv1.PayMethod(f.PayMethod), Fulfilment: orderv1.Fulfilment(f.Fulfilment), //nolint:gosec // small enums
		PayableAmount: int64(f.Payable), GoodsAmount: int64(f.Goods), DeliveryFee: int64(f.DeliveryFee),
		PieceCount: int32(f.Pieces()), Title: f.Title(), Version: f.Version, //nolint:gosec // at most 100 lines of 999
	}
	if f.Slot != (domain.Slot{}) {
		summary.Slot = &orderv1.PromisedSlot{
			StartTime: timestamppb.New(f.Slot.Start), EndTime: timestamppb.New(f.Slot.End),
			BeginTime: timestamppb.New(f.Slot.Begin), ReadyTime: timestamppb.New(f.Slot.Ready),
		}
	}
	return summary
}
