package transport

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/services/inventory/internal/app"
)

// Catalog is the product service as the use cases see it.
type Catalog struct {
	goods productv1.CatalogInternalServiceClient
}

// NewCatalog returns the port of package app over a connection.
func NewCatalog(conn grpc.ClientConnInterface) *Catalog {
	return &Catalog{goods: productv1.NewCatalogInternalServiceClient(conn)}
}

// StoreGoods asks the catalogue what a store could have on its shelves. A category that is not there is INVALID_ARGUMENT.
func (c *Catalog) StoreGoods(ctx context.Context, want app.GoodsWanted) ([]app.Good, error) {
	resp, err := c.goods.ListStoreGoods(ctx, &productv1.ListStoreGoodsRequest{
		StoreId: want.StoreID, CategoryId: want.CategoryID, SkuIds: want.Named, NamedOnly: want.NamedOnly,
	})
	switch {
	case errs.HasReason(err, productv1.ErrorReason_PRODUCT_CATEGORY_NOT_FOUND.String()):
		return nil, errs.Invalid("categoryId", "分类不存在")
	case errs.HasReason(err, productv1.ErrorReason_PRODUCT_STORE_NOT_FOUND.String()):
		return nil, errs.New(codes.InvalidArgument, errs.ReasonInvalid, "门店不存在").WithFields(errs.Field{Path: "storeId", Reason: "门店不存在"})
	case err != nil:
		return nil, err //nolint:wrapcheck // a client's error is already the platform's
	}
	list := make([]app.Good, len(resp.GetGoods()))
	for i, g := range resp.GetGoods() {
		list[i] = app.Good{SkuID: g.GetSkuId(), Price: money.Fen(g.GetPrice())}
	}
	return list, nil
}
