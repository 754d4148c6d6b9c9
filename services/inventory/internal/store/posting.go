package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/domain"
)

// postBatch is how many lines of a sheet one transaction posts: orders of the store wait no longer than for that.
const postBatch = 200

// SheetReference is what the ledger says beside the differences of a sheet.
func SheetReference(sheetID int64) string { return sheetReference + strconv.FormatInt(sheetID, 10) }

const sheetReference = "count-sheet-"

// PostIn posts the next differences of an approved sheet as movements of kind COUNT, and asks for the batch after. A line is
// posted once: its status changes with its movement. Lines that would leave less than is promised are noted as refused; with
// any of those the sheet is open again at the end. For a sheet in another state it does nothing, so that it may come twice,
// or again after a crash.
func (s *Stock) PostIn(ctx context.Context, tx *sqldb.Tx, sheetID int64) error {
	row, err := sqldb.FindOne[sheetRow](ctx, tx, "WHERE id = ?", sheetID)
	if sqldb.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read count sheet %d: %w", sheetID, err)
	}
	sheet := sheetFromRow(&row)
	before := sheet.Facts()
	if before.State != domain.SheetPosting {
		return nil
	}
	if err := s.touch(ctx, tx, before, domain.SheetPosting); err != nil {
		return err
	}
	rows, err := sqldb.Find[countLineRow](ctx, tx, "WHERE sheet_id = ? AND status = ? ORDER BY sku_id LIMIT ?", sheetID, int(domain.LineCounted), postBatch)
	if err != nil {
		return fmt.Errorf("lines of count sheet %d: %w", sheetID, err)
	}
	if len(rows) > 0 {
		if err := s.postLines(ctx, tx, sheet, rows); err != nil {
			return fmt.Errorf("post count sheet %d: %w", sheetID, err)
		}
	}
	if len(rows) < postBatch {
		err = sheet.Settle()
	} else {
		err = s.outbox.Append(ctx, tx, sheetID, &inventoryv1.CountPostingDue{SheetId: sheetID})
	}
	if err != nil {
		return err
	}
	return s.saveSheet(ctx, tx, before, sheet.Facts())
}

// postLines posts counted lines of a sheet, by SKU.
func (s *Stock) postLines(ctx context.Context, tx *sqldb.Tx, sheet *domain.Sheet, rows []countLineRow) error {
	f := sheet.Facts()
	levels, err := s.levelsFor(ctx, tx, f.StoreID, rows)
	if err != nil {
		return err
	}
	why := reason{reference: SheetReference(f.ID), note: f.Name, actor: f.ReviewedBy, at: s.clock.Now(), rows: []int64{}}
	var moves []domain.Move
	posted := 0
	for i := range rows {
		r := &rows[i]
		now := levels[r.SkuID]
		m, ok := countLineFromRow(r).Post(now)
		switch {
		case !ok:
			r.Status, r.Reserved = int(domain.LineRefused), now.Reserved
		case m.OnHand == 0:
			r.Status = int(domain.LinePosted)
			posted++
		default:
			r.Status, r.MovementID = int(domain.LinePosted), s.ids.NextFor(f.StoreID)
			moves, why.rows = append(moves, m), append(why.rows, r.MovementID)
			posted++
		}
	}
	err = s.move(ctx, tx, f.StoreID, moves, why)
	var no refused
	if errors.As(err, &no) {
		return sqldb.ErrConflict // an order took stock after the levels were read: read them again
	}
	if err != nil {
		return err
	}
	for _, r := range rows {
		res, err := sqldb.Exec(ctx, tx, "UPDATE count_lines SET status = ?, movement_id = ?, reserved = ? WHERE sheet_id = ? AND sku_id = ? AND status = ?",
			r.Status, r.MovementID, r.Reserved, r.SheetID, r.SkuID, int(domain.LineCounted))
		if err := sqldb.ExpectOne(res, err); err != nil {
			return fmt.Errorf("note SKU %d: %w", r.SkuID, err)
		}
	}
	sheet.Advance(posted, len(rows)-posted)
	return nil
}

// levelsFor returns the levels of some lines by SKU; what was found of a SKU that the store never had gets a row.
func (s *Stock) levelsFor(ctx context.Context, tx *sqldb.Tx, storeID int64, rows []countLineRow) (map[int64]domain.Level, error) {
	skus := make([]int64, len(rows))
	var fresh []stockRow
	for i, r := range rows {
		skus[i] = r.SkuID
		if r.Counted > r.Book {
			fresh = append(fresh, stockRow{StoreID: storeID, SkuID: r.SkuID})
		}
	}
	if len(fresh) > 0 {
		if _, err := sqldb.Upsert(tx.NewInsert().Model(&fresh), tx, "store_id, sku_id").Exec(ctx); err != nil {
			return nil, err
		}
	}
	list, err := levelsOf(ctx, tx, storeID, skus)
	if err != nil {
		return nil, err
	}
	levels := make(map[int64]domain.Level, len(list))
	for _, l := range list {
		levels[l.SkuID] = l
	}
	return levels, nil
}
