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

// checkAreas proves that each store's area is a polygon that could be set today, and lies in the box by which doors are refused.
func (r *run) checkAreas(ctx context.Context) error {
	p := r.prove("areas", "each area that a store delivers within is a simple polygon in its box")
	for a, err := range delivery.NewChecker(r.stores.Delivery).Areas(ctx) {
		if err != nil {
			return fmt.Errorf("check: areas: %w", err)
		}
		p.Rows++
		if a.Fault != "" {
			p.wrong(fmt.Sprintf("store %d", a.StoreID), "%s", a.Fault)
		}
	}
	return nil
}
