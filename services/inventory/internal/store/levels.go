package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/domain"
)

// levelsOf returns the levels of some SKUs, by SKU; those that the store never had are missing.
func levelsOf(ctx context.Context, db bun.IDB, storeID int64, skus []int64) ([]domain.Level, error) {
	var rows []stockRow
	err := db.NewSelect().Model(&rows).Where("store_id = ? AND sku_id IN ?", storeID, bun.Tuple(skus)).OrderExpr("sku_id").Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("read levels of store %d: %w", storeID, err)
	}
	levels := make([]domain.Level, len(rows))
	for i := range rows {
		levels[i] = levelFromRow(&rows[i])
	}
	return levels, nil
}

// lockLevels reads the levels that some moves change, and keeps others from changing them until the commit. Those that no store
// ever had are missing.
func lockLevels(ctx context.Context, tx bun.Tx, list []taking) (map[place]*domain.Level, error) {
	levels := map[place]*domain.Level{}
	for _, k := range list {
		for _, m := range k.moves {
			levels[place{k.storeID, m.SkuID}] = nil
		}
	}
	places := placesOf(levels)
	clear(levels)
	for some := range slices.Chunk(places, levelsAtOnce) {
		var args []any
		for _, p := range some {
			args = append(args, p.storeID, p.skuID)
		}
		rows, err := sqldb.Find[stockRow](ctx, tx, levelsClause(len(some))+sqldb.ForUpdate(tx), args...)
		if err != nil {
			return nil, fmt.Errorf("read levels: %w", err)
		}
		for i := range rows {
			l := levelFromRow(&rows[i])
			levels[place{rows[i].StoreID, l.SkuID}] = &l
		}
	}
	return levels, nil
}

// placesOf returns the places of levels in one order, so that two commits never wait for each other crosswise.
func placesOf(levels map[place]*domain.Level) []place {
	return slices.SortedFunc(maps.Keys(levels), func(a, b place) int {
		return cmp.Or(cmp.Compare(a.storeID, b.storeID), cmp.Compare(a.skuID, b.skuID))
	})
}

// levelsClause selects so many levels by their keys.
func levelsClause(levels int) string {
	return "WHERE " + strings.Join(slices.Repeat([]string{"(store_id = ? AND sku_id = ?)"}, levels), " OR ")
}

// writeLevels stores what is on hand and promised in rows that lockLevels read.
func writeLevels(ctx context.Context, tx bun.Tx, levels map[place]*domain.Level) error {
	rows := make([]stockRow, 0, len(levels))
	for _, p := range placesOf(levels) {
		rows = append(rows, stockRow{StoreID: p.storeID, SkuID: p.skuID, OnHand: levels[p].OnHand, Reserved: levels[p].Reserved})
	}
	for len(rows) > 0 {
		some := rows[:sqldb.Bulk(tx, len(rows))]
		rows = rows[len(some):]
		if _, err := sqldb.Upsert(tx.NewInsert().Model(&some), tx, "store_id, sku_id", "on_hand", "reserved").Exec(ctx); err != nil {
			return fmt.Errorf("write levels: %w", err)
		}
	}
	return nil
}
