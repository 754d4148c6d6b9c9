package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/domain"
)

// SetSafety stores safety levels of a store's SKUs, all or none, tells which SKUs crossed theirs by it, and returns the
// levels by SKU. A SKU that the store never had gets a row: it is low at once.
func (s *Stock) SetSafety(ctx context.Context, storeID int64, levels []domain.SafetyLevel) (after []domain.Level, err error) {
	// By SKU, as orders take their lines, so that neither waits for the other in a circle.
	sorted := slices.SortedFunc(slices.Values(levels), func(a, b domain.SafetyLevel) int { return cmp.Compare(a.SkuID, b.SkuID) })
	skus := make([]int64, len(sorted))
	for i, l := range sorted {
		skus[i] = l.SkuID
	}
	err = s.db.WriteKey(ctx, storeID, func(ctx context.Context, tx *sqldb.Tx) error {
		rows := make([]stockRow, len(sorted))
		for i, l := range sorted {
			rows[i] = stockRow{StoreID: storeID, SkuID: l.SkuID, Safety: l.Level}
		}
		for part := range slices.Chunk(rows, levelsAtOnce) {
			if _, err := sqldb.Upsert(tx.NewInsert().Model(&part), tx, "store_id, sku_id", "safety").Exec(ctx); err != nil {
				return err
			}
		}
		// The rows are locked by now: nobody moves them between this look and the flag.
		if after, err = levelsOf(ctx, tx, storeID, skus); err != nil {
			return err
		}
		var crossed []domain.Level
		for i, l := range after {
			if l.CrossedSafety() {
				crossed = append(crossed, l)
				after[i].Low = l.BelowSafety()
			}
		}
		return s.tellSafety(ctx, tx, storeID, crossed)
	})
	if err != nil {
		return nil, fmt.Errorf("set safety levels of store %d: %w", storeID, err)
	}
	return after, nil
}

// tellSafety notes that levels, whose rows this transaction changed, crossed their safety level, and publishes it. The flag
// is a statement of its own because it is in an index: as a part of every move it would be written with every order.
func (s *Stock) tellSafety(ctx context.Context, tx *sqldb.Tx, storeID int64, crossed []domain.Level) error {
	for _, l := range crossed {
		low := l.BelowSafety()
		res, err := sqldb.Exec(ctx, tx, "UPDATE stock SET is_low = ? WHERE store_id = ? AND sku_id = ? AND is_low <> ?", low, storeID, l.SkuID, low)
		if err := sqldb.ExpectOne(res, err); err != nil {
			return fmt.Errorf("note that SKU %d of store %d crossed its safety level: %w", l.SkuID, storeID, err)
		}
		var ev proto.Message = &inventoryv1.InventoryRecovered{StoreId: storeID, SkuId: l.SkuID, Available: l.Available(), SafetyLevel: l.Safety}
		if low {
			ev = &inventoryv1.InventoryLow{StoreId: storeID, SkuId: l.SkuID, Available: l.Available(), SafetyLevel: l.Safety}
		}
		if err := s.outbox.Append(ctx, tx, l.SkuID, ev); err != nil {
			return fmt.Errorf("publish that SKU %d crossed its safety level: %w", l.SkuID, err)
		}
	}
	return nil
}
