package sqldb_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
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

type stock struct {
	bun.BaseModel `bun:"table:stock"`

	ID      int64     `bun:"sku_id,pk"`
	Qty     int64     `bun:"qty"`
	Name    string    `bun:"name"`
	Version int64     `bun:"version"`
	At      time.Time `bun:"at"`
}

var shop = fstest.MapFS{"00001_init.sql": {Data: []byte(`-- +goose Up
CREATE TABLE stock (
  sku_id  BIGINT NOT NULL PRIMARY KEY,
  qty     BIGINT NOT NULL,
  name    VARCHAR(64) NOT NULL,
  version BIGINT NOT NULL,
  at      DATETIME(3) NOT NULL,
  CONSTRAINT ck_stock_qty CHECK (qty >= 0)
);
CREATE UNIQUE INDEX ux_stock_name ON stock (name);
`)}}

func migrated(t testing.TB, db *sqldb.DB) *sqldb.DB {
	t.Helper()
	require.NoError(t, sqldb.Migrate(context.Background(), db, sqldb.Set{Name: "shop", Files: shop}))
	return db
}

func put(db *sqldb.DB, id, qty int64) error {
	return db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewInsert().Model(&stock{ID: id, Qty: qty, Name: fmt.Sprint("白酒 ", id), At: time.Unix(1, 0).UTC()}).Exec(ctx)
		return err
	})
}

func qty(t testing.TB, db *sqldb.DB, id int64) int64 {
	t.Helper()
	var s stock
	require.NoError(t, db.Reader().NewSelect().Model(&s).Where("sku_id = ?", id).Scan(context.Background()))
	return s.Qty
}

func TestAFailingTransactionUndoesItselfAlone(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		migrated(t, db)
		ctx := context.Background()
		refused := errors.New("refused")
		var wg sync.WaitGroup
		hooks := atomic.Int64{}
		for i := range int64(200) {
			wg.Go(func() {
				err := db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
					tx.AfterCommit(func() { hooks.Add(1) })
					if _, err := tx.NewInsert().Model(&stock{ID: i, Name: fmt.Sprint(i), Qty: 1, At: time.Unix(0, 0).UTC()}).Exec(ctx); err != nil {
						return err
					}
					switch i % 4 {
					case 1:
						return refused
					case 2:
						panic("a bug")
					}
					return nil
				})
				switch i % 4 {
				case 1:
					assertIs(t, err, refused)
				case 2:
					assertContains(t, err, "panic")
				default:
					assertIs(t, err, nil)
				}
			})
		}
		wg.Wait()
		n, err := db.Reader().NewSelect().Model((*stock)(nil)).Count(ctx)
		require.NoError(t, err)
		require.EqualValues(t, 100, n)
		require.EqualValues(t, 100, hooks.Load(),
			"hooks run after a commit and never after a rollback")
	})
}

// TestSavepointsAreSetOnceTheyAreNeeded proves that transactions of one commit do without a savepoint each as long as they go
// well, that one which fails after a change is undone alone all the same, and that from then on they have theirs.
func TestSavepointsAreSetOnceTheyAreNeeded(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]func(testing.TB) sqldb.Config{"sqlite": testkit.SQLite, "mariadb": testkit.Maria} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var savepoints atomic.Int64
			cfg := config(t)
			cfg.Watch = func(statement string) {
				if strings.HasPrefix(statement, "SAVEPOINT") {
					savepoints.Add(1)
				}
			}
			db := migrated(t, testkit.Open(t, cfg))
			together(t, db, 0, 0, true)
			together(t, db, 100, 150, false)
			require.Zero(t, savepoints.Load(), "all went well, or had changed nothing")
			together(t, db, 200, 250, true)
			together(t, db, 300, 0, true)
			require.Positive(t, savepoints.Load())
			n, err := db.Reader().NewSelect().Model((*stock)(nil)).Count(context.Background())
			require.NoError(t, err)
			require.EqualValues(t, 398, n)
		})
	}
}

// together inserts a hundred rows by transactions that share commits. One of them is refused: after its insert, or before.
func together(t *testing.T, db *sqldb.DB, first, refuse int64, after bool) {
	t.Helper()
	refused := errors.New("refused")
	var wg sync.WaitGroup
	for id := first; id < first+100; id++ {
		wg.Go(func() {
			err := db.WriteKey(context.Background(), 1, func(ctx context.Context, tx *sqldb.Tx) error {
				time.Sleep(time.Millisecond) // the others come meanwhile
				if id == refuse && !after {
					return refused
				}
				_, err := tx.NewInsert().Model(&stock{ID: id, Name: fmt.Sprint(id), At: time.Unix(0, 0).UTC()}).Exec(ctx)
				if id == refuse && refuse > 0 {
					return refused
				}
				return err
			})
			if id == refuse && refuse > 0 {
				assertIs(t, err, refused)
			} else {
				assertIs(t, err, nil)
			}
		})
	}
	wg.Wait()
}

