package sqldb

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"

	"dajiu/platform/authn"
	"dajiu/platform/wrote"
)

// The guard of replicas. A process writes a beat to the primary at regular times, and looks on each replica which of
// its beats has arrived there. Engines replicate commits in their order, so a replica that has a beat has all that was
// committed before the beat was begun. That is a matter of this process's own clock: no two clocks are compared.
const (
	// beatsPerLag is how many beats go into the longest lag that is let pass.
	beatsPerLag = 5
	// beatsKept is how many beats a process remembers the beginning of.
	beatsKept = 64
	// wellAfter is how many times in a row a replica must be found well until it is read again.
	wellAfter = 3
	// deadHolders is how long the row of a process that is gone stays.
	deadHolders = 24 * time.Hour
)

// replicas are a store's, and what is known of them.
type replicas struct {
	db    *DB
	list  []*replica
	turn  atomic.Uint64
	beat  *bun.DB // one connection to the primary
	book  *wrote.Book
	stop  context.CancelFunc
	done  sync.WaitGroup
	epoch time.Time // instants are durations since

	holder string
	mu     sync.Mutex // of what follows
	last   int64
	begun  [beatsKept]time.Duration // when a beat was begun, by its number
}

// openReplicas begins to watch the replicas of a store; nil where it has none. None of them need answer.
func (db *DB) openReplicas(ctx context.Context) (err error) {
	if db.cfg.Engine != MySQL || len(db.cfg.Replicas) == 0 {
		return nil
	}
	r := &replicas{db: db, epoch: db.wall.Now(), holder: rand.Text(), book: wrote.NewBook(db.wall, db.cfg.MaxLag)}
	defer func() {
		if err != nil {
			err = errors.Join(err, r.closePools())
		}
	}()
	db.meter.withReplicas()
	for i, dsn := range db.cfg.Replicas {
		one, err := db.newReplica(dsn)
		if err != nil {
			return fmt.Errorf("replica %d: %w", i+1, err)
		}
		r.list = append(r.list, one)
	}
	if r.beat, err = db.pool(ctx, reading, 1); err != nil {
		return err
	}
	watch, cancel := context.WithCancel(context.Background())
	r.stop = cancel
	r.done.Go(func() { r.beats(watch) })
	for _, one := range r.list {
		r.done.Go(func() { one.watch(watch, r) })
	}
	db.replicas = r
	return nil
}

func (r *replicas) close() error {
	if r == nil {
		return nil
	}
	r.stop()
	r.done.Wait()
	return r.closePools()
}

func (r *replicas) closePools() error {
	var problems []error
	if r.beat != nil {
		problems = append(problems, r.beat.Close())
	}
	for _, one := range r.list {
		problems = append(problems, one.pool.Close())
	}
	return errors.Join(problems...)
}

// note remembers who has written, after the commit.
func (r *replicas) note(ctx context.Context) {
	if r != nil {
		r.book.Note(authn.From(ctx).UserID)
	}
}

// every is the time between two beats, and between two looks at a replica.
func (r *replicas) every() time.Duration { return r.db.cfg.MaxLag / beatsPerLag }

// patience is how long the primary or a replica may take to answer for a beat.
func (r *replicas) patience() time.Duration { return max(r.db.cfg.MaxLag/2, 250*time.Millisecond) }

// beats writes one beat after the other until ctx ends. One that fails is left out: the replicas then look older than
// they are, which is the safe side.
func (r *replicas) beats(ctx context.Context) {
	r.forgetDead(ctx)
	tick := r.db.wall.NewTicker(r.every())
	defer tick.Stop()
	for {
		if err := r.writeBeat(ctx); err != nil && ctx.Err() == nil {
			r.db.log.Debug("no beat for the replicas", "error", err)
		}
		select {
		case <-tick.Chan():
		case <-ctx.Done():
			return
		}
	}
}

