package sqldb

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
)

//go:embed migrations/*.sql
var files embed.FS //nolint:gochecknoglobals // embedding needs a variable

// Set is a set of migrations: the *.sql files of a folder, written once for all engines (see portable.go). The sets of one
// store are versioned apart, in a table each.
type Set struct {
	Name  string
	Files fs.FS
	// Folder is where in Files they lie; empty: at the top.
	Folder string
}

// Beats returns the set of a store that has replicas: the table of the beats by which they are watched.
func Beats() Set { return Set{Name: "sqldb", Files: files, Folder: "migrations"} }

// Migrate brings the schema up to date with some sets, forward only. It is called before the store is used by anything
// else.
func Migrate(ctx context.Context, db *DB, sets ...Set) error {
	for _, set := range sets {
		err := db.withProvider(set, func(p *goose.Provider) error {
			results, err := p.Up(ctx)
			if err != nil {
				return fmt.Errorf("sqldb: migrate %s/%s: %w", db.name, set.Name, err)
			}
			for _, r := range results {
				db.log.InfoContext(ctx, "migrated", "set", set.Name, "version", r.Source.Version)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Verify fails where the schema is older than the program: some migration of a set was not applied. It changes nothing but
// the version tables, which it creates where there are none. A newer schema is accepted, so that a release can be rolled
// back.
func Verify(ctx context.Context, db *DB, sets ...Set) error {
	var problems []error
	for _, set := range sets {
		problems = append(problems, db.withProvider(set, func(p *goose.Provider) error {
			stored, wanted, err := p.GetVersions(ctx)
			if err != nil {
				return fmt.Errorf("sqldb: verify %s/%s: %w", db.name, set.Name, err)
			}
			if stored < wanted {
				return fmt.Errorf("sqldb: schema %s/%s is at version %d and the program needs %d: run the migrations first",
					db.name, set.Name, stored, wanted)
			}
			return nil
		}))
	}
	return errors.Join(problems...)
}

// withProvider runs migrations on a connection of their own: the committers keep theirs.
func (db *DB) withProvider(set Set, do func(p *goose.Provider) error) (err error) {
	fsys := set.Files
	if set.Folder != "" {
		if fsys, err = fs.Sub(set.Files, set.Folder); err != nil {
			return fmt.Errorf("sqldb: migrations of %s/%s: %w", db.name, set.Name, err)
		}
	}
	connector, err := db.connector(migrating)
	if err != nil {
		return fmt.Errorf("sqldb: migrate %s/%s: %w", db.name, set.Name, err)
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
		goose.WithTableName("goose_"+set.Name), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("sqldb: migrations of %s/%s: %w", db.name, set.Name, err)
	}
	return do(p)
}
