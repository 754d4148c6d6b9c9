package sqldb_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

func TestRowsAreFoundAsBunFindsThem(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		ctx := context.Background()
		require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: "cellar", Files: cellar}))
		all := bottles(1, 30)
		require.NoError(t, db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error { return sqldb.InsertAll(ctx, tx, all) }))
		after := all[9].Filled
		var want []bottle
		require.NoError(t, db.Reader().NewSelect().Model(&want).Where("filled > ? AND open = ?", after, true).OrderExpr("id DESC").Scan(ctx))
		require.NotEmpty(t, want)
		clause := "WHERE filled > ? AND open = ? ORDER BY id DESC"
		got, err := sqldb.Find[bottle](ctx, db.Reader(), clause, after, true)
		require.NoError(t, err)
		require.Equal(t, want, got)
		require.NoError(t, db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
			inTx, err := sqldb.Find[bottle](ctx, tx, clause, after, true)
			require.Equal(t, want, inTx)
			return err
		}))
		none, err := sqldb.Find[bottle](ctx, db.Reader(), "WHERE label = ?", "无此酒")
		require.NoError(t, err)
		require.Empty(t, none)
		one, err := sqldb.FindOne[bottle](ctx, db.Reader(), "WHERE id = ?", 4)
		require.NoError(t, err)
		require.Equal(t, all[3], one)
		_, err = sqldb.FindOne[bottle](ctx, db.Reader(), "WHERE id = ?", 99)
		require.True(t, sqldb.IsNotFound(err))
	})
}

func TestAStatementWithBoundValuesChangesItsRowsOrSaysWhy(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		ctx := context.Background()
		require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: "cellar", Files: cellar}))
		at := time.Date(2026, 4, 1, 8, 0, 0, int(5*time.Millisecond), time.UTC)
		change := func(label string) error {
			return db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
				return sqldb.ExpectOne(sqldb.Exec(ctx, tx, "UPDATE bottles SET label = ?, filled = ?, empty = ?, slot = 1 WHERE id = 2", label, at, sql.NullTime{}))
			})
		}
		require.NoError(t, db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error { return sqldb.InsertAll(ctx, tx, bottles(1, 3)) }))
		require.NoError(t, change(`陈年'\`))
		got, err := sqldb.FindOne[bottle](ctx, db.Reader(), "WHERE id = ?", 2)
		require.NoError(t, err)
		require.Equal(t, `陈年'\`, got.Label)
		require.Equal(t, at, got.Filled)
		require.Zero(t, got.Empty)
		require.NoError(t, db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
			_, err := sqldb.Exec(ctx, tx, "UPDATE bottles SET slot = ? WHERE id = ?", 1, 3)
			require.True(t, sqldb.IsDuplicate(err))
			return nil
		}), "a refused statement leaves the transaction usable")
		require.NoError(t, db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
			_, err := sqldb.Exec(ctx, tx, "DELETE FROM bottles WHERE id = ?", 2)
			return err
		}))
		require.True(t, errors.Is(change("x"), sqldb.ErrConflict))
	})
}
