package sqldb

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"
)

// DeleteOldest deletes a table's rows whose time column lies before an instant, the oldest first and about batch of
// them, and returns how many. The column needs an index. Call it until it returns 0.
func (db *DB) DeleteOldest(ctx context.Context, table, column string, before time.Time, batch int) (deleted int64, err error) {
	by, at := bun.Ident(table), bun.Ident(column)
	err = db.Write(ctx, func(ctx context.Context, tx *Tx) error {
		var last []time.Time
		err := tx.NewSelect().TableExpr("?", by).ColumnExpr("?", at).Where("? < ?", at, before).OrderExpr("?", at).
			Limit(1).Offset(int64(batch-1)).Scan(ctx, &last)
		if err != nil {
			return err //nolint:wrapcheck // wrapped below
		}
		until := before.Add(-time.Millisecond)
		if len(last) > 0 {
			until = last[0]
		}
		res, err := tx.NewDelete().TableExpr("?", by).Where("? <= ?", at, until).Exec(ctx)
		if err != nil {
			return err //nolint:wrapcheck // wrapped below
		}
		deleted, err = res.RowsAffected()
		return err //nolint:wrapcheck // drivers of ours always know
	})
	if err != nil {
		return 0, fmt.Errorf("sqldb: sweep %s: %w", table, err)
	}
	return deleted, nil
}
