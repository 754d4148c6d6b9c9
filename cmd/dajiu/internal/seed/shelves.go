package seed

import (
	"context"
	"fmt"
	"strconv"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
)

const (
	// guarded is how many of the first stores have safety levels; safetyLevel is what it is for every guardEvery-th SKU.
	guarded, guardEvery, safetyLevel = 4, 4, 6
	// onPosted and onOpen are how many SKUs the two sheets of the first store have, and countedOpen how many are counted.
	onPosted, onOpen, countedOpen = 6, 16, 9
	// cheap is what a piece may be worth, in fen, whose count is wrong by one: one person approves that.
	cheap = 15_000
)

// shelves gives some stores safety levels, and the first one a count that is posted and one that is under way. What stores
// have of that already stays as it is.
func (s *seeder) shelves(ctx context.Context) error {
	client := inventoryv1.NewStockServiceClient(s.conn)
	for _, st := range s.city.Stores[:min(guarded, len(s.city.Stores))] {
		stock, err := client.ListStock(ctx, &inventoryv1.ListStockRequest{StoreId: st.ID, PageSize: 200})
		if err != nil {
			return fmt.Errorf("stock of store %d: %w", st.ID, err)
		}
		req := &inventoryv1.SetSafetyLevelsRequest{StoreId: st.ID}
		known := false
		for i, l := range stock.GetItems() {
			known = known || l.GetSafetyLevel() > 0
			if i%guardEvery == 0 {
				req.Levels = append(req.Levels, &inventoryv1.SafetyLevel{SkuId: l.GetSkuId(), Level: safetyLevel})
			}
		}
		if known || len(req.GetLevels()) == 0 {
			continue
		}
		if _, err := client.SetSafetyLevels(ctx, req); err != nil {
			return fmt.Errorf("safety levels of store %d: %w", st.ID, err)
		}
	}
	return s.countedShelves(ctx)
}

// countedShelves counts in the first store.
func (s *seeder) countedShelves(ctx context.Context) error {
	if len(s.city.Stores) == 0 {
		return nil
	}
	store := s.city.Stores[0]
	sheets := inventoryv1.NewCountSheetServiceClient(s.conn)
	known, err := sheets.ListCountSheets(ctx, &inventoryv1.ListCountSheetsRequest{StoreId: store.ID, PageSize: 1})
	if err != nil {
		return fmt.Errorf("count sheets: %w", err)
	}
	if len(known.GetSheets()) > 0 {
		return nil
	}
	posted, err := s.counts(ctx, store.ID, "posted", "酒柜抽盘", s.cheapOf(onPosted, 0), onPosted)
	if err != nil {
		return err
	}
	act := &inventoryv1.ActOnCountSheetRequest{StoreId: store.ID, SheetId: posted.GetSheetId(), Version: posted.GetVersion()}
	if posted, err = sheets.SubmitCountSheet(ctx, act); err != nil {
		return fmt.Errorf("submit count sheet: %w", err)
	}
	act.Version = posted.GetVersion()
	if _, err := sheets.ApproveCountSheet(ctx, act); err != nil {
		return fmt.Errorf("approve count sheet: %w", err)
	}
	_, err = s.counts(ctx, store.ID, "open", "月末盘点", s.cheapOf(onOpen, onPosted), countedOpen)
	return err
}

// cheapOf returns some SKUs of the first store that are worth little, after the first ones.
func (s *seeder) cheapOf(n, after int) (skus []int64) {
	for _, g := range s.city.Stores[0].Goods {
		if g.Price <= cheap {
			skus = append(skus, g.SkuID)
		}
	}
	after = min(after, len(skus))
	return skus[after:min(after+n, len(skus))]
}

// counts opens a sheet of some SKUs and counts the first of them: one too many on the first, all others as the books say.
func (s *seeder) counts(ctx context.Context, storeID int64, key, name string, skus []int64, counted int) (*inventoryv1.CountSheet, error) {
	sheets := inventoryv1.NewCountSheetServiceClient(s.conn)
	sheet, err := sheets.OpenCountSheet(keyed(ctx, "sheet", key), &inventoryv1.OpenCountSheetRequest{
		StoreId: storeID, Name: name, Cover: inventoryv1.CountCover_COUNT_COVER_CHOSEN, SkuIds: skus,
	})
	if err != nil {
		return nil, fmt.Errorf("open count sheet: %w", err)
	}
	stock, err := inventoryv1.NewStockServiceClient(s.conn).ListStock(ctx, &inventoryv1.ListStockRequest{StoreId: storeID, SkuIds: skus, PageSize: 100})
	if err != nil {
		return nil, fmt.Errorf("stock of store %d: %w", storeID, err)
	}
	books := map[int64]int64{}
	for _, l := range stock.GetItems() {
		books[l.GetSkuId()] = l.GetOnHand()
	}
	for i, sku := range skus[:min(counted, len(skus))] {
		quantity := books[sku]
		if i == 0 {
			quantity++
		}
		req := &inventoryv1.CountLineRequest{StoreId: storeID, SheetId: sheet.GetSheetId(), SkuId: sku, Quantity: quantity}
		if _, err := sheets.CountLine(keyed(ctx, "count", key, strconv.Itoa(i)), req); err != nil {
			return nil, fmt.Errorf("count SKU %d: %w", sku, err)
		}
	}
	return sheet, nil
}
