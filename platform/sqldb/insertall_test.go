package sqldb_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/uptrace/bun"

	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

type bottle struct {
	bun.BaseModel `bun:"table:bottles"`

	ID     int64          `bun:"id,pk"`
	Label  string         `bun:"label,nullzero"`
	Open   bool           `bun:"open"`
	Sizes  map[string]int `bun:"sizes,type:json"`
	Filled time.Time      `bun:"filled"`
	Empty  time.Time      `bun:"empty,nullzero"`
	Slot   int            `bun:"slot,nullzero"`
}

var cellar = fstest.MapFS{"00001_init.sql": {Data: []byte(`-- +goose Up
CREATE TABLE bottles (
  id     BIGINT NOT NULL PRIMARY KEY,
  label  VARCHAR(64) NULL,
  open   BOOLEAN NOT NULL,
  sizes  JSON NOT NULL,
  filled DATETIME(3) NOT NULL,
  empty  DATETIME(3) NULL,
  slot   INT NULL
);
CREATE UNIQUE INDEX ux_bottles_slot ON bottles (slot);
`)}}

func bottles(first, n int) []bottle {
	rows := make([]bottle, n)
	for i := range rows {
		at := time.Date(2026, 3, 1, 8, 0, 0, 7*int(time.Millisecond), time.UTC).Add(time.Duration(i) * time.Second)
		rows[i] = bottle{ID: int64(first + i), Open: i%2 == 0, Sizes: map[string]int{"毫升": 500 + i}, Filled: at}
		if i%3 == 0 {
			rows[i].Label, rows[i].Empty = fmt.Sprintf("陈年'%d\\", i), at.Add(time.Hour)
		}
	}
	return rows
}

// TestManyRowsAreStoredAsBunStoresThemOneByOne writes the same rows both ways and compares what the engine holds.
func TestManyRowsAreStoredAsBunStoresThemOneByOne(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		ctx := context.Background()
		require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: "cellar", Files: cellar}))
		const n = 237 // every size of statement
		text := func() []map[string]any {
			var rows []map[string]any
			require.NoError(t, db.Reader().NewRaw("SELECT CONCAT(id, '') AS id, label, CONCAT(open, '') AS open, CONCAT(sizes, '') AS sizes, CONCAT(filled, '') AS filled, CONCAT(empty, '') AS empty, slot FROM bottles ORDER BY id").Scan(ctx, &rows))
			return rows
		}
		bulk := bottles(1, n)
		require.NoError(t, db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error { return sqldb.InsertAll(ctx, tx, bulk) }))
		var got []bottle
		require.NoError(t, db.Reader().NewSelect().Model(&got).OrderExpr("id").Scan(ctx))
		require.Equal(t, bulk, got)
		inBulk := text()
		require.NoError(t, db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
			if _, err := tx.ExecContext(ctx, "DELETE FROM bottles"); err != nil {
				return err
			}
			_, err := tx.NewInsert().Model(&bulk).Exec(ctx)
			return err
		}))
		require.Equal(t, text(), inBulk)
	})
}

func TestOfManyRowsNoneIsStoredWhereOneIsThereAlready(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		ctx := context.Background()
		require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: "cellar", Files: cellar}))
		insert := func(rows []bottle) error {
			return db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error { return sqldb.InsertAll(ctx, tx, rows) })
		}
		require.NoError(t, insert(nil))
		require.NoError(t, insert(bottles(150, 1)))
		require.True(t, sqldb.IsDuplicate(insert(bottles(1, 200))))
		n, err := db.Reader().NewSelect().Model((*bottle)(nil)).Count(ctx)
		require.NoError(t, err)
		require.EqualValues(t, 1, n)
	})
}

func TestRowsForLaterShareAStatementAndAKeyThatIsThereUndoesItsTransactionAlone(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		ctx := context.Background()
		require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: "cellar", Files: cellar}))
		var wg sync.WaitGroup
		var refused atomic.Int64
		for i := range 60 {
			wg.Go(func() {
				err := db.Write(ctx, func(_ context.Context, tx *sqldb.Tx) error {
					sqldb.InsertLater(tx, bottles(i%50, 1)[0]) // ten meet a twin
					return nil
				})
				if sqldb.IsDuplicate(err) {
					refused.Add(1)
				} else {
					assertIs(t, err, nil)
				}
			})
		}
		wg.Wait()
		n, err := db.Reader().NewSelect().Model((*bottle)(nil)).Count(ctx)
		require.NoError(t, err)
		require.EqualValues(t, 50, n)
		require.EqualValues(t, 10, refused.Load())
	})
}

// BenchmarkManyRows compares the two ways to insert 10,000 rows in one transaction.
func BenchmarkManyRows(b *testing.B) {
	const n = 10_000
	for name, insert := range map[string]func(context.Context, *sqldb.Tx, []bottle) error{
		"InsertAll": func(ctx context.Context, tx *sqldb.Tx, rows []bottle) error { return sqldb.InsertAll(ctx, tx, rows) },
		"bun": func(ctx context.Context, tx *sqldb.Tx, rows []bottle) error {
			for len(rows) > 0 {
				part := rows[:100]
				if _, err := tx.NewInsert().Model(&part).Exec(ctx); err != nil {
					return err
				}
				rows = rows[100:]
			}
			return nil
		},
	} {
		b.Run(name, func(b *testing.B) {
			db := testkit.Open(b, testkit.SQLite(b))
			require.NoError(b, sqldb.Migrate(b.Context(), db, sqldb.Set{Name: "cellar", Files: cellar}))
			first := 1
			for b.Loop() {
				rows := bottles(first, n)
				first += n
				require.NoError(b, db.Write(b.Context(), func(ctx context.Context, tx *sqldb.Tx) error { return insert(ctx, tx, rows) }))
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "us/row")
		})
	}
}
