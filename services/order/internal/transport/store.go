package transport

import (
	"context"

	"google.golang.org/grpc/codes"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/paging"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
	"dajiu/services/order/internal/store"
)

type storeServer struct {
	orderv1.UnimplementedStoreOrderServiceServer
	orders *app.Orders
	rows   *store.Orders
}

// ofStore is the scope of a request that names a store; the interceptor checked that it is the caller's.
func ofStore(storeID int64) app.Scope { return app.Scope{StoreID: storeID} }

func (s *storeServer) ListStoreOrders(ctx context.Context, req *orderv1.ListStoreOrdersRequest) (*orderv1.ListOrdersResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	if req.GetSort() == orderv1.StoreOrderSort_STORE_ORDER_SORT_READY_BEFORE {
		return listWork(ctx, s.rows, s.orders.Clock.Now(), req.GetStoreId(), req.GetStates(), page)
	}
	return listOrders(ctx, s.rows, s.orders.Clock.Now(), ofStore(req.GetStoreId()), req.GetStates(), page)
}

func (s *storeServer) ShowStoreOrder(ctx context.Context, req *orderv1.ShowStoreOrderRequest) (*orderv1.Order, error) {
	return showOrder(ctx, s.rows, s.orders.Clock.Now(), ofStore(req.GetStoreId()), req.GetOrderId())
}

func (s *storeServer) AcceptOrder(ctx context.Context, req *orderv1.StoreOrderActRequest) (*orderv1.Order, error) {
	return s.act(ctx, req, domain.Accept, "")
}

func (s *storeServer) StartPicking(ctx context.Context, req *orderv1.StoreOrderActRequest) (*orderv1.Order, error) {
	return s.act(ctx, req, domain.StartPicking, "")
}

func (s *storeServer) FinishPacking(ctx context.Context, req *orderv1.StoreOrderActRequest) (*orderv1.Order, error) {
	return s.act(ctx, req, domain.FinishPacking, "")
}

func (s *storeServer) RejectOrder(ctx context.Context, req *orderv1.RejectOrderRequest) (*orderv1.Order, error) {
	return s.act(ctx, req, domain.CancelByStore, req.GetNote())
}

func (s *storeServer) ShowStoreFigures(ctx context.Context, req *orderv1.ShowStoreFiguresRequest) (*orderv1.StoreFigures, error) {
	day := clock.DayOf(s.orders.Clock.Now())
	if text := req.GetDate(); text != "" {
		var err error
		if day, err = clock.ParseDay(text); err != nil {
			return nil, errs.Invalid("date", "is no day of the calendar")
		}
	}
	f, err := s.rows.Figures(ctx, req.GetStoreId(), day)
	if err != nil {
		return nil, err
	}
	return figuresToProto(req.GetStoreId(), day, f), nil
}

func figuresToProto(storeID int64, day clock.Day, f domain.Figures) *orderv1.StoreFigures {
	p := &orderv1.StoreFigures{
		StoreId: storeID, Date: day.String(), Turnover: int64(f.Turnover), LostAmount: int64(f.LostAmount),
		WaitingCount: int32(f.Waiting), OpenCount: int32(f.Open), DoneCount: int32(f.Done), LostCount: int32(f.Lost), //nolint:gosec // a day's
	}
	for _, h := range f.Hours {
		p.Hours = append(p.Hours, &orderv1.HourFigures{OrderCount: int32(h.Orders), Turnover: int64(h.Turnover)}) //nolint:gosec // a day's
	}
	return p
}

// target is a request that names a store's order.
type target interface {
	GetStoreId() int64
	GetOrderId() int64
}

func (s *storeServer) act(ctx context.Context, req target, act domain.Act, note string) (*orderv1.Order, error) {
	f, err := s.orders.Act(ctx, ofStore(req.GetStoreId()), req.GetOrderId(), act, domain.Store, note)
	if err != nil {
		return nil, err
	}
	return orderToProto(f, forStore, s.orders.Clock.Now()), nil
}

type internalServer struct {
	orderv1.UnimplementedOrderInternalServiceServer
	orders *app.Orders
}

func (s *internalServer) ShipOrder(ctx context.Context, req *orderv1.ShipOrderRequest) (*orderv1.ShipOrderResponse, error) {
	return &orderv1.ShipOrderResponse{}, s.orders.Ship(ctx, req.GetOrderId())
}

func (s *internalServer) LocateOrder(ctx context.Context, req *orderv1.LocateOrderRequest) (*orderv1.LocatedOrder, error) {
	f, err := s.orders.Store.Order(ctx, all, req.GetOrderId())
	if err != nil {
		return nil, err
	}
	return &orderv1.LocatedOrder{OrderId: f.ID, TradeId: f.TradeID, StoreId: f.StoreID, UserId: f.UserID}, nil
}

func (s *internalServer) ResolveTrade(ctx context.Context, req *orderv1.ResolveTradeRequest) (*orderv1.PayableTrade, error) {
	trade, orders, found, err := s.orders.PayableTrade(ctx, req.GetTradeId())
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, errs.Newf(codes.NotFound, orderv1.ErrorReason_ORDER_NOT_FOUND.String(), "there is no trade %d", req.GetTradeId())
	}
	return payableToProto(trade, orders), nil
}
