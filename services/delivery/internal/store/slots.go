package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/delivery/internal/domain"
)

type slotRow struct {
	bun.BaseModel `bun:"table:slots"`

	StoreID  int64     `bun:"store_id,pk"`
	StartsAt time.Time `bun:"starts_at,pk"`
	Booked   int       `bun:"booked"`
}

type bookingRow struct {
	bun.BaseModel `bun:"table:slot_bookings"`

	OrderID   int64     `bun:"order_id,pk"`
	StoreID   int64     `bun:"store_id"`
	StartsAt  time.Time `bun:"starts_at"`
	State     int       `bun:"state"`
	UpdatedAt time.Time `bun:"updated_at"`
}

// Booked returns how many places of a store's slots between two instants are taken, by the slot's start.
func (s *Store) Booked(ctx context.Context, storeID int64, from, until time.Time) (map[time.Time]int, error) {
	var rows []slotRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("store_id = ? AND starts_at >= ? AND starts_at < ?", storeID, from, until).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("read slots of store %d: %w", storeID, err)
	}
	booked := make(map[time.Time]int, len(rows))
	for _, r := range rows {
		booked[r.StartsAt.UTC()] = r.Booked
	}
	return booked, nil
}

// Book takes one of a slot's places for an order by a statement that finds fewer taken than capacity, and sets the timer
// that frees it unless the order is heard of.
func (s *Store) Book(ctx context.Context, b domain.Booking, capacity int, lapse time.Time) error {
	// Those who want places of one store share a committer, and so never wait for one another's locks.
	return s.db.WriteKey(ctx, b.StoreID, func(ctx context.Context, tx *sqldb.Tx) error {
		row := bookingRow{OrderID: b.OrderID, StoreID: b.StoreID, StartsAt: b.Start, State: int(b.State), UpdatedAt: s.clock.Now()}
		_, err := tx.NewInsert().Model(&row).Exec(ctx)
		if sqldb.IsDuplicate(err) {
			return s.bookedBefore(ctx, tx, b)
		}
		if err != nil {
			return fmt.Errorf("insert booking of order %d: %w", b.OrderID, err)
		}
		if err := s.take(ctx, tx, b, capacity); err != nil {
			return err
		}
		if err := s.outbox.AppendAt(ctx, tx, b.OrderID, lapse, &deliveryv1.SlotHoldDue{OrderId: b.OrderID}); err != nil {
			return fmt.Errorf("set timer of booking %d: %w", b.OrderID, err)
		}
		return nil
	})
}

// bookedBefore judges a booking for an order that has one: the same again is no error, while it stands.
func (s *Store) bookedBefore(ctx context.Context, tx *sqldb.Tx, b domain.Booking) error {
	before, found, err := bookingOf(ctx, tx, b.OrderID)
	if err != nil {
		return err
	}
	if !found { // on MySQL the other one may not have committed yet
		return sqldb.ErrConflict
	}
	if !before.State.Takes() || before.StoreID != b.StoreID || !before.Start.Equal(b.Start) {
		return errs.Newf(codes.FailedPrecondition, "DELIVERY_SLOT_RELEASED", "order %d gave its place up, or has another", b.OrderID)
	}
	return nil
}

// unbounded is the capacity for an order whose slot was promised already.
const unbounded = 1 << 30

// take counts one more place of a slot as taken, where fewer than capacity are.
func (s *Store) take(ctx context.Context, tx *sqldb.Tx, b domain.Booking, capacity int) error {
	res, err := tx.NewUpdate().Model((*slotRow)(nil)).Set("booked = booked + 1").
		Where("store_id = ? AND starts_at = ? AND booked < ?", b.StoreID, b.Start, capacity).Exec(ctx)
	if err != nil {
		return fmt.Errorf("take a place at store %d: %w", b.StoreID, err)
	}
	if n, err := res.RowsAffected(); err != nil || n > 0 {
		return err //nolint:wrapcheck // drivers of ours always know
	}
	known, err := tx.NewSelect().Model((*slotRow)(nil)).Where("store_id = ? AND starts_at = ?", b.StoreID, b.Start).Exists(ctx)
	if err != nil {
		return fmt.Errorf("look for a slot of store %d: %w", b.StoreID, err)
	}
	if known {
		return domain.SlotFull()
	}
	_, err = tx.NewInsert().Model(&slotRow{StoreID: b.StoreID, StartsAt: b.Start, Booked: 1}).Exec(ctx)
	if sqldb.IsDuplicate(err) {
		return sqldb.ErrConflict // another process took the first place at the same moment
	}
	if err != nil {
		return fmt.Errorf("insert slot of store %d: %w", b.StoreID, err)
	}
	return nil
}

// Release gives an order's place back, in a transaction of its own. An order without a booking gets a mark that refuses
// one which comes after.
func (s *Store) Release(ctx context.Context, orderID int64) error {
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		b, found, err := bookingOf(ctx, tx, orderID)
		if err != nil {
			return err
		}
		if found {
			return s.book(ctx, tx, b, domain.Release)
		}
		now := s.clock.Now()
		mark := bookingRow{OrderID: orderID, StartsAt: now, State: int(domain.Released), UpdatedAt: now}
		_, err = tx.NewInsert().Model(&mark).Exec(ctx)
		if sqldb.IsDuplicate(err) {
			return sqldb.ErrConflict // it was booked at the same moment
		}
		if err != nil {
			return fmt.Errorf("mark order %d as released: %w", orderID, err)
		}
		return nil
	})
}

