package app

import (
	"context"
	"fmt"
	"hash/fnv"

	"dajiu/services/inventory/internal/domain"
)

// hash tells two requests apart that came under one key.
func (a Adjusting) hash() int64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d|%v|%s", a.Kind, a.Lines, a.Note)
	return int64(h.Sum64()) //nolint:gosec // any 64 bits serve
}

// Adjust receives goods, writes damage off or corrects a count, all lines or none, and returns the new levels by SKU.
// The store's staff and operators call it. A quantity that does not fit the kind is INVENTORY_QUANTITY_INVALID; less
// on hand than is promised to orders is INVENTORY_BELOW_RESERVED; the key used for other lines is
// IDEMPOTENCY_KEY_REUSED.
func (s *Stock) Adjust(ctx context.Context, a Adjusting) ([]domain.Level, error) {
	if err := domain.CheckAdjustments(a.Kind, a.Lines); err != nil {
		return nil, err
	}
	a.At, a.Hash = s.Clock.Now(), a.hash()
	return s.Store.Adjust(ctx, a)
}
