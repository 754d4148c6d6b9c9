package transport

import (
	"context"
	"slices"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/services/payment/internal/app"
	"dajiu/services/payment/internal/domain"
)

// Clients are the other services as the use cases see them.
type Clients struct {
	orders orderv1.OrderInternalServiceClient
	users  userv1.UserInternalServiceClient
}

// NewClients returns the ports of package app over one connection.
func NewClients(conn grpc.ClientConnInterface) *Clients {
	return &Clients{orders: orderv1.NewOrderInternalServiceClient(conn), users: userv1.NewUserInternalServiceClient(conn)}
}

// Trade asks the order service what is to be paid.
func (c *Clients) Trade(ctx context.Context, tradeID int64) (app.Trade, error) {
	t, err := c.orders.ResolveTrade(ctx, &orderv1.ResolveTradeRequest{TradeId: tradeID})
	if errs.HasReason(err, orderv1.ErrorReason_ORDER_NOT_FOUND.String()) {
		return app.Trade{}, app.NotFound()
	}
	if err != nil {
		return app.Trade{}, err //nolint:wrapcheck // a client's error is already the platform's
	}
	return tradeFromProto(t)
}

func tradeFromProto(t *orderv1.PayableTrade) (app.Trade, error) {
	trade := app.Trade{
		ID: t.GetTradeId(), UserID: t.GetUserId(), Title: t.GetTitle(), OnDelivery: t.GetPayMethod() != orderv1.PayMethod_PAY_METHOD_WECHAT,
	}
	if t.GetPayBefore() != nil {
		trade.PayBefore = clock.Instant(t.GetPayBefore().AsTime())
	}
	var wanted money.Fen
	for _, o := range t.GetOrders() {
		order := domain.Order{
			ID: o.GetOrderId(), MerchantID: o.GetMerchantId(), Amount: money.Fen(o.GetPayableAmount()), DeliveryFee: money.Fen(o.GetDeliveryFee()),
			Cancelled: o.GetState() == orderv1.OrderState_ORDER_STATE_CANCELLED,
		}
		trade.Orders = append(trade.Orders, order)
		if o.GetState() == orderv1.OrderState_ORDER_STATE_PENDING_PAYMENT && order.Amount > 0 {
			trade.Wanted = append(trade.Wanted, order.ID)
			wanted += order.Amount
		}
	}
	slices.Sort(trade.Wanted)
	if int64(wanted) != t.GetPayableAmount() {
		return app.Trade{}, errs.Newf(codes.Internal, errs.ReasonInternal, "trade %d wants %d, its orders %d", trade.ID, t.GetPayableAmount(), wanted)
	}
	return trade, nil
}

// OpenID asks the user service who pays.
func (c *Clients) OpenID(ctx context.Context, userID int64) (string, error) {
	contact, err := c.users.ResolveContact(ctx, &userv1.ResolveContactRequest{UserId: userID})
	if err != nil {
		return "", err //nolint:wrapcheck // a client's error is already the platform's
	}
	return contact.GetOpenid(), nil
}
