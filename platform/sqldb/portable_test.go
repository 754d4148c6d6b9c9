package sqldb_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

func contains(s, part string) bool { return strings.Contains(s, part) }

func TestUpsertInsertsUpdatesOrLeavesAlone(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		migrated(t, db)
		upsert := func(qty int64, set ...string) {
			t.Helper()
			require.NoError(t, db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
				q := tx.NewInsert().Model(&stock{ID: 1, Qty: qty, Name: "清酒", At: time.Unix(0, 0).UTC()})
				_, err := sqldb.Upsert(q, tx, "sku_id", set...).Exec(ctx)
				return err
			}))
		}
		upsert(5, "qty")
		require.Equal(t, int64(5), qty(t, db, 1))
		upsert(7, "qty")
		require.Equal(t, int64(7), qty(t, db, 1))
		upsert(1)
		require.Equal(t, int64(7), qty(t, db, 1))
		upsert(3, "qty = stock.qty + EXCLUDED.qty")
		require.Equal(t, int64(10), qty(t, db, 1))
	})
}

func TestATimeSurvivesTheRoundTripAndSortsAsText(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		migrated(t, db)
		base := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
		for i, ms := range []int{0, 1, 10, 100, 450, 500, 999} {
			s := stock{ID: int64(i), Name: time.Duration(ms).String(), At: base.Add(time.Duration(ms) * time.Millisecond)}
			require.NoError(t, db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
				_, err := tx.NewInsert().Model(&s).Exec(ctx)
				return err
			}))
			var got stock
			require.NoError(t, db.Reader().NewSelect().Model(&got).Where("at = ?", s.At).Scan(context.Background()))
			require.Equal(t, s, got)
			n, err := db.Reader().NewSelect().Model((*stock)(nil)).Where("at <= ?", s.At).Count(context.Background())
			require.NoError(t, err)
			require.EqualValues(t, i+1, n)
		}
	})
}

func TestMigrationsGoForwardOnceAndAnOldSchemaIsToldFromACurrentOne(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		ctx := context.Background()
		require.ErrorContains(t, sqldb.Verify(ctx, db, sqldb.Set{Name: "shop", Files: shop}), "run the migrations")
		_, err := db.Reader().NewSelect().TableExpr("goose_shop").Count(ctx)
		require.Error(t, err, "who only looks makes no table")
		require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: "shop", Files: shop}))
		require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: "shop", Files: shop}))
		require.NoError(t, sqldb.Verify(ctx, db, sqldb.Set{Name: "shop", Files: shop}))
		newer := fstest.MapFS{"00001_init.sql": shop["00001_init.sql"], "00002_more.sql": {Data: []byte(`-- +goose Up
ALTER TABLE stock ADD COLUMN brand VARCHAR(64) NOT NULL DEFAULT '';
CREATE TABLE pair (a BIGINT NOT NULL, b BIGINT NOT NULL, PRIMARY KEY (a, b)) /*sqlite: WITHOUT ROWID*/;
`)}}
		require.ErrorContains(t, sqldb.Verify(ctx, db, sqldb.Set{Name: "shop", Files: newer}), "version 1")
		require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: "shop", Files: newer}))
		require.NoError(t, sqldb.Verify(ctx, db, sqldb.Set{Name: "shop", Files: shop}), "a newer schema serves an older program")
		require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: "other", Files: fstest.MapFS{
			"00001_x.sql": {Data: []byte("-- +goose Up\nCREATE TABLE x (id BIGINT NOT NULL PRIMARY KEY);\n")}}}))
	})
}

func TestExplainNamesTheIndex(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		migrated(t, db)
		require.NoError(t, put(db, 1, 1)) // MariaDB plans nothing for a table without rows
		require.NoError(t, put(db, 2, 1))
		plan, err := sqldb.Explain(context.Background(), db, "SELECT qty FROM stock WHERE name > ? ORDER BY name LIMIT 1", "白")
		require.NoError(t, err)
		require.Contains(t, strings.Join(plan, "\n"), "ux_stock_name")
	})
}

func TestTheReaderOfASQLiteStoreCannotWrite(t *testing.T) {
	t.Parallel()
	db := migrated(t, testkit.Open(t, testkit.SQLite(t)))
	_, err := db.Reader().NewDelete().Model((*stock)(nil)).Where("1 = 1").Exec(context.Background())
	require.Error(t, err)
}
