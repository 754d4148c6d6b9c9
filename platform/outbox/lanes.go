package outbox

import (
	"context"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"dajiu/platform/bus"
	"dajiu/platform/sqldb"
)

// batch handles what the bus delivered. While all goes well its events share transactions; what fails in company is handled by
// itself. Events of different keys may run side by side, events of one key run one after the other. It returns an error only
// when ctx ends: what cannot be handled now is tried until it can, or is put aside. While events come one upon the other it
// rests before it returns, so that the next batch is larger.
func (c *Consumer) batch(ctx context.Context, msgs []bus.Message) error {
	began := c.wall.Now()
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
	if err := c.deliver(ctx, lanes(fresh)); err != nil {
		return err
	}
	if len(msgs) >= restAbove && len(msgs) < restBelow {
		sleepUntil(ctx, c.wall, began.Add(batchEvery), nil)
	}
	return nil
}

// deliver handles the lanes of a batch: those whose handlers all run in a transaction share few, and the others run side by
// side with them.
func (c *Consumer) deliver(ctx context.Context, all [][]bus.Message) error {
	var g errgroup.Group
	g.SetLimit(laneWorkers)
	var shared [][]bus.Message
	for _, lane := range all {
		if slices.ContainsFunc(lane, func(m bus.Message) bool { return c.handlers[m.Topic].inTx == nil }) {
			g.Go(func() error { return c.lane(ctx, lane) })
			continue
		}
		shared = append(shared, lane)
	}
	for len(shared) > 0 {
		n, events := 0, 0
		for n < len(shared) && (n == 0 || events+len(shared[n]) <= batchChunk) {
			events += len(shared[n])
			n++
		}
		some := shared[:n]
		shared = shared[n:]
		g.Go(func() error { return c.share(ctx, some) })
	}
	return g.Wait() //nolint:wrapcheck // a lane's
}

// share handles some lanes in one transaction, and each by itself where that fails.
func (c *Consumer) share(ctx context.Context, some [][]bus.Message) error {
	if len(some) > 1 && c.runTogether(ctx, some) == nil {
		return nil
	}
	var g errgroup.Group
	g.SetLimit(laneWorkers)
	for _, lane := range some {
		g.Go(func() error { return c.lane(ctx, lane) })
	}
	return g.Wait() //nolint:wrapcheck // a lane's
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
		if n > 1 && c.runTogether(ctx, [][]bus.Message{msgs[:n]}) == nil {
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

// runTogether handles some lanes in one transaction: the first events of all, by topic, then the second ones, and so on.
func (c *Consumer) runTogether(ctx context.Context, some [][]bus.Message) error {
	err := c.db.WriteKey(ctx, some[0][0].Key, func(ctx context.Context, tx *sqldb.Tx) error {
		for _, msgs := range rounds(some) {
			if err := c.handlers[msgs[0].Topic].inTx(ctx, tx, msgs, 1); err != nil {
				return err
			}
			for _, m := range msgs {
				c.record(tx, m.ID)
			}
		}
		return nil
	})
	if err != nil {
		return err //nolint:wrapcheck // tried again apart, and told then
	}
	for _, lane := range some {
		for _, m := range lane {
			c.handlers[m.Topic].meter.success(1)
		}
	}
	return nil
}

// rounds returns the events of some lanes as they may be handled at once: those of one topic that stand at the same place.
func rounds(some [][]bus.Message) [][]bus.Message {
	var out [][]bus.Message
	for place := 0; ; place++ {
		var round []bus.Message
		for _, lane := range some {
			if place < len(lane) {
				round = append(round, lane[place])
			}
		}
		if len(round) == 0 {
			return out
		}
		slices.SortStableFunc(round, func(a, b bus.Message) int { return strings.Compare(a.Topic, b.Topic) })
		for len(round) > 0 {
			n := 1
			for n < len(round) && round[n].Topic == round[0].Topic {
				n++
			}
			out = append(out, round[:n])
			round = round[n:]
		}
	}
}
