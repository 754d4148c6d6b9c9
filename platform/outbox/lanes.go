package outbox

import (
	"context"

	"golang.org/x/sync/errgroup"

	"dajiu/platform/bus"
	"dajiu/platform/sqldb"
)

// batch handles what the bus delivered. Events of different keys run side by side, so that their transactions
// meet in few commits; events of one key run one after the other. It returns an error only when ctx ends: what
// cannot be handled now is tried until it can, or is put aside.
func (c *Consumer) batch(ctx context.Context, msgs []bus.Message) error {
	var fresh []bus.Message
	for failed := 0; ; {
		var err error
		if fresh, err = c.unhandled(ctx, msgs); err == nil {
			break
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		failed++
		c.log.WarnContext(ctx, "read the inbox", "attempt", failed, "error", err)
		sleepUntil(ctx, c.clock, c.clock.Now().Add(backoff(failed, backoffMax)), nil)
	}
	var g errgroup.Group
	g.SetLimit(laneWorkers)
	for _, lane := range lanes(fresh) {
		g.Go(func() error { return c.lane(ctx, lane) })
	}
	return g.Wait()
}

// lanes splits a batch by key, in the order in which the keys first come.
func lanes(msgs []bus.Message) [][]bus.Message {
	at := make(map[int64]int, len(msgs))
	var out [][]bus.Message
	for _, m := range msgs {
		i, ok := at[m.Key]
		if !ok {
			i = len(out)
			at[m.Key] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], m)
	}
	return out
}

// lane handles the events of one key in order. While all goes well, several share a transaction; as soon as one
// of them fails, each is handled by itself.
func (c *Consumer) lane(ctx context.Context, msgs []bus.Message) error {
	for len(msgs) > 0 {
		n := c.together(msgs)
		if n > 1 && c.runTogether(ctx, msgs[:n]) == nil {
			msgs = msgs[n:]
			continue
		}
		for _, m := range msgs[:n] {
			if err := c.handle(ctx, m); err != nil {
				return err
			}
		}
		msgs = msgs[n:]
	}
	return nil
}

// together counts the events at the head of a lane that may share a transaction.
func (c *Consumer) together(msgs []bus.Message) int {
	n := 0
	for n < len(msgs) && n < laneChunk && c.handlers[msgs[n].Topic].inTx != nil {
		n++
	}
	return max(n, 1)
}

func (c *Consumer) runTogether(ctx context.Context, msgs []bus.Message) error {
	err := c.db.WriteKey(ctx, msgs[0].Key, func(ctx context.Context, tx *sqldb.Tx) error {
		for _, m := range msgs {
			if err := c.handlers[m.Topic].inTx(causeOf(ctx, m), tx, metaOf(m, 1), m.Payload); err != nil {
				return err
			}
			c.record(tx, m.ID)
		}
		return nil
	})
	if err == nil {
		for _, m := range msgs {
			c.handlers[m.Topic].meter.success(1)
		}
	}
	return err
}
