package store

import (
	"context"
	"fmt"
	"strings"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
)

// Cart returns a customer's cart lines, by store, oldest first.
func (s *Orders) Cart(ctx context.Context, userID int64) ([]app.CartLine, error) {
	var rows []cartRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("user_id = ?", userID).
		OrderExpr("store_id, sku_id").Limit(domain.MaxCartLines).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("read cart of %d: %w", userID, err)
	}
	lines := make([]app.CartLine, len(rows))
	for i, r := range rows {
		lines[i] = app.CartLine{Item: domain.Item{StoreID: r.StoreID, SkuID: r.SkuID, Quantity: r.Quantity}, PriceAdded: money.Fen(r.PriceAdded)}
	}
	return lines, nil
}

// SetCartLine puts a quantity in place of what was there. A cart that is full is ORDER_CART_LIMIT.
func (s *Orders) SetCartLine(ctx context.Context, userID int64, line app.CartLine) error {
	row := cartRow{
		UserID: userID, StoreID: line.StoreID, SkuID: line.SkuID, Quantity: line.Quantity,
		PriceAdded: int64(line.PriceAdded), UpdatedAt: line.At,
	}
	return s.db.WriteKey(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) error {
		insert := sqldb.Upsert(tx.NewInsert().Model(&row), tx, "user_id, store_id, sku_id", "quantity", "price_added", "updated_at")
		if _, err := insert.Exec(ctx); err != nil {
			return fmt.Errorf("set cart line of %d: %w", userID, err)
		}
		n, err := tx.NewSelect().Model((*cartRow)(nil)).Where("user_id = ?", userID).Count(ctx)
		if err != nil {
			return fmt.Errorf("count cart of %d: %w", userID, err)
		}
		if n > domain.MaxCartLines {
			return errs.Newf(codes.FailedPrecondition, "ORDER_CART_LIMIT", "a cart holds %d different items", domain.MaxCartLines)
		}
		return nil
	})
}

// RemoveCartLine takes a line out; one that is not there is no error.
func (s *Orders) RemoveCartLine(ctx context.Context, userID, storeID, skuID int64) error {
	return s.db.WriteKey(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewDelete().Model((*cartRow)(nil)).Where("user_id = ? AND store_id = ? AND sku_id = ?", userID, storeID, skuID).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
}

// ClearCart empties the cart, or one store's part of it.
func (s *Orders) ClearCart(ctx context.Context, userID, storeID int64) error {
	return s.db.WriteKey(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) error {
		q := tx.NewDelete().Model((*cartRow)(nil)).Where("user_id = ?", userID)
		if storeID != 0 {
			q = q.Where("store_id = ?", storeID)
		}
		_, err := q.Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
}

// takeFromCart takes the bought quantities out of the cart: a line of which no more is left goes, and one to which more
// was added meanwhile keeps the rest.
func (s *Orders) takeFromCart(ctx context.Context, tx *sqldb.Tx, orders []*domain.Order) error {
	for _, o := range orders {
		f := o.Facts()
		bought := make(map[int64]int64, len(f.Lines))
		for _, l := range f.Lines {
			bought[l.SkuID] += l.Quantity
		}
		args := []any{f.UserID, f.StoreID}
		for sku, quantity := range bought {
			args = append(args, sku, quantity)
		}
		used := strings.Repeat(" OR (sku_id = ? AND quantity <= ?)", len(bought))[len(" OR "):]
		res, err := sqldb.Exec(ctx, tx, "DELETE FROM cart_lines WHERE user_id = ? AND store_id = ? AND ("+used+")", args...)
		if err != nil {
			return fmt.Errorf("take order %d from cart: %w", f.ID, err)
		}
		if n, err := res.RowsAffected(); err == nil && n == int64(len(bought)) {
			continue // as almost always
		}
		if err := lessenCart(ctx, tx, f, bought); err != nil {
			return fmt.Errorf("take order %d from cart: %w", f.ID, err)
		}
	}
	return nil
}

// lessenCart takes what was bought off the lines that hold more.
func lessenCart(ctx context.Context, tx *sqldb.Tx, f domain.Facts, bought map[int64]int64) error {
	for sku, quantity := range bought {
		_, err := sqldb.Exec(ctx, tx, "UPDATE cart_lines SET quantity = quantity - ? WHERE user_id = ? AND store_id = ? AND sku_id = ? AND quantity > ?",
			quantity, f.UserID, f.StoreID, sku, quantity)
		if err != nil {
			return err //nolint:wrapcheck // the caller names the order
		}
	}
	return nil
}
