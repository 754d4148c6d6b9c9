package outbox

import (
	"context"
	"strings"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect"
)

// insert writes many rows with few statements. SQLite compiles a statement once and keeps it, so there the rows
// go in blocks of a fixed size; on MySQL a round trip costs most, so there all go at once.
func insert(ctx context.Context, tx bun.Tx, head string, columns int, args []any) error {
	block := len(args) / columns
	if tx.Dialect().Name() == dialect.SQLite {
		block = 16
	}
	for len(args) > 0 {
		n := min(block, len(args)/columns)
		if n < block {
			n = 1
		}
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
