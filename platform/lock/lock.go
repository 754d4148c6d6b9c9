// Package lock lets one process at a time do a job of a service that runs in several.
//
// It guarantees that of all who ask for a lease one has it until it lets go or its time is over; that each who takes it has a
// higher token than all before; and that nothing is committed by a transaction that called [Lease.Fence] after another took the
// lease, however late, whatever the processes' clocks say: the token lies in the database that is written to.
//
// It refuses to be needed: what must never happen twice is guarded by the statement that does it. A lease spares the work, and keeps
// out who decides by what it saw long ago. Start with [Locks].
package lock

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"time"

	"dajiu/platform/clock"
	"dajiu/platform/sqldb"
)

//go:embed migrations/*.sql
var files embed.FS //nolint:gochecknoglobals // embedding needs a variable

// Migrations makes this package's table in a service's store.
func Migrations() sqldb.Set { return sqldb.Set{Name: "lock", Files: files, Folder: "migrations"} }

// ErrLost says that a lease is another's by now.
var ErrLost = errors.New("lock: the lease was lost")

// Locks are the leases of a service, as one of its processes takes them. It is safe for concurrent use.
type Locks struct {
	db     *sqldb.DB
	clock  clock.Clock
	holder int64
}

// New returns the leases in a service's store. Holder names the process.
func New(db *sqldb.DB, holder int64, c clock.Clock) *Locks {
	return &Locks{db: db, clock: c, holder: holder}
}

// Lease is the right to do a job until it is let go, or another took it after its time.
type Lease struct {
	locks *Locks
	name  string
	token int64
	life  time.Duration
	renew time.Time
}

// Take takes a lease for a time, or returns nil where another process has it. A process asks for one that it has only after it
// let it go.
func (l *Locks) Take(ctx context.Context, name string, life time.Duration) (*Lease, error) {
	lease := &Lease{locks: l, name: name, life: life}
	now := l.clock.Now()
	err := l.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		lease.token = 0
		// On SQLite this process owns the file: whoever held the lease is dead.
		res, err := tx.ExecContext(ctx, "UPDATE leases SET holder = ?, token = token + 1, until_ms = ? WHERE name = ? AND (until_ms < ? OR 1 = ?)",
			l.holder, now.Add(life).UnixMilli(), name, now.UnixMilli(), alone(l.db))
		if err != nil {
			return err //nolint:wrapcheck // wrapped below
		}
		taken, err := res.RowsAffected()
		if err != nil || taken == 1 {
			return errors.Join(err, tx.QueryRowContext(ctx, "SELECT token FROM leases WHERE name = ?", name).Scan(&lease.token))
		}
		var there int
		if err := tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM leases WHERE name = ?", name).Scan(&there); err != nil || there > 0 {
			return err //nolint:wrapcheck // wrapped below
		}
		lease.token = 1
		_, err = tx.ExecContext(ctx, "INSERT INTO leases (name, holder, token, until_ms) VALUES (?, ?, 1, ?)", name, l.holder, now.Add(life).UnixMilli())
		return err //nolint:wrapcheck // wrapped below
	})
	switch {
	case sqldb.IsDuplicate(err): // another was the first ever
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("lock: take %s: %w", name, err)
	case lease.token == 0:
		return nil, nil
	}
	lease.renew = now.Add(life / 3)
	return lease, nil
}

func alone(db *sqldb.DB) int {
	if db.Engine() == sqldb.SQLite {
		return 1
	}
	return 0
}

// Token is higher than that of all who had the lease before.
func (l *Lease) Token() int64 { return l.token }

// Fence fails with ErrLost where another took the lease, and lets nobody take it before the transaction ended. The lease is
// renewed with it. One whose time is over, but which nobody took, is good.
func (l *Lease) Fence(ctx context.Context, tx *sqldb.Tx) error {
	until := l.locks.clock.Now().Add(l.life).UnixMilli()
	res, err := tx.ExecContext(ctx, "UPDATE leases SET until_ms = ? WHERE name = ? AND token = ?", until, l.name, l.token)
	if err != nil {
		return fmt.Errorf("lock: fence %s: %w", l.name, err)
	}
	n, err := res.RowsAffected()
	if err != nil {
		return fmt.Errorf("lock: fence %s: %w", l.name, err)
	}
	if n == 0 {
		return ErrLost
	}
	return nil
}

// Keep renews the lease where a third of its time has passed. It fails with ErrLost where another took it: the job must stop.
func (l *Lease) Keep(ctx context.Context) error {
	now := l.locks.clock.Now()
	if now.Before(l.renew) {
		return nil
	}
	if err := l.locks.db.Write(ctx, l.Fence); err != nil {
		return fmt.Errorf("lock: keep %s: %w", l.name, err)
	}
	l.renew = now.Add(l.life / 3)
	return nil
}

// releaseTime bounds letting go.
const releaseTime = 5 * time.Second

// Release lets go, also where ctx has ended, so that nobody has to wait for the lease's end. Where it fails they do.
func (l *Lease) Release(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), releaseTime)
	defer cancel()
	err := l.locks.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE leases SET until_ms = 0 WHERE name = ? AND token = ?", l.name, l.token)
		return err //nolint:wrapcheck // wrapped below
	})
	if err != nil {
		return fmt.Errorf("lock: release %s: %w", l.name, err)
	}
	return nil
}

// Sharding says that this package's table is not cut.
func Sharding() sqldb.Sharding {
	return sqldb.Sharding{"leases": {Whole: "a row for each of a few jobs"}}
}
