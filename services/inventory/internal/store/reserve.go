package store

import (
	"context"
	"errors"
	"fmt"

	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/domain"
)

// Reserve stores a new reservation and takes its stock, all lines or none, and sets the timer of its expiry. Repeated
// for the same order it changes nothing: nil where the reservation stands, INVENTORY_RESERVATION_RELEASED or
// INVENTORY_RESERVATION_DIFFERS where not. Less than asked for is INVENTORY_STOCK_SHORT, which names every short line.
func (s *Stock) Reserve(ctx context.Context, r *domain.Reservation) error {
	f := r.Facts()
	// Writers of one store's hot rows share a committer and so never wait for one another's locks.
	err := s.db.WriteKey(ctx, f.StoreID, func(ctx context.Context, tx *sqldb.Tx) error {
		err := s.move(ctx, tx, f.StoreID, r.Moves(), reason{orderID: f.OrderID, at: f.CreatedAt})
		var no refused
		if errors.As(err, &no) {
			return s.refusal(ctx, tx, f, no.skuID)
		}
		if err != nil {
			return err
		}
		sqldb.InsertLater(tx, rowFromReservation(f)) // the order's key undoes all this where a reservation is there
		return s.setTimer(ctx, tx, f.OrderID, f.ExpiresAt)
	})
	if !sqldb.IsDuplicate(err) && !errors.Is(err, errReserved) {
		return err
	}
	before, found, err := s.load(ctx, s.db.Reader(), f.OrderID)
	if err == nil && !found {
		err = fmt.Errorf("the reservation of order %d is there and cannot be read: %w", f.OrderID, sqldb.ErrConflict)
	}
	if err != nil {
		return err
	}
	return before.SameAs(f.StoreID, f.Lines)
}

// errReserved undoes a reserve for an order that has a reservation.
var errReserved = errors.New("inventory: the order has a reservation")

// refusal says why an order's stock is refused: it may be short because the order has it already.
func (s *Stock) refusal(ctx context.Context, tx *sqldb.Tx, f domain.Facts, refusedSku int64) error {
	_, found, err := s.load(ctx, tx, f.OrderID)
	if err != nil {
		return err
	}
	if found {
		return errReserved
	}
	return s.short(ctx, tx, f, refusedSku)
}

// short explains which lines a store has too little of. The lines before the refused SKU were taken by this
// transaction, which the error undoes: they count as they were.
func (s *Stock) short(ctx context.Context, tx *sqldb.Tx, f domain.Facts, refusedSku int64) error {
	skus := make([]int64, len(f.Lines))
	taken := make(map[int64]int64, len(f.Lines))
	for i, l := range f.Lines {
		skus[i] = l.SkuID
		if l.SkuID < refusedSku {
			taken[l.SkuID] = l.Quantity
		}
	}
	levels, err := levelsOf(ctx, tx, f.StoreID, skus)
	if err != nil {
		return err
	}
	for i := range levels {
		levels[i].Reserved -= taken[levels[i].SkuID]
	}
	if err := domain.Shortage(f.StoreID, f.Lines, levels); err != nil {
		return err
	}
	return sqldb.ErrConflict // stock came in between the two statements: try again
}
