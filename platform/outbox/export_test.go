package outbox

import (
	"context"

	"dajiu/platform/bus"
	"dajiu/platform/clock"
)

// BatchBy handles a batch, as the bus does, with rests by another clock.
func (c *Consumer) BatchBy(ctx context.Context, wall clock.Clock, msgs []bus.Message) error {
	c.wall = wall
	return c.batch(ctx, msgs)
}

// BatchEvery is how long after one another batches begin while events come in company.
const BatchEvery = batchEvery
