package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/uptrace/bun"

	"dajiu/services/inventory/internal/domain"
)

// CountedLine is a line of a count sheet that was counted, beside the row of the ledger that it names. LedgerRows is how many
// rows there are of that name: 0 or 1.
type CountedLine struct {
	SheetID, StoreID, SkuID, MovementID int64
	Posted, SheetPosted                 bool
	Difference                          int64
	LedgerRows, LedgerKind, LedgerDelta int64
}

// countedOf reads the counted lines of a sheet with their movements, by SKU.
const countedOf = `SELECT l.sku_id, l.status, l.movement_id, l.counted - l.book AS difference,
CASE WHEN g.id IS NULL THEN 0 ELSE 1 END AS ledger_rows, COALESCE(g.kind, 0) AS ledger_kind, COALESCE(g.on_hand_delta, 0) AS ledger_delta
FROM count_lines AS l LEFT JOIN stock_ledger AS g ON g.store_id = ? AND g.sku_id = l.sku_id AND g.id = l.movement_id
WHERE l.sheet_id = ? AND l.status <> ? ORDER BY l.sku_id`

// Counted hands every counted line of every sheet to yield, by sheet and SKU, until it returns false. A sheet's lines are in
// memory at a time.
func (f *Facts) Counted(ctx context.Context, yield func(CountedLine) bool) error {
	return f.snapshot(ctx, func(tx bun.Tx) error {
		for after := int64(0); ; {
			var sheets []sheetRow
			if err := tx.NewSelect().Model(&sheets).Where("id > ?", after).OrderExpr("id").Limit(factsPage).Scan(ctx); err != nil {
				return fmt.Errorf("count sheets after %d: %w", after, err)
			}
			for i := range sheets {
				after = sheets[i].ID
				if more, err := countedLines(ctx, tx, &sheets[i], yield); err != nil || !more {
					return err
				}
			}
			if len(sheets) < factsPage {
				return nil
			}
		}
	})
}

func countedLines(ctx context.Context, tx bun.Tx, sheet *sheetRow, yield func(CountedLine) bool) (more bool, err error) {
	var rows []struct {
		SkuID, MovementID, Difference       int64
		Status                              int
		LedgerRows, LedgerKind, LedgerDelta int64
	}
	if err := tx.NewRaw(countedOf, sheet.StoreID, sheet.ID, int(domain.LineUncounted)).Scan(ctx, &rows); err != nil {
		return false, fmt.Errorf("lines of count sheet %d: %w", sheet.ID, err)
	}
	for _, r := range rows {
		line := CountedLine{
			SheetID: sheet.ID, StoreID: sheet.StoreID, SkuID: r.SkuID, MovementID: r.MovementID, Posted: r.Status == int(domain.LinePosted),
			SheetPosted: sheet.State == int(domain.SheetPosted), Difference: r.Difference, LedgerRows: r.LedgerRows, LedgerKind: r.LedgerKind, LedgerDelta: r.LedgerDelta,
		}
		if !yield(line) {
			return false, nil
		}
	}
	return true, nil
}

// SheetMoves hands each store to yield with how many rows of its ledger say that they are a sheet's, and how many lines of its
// sheets name a row.
func (f *Facts) SheetMoves(ctx context.Context, yield func(storeID, ledger, lines int64) bool) error {
	return f.snapshot(ctx, func(tx bun.Tx) error {
		for storeID := int64(0); ; {
			var next sql.NullInt64
			if err := tx.NewRaw("SELECT MIN(store_id) FROM stock WHERE store_id > ?", storeID).Scan(ctx, &next); err != nil {
				return fmt.Errorf("next store: %w", err)
			}
			if !next.Valid {
				return nil
			}
			storeID = next.Int64
			var ledger, lines int64
			err := tx.NewRaw("SELECT COUNT(*) FROM stock_ledger WHERE store_id = ? AND kind = ? AND reference LIKE ?", storeID, int(domain.KindCount), sheetReference+"%").Scan(ctx, &ledger)
			if err != nil {
				return fmt.Errorf("counted movements of store %d: %w", storeID, err)
			}
			err = tx.NewRaw("SELECT COUNT(*) FROM count_sheets AS s JOIN count_lines AS l ON l.sheet_id = s.id WHERE s.store_id = ? AND l.movement_id <> 0", storeID).Scan(ctx, &lines)
			if err != nil {
				return fmt.Errorf("posted lines of store %d: %w", storeID, err)
			}
			if !yield(storeID, ledger, lines) {
				return nil
			}
		}
	})
}
