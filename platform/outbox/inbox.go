package outbox

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/uptrace/bun"

	"dajiu/platform/bus"
	"dajiu/platform/sqldb"
)

// errHandled says that the event was handled by an earlier delivery.
var errHandled = errors.New("outbox: handled before")

// inbox records what the groups of a store have handled.
type inbox struct{}

// handled is one record: an event, the group that handled it, and when.
type handled struct {
	eventID int64
	group   string
	atMS    int64
}

// WriteBatch records the events whose effects share a commit. An event that is recorded already undoes its
// transaction with errHandled.
func (inbox) WriteBatch(ctx context.Context, tx bun.Tx, items []any) error {
	args := make([]any, 0, 3*len(items))
	for _, item := range items {
		h, ok := item.(handled)
		if !ok {
			return errors.New("outbox: a stranger among what was handled")
		}
		args = append(args, h.eventID, h.group, h.atMS)
	}
	err := insert(ctx, tx, "INSERT INTO inbox (event_id, grp, at_ms)", 3, args)
	switch {
	case sqldb.IsDuplicate(err):
		return fmt.Errorf("%w: %w", errHandled, err)
	case err != nil:
		return fmt.Errorf("outbox: record: %w", err)
	}
	return nil
}

// record hands over that the group handled an event, to be stored with what it did.
func (c *Consumer) record(tx *sqldb.Tx, eventID int64) {
	tx.Defer(inbox{}, handled{eventID, c.group, c.clock.Now().UnixMilli()})
}

// unhandled returns those of a batch that the group has not handled, each once, in order.
func (c *Consumer) unhandled(ctx context.Context, msgs []bus.Message) ([]bus.Message, error) {
	text := make([]byte, 0, 64+20*len(msgs))
	text = append(text, "SELECT event_id FROM inbox WHERE grp = ? AND event_id IN ("...)
	for i, m := range msgs {
		if i > 0 {
			text = append(text, ',')
		}
		text = strconv.AppendInt(text, m.ID, 10)
	}
	rows, err := c.db.Reader().QueryContext(ctx, string(append(text, ')')), c.group)
	if err != nil {
		return nil, fmt.Errorf("outbox: inbox of %s: %w", c.group, err)
	}
	defer func() { _ = rows.Close() }() // its error is that of rows.Err below
	known := map[int64]bool{}
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("outbox: inbox of %s: %w", c.group, err)
		}
		known[id] = true
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("outbox: inbox of %s: %w", c.group, err)
	}
	fresh := make([]bus.Message, 0, len(msgs))
	for _, m := range msgs {
		if !known[m.ID] && c.handlers[m.Topic] != nil {
			known[m.ID] = true
			fresh = append(fresh, m)
		}
	}
	return fresh, nil
}
