package transport_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	"dajiu/platform/errs"
	"dajiu/platform/rpc"
	"dajiu/services/inventory/internal/app"
)

// everything is a catalogue that knows SKUs 1 to 99, each at 10 yuan, and lists 1 to 3.
type everything struct{}

func (everything) StoreGoods(_ context.Context, want app.GoodsWanted) ([]app.Good, error) {
	wanted := map[int64]bool{}
	for _, sku := range want.Named {
		wanted[sku] = true
	}
	var list []app.Good
	for sku := range int64(100) {
		if sku > 0 && (wanted[sku] || sku <= 3 && !want.NamedOnly) {
			list = append(list, app.Good{SkuID: sku, Price: 1000})
		}
	}
	return list, nil
}

func TestABlindSheetTellsNobodyWhatTheBooksSayUntilItIsSubmitted(t *testing.T) {
	t.Parallel()
	channel := serve(t)
	ctx := context.Background()
	stock, sheets := inventoryv1.NewStockServiceClient(channel), inventoryv1.NewCountSheetServiceClient(channel)
	_, err := stock.AdjustStock(rpc.WithIdempotencyKey(ctx, "goods-in-1"), &inventoryv1.AdjustStockRequest{
		StoreId: 7, Kind: inventoryv1.MovementKind_MOVEMENT_KIND_RECEIVE, Lines: []*inventoryv1.AdjustLine{{SkuId: 1, Quantity: 12}, {SkuId: 9, Quantity: 1}},
	})
	require.NoError(t, err)
	sheet, err := sheets.OpenCountSheet(rpc.WithIdempotencyKey(ctx, "sheet-1"), &inventoryv1.OpenCountSheetRequest{
		StoreId: 7, Name: "月末盘点", Cover: inventoryv1.CountCover_COUNT_COVER_ALL, Blind: true,
	})
	require.NoError(t, err)
	require.EqualValues(t, 4, sheet.GetLineCount(), "what the store lists, and what it only has in its books")
	counted, err := sheets.CountLine(rpc.WithIdempotencyKey(ctx, "count-1"), &inventoryv1.CountLineRequest{StoreId: 7, SheetId: sheet.GetSheetId(), SkuId: 1, Quantity: 10})
	require.NoError(t, err)
	require.EqualValues(t, 1, counted.GetCountedCount())
	require.Zero(t, counted.GetLine().GetBookQuantity())
	require.Zero(t, counted.GetLine().GetDifference())
	list := &inventoryv1.ListCountLinesRequest{StoreId: 7, SheetId: sheet.GetSheetId(), Show: inventoryv1.CountLineShow_COUNT_LINE_SHOW_DIFFERENT}
	_, err = sheets.ListCountLines(ctx, list)
	require.Equal(t, "show", errs.From(err).Fields()[0].Path)

	sheet, err = sheets.SubmitCountSheet(ctx, &inventoryv1.ActOnCountSheetRequest{StoreId: 7, SheetId: sheet.GetSheetId(), Version: sheet.GetVersion()})
	require.NoError(t, err)
	require.EqualValues(t, 2000, sheet.GetShortValue())
	require.True(t, sheet.GetSecondPerson())
	lines, err := sheets.ListCountLines(ctx, list)
	require.NoError(t, err)
	require.Len(t, lines.GetLines(), 1)
	require.EqualValues(t, 12, lines.GetLines()[0].GetBookQuantity())
	require.EqualValues(t, -2, lines.GetLines()[0].GetDifference())
	_, err = sheets.ApproveCountSheet(ctx, &inventoryv1.ActOnCountSheetRequest{StoreId: 7, SheetId: sheet.GetSheetId(), Version: sheet.GetVersion()})
	require.True(t, errs.HasReason(err, "INVENTORY_SECOND_PERSON_NEEDED"), "%v", err)
	_, err = sheets.ShowCountSheet(ctx, &inventoryv1.ShowCountSheetRequest{StoreId: 8, SheetId: sheet.GetSheetId()})
	require.True(t, errs.HasReason(err, "INVENTORY_SHEET_NOT_FOUND"), "another store has no such sheet")
	all, err := sheets.ListCountSheets(ctx, &inventoryv1.ListCountSheetsRequest{StoreId: 7, State: inventoryv1.CountSheetState_COUNT_SHEET_STATE_SUBMITTED})
	require.NoError(t, err)
	require.Len(t, all.GetSheets(), 1)
}

func TestChosenGoodsMustBeKnown(t *testing.T) {
	t.Parallel()
	sheets := inventoryv1.NewCountSheetServiceClient(serve(t))
	open := func(req *inventoryv1.OpenCountSheetRequest) (*inventoryv1.CountSheet, error) {
		req.StoreId, req.Name = 7, "抽盘"
		return sheets.OpenCountSheet(rpc.WithIdempotencyKey(context.Background(), "sheet-1"), req)
	}
	for name, c := range map[string]struct {
		req   *inventoryv1.OpenCountSheetRequest
		field string
	}{
		"a SKU that nobody knows":   {&inventoryv1.OpenCountSheetRequest{Cover: inventoryv1.CountCover_COUNT_COVER_CHOSEN, SkuIds: []int64{4, 777}}, "skuIds[1]"},
		"no SKU":                    {&inventoryv1.OpenCountSheetRequest{Cover: inventoryv1.CountCover_COUNT_COVER_CHOSEN}, "skuIds"},
		"a category without a name": {&inventoryv1.OpenCountSheetRequest{Cover: inventoryv1.CountCover_COUNT_COVER_CATEGORY}, "categoryId"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := open(c.req)
			require.Equal(t, c.field, errs.From(err).Fields()[0].Path)
		})
	}
	sheet, err := open(&inventoryv1.OpenCountSheetRequest{Cover: inventoryv1.CountCover_COUNT_COVER_CHOSEN, SkuIds: []int64{4, 5}})
	require.NoError(t, err)
	require.EqualValues(t, 2, sheet.GetLineCount())
}
