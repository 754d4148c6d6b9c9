package outbox

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"dajiu/platform/sqldb"
)

// sweepLoop deletes what was sent long enough ago and measures the lag.
func (o *Outbox) sweepLoop(ctx context.Context) {
	for ctx.Err() == nil {
		if err := o.sweep(ctx); err != nil && ctx.Err() == nil {
			o.log.WarnContext(ctx, "sweep", "error", err)
		}
		if o.meter != nil {
			if pending, oldest, err := o.Lag(ctx); err == nil {
				o.meter.lag(pending, oldest)
			}
		}
		sleepUntil(ctx, o.clock, o.clock.Now().Add(sweepEvery), nil)
	}
}

// sweep deletes in the order of the index, a bounded range at a time, so that no transaction grows long.
func (o *Outbox) sweep(ctx context.Context) error {
	cutoff := o.clock.Now().Add(-sentRetention).UnixMilli()
	for ctx.Err() == nil {
		until, err := o.edge(ctx, "SELECT sent_ms FROM outbox WHERE sent_ms > 0 AND sent_ms <= ? ORDER BY sent_ms", cutoff, cutoff)
		if err != nil {
			return err
		}
		n, err := o.exec(ctx, "DELETE FROM outbox WHERE sent_ms > 0 AND sent_ms <= ?", until)
		if err != nil || until == cutoff || n == 0 {
			return err
		}
	}
	return nil
}

// edge returns the value that ends a range of about sweepBatch rows, or the other end where there are fewer.
func (o *Outbox) edge(ctx context.Context, query string, arg, end int64) (int64, error) {
	return edge(ctx, o.db, query, arg, end)
}

func edge(ctx context.Context, db *sqldb.DB, query string, arg, end int64) (int64, error) {
	var at int64
	err := db.Reader().QueryRowContext(ctx, query+" LIMIT 1 OFFSET ?", arg, sweepBatch-1).Scan(&at)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return max(end, 1), nil
	case err != nil:
		return 0, fmt.Errorf("outbox: find a range: %w", err)
	}
	return at, nil
}

func (o *Outbox) exec(ctx context.Context, query string, args ...any) (int64, error) {
	return exec(ctx, o.db, query, args...)
}

func exec(ctx context.Context, db *sqldb.DB, query string, args ...any) (n int64, err error) {
	err = db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		res, err := tx.ExecContext(ctx, query, args...)
		if err != nil {
			return err
		}
		n, err = res.RowsAffected()
		return err
	})
	return n, err
}