func (r *replicas) writeBeat(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, r.patience())
	defer cancel()
	r.mu.Lock()
	r.last++
	beat := r.last
	r.begun[beat%beatsKept] = r.db.wall.Since(r.epoch)
	r.mu.Unlock()
	_, err := r.beat.ExecContext(ctx, "INSERT INTO sql_beats (holder, beat, at) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE beat = VALUES(beat), at = VALUES(at)",
		r.holder, beat, r.db.wall.Now().UTC().Truncate(time.Millisecond))
	if err != nil {
		return fmt.Errorf("sqldb: beat: %w", err)
	}
	return nil
}

// forgetDead deletes the rows of processes that have long been gone.
func (r *replicas) forgetDead(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, r.patience())
	defer cancel()
	before := r.db.wall.Now().UTC().Add(-deadHolders)
	if _, err := r.beat.ExecContext(ctx, "DELETE FROM sql_beats WHERE at < ? LIMIT 1000", before); err != nil && ctx.Err() == nil {
		r.db.log.Debug("beats of former processes stay", "error", err)
	}
}

// beganAt is when a beat was begun; ok is false where that is too long ago to be known.
func (r *replicas) beganAt(beat int64) (at time.Duration, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if beat <= 0 || beat > r.last || beat <= r.last-beatsKept {
		return 0, false
	}
	return r.begun[beat%beatsKept], true
}

// pick returns a replica that has what the caller wrote and is not older than the guard lets pass; nil where the primary
// must answer.
func (r *replicas) pick(ctx context.Context) *replica {
	caller := authn.From(ctx)
	if caller.Service != "" && !caller.Delegated || ctx.Value(insideKey{}) == r.db {
		return nil // who writes in the names of many reads what all of them wrote
	}
	last := r.book.Last(caller.UserID)
	if carried := wrote.From(ctx); carried.After(last) {
		last = carried
	}
	now := r.db.wall.Now()
	oldest := max(now.Add(-r.db.cfg.MaxLag).Sub(r.epoch), last.Sub(r.epoch))
	first := r.turn.Add(1)
	for i := range uint64(len(r.list)) {
		one := r.list[(first+i)%uint64(len(r.list))]
		if one.well.Load() && time.Duration(one.applied.Load()) > oldest {
			return one
		}
	}
	return nil
}

// Stale runs read on a replica where one is young enough, else on the primary; on SQLite, and where no replicas are
// configured, always there. It is for what may be a moment old because nothing is decided by it: lists that people look
// at, reports, exports. What a replica shows is never older than Config.MaxLag, and has all that the caller wrote
// through this process or, where the gateway said so, through another. A service that reads in its own name reads the
// primary.
//
// Whatever fails on a replica is read again on the primary, so read is run up to twice and must begin anew each time; its
// error is the primary's. It must not write.
func (db *DB) Stale(ctx context.Context, read func(ctx context.Context, from bun.IDB) error) error {
	if db.replicas == nil {
		return read(ctx, db.reader)
	}
	one := db.replicas.pick(ctx)
	if one == nil {
		db.meter.read(onPrimary)
		return read(ctx, db.reader)
	}
	err := one.run(ctx, read)
	if err == nil {
		db.meter.read(onReplica)
		return nil
	}
	if ctx.Err() != nil {
		return err
	}
	if isUnreachable(err) {
		one.leaveOut(err)
	}
	db.meter.read(onceMore)
	return read(ctx, db.reader)
}

// poolOf returns a pool of connections to a replica. It does not connect.
func (db *DB) poolOf(dsn string) (*bun.DB, error) {
	connector, err := db.mysqlConnector(dsn, reading)
	if err != nil {
		return nil, err
	}
	return db.bounded(sql.OpenDB(connector), db.cfg.Readers, followerDialect{db.reader.Dialect()}), nil
}

// followerDialect is the primary's, which has asked its server for its version; a replica may not even answer.
type followerDialect struct{ schema.Dialect }

// Init asks nothing.
func (followerDialect) Init(*sql.DB) {}
