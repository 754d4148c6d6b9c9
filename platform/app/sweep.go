package app

import (
	"context"
	"time"
)

// sweepEvery is how often a service looks for what is past its time.
const sweepEvery = time.Hour

// Sweep adds a part that deletes what is past its time: every hour it runs batch, which deletes a bounded number of rows
// by an index and returns how many, until there is nothing left. A failure is logged and tried again an hour later.
func (e *Env) Sweep(name string, batch func(ctx context.Context, now time.Time) (int64, error)) {
	e.Go("sweep "+name, func(ctx context.Context) error {
		ticker := e.Clock.NewTicker(sweepEvery)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return nil
			case <-ticker.Chan():
			}
			for n := int64(1); n > 0 && ctx.Err() == nil; {
				var err error
				if n, err = batch(ctx, e.Clock.Now()); err != nil && ctx.Err() == nil {
					e.Log.ErrorContext(ctx, "what is past its time stays", "what", name, "error", err)
					break
				}
			}
		}
	})
}