func TestManyWritersOfOneHotRowLoseNoUpdate(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		migrated(t, db)
		require.NoError(t, put(db, 1, 1000))
		var wg sync.WaitGroup
		for w := range 64 {
			wg.Go(func() {
				for range 10 {
					write := db.Write
					if w%2 == 0 {
						write = func(ctx context.Context, fn func(context.Context, *sqldb.Tx) error) error {
							return db.WriteKey(ctx, 1, fn)
						}
					}
					assertIs(t, write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
						return sqldb.ExpectOne(tx.ExecContext(ctx, "UPDATE stock SET qty = qty - 1 WHERE sku_id = ? AND qty >= 1", 1))
					}), nil)
				}
			})
		}
		wg.Wait()
		require.Equal(t, int64(1000-640), qty(t, db, 1))
	})
}

func TestALostVersionIsRunAgainThreeTimesAtMost(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		migrated(t, db)
		require.NoError(t, put(db, 1, 5))
		runs := 0
		require.NoError(t, db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
			if runs++; runs < 3 {
				return sqldb.ExpectOne(tx.ExecContext(ctx, "UPDATE stock SET version = 9 WHERE sku_id = 1 AND version = 7"))
			}
			return sqldb.ExpectOne(tx.ExecContext(ctx, "UPDATE stock SET version = 0 WHERE sku_id = 1 AND version = 0"))
		}), "an update to the same value counts as a match")
		require.Equal(t, 3, runs)
		runs = 0
		err := db.Write(context.Background(), func(context.Context, *sqldb.Tx) error { runs++; return sqldb.ErrConflict })
		require.ErrorIs(t, err, sqldb.ErrConflict)
		require.Equal(t, 3, runs)
	})
}

func TestErrorsAreToldByTheDriversCode(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		migrated(t, db)
		require.NoError(t, put(db, 1, 5))
		require.True(t, sqldb.IsDuplicate(put(db, 1, 5)), "primary key")
		err := db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
			_, err := tx.NewInsert().Model(&stock{ID: 2, Name: "白酒 1", At: time.Unix(0, 0).UTC()}).Exec(ctx)
			return err
		})
		require.True(t, sqldb.IsDuplicate(err), "unique index")
		err = put(db, 3, -1)
		require.True(t, sqldb.IsCheck(err), "%v", err)
		require.False(t, sqldb.IsDuplicate(err))
		err = db.Reader().NewSelect().Model(new(stock)).Where("sku_id = 99").Scan(context.Background())
		require.True(t, sqldb.IsNotFound(err))
	})
}

func TestATransactionWhoseCallerLeftIsNotBegun(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		err := db.Write(ctx, func(context.Context, *sqldb.Tx) error { t.Error("was run"); return nil })
		require.ErrorIs(t, err, context.Canceled)
	})
}

func TestAWriteInsideAWriteIsRefused(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		err := db.Write(context.Background(), func(ctx context.Context, _ *sqldb.Tx) error {
			return db.Write(context.WithValue(ctx, t, 1), func(context.Context, *sqldb.Tx) error { return nil })
		})
		require.ErrorContains(t, err, "wait for itself")
	})
}

func TestATransactionThatEndsItsGoroutineDoesNotEndTheCommitter(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		migrated(t, db)
		for range 8 {
			err := db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
				if _, err := tx.ExecContext(ctx, "DELETE FROM stock"); err != nil {
					return err
				}
				runtime.Goexit()
				return nil
			})
			require.Error(t, err)
		}
		require.NoError(t, put(db, 1, 5))
	})
}

func TestCloseAnswersWhatWasAcceptedAndRefusesTheRest(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		migrated(t, db)
		var wg sync.WaitGroup
		var stored atomic.Int64
		for i := range int64(300) {
			wg.Go(func() {
				switch err := put(db, i, 1); {
				case err == nil:
					stored.Add(1)
				case !errors.Is(err, sqldb.ErrClosed):
					t.Errorf("job %d: %v", i, err)
				}
			})
		}
		require.Eventually(t, func() bool { return stored.Load() > 10 }, 5*time.Second, time.Millisecond)
		require.NoError(t, db.Close())
		wg.Wait()
		require.ErrorIs(t, put(db, 1000, 1), sqldb.ErrClosed)
	})
}

func assertIs(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}

func assertContains(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil || !contains(err.Error(), want) {
		t.Errorf("got %v, want something with %q", err, want)
	}
}
