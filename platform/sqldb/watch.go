package sqldb

import (
	"context"
	"database/sql/driver"
)

// watchedConn tells of the statements that reach an engine; see Config.Watch. Those that the connection keeps compiled
// pass it as text at their first use.
type watchedConn struct {
	engineConn
	tell func(statement string)
}

// ExecContext runs a statement that returns no rows.
func (w watchedConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	w.tell(query)
	return w.engineConn.ExecContext(ctx, query, args)
}

// QueryContext runs a statement that returns rows.
func (w watchedConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	w.tell(query)
	return w.engineConn.QueryContext(ctx, query, args)
}
