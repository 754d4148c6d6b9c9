package store

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/grpc/codes"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/domain"
)

// Release gives an order's stock back, in a transaction of its own. An order never seen gets a mark that refuses a
// reserve which comes after. Goods that left the store already are INVENTORY_RESERVATION_STATE_INVALID.
func (s *Stock) Release(ctx context.Context, orderID int64) error {
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		r, found, err := s.load(ctx, tx, orderID)
		if err != nil {
			return err
		}
		if !found {
			return s.bury(ctx, tx, orderID)
		}
		if state := r.Facts().State; state == domain.Released || state == domain.Returned {
			return nil
		}
		return s.do(ctx, tx, r, domain.Release)
	})
}

// ConfirmIn makes a reservation last, because its order was confirmed. One that expired meanwhile is taken again; where
// the stock is gone, or nothing was ever reserved, ReservationFailed is published. Too late, it does nothing.
func (s *Stock) ConfirmIn(ctx context.Context, tx *sqldb.Tx, orderID int64) error {
	r, found, err := s.load(ctx, tx, orderID)
	if err != nil {
		return err
	}
	if !found {
		if err := s.bury(ctx, tx, orderID); err != nil {
			return err
		}
		return s.fail(ctx, tx, orderID)
	}
	if _, err := r.Facts().State.Next(domain.Confirm); err != nil {
		return nil //nolint:nilerr // confirmed before, or further on already
	}
	short, err := s.shortToRevive(ctx, tx, r)
	if err != nil {
		return err
	}
	if short {
		if err := s.do(ctx, tx, r, domain.Fail); err != nil {
			return err
		}
		return s.fail(ctx, tx, orderID)
	}
	return s.do(ctx, tx, r, domain.Confirm)
}

// CommitIn takes an order's goods off the shelf, because they left the store. Where the reservation had expired and
// the books no longer hold the goods that are gone, it is INVENTORY_STOCK_SHORT: a person must count. Too late, it does
// nothing.
func (s *Stock) CommitIn(ctx context.Context, tx *sqldb.Tx, orderID int64) error {
	r, found, err := s.load(ctx, tx, orderID)
	if err != nil || !found {
		return err
	}
	if _, err := r.Facts().State.Next(domain.Commit); err != nil {
		return nil //nolint:nilerr // committed before, or over
	}
	short, err := s.shortToRevive(ctx, tx, r)
	if err != nil {
		return err
	}
	if short {
		return errs.Newf(codes.FailedPrecondition, "INVENTORY_STOCK_SHORT", "order %d left the store, but the books hold too little: count its SKUs", orderID)
	}
	return s.do(ctx, tx, r, domain.Commit)
}

// CancelIn ends an order's reservation, because the order was cancelled: stock that is promised is released; goods
// that had left and came back are put on the shelf. Too late, it does nothing.
func (s *Stock) CancelIn(ctx context.Context, tx *sqldb.Tx, orderID int64, returned bool) error {
	r, found, err := s.load(ctx, tx, orderID)
	if err != nil {
		return err
	}
	if !found {
		return s.bury(ctx, tx, orderID)
	}
	act := domain.Release
	if returned {
		act = domain.Restock
	}
	if _, err := r.Facts().State.Next(act); err != nil {
		return nil //nolint:nilerr // over before, or the goods left and did not come back
	}
	return s.do(ctx, tx, r, act)
}

// ExpireIn releases a reservation that nobody confirmed in time. One that is not due yet gets its timer again.
func (s *Stock) ExpireIn(ctx context.Context, tx *sqldb.Tx, orderID int64) error {
	r, found, err := s.load(ctx, tx, orderID)
	if err != nil || !found {
		return err
	}
	f := r.Facts()
	switch {
	case r.Due(s.clock.Now()):
		return s.do(ctx, tx, r, domain.Expire)
	case f.State == domain.Held:
		return s.setTimer(ctx, tx, orderID, f.ExpiresAt)
	}
	return nil
}

// shortToRevive reports whether an expired reservation cannot be taken again. Others hold their stock.
func (s *Stock) shortToRevive(ctx context.Context, tx *sqldb.Tx, r *domain.Reservation) (bool, error) {
	f := r.Facts()
	if f.State != domain.Expired {
		return false, nil
	}
	skus := make([]int64, len(f.Lines))
	for i, l := range f.Lines {
		skus[i] = l.SkuID
	}
	levels, err := levelsOf(ctx, tx, f.StoreID, skus)
	if err != nil {
		return false, err
	}
	return domain.Shortage(f.StoreID, f.Lines, levels) != nil, nil
}

func (s *Stock) fail(ctx context.Context, tx *sqldb.Tx, orderID int64) error {
	if err := s.outbox.Append(ctx, tx, orderID, &inventoryv1.ReservationFailed{OrderId: orderID}); err != nil {
		return fmt.Errorf("publish failed reservation of order %d: %w", orderID, err)
	}
	return nil
}

func (s *Stock) setTimer(ctx context.Context, tx *sqldb.Tx, orderID int64, due time.Time) error {
	if err := s.outbox.AppendAt(ctx, tx, orderID, due, &inventoryv1.ReservationExpiryDue{OrderId: orderID}); err != nil {
		return fmt.Errorf("set expiry of order %d: %w", orderID, err)
	}
	return nil
}
