package sqldb

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect"
	"github.com/uptrace/bun/schema"
)

// bulks are how many rows one statement holds on SQLite: few sizes, so that few statements are compiled.
//
//nolint:gochecknoglobals // a constant
var bulks = [...]int{64, 16, 4, 1}

// Bulk returns how many of so many rows the next statement should write: on MySQL, where a round trip costs most and nothing
// is compiled beforehand, as many as one may.
func Bulk(tx bun.IDB, rows int) int {
	if tx.Dialect().Name() != dialect.SQLite {
		return min(rows, bulks[0])
	}
	for _, size := range bulks {
		if size <= rows {
			return size
		}
	}
	return 1
}

// InsertAll inserts rows of one model in their order, for those who have thousands, or one for every order. R is a bun
// model; its columns are those of bun's own INSERT, apart from defaults, which our tables do not have.
//
// Errors: what the engine says; IsDuplicate tells a key that is there.
func InsertAll[R any](ctx context.Context, tx bun.IDB, rows []R) error {
	table := tx.Dialect().Tables().Get(reflect.TypeFor[R]())
	var args []any
	for len(rows) > 0 {
		size := Bulk(tx, len(rows))
		args = args[:0]
		for i := range size {
			var err error
			if args, err = appendValues(args, table, reflect.ValueOf(&rows[i]).Elem()); err != nil {
				return fmt.Errorf("insert into %s: %w", table.Name, err)
			}
		}
		if _, err := beneath(tx).ExecContext(ctx, insertText(table, size), args...); err != nil {
			return fmt.Errorf("insert into %s: %w", table.Name, err)
		}
		rows = rows[size:]
	}
	return nil
}

// InsertLater hands a row over to be inserted just before the commit, in one statement with those of its model that the
// transactions of the commit hand over. It is for tables whose keys are new, and that the transaction does not read: a key
// that is there undoes the transaction with an error of Write for which IsDuplicate reports true.
func InsertLater[R any](tx *Tx, row R) { tx.Defer(inserts[R]{}, row) }

// inserts is the Batcher of a model's rows.
type inserts[R any] struct{}

// WriteBatch inserts the rows.
func (inserts[R]) WriteBatch(ctx context.Context, tx bun.Tx, items []any) error {
	rows := make([]R, len(items))
	for i, item := range items {
		rows[i] = item.(R) //nolint:forcetypeassert // InsertLater hands over nothing else
	}
	return InsertAll(ctx, tx, rows)
}

func insertText(table *schema.Table, rows int) string {
	key := textKey{table, rows}
	if text, ok := texts.Load(key); ok {
		return text.(string) //nolint:forcetypeassert // nothing else is stored
	}
	names := columnsOf(table)
	row := "(" + strings.Join(slices.Repeat([]string{"?"}, len(names)), ",") + ")"
	text := "INSERT INTO " + string(table.SQLName) + " (" + strings.Join(names, ",") + ") VALUES " +
		strings.Join(slices.Repeat([]string{row}, rows), ",")
	texts.Store(key, text)
	return text
}

// appendValues appends one row as the engines' drivers take it.
func appendValues(args []any, table *schema.Table, row reflect.Value) ([]any, error) {
	for _, f := range table.Fields {
		held := f.Value(row)
		if f.NullZero && f.HasZeroValue(row) || held.Kind() == reflect.Pointer && held.IsNil() {
			args = append(args, nil)
			continue
		}
		value := held.Interface()
		if strings.EqualFold(f.UserSQLType, "json") {
			text, err := json.Marshal(value)
			if err != nil {
				return nil, fmt.Errorf("column %s: %w", f.Name, err)
			}
			value = string(text)
		}
		args = append(args, value)
	}
	return args, nil
}
