package transport

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/timestamppb"

	merchantv1 "dajiu/gen/go/dajiu/merchant/v1"
	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/services/merchant/internal/app"
)

// Subscribe goes on with what was decided: opens what was approved, has stores follow their merchant, and warns of licences.
func Subscribe(c *outbox.Consumer, m *app.Merchants) {
	outbox.OnCall(c, func(ctx context.Context, _ outbox.Meta, ev *merchantv1.ApplicationDue) error {
		return m.Open(ctx, ev.GetApplicationId())
	})
	outbox.OnCall(c, func(ctx context.Context, _ outbox.Meta, ev *merchantv1.StandingDue) error {
		return m.Follow(ctx, ev.GetMerchantId())
	})
	outbox.On(c, func(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *merchantv1.LicenceDue) error {
		return m.Warn(ctx, tx, ev)
	})
}

// Catalogue reaches the product service.
type Catalogue struct {
	client productv1.StoreInternalServiceClient
}

// NewCatalogue returns the port of package app.
func NewCatalogue(conn grpc.ClientConnInterface) *Catalogue {
	return &Catalogue{client: productv1.NewStoreInternalServiceClient(conn)}
}

// PutStore makes a store or gives it its new facts. Its food licence is what lets it take orders.
func (c *Catalogue) PutStore(ctx context.Context, o app.Opening) (storeID, merchantID int64, err error) {
	v := o.Outlet
	made, err := c.client.PutLicensedStore(ctx, &productv1.PutLicensedStoreRequest{
		MerchantCode: o.MerchantCode, MerchantName: o.MerchantName, Code: v.Code, Name: v.Name, Address: v.Address, LatE6: v.LatE6, LngE6: v.LngE6,
		Region: v.Region, Phone: v.Phone, FoodLicence: v.Food.Number, LicenceExpireTime: timestamppb.New(v.Food.Expires), Suspended: o.Suspended,
	})
	if err != nil {
		return 0, 0, err //nolint:wrapcheck // a client's error is already the platform's
	}
	return made.GetStoreId(), made.GetMerchantId(), nil
}

// Suspend makes all stores of a merchant follow its suspension.
func (c *Catalogue) Suspend(ctx context.Context, merchantID int64, suspended bool) error {
	_, err := c.client.SuspendStores(ctx, &productv1.SuspendStoresRequest{MerchantId: merchantID, Suspended: suspended})
	return err //nolint:wrapcheck // a client's error is already the platform's
}
