package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"dajiu/services/inventory/internal/app"
	"dajiu/services/inventory/internal/domain"
)

// Available returns how many of each SKU a store can promise now, in the order asked for. It may be a moment old.
func (s *Stock) Available(ctx context.Context, storeID int64, skus []int64) ([]int64, error) {
	return s.free.of(ctx, storeID, skus)
}

// Wanted says which levels are wanted. Zero fields ask for nothing.
type Wanted struct {
	// Skus are the only SKUs wanted.
	Skus []int64
	// AtMost is the most that may be available of a SKU.
	AtMost *int64
	// Reserved: only SKUs of which some are promised.
	Reserved bool
	// Low: only SKUs at or below their safety level.
	Low bool
}

// Levels returns a page of a store's levels by SKU: those above after. What is scarce is looked for among the rows of
// that one store, which the key has together: an index by what is available would have to move with every order.
func (s *Stock) Levels(ctx context.Context, storeID int64, want Wanted, after int64, limit int) ([]domain.Level, error) {
	var rows []stockRow
	q, order := s.db.Reader().NewSelect().Model(&rows), "stock.sku_id"
	if want.Low {
		order = "low.sku_id"
		// In two steps, since SQLite would take the table's own key for the order's sake and walk the whole store: what is low
		// is a range of its index, then each row is found.
		q = q.ModelTableExpr("stock AS low CROSS JOIN stock AS stock").Where("low.store_id = ? AND low.is_low = ? AND low.sku_id > ?", storeID, true, after).
			Where("stock.store_id = ? AND stock.sku_id = low.sku_id", storeID)
	} else {
		q = q.Where("stock.store_id = ? AND stock.sku_id > ?", storeID, after)
	}
	if len(want.Skus) > 0 {
		q = q.Where("stock.sku_id IN ?", bun.Tuple(want.Skus))
	}
	if want.AtMost != nil {
		q = q.Where("stock.on_hand - stock.reserved <= ?", *want.AtMost)
	}
	if want.Reserved {
		q = q.Where("stock.reserved > 0")
	}
	if err := q.OrderExpr(order).Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list stock of store %d: %w", storeID, err)
	}
	levels := make([]domain.Level, len(rows))
	for i := range rows {
		levels[i] = levelFromRow(&rows[i])
	}
	return levels, nil
}

// MostLow is as far as what is low is counted: whoever has more counts no more.
const MostLow = 1000

// lowOf counts what is low in a store, in the index of it and no further than asked.
const lowOf = "SELECT COUNT(*) FROM (SELECT sku_id FROM stock WHERE store_id = ? AND is_low = ? LIMIT ?) AS low"

// CountLow returns how many SKUs of a store are at or below their safety level, MostLow where there are more.
func (s *Stock) CountLow(ctx context.Context, storeID int64) (n int, err error) {
	if err := s.db.Reader().NewRaw(lowOf, storeID, true, MostLow).Scan(ctx, &n); err != nil {
		return 0, fmt.Errorf("count what is low in store %d: %w", storeID, err)
	}
	return n, nil
}

// Movements returns a page of a SKU's ledger, newest first: those with an id below before, or all when it is 0.
func (s *Stock) Movements(ctx context.Context, storeID, skuID, before int64, limit int) ([]app.Movement, error) {
	var rows []ledgerRow
	q := s.db.Reader().NewSelect().Model(&rows).Where("store_id = ? AND sku_id = ?", storeID, skuID)
	if before > 0 {
		q = q.Where("id < ?", before)
	}
	if err := q.OrderExpr("id DESC").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list movements of SKU %d in store %d: %w", skuID, storeID, err)
	}
	return movementsFromRows(rows), nil
}

func movementsFromRows(rows []ledgerRow) []app.Movement {
	list := make([]app.Movement, len(rows))
	for i, r := range rows {
		list[i] = app.Movement{
			ID: r.ID, OrderID: r.OrderID, Note: r.Note, Actor: r.Actor, At: r.At,
			Move: domain.Move{SkuID: r.SkuID, Kind: domain.Kind(r.Kind), OnHand: r.OnHandDelta, Reserved: r.ReservedDelta},
		}
	}
	return list
}
