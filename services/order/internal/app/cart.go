package app

import (
	"context"
	"fmt"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/services/order/internal/domain"
)

// CartView is a cart line with what the catalogue says of it now.
type CartView struct {
	CartLine
	Now Resolved
}

// ShowCart returns a customer's cart with today's prices. Lines that cannot be bought are told, not dropped.
func (o *Orders) ShowCart(ctx context.Context, userID int64) ([]CartView, error) {
	lines, err := o.Carts.Cart(ctx, userID)
	if err != nil {
		return nil, fmt.Errorf("show cart: %w", err)
	}
	if len(lines) == 0 {
		return nil, nil
	}
	items := make([]domain.Item, len(lines))
	for i, l := range lines {
		items[i] = l.Item
	}
	resolved, err := o.Catalog.Resolve(ctx, items)
	if err != nil {
		return nil, fmt.Errorf("show cart: %w", err)
	}
	views := make([]CartView, len(lines))
	for i := range lines {
		views[i] = CartView{CartLine: lines[i], Now: resolved[i]}
	}
	return views, nil
}

// SetCartItem puts a quantity of a SKU into the cart, in place of what was there; 0 takes it out. A SKU that
// the store does not sell is ORDER_LINE_UNSELLABLE.
func (o *Orders) SetCartItem(ctx context.Context, userID int64, item domain.Item) (CartView, error) {
	if item.Quantity == 0 {
		if err := o.Carts.RemoveCartLine(ctx, userID, item.StoreID, item.SkuID); err != nil {
			return CartView{}, fmt.Errorf("remove cart item: %w", err)
		}
		return CartView{CartLine: CartLine{Item: item}}, nil
	}
	if _, err := domain.MergeItems([]domain.Item{item}); err != nil {
		return CartView{}, err
	}
	resolved, err := o.Catalog.Resolve(ctx, []domain.Item{item})
	if err != nil {
		return CartView{}, fmt.Errorf("set cart item: %w", err)
	}
	now := resolved[0]
	if now.State == Delisted || now.State == Unknown {
		return CartView{}, errs.New(codes.FailedPrecondition, "ORDER_LINE_UNSELLABLE", "商品已下架")
	}
	line := CartLine{Item: item, PriceAdded: now.Line.Price, At: o.Clock.Now()}
	if err := o.Carts.SetCartLine(ctx, userID, line); err != nil {
		return CartView{}, fmt.Errorf("set cart item: %w", err)
	}
	return CartView{CartLine: line, Now: now}, nil
}
