package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	"dajiu/platform/audit"
	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/app"
	"dajiu/services/inventory/internal/domain"
)

func sheetNotFound(sheetID int64) error {
	return errs.Newf(codes.NotFound, "INVENTORY_SHEET_NOT_FOUND", "盘点单 %d 不存在", sheetID)
}

// InBooks returns the SKUs that a store has a level of, by SKU, so many at most.
func (s *Stock) InBooks(ctx context.Context, storeID int64, limit int) (skus []int64, err error) {
	if err := s.db.Reader().NewRaw("SELECT sku_id FROM stock WHERE store_id = ? ORDER BY sku_id LIMIT ?", storeID, limit).Scan(ctx, &skus); err != nil {
		return nil, fmt.Errorf("SKUs in the books of store %d: %w", storeID, err)
	}
	return skus, nil
}

// OpenSheet stores a new sheet with a line for each good, or returns the one that was opened under the key before. The same
// key for another sheet is IDEMPOTENCY_KEY_REUSED.
func (s *Stock) OpenSheet(ctx context.Context, sheet *domain.Sheet, goods []app.Good, key string, hash int64) (made *domain.Sheet, err error) {
	f := sheet.Facts()
	err = s.db.WriteKey(ctx, f.StoreID, func(ctx context.Context, tx *sqldb.Tx) error {
		before, err := sqldb.FindOne[sheetRow](ctx, tx, "WHERE store_id = ? AND request_key = ?", f.StoreID, key)
		switch {
		case err == nil && before.RequestHash != hash:
			return errs.New(codes.AlreadyExists, errs.ReasonKeyReused, "this Idempotency-Key was used for another count sheet")
		case err == nil:
			made = sheetFromRow(&before)
			return nil
		case !sqldb.IsNotFound(err):
			return err
		}
		row := rowFromSheet(f)
		row.RequestKey, row.RequestHash = key, hash
		if err := sqldb.InsertAll(ctx, tx, []sheetRow{row}); sqldb.IsDuplicate(err) {
			return sqldb.ErrConflict // the same request came twice at once: find what the other one opened
		} else if err != nil {
			return err
		}
		lines := make([]countLineRow, len(goods))
		for i, g := range goods {
			lines[i] = countLineRow{SheetID: f.ID, SkuID: g.SkuID, Status: int(domain.LineUncounted), Price: int64(g.Price)}
		}
		if err := sqldb.InsertAll(ctx, tx, lines); err != nil {
			return err
		}
		audit.Change(ctx, nil, f)
		made = sheet
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("open count sheet of store %d: %w", f.StoreID, err)
	}
	return made, nil
}

// Sheet returns a sheet of a store: INVENTORY_SHEET_NOT_FOUND where the store has none of that number.
func (s *Stock) Sheet(ctx context.Context, storeID, sheetID int64) (*domain.Sheet, error) {
	return sheetOf(ctx, s.db.Reader(), storeID, sheetID)
}

func sheetOf(ctx context.Context, db bun.IDB, storeID, sheetID int64) (*domain.Sheet, error) {
	row, err := sqldb.FindOne[sheetRow](ctx, db, "WHERE id = ? AND store_id = ?", sheetID, storeID)
	if sqldb.IsNotFound(err) {
		return nil, sheetNotFound(sheetID)
	}
	if err != nil {
		return nil, fmt.Errorf("read count sheet %d: %w", sheetID, err)
	}
	return sheetFromRow(&row), nil
}

// SheetsOf returns a page of a store's sheets, in a state or in any where it is 0, newest first: those with an id below
// before, or all when it is 0.
func (s *Stock) SheetsOf(ctx context.Context, storeID int64, state domain.SheetState, before int64, limit int) ([]*domain.Sheet, error) {
	var rows []sheetRow
	q := s.db.Reader().NewSelect().Model(&rows).Where("store_id = ?", storeID)
	if state != 0 {
		q = q.Where("state = ?", int(state))
	}
	if before > 0 {
		q = q.Where("id < ?", before)
	}
	if err := q.OrderExpr("id DESC").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list count sheets of store %d: %w", storeID, err)
	}
	list := make([]*domain.Sheet, len(rows))
	for i := range rows {
		list[i] = sheetFromRow(&rows[i])
	}
	return list, nil
}

// LinesWanted says which lines of a sheet are wanted. Zero fields ask for nothing.
type LinesWanted struct {
	Skus []int64
	// Statuses: only in one of these. Different: only where the count is not what the books said.
	Statuses  []domain.LineStatus
	Different bool
}

