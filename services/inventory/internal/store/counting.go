package store

import (
	"context"
	"fmt"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/app"
	"dajiu/services/inventory/internal/domain"
)

// Count stores a count of a line with what the books say in this transaction, and returns the line and its sheet. Repeated
// under the same key it changes nothing, even where somebody counted the line again since. INVENTORY_SHEET_STATE_INVALID where
// the sheet is not open; INVENTORY_LINE_NOT_FOUND where it does not cover the SKU, or posted it already.
func (s *Stock) Count(ctx context.Context, c app.Counting) (line app.CountLine, sheet *domain.Sheet, err error) {
	err = s.db.WriteKey(ctx, c.StoreID, func(ctx context.Context, tx *sqldb.Tx) error {
		before, err := sqldb.FindOne[countEntryRow](ctx, tx, "WHERE sheet_id = ? AND request_key = ?", c.SheetID, c.Key)
		switch {
		case err == nil && (before.SkuID != c.SkuID || before.Counted != c.Counted):
			return errs.New(codes.AlreadyExists, errs.ReasonKeyReused, "this Idempotency-Key was used for another count")
		case err != nil && !sqldb.IsNotFound(err):
			return err
		case err != nil:
			if err := s.count(ctx, tx, c); err != nil {
				return err
			}
		}
		if sheet, err = sheetOf(ctx, tx, c.StoreID, c.SheetID); err != nil {
			return err
		}
		row, err := sqldb.FindOne[countLineRow](ctx, tx, "WHERE sheet_id = ? AND sku_id = ?", c.SheetID, c.SkuID)
		line = countLineFromRow(&row)
		return err
	})
	if err != nil {
		return app.CountLine{}, nil, fmt.Errorf("count SKU %d on sheet %d: %w", c.SkuID, c.SheetID, err)
	}
	return line, sheet, nil
}

func (s *Stock) count(ctx context.Context, tx *sqldb.Tx, c app.Counting) error {
	// The sheet's row first: who submits it waits, or is waited for.
	res, err := sqldb.Exec(ctx, tx, "UPDATE count_sheets SET counted_at = ? WHERE id = ? AND store_id = ? AND state = ?", c.At, c.SheetID, c.StoreID, int(domain.SheetOpen))
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil {
		return err
	} else if n == 0 {
		sheet, err := sheetOf(ctx, tx, c.StoreID, c.SheetID)
		if err != nil {
			return err
		}
		return errs.Newf(codes.FailedPrecondition, "INVENTORY_SHEET_STATE_INVALID", "盘点单%s，不能再录入", sheet.Facts().State)
	}
	levels, err := levelsOf(ctx, tx, c.StoreID, []int64{c.SkuID})
	if err != nil {
		return err
	}
	var book int64
	if len(levels) > 0 {
		book = levels[0].OnHand
	}
	first, err := sqldb.Exec(ctx, tx, "UPDATE count_lines SET status = ? WHERE sheet_id = ? AND sku_id = ? AND status = ?",
		int(domain.LineCounted), c.SheetID, c.SkuID, int(domain.LineUncounted))
	if err != nil {
		return err
	}
	res, err = sqldb.Exec(ctx, tx, "UPDATE count_lines SET status = ?, book = ?, counted = ?, counted_by = ?, counted_at = ?, reserved = 0 WHERE sheet_id = ? AND sku_id = ? AND status <> ?",
		int(domain.LineCounted), book, c.Counted, c.By, c.At, c.SheetID, c.SkuID, int(domain.LinePosted))
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil {
		return err
	} else if n == 0 {
		return errs.New(codes.NotFound, "INVENTORY_LINE_NOT_FOUND", "盘点单不含这种商品，或它的差异已入账")
	}
	if n, err := first.RowsAffected(); err != nil {
		return err
	} else if n == 1 {
		res, err := sqldb.Exec(ctx, tx, "UPDATE count_sheets SET counted_count = counted_count + 1 WHERE id = ?", c.SheetID)
		if err := sqldb.ExpectOne(res, err); err != nil {
			return err
		}
	}
	entry := countEntryRow{SheetID: c.SheetID, RequestKey: c.Key, SkuID: c.SkuID, Book: book, Counted: c.Counted, CountedBy: c.By, CountedAt: c.At}
	err = sqldb.InsertAll(ctx, tx, []countEntryRow{entry})
	if sqldb.IsDuplicate(err) {
		return sqldb.ErrConflict // the same request came twice at once: find what the other one stored
	}
	return err
}
