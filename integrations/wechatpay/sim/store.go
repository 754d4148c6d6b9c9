package sim

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"sync"

	_ "modernc.org/sqlite" // the driver
)

//go:embed schema.sql
var schema string //nolint:gochecknoglobals // a compiled constant

const (
	batchSize = 128
	queueSize = 512
)

var errClosed = errors.New("sim: the store is closed")

// store is the simulator's memory: one SQLite file, one writer that commits many changes at once, and a few
// readers. A change is answered after its commit, which survives a kill of the process.
type store struct {
	write, read *sql.DB
	conn        *sql.Conn
	statements  *statements
	reads       *reads
	jobs        chan job
	stopped     chan struct{}
	stop        sync.Once
	quit        chan struct{}
	orders      int64 // the last order's and refund's sequence numbers, the writer's own
	refunds     int64
}

// job is one change. It runs alone; what it refuses must be refused before its first statement that writes.
type job struct {
	run  func(*writer) error
	done chan error
}

func openStore(dir string) (*store, error) {
	path := filepath.Join(dir, "wechatpay.db")
	dsn := "file:" + path + "?_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=busy_timeout(5000)&_pragma=cache_size(-16000)"
	write, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, fmt.Errorf("sim: open %s: %w", path, err)
	}
	write.SetMaxOpenConns(1)
	s := &store{write: write, jobs: make(chan job, queueSize), stopped: make(chan struct{}), quit: make(chan struct{})}
	if err := s.prepare(dsn); err != nil {
		return nil, errors.Join(fmt.Errorf("sim: open %s: %w", path, err), s.closeAll())
	}
	go s.loop()
	return s, nil
}

func (s *store) prepare(dsn string) error {
	ctx := context.Background() // opening belongs to no request
	var err error
	if s.conn, err = s.write.Conn(ctx); err != nil {
		return err
	}
	if _, err = s.conn.ExecContext(ctx, schema); err != nil {
		return fmt.Errorf("make tables: %w", err)
	}
	for query, into := range map[string]*int64{
		"SELECT COALESCE(MAX(seq), 0) FROM orders": &s.orders, "SELECT COALESCE(MAX(seq), 0) FROM refunds": &s.refunds,
	} {
		if err = s.conn.QueryRowContext(ctx, query).Scan(into); err != nil {
			return fmt.Errorf("read last number: %w", err)
		}
	}
	if s.statements, err = prepareStatements(ctx, s.conn); err != nil {
		return err
	}
	if s.read, err = sql.Open("sqlite", dsn+"&_pragma=query_only(1)"); err != nil {
		return err
	}
	s.read.SetMaxOpenConns(2)
	s.read.SetMaxIdleConns(2)
	s.reads, err = prepareReads(ctx, s.read)
	return err
}

// do runs one change and returns after its commit. When the context ends first, the change may still happen.
func (s *store) do(ctx context.Context, run func(*writer) error) error {
	j := job{run: run, done: make(chan error, 1)}
	select {
	case s.jobs <- j:
	case <-ctx.Done():
		return ctx.Err()
	case <-s.quit:
		return errClosed
	}
	select {
	case err := <-j.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	case <-s.stopped:
		return errClosed
	}
}

func (s *store) loop() {
	defer close(s.stopped)
	batch := make([]job, 0, batchSize)
	for {
		batch = batch[:0]
		select {
		case j := <-s.jobs:
			batch = append(batch, j)
		case <-s.quit:
			return
		}
		// Who is about to join is let run first: under load that makes batches larger, and otherwise costs nothing.
		runtime.Gosched()
		s.commit(s.join(batch))
	}
}

// join adds to a batch what waits already.
func (s *store) join(batch []job) []job {
	for len(batch) < batchSize {
		select {
		case j := <-s.jobs:
			batch = append(batch, j)
		default:
			return batch
		}
	}
	return batch
}

// commit runs a batch in one transaction. A refusal concerns its own job; any other failure all of them.
func (s *store) commit(batch []job) {
	ctx := context.Background() // the batch belongs to many requests
	results := make([]error, len(batch))
	w := &writer{ctx: ctx, store: s, statements: s.statements}
	err := w.exec(s.statements.begin)
	if err == nil {
		for i, j := range batch {
			results[i] = j.run(w)
			if _, refused := isRefusal(results[i]); results[i] != nil && !refused {
				err = results[i]
				break
			}
		}
		if err == nil {
			err = w.exec(s.statements.commit)
		}
		if err != nil {
			_, undo := s.conn.ExecContext(ctx, "ROLLBACK")
			err = errors.Join(err, undo)
		}
	}
	for i, j := range batch {
		if err != nil {
			j.done <- fmt.Errorf("sim: store: %w", err)
			continue
		}
		j.done <- results[i]
	}
}

func (s *store) close() error {
	s.stop.Do(func() { close(s.quit) })
	<-s.stopped
	return s.closeAll()
}

func (s *store) closeAll() error {
	var failures []error
	if s.read != nil {
		failures = append(failures, s.read.Close())
	}
	if s.conn != nil {
		failures = append(failures, s.conn.Close())
	}
	failures = append(failures, s.write.Close())
	return errors.Join(failures...)
}
