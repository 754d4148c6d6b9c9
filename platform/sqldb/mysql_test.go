package sqldb_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

func TestTransactionsThatDeadlockAreRunAgainUntilBothAreStored(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		migrated(t, db)
		require.NoError(t, put(db, 1, 0))
		require.NoError(t, put(db, 2, 0))
		var wg sync.WaitGroup
		for i := range int64(8) {
			wg.Go(func() {
				for range 10 {
					assertIs(t, db.WriteKey(context.Background(), i, func(ctx context.Context, tx *sqldb.Tx) error {
						first, second := 1+i%2, 2-i%2
						if _, err := tx.ExecContext(ctx, "UPDATE stock SET qty = qty + 1 WHERE sku_id = ?", first); err != nil {
							return err
						}
						_, err := tx.ExecContext(ctx, "UPDATE stock SET qty = qty + 1 WHERE sku_id = ?", second)
						return err
					}), nil)
				}
			})
		}
		wg.Wait()
		require.Equal(t, int64(80), qty(t, db, 1))
		require.Equal(t, int64(80), qty(t, db, 2))
	})
}

func TestALostConnectionCostsNoTransaction(t *testing.T) {
	t.Parallel()
	cfg := testkit.Maria(t)
	cfg.Writers = 2
	db := migrated(t, testkit.Open(t, cfg))
	killer := testkit.Open(t, cfg)
	for i := range int64(4) {
		runs := 0
		require.NoError(t, db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
			if _, err := tx.NewInsert().Model(&stock{ID: i, Name: strings.Repeat("x", int(i))}).Exec(ctx); err != nil {
				return err
			}
			if runs++; runs == 1 {
				var id int64
				if err := tx.QueryRowContext(ctx, "SELECT CONNECTION_ID()").Scan(&id); err != nil {
					return err
				}
				if _, err := killer.Reader().ExecContext(ctx, "KILL ?", id); err != nil {
					return err
				}
			}
			_, err := tx.ExecContext(ctx, "UPDATE stock SET qty = 7 WHERE sku_id = ?", i)
			return err
		}))
		require.Equal(t, 2, runs)
		require.Equal(t, int64(7), qty(t, db, i))
	}
}

func TestAFunctionThatIgnoresADeadlockStoresNoHalf(t *testing.T) {
	t.Parallel()
	cfg := testkit.Maria(t)
	cfg.Writers = 2
	db := migrated(t, testkit.Open(t, cfg))
	for i := range int64(3) {
		require.NoError(t, put(db, i, 0))
	}
	var wg sync.WaitGroup
	for i := range int64(2) {
		wg.Go(func() {
			for range 30 {
				assertIs(t, db.WriteKey(context.Background(), i, func(ctx context.Context, tx *sqldb.Tx) error {
					_, _ = tx.ExecContext(ctx, "UPDATE stock SET qty = qty + 1 WHERE sku_id = ?", i)
					_, _ = tx.ExecContext(ctx, "UPDATE stock SET qty = qty + 1 WHERE sku_id = ?", 1-i)
					_, err := tx.ExecContext(ctx, "UPDATE stock SET qty = qty + 1 WHERE sku_id = 2")
					return err
				}), nil)
			}
		})
	}
	wg.Wait()
	for i := range int64(3) {
		require.Equal(t, int64(60), qty(t, db, i))
	}
}

func TestAStoreThatCannotBeReachedIsTemporaryAndTellsNoSecret(t *testing.T) {
	t.Parallel()
	_, err := sqldb.Open(context.Background(), "orders",
		sqldb.Config{Engine: sqldb.MySQL, DSN: "shop:hunter2@tcp(127.0.0.1:1)/x"}, testkit.Quiet(), nil)
	require.ErrorIs(t, err, sqldb.ErrUnavailable)
	require.True(t, errs.Temporary(err))
	require.NotContains(t, err.Error(), "hunter2")
	for _, cfg := range []sqldb.Config{{}, {Engine: sqldb.SQLite}, {Engine: sqldb.MySQL}, {Engine: sqldb.MySQL, DSN: "shop:hunter2@what"}} {
		_, err := sqldb.Open(context.Background(), "orders", cfg, testkit.Quiet(), nil)
		require.Error(t, err)
		require.NotContains(t, err.Error(), "hunter2")
	}
}

func TestACommitterFollowsItsServersNameAfterAWhile(t *testing.T) {
	t.Parallel()
	cfg := testkit.Maria(t)
	cfg.Writers, cfg.MaxLife = 1, 300*time.Millisecond
	db := migrated(t, testkit.Open(t, cfg))
	connection := func() (id int64) {
		require.NoError(t, db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
			if _, err := tx.ExecContext(ctx, "DELETE FROM stock WHERE sku_id = 0"); err != nil {
				return err
			}
			return tx.QueryRowContext(ctx, "SELECT CONNECTION_ID()").Scan(&id)
		}))
		return id
	}
	first := connection()
	require.Eventually(t, func() bool { return connection() != first }, 5*time.Second, 50*time.Millisecond)
}
