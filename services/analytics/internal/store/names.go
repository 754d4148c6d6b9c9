package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"dajiu/platform/sqldb"
)

// Place is a store as figures are told apart by it.
type Place struct {
	bun.BaseModel `bun:"table:stores"`

	StoreID    int64  `bun:"store_id,pk"`
	MerchantID int64  `bun:"merchant_id"`
	Name       string `bun:"name"`
	Region     int64  `bun:"region"`
	LatE6      int32  `bun:"lat_e6"`
	LngE6      int32  `bun:"lng_e6"`
	OpenNow    bool   `bun:"open_now"`
	Seen       int64  `bun:"seen"`
}

// Good is a SKU as figures are told apart by it.
type Good struct {
	bun.BaseModel `bun:"table:skus"`

	SkuID      int64  `bun:"sku_id,pk"`
	ProductID  int64  `bun:"product_id"`
	CategoryID int64  `bun:"category_id"`
	BrandID    int64  `bun:"brand_id"`
	Name       string `bun:"name"`
	Spec       string `bun:"spec"`
	Seen       int64  `bun:"seen"`
}

// PutPlace keeps what an event tells of a store, unless a later one told already.
func (s *Store) PutPlace(ctx context.Context, tx *sqldb.Tx, p Place) error {
	return putSeen(ctx, tx, &p, "store_id", p.StoreID, p.Seen)
}

// PutGoods keeps what an event tells of some SKUs, unless a later one told already.
func (s *Store) PutGoods(ctx context.Context, tx *sqldb.Tx, goods []Good) error {
	for i := range goods {
		if err := putSeen(ctx, tx, &goods[i], "sku_id", goods[i].SkuID, goods[i].Seen); err != nil {
			return err
		}
	}
	return nil
}

func putSeen[R any](ctx context.Context, tx *sqldb.Tx, row *R, key string, id, seen int64) error {
	res, err := tx.NewUpdate().Model(row).WherePK().Where("seen < ?", seen).Exec(ctx)
	if err != nil {
		return fmt.Errorf("put %s %d: %w", key, id, err)
	}
	if n, err := res.RowsAffected(); err != nil || n > 0 {
		return err //nolint:wrapcheck // drivers of ours always know
	}
	there, err := tx.NewSelect().Model(row).ColumnExpr("1").WherePK().Exists(ctx)
	if err != nil || there {
		return err //nolint:wrapcheck // Write names the operation
	}
	if _, err = tx.NewInsert().Model(row).Exec(ctx); sqldb.IsDuplicate(err) {
		return sqldb.ErrConflict
	}
	return err //nolint:wrapcheck // Write names the operation
}

// Places returns all stores that are known.
func (s *Store) Places(ctx context.Context) ([]Place, error) {
	rows, err := sqldb.Find[Place](ctx, s.db.Reader(), "ORDER BY store_id")
	if err != nil {
		return nil, fmt.Errorf("stores: %w", err)
	}
	return rows, nil
}

// Goods returns those SKUs of a list that are known.
func (s *Store) Goods(ctx context.Context, ids []int64) (map[int64]Good, error) {
	found := make(map[int64]Good, len(ids))
	for len(ids) > 0 {
		n := min(len(ids), idsAtOnce)
		rows, err := sqldb.Find[Good](ctx, s.db.Reader(), "WHERE sku_id IN ("+in(ids[:n])+")")
		if err != nil {
			return nil, fmt.Errorf("goods: %w", err)
		}
		for _, r := range rows {
			found[r.SkuID] = r
		}
		ids = ids[n:]
	}
	return found, nil
}
