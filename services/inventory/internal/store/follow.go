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

// ConfirmIn makes reservations last, because their orders, each named once, were confirmed. One that expired meanwhile is taken
// again; where the stock is gone, or nothing was ever reserved, ReservationFailed is published. Too late, it does nothing. Cause
// gives the context of what is published for one of the orders.
func (s *Stock) ConfirmIn(ctx context.Context, tx *sqldb.Tx, orders []int64, cause func(i int) context.Context) error {
	marks, args := sqldb.List(orders)
	rows, err := sqldb.Find[reservationRow](ctx, tx, "WHERE order_id IN ("+marks+")", args...)
	if err != nil {
		return fmt.Errorf("read reservations: %w", err)
	}
	found := make(map[int64]*domain.Reservation, len(rows))
	for i := range rows {
		found[rows[i].OrderID] = domain.Rehydrate(reservationFromRow(&rows[i]))
	}
	var held []*domain.Reservation
	for i, orderID := range orders {
		r := found[orderID]
		if r != nil && r.Facts().State == domain.Held {
			held = append(held, r)
			continue
		}
		if err := s.confirmLate(cause(i), tx, orderID, r); err != nil {
			return err
		}
	}
	return s.confirmHeld(ctx, tx, held)
}

// confirmHeld confirms reservations that are held, in one statement: their stock stays where it is.
func (s *Stock) confirmHeld(ctx context.Context, tx *sqldb.Tx, held []*domain.Reservation) error {
	if len(held) == 0 {
		return nil
	}
	ids, now := make([]int64, len(held)), s.clock.Now()
	for i, r := range held {
		ids[i] = r.Facts().OrderID
		if err := r.Do(domain.Confirm, now); err != nil {
			return err //nolint:wrapcheck // the domain's
		}
		if len(r.Moves()) > 0 {
			return fmt.Errorf("order %d: confirming what is held moves stock", ids[i])
		}
	}
	marks, args := sqldb.List(ids)
	res, err := sqldb.Exec(ctx, tx, "UPDATE reservations SET state = ?, updated_at = ?, version = version + 1 WHERE state = ? AND order_id IN ("+marks+")",
		append([]any{int(held[0].Facts().State), now, int(domain.Held)}, args...)...)
	if err != nil {
		return fmt.Errorf("confirm reservations: %w", err)
	}
	if n, err := res.RowsAffected(); err != nil || n != int64(len(held)) {
		return fmt.Errorf("confirm reservations: %w", sqldb.ErrConflict) // one was changed since it was read: look again
	}
	return nil
}

// confirmLate confirms a reservation that is not held: it is nil where there is none.
func (s *Stock) confirmLate(ctx context.Context, tx *sqldb.Tx, orderID int64, r *domain.Reservation) error {
	if r == nil {
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
