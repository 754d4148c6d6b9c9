package outbox

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"runtime"
	"strconv"
	"time"

	"golang.org/x/sync/errgroup"

	"dajiu/platform/bus"
	"dajiu/platform/clock"
	"dajiu/platform/sqldb"
)

// Headers of a message beside those of the bus.
const (
	headerService = "service"
	headerRequest = "request-id"
)

// Run relays until ctx ends; it then returns nil. One relay per service publishes at a time: on MySQL the others
// stand by. A bus or store that is down is tried again for as long as it takes.
func (o *Outbox) Run(ctx context.Context) error {
	defer o.release(ctx)
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { o.sweepLoop(ctx); return nil })
	g.Go(func() error { o.relayLoop(ctx); return nil })
	return g.Wait()
}

func (o *Outbox) relayLoop(ctx context.Context) {
	var failed int
	lease := lease{outbox: o}
	reopened := o.reopened()
	for ctx.Err() == nil {
		ours, err := lease.hold(ctx)
		if err == nil && !ours {
			sleepUntil(ctx, o.clock, o.clock.Now().Add(leaseRenew), nil)
			continue
		}
		if now := o.reopened(); err == nil && now != reopened {
			if err = o.replay(ctx); err == nil {
				reopened = now
			}
		}
		var full bool
		if err == nil {
			// Who is about to commit is let run first, as by the committer: under load that makes batches larger.
			runtime.Gosched()
			full, err = o.pump(ctx)
		}
		switch {
		case err != nil && ctx.Err() == nil:
			failed++
			o.log.WarnContext(ctx, "relay", "attempt", failed, "error", err)
			sleepUntil(ctx, o.clock, o.clock.Now().Add(backoff(failed, backoffMax)), nil)
		case !full && ctx.Err() == nil:
			failed = 0
			o.idle(ctx)
		default:
			failed = 0
		}
	}
}

// reopened tells how often the bus may have lost what it accepted last.
func (o *Outbox) reopened() int64 {
	if b, may := o.bus.(bus.Reopener); may {
		return b.Reopened()
	}
	return 0
}

// idle waits for a commit, for the nearest timer, or until it is time to look anyway.
func (o *Outbox) idle(ctx context.Context) {
	wait := pollAlone
	if o.db.Engine() == sqldb.MySQL {
		wait = pollShared
	}
	until := o.clock.Now().Add(wait)
	if due := time.UnixMilli(o.nextTimer(ctx)); due.Before(until) {
		until = due
	}
	sleepUntil(ctx, o.clock, until, o.wakeUp)
}

// nextTimer returns when the nearest event is due that nobody has published, as far as is known: the store is asked once in
// timersFor, and where the nearest that was known is due. Between two times, those that this process appends are heeded.
func (o *Outbox) nextTimer(ctx context.Context) int64 {
	now := o.clock.Now()
	if next := o.next.Load(); next > now.UnixMilli() && now.Sub(o.asked).Abs() < timersFor {
		return next
	}
	o.next.Store(math.MaxInt64) // before the store is asked: what is appended meanwhile is in its answer, or heeded after
	due := int64(math.MaxInt64)
	err := o.db.Reader().QueryRowContext(ctx, "SELECT due_ms FROM outbox WHERE sent_ms = 0 ORDER BY due_ms, id LIMIT 1").Scan(&due)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		o.log.WarnContext(ctx, "look for the next timer", "error", err)
		o.asked = time.Time{} // nothing is known: the next time asks again
		return now.UnixMilli() + backoffFirst.Milliseconds()
	}
	o.asked = now
	o.heed(due)
	return o.next.Load()
}

// heed lowers the time of the nearest timer.
func (o *Outbox) heed(due int64) {
	for {
		next := o.next.Load()
		if next <= due || o.next.CompareAndSwap(next, due) {
			return
		}
	}
}

