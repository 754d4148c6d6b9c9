package testkit

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/google/uuid"
)

const schemaPrefix = "dajiu_t_"

// MariaDB returns the DSN of a fresh, empty schema on the shared server and drops the schema when the test ends.
// Commits are as durable as in production. The test is skipped where MariaDB cannot be had.
func MariaDB(tb testing.TB) string {
	tb.Helper()
	dir := mariadb().use(tb)
	name := schemaPrefix + uuid.NewString()[:13]
	if err := mariadbExec(dir, "CREATE DATABASE `"+name+"` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"); err != nil {
		tb.Fatalf("testkit: create a schema: %v", err)
	}
	tb.Cleanup(func() {
		if err := mariadbExec(dir, "DROP DATABASE `"+name+"`"); err != nil {
			tb.Errorf("testkit: drop a schema: %v", err)
		}
	})
	return mariadbDSN(dir, name)
}

func mariadbDSN(dir, schema string) string {
	cfg := mysql.NewConfig()
	cfg.User, cfg.Net, cfg.Addr, cfg.DBName = "root", "unix", filepath.Join(dir, "sock"), schema
	return cfg.FormatDSN()
}

func mariadb() daemon {
	return daemon{
		name:   "MariaDB",
		needs:  []string{"mariadbd", "mariadb-install-db"},
		within: 30 * time.Second,
		prepare: func(dir string) error {
			if _, err := os.Stat(filepath.Join(dir, "data", "mysql")); err == nil {
				return nil
			}
			install, err := lookPath("mariadb-install-db")
			if err != nil {
				return err
			}
			cmd := exec.CommandContext(context.Background(), install, append(asRoot(), "--no-defaults",
				"--datadir="+filepath.Join(dir, "data"), "--auth-root-authentication-method=normal", "--skip-test-db")...)
			if out, err := cmd.CombinedOutput(); err != nil {
				return fmt.Errorf("mariadb-install-db: %w: %.500s", err, out)
			}
			return nil
		},
		command: func(dir string) ([]string, []string) {
			server, _ := lookPath("mariadbd") // use has looked already
			// No TCP port: nothing on this machine can collide with it.
			return append([]string{server, "--no-defaults", "--datadir=" + filepath.Join(dir, "data"),
				"--socket=" + filepath.Join(dir, "sock"), "--pid-file=" + filepath.Join(dir, "pid"),
				"--skip-networking", "--character-set-server=utf8mb4", "--collation-server=utf8mb4_bin",
				"--innodb-buffer-pool-size=96M", "--innodb-log-file-size=96M", "--performance-schema=OFF",
				"--max-connections=600", "--skip-name-resolve", "--table-open-cache=400"}, asRoot()...), nil
		},
		ready: func(dir string) error { return mariadbExec(dir, "DO 1") },
		started: func(dir string) error {
			return mariadbSweep(dir)
		},
	}
}

// asRoot lets the server run as root where the tests do, as they do in containers.
func asRoot() []string {
	if os.Geteuid() == 0 {
		return []string{"--user=root"}
	}
	return nil
}

// mariadbSweep drops the schemas of tests that were killed.
func mariadbSweep(dir string) error {
	db, err := sql.Open("mysql", mariadbDSN(dir, ""))
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	ctx := context.Background()
	rows, err := db.QueryContext(ctx, "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE "+
		strconv.Quote(schemaPrefix+"%"))
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		if err := mariadbExec(dir, "DROP DATABASE `"+name+"`"); err != nil {
			return err
		}
	}
	return rows.Err()
}

func mariadbExec(dir, query string) (err error) {
	db, err := sql.Open("mysql", mariadbDSN(dir, ""))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	_, err = db.ExecContext(ctx, query)
	return err
}
