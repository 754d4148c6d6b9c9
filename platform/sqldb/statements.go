package sqldb

import (
	"container/list"
	"context"
	"database/sql/driver"
	"reflect"
)

// statements keeps one connection's compiled statements, the latest used first. Bun writes the arguments into
// the text, which makes SQLite compile every statement anew, a third of the cost of a short one; so the literals
// are taken out of the text again (see literal.go) and what is left is the key.
type statements struct {
	conn  engineConn
	limit int
	known map[string]*list.Element
	order *list.List // of *statement

	text []byte // scratch
	args []driver.NamedValue
}

type statement struct {
	key   string
	inner driver.Stmt // nil until the second use: most texts that are seen once are never seen again
	uses  int
	bad   bool // the text does not compile without its literals
	busy  bool // its rows are being read, so it cannot be started again
	gone  bool // pushed out of the cache while busy
}

// columnRows is what the rows of modernc.org/sqlite can do beyond driver.Rows.
type columnRows interface {
	driver.Rows
	driver.RowsColumnTypeDatabaseTypeName
	driver.RowsColumnTypeLength
	driver.RowsColumnTypeNullable
	driver.RowsColumnTypePrecisionScale
	driver.RowsColumnTypeScanType
}

// find returns a compiled statement for the query and the arguments to bind, or nil where the query is to be
// run as it stands. The statement is the caller's until it is given back; the arguments are scratch.
func (c *statements) find(ctx context.Context, query string, args []driver.NamedValue) (*statement, []driver.NamedValue) {
	key := query
	if len(args) == 0 {
		var ok bool
		if c.text, c.args, ok = extract(c.text[:0], c.args[:0], query); !ok {
			return nil, nil
		}
		args = c.args
		if e, ok := c.known[string(c.text)]; ok { // this form of lookup copies nothing
			return c.take(ctx, e, args)
		}
		key = string(c.text)
	} else if e, ok := c.known[query]; ok {
		return c.take(ctx, e, args)
	}
	c.known[key] = c.order.PushFront(&statement{key: key, uses: 1})
	if c.order.Len() > c.limit {
		c.drop(c.order.Back())
	}
	return nil, nil
}

func (c *statements) take(ctx context.Context, e *list.Element, args []driver.NamedValue) (*statement, []driver.NamedValue) {
	s := e.Value.(*statement) //nolint:forcetypeassert // the list holds nothing else
	c.order.MoveToFront(e)
	if s.bad || s.busy {
		return nil, nil
	}
	if s.inner == nil {
		inner, err := c.conn.PrepareContext(ctx, s.key)
		if err != nil {
			s.bad = ctx.Err() == nil // the text as it was written will tell what is wrong with it
			return nil, nil
		}
		s.inner = inner
	}
	s.uses++
	s.busy = true
	return s, args
}

func (c *statements) give(s *statement) {
	s.busy = false
	if s.gone {
		s.finalize()
	}
}

func (c *statements) drop(e *list.Element) {
	s := e.Value.(*statement) //nolint:forcetypeassert // the list holds nothing else
	c.order.Remove(e)
	delete(c.known, s.key)
	if s.gone = true; !s.busy {
		s.finalize()
	}
}

func (c *statements) clear() {
	for c.order.Len() > 0 {
		c.drop(c.order.Back())
	}
}

func (s *statement) exec(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	return s.inner.(driver.StmtExecContext).ExecContext(ctx, args) //nolint:forcetypeassert // modernc's statement
}

func (s *statement) query(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	return s.inner.(driver.StmtQueryContext).QueryContext(ctx, args) //nolint:forcetypeassert // modernc's statement
}

func (s *statement) finalize() {
	if s.inner != nil {
		_ = s.inner.Close() // repeats the error of the latest run, which its caller has seen
		s.inner = nil
	}
}

// cachedRows gives its statement back when it is closed.
type cachedRows struct {
	columnRows
	cache *statements
	of    *statement
}

// Close ends the reading.
func (r cachedRows) Close() error {
	err := r.columnRows.Close()
	r.cache.give(r.of)
	return err
}

// ColumnTypeScanType returns the Go type of a column.
func (r cachedRows) ColumnTypeScanType(i int) reflect.Type { return r.columnRows.ColumnTypeScanType(i) }
