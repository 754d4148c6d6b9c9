package sqldb

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"modernc.org/sqlite"
	"pgregory.net/rapid"
)

func TestLiteralsAreTakenOutOfTheTextWhereTheyAreValues(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, query, key string
		args             []any
	}{
		{"values of an insert", `INSERT INTO "t" ("a", "b") VALUES (12, '白''酒', X'00ff', NULL, -3)`,
			`INSERT INTO "t" ("a", "b") VALUES (?, ?, ?, NULL, -?)`, []any{int64(12), "白'酒", []byte{0, 255}, int64(3)}},
		{"names with digits stay", `UPDATE t1 SET c2 = c2 - 1 WHERE "k'3" = 4`, `UPDATE t1 SET c2 = c2 - ? WHERE "k'3" = ?`, []any{int64(1), int64(4)}},
		{"column numbers stay", `SELECT 7, a FROM t WHERE b = 1 GROUP BY 2 ORDER BY 1 LIMIT 10`,
			`SELECT ?, a FROM t WHERE b = ? GROUP BY 2 ORDER BY 1 LIMIT ?`, []any{int64(7), int64(1), int64(10)}},
		{"JSON paths stay", `SELECT json_extract(a, '$.n') FROM t`, `SELECT json_extract(a, '$.n') FROM t`, nil},
		{"savepoints are kept", `ROLLBACK TO SAVEPOINT job`, `ROLLBACK TO SAVEPOINT job`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			text, args, ok := extract(nil, nil, c.query)
			require.True(t, ok)
			require.Equal(t, c.key, string(text))
			require.Equal(t, len(c.args), len(args))
			for i, want := range c.args {
				require.Equal(t, driver.NamedValue{Ordinal: i + 1, Value: want}, args[i])
			}
		})
	}
}

func TestTextsThatAreNotFullyUnderstoodAreLeftAlone(t *testing.T) {
	t.Parallel()
	for _, q := range []string{
		`CREATE TABLE t (a INT)`, `PRAGMA x`, `BEGIN`, `COMMIT`, `ROLLBACK`, `SELECT 1; SELECT 2`, `SELECT a -- 1`,
		`SELECT /* 1 */ 2`, `SELECT 1.5`, `SELECT .5`, `SELECT 1e3`, `SELECT 0xff`, `SELECT 9223372036854775808`,
		`SELECT 'open`, `SELECT ?`, `SELECT x'zz'`, ``,
	} {
		_, _, ok := extract(nil, nil, q)
		require.False(t, ok, q)
	}
}

// The same statements, once as they stand and once through the kept statements, must leave the same data.
func TestKeptStatementsMeanTheSame(t *testing.T) {
	t.Parallel()
	open := func(kept int) *sql.DB {
		base, err := sqlite.NewConnector(sqliteDSN(filepath.Join(t.TempDir(), "t.db"), true))
		require.NoError(t, err)
		db := sql.OpenDB(&connector{Connector: base, statements: kept})
		db.SetMaxOpenConns(1)
		t.Cleanup(func() { require.NoError(t, db.Close()) })
		_, err = db.ExecContext(context.Background(), "CREATE TABLE t (id INTEGER PRIMARY KEY, n BIGINT, s VARCHAR(9), b BLOB, x)")
		require.NoError(t, err)
		return db
	}
	plain, kept := open(0), open(4)
	literal := rapid.OneOf(
		rapid.Custom(func(t *rapid.T) string { return fmt.Sprint(rapid.Int64().Draw(t, "n")) }),
		rapid.Custom(func(t *rapid.T) string { return fmt.Sprint(rapid.Int64Range(-2, 12).Draw(t, "n")) }),
		rapid.Custom(func(t *rapid.T) string {
			return "'" + rapid.StringMatching(`[a-z0-9酒 ?;$-]{0,6}(''[0-9]{0,2})?`).Draw(t, "s") + "'"
		}),
		rapid.Custom(func(t *rapid.T) string {
			return fmt.Sprintf("x'%x'", rapid.SliceOfN(rapid.Byte(), 0, 4).Draw(t, "b"))
		}),
		rapid.SampledFrom([]string{"NULL", "1.5", "1 + 2", "'5'"}),
	)
	rapid.Check(t, func(t *rapid.T) {
		l := func() string { return literal.Draw(t, "literal") }
		id := rapid.IntRange(1, 20).Draw(t, "id")
		q := rapid.SampledFrom([]string{
			fmt.Sprintf("INSERT INTO t (id, n, s, b, x) VALUES (%d, %s, %s, %s, %s) ON CONFLICT (id) DO UPDATE SET x = EXCLUDED.x", id, l(), l(), l(), l()),
			fmt.Sprintf("UPDATE t SET n = %s, x = %s WHERE id = %d", l(), l(), id),
			fmt.Sprintf("UPDATE t SET s = %s WHERE n = %s OR s = %s OR x = %s", l(), l(), l(), l()),
			fmt.Sprintf("DELETE FROM t WHERE x > %s AND id IN (%d, %d)", l(), id, id+1),
		}).Draw(t, "query")
		ctx := context.Background()
		r1, err1 := plain.ExecContext(ctx, q)
		r2, err2 := kept.ExecContext(ctx, q)
		require.Equal(t, err1 == nil, err2 == nil, "%s: %v, %v", q, err1, err2)
		if err1 == nil {
			n1, _ := r1.RowsAffected()
			n2, _ := r2.RowsAffected()
			require.Equal(t, n1, n2, q)
		}
		for _, q := range []string{
			fmt.Sprintf("SELECT id, n, s, b, x, typeof(n), typeof(s), typeof(x) FROM t WHERE id < %d ORDER BY 1", 100),
			fmt.Sprintf("SELECT n, count(*), 'k', max(x) FROM t WHERE s <> %s GROUP BY 1 ORDER BY 1, 2 DESC LIMIT 5", l()),
		} {
			require.Equal(t, dump(t, plain, q), dump(t, kept, q), q)
		}
	})
}

