package sqldb

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect"
	"github.com/uptrace/bun/schema"
)

// This file is for statements that run for every order. It binds values, where bun writes them into the text, which
// must then be read again, and makes each text once: half of what a short statement costs.

// Find reads the rows of a model that a clause selects, such as "WHERE order_id = ? ORDER BY seq". R is a bun model;
// its columns and what they become are bun's. The clause is a constant of the program.
func Find[R any](ctx context.Context, db bun.IDB, clause string, args ...any) ([]R, error) {
	table := db.Dialect().Tables().Get(reflect.TypeFor[R]())
	rows, err := beneath(db).QueryContext(ctx, selectText(table)+clause, args...)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", table.Name, err)
	}
	defer func() { _ = rows.Close() }() // its error is that of rows.Err below
	cells := make([]cell, len(table.Fields))
	into := make([]any, len(cells))
	for i, f := range table.Fields {
		cells[i].field, into[i] = f, &cells[i]
	}
	var found []R
	for rows.Next() {
		found = append(found, *new(R))
		row := reflect.ValueOf(&found[len(found)-1]).Elem()
		for i := range cells {
			cells[i].value = cells[i].field.Value(row)
		}
		if err := rows.Scan(into...); err != nil {
			return nil, fmt.Errorf("read %s: %w", table.Name, err)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", table.Name, err)
	}
	return found, nil
}

// FindOne is Find for the one row that a clause selects. Where there is none, IsNotFound tells so.
func FindOne[R any](ctx context.Context, db bun.IDB, clause string, args ...any) (R, error) {
	found, err := Find[R](ctx, db, clause, args...)
	if err != nil {
		return *new(R), err
	}
	if len(found) == 0 {
		return *new(R), fmt.Errorf("read %s: %w", reflect.TypeFor[R]().Name(), sql.ErrNoRows)
	}
	return found[0], nil
}

// Exec runs a statement that changes rows.
func Exec(ctx context.Context, db bun.IDB, query string, args ...any) (sql.Result, error) {
	return beneath(db).ExecContext(ctx, query, args...) //nolint:wrapcheck // the engine's error, as bun gives it
}

// List returns the placeholders of an IN, without its brackets, and what they stand for.
func List(ids []int64) (marks string, args []any) {
	args = make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	return strings.Join(slices.Repeat([]string{"?"}, len(ids)), ","), args
}

// ForUpdate is the end of a SELECT that keeps others from changing what it reads until the commit; nothing on SQLite, where no
// other writes meanwhile.
func ForUpdate(db bun.IDB) string {
	if db.Dialect().Name() == dialect.SQLite {
		return ""
	}
	return " FOR UPDATE"
}

// beneath returns what bun itself runs on.
func beneath(db bun.IDB) bun.IConn {
	switch db := db.(type) {
	case *Tx:
		return db.Tx.Tx
	case bun.Tx:
		return db.Tx
	case *bun.DB:
		return db.DB
	}
	return db
}

// cell is a column of the row that is being read.
type cell struct {
	field *schema.Field
	value reflect.Value
}

// Scan takes the driver's value.
func (c *cell) Scan(src any) error { return c.field.Scan(c.value, src) }

// texts are the beginnings of statements by what they are made of: as many as there are models.
//
//nolint:gochecknoglobals // holds only what follows from the program's text
var texts sync.Map // textKey -> string

type textKey struct {
	table *schema.Table
	rows  int // of an INSERT; 0 for a SELECT
}

func selectText(table *schema.Table) string {
	key := textKey{table: table}
	if text, ok := texts.Load(key); ok {
		return text.(string) //nolint:forcetypeassert // nothing else is stored
	}
	text := "SELECT " + strings.Join(columnsOf(table), ",") + " FROM " + string(table.SQLName) + " "
	texts.Store(key, text)
	return text
}

func columnsOf(table *schema.Table) []string {
	names := make([]string, len(table.Fields))
	for i, f := range table.Fields {
		names[i] = string(f.SQLName)
	}
	return names
}
