package check

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/id"
	"dajiu/platform/sqldb"
)

// pageSize is how many rows are read at a time.
const pageSize = 1000

// timerSlack tells a timer from an event: an event is due when it is appended.
const timerSlack = time.Second

type unsent struct {
	ID    int64
	DueMs int64
	Topic string
}

// checkOutboxes proves that every event was handed to the bus. A timer that fell due while nothing ran waits rightly.
func (r *run) checkOutboxes(ctx context.Context) error {
	p := r.prove(outboxSent, "every event that is due was handed to the other services")
	for _, db := range r.stores.All {
		n, err := count(ctx, db, "outbox")
		if err != nil {
			return err
		}
		p.Rows += n
		for u, err := range unsentOf(ctx, db, r.now) {
			if err != nil {
				return err
			}
			about := fmt.Sprintf("%s event %d", db.Name(), u.ID)
			if due := time.UnixMilli(u.DueMs); due.Sub(id.Time(u.ID)) > timerSlack {
				p.late(about, "timer %s fell due at %s", u.Topic, due.UTC().Format(time.RFC3339))
				continue
			}
			p.wrong(about, "%s was not sent", u.Topic)
		}
	}
	return nil
}

// unsentOf streams what is due by now and was not sent, in the order of the index.
func unsentOf(ctx context.Context, db *sqldb.DB, now time.Time) iter.Seq2[unsent, error] {
	return pages(unsent{}, pageSize, func(after unsent) ([]unsent, error) {
		var rows []unsent
		err := db.Reader().NewRaw(`SELECT id, due_ms, topic FROM outbox WHERE sent_ms = 0 AND due_ms BETWEEN ? AND ? AND (due_ms > ? OR id > ?)
			ORDER BY due_ms, id LIMIT ?`, after.DueMs, now.UnixMilli(), after.DueMs, after.ID, pageSize).Scan(ctx, &rows)
		if err != nil {
			return nil, fmt.Errorf("check: outbox of %s: %w", db.Name(), err)
		}
		return rows, nil
	}, func(u *unsent) unsent { return *u })
}

// checkDeadLetters proves that no service gave up on an event.
func (r *run) checkDeadLetters(ctx context.Context) error {
	p := r.prove("dead_letters", "every event was handled: no service put one aside")
	for _, db := range r.stores.All {
		handled, err := count(ctx, db, "inbox")
		if err != nil {
			return err
		}
		var rows []struct {
			EventID int64
			Topic   string
			Error   string
		}
		if err := db.Reader().NewRaw("SELECT event_id, topic, error FROM dead_letter ORDER BY grp, event_id LIMIT ?", pageSize).Scan(ctx, &rows); err != nil {
			return fmt.Errorf("check: dead letters of %s: %w", db.Name(), err)
		}
		p.Rows += handled + int64(len(rows))
		for _, d := range rows {
			p.wrong(fmt.Sprintf("%s event %d", db.Name(), d.EventID), "%s: %s", d.Topic, d.Error)
		}
	}
	return nil
}

// count returns how many rows a table has.
func count(ctx context.Context, db *sqldb.DB, table string) (n int64, err error) {
	if err := db.Reader().NewRaw("SELECT COUNT(*) FROM ?", bun.Ident(table)).Scan(ctx, &n); err != nil {
		return 0, fmt.Errorf("check: count %s: %w", table, err)
	}
	return n, nil
}