func dump(t require.TestingT, db *sql.DB, q string) (out []string) {
	rows, err := db.QueryContext(context.Background(), q)
	require.NoError(t, err)
	defer func() { require.NoError(t, rows.Close()) }()
	cols, err := rows.Columns()
	require.NoError(t, err)
	for rows.Next() {
		vals := make([]any, len(cols))
		ptrs := make([]any, len(cols))
		for i := range vals {
			ptrs[i] = &vals[i]
		}
		require.NoError(t, rows.Scan(ptrs...))
		out = append(out, fmt.Sprintf("%#v", vals))
	}
	require.NoError(t, rows.Err())
	return out
}

func TestAKeptStatementWhoseRowsAreBeingReadIsNotDisturbed(t *testing.T) {
	t.Parallel()
	base, err := sqlite.NewConnector(sqliteDSN(filepath.Join(t.TempDir(), "t.db"), true))
	require.NoError(t, err)
	db := sql.OpenDB(&connector{Connector: base, statements: 4})
	defer func() { require.NoError(t, db.Close()) }()
	ctx := context.Background()
	conn, err := db.Conn(ctx)
	require.NoError(t, err)
	defer func() { require.NoError(t, conn.Close()) }()
	tx, err := conn.BeginTx(ctx, nil)
	require.NoError(t, err)
	defer func() { _ = tx.Rollback() }()
	const q = "SELECT value FROM (SELECT 1 AS value UNION ALL SELECT 2 UNION ALL SELECT 3) WHERE value >= "
	for range 3 {
		var seen []int
		outer, err := tx.QueryContext(ctx, q+"1")
		require.NoError(t, err)
		for outer.Next() {
			var n int
			require.NoError(t, outer.Scan(&n))
			seen = append(seen, n)
			require.NoError(t, tx.QueryRowContext(ctx, q+"3").Scan(&n))
			require.Equal(t, 3, n)
			for i := range 6 { // push everything out of the cache meanwhile
				require.NoError(t, tx.QueryRowContext(ctx, fmt.Sprintf("SELECT %d AS c%d", i, i)).Scan(&n))
			}
		}
		require.NoError(t, outer.Close())
		require.Equal(t, []int{1, 2, 3}, seen)
	}
}

func FuzzExtract(f *testing.F) {
	for _, q := range []string{`SELECT 'a''b', 1, x'00' FROM "t" ORDER BY 1`, `INSERT INTO t VALUES (1,'`, `UPDATE t SET a=1--`} {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, q string) {
		text, args, ok := extract(nil, nil, q)
		if ok && len(args) == 0 && string(text) != q {
			t.Fatalf("%q became %q without an argument", q, text)
		}
	})
}
