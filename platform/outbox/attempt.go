package outbox

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"dajiu/platform/bus"
	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
)

// handle brings one event to an end: handled, or put aside as a dead letter. It returns an error only when ctx
// ends.
func (c *Consumer) handle(ctx context.Context, m bus.Message) error {
	h := c.handlers[m.Topic]
	poor := 0 // failures that will not pass by themselves
	for attempt := 1; ; attempt++ {
		err := c.run(ctx, h, m, attempt)
		if err == nil || errors.Is(err, errHandled) {
			if err == nil {
				h.meter.success(1)
			}
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		h.meter.retry()
		pause := backoff(attempt, backoffMax)
		if !errs.Temporary(err) {
			poor++
			pause = backoff(poor, backoffPoor)
			var undecodable undecodableError
			if poor == maxAttempts || errors.As(err, &undecodable) {
				return c.bury(ctx, m, attempt, err)
			}
		}
		c.log.WarnContext(ctx, "event not handled yet", "topic", m.Topic, "event", m.ID, "key", m.Key,
			"attempt", attempt, "request_id", m.Headers[headerRequest], "error", err)
		c.pause(ctx, pause)
	}
}

// run is one attempt. The inbox record of a handler with a transaction commits with its effect; that of a call
// follows it.
func (c *Consumer) run(ctx context.Context, h *handler, m bus.Message, attempt int) error {
	meta := metaOf(m, attempt)
	ctx = meta.Cause(ctx)
	if h.call != nil {
		if err := c.guarded(ctx, h, meta, m.Payload); err != nil {
			return err
		}
	}
	return c.db.WriteKey(ctx, m.Key, func(ctx context.Context, tx *sqldb.Tx) error {
		if h.inTx != nil {
			if err := h.inTx(ctx, tx, []bus.Message{m}, attempt); err != nil {
				return err
			}
		}
		c.record(tx, m.ID)
		return nil
	})
}

// guarded calls a handler and turns a panic into an error; inside a transaction sqldb does that.
func (c *Consumer) guarded(ctx context.Context, h *handler, m Meta, payload []byte) (err error) {
	defer func() {
		if p := recover(); p != nil {
			c.log.ErrorContext(ctx, "panic in a handler", "topic", m.Topic, "event", m.EventID,
				"panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = fmt.Errorf("outbox: panic in the handler of %s: %v", m.Topic, p)
		}
	}()
	return h.call(ctx, m, payload)
}

// bury puts an event aside. It does not give up: an event that is neither handled nor stored would be lost.
func (c *Consumer) bury(ctx context.Context, m bus.Message, attempts int, cause error) error {
	for failed := 1; ; failed++ {
		err := c.db.WriteKey(ctx, m.Key, func(ctx context.Context, tx *sqldb.Tx) error {
			c.record(tx, m.ID)
			return c.storeDead(ctx, tx, m, attempts, cause)
		})
		if err == nil || errors.Is(err, errHandled) {
			c.handlers[m.Topic].meter.bury()
			c.log.ErrorContext(ctx, "event is a dead letter", "topic", m.Topic, "event", m.ID, "key", m.Key,
				"attempts", attempts, "request_id", m.Headers[headerRequest], "error", cause)
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		c.log.ErrorContext(ctx, "dead letter not stored", "topic", m.Topic, "event", m.ID, "attempt", failed, "error", err)
		c.pause(ctx, backoff(failed, backoffMax))
	}
}

func (c *Consumer) pause(ctx context.Context, d time.Duration) {
	sleepUntil(ctx, c.clock, c.clock.Now().Add(d), nil)
}
