package transport

import (
	"context"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	productv1 "dajiu/gen/go/dajiu/product/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
)

// Clients are the other services as the use cases see them.
type Clients struct {
	products   productv1.CatalogInternalServiceClient
	users      userv1.UserInternalServiceClient
	customers  userv1.CustomerInternalServiceClient
	stock      inventoryv1.StockInternalServiceClient
	deliveries deliveryv1.DeliveryInternalServiceClient
}

// NewClients returns the ports of package app over one connection.
func NewClients(conn grpc.ClientConnInterface) *Clients {
	return &Clients{
		products: productv1.NewCatalogInternalServiceClient(conn), users: userv1.NewUserInternalServiceClient(conn), customers: userv1.NewCustomerInternalServiceClient(conn),
		stock: inventoryv1.NewStockInternalServiceClient(conn), deliveries: deliveryv1.NewDeliveryInternalServiceClient(conn),
	}
}

// Resolve asks the catalogue what items are and cost.
func (c *Clients) Resolve(ctx context.Context, items []domain.Item) ([]app.Resolved, error) {
	req := &productv1.ResolveLinesRequest{}
	for _, it := range items {
		req.Lines = append(req.Lines, &productv1.LineRef{StoreId: it.StoreID, SkuId: it.SkuID})
	}
	resp, err := c.products.ResolveLines(ctx, req)
	if err != nil {
		return nil, err //nolint:wrapcheck // a client's error is already the platform's
	}
	if len(resp.GetLines()) != len(items) {
		return nil, errs.Newf(codes.Internal, errs.ReasonInternal, "the catalogue answered %d of %d lines", len(resp.GetLines()), len(items))
	}
	list := make([]app.Resolved, len(items))
	for i, l := range resp.GetLines() {
		list[i] = resolvedFromProto(l)
	}
	return list, nil
}

func resolvedFromProto(l *productv1.ResolvedLine) app.Resolved {
	return app.Resolved{
		StoreID: l.GetStoreId(), State: app.Sellability(l.GetState()), StoreName: l.GetStoreName(), MerchantID: l.GetMerchantId(), Address: l.GetStoreAddress(),
		LatE6: l.GetStoreLatE6(), LngE6: l.GetStoreLngE6(),
		Line: domain.Line{
			SkuID: l.GetSkuId(), ProductID: l.GetProductId(), ProductVersion: l.GetProductVersion(), Name: l.GetName(), Spec: l.GetSpec(),
			ImageURL: l.GetImageUrl(), Price: money.Fen(l.GetPrice()), ListPrice: money.Fen(l.GetListPrice()),
			WeightGrams: int64(l.GetWeightGrams()), Liquor: l.GetLiquor(),
		},
	}
}

// Buyer asks who a customer is and where an address of theirs lies.
func (c *Clients) Buyer(ctx context.Context, userID, addressID int64) (app.Buyer, error) {
	b, err := c.users.ResolveBuyer(ctx, &userv1.ResolveBuyerRequest{UserId: userID, AddressId: addressID})
	if errs.HasReason(err, userv1.ErrorReason_USER_ADDRESS_NOT_FOUND.String()) {
		return app.Buyer{}, errs.New(codes.NotFound, "ORDER_ADDRESS_NOT_FOUND", "收货地址不存在").WithFields(errs.Field{Path: "addressId", Reason: "not one of yours"})
	}
	if err != nil {
		return app.Buyer{}, err //nolint:wrapcheck // a client's error is already the platform's
	}
	a := b.GetAddress()
	return app.Buyer{
		AgeConfirmed: b.GetAgeConfirmed(), Disabled: b.GetDisabled(),
		Address: domain.Address{
			ContactName: a.GetContactName(), Phone: a.GetPhone(), Text: a.GetCity() + a.GetDistrict() + a.GetStreet() + a.GetDoor(),
			LatE6: a.GetPoint().GetLatE6(), LngE6: a.GetPoint().GetLngE6(),
		},
	}, nil
}

// Reserve promises an order's goods to it.
func (c *Clients) Reserve(ctx context.Context, orderID, storeID int64, lines []domain.Line, expires time.Time) error {
	req := &inventoryv1.ReserveRequest{OrderId: orderID, StoreId: storeID, ExpireTime: timestamppb.New(expires)}
	for _, l := range lines {
		req.Lines = append(req.Lines, &inventoryv1.ReserveLine{SkuId: l.SkuID, Quantity: l.Quantity})
	}
	_, err := c.stock.Reserve(ctx, req)
	if errs.HasReason(err, inventoryv1.ErrorReason_INVENTORY_STOCK_SHORT.String()) {
		return errs.New(codes.FailedPrecondition, "ORDER_STOCK_SHORT", "库存不足").WithFields(errs.From(err).Fields()...)
	}
	return err //nolint:wrapcheck // a client's error is already the platform's
}

// Release gives an order's goods back.
func (c *Clients) Release(ctx context.Context, orderID int64) error {
	_, err := c.stock.Release(ctx, &inventoryv1.ReleaseRequest{OrderId: orderID})
	return err //nolint:wrapcheck // a client's error is already the platform's
}

// Quote asks what a delivery costs.
func (c *Clients) Quote(ctx context.Context, ask app.DeliveryAsk) (app.DeliveryQuote, error) {
	q, err := c.deliveries.QuoteDelivery(ctx, &deliveryv1.QuoteDeliveryRequest{
		StoreId: ask.StoreID, StoreLatE6: ask.From.LatE6, StoreLngE6: ask.From.LngE6, DropLatE6: ask.To.LatE6, DropLngE6: ask.To.LngE6,
		GoodsAmount: int64(ask.Goods), WeightGrams: ask.Grams, DeliverTime: timeToProto(ask.At),
	})
	if err != nil {
		return app.DeliveryQuote{}, err //nolint:wrapcheck // a client's error is already the platform's
	}
	quote := app.DeliveryQuote{
		InRange: q.GetInRange(), Minimum: money.Fen(q.GetMinimumAmount()), DistanceMeters: q.GetDistanceMeters(),
		PromiseMinutes: q.GetPromiseMinutes(), PrepareMinutes: q.GetPrepareMinutes(), Delivery: domain.Delivery{Fee: money.Fen(q.GetFee())},
	}
	for _, p := range q.GetParts() {
		quote.Delivery.Parts = append(quote.Delivery.Parts, domain.Step{
			Code: p.GetCode(), Title: feeTitle(p.GetCode()), Amount: money.Fen(p.GetAmount()), Outcome: "APPLIED",
		})
	}
	return quote, nil
}

func feeTitle(code string) string {
	switch code {
	case "BASE":
		return "配送费"
	case "DISTANCE":
		return "远距离加价"
	case "WEIGHT":
		return "超重加价"
	case "NIGHT":
		return "夜间加价"
	case "FREE":
		return "满额免配送费"
	}
	return "配送费调整"
}