// KeepIn makes an order's place last, because the order was placed. A place that lapsed meanwhile is taken again, also
// where the slot filled up: the customer was promised it. Too late, it does nothing.
func (s *Store) KeepIn(ctx context.Context, tx *sqldb.Tx, orderID int64) error {
	return s.bookIn(ctx, tx, orderID, domain.Keep)
}

// CancelIn gives the place of a cancelled order back; of an order that has none, it does nothing.
func (s *Store) CancelIn(ctx context.Context, tx *sqldb.Tx, orderID int64) error {
	return s.bookIn(ctx, tx, orderID, domain.Release)
}

// LapseIn frees a place whose order was not heard of in time.
func (s *Store) LapseIn(ctx context.Context, tx *sqldb.Tx, orderID int64) error {
	return s.bookIn(ctx, tx, orderID, domain.Lapse)
}

func (s *Store) bookIn(ctx context.Context, tx *sqldb.Tx, orderID int64, act domain.BookingAct) error {
	b, found, err := bookingOf(ctx, tx, orderID)
	if err != nil || !found {
		return err
	}
	return s.book(ctx, tx, b, act)
}

// book carries an act out on a booking; where its state does not allow it, it was done before or is too late.
func (s *Store) book(ctx context.Context, tx *sqldb.Tx, b domain.Booking, act domain.BookingAct) error {
	next, err := b.State.Next(act)
	if err != nil {
		return nil //nolint:nilerr // see above
	}
	res, err := tx.NewUpdate().Model((*bookingRow)(nil)).Set("state = ?, updated_at = ?", int(next), s.clock.Now()).
		Where("order_id = ? AND state = ?", b.OrderID, int(b.State)).Exec(ctx)
	if err := sqldb.ExpectOne(res, err); err != nil {
		return fmt.Errorf("change booking of order %d: %w", b.OrderID, err)
	}
	switch before, after := b.State.Takes(), next.Takes(); {
	case after && !before:
		return s.take(ctx, tx, b, unbounded)
	case before && !after:
		res, err := tx.NewUpdate().Model((*slotRow)(nil)).Set("booked = booked - 1").
			Where("store_id = ? AND starts_at = ? AND booked > 0", b.StoreID, b.Start).Exec(ctx)
		if err := sqldb.ExpectOne(res, err); err != nil {
			return fmt.Errorf("free a place at store %d: %w", b.StoreID, err)
		}
	}
	return nil
}

func bookingOf(ctx context.Context, tx *sqldb.Tx, orderID int64) (b domain.Booking, found bool, err error) {
	var row bookingRow
	err = tx.NewSelect().Model(&row).Where("order_id = ?", orderID).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.Booking{}, false, nil
	}
	if err != nil {
		return domain.Booking{}, false, fmt.Errorf("read booking of order %d: %w", orderID, err)
	}
	return domain.Booking{OrderID: row.OrderID, StoreID: row.StoreID, Start: row.StartsAt, State: domain.BookingState(row.State)}, true, nil
}

// sweepBatch is about how many rows one sweep deletes.
const sweepBatch = 500

// SweepSlots deletes slots, and then bookings, from before an instant, a bounded number of them, and returns how many. A
// slot goes before its bookings, so that no counter outlives what it counts.
func (s *Store) SweepSlots(ctx context.Context, before time.Time) (int64, error) {
	n, err := s.db.DeleteOldest(ctx, "slots", "starts_at", before, sweepBatch)
	if err != nil || n > 0 {
		return n, err //nolint:wrapcheck // it names the table
	}
	return s.db.DeleteOldest(ctx, "slot_bookings", "starts_at", before, sweepBatch) //nolint:wrapcheck // it names the table
}

// SlotCount is how many places of a slot its counter says are taken, and how many bookings take one.
type SlotCount struct {
	StoreID         int64
	Start           time.Time
	Counted, Booked int
}

// WalkSlots hands every slot to yield, by store and start, until it returns false.
func WalkSlots(ctx context.Context, db *sqldb.DB, yield func(SlotCount) bool) error {
	var after SlotCount
	for {
		var rows []slotRow
		err := db.Reader().NewSelect().Model(&rows).Where("store_id > ? OR (store_id = ? AND starts_at > ?)", after.StoreID, after.StoreID, after.Start).
			OrderExpr("store_id, starts_at").Limit(factsPage).Scan(ctx)
		if err != nil {
			return fmt.Errorf("walk slots: %w", err)
		}
		for _, r := range rows {
			n, err := db.Reader().NewSelect().Model((*bookingRow)(nil)).
				Where("store_id = ? AND starts_at = ? AND state IN (?, ?)", r.StoreID, r.StartsAt, int(domain.Held), int(domain.Kept)).Count(ctx)
			if err != nil {
				return fmt.Errorf("count bookings of store %d: %w", r.StoreID, err)
			}
			after = SlotCount{StoreID: r.StoreID, Start: r.StartsAt, Counted: r.Booked, Booked: int(n)}
			if !yield(after) {
				return nil
			}
		}
		if len(rows) < factsPage {
			return nil
		}
	}
}
