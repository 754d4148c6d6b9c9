package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/uptrace/bun"
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
	return s.db.WriteKey(ctx, userID, func(_ context.Context, tx *sqldb.Tx) error {
		tx.Defer(cartLines{}, row)
		return nil
	})
}

// cartLines stores the lines of the transactions that share a commit.
type cartLines struct{}

// WriteBatch puts the lines in the place of those that were there: items are cartRow. What makes a cart too full is refused.
func (cartLines) WriteBatch(ctx context.Context, tx bun.Tx, items []any) error {
	type key struct{ user, store, sku int64 }
	lines := make(map[key]cartRow, len(items)) // of two for one SKU the later one stays
	users := make(map[int64]bool, len(items))
	for _, item := range items {
		row := item.(cartRow) //nolint:forcetypeassert // nothing else is handed over
		lines[key{row.UserID, row.StoreID, row.SkuID}] = row
		users[row.UserID] = true
	}
	rows := slices.SortedFunc(maps.Values(lines), func(a, b cartRow) int { // in one order, so that committers do not wait crosswise
		return cmp.Or(cmp.Compare(a.UserID, b.UserID), cmp.Compare(a.StoreID, b.StoreID), cmp.Compare(a.SkuID, b.SkuID))
	})
	for len(rows) > 0 {
		some := rows[:sqldb.Bulk(tx, len(rows))]
		rows = rows[len(some):]
		insert := sqldb.Upsert(tx.NewInsert().Model(&some), tx, "user_id, store_id, sku_id", "quantity", "price_added", "updated_at")
		if _, err := insert.Exec(ctx); err != nil {
			return fmt.Errorf("set cart lines: %w", err)
		}
	}
	full, err := fullCarts(ctx, tx, slices.Sorted(maps.Keys(users)))
	if err != nil || len(full) == 0 {
		return err
	}
	no := sqldb.Refused{Cause: errs.Newf(codes.FailedPrecondition, "ORDER_CART_LIMIT", "a cart holds %d different items", domain.MaxCartLines)}
	for i, item := range items {
		if slices.Contains(full, item.(cartRow).UserID) { //nolint:forcetypeassert // as above
			no.Items = append(no.Items, i)
		}
	}
	return no
}

// fuller is the statement that finds the users whose carts hold more than so many lines.
func fuller(users string) string {
	return "SELECT user_id FROM cart_lines WHERE user_id IN (" + users + ") GROUP BY user_id HAVING COUNT(*) > ?"
}

// fullCarts returns those of some users whose carts hold more than they may.
func fullCarts(ctx context.Context, tx bun.Tx, users []int64) (full []int64, err error) {
	marks, args := sqldb.List(users)
	rows, err := tx.Tx.QueryContext(ctx, fuller(marks), append(args, domain.MaxCartLines)...)
	if err != nil {
		return nil, fmt.Errorf("count carts: %w", err)
	}
	defer func() { _ = rows.Close() }() // its error is that of rows.Err below
	for rows.Next() {
		var user int64
		if err := rows.Scan(&user); err != nil {
			return nil, fmt.Errorf("count carts: %w", err)
		}
		full = append(full, user)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("count carts: %w", err)
	}
	return full, nil
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
func takeFromCart(tx *sqldb.Tx, orders []*domain.Order) {
	for _, o := range orders {
		f := o.Facts()
		bought := make(map[int64]int64, len(f.Lines))
		for _, l := range f.Lines {
			bought[l.SkuID] += l.Quantity
		}
		for _, sku := range slices.Sorted(maps.Keys(bought)) {
			tx.Defer(fromCarts{}, cartRow{UserID: f.UserID, StoreID: f.StoreID, SkuID: sku, Quantity: bought[sku]})
		}
	}
}

// fromCarts takes what the transactions of a commit bought out of the carts.
type fromCarts struct{}

// WriteBatch takes quantities out of lines: items are cartRow.
func (fromCarts) WriteBatch(ctx context.Context, tx bun.Tx, items []any) error {
	for len(items) > 0 {
		some := items[:sqldb.Bulk(tx, len(items))]
		items = items[len(some):]
		var args []any
		for _, item := range some {
			l := item.(cartRow) //nolint:forcetypeassert // nothing else is handed over
			args = append(args, l.UserID, l.StoreID, l.SkuID, l.Quantity)
		}
		res, err := sqldb.Exec(ctx, tx, usedUp(len(some)), args...)
		if err != nil {
			return fmt.Errorf("take from carts: %w", err)
		}
		if n, err := res.RowsAffected(); err == nil && n == int64(len(some)) {
			continue // as almost always
		}
		if err := lessen(ctx, tx, some); err != nil {
			return err
		}
	}
	return nil
}

// usedUp is the statement that removes so many lines, where no more is in them than was bought.
func usedUp(lines int) string {
	const line = "(user_id = ? AND store_id = ? AND sku_id = ? AND quantity <= ?)"
	return "DELETE FROM cart_lines WHERE " + strings.Join(slices.Repeat([]string{line}, lines), " OR ")
}

// lessen takes what was bought off the lines that hold more.
func lessen(ctx context.Context, tx bun.Tx, bought []any) error {
	for _, item := range bought {
		l := item.(cartRow) //nolint:forcetypeassert // as in WriteBatch
		_, err := sqldb.Exec(ctx, tx, "UPDATE cart_lines SET quantity = quantity - ? WHERE user_id = ? AND store_id = ? AND sku_id = ? AND quantity > ?",
			l.Quantity, l.UserID, l.StoreID, l.SkuID, l.Quantity)
		if err != nil {
			return fmt.Errorf("take SKU %d from the cart of %d: %w", l.SkuID, l.UserID, err)
		}
	}
	return nil
}
