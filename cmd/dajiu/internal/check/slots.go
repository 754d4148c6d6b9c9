package check

import (
	"context"
	"fmt"
	"time"

	"dajiu/services/delivery"
)

// checkSlots proves that the places of each slot that count as taken are those that orders have.
func (r *run) checkSlots(ctx context.Context) error {
	p := r.prove("slots", "the places taken of each slot are those that orders have")
	for s, err := range delivery.NewChecker(r.stores.Delivery).Slots(ctx) {
		if err != nil {
			return fmt.Errorf("check: slots: %w", err)
		}
		p.Rows++
		if s.Counted != s.Booked {
			p.wrong(fmt.Sprintf("store %d at %s", s.StoreID, s.Start.UTC().Format(time.RFC3339)), "%d places taken, %d booked", s.Counted, s.Booked)
		}
	}
	return nil
}
