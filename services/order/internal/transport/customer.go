// Package transport is how the world reaches orders: gRPC handlers, event subscriptions, and the adapters by
// which orders reach other services.
//
// It guarantees that what a caller sends is converted before any use case sees it, and that a caller's scope
// comes from their verified identity and never from the request alone.
//
// It decides nothing. Start with [Register] and [Subscribe].
package transport

import (
	"context"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/authn"
	"dajiu/platform/money"
	"dajiu/platform/paging"
	"dajiu/platform/rpc"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
	"dajiu/services/order/internal/store"
)

const defaultPage = 20

// Register serves the order API.
func Register(server grpc.ServiceRegistrar, orders *app.Orders, rows *store.Orders, people People) {
	orderv1.RegisterCartServiceServer(server, &cartServer{orders: orders})
	orderv1.RegisterOrderServiceServer(server, &customerServer{orders: orders, rows: rows})
	orderv1.RegisterStoreOrderServiceServer(server, &storeServer{orders: orders, rows: rows})
	orderv1.RegisterOrderAdminServiceServer(server, &adminServer{orders: orders, rows: rows, people: people})
	orderv1.RegisterOrderPrivacyServiceServer(server, &personServer{orders: orders, rows: rows})
	orderv1.RegisterOrderInternalServiceServer(server, &internalServer{orders: orders})
}

type cartServer struct {
	orderv1.UnimplementedCartServiceServer
	orders *app.Orders
}

func (s *cartServer) ShowCart(ctx context.Context, _ *orderv1.ShowCartRequest) (*orderv1.Cart, error) {
	views, err := s.orders.ShowCart(ctx, authn.From(ctx).UserID)
	if err != nil {
		return nil, err
	}
	return cartToProto(views), nil
}

func (s *cartServer) SetCartItem(ctx context.Context, req *orderv1.SetCartItemRequest) (*orderv1.CartItem, error) {
	item := domain.Item{StoreID: req.GetStoreId(), SkuID: req.GetSkuId(), Quantity: req.GetQuantity()}
	view, err := s.orders.SetCartItem(ctx, authn.From(ctx).UserID, item)
	if err != nil {
		return nil, err
	}
	return cartItemToProto(view), nil
}

func (s *cartServer) ClearCart(ctx context.Context, req *orderv1.ClearCartRequest) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, s.orders.Carts.ClearCart(ctx, authn.From(ctx).UserID, req.GetStoreId())
}

type customerServer struct {
	orderv1.UnimplementedOrderServiceServer
	orders *app.Orders
	rows   *store.Orders
}

func own(ctx context.Context) app.Scope { return app.Scope{UserID: authn.From(ctx).UserID} }

func (s *customerServer) PreviewOrder(ctx context.Context, req *orderv1.PreviewOrderRequest) (*orderv1.Quote, error) {
	quote, err := s.orders.Preview(ctx, app.Purchase{
		UserID: authn.From(ctx).UserID, Items: itemsFromProto(req.GetItems()),
		Fulfilment: domain.Fulfilment(req.GetFulfilment()), AddressID: req.GetAddressId(), SlotStart: timeFromProto(req.GetSlotStartTime()),
	})
	if err != nil {
		return nil, err
	}
	return quoteToProto(quote), nil
}

func (s *customerServer) PlaceOrder(ctx context.Context, req *orderv1.PlaceOrderRequest) (*orderv1.Trade, error) {
	trade, orders, err := s.orders.Place(ctx, app.Placing{
		Purchase: app.Purchase{
			UserID: authn.From(ctx).UserID, Items: itemsFromProto(req.GetItems()),
			Fulfilment: domain.Fulfilment(req.GetFulfilment()), AddressID: req.GetAddressId(), SlotStart: timeFromProto(req.GetSlotStartTime()),
		},
		PayMethod: domain.PayMethod(req.GetPayMethod()), Expected: money.Fen(req.GetExpectedAmount()),
		Remark: req.GetRemark(), KeepCart: req.GetKeepCart(), Key: rpc.IdempotencyKey(ctx),
	})
	if err != nil {
		return nil, err
	}
	return tradeToProto(trade, orders), nil
}

func (s *customerServer) ListOrders(ctx context.Context, req *orderv1.ListOrdersRequest) (*orderv1.ListOrdersResponse, error) {
	return listOrders(ctx, s.rows, s.orders.Clock.Now(), own(ctx), req.GetStates(), paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()})
}

func (s *customerServer) ShowOrder(ctx context.Context, req *orderv1.ShowOrderRequest) (*orderv1.Order, error) {
	return showOrder(ctx, s.rows, s.orders.Clock.Now(), own(ctx), req.GetOrderId())
}

func (s *customerServer) CancelOrder(ctx context.Context, req *orderv1.CancelOrderRequest) (*orderv1.Order, error) {
	f, err := s.orders.Act(ctx, own(ctx), req.GetOrderId(), domain.CancelByCustomer, domain.Customer, req.GetNote())
	if err != nil {
		return nil, err
	}
	return orderToProto(f, forCustomer, time.Time{}), nil
}

func (s *customerServer) ConfirmReceipt(ctx context.Context, req *orderv1.ConfirmReceiptRequest) (*orderv1.Order, error) {
	f, err := s.orders.Act(ctx, own(ctx), req.GetOrderId(), domain.Complete, domain.Customer, "")
	if err != nil {
		return nil, err
	}
	return orderToProto(f, forCustomer, time.Time{}), nil
}

const progressPage = 200

func (s *customerServer) ListProgress(ctx context.Context, req *orderv1.ListProgressRequest) (*orderv1.ListProgressResponse, error) {
	entries, err := s.rows.Progress(ctx, authn.From(ctx).UserID, req.GetAfterEventId(), progressPage)
	if err != nil {
		return nil, err
	}
	return progressToProto(entries), nil
}

// listOrders is the page of orders that customers and stores share.
func listOrders(ctx context.Context, rows *store.Orders, now time.Time, scope app.Scope, states []orderv1.OrderState, page paging.Request) (*orderv1.ListOrdersResponse, error) {
	before, err := page.After()
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	list, err := rows.Orders(ctx, scope, statesFromProto(states), before, size+1)
	if err != nil {
		return nil, err
	}
	resp := &orderv1.ListOrdersResponse{}
	if len(list) > size {
		list = list[:size]
		resp.NextPageToken = paging.Token(list[size-1].ID)
	}
	for _, f := range list {
		order := orderToProto(f, viewOf(scope), now)
		order.AcceptBefore = timeToProto(rows.AcceptBefore(f))
		resp.Orders = append(resp.Orders, order)
	}
	return resp, nil
}

func showOrder(ctx context.Context, rows *store.Orders, now time.Time, scope app.Scope, orderID int64) (*orderv1.Order, error) {
	f, err := rows.Order(ctx, scope, orderID)
	if err != nil {
		return nil, err
	}
	timeline, err := rows.Timeline(ctx, f.UserID, orderID)
	if err != nil {
		return nil, err
	}
	order := orderToProto(f, viewOf(scope), now)
	order.AcceptBefore = timeToProto(rows.AcceptBefore(f))
	order.Timeline = timelineToProto(timeline)
	return order, nil
}
