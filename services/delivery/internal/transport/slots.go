package transport

import (
	"context"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/errs"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
)

type slotServer struct {
	deliveryv1.UnimplementedSlotServiceServer
	deliveries *app.Deliveries
}

func (s *slotServer) ListSlots(ctx context.Context, req *deliveryv1.ListSlotsRequest) (*deliveryv1.ListSlotsResponse, error) {
	slots, err := s.deliveries.ListSlots(ctx, app.Place{
		StoreID: req.GetStoreId(), Pickup: req.GetPickup(), Drop: domain.Point{LatE6: req.GetLatE6(), LngE6: req.GetLngE6()},
	})
	if errs.HasReason(err, "DELIVERY_SLOT_CLOSED") { // a store that there is not has none
		return &deliveryv1.ListSlotsResponse{}, nil
	}
	if err != nil {
		return nil, err
	}
	resp := &deliveryv1.ListSlotsResponse{Slots: make([]*deliveryv1.Slot, len(slots))}
	for i, slot := range slots {
		resp.Slots[i] = slotToProto(slot.Slot)
		resp.Slots[i].Full = slot.Full
	}
	return resp, nil
}

func (s *internalServer) CheckSlot(ctx context.Context, req *deliveryv1.CheckSlotRequest) (*deliveryv1.Slot, error) {
	slot, err := s.deliveries.CheckSlot(ctx, placeFromProto(req), req.GetStartTime().AsTime())
	if err != nil {
		return nil, err
	}
	return slotToProto(slot), nil
}

func (s *internalServer) BookSlot(ctx context.Context, req *deliveryv1.BookSlotRequest) (*deliveryv1.Slot, error) {
	slot, err := s.deliveries.BookSlot(ctx, req.GetOrderId(), placeFromProto(req), req.GetStartTime().AsTime())
	if err != nil {
		return nil, err
	}
	return slotToProto(slot), nil
}

func (s *internalServer) ReleaseSlot(ctx context.Context, req *deliveryv1.ReleaseSlotRequest) (*deliveryv1.ReleaseSlotResponse, error) {
	return &deliveryv1.ReleaseSlotResponse{}, s.deliveries.Slots.Release(ctx, req.GetOrderId())
}

// placing is a request that says where an order goes.
type placing interface {
	GetStoreId() int64
	GetPickup() bool
	GetDropLatE6() int32
	GetDropLngE6() int32
}

func placeFromProto(p placing) app.Place {
	return app.Place{StoreID: p.GetStoreId(), Pickup: p.GetPickup(), Drop: domain.Point{LatE6: p.GetDropLatE6(), LngE6: p.GetDropLngE6()}}
}

func slotToProto(s domain.Slot) *deliveryv1.Slot {
	return &deliveryv1.Slot{
		StartTime: timestamppb.New(s.Start), EndTime: timestamppb.New(s.End), BeginTime: timestamppb.New(s.Begin), ReadyTime: timestamppb.New(s.Ready),
	}
}

// timeToProto leaves a time that is none unset.
func timeToProto(t time.Time) *timestamppb.Timestamp {
	if t.IsZero() {
		return nil
	}
	return timestamppb.New(t)
}

// timeFromProto is the time that is none where it is unset.
func timeFromProto(t *timestamppb.Timestamp) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.AsTime()
}

// Stores asks the product service.
type Stores struct {
	client productv1.CatalogInternalServiceClient
}

// NewStores returns the port of package app.
func NewStores(conn grpc.ClientConnInterface) *Stores {
	return &Stores{client: productv1.NewCatalogInternalServiceClient(conn)}
}

// Openings returns where a store is and when it takes orders.
func (s *Stores) Openings(ctx context.Context, storeID int64, from, until time.Time) (domain.Point, []domain.Opening, error) {
	resp, err := s.client.ResolveOpenings(ctx, &productv1.ResolveOpeningsRequest{
		StoreId: storeID, FromTime: timestamppb.New(from), UntilTime: timestamppb.New(until),
	})
	if errs.HasReason(err, productv1.ErrorReason_PRODUCT_STORE_NOT_FOUND.String()) {
		return domain.Point{}, nil, errs.New(codes.FailedPrecondition, "DELIVERY_SLOT_CLOSED", "没有这家门店").Wrap(err)
	}
	if err != nil {
		return domain.Point{}, nil, err //nolint:wrapcheck // a client's error is already the platform's
	}
	openings := make([]domain.Opening, len(resp.GetOpenings()))
	for i, o := range resp.GetOpenings() {
		openings[i] = domain.Opening{From: o.GetStartTime().AsTime(), Until: o.GetEndTime().AsTime()}
	}
	return domain.Point{LatE6: resp.GetStoreLatE6(), LngE6: resp.GetStoreLngE6()}, openings, nil
}
