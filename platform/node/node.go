// Package node gives each process of a service a number of its own, so that the ids which they make never meet: a seat in the
// service's own store, held by a lease.
//
// It guarantees that two processes which renew in time never hold one seat, with clocks that are half a minute apart at most;
// and that a process which lost its seat, because it stood still for longer than the lease, stops. Until it notices, which is
// one renewal at most, an id of its may equal one of the process that has the seat now, if both are made in the same
// millisecond: a table then refuses the second.
//
// It is for stores that several processes share; who owns a file needs no seat. Start with [Claim].
package node

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"dajiu/platform/clock"
	"dajiu/platform/sqldb"
)

//go:embed migrations/*.sql
var files embed.FS //nolint:gochecknoglobals // embedding needs a variable

// Migrations makes this package's table in a service's store.
func Migrations() sqldb.Set { return sqldb.Set{Name: "node", Files: files, Folder: "migrations"} }

// Seats is how many processes of one service there may be at once: seats 0 to 15.
const Seats = 16

// Times of a lease.
const (
	Lease = time.Minute
	renew = 10 * time.Second
	// skew is how far the clocks of processes may be apart.
	skew     = 30 * time.Second
	callTime = 5 * time.Second
)

// ErrLost says that another process took the seat.
var ErrLost = errors.New("node: the seat was lost: this process stood still for longer than its lease")

// Seat is a process's number.
type Seat struct {
	// Number is 0 to 15.
	Number int
	db     *sqldb.DB
	clock  clock.Clock
	holder string
}

// Claim takes the seat that has been free for longest. Holder names this start of the process, unlike any other. It fails where
// all seats are taken.
func Claim(ctx context.Context, db *sqldb.DB, c clock.Clock, holder string) (*Seat, error) {
	for range Seats { // as often as others may have been quicker
		now := c.Now()
		var number, until int64
		rows, err := db.Reader().QueryContext(ctx, "SELECT seat, until_ms FROM node_seat WHERE until_ms < ? ORDER BY until_ms, seat LIMIT 1",
			now.Add(-skew).UnixMilli())
		if err != nil {
			return nil, fmt.Errorf("node: look for a seat: %w", err)
		}
		found := rows.Next()
		if found {
			err = rows.Scan(&number, &until)
		}
		if err = errors.Join(err, rows.Err(), rows.Close()); err != nil {
			return nil, fmt.Errorf("node: look for a seat: %w", err)
		}
		if !found {
			return nil, fmt.Errorf("node: %d processes of this service run already; one that died frees its seat after %v", Seats, Lease+skew)
		}
		taken, err := set(ctx, db, holder, now.Add(Lease), "seat = ? AND until_ms = ?", number, until)
		if err != nil {
			return nil, err
		}
		if taken {
			return &Seat{Number: int(number), db: db, clock: c, holder: holder}, nil
		}
	}
	return nil, errors.New("node: others were quicker at every seat")
}

// set writes who holds a seat, where a condition holds, and reports whether it did.
func set(ctx context.Context, db *sqldb.DB, holder string, until time.Time, where string, args ...any) (done bool, err error) {
	err = db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		res, err := tx.ExecContext(ctx, "UPDATE node_seat SET holder = ?, until_ms = ? WHERE "+where,
			append([]any{holder, until.UnixMilli()}, args...)...)
		if err != nil {
			return err
		}
		n, err := res.RowsAffected()
		done = n == 1
		return err
	})
	if err != nil {
		return false, fmt.Errorf("node: write a seat: %w", err)
	}
	return done, nil
}

// Run renews the seat until ctx ends and then frees it. It returns ErrLost where another process has it.
func (s *Seat) Run(ctx context.Context, log *slog.Logger) error {
	for {
		select {
		case <-ctx.Done():
			return s.free(ctx)
		case <-s.clock.After(renew):
		}
		held, err := s.set(ctx, s.clock.Now().Add(Lease))
		switch {
		case err != nil && ctx.Err() == nil:
			// Who cannot write makes no rows either.
			log.WarnContext(ctx, "the seat could not be renewed; it is tried on", "seat", s.Number, "error", err)
		case err == nil && !held:
			return ErrLost
		}
	}
}

func (s *Seat) set(ctx context.Context, until time.Time) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	return set(ctx, s.db, s.holder, until, "seat = ? AND holder = ?", s.Number, s.holder)
}

// free gives the seat back, at once and not after the lease.
func (s *Seat) free(ctx context.Context) error {
	_, err := s.set(context.WithoutCancel(ctx), s.clock.Now().Add(-skew))
	return err
}

// Sharding says that this package's table is not cut.
func Sharding() sqldb.Sharding {
	return sqldb.Sharding{"node_seat": {Whole: "sixteen rows"}}
}
