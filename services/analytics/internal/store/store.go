// Package store keeps figures, reports, alerts and exports in SQL.
//
// It guarantees that a roll-up changes by what an event adds and only once, in the transaction that remembers the event, and
// that a question reads the rows of its period by an index.
//
// It decides nothing. Start with [Store.Project].
package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/feature"

	"dajiu/platform/clock"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
)

// Store is the SQL store.
type Store struct {
	db     *sqldb.DB
	outbox *outbox.Outbox
	clock  clock.Clock
}

// New returns a store over a migrated database.
func New(db *sqldb.DB, ob *outbox.Outbox, c clock.Clock) *Store {
	return &Store{db: db, outbox: ob, clock: c}
}

// table is how rows of one table are put by the thousand: inserted, or where the key is there, changed.
type table struct {
	name       string
	keys, rest []string
	// adds: what is there grows by the new row; else the new row takes its place.
	adds bool
}

// texts are the statements of tables by engine, table and size.
//
//nolint:gochecknoglobals // holds only what follows from the program's text
var texts sync.Map

type textKey struct {
	mysql bool
	name  string
	rows  int
}

// put puts rows whose values stand one after another, keys first.
func (t *table) put(ctx context.Context, tx bun.IDB, args []any) error {
	width := len(t.keys) + len(t.rest)
	for len(args) > 0 {
		size := sqldb.Bulk(tx, len(args)/width)
		if _, err := sqldb.Exec(ctx, tx, t.text(tx, size), args[:size*width]...); err != nil {
			return fmt.Errorf("put into %s: %w", t.name, err)
		}
		args = args[size*width:]
	}
	return nil
}

func (t *table) text(tx bun.IDB, rows int) string {
	mysql := tx.Dialect().Features().Has(feature.InsertOnDuplicateKey)
	key := textKey{mysql, t.name, rows}
	if text, ok := texts.Load(key); ok {
		return text.(string) //nolint:forcetypeassert // nothing else is stored
	}
	columns := slices.Concat(t.keys, t.rest)
	row := "(" + strings.Join(slices.Repeat([]string{"?"}, len(columns)), ",") + ")"
	var b strings.Builder
	fmt.Fprintf(&b, "INSERT INTO %s (%s) VALUES %s", t.name, strings.Join(columns, ","), strings.Join(slices.Repeat([]string{row}, rows), ","))
	if mysql {
		b.WriteString(" ON DUPLICATE KEY UPDATE ")
	} else {
		fmt.Fprintf(&b, " ON CONFLICT (%s) DO UPDATE SET ", strings.Join(t.keys, ","))
	}
	for i, c := range t.rest {
		next := "EXCLUDED." + c
		if mysql {
			next = "VALUES(" + c + ")"
		}
		if t.adds {
			next = t.name + "." + c + "+" + next
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(c + "=" + next)
	}
	texts.Store(key, b.String())
	return b.String()
}

// in writes ids as the list of an IN; they are numbers of ours.
func in(ids []int64) string {
	var b strings.Builder
	for i, id := range ids {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%d", id)
	}
	return b.String()
}