// sleepUntil waits for a time on the clock, for ctx, or for a wake-up.
func sleepUntil(ctx context.Context, c clock.Clock, until time.Time, wake <-chan struct{}) {
	d := until.Sub(c.Now())
	if d <= 0 {
		return
	}
	t := c.NewTimer(d)
	defer t.Stop()
	if !c.Now().Before(until) {
		return // a clock that a test moves may have passed the time while the timer was made
	}
	select {
	case <-t.Chan():
	case <-wake:
	case <-ctx.Done():
	}
}

// pump publishes one batch of what is due and marks it as sent. Full means that more is probably waiting.
func (o *Outbox) pump(ctx context.Context) (full bool, err error) {
	msgs, full, err := o.due(ctx)
	if err != nil || len(msgs) == 0 {
		return false, err
	}
	deadline, cancel := context.WithTimeout(ctx, publishTimeout)
	err = o.bus.Publish(deadline, msgs)
	cancel()
	if err != nil {
		return false, fmt.Errorf("outbox: publish %d events of %s: %w", len(msgs), o.service, err)
	}
	if err := o.mark(ctx, msgs); err != nil {
		return false, err
	}
	o.meter.sent(len(msgs))
	return full, nil
}

// due reads the next batch, bounded in events and in bytes; full means that a bound was met.
func (o *Outbox) due(ctx context.Context) (msgs []bus.Message, full bool, err error) {
	// What this process appended is due even if the clock stepped back since.
	now := max(o.clock.Now().UnixMilli(), o.latest.Load())
	rows, err := o.db.Reader().QueryContext(ctx, `SELECT id, due_ms, order_key, topic, payload, request_id, trace
		FROM outbox WHERE sent_ms = 0 AND due_ms <= ? ORDER BY due_ms, id LIMIT ?`, now, publishBatch)
	if err != nil {
		return nil, false, fmt.Errorf("outbox: read %s: %w", o.service, err)
	}
	defer func() { _ = rows.Close() }() // its error is that of rows.Err below
	size := 0
	for size < publishBytes && rows.Next() {
		var m bus.Message
		var due int64
		var request, trace string
		if err := rows.Scan(&m.ID, &due, &m.Key, &m.Topic, &m.Payload, &request, &trace); err != nil {
			return nil, false, fmt.Errorf("outbox: read %s: %w", o.service, err)
		}
		m.At = time.UnixMilli(due).UTC()
		m.Headers = headersOf(o.service, request, trace)
		msgs = append(msgs, m)
		size += len(m.Payload)
	}
	if err := rows.Err(); err != nil {
		return nil, false, fmt.Errorf("outbox: read %s: %w", o.service, err)
	}
	return msgs, len(msgs) == publishBatch || size >= publishBytes, nil
}

func headersOf(service, request, trace string) map[string]string {
	h := map[string]string{headerService: service}
	if request != "" {
		h[headerRequest] = request
	}
	if trace != "" {
		h[traceHeader] = trace
	}
	return h
}

// mark must be stored even when ctx ends meanwhile: the events are out.
func (o *Outbox) mark(ctx context.Context, msgs []bus.Message) error {
	text := make([]byte, 0, 64+20*len(msgs))
	text = append(text, "UPDATE outbox SET sent_ms = "...)
	text = strconv.AppendInt(text, o.clock.Now().UnixMilli(), 10)
	text = append(text, " WHERE id IN ("...)
	for i, m := range msgs {
		if i > 0 {
			text = append(text, ',')
		}
		text = strconv.AppendInt(text, m.ID, 10)
	}
	text = append(text, ')')
	query := string(text)
	err := o.db.Write(context.WithoutCancel(ctx), func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.Tx.Tx.ExecContext(ctx, query)
		return err
	})
	if err != nil {
		return fmt.Errorf("outbox: mark %d events of %s as sent: %w", len(msgs), o.service, err)
	}
	return nil
}

// backoff returns the pause after the nth failure in a row.
func backoff(n int, longest time.Duration) time.Duration {
	return min(backoffFirst<<min(n-1, 16), longest)
}
