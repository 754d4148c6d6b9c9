package transport

import (
	"context"

	"google.golang.org/grpc"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	messagev1 "dajiu/gen/go/dajiu/message/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	privacyv1 "dajiu/gen/go/dajiu/privacy/v1"
	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/domain"
)

// personClient is what every service that keeps personal data answers.
type personClient interface {
	ExportPerson(ctx context.Context, in *privacyv1.ExportPersonRequest, opts ...grpc.CallOption) (*privacyv1.ExportPersonResponse, error)
	ErasePerson(ctx context.Context, in *privacyv1.ErasePersonRequest, opts ...grpc.CallOption) (*privacyv1.ErasePersonResponse, error)
}

type keeper struct {
	name   string
	client personClient
}

// NewKeepers returns the services that keep personal data, over one connection. The order service is the first: where an
// order is open still, nothing is erased anywhere.
func NewKeepers(conn grpc.ClientConnInterface) []app.Keeper {
	return []app.Keeper{
		keeper{"order", orderv1.NewOrderPrivacyServiceClient(conn)},
		keeper{"delivery", deliveryv1.NewDeliveryPrivacyServiceClient(conn)},
		keeper{"message", messagev1.NewMessagePrivacyServiceClient(conn)},
	}
}

// Name implements app.Keeper.
func (k keeper) Name() string { return k.name }

// Export implements app.Keeper.
func (k keeper) Export(ctx context.Context, userID, after int64) ([]app.Section, int64, error) {
	resp, err := k.client.ExportPerson(ctx, &privacyv1.ExportPersonRequest{UserId: userID, After: after})
	if err != nil {
		return nil, 0, err //nolint:wrapcheck // a client's error is already the platform's
	}
	list := make([]app.Section, len(resp.GetSections()))
	for i, s := range resp.GetSections() {
		list[i] = app.Section{Title: s.GetTitle(), Rows: s.GetRows()}
	}
	return list, resp.GetNext(), nil
}

// Erase implements app.Keeper.
func (k keeper) Erase(ctx context.Context, userID int64) ([]domain.Outcome, error) {
	resp, err := k.client.ErasePerson(ctx, &privacyv1.ErasePersonRequest{UserId: userID})
	if err != nil {
		return nil, err //nolint:wrapcheck // a client's error is already the platform's
	}
	list := make([]domain.Outcome, len(resp.GetErasures()))
	for i, e := range resp.GetErasures() {
		list[i] = domain.Outcome{Title: e.GetTitle(), Erased: e.GetErased(), Kept: e.GetKept(), Why: e.GetWhy()}
	}
	return list, nil
}

// deals asks the order service.
type deals struct {
	orders orderv1.OrderPrivacyServiceClient
}

// NewDeals returns who knows what is under way between a person and the platform.
func NewDeals(conn grpc.ClientConnInterface) app.Deals {
	return deals{orderv1.NewOrderPrivacyServiceClient(conn)}
}

// Obstacles implements app.Deals.
func (d deals) Obstacles(ctx context.Context, userID int64) ([]domain.Obstacle, error) {
	resp, err := d.orders.CheckErasure(ctx, &privacyv1.CheckErasureRequest{UserId: userID})
	if err != nil {
		return nil, err //nolint:wrapcheck // a client's error is already the platform's
	}
	list := make([]domain.Obstacle, len(resp.GetObstacles()))
	for i, o := range resp.GetObstacles() {
		list[i] = domain.Obstacle{Reason: o.GetReason(), Message: o.GetMessage(), OrderID: o.GetOrderId()}
	}
	return list, nil
}
