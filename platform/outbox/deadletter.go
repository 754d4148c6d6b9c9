package outbox

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	"dajiu/platform/bus"
	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
)

// ErrNoDeadLetter says that the group has no such dead letter, or that somebody replayed it meanwhile.
var ErrNoDeadLetter error = errs.New(codes.NotFound, "DEAD_LETTER_NOT_FOUND", "there is no such dead letter")

const (
	maxErrorText = 2000 // bytes of an error that are kept
	maxLetters   = 1000 // that one listing returns
)

// DeadLetter is an event that the group could not handle.
type DeadLetter struct {
	EventID     int64
	Topic       string
	Key         int64
	Service     string // who published it
	Payload     []byte // the encoded message
	At          time.Time
	FailedAt    time.Time
	Attempts    int
	Error       string // of the latest attempt
	RequestID   string
	TraceParent string
}

type deadRow struct {
	bun.BaseModel `bun:"table:dead_letter"`

	Group     string `bun:"grp,pk"`
	EventID   int64  `bun:"event_id,pk"`
	Topic     string `bun:"topic"`
	Key       int64  `bun:"order_key"`
	Service   string `bun:"service"`
	Payload   []byte `bun:"payload"`
	RequestID string `bun:"request_id"`
	Trace     string `bun:"trace"`
	AtMS      int64  `bun:"at_ms"`
	FailedMS  int64  `bun:"failed_ms"`
	Attempts  int    `bun:"attempts"`
	Error     string `bun:"error"`
}

// DeadLetters lists the group's dead letters in the order of their event ids, which is that of time, after the
// one given; limit is at most 1000.
func (c *Consumer) DeadLetters(ctx context.Context, afterID int64, limit int) ([]DeadLetter, error) {
	var rows []deadRow
	err := c.db.Reader().NewSelect().Model(&rows).Where("grp = ? AND event_id > ?", c.group, afterID).
		Order("event_id").Limit(int64(min(max(limit, 1), maxLetters))).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("outbox: dead letters of %s: %w", c.group, err)
	}
	out := make([]DeadLetter, 0, len(rows))
	for _, r := range rows {
		out = append(out, deadLetterFromRow(r))
	}
	return out, nil
}

// Replay runs a dead letter through its handler and deletes it on success, in the handler's transaction where it
// has one. On failure the dead letter stays with the new error, which is returned. The event's place in the
// order of its key is lost; handlers that can be replayed look at the state, not at the order.
//
// Errors: ErrNoDeadLetter; the handler's own.
func (c *Consumer) Replay(ctx context.Context, id int64) error {
	var row deadRow
	err := c.db.Reader().NewSelect().Model(&row).Where("grp = ? AND event_id = ?", c.group, id).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return ErrNoDeadLetter
	}
	if err != nil {
		return fmt.Errorf("outbox: dead letter %d of %s: %w", id, c.group, err)
	}
	h := c.handlers[row.Topic]
	if h == nil {
		return fmt.Errorf("outbox: group %s has no handler for %s any more", c.group, row.Topic)
	}
	m := messageFromRow(row)
	meta := metaOf(m, row.Attempts+1)
	cause := meta.Cause(ctx)
	if h.call != nil {
		err = c.guarded(cause, h, meta, m.Payload)
	}
	if err == nil {
		err = c.db.WriteKey(cause, m.Key, func(ctx context.Context, tx *sqldb.Tx) error {
			// The row goes first: of two replays at the same time one waits here and then finds nothing.
			if err := c.deleteDead(ctx, tx, id); err != nil || h.inTx == nil {
				return err
			}
			return h.inTx(ctx, tx, []bus.Message{m}, meta.Attempt)
		})
	}
	if err == nil || errors.Is(err, ErrNoDeadLetter) {
		return err
	}
	return errors.Join(err, c.noteFailure(ctx, id, err))
}

func (c *Consumer) deleteDead(ctx context.Context, tx *sqldb.Tx, id int64) error {
	res, err := tx.ExecContext(ctx, "DELETE FROM dead_letter WHERE grp = ? AND event_id = ?", c.group, id)
	if err = sqldb.ExpectOne(res, err); errors.Is(err, sqldb.ErrConflict) {
		return ErrNoDeadLetter
	}
	return err
}

func (c *Consumer) noteFailure(ctx context.Context, id int64, cause error) error {
	_, err := exec(ctx, c.db, "UPDATE dead_letter SET attempts = attempts + 1, error = ?, failed_ms = ? WHERE grp = ? AND event_id = ?",
		errorText(cause), c.clock.Now().UnixMilli(), c.group, id)
	return err
}

func (c *Consumer) storeDead(ctx context.Context, tx *sqldb.Tx, m bus.Message, attempts int, cause error) error {
	r := deadRow{
		Group: c.group, EventID: m.ID, Topic: m.Topic, Key: m.Key, Service: m.Headers[headerService], Payload: m.Payload,
		RequestID: m.Headers[headerRequest], Trace: m.Headers[traceHeader], AtMS: m.At.UnixMilli(),
		FailedMS: c.clock.Now().UnixMilli(), Attempts: attempts, Error: errorText(cause),
	}
	if r.Payload == nil {
		r.Payload = []byte{}
	}
	_, err := sqldb.Upsert(tx.NewInsert().Model(&r), tx, "grp, event_id", "attempts", "error", "failed_ms").Exec(ctx)
	return err
}

func errorText(err error) string {
	s := strings.ToValidUTF8(err.Error(), "?")
	if len(s) > maxErrorText {
		s = strings.ToValidUTF8(s[:maxErrorText], "")
	}
	return s
}

func messageFromRow(r deadRow) bus.Message {
	return bus.Message{
		ID: r.EventID, Topic: r.Topic, Key: r.Key, Payload: r.Payload,
		Headers: headersOf(r.Service, r.RequestID, r.Trace), At: time.UnixMilli(r.AtMS).UTC(),
	}
}

func deadLetterFromRow(r deadRow) DeadLetter {
	return DeadLetter{
		EventID: r.EventID, Topic: r.Topic, Key: r.Key, Service: r.Service, Payload: r.Payload,
		At: time.UnixMilli(r.AtMS).UTC(), FailedAt: time.UnixMilli(r.FailedMS).UTC(), Attempts: r.Attempts,
		Error: r.Error, RequestID: r.RequestID, TraceParent: r.Trace,
	}
}

// DeadLetter returns one of the group's, or ErrNoDeadLetter.
func (c *Consumer) DeadLetter(ctx context.Context, id int64) (DeadLetter, error) {
	var row deadRow
	err := c.db.Reader().NewSelect().Model(&row).Where("grp = ? AND event_id = ?", c.group, id).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return DeadLetter{}, ErrNoDeadLetter
	}
	if err != nil {
		return DeadLetter{}, fmt.Errorf("outbox: dead letter %d of %s: %w", id, c.group, err)
	}
	return deadLetterFromRow(row), nil
}

// Discard removes a dead letter that will never be handled, or reports ErrNoDeadLetter.
func (c *Consumer) Discard(ctx context.Context, id int64) error {
	return c.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error { return c.deleteDead(ctx, tx, id) })
}

// Text is the event as JSON, with whatever is personal in it; empty where the program does not know its kind.
func (d DeadLetter) Text() string { return string(letterOf("", d).Event) }
