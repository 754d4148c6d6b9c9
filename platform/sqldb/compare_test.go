package sqldb_test

import (
	"context"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

func set(files fstest.MapFS) sqldb.Set { return sqldb.Set{Name: "shop", Files: files} }

func TestWhatSomebodyChangedByHandIsTold(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		migrated(t, db)
		ctx := context.Background()
		differences, err := sqldb.Compare(ctx, db, set(shop))
		require.NoError(t, err)
		require.Empty(t, differences)
		byHand := fstest.MapFS{"00001_by_hand.sql": {Data: []byte(`-- +goose Up
DROP INDEX ux_stock_name ON stock;
ALTER TABLE stock ADD COLUMN colour VARCHAR(8) NULL;
`)}}
		if db.Engine() == sqldb.SQLite {
			byHand["00001_by_hand.sql"].Data = []byte("-- +goose Up\nDROP INDEX ux_stock_name;\nALTER TABLE stock ADD COLUMN colour VARCHAR(8) NULL;\n")
		}
		require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: "hand", Files: byHand}))
		differences, err = sqldb.Compare(ctx, db, set(shop))
		require.NoError(t, err)
		require.Contains(t, differences, "lacks index ux_stock_name of stock UNIQUE "+map[string]string{sqldb.SQLite: "0", sqldb.MySQL: "1"}[db.Engine()]+" name")
		text := ""
		for _, d := range differences {
			text += d + "\n"
		}
		require.Contains(t, text, "has column stock.colour")
		require.NotContains(t, text, "stock.qty")
	})
}

func TestTheStateOfASchemaNamesWhatIsPending(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		migrated(t, db)
		newer := fstest.MapFS{"00001_init.sql": shop["00001_init.sql"], "00002_more.sql": {Data: []byte("-- +goose Up\nALTER TABLE stock ADD COLUMN brand VARCHAR(64) NOT NULL DEFAULT '';\n")}}
		states, err := sqldb.Status(t.Context(), db, set(newer))
		require.NoError(t, err)
		require.Equal(t, []sqldb.State{{Set: "shop", Stored: 1, Wanted: 2, Pending: []string{"00002_more.sql"}}}, states)
		states, err = sqldb.Status(t.Context(), db, set(shop))
		require.NoError(t, err)
		require.Equal(t, []sqldb.State{{Set: "shop", Stored: 1, Wanted: 1}}, states)
	})
}

func TestProcessesThatMigrateAtOnceDoItOnce(t *testing.T) {
	t.Parallel()
	cfg := testkit.Maria(t)
	var wg sync.WaitGroup
	for range 4 {
		db := testkit.Open(t, cfg)
		wg.Go(func() { assertIs(t, sqldb.Migrate(context.Background(), db, set(shop)), nil) })
		wg.Go(func() {
			if err := sqldb.Verify(context.Background(), db, set(shop)); err != nil {
				assert.ErrorContains(t, err, "run the migrations first", "who only looks is told how far it is")
			}
		})
	}
	wg.Wait()
	require.NoError(t, put(testkit.Open(t, cfg), 1, 1))
}
