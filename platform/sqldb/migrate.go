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
	"github.com/pressly/goose/v3/lock"
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
		err := db.withProvider(set, db.locked(), func(p *goose.Provider) error {
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

// Status returns how far each set has come. It changes nothing but the version tables, as Verify does.
func Status(ctx context.Context, db *DB, sets ...Set) ([]State, error) {
	var states []State
	for _, set := range sets {
		err := db.withProvider(set, nil, func(p *goose.Provider) error {
			stored, wanted, err := p.GetVersions(ctx)
			if err != nil {
				return fmt.Errorf("sqldb: versions of %s/%s: %w", db.name, set.Name, err)
			}
			s := State{Set: set.Name, Stored: stored, Wanted: wanted}
			for _, source := range p.ListSources() {
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

// withProvider runs migrations on a connection of their own: the committers keep theirs.
func (db *DB) withProvider(set Set, options []goose.ProviderOption, do func(p *goose.Provider) error) (err error) {
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
		append(options, goose.WithTableName("goose_"+set.Name), goose.WithDisableGlobalRegistry(true))...)
	if err != nil {
		return fmt.Errorf("sqldb: migrations of %s/%s: %w", db.name, set.Name, err)
	}
	return do(p)
}

// migrationWait is how long one process waits for another that migrates the same schema: as long as a big table takes.
const migrationWait = time.Hour

// locked lets one process at a time migrate a schema. A SQLite file has one process anyway.
func (db *DB) locked() []goose.ProviderOption {
	if db.cfg.Engine == SQLite {
		return nil
	}
	return []goose.ProviderOption{goose.WithSessionLocker(nameLock{})}
}

// nameLock is a lock of the server's on the name of the schema. It goes with its connection, so one that crashed leaves
// none behind.
type nameLock struct{}

var _ lock.SessionLocker = nameLock{}

// lockName is the expression of a name that is short enough for every schema's.
const lockName = "CONCAT('migrate:', LEFT(SHA2(DATABASE(), 256), 40))"

// SessionLock waits for the lock.
func (nameLock) SessionLock(ctx context.Context, conn *sql.Conn) error {
	var got sql.NullInt64
	if err := conn.QueryRowContext(ctx, "SELECT GET_LOCK("+lockName+", ?)", int(migrationWait.Seconds())).Scan(&got); err != nil {
		return fmt.Errorf("sqldb: lock the schema: %w", err)
	}
	if got.Int64 != 1 {
		return fmt.Errorf("sqldb: another process has been migrating the schema for %v", migrationWait)
	}
	return nil
}

// SessionUnlock gives the lock back.
func (nameLock) SessionUnlock(ctx context.Context, conn *sql.Conn) error {
	var gone sql.NullInt64
	if err := conn.QueryRowContext(ctx, "SELECT RELEASE_LOCK("+lockName+")").Scan(&gone); err != nil {
		return fmt.Errorf("sqldb: unlock the schema: %w", err)
	}
	return nil
}