// CountLines returns a page of a sheet's lines by SKU: those above after. A sheet has 5,000 lines at most, which its key has
// together.
func (s *Stock) CountLines(ctx context.Context, sheetID int64, want LinesWanted, after int64, limit int) ([]app.CountLine, error) {
	var rows []countLineRow
	q := s.db.Reader().NewSelect().Model(&rows).Where("sheet_id = ? AND sku_id > ?", sheetID, after)
	if len(want.Skus) > 0 {
		q = q.Where("sku_id IN ?", bun.Tuple(want.Skus))
	}
	if len(want.Statuses) > 0 {
		q = q.Where("status IN ?", bun.Tuple(want.Statuses))
	}
	if want.Different {
		q = q.Where("status <> ? AND counted <> book", int(domain.LineUncounted))
	}
	if err := q.OrderExpr("sku_id").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list lines of count sheet %d: %w", sheetID, err)
	}
	return countLinesFromRows(rows), nil
}

// ActOn changes a sheet by a closure, which may ask what the differences come to. An approved sheet's first batch is due at
// once. Two who act at once act one after the other.
func (s *Stock) ActOn(
	ctx context.Context, storeID, sheetID int64, act func(*domain.Sheet, func() (domain.Tally, error)) error,
) (sheet *domain.Sheet, err error) {
	err = s.db.WriteKey(ctx, storeID, func(ctx context.Context, tx *sqldb.Tx) error {
		if sheet, err = sheetOf(ctx, tx, storeID, sheetID); err != nil {
			return err
		}
		before := sheet.Facts()
		// Nobody counts between this and the sum: a count needs the sheet's row.
		if err := s.touch(ctx, tx, before, before.State); err != nil {
			return err
		}
		if err := act(sheet, func() (domain.Tally, error) { return tallyOf(ctx, tx, sheetID) }); err != nil {
			return err
		}
		after := sheet.Facts()
		if after == before {
			return nil
		}
		if err := s.saveSheet(ctx, tx, before, after); err != nil {
			return err
		}
		audit.Change(ctx, before, after)
		if after.State != domain.SheetPosting {
			return nil
		}
		// What was refused before is tried again.
		_, err := sqldb.Exec(ctx, tx, "UPDATE count_lines SET status = ?, reserved = 0 WHERE sheet_id = ? AND status = ?",
			int(domain.LineCounted), sheetID, int(domain.LineRefused))
		if err != nil {
			return err
		}
		return s.outbox.Append(ctx, tx, sheetID, &inventoryv1.CountPostingDue{SheetId: sheetID})
	})
	if err != nil {
		return nil, fmt.Errorf("act on count sheet %d: %w", sheetID, err)
	}
	return sheet, nil
}

// touch takes the row of a sheet for this transaction while the sheet is as it was read.
func (s *Stock) touch(ctx context.Context, tx *sqldb.Tx, f domain.SheetFacts, state domain.SheetState) error {
	res, err := sqldb.Exec(ctx, tx, "UPDATE count_sheets SET version = version WHERE id = ? AND version = ? AND state = ? AND counted_count = ?",
		f.ID, f.Version, int(state), f.Counted)
	return sqldb.ExpectOne(res, err)
}

// saveSheet stores what an act, or a batch, made of a sheet that this transaction holds.
func (s *Stock) saveSheet(ctx context.Context, tx *sqldb.Tx, before, f domain.SheetFacts) error {
	r := rowFromSheet(f)
	res, err := sqldb.Exec(ctx, tx, `UPDATE count_sheets SET state = ?, submitted_by = ?, submitted_at = ?, reviewed_by = ?, reviewed_at = ?, reason = ?,
over_value = ?, short_value = ?, different_count = ?, posted_count = ?, refused_count = ?, last_act = ?, version = ?
WHERE id = ? AND version = ? AND state = ?`,
		r.State, r.SubmittedBy, orNull(r.SubmittedAt), r.ReviewedBy, orNull(r.ReviewedAt), r.Reason,
		r.OverValue, r.ShortValue, r.DifferentCount, r.PostedCount, r.RefusedCount, r.LastAct, r.Version, r.ID, before.Version, int(before.State))
	if err := sqldb.ExpectOne(res, err); err != nil {
		return fmt.Errorf("update count sheet %d: %w", f.ID, err)
	}
	return nil
}

func tallyOf(ctx context.Context, tx *sqldb.Tx, sheetID int64) (domain.Tally, error) {
	rows, err := sqldb.Find[countLineRow](ctx, tx, "WHERE sheet_id = ? ORDER BY sku_id LIMIT ?", sheetID, domain.MaxSheetLines)
	if err != nil {
		return domain.Tally{}, fmt.Errorf("add up count sheet %d: %w", sheetID, err)
	}
	lines := make([]domain.CountLine, len(rows))
	for i := range rows {
		lines[i] = countLineFromRow(&rows[i]).CountLine
	}
	return domain.TallyOf(lines)
}

// orNull binds a time that may not have come yet.
func orNull(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t
}
