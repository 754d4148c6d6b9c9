package domain

import (
	"slices"
	"strconv"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// MaxQuantity is how many pieces of one SKU an order may have.
const MaxQuantity = 9999

// MaxLines is how many different SKUs an order may have.
const MaxLines = 200

// Line is how many pieces of a SKU an order gets.
type Line struct {
	SkuID    int64
	Quantity int64
}

// NewLines returns lines in their one form: sorted by SKU, each SKU once. Sorting also keeps two orders with the same
// SKUs from waiting for each other. A SKU or quantity out of bounds is INVALID_ARGUMENT or INVENTORY_QUANTITY_INVALID.
func NewLines(lines []Line) ([]Line, error) {
	if len(lines) == 0 || len(lines) > MaxLines {
		return nil, errs.Invalid("lines", "must be 1 to 200")
	}
	sorted := slices.Clone(lines)
	slices.SortStableFunc(sorted, func(a, b Line) int {
		switch {
		case a.SkuID < b.SkuID:
			return -1
		case a.SkuID > b.SkuID:
			return 1
		}
		return 0
	})
	merged := sorted[:0]
	for _, l := range sorted {
		if l.SkuID <= 0 || l.Quantity <= 0 || l.Quantity > MaxQuantity {
			return nil, errs.Invalid("lines", "SKU "+strconv.FormatInt(l.SkuID, 10)+": the quantity must be 1 to 9999")
		}
		if n := len(merged); n > 0 && merged[n-1].SkuID == l.SkuID {
			if merged[n-1].Quantity += l.Quantity; merged[n-1].Quantity > MaxQuantity {
				return nil, quantityInvalid(l.SkuID, "数量过大")
			}
			continue
		}
		merged = append(merged, l)
	}
	return merged, nil
}

// Facts is everything a reservation is: how the store keeps it. Changing one changes nothing; only a
// Reservation's methods do.
type Facts struct {
	OrderID, StoreID     int64
	State                State
	Lines                []Line
	ExpiresAt            time.Time
	CreatedAt, UpdatedAt time.Time
	Version              int64
}

// Reservation is the promise of stock to one order.
type Reservation struct {
	facts Facts
	moves []Move
}

// Reserve makes a new promise of lines that [NewLines] made. It records the stock it takes.
func Reserve(orderID, storeID int64, lines []Line, expires, now time.Time) (*Reservation, error) {
	if orderID <= 0 || storeID <= 0 || len(lines) == 0 {
		return nil, errs.Invalid("orderId", "an order, its store and its lines are needed")
	}
	if expires.IsZero() {
		return nil, errs.Invalid("expireTime", "is needed")
	}
	r := &Reservation{facts: Facts{
		OrderID: orderID, StoreID: storeID, State: Held, Lines: lines, ExpiresAt: expires, CreatedAt: now, UpdatedAt: now, Version: 1,
	}}
	r.record(KindReserve, 0, 1)
	return r, nil
}

// Tombstone is the mark of a release that came before its reserve: it refuses the reserve when that comes.
func Tombstone(orderID int64, now time.Time) *Reservation {
	return &Reservation{facts: Facts{OrderID: orderID, State: Released, CreatedAt: now, UpdatedAt: now, ExpiresAt: now, Version: 1}}
}

// Rehydrate makes a reservation of what was stored. Only the store may call it.
func Rehydrate(f Facts) *Reservation { return &Reservation{facts: f} }

// Facts returns what the reservation is now.
func (r *Reservation) Facts() Facts { return r.facts }

// Moves returns the stock that was moved since the reservation was made or rehydrated, a move per line.
func (r *Reservation) Moves() []Move { return r.moves }

// Do carries an act out along the table and records the stock that moves: what the new state holds less what the old
// one held. An act that the state forbids is INVENTORY_RESERVATION_STATE_INVALID.
func (r *Reservation) Do(a Act, at time.Time) error {
	next, err := r.facts.State.Next(a)
	if err != nil {
		return err
	}
	oldHand, oldReserved := r.facts.State.holds()
	newHand, newReserved := next.holds()
	kind := a.kind()
	if a == Restock && oldHand == 0 {
		kind = KindRelease // the goods are back before it was heard that they left: only the promise ends
	}
	r.record(kind, newHand-oldHand, newReserved-oldReserved)
	r.facts.State, r.facts.UpdatedAt = next, at
	r.facts.Version++
	return nil
}

// Due reports whether the reservation waits for a confirmation that did not come in time.
func (r *Reservation) Due(now time.Time) bool {
	return r.facts.State == Held && !now.Before(r.facts.ExpiresAt)
}

// SameAs tells a repeated reserve from another one for the same order: nil where this reservation stands for the same
// lines, INVENTORY_RESERVATION_RELEASED where it stands no longer, INVENTORY_RESERVATION_DIFFERS where the lines differ.
func (r *Reservation) SameAs(storeID int64, lines []Line) error {
	switch r.facts.State {
	case Released, Expired, Returned:
		return errs.Newf(codes.FailedPrecondition, "INVENTORY_RESERVATION_RELEASED", "the stock of order %d was released", r.facts.OrderID)
	case Held, Confirmed, Committed:
	}
	if r.facts.StoreID != storeID || !slices.Equal(r.facts.Lines, lines) {
		return errs.Newf(codes.FailedPrecondition, "INVENTORY_RESERVATION_DIFFERS", "order %d asked for other lines before", r.facts.OrderID)
	}
	return nil
}

func (r *Reservation) record(kind Kind, onHand, reserved int64) {
	if onHand == 0 && reserved == 0 {
		return
	}
	for _, l := range r.facts.Lines {
		r.moves = append(r.moves, Move{SkuID: l.SkuID, Kind: kind, OnHand: onHand * l.Quantity, Reserved: reserved * l.Quantity})
	}
}
