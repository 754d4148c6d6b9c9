package sqldb

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/uptrace/bun"
)

// replica is one server that follows the primary.
type replica struct {
	db    *DB
	addr  string // for logs and metrics
	pool  *bun.DB
	meter *replicaMeter

	applied atomic.Int64 // when the newest beat that has arrived was begun, in nanoseconds of the epoch
	well    atomic.Bool

	mu   sync.Mutex
	good int // times in a row that it was found well
	// out ends what is being read when the replica is left out.
	out    context.Context
	cancel context.CancelFunc
}

func (db *DB) newReplica(dsn string) (*replica, error) {
	cfg, err := mysql.ParseDSN(dsn)
	if err != nil {
		return nil, errors.New("dsn cannot be understood") // the parser's error would show the password
	}
	pool, err := db.poolOf(dsn)
	if err != nil {
		return nil, err
	}
	one := &replica{db: db, addr: cfg.Addr, pool: pool, meter: db.meter.replica(cfg.Addr)}
	one.out, one.cancel = context.WithCancel(context.Background())
	return one, nil
}

// watch looks at regular times how far the replica has come, until ctx ends.
func (one *replica) watch(ctx context.Context, r *replicas) {
	defer func() {
		one.mu.Lock()
		defer one.mu.Unlock()
		one.cancel()
	}()
	tick := one.db.wall.NewTicker(r.every())
	defer tick.Stop()
	for {
		select {
		case <-tick.Chan():
		case <-ctx.Done():
			return
		}
		at, err := one.look(ctx, r)
		if ctx.Err() != nil {
			return
		}
		if err == nil {
			one.applied.Store(int64(at))
			lag := one.db.wall.Since(r.epoch) - at
			one.meter.lagged(lag)
			if lag > one.db.cfg.MaxLag {
				err = errTooOld
			}
		}
		if err != nil {
			one.leaveOut(err)
			continue
		}
		one.takeIn()
	}
}

var (
	errTooOld  = errors.New("it is older than sql.max_lag")
	errNoBeats = errors.New("no beat of this process has arrived")
)

// look returns when the newest beat that has arrived was begun.
func (one *replica) look(ctx context.Context, r *replicas) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, r.patience())
	defer cancel()
	var beat int64
	err := one.pool.NewRaw("SELECT beat FROM sql_beats WHERE holder = ?", r.holder).Scan(ctx, &beat)
	if IsNotFound(err) {
		return 0, errNoBeats
	}
	if err != nil {
		return 0, err //nolint:wrapcheck // goes into the log with the replica's name
	}
	at, ok := r.beganAt(beat)
	if !ok {
		return 0, errTooOld
	}
	return at, nil
}

// takeIn lets the replica be read once it was found well often enough.
func (one *replica) takeIn() {
	one.mu.Lock()
	defer one.mu.Unlock()
	if one.good++; one.good < wellAfter || one.well.Load() {
		return
	}
	if one.out.Err() != nil {
		one.out, one.cancel = context.WithCancel(context.Background()) //nolint:gosec // leaveOut, and the end of watch, cancel it
	}
	one.well.Store(true)
	one.meter.state(true)
	one.db.log.Info("replica is read", "replica", one.addr)
}

// leaveOut keeps readers away until the replica is well again. Who reads it where it does not answer is sent to the
// primary; who reads one that only grew old may end.
func (one *replica) leaveOut(err error) {
	one.mu.Lock()
	defer one.mu.Unlock()
	one.good = 0
	if !errors.Is(err, errTooOld) {
		one.cancel()
	}
	if one.well.Swap(false) {
		one.meter.state(false)
		one.db.log.Warn("replica is left out", "replica", one.addr, "error", err)
	}
}

// run reads from the replica. It ends with an error when the replica is lost in the middle.
func (one *replica) run(ctx context.Context, read func(ctx context.Context, from bun.IDB) error) error {
	one.mu.Lock()
	out := one.out
	one.mu.Unlock()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(out, cancel)()
	return read(ctx, one.pool)
}
