package app

import (
	"context"
	"fmt"
	"time"

	"dajiu/platform/clock"
	"dajiu/services/inventory/internal/domain"
)

// Reserve promises an order's lines to it until expires, all or none. Only services call it. Repeated with the same
// lines it changes nothing. Less than asked for is INVENTORY_STOCK_SHORT with every short line among the fields; an
// order that was released before is INVENTORY_RESERVATION_RELEASED; other lines than before are
// INVENTORY_RESERVATION_DIFFERS.
func (s *Stock) Reserve(ctx context.Context, orderID, storeID int64, lines []domain.Line, expires time.Time) error {
	lines, err := domain.NewLines(lines)
	if err != nil {
		return err
	}
	r, err := domain.Reserve(orderID, storeID, lines, clock.Instant(expires), s.Clock.Now())
	if err != nil {
		return err
	}
	if err := s.Store.Reserve(ctx, r); err != nil {
		return fmt.Errorf("reserve order %d: %w", orderID, err)
	}
	return nil
}
