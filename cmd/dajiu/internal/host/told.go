package host

import (
	"context"
	"fmt"
	"time"
)

// toldPoll is how often a process that is about to stop looks whether its services have told everything.
const toldPoll = 20 * time.Millisecond

// Told waits until every service of this process has handed over the events that are due, for whoever stops it next and
// wants to leave nothing behind.
func (h *Host) Told(ctx context.Context) error {
	ticker := h.Clock.NewTicker(toldPoll)
	defer ticker.Stop()
	for {
		waiting := int64(0)
		for _, o := range h.outboxes {
			pending, _, err := o.Lag(ctx)
			if err != nil {
				return fmt.Errorf("wait for events: %w", err)
			}
			waiting += pending
		}
		if waiting == 0 {
			return nil
		}
		select {
		case <-ticker.Chan():
		case <-ctx.Done():
			return fmt.Errorf("wait for events: %w", ctx.Err())
		}
	}
}
