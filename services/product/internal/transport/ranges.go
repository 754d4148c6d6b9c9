package transport

import (
	"context"

	"google.golang.org/grpc"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/shelf"
)

// mostAsked is how many stores are asked about at a time, as the delivery service takes them.
const mostAsked = 100

type ranges struct {
	deliveries deliveryv1.DeliveryInternalServiceClient
}

// NewRanges returns the delivery service as the handlers ask it.
func NewRanges(conn grpc.ClientConnInterface) Ranges {
	return &ranges{deliveries: deliveryv1.NewDeliveryInternalServiceClient(conn)}
}

// Serving asks the delivery service, so that what a list of stores says of a door is what an order to it would be told.
func (r *ranges) Serving(ctx context.Context, to domain.Point, near []shelf.Near) (map[int64]bool, error) {
	serving := make(map[int64]bool, len(near))
	for ; len(near) > 0; near = near[min(mostAsked, len(near)):] {
		req := &deliveryv1.ListServingRequest{LatE6: to.LatE6, LngE6: to.LngE6}
		for _, n := range near[:min(mostAsked, len(near))] {
			req.Stores = append(req.Stores, &deliveryv1.StorePlace{StoreId: n.Store.ID, LatE6: n.Store.LatE6, LngE6: n.Store.LngE6})
		}
		resp, err := r.deliveries.ListServing(ctx, req)
		if err != nil {
			return nil, err //nolint:wrapcheck // a client's error is already the platform's
		}
		for _, id := range resp.GetStoreIds() {
			serving[id] = true
		}
	}
	return serving, nil
}
