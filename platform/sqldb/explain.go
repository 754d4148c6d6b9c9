package sqldb

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// Explain returns the engine's plan for a query, a line per step, for tests that a statement is served by an
// index: "SEARCH orders USING INDEX ix_orders_user (user_id=?)" on SQLite; "table=orders type=ref
// key=ix_orders_user rows=1 extra=Using where" on MySQL. Args are formatted as bun does.
func Explain(ctx context.Context, db *DB, query string, args ...any) ([]string, error) {
	verb := "EXPLAIN "
	if db.cfg.Engine == SQLite {
		verb = "EXPLAIN QUERY PLAN "
	}
	rows, err := db.reader.QueryContext(ctx, verb+query, args...)
	if err != nil {
		return nil, fmt.Errorf("sqldb: explain on %s: %w", db.name, err)
	}
	defer func() { _ = rows.Close() }() // its error is that of rows.Err below
	cols, err := rows.Columns()
	if err != nil {
		return nil, fmt.Errorf("sqldb: explain on %s: %w", db.name, err)
	}
	var plan []string
	for rows.Next() {
		cells := make([]sql.NullString, len(cols))
		into := make([]any, len(cols))
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, fmt.Errorf("sqldb: explain on %s: %w", db.name, err)
		}
		plan = append(plan, planLine(cols, cells))
	}
	return plan, rows.Err()
}

func planLine(cols []string, cells []sql.NullString) string {
	var parts []string
	for i, col := range cols {
		switch strings.ToLower(col) {
		case "detail":
			return cells[i].String
		case "table", "type", "key", "rows", "extra":
			parts = append(parts, strings.ToLower(col)+"="+cells[i].String)
		}
	}
	return strings.Join(parts, " ")
}
