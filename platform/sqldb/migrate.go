package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
)

// Migrate brings the schema up to date with the *.sql files of fsys, forward only. Set names the migration set:
// sets of one store are versioned apart, in a table each. The files are written once for all engines (see
// portable.go). It is called before the store is used by anything else.
func Migrate(ctx context.Context, db *DB, set string, fsys fs.FS) error {
	return db.withProvider(set, fsys, func(p *goose.Provider) error {
		results, err := p.Up(ctx)
		if err != nil {
			return fmt.Errorf("sqldb: migrate %s/%s: %w", db.name, set, err)
		}
		for _, r := range results {
			db.log.InfoContext(ctx, "migrated", "set", set, "version", r.Source.Version)
		}
		return nil
	})
}

// Verify fails where the schema is older than the program: some migration of the set was not applied. It changes
// nothing but the version table, which it creates where there is none. A newer schema is accepted, so that a
// release can be rolled back.
func Verify(ctx context.Context, db *DB, set string, fsys fs.FS) error {
	return db.withProvider(set, fsys, func(p *goose.Provider) error {
		stored, wanted, err := p.GetVersions(ctx)
		if err != nil {
			return fmt.Errorf("sqldb: verify %s/%s: %w", db.name, set, err)
		}
		if stored < wanted {
			return fmt.Errorf("sqldb: schema %s/%s is at version %d and the program needs %d: run the migrations first",
				db.name, set, stored, wanted)
		}
		return nil
	})
}

// withProvider runs migrations on a connection of their own: the committers keep theirs.
func (db *DB) withProvider(set string, fsys fs.FS, do func(p *goose.Provider) error) (err error) {
	connector, err := db.connector(migrating)
	if err != nil {
		return fmt.Errorf("sqldb: migrate %s/%s: %w", db.name, set, err)
	}
	pool := sql.OpenDB(connector)
	defer func() { err = errors.Join(err, pool.Close()) }()
	pool.SetMaxOpenConns(1)
	dialect := database.DialectMySQL
	if db.cfg.Engine == SQLite {
		dialect = database.DialectSQLite3
		fsys = sqliteFS{fsys}
	}
	p, err := goose.NewProvider(dialect, pool, fsys,
		goose.WithTableName("goose_"+set), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("sqldb: migrations of %s/%s: %w", db.name, set, err)
	}
	return do(p)
}
