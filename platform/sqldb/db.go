package sqldb

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"log/slog"
	"sync"

	"github.com/go-sql-driver/mysql"
	"github.com/jonboulle/clockwork"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/mysqldialect"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"github.com/uptrace/bun/schema"
	"modernc.org/sqlite"
)

// DB is one service's store. It is safe for concurrent use.
type DB struct {
	name   string
	cfg    Config
	log    *slog.Logger
	wall   clockwork.Clock // durations of metrics and back-off; not the business's time
	meter  *meter
	reader *bun.DB
	writer *bun.DB
	// replicas is nil where there are none.
	replicas *replicas

	// onWrite may add to the transactions of a context; set before the first write.
	onWrite func(ctx context.Context) func(ctx context.Context, tx *Tx) error

	shared chan *job
	keyed  []chan *job // one per committer; empty where there is but one
	done   sync.WaitGroup

	mu     sync.RWMutex // held for reading while a job is put into a queue
	closed bool
}

// Open opens a store and starts its committers. Name labels logs and metrics. It fails where the engine cannot
// be reached or the configuration is incomplete; the error holds no secret. M may be nil.
func Open(ctx context.Context, name string, cfg Config, log *slog.Logger, m *Metrics) (*DB, error) {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return nil, fmt.Errorf("sqldb: open %s: %w", name, err)
	}
	db := &DB{
		name: name, cfg: cfg, log: log.With("db", name), wall: clockwork.NewRealClock(), meter: m.of(name),
		shared: make(chan *job, queueLength),
	}
	if db.writer, err = db.pool(ctx, writing, cfg.Writers); err != nil {
		return nil, fmt.Errorf("sqldb: open %s: %w", name, err)
	}
	// The writer comes first: it is the one that may create the file and switch it to WAL.
	if db.reader, err = db.pool(ctx, reading, cfg.Readers); err != nil {
		return nil, errors.Join(fmt.Errorf("sqldb: open %s for reading: %w", name, err), db.writer.Close())
	}
	if err := db.openReplicas(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("sqldb: open %s: %w", name, err), db.reader.Close(), db.writer.Close())
	}
	db.start()
	return db, nil
}

// pool opens one of the two pools and makes sure that the engine answers.
func (db *DB) pool(ctx context.Context, use purpose, size int) (*bun.DB, error) {
	connector, err := db.connector(use)
	if err != nil {
		return nil, err
	}
	pool := sql.OpenDB(connector)
	if err := pool.PingContext(ctx); err != nil {
		return nil, errors.Join(unavailable(err), pool.Close())
	}
	var dialect schema.Dialect = sqlitedialect.New()
	if db.cfg.Engine == MySQL {
		dialect = mysqldialect.New()
	}
	return db.bounded(pool, size, dialect), nil
}

// bounded bounds a pool. A SQLite file's connections stay: none of them can be better than another.
func (db *DB) bounded(pool *sql.DB, size int, dialect schema.Dialect) *bun.DB {
	pool.SetMaxOpenConns(size)
	pool.SetMaxIdleConns(size)
	if db.cfg.Engine == MySQL {
		pool.SetMaxIdleConns(min(size, db.cfg.MaxIdle))
		pool.SetConnMaxIdleTime(db.cfg.IdleFor)
		pool.SetConnMaxLifetime(db.cfg.MaxLife)
	}
	return bun.NewDB(pool, dialect)
}

// purpose is what a connection is for.
type purpose int

const (
	reading purpose = iota + 1
	writing
	migrating
)

func (db *DB) connector(use purpose) (driver.Connector, error) {
	if db.cfg.Engine == SQLite {
		base, err := sqlite.NewConnector(sqliteDSN(db.cfg.Path, use != reading))
		if err != nil {
			return nil, err
		}
		statements := readerStatements
		if use == writing {
			statements = writerStatements
		}
		return &connector{Connector: base, statements: statements, watch: db.cfg.Watch}, nil
	}
	return db.mysqlConnector(db.cfg.DSN, use)
}

func (db *DB) mysqlConnector(dsn string, use purpose) (driver.Connector, error) {
	cfg, err := mysqlConfig(dsn)
	if err != nil {
		return nil, err
	}
	if use == migrating {
		cfg.ReadTimeout = 0 // a schema change takes as long as its table is big
	}
	base, err := mysql.NewConnector(cfg)
	if err != nil {
		return nil, fmt.Errorf("dsn: %w", err)
	}
	setup := []string{"SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED"}
	if use == writing {
		// After the engine has thrown a transaction away, a function that ignores the error must not have its
		// next statements committed one by one.
		setup = append(setup, "SET SESSION autocommit = 0", "SET SESSION innodb_lock_wait_timeout = 5")
	}
	return &connector{Connector: base, setup: setup, watch: db.cfg.Watch}, nil
}

// OnWrite lets add look at the context of every write: where it returns a function, that runs at the end of the
// transaction, and its error undoes it. Called once, before the first write; add must be cheap.
func (db *DB) OnWrite(add func(ctx context.Context) func(ctx context.Context, tx *Tx) error) {
	db.onWrite = add
}

// Name returns the name given to Open.
func (db *DB) Name() string { return db.name }

// Engine returns SQLite or MySQL, for the few statements that differ.
func (db *DB) Engine() string { return db.cfg.Engine }

// Reader returns the bounded pool for reading. It sees what is committed. On SQLite it cannot write.
func (db *DB) Reader() bun.IDB { return db.reader }

// Close refuses new writes, waits until every accepted one is answered, and closes the connections. The
// transactions that are running must come to an end by themselves. Closing twice is harmless.
func (db *DB) Close() error {
	db.mu.Lock()
	if db.closed {
		db.mu.Unlock()
		return nil
	}
	db.closed = true
	close(db.shared)
	for _, q := range db.keyed {
		close(q)
	}
	db.mu.Unlock()
	db.done.Wait()
	if err := errors.Join(db.replicas.close(), db.reader.Close(), db.writer.Close()); err != nil {
		return fmt.Errorf("sqldb: close %s: %w", db.name, err)
	}
	return nil
}
