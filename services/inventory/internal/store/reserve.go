package store

import (
	"context"
	"errors"
	"fmt"

	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/domain"
)

// attempts is how often a reserve looks again that was refused and then found nothing short.
const attempts = 3

// Reserve stores a new reservation and takes its stock, all lines or none, and sets the timer of its expiry. Repeated
// for the same order it changes nothing: nil where the reservation stands, INVENTORY_RESERVATION_RELEASED or
// INVENTORY_RESERVATION_DIFFERS where not. Less than asked for is INVENTORY_STOCK_SHORT, which names every short line.
func (s *Stock) Reserve(ctx context.Context, r *domain.Reservation) error {
	f := r.Facts()
	for range attempts {
		// Writers of one store's hot rows share a committer and so never wait for one another's locks.
		err := s.db.WriteKey(ctx, f.StoreID, func(ctx context.Context, tx *sqldb.Tx) error {
			s.moveLater(ctx, tx, f.StoreID, r.Moves(), reason{orderID: f.OrderID, at: f.CreatedAt})
			sqldb.InsertLater(tx, rowFromReservation(f)) // the order's key undoes all this where a reservation is there
			return s.setTimer(ctx, tx, f.OrderID, f.ExpiresAt)
		})
		var no refused
		if !errors.As(err, &no) && !sqldb.IsDuplicate(err) {
			return err
		}
		if err = s.refusal(ctx, f); !errors.Is(err, sqldb.ErrConflict) {
			return err
		}
	}
	return fmt.Errorf("reserve for order %d: %w", f.OrderID, sqldb.ErrConflict)
}

// refusal says why a reserve was refused: its order has a reservation, which may be the very same, then nil, or there is too
// little. ErrConflict is what changed since: the reserve may try again.
func (s *Stock) refusal(ctx context.Context, f domain.Facts) error {
	before, found, err := s.load(ctx, s.db.Reader(), f.OrderID)
	if err != nil {
		return err
	}
	if found {
		return before.SameAs(f.StoreID, f.Lines)
	}
	skus := make([]int64, len(f.Lines))
	for i, l := range f.Lines {
		skus[i] = l.SkuID
	}
	levels, err := levelsOf(ctx, s.db.Reader(), f.StoreID, skus)
	if err != nil {
		return err
	}
	if short := domain.Shortage(f.StoreID, f.Lines, levels); short != nil {
		return short
	}
	return sqldb.ErrConflict
}
