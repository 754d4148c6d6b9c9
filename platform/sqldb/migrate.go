package sqldb

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"time"

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
		err := db.withProvider(ctx, set, true, func(p *goose.Provider, _ *sql.DB) error {
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

// Verify fails where the schema is older than the program: some migration of a set was not applied. It changes nothing. A
// newer schema is accepted, so that a release can be rolled back.
func Verify(ctx context.Context, db *DB, sets ...Set) error {
	states, err := Status(ctx, db, sets...)
	if err != nil {
		return err
	}
	var problems []error
	for _, s := range states {
		if s.Stored < s.Wanted {
			problems = append(problems, fmt.Errorf("sqldb: schema %s/%s is at version %d and the program needs %d: run the migrations first",
				db.name, s.Set, s.Stored, s.Wanted))
		}
	}
	return errors.Join(problems...)
}

// State is how far a set of migrations has come in a store.
type State struct {
	Set string
	// Stored and Wanted are versions: the store's and the program's.
	Stored, Wanted int64
	// Pending are the files that Migrate would apply.
	Pending []string
}

// Status returns how far each set has come. It changes nothing, and does not wait for a process that migrates.
func Status(ctx context.Context, db *DB, sets ...Set) ([]State, error) {
	var states []State
	for _, set := range sets {
		err := db.withProvider(ctx, set, false, func(p *goose.Provider, pool *sql.DB) error {
			stored, err := db.storedVersion(ctx, pool, set)
			if err != nil {
				return fmt.Errorf("sqldb: version of %s/%s: %w", db.name, set.Name, err)
			}
			s := State{Set: set.Name, Stored: stored}
			for _, source := range p.ListSources() {
				s.Wanted = max(s.Wanted, source.Version)
				if source.Version > stored {
					s.Pending = append(s.Pending, path.Base(source.Path))
				}
			}
			states = append(states, s)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return states, nil
}

// storedVersion returns the version of the last migration of a set that was applied, 0 where none was. Goose would answer too, but
// makes a version table first where there is none.
func (db *DB) storedVersion(ctx context.Context, pool *sql.DB, set Set) (version int64, err error) {
	tables := "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?"
	if db.cfg.Engine == SQLite {
		tables = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
	}
	var found int
	if err := pool.QueryRowContext(ctx, tables, versionTable(set)).Scan(&found); err != nil || found == 0 {
		return 0, err //nolint:wrapcheck // the caller says of which store
	}
	query := "SELECT COALESCE(MAX(version_id), 0) FROM " + versionTable(set) + " WHERE is_applied = 1" //nolint:gosec // a set's name is a constant of the program
	return version, pool.QueryRowContext(ctx, query).Scan(&version)                                    //nolint:wrapcheck // as above
}

func versionTable(set Set) string { return "goose_" + set.Name }

// withProvider runs migrations on a connection of their own: the committers keep theirs. Where they change something, one process
// at a time does; a SQLite file has one process anyway.
func (db *DB) withProvider(ctx context.Context, set Set, change bool, do func(p *goose.Provider, pool *sql.DB) error) (err error) {
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
	if change && db.cfg.Engine != SQLite {
		pool.SetMaxOpenConns(2) // one of them holds the lock
		unlock, lockErr := lockSchema(ctx, pool)
		if lockErr != nil {
			return lockErr
		}
		defer func() { err = errors.Join(err, unlock()) }()
	}
	dialect := database.DialectMySQL
	if db.cfg.Engine == SQLite {
		dialect = database.DialectSQLite3
		fsys = sqliteFS{fsys}
	}
	p, err := goose.NewProvider(dialect, pool, fsys,
		goose.WithTableName(versionTable(set)), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("sqldb: migrations of %s/%s: %w", db.name, set.Name, err)
	}
	return do(p, pool)
}

// migrationWait is how long one process waits for another that migrates the same schema: as long as a big table takes.
const migrationWait = time.Hour

// lockName is the expression of a name that is short enough for every schema's.
const lockName = "CONCAT('migrate:', LEFT(SHA2(DATABASE(), 256), 40))"

// lockSchema waits until no other process migrates the schema, and keeps them waiting until unlock. The lock is the server's, on
// the name of the schema, and goes with its connection: a process that crashed leaves none behind. Goose's own lock begins only
// after it has looked at a version table, which another process may be making.
func lockSchema(ctx context.Context, pool *sql.DB) (unlock func() error, err error) {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("sqldb: lock the schema: %w", err)
	}
	var got sql.NullInt64
	if err = conn.QueryRowContext(ctx, "SELECT GET_LOCK("+lockName+", ?)", int(migrationWait.Seconds())).Scan(&got); err == nil && got.Int64 != 1 {
		err = fmt.Errorf("another process has been migrating it for %v", migrationWait)
	}
	if err != nil {
		return nil, fmt.Errorf("sqldb: lock the schema: %w", errors.Join(err, conn.Close()))
	}
	return func() error {
		_, err := conn.ExecContext(context.WithoutCancel(ctx), "DO RELEASE_LOCK("+lockName+")")
		return errors.Join(err, conn.Close())
	}, nil
}
