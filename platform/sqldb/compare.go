package sqldb

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-sql-driver/mysql"
)

// Compare returns how a store's tables, columns, indexes and constraints differ from those that the sets make, a line
// each; none where they are the same. What they make is made and read in a scratch schema on the same server, or a scratch
// file, so that the engine compares with itself; on MySQL that needs the rights of a migration. The stored versions must
// be the program's: a newer schema may rightly have more.
func Compare(ctx context.Context, db *DB, sets ...Set) (differences []string, err error) {
	scratch, remove, err := db.scratch(ctx)
	if err != nil {
		return nil, fmt.Errorf("sqldb: compare %s: %w", db.name, err)
	}
	defer func() { err = errors.Join(err, remove()) }()
	if err := Migrate(ctx, scratch, sets...); err != nil {
		return nil, err
	}
	wanted, err := scratch.shape(ctx)
	if err != nil {
		return nil, err
	}
	stored, err := db.shape(ctx)
	if err != nil {
		return nil, err
	}
	for _, fact := range wanted {
		if _, ok := slices.BinarySearch(stored, fact); !ok {
			differences = append(differences, "lacks "+fact)
		}
	}
	for _, fact := range stored {
		if _, ok := slices.BinarySearch(wanted, fact); !ok {
			differences = append(differences, "has "+fact)
		}
	}
	return differences, nil
}

// scratch opens an empty store of the same engine beside this one.
func (db *DB) scratch(ctx context.Context) (scratch *DB, remove func() error, err error) {
	cfg := db.cfg
	cfg.Replicas, cfg.Readers, cfg.Writers = nil, 1, 1
	if db.cfg.Engine == SQLite {
		dir, err := os.MkdirTemp("", "dajiu-schema")
		if err != nil {
			return nil, nil, err
		}
		cfg.Path = filepath.Join(dir, "scratch.db")
		scratch, err := Open(ctx, db.name, cfg, slog.New(slog.DiscardHandler), nil)
		if err != nil {
			return nil, nil, errors.Join(err, os.RemoveAll(dir))
		}
		return scratch, func() error { return errors.Join(scratch.Close(), os.RemoveAll(dir)) }, nil
	}
	dsn, err := mysql.ParseDSN(cfg.DSN)
	if err != nil {
		return nil, nil, errors.New("dsn cannot be understood") // the parser's error would show the password
	}
	name := "`dajiu_scratch_" + strings.ToLower(rand.Text()[:12]) + "`"
	dsn.DBName = strings.Trim(name, "`")
	cfg.DSN = dsn.FormatDSN()
	// The committers' connections are for statements that are committed by others; what makes schemas commits itself.
	if _, err := db.reader.ExecContext(ctx, "CREATE DATABASE "+name+" CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"); err != nil {
		return nil, nil, fmt.Errorf("make a scratch schema: %w", err)
	}
	drop := func() error {
		if _, err := db.reader.ExecContext(context.WithoutCancel(ctx), "DROP DATABASE "+name); err != nil {
			return fmt.Errorf("drop the scratch schema %s: %w", name, err)
		}
		return nil
	}
	if scratch, err = Open(ctx, db.name, cfg, slog.New(slog.DiscardHandler), nil); err != nil {
		return nil, nil, errors.Join(err, drop())
	}
	return scratch, func() error { return errors.Join(scratch.Close(), drop()) }, nil
}

// The queries of a schema's shape: a line per fact, in the same words from both stores that are compared.
const (
	sqliteShape = `SELECT 'column ' || m.name || '.' || c.name || ' ' || c.type || CASE c."notnull" WHEN 1 THEN ' NOT NULL' ELSE '' END ||
		COALESCE(' DEFAULT ' || c.dflt_value, '') || CASE c.pk WHEN 0 THEN '' ELSE ' KEY ' || c.pk END
	FROM sqlite_master AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table'
	UNION ALL SELECT 'index ' || i.name || ' of ' || m.name || CASE i."unique" WHEN 1 THEN ' UNIQUE ' ELSE ' ' END || c.seqno || ' ' || COALESCE(c.name, '')
	FROM sqlite_master AS m, pragma_index_list(m.name) AS i, pragma_index_info(i.name) AS c WHERE m.type = 'table'`
	mysqlShape = `SELECT CONCAT('column ', table_name, '.', column_name, ' ', column_type, IF(is_nullable = 'NO', ' NOT NULL', ''),
		COALESCE(CONCAT(' DEFAULT ', column_default), ''), COALESCE(CONCAT(' ', collation_name), ''))
	FROM information_schema.columns WHERE table_schema = DATABASE()
	UNION ALL SELECT CONCAT('index ', index_name, ' of ', table_name, IF(non_unique = 0, ' UNIQUE ', ' '), seq_in_index, ' ', column_name)
	FROM information_schema.statistics WHERE table_schema = DATABASE()
	UNION ALL SELECT CONCAT('constraint ', constraint_name, ' of ', table_name, ' ', constraint_type)
	FROM information_schema.table_constraints WHERE table_schema = DATABASE()`
)

// shape returns what a schema is made of, sorted.
func (db *DB) shape(ctx context.Context) ([]string, error) {
	query := mysqlShape
	if db.cfg.Engine == SQLite {
		query = sqliteShape
	}
	rows, err := db.reader.QueryContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("sqldb: shape of %s: %w", db.name, err)
	}
	defer func() { _ = rows.Close() }() // its error is that of rows.Err below
	var facts []string
	for rows.Next() {
		var fact sql.NullString
		if err := rows.Scan(&fact); err != nil {
			return nil, fmt.Errorf("sqldb: shape of %s: %w", db.name, err)
		}
		facts = append(facts, fact.String)
	}
	slices.Sort(facts)
	return facts, rows.Err()
}
