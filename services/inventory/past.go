package inventory

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/domain"
	"dajiu/services/inventory/internal/store"
)

// PastReservation is the stock of one order that was placed before this installation knew of it. It began as held.
type PastReservation struct {
	OrderID, StoreID int64
	Lines            []ReservedLine
	At, ExpiresAt    time.Time
	Steps            []PastStep
	// NewID names a row of the ledger by the moment of its move; no two calls return the same.
	NewID func(at time.Time) int64
}

// PastStep is a state that a reservation came to.
type PastStep struct {
	State ReservationState
	At    time.Time
}

// Past writes reservations of the past into an inventory store, of an installation that does not run. It is not safe
// for concurrent use.
type Past struct{ rows *store.PastStock }

// NewPast returns a writer into a migrated inventory store.
func NewPast(db *sqldb.DB) *Past { return &Past{rows: store.NewPastStock(db)} }

// Write stores reservations in one transaction, with the ledger of all they moved; what they took is received before the
// first of them, so that the shelves are as full as before. Every reservation goes the way that the domain allows, or none is
// stored: INVENTORY_RESERVATION_STATE_INVALID names one that does not. Nobody is told of anything.
func (p *Past) Write(ctx context.Context, list []PastReservation) error {
	rows := make([]store.Past, len(list))
	for i := range list {
		past, err := list[i].replay()
		if err != nil {
			return fmt.Errorf("past stock of order %d: %w", list[i].OrderID, err)
		}
		rows[i] = past
	}
	return p.rows.Insert(ctx, rows)
}

// leading are the acts that lead to each state.
//
//nolint:gochecknoglobals // a constant table
var leading = map[ReservationState]domain.Act{
	ReservationConfirmed: domain.Confirm, ReservationCommitted: domain.Commit, ReservationReturned: domain.Restock,
	ReservationReleased: domain.Release, ReservationExpired: domain.Expire,
}

// replay lets a reservation live once more.
func (p *PastReservation) replay() (store.Past, error) {
	wanted := make([]domain.Line, len(p.Lines))
	for i, l := range p.Lines {
		wanted[i] = domain.Line(l)
	}
	lines, err := domain.NewLines(wanted)
	if err != nil {
		return store.Past{}, err
	}
	r, err := domain.Reserve(p.OrderID, p.StoreID, lines, p.ExpiresAt, p.At)
	if err != nil {
		return store.Past{}, err
	}
	past := store.Past{Reservation: r, NewID: p.NewID}
	at := p.At
	for i := 0; ; i++ {
		for range len(r.Moves()) - len(past.At) {
			past.At = append(past.At, at)
		}
		if i == len(p.Steps) {
			return past, nil
		}
		act, known := leading[p.Steps[i].State]
		if !known {
			return store.Past{}, errs.Newf(codes.InvalidArgument, "INVENTORY_RESERVATION_STATE_INVALID", "no step leads to %s", p.Steps[i].State)
		}
		at = p.Steps[i].At
		if err := r.Do(act, at); err != nil {
			return store.Past{}, err
		}
	}
}
