package sqldb

import (
	"context"
	"errors"
	"sync/atomic"
	"time"
)

const (
	queueLength = 4096 // transactions waiting for a committer; then Write itself waits
	attempts    = 3    // runs of a transaction that conflicts, and attempts to begin one
	reruns      = 10   // runs of a transaction that the engine throws away, which is nobody's fault
)

// job is one transaction on its way through a committer.
type job struct {
	ctx   context.Context
	fn    func(ctx context.Context, tx *Tx) error
	state atomic.Int32 // of the states below
	since time.Time    // when it was queued, for the metrics
	tx    *Tx
	err   error
	done  chan struct{}
}

const (
	queued int32 = iota
	running
	abandoned
)

// Write runs fn in a transaction of its own: a savepoint inside a shared group commit. It returns after the
// durable commit, or with the error that undid the transaction. Fn does only SQL on tx and must be repeatable:
// it is run three times in all when it returns ErrConflict, and more often when the engine throws the transaction
// away. A panic in fn fails this transaction only. Where ctx ends before fn began, fn is not run;
// once it began it is not interrupted, because its connection belongs to its neighbours too.
//
// Errors: fn's own; ErrConflict; ErrUnavailable; ErrOutcomeUnknown; ErrClosed; the context's.
func (db *DB) Write(ctx context.Context, fn func(ctx context.Context, tx *Tx) error) error {
	return db.write(ctx, db.shared, fn)
}

// WriteKey is Write for writers of the same hot rows. On MySQL writes with equal keys share one committer, in
// the order in which they were called, so that they do not wait for each other's row locks.
func (db *DB) WriteKey(ctx context.Context, key int64, fn func(ctx context.Context, tx *Tx) error) error {
	return db.write(ctx, db.queueOf(key), fn)
}

func (db *DB) queueOf(key int64) chan *job {
	if len(db.keyed) == 0 {
		return db.shared
	}
	h := uint64(key) * 0x9E3779B97F4A7C15
	return db.keyed[(h>>32)%uint64(len(db.keyed))]
}

func (db *DB) write(ctx context.Context, q chan *job, fn func(ctx context.Context, tx *Tx) error) error {
	if ctx.Value(insideKey{}) == db {
		return errors.New("sqldb: " + db.name + ": a write from inside a write would wait for itself")
	}
	if db.onWrite != nil {
		if last := db.onWrite(ctx); last != nil {
			fn = both(fn, last)
		}
	}
	var err error
	for range attempts {
		if err = db.submit(ctx, q, fn); !errors.Is(err, ErrConflict) {
			db.replicas.note(ctx)
			return err
		}
		db.meter.conflict()
	}
	return err
}

// both runs two functions in one transaction.
func both(first, second func(ctx context.Context, tx *Tx) error) func(ctx context.Context, tx *Tx) error {
	return func(ctx context.Context, tx *Tx) error {
		if err := first(ctx, tx); err != nil {
			return err
		}
		return second(ctx, tx)
	}
}

// submit queues one run and waits for its answer.
func (db *DB) submit(ctx context.Context, q chan *job, fn func(ctx context.Context, tx *Tx) error) error {
	j := &job{ctx: ctx, fn: fn, done: make(chan struct{})}
	if db.meter != nil {
		j.since = db.wall.Now()
	}
	if err := db.enqueue(ctx, q, j); err != nil {
		return err
	}
	select {
	case <-j.done:
		return j.err
	case <-ctx.Done():
		if j.state.CompareAndSwap(queued, abandoned) {
			return ctx.Err()
		}
		// Fn has begun: its variables are in use until it is answered.
		<-j.done
		return j.err
	}
}

func (db *DB) enqueue(ctx context.Context, q chan *job, j *job) error {
	db.mu.RLock()
	defer db.mu.RUnlock()
	if db.closed {
		return ErrClosed
	}
	select {
	case q <- j:
		return nil
	default:
	}
	select {
	case q <- j:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// jobContext is the caller's context without its end: the statements of a group share a connection, and
// interrupting one would tear down all. It also marks the inside of a write.
type jobContext struct {
	context.Context
	db *DB
}

type insideKey struct{}

// Value returns the caller's values, and the store to those who ask whether they are inside of a write.
func (c jobContext) Value(key any) any {
	if _, ok := key.(insideKey); ok {
		return c.db
	}
	return c.Context.Value(key)
}

// Deadline reports that there is none.
func (jobContext) Deadline() (time.Time, bool) { return time.Time{}, false }

// Done returns nil: the context never ends.
func (jobContext) Done() <-chan struct{} { return nil }

// Err returns nil.
func (jobContext) Err() error { return nil }
