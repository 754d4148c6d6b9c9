package main

import (
	"bytes"
	"context"
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"

	"dajiu/platform/testkit"
)

// command runs the program and returns its exit code and what it printed.
func command(args ...string) (code int, out string) {
	var stdout, stderr bytes.Buffer
	code = run(context.Background(), args, streams{out: &stdout, err: &stderr})
	return code, stdout.String() + stderr.String()
}

func TestMigrationsAreAppliedToldAndVerified(t *testing.T) {
	t.Parallel()
	for name, where := range map[string]func(t *testing.T) (set []string, byHand func(statement string)){
		"sqlite": func(t *testing.T) ([]string, func(string)) {
			t.Helper()
			dir := t.TempDir()
			return []string{"--set", "data=" + dir}, func(statement string) {
				execute(t, "sqlite", filepath.Join(dir, "message.db"), statement)
			}
		},
		"mysql": func(t *testing.T) ([]string, func(string)) {
			t.Helper()
			dsn, err := mysql.ParseDSN(testkit.MariaDB(t))
			require.NoError(t, err)
			prefix := dsn.DBName + "_"
			dsn.DBName = ""
			server := dsn.FormatDSN()
			t.Cleanup(func() { execute(t, "mysql", server, "DROP DATABASE IF EXISTS `"+prefix+"message`") })
			set := []string{"--set", "data=" + t.TempDir(), "--set", "sql.engine=mysql", "--set", "sql.prefix=" + prefix, "--set", "sql.dsn=" + server}
			dsn.DBName = prefix + "message"
			return set, func(statement string) { execute(t, "mysql", dsn.FormatDSN(), statement) }
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			set, byHand := where(t)
			with := func(args ...string) []string {
				return append(append([]string{"--set", "services=message", "--set", "obs.log_level=error"}, set...), args...)
			}
			code, out := command(with("migrate", "status")...)
			require.Zero(t, code, out)
			require.Contains(t, out, "the whole schema")
			code, out = command(with("migrate", "verify")...)
			require.Equal(t, 1, code)
			require.Contains(t, out, "message: there is no schema")
			code, out = command(with("migrate")...)
			require.Zero(t, code, out)
			require.Contains(t, out, "migrated message")
			code, out = command(with("migrate", "verify")...)
			require.Zero(t, code, out)
			require.Contains(t, out, "schemas looked at: 1, problems: 0")
			byHand("ALTER TABLE messages ADD COLUMN colour INT NULL")
			code, out = command(with("migrate", "verify")...)
			require.Equal(t, 1, code)
			require.Contains(t, out, "message: has column messages.colour")
			byHand("DELETE FROM goose_message WHERE version_id >= 3")
			code, out = command(with("migrate", "verify")...)
			require.Equal(t, 1, code)
			require.Contains(t, out, "message: set message is at version 2, this program's is 3")
			code, out = command(with("migrate", "status")...)
			require.Zero(t, code, out)
			require.Contains(t, out, "00003_sent.sql")
		})
	}
}

func execute(t *testing.T, driver, dsn, statement string) {
	t.Helper()
	db, err := sql.Open(driver, dsn)
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	_, err = db.ExecContext(context.Background(), statement)
	require.NoError(t, err)
}
