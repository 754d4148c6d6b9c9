package testkit

import (
	"context"
	"log/slog"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/sqldb"
)

// Engines runs a contract suite on a fresh, empty store of each engine: the subtests "sqlite" and "mariadb".
// The stores are closed when their subtest ends.
func Engines(t *testing.T, suite func(t *testing.T, db *sqldb.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		suite(t, Open(t, SQLite(t)))
	})
	t.Run("mariadb", func(t *testing.T) {
		t.Parallel()
		suite(t, Open(t, Maria(t)))
	})
}

// SQLite returns the configuration of a fresh SQLite file that goes with the test.
func SQLite(tb testing.TB) sqldb.Config {
	tb.Helper()
	return sqldb.Config{Engine: sqldb.SQLite, Path: filepath.Join(tb.TempDir(), "test.db")}
}

// Maria returns the configuration of a fresh MariaDB schema that goes with the test.
func Maria(tb testing.TB) sqldb.Config {
	tb.Helper()
	return sqldb.Config{Engine: sqldb.MySQL, DSN: MariaDB(tb)}
}

// Open opens a store that is closed when the test ends. Two stores opened with one configuration are two
// processes of one service on MySQL; on SQLite only one process may own a file.
func Open(tb testing.TB, cfg sqldb.Config) *sqldb.DB {
	tb.Helper()
	if watched.on {
		cfg.Watch = func(statement string) { watched.add(cfg.Engine, statement) }
	}
	db, err := sqldb.Open(context.Background(), "test", cfg, Quiet(), nil)
	require.NoError(tb, err)
	tb.Cleanup(func() { require.NoError(tb, db.Close()) })
	return db
}

// Quiet returns a logger that drops everything.
func Quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }
