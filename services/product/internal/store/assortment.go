package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/audit"
	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/services/product/internal/domain"
)

// SetAssortment lists or delists SKUs of a store and returns how many of them changed. It reports
// PRODUCT_STORE_NOT_FOUND, PRODUCT_STORE_UNLICENSED where something is to be listed without a valid licence, and what
// domain.CheckAssortment reports. What changed is kept in the store's history with who did it.
func (s *Catalog) SetAssortment(ctx context.Context, storeID int64, items []domain.Listing, by domain.Editor) (changed int, err error) {
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
		changed, err = s.saveAssortment(ctx, tx, storeID, skus, items, by)
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

func (s *Catalog) saveAssortment(ctx context.Context, tx *change, storeID int64, skus []int64, items []domain.Listing, by domain.Editor) (int, error) {
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
	var history []priceChangeRow
	changed := &productv1.AssortmentChanged{StoreId: storeID}
	for _, it := range items {
		if was := old[it.SkuID]; was.Listed == it.Listed && was.Price == it.Price {
			continue
		}
		rows = append(rows, assortmentRow{StoreID: storeID, SkuID: it.SkuID, Listed: it.Listed, Price: int64(it.Price)})
		history = append(history, s.priceChange(storeID, old[it.SkuID], it, by))
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
	if err := sqldb.InsertAll(ctx, tx, history); err != nil {
		return 0, fmt.Errorf("keep price changes of store %d: %w", storeID, err)
	}
	before, after := sides(history)
	audit.Change(ctx, before, after)
	return len(rows), s.publish(ctx, tx, storeID, changed)
}

func (s *Catalog) priceChange(storeID int64, was, is domain.Listing, by domain.Editor) priceChangeRow {
	return priceChangeRow{
		ID: s.ids.NextFor(storeID), StoreID: storeID, SkuID: is.SkuID, ListedBefore: was.Listed, ListedAfter: is.Listed,
		PriceBefore: int64(was.Price), PriceAfter: int64(is.Price), ActorID: by.UserID, CreatedAt: s.now(),
	}
}

// listingJSON is a listing as the audit log shows it. Prices are fen.
type listingJSON struct {
	SkuID  int64 `json:"skuId,string"`
	Listed bool  `json:"listed"`
	Price  int64 `json:"price"`
}

// sides are the listings before and after some changes, for the audit log.
func sides(history []priceChangeRow) (before, after []listingJSON) {
	for _, c := range history {
		before = append(before, listingJSON{c.SkuID, c.ListedBefore, c.PriceBefore})
		after = append(after, listingJSON{c.SkuID, c.ListedAfter, c.PriceAfter})
	}
	return before, after
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
