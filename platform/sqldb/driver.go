package sqldb

import (
	"container/list"
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
)

// Statements that one connection keeps compiled. A compiled statement takes SQLite some 5 KB.
const (
	writerStatements = 192
	readerStatements = 96
)

// connector puts a wireConn around each connection of a driver.
type connector struct {
	driver.Connector
	setup      []string // statements that each new connection begins with
	statements int      // compiled statements to keep; 0 turns the keeping off
	watch      func(statement string)
}

// Connect opens a connection.
func (c *connector) Connect(ctx context.Context) (driver.Conn, error) {
	raw, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, reached(err)
	}
	inner, ok := raw.(engineConn)
	if !ok {
		return nil, errors.Join(fmt.Errorf("sqldb: driver connection %T lacks an interface", raw), raw.Close())
	}
	if c.watch != nil {
		inner = watchedConn{inner, c.watch}
	}
	w := &wireConn{engineConn: inner}
	w.checker, _ = raw.(driver.NamedValueChecker)
	if c.statements > 0 {
		w.cache = &statements{conn: inner, limit: c.statements, known: map[string]*list.Element{}, order: list.New()}
	}
	for _, q := range c.setup {
		if _, err := inner.ExecContext(ctx, q, nil); err != nil {
			return nil, errors.Join(fmt.Errorf("sqldb: %s: %w", q, err), raw.Close())
		}
	}
	return w, nil
}

// engineConn is what both drivers' connections can do.
type engineConn interface {
	driver.Conn
	driver.ConnPrepareContext
	driver.ConnBeginTx
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// wireConn is one connection. It keeps compiled statements where that pays, and notices when the engine throws
// the transaction away even if the function that runs in it ignores the error.
type wireConn struct {
	engineConn
	checker   driver.NamedValueChecker
	cache     *statements
	discarded error // since the transaction began
	changes   int   // how many statements have changed something, or may have
	demoted   bool  // the server takes no writes: another one may be the primary now
}

// ExecContext runs a statement that returns no rows.
func (w *wireConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if w.cache != nil {
		if s, bound := w.cache.find(ctx, query, args); s != nil {
			res, err := s.exec(ctx, bound)
			w.cache.give(s)
			return w.count(res), w.note(err)
		}
	}
	res, err := w.engineConn.ExecContext(ctx, query, args)
	return w.count(res), w.note(err)
}

// count counts a statement that changed something. One that failed is undone by the engine.
func (w *wireConn) count(res driver.Result) driver.Result {
	if res != nil {
		if n, err := res.RowsAffected(); err != nil || n > 0 {
			w.changes++
		}
	}
	return res
}

// QueryContext runs a statement that returns rows. On SQLite the end of ctx ends the reading between two rows, which
// database/sql sees to, and not within one: modernc.org/sqlite would keep a goroutine and a progress handler for each
// statement, at a tenth of the cost of a short one, and no statement of ours works long for its next row.
func (w *wireConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if !strings.HasPrefix(query, "SELECT") { // a change that returns what it made
		w.changes++
	}
	if w.cache != nil {
		if s, bound := w.cache.find(ctx, query, args); s != nil {
			rows, err := s.query(context.WithoutCancel(ctx), bound)
			if err != nil {
				w.cache.give(s)
				return nil, w.note(err)
			}
			return cachedRows{rows.(columnRows), w.cache, s}, nil //nolint:forcetypeassert // find checked the driver
		}
	}
	rows, err := w.engineConn.QueryContext(ctx, query, args)
	if server, ok := rows.(serverRows); ok && err == nil {
		return wireRows{server}, nil
	}
	return rows, w.note(err)
}

// CheckNamedValue converts an argument as the engine's driver wants it.
func (w *wireConn) CheckNamedValue(v *driver.NamedValue) error {
	if w.checker == nil {
		return driver.ErrSkip
	}
	return w.checker.CheckNamedValue(v)
}

// Close finalizes the kept statements and closes the connection.
func (w *wireConn) Close() error {
	if w.cache != nil {
		w.cache.clear()
	}
	return w.engineConn.Close()
}

// IsValid reports whether the connection may be used again.
func (w *wireConn) IsValid() bool { return !w.demoted && w.engineConn.IsValid() }

func (w *wireConn) note(err error) error {
	if err != nil && isDemoted(err) {
		w.demoted = true
	}
	if err != nil && w.discarded == nil && isRetryable(err) {
		w.discarded = err
	}
	return reached(err)
}

// serverRows is what the rows of go-sql-driver can do.
type serverRows interface {
	driver.Rows
	driver.RowsNextResultSet
	driver.RowsColumnTypeDatabaseTypeName
	driver.RowsColumnTypeNullable
	driver.RowsColumnTypePrecisionScale
	driver.RowsColumnTypeScanType
}

// wireRows are rows of a server, which may be lost before the last.
type wireRows struct{ serverRows }

// Next reads a row.
func (r wireRows) Next(into []driver.Value) error { return reached(r.serverRows.Next(into)) }
