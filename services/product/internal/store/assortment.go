package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/services/product/internal/domain"
)

// SetAssortment lists or delists SKUs of a store and returns how many of them changed. It reports
// PRODUCT_STORE_NOT_FOUND, PRODUCT_STORE_UNLICENSED where something is to be listed without a valid licence, and what
// domain.CheckAssortment reports.
func (s *Catalog) SetAssortment(ctx context.Context, storeID int64, items []domain.Listing) (changed int, err error) {
	skus := make([]int64, len(items))
	lists := false
	for i, it := range items {
		skus[i] = it.SkuID
		lists = lists || it.Listed
	}
	err = s.write(ctx, storeID, func(ctx context.Context, tx *change) error {
		st, found, err := storeWhere(ctx, tx, "id = ?", storeID)
		switch {
		case err != nil:
			return err
		case !found:
			return domain.ErrStoreNotFound
		case lists && !st.LicensedAt(s.now()):
			return domain.ErrStoreUnlicensed
		}
		prices, err := pricesOf(ctx, tx, skus)
		if err != nil {
			return err
		}
		if err := domain.CheckAssortment(items, prices); err != nil {
			return err
		}
		changed, err = s.saveAssortment(ctx, tx, storeID, skus, items)
		return err
	})
	return changed, err
}

func pricesOf(ctx context.Context, tx *change, skus []int64) (map[int64]domain.Prices, error) {
	var rows []skuRow
	err := tx.NewSelect().Model(&rows).Column("id", "list_price", "sale_price", "member_price", "cost").Where("id IN ?", bun.Tuple(skus)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("read prices: %w", err)
	}
	prices := make(map[int64]domain.Prices, len(rows))
	for i := range rows {
		prices[rows[i].ID] = pricesFromRow(&rows[i])
	}
	return prices, nil
}

func (s *Catalog) saveAssortment(ctx context.Context, tx *change, storeID int64, skus []int64, items []domain.Listing) (int, error) {
	var known []assortmentRow
	err := tx.NewSelect().Model(&known).Where("store_id = ? AND sku_id IN ?", storeID, bun.Tuple(skus)).Scan(ctx)
	if err != nil {
		return 0, fmt.Errorf("read assortment of store %d: %w", storeID, err)
	}
	old := make(map[int64]domain.Listing, len(known))
	for _, r := range known {
		old[r.SkuID] = listingFromRow(r)
	}
	var rows []assortmentRow
	changed := &productv1.AssortmentChanged{StoreId: storeID}
	for _, it := range items {
		if was := old[it.SkuID]; was.Listed == it.Listed && was.Price == it.Price {
			continue
		}
		rows = append(rows, assortmentRow{StoreID: storeID, SkuID: it.SkuID, Listed: it.Listed, Price: int64(it.Price)})
		changed.SkuIds = append(changed.SkuIds, it.SkuID)
	}
	if len(rows) == 0 {
		return 0, nil
	}
	seq, err := s.raise(ctx, tx, storeID)
	if err != nil {
		return 0, err
	}
	for i := range rows {
		rows[i].Seq = seq
	}
	upsert := sqldb.Upsert(tx.NewInsert().Model(&rows), tx, "store_id, sku_id", "listed", "price", "seq")
	if _, err := upsert.Exec(ctx); err != nil {
		return 0, fmt.Errorf("save assortment of store %d: %w", storeID, err)
	}
	return len(rows), s.publish(ctx, tx, storeID, changed)
}

func listingFromRow(r assortmentRow) domain.Listing {
	return domain.Listing{SkuID: r.SkuID, Listed: r.Listed, Price: money.Fen(r.Price)}
}

// NoteAvailability keeps what inventory told of a SKU in a store. Event ids ascend for one SKU: an event that is not
// newer than the one that counted last changes nothing.
func (s *Catalog) NoteAvailability(ctx context.Context, tx *sqldb.Tx, storeID, skuID int64, inStock bool, eventID int64) error {
	var old availabilityRow
	err := tx.NewSelect().Model(&old).Where("store_id = ? AND sku_id = ?", storeID, skuID).Scan(ctx)
	if err != nil && !sqldb.IsNotFound(err) {
		return fmt.Errorf("read availability of %d in %d: %w", skuID, storeID, err)
	}
	if err == nil && old.EventID >= eventID {
		return nil
	}
	seq := old.Seq
	if old.InStock != inStock {
		if seq, err = s.raise(ctx, &change{Tx: tx}, storeID); err != nil {
			return err
		}
	}
	row := availabilityRow{StoreID: storeID, SkuID: skuID, InStock: inStock, EventID: eventID, Seq: seq}
	upsert := sqldb.Upsert(tx.NewInsert().Model(&row), tx, "store_id, sku_id", "in_stock", "event_id", "seq")
	if _, err := upsert.Exec(ctx); err != nil {
		return fmt.Errorf("save availability of %d in %d: %w", skuID, storeID, err)
	}
	return nil
}
