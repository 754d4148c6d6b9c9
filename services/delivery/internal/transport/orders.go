package transport

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/errs"
)

// Orders asks the order service.
type Orders struct {
	client orderv1.OrderInternalServiceClient
}

// NewOrders returns the port of package app.
func NewOrders(conn grpc.ClientConnInterface) *Orders {
	return &Orders{client: orderv1.NewOrderInternalServiceClient(conn)}
}

// Ship records that an order's goods leave the store.
func (o *Orders) Ship(ctx context.Context, orderID int64) error {
	_, err := o.client.ShipOrder(ctx, &orderv1.ShipOrderRequest{OrderId: orderID})
	if errs.HasReason(err, orderv1.ErrorReason_ORDER_STATE_INVALID.String()) {
		return errs.New(codes.FailedPrecondition, "DELIVERY_STATE_INVALID", "订单已取消，请勿取货").Wrap(err)
	}
	return err //nolint:wrapcheck // a client's error is already the platform's
}
