package outbox

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"dajiu/platform/sqldb"
)

// insert writes many rows with few statements.
func insert(ctx context.Context, tx bun.Tx, head string, columns int, args []any) error {
	for len(args) > 0 {
		n := sqldb.Bulk(tx, len(args)/columns)
		// Past bun, whose formatting would write the values into the text.
		if _, err := tx.Tx.ExecContext(ctx, insertText(head, columns, n), args[:n*columns]...); err != nil {
			return err
		}
		args = args[n*columns:]
	}
	return nil
}

func insertText(head string, columns, rows int) string {
	row := "(" + strings.Repeat("?,", columns-1) + "?)"
	return head + " VALUES " + strings.Repeat(row+",", rows-1) + row
}
