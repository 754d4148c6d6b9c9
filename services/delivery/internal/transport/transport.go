// Package transport is how the world reaches deliveries: gRPC handlers and event subscriptions.
//
// It guarantees that what a caller sends is converted before any use case sees it, that a caller's scope comes from
// their verified identity, and that nobody is shown more of a delivery than their side of it needs.
//
// It decides nothing. Start with [Register] and [Subscribe].
package transport

import (
	"context"
	"time"

	"google.golang.org/grpc"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/platform/authn"
	"dajiu/platform/money"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
	"dajiu/services/delivery/internal/store"
)

// Register serves the delivery API.
func Register(server grpc.ServiceRegistrar, deliveries *app.Deliveries, rows *store.Store) {
	deliveryv1.RegisterCourierServiceServer(server, &courierServer{deliveries: deliveries, rows: rows})
	deliveryv1.RegisterDeliveryAdminServiceServer(server, &adminServer{deliveries: deliveries, rows: rows})
	deliveryv1.RegisterTrackingServiceServer(server, &trackingServer{deliveries: deliveries})
	deliveryv1.RegisterStoreDeliveryServiceServer(server, &storeServer{deliveries: deliveries})
	deliveryv1.RegisterSlotServiceServer(server, &slotServer{deliveries: deliveries})
	deliveryv1.RegisterDeliveryPrivacyServiceServer(server, &personServer{rows: rows})
	deliveryv1.RegisterDeliveryInternalServiceServer(server, &internalServer{deliveries: deliveries})
}

type trackingServer struct {
	deliveryv1.UnimplementedTrackingServiceServer
	deliveries *app.Deliveries
}

func (s *trackingServer) TrackOrder(ctx context.Context, req *deliveryv1.TrackOrderRequest) (*deliveryv1.Delivery, error) {
	f, at, err := s.deliveries.Track(ctx, authn.From(ctx).UserID, req.GetOrderId())
	if err != nil {
		return nil, err
	}
	delivery := deliveryToProto(f, forCustomer)
	delivery.Position = positionToProto(at)
	return delivery, nil
}

type storeServer struct {
	deliveryv1.UnimplementedStoreDeliveryServiceServer
	deliveries *app.Deliveries
}

func (s *storeServer) VerifyPickup(ctx context.Context, req *deliveryv1.VerifyPickupRequest) (*deliveryv1.Delivery, error) {
	f, err := s.deliveries.VerifyPickup(ctx, app.Guess{
		StoreID: req.GetStoreId(), Code: req.GetCode(), Checked: domain.AgeCheck(req.GetAgeCheck()), Collected: money.Fen(req.GetCollectedAmount()),
	})
	return answer(f, forStore, err)
}

func (s *storeServer) CheckPickup(ctx context.Context, req *deliveryv1.CheckPickupRequest) (*deliveryv1.Delivery, error) {
	f, err := s.deliveries.CheckPickup(ctx, app.Guess{StoreID: req.GetStoreId(), Code: req.GetCode()})
	return answer(f, forStore, err)
}

func (s *storeServer) ShowStoreDelivery(ctx context.Context, req *deliveryv1.ShowStoreDeliveryRequest) (*deliveryv1.Delivery, error) {
	f, err := s.deliveries.Jobs.OfOrder(ctx, app.Scope{StoreID: req.GetStoreId()}, req.GetOrderId())
	return answer(f, forStore, err)
}

func (s *storeServer) ReceiveReturn(ctx context.Context, req *deliveryv1.ReceiveReturnRequest) (*deliveryv1.Delivery, error) {
	f, err := s.deliveries.ReceiveReturn(ctx, req.GetStoreId(), req.GetDeliveryId())
	return answer(f, forStore, err)
}

func (s *storeServer) PutZone(ctx context.Context, req *deliveryv1.PutZoneRequest) (*deliveryv1.Zone, error) {
	z, err := s.deliveries.PutZone(ctx, zoneFromProto(req.GetStoreId(), req.GetZone()), cornersFromProto(req.GetZone().GetCorners()))
	if err != nil {
		return nil, err
	}
	return zoneToProto(z), nil
}

func (s *storeServer) ShowZone(ctx context.Context, req *deliveryv1.ShowZoneRequest) (*deliveryv1.Zone, error) {
	z, err := s.deliveries.ShowZone(ctx, req.GetStoreId())
	if err != nil {
		return nil, err
	}
	return zoneToProto(z), nil
}

func (s *storeServer) EstimateDelivery(ctx context.Context, req *deliveryv1.EstimateDeliveryRequest) (*deliveryv1.EstimateDeliveryResponse, error) {
	z, err := s.deliveries.ShowZone(ctx, req.GetStoreId())
	if err != nil {
		return nil, err
	}
	q, err := s.deliveries.Quote(ctx, req.GetStoreId(),
		domain.Point{LatE6: req.GetStoreLatE6(), LngE6: req.GetStoreLngE6()}, domain.Point{LatE6: req.GetLatE6(), LngE6: req.GetLngE6()}, domain.Load{}, time.Time{})
	if err != nil {
		return nil, err
	}
	return &deliveryv1.EstimateDeliveryResponse{
		InRange: q.InRange, Fee: int64(q.Fee), DistanceMeters: q.DistanceMeters, PromiseMinutes: q.PromiseMinutes,
		MinimumAmount: int64(q.Minimum), FreeFrom: int64(z.FreeFrom),
	}, nil
}

type internalServer struct {
	deliveryv1.UnimplementedDeliveryInternalServiceServer
	deliveries *app.Deliveries
}

func (s *internalServer) QuoteDelivery(ctx context.Context, req *deliveryv1.QuoteDeliveryRequest) (*deliveryv1.QuoteDeliveryResponse, error) {
	q, err := s.deliveries.Quote(ctx, req.GetStoreId(),
		domain.Point{LatE6: req.GetStoreLatE6(), LngE6: req.GetStoreLngE6()}, domain.Point{LatE6: req.GetDropLatE6(), LngE6: req.GetDropLngE6()},
		domain.Load{Goods: money.Fen(req.GetGoodsAmount()), Grams: req.GetWeightGrams()}, timeFromProto(req.GetDeliverTime()))
	if err != nil {
		return nil, err
	}
	return quoteToProto(q), nil
}

func (s *internalServer) ListServing(ctx context.Context, req *deliveryv1.ListServingRequest) (*deliveryv1.ListServingResponse, error) {
	sites := make([]app.Site, len(req.GetStores()))
	for i, st := range req.GetStores() {
		sites[i] = app.Site{StoreID: st.GetStoreId(), At: domain.Point{LatE6: st.GetLatE6(), LngE6: st.GetLngE6()}}
	}
	serving, err := s.deliveries.Serving(ctx, domain.Point{LatE6: req.GetLatE6(), LngE6: req.GetLngE6()}, sites)
	if err != nil {
		return nil, err
	}
	return &deliveryv1.ListServingResponse{StoreIds: serving}, nil
}

// answer converts what an act made of a delivery.
func answer(f domain.Facts, to viewer, err error) (*deliveryv1.Delivery, error) {
	if err != nil {
		return nil, err
	}
	return deliveryToProto(f, to), nil
}
