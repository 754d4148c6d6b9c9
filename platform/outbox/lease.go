package outbox

import (
	"context"
	"fmt"
	"time"

	"dajiu/platform/sqldb"
)

// lease says which process relays. Its row also tells whether the last relay stopped in order: it then let go.
type lease struct {
	outbox *Outbox
	renew  time.Time // when it is to be renewed; zero while it is not ours
}

// hold takes or renews the lease and reports whether it is ours. When it is taken over from a relay that did not
// let go, the events that a dying bus may have lost are made pending again first.
func (l *lease) hold(ctx context.Context) (bool, error) {
	o := l.outbox
	now := o.clock.Now()
	if now.Before(l.renew) {
		return true, nil
	}
	wasOurs := !l.renew.IsZero()
	l.renew = time.Time{}
	var before int64
	if err := o.db.Reader().QueryRowContext(ctx, "SELECT holder FROM outbox_relay WHERE id = 1").Scan(&before); err != nil {
		return false, fmt.Errorf("outbox: lease of %s: %w", o.service, err)
	}
	taken, err := l.take(ctx, before, now)
	if err != nil || !taken {
		return false, err
	}
	if !wasOurs && before != 0 {
		if err := o.replay(ctx); err != nil {
			return false, err
		}
	}
	l.renew = now.Add(leaseRenew)
	return true, nil
}

func (l *lease) take(ctx context.Context, before int64, now time.Time) (taken bool, err error) {
	o := l.outbox
	// On SQLite this process owns the file: whoever held the lease is dead.
	alone := 0
	if o.db.Engine() == sqldb.SQLite {
		alone = 1
	}
	err = o.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		res, err := tx.ExecContext(ctx, `UPDATE outbox_relay SET holder = ?, until_ms = ? WHERE id = 1
			AND holder = ? AND (holder = ? OR holder = 0 OR until_ms < ? OR 1 = ?)`,
			o.holder, now.Add(leaseFor).UnixMilli(), before, o.holder, now.UnixMilli(), alone)
		if err != nil {
			return err
		}
		n, err := res.RowsAffected()
		taken = n == 1
		return err
	})
	if err != nil {
		return false, fmt.Errorf("outbox: lease of %s: %w", o.service, err)
	}
	return taken, nil
}

// release lets the lease go, which tells the next relay that all is well. It is done although ctx has ended.
func (o *Outbox) release(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	err := o.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE outbox_relay SET holder = 0, until_ms = 0 WHERE id = 1 AND holder = ?", o.holder)
		return err
	})
	if err != nil {
		o.log.WarnContext(ctx, "the relay's lease was not let go", "error", err)
	}
}

// replay makes the events pending again that were sent in the last moments before the relay fell silent, or the bus lost them.
func (o *Outbox) replay(ctx context.Context) error {
	var last *int64
	if err := o.db.Reader().QueryRowContext(ctx, "SELECT MAX(sent_ms) FROM outbox").Scan(&last); err != nil {
		return fmt.Errorf("outbox: replay of %s: %w", o.service, err)
	}
	if last == nil || *last == 0 {
		return nil
	}
	from, total := *last-replayWindow.Milliseconds(), int64(0)
	for {
		// Newest first: where this stops halfway, the next start begins at the same place.
		until, err := o.edge(ctx, "SELECT sent_ms FROM outbox WHERE sent_ms >= ? ORDER BY sent_ms DESC", max(from, 1), from)
		if err != nil {
			return err
		}
		n, err := o.exec(ctx, "UPDATE outbox SET sent_ms = 0 WHERE sent_ms >= ?", until)
		if err != nil {
			return fmt.Errorf("outbox: replay of %s: %w", o.service, err)
		}
		total += n
		if until <= max(from, 1) || n == 0 {
			break
		}
	}
	o.log.WarnContext(ctx, "the bus may have lost what was sent last: it is sent again", "events", total)
	return nil
}
