// Package store keeps stock, reservations and the stock ledger in SQL.
//
// It guarantees that a level changes only while its row is locked and never to a promise of more than is there, which the table
// refuses too, that the row of a reservation, the levels it moves, the ledger and the events commit together or not at all, and
// that a reservation is written only over the version that was read.
//
// It holds no rule beyond that: what an act moves is decided by the domain's table. Start with reserve.go, the hot path, then
// moves.go, the one place where levels change.
package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/uptrace/bun"

	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/domain"
)

// Publisher appends events to the outbox of the transaction; AppendAt does so for a later time.
type Publisher interface {
	Append(ctx context.Context, tx *sqldb.Tx, key int64, m proto.Message) error
	AppendAt(ctx context.Context, tx *sqldb.Tx, key int64, due time.Time, m proto.Message) error
}

// Stock is the SQL store of levels, reservations and the ledger.
type Stock struct {
	db     *sqldb.DB
	outbox Publisher
	ids    *id.Generator
	clock  clock.Clock
	free   *availability
}

// Cache bounds what is remembered of availabilities.
type Cache struct {
	// Size is how many SKUs of stores.
	Size int
	// Fresh is how long an availability that another process may have changed is still told.
	Fresh time.Duration
}

// New returns a store over a migrated database.
func New(db *sqldb.DB, outbox Publisher, ids *id.Generator, clk clock.Clock, cache Cache) (*Stock, error) {
	free, err := newAvailability(db, cache)
	if err != nil {
		return nil, fmt.Errorf("inventory: cache: %w", err)
	}
	return &Stock{db: db, outbox: outbox, ids: ids, clock: clk, free: free}, nil
}

// load reads a reservation; found is false where there is none.
func (s *Stock) load(ctx context.Context, tx bun.IDB, orderID int64) (r *domain.Reservation, found bool, err error) {
	row, err := sqldb.FindOne[reservationRow](ctx, tx, "WHERE order_id = ?", orderID)
	if sqldb.IsNotFound(err) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("read reservation of order %d: %w", orderID, err)
	}
	return domain.Rehydrate(reservationFromRow(&row)), true, nil
}

// bury stores the mark that refuses a reserve which comes after its release.
func (s *Stock) bury(ctx context.Context, tx *sqldb.Tx, orderID int64) error {
	err := sqldb.InsertAll(ctx, tx, []reservationRow{rowFromReservation(domain.Tombstone(orderID, s.clock.Now()).Facts())})
	if sqldb.IsDuplicate(err) {
		return sqldb.ErrConflict // the reserve arrived this very moment: look again
	}
	return err //nolint:wrapcheck // it names the table
}

// do carries an act out on a reservation that was loaded in this transaction, and moves the stock it moves.
func (s *Stock) do(ctx context.Context, tx *sqldb.Tx, r *domain.Reservation, act domain.Act) error {
	before := r.Facts()
	if err := r.Do(act, s.clock.Now()); err != nil {
		return err
	}
	after := r.Facts()
	res, err := sqldb.Exec(ctx, tx, "UPDATE reservations SET state = ?, updated_at = ?, version = ? WHERE order_id = ? AND version = ?",
		int(after.State), after.UpdatedAt, after.Version, after.OrderID, before.Version)
	if err := sqldb.ExpectOne(res, err); err != nil {
		return fmt.Errorf("update reservation of order %d: %w", after.OrderID, err)
	}
	cause := reason{orderID: after.OrderID, at: after.UpdatedAt}
	err = s.move(ctx, tx, after.StoreID, r.Moves(), cause)
	var no refused
	if errors.As(err, &no) && before.State == domain.Expired {
		return sqldb.ErrConflict // somebody took the stock after it was looked at: look again
	}
	if err != nil {
		return fmt.Errorf("order %d %s: %w", after.OrderID, act, err)
	}
	return nil
}
