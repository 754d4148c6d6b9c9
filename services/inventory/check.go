package inventory

import (
	"context"
	"iter"
	"strings"
	"time"

	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/domain"
	"dajiu/services/inventory/internal/store"
)

// StockFact is how much of a SKU stands in a store, beside what the ledger and the open reservations say of it. In a
// sound store OnHand equals LedgerOnHand, and Reserved equals both LedgerReserved and OpenReserved.
type StockFact struct {
	StoreID, SkuID               int64
	OnHand, Reserved             int64
	LedgerOnHand, LedgerReserved int64
	OpenReserved                 int64
	// Safety is the safety level, 0 where there is none. Low says that no more is available than that.
	Safety int64
	Low    bool
}

// ReservationState is where the stock of an order stands.
type ReservationState int

// The states of a reservation.
const (
	ReservationHeld      = ReservationState(domain.Held)
	ReservationConfirmed = ReservationState(domain.Confirmed)
	ReservationCommitted = ReservationState(domain.Committed)
	ReservationReturned  = ReservationState(domain.Returned)
	ReservationReleased  = ReservationState(domain.Released)
	ReservationExpired   = ReservationState(domain.Expired)
)

// String names the state as reports do.
func (s ReservationState) String() string { return strings.ToUpper(domain.State(s).String()) }

// ReservedLine is how many pieces of a SKU a reservation is for.
type ReservedLine struct{ SkuID, Quantity int64 }

// ReservationFact is the stock of one order, whatever became of it. Lines are sorted by SKU, each SKU once.
type ReservationFact struct {
	OrderID, StoreID int64
	State            ReservationState
	Lines            []ReservedLine
	// ExpiresAt is when a reservation that nobody confirmed ends.
	ExpiresAt time.Time
}

// Open reports whether stock is promised.
func (f *ReservationFact) Open() bool { return domain.State(f.State).Open() }

// Checker tells the facts of an inventory store for a check of the whole platform. It only reads.
type Checker struct{ facts *store.Facts }

// NewChecker returns a checker of a migrated inventory store.
func NewChecker(db *sqldb.DB) *Checker { return &Checker{facts: store.NewFacts(db)} }

// Stock streams every SKU of every store, by store and SKU, all as of one moment. Memory grows with the number of SKUs
// that are promised to anybody, never with the number of orders. After an error the stream ends.
func (c *Checker) Stock(ctx context.Context) iter.Seq2[StockFact, error] {
	return func(yield func(StockFact, error) bool) {
		err := c.facts.Stock(ctx, func(b store.Balance) bool { return yield(StockFact(b), nil) })
		if err != nil {
			yield(StockFact{}, err)
		}
	}
}

// Reservations streams every reservation by order id ascending, also those that hold nothing any more, a page in memory
// at a time. After an error the stream ends.
func (c *Checker) Reservations(ctx context.Context) iter.Seq2[ReservationFact, error] {
	return func(yield func(ReservationFact, error) bool) {
		err := c.facts.Reservations(ctx, func(f domain.Facts) bool {
			fact := ReservationFact{
				OrderID: f.OrderID, StoreID: f.StoreID, State: ReservationState(f.State), Lines: make([]ReservedLine, len(f.Lines)), ExpiresAt: f.ExpiresAt,
			}
			for i, l := range f.Lines {
				fact.Lines[i] = ReservedLine(l)
			}
			return yield(fact, nil)
		})
		if err != nil {
			yield(ReservationFact{}, err)
		}
	}
}

// CountFact is a counted line of a count sheet beside the row of the stock ledger that it names. In a sound store a line that
// is posted and differs names one row of kind COUNT with its difference, one that does not differ names none, and a sheet that
// is posted has no line that is not.
type CountFact struct {
	SheetID, StoreID, SkuID, MovementID int64
	Posted, SheetPosted                 bool
	Difference                          int64
	// LedgerRows is how many rows have the name: 0 or 1.
	LedgerRows, LedgerKind, LedgerDelta int64
}

// Sound says what is wrong with the line; empty where nothing is.
func (f *CountFact) Sound() string {
	switch {
	case f.SheetPosted && !f.Posted:
		return "its sheet is posted and it is not"
	case !f.Posted && f.MovementID != 0:
		return "it is not posted and names a movement"
	case f.Posted && f.Difference != 0 && (f.LedgerRows != 1 || f.LedgerKind != int64(domain.KindCount) || f.LedgerDelta != f.Difference):
		return "its difference is not a row of the ledger"
	case f.Posted && f.Difference == 0 && f.MovementID != 0:
		return "it does not differ and names a movement"
	}
	return ""
}

// Counted streams every counted line of every sheet, by sheet and SKU, as of one moment; a sheet's lines are in memory at a
// time. After an error the stream ends.
func (c *Checker) Counted(ctx context.Context) iter.Seq2[CountFact, error] {
	return func(yield func(CountFact, error) bool) {
		if err := c.facts.Counted(ctx, func(l store.CountedLine) bool { return yield(CountFact(l), nil) }); err != nil {
			yield(CountFact{}, err)
		}
	}
}

// SheetMoves is how many rows of a store's ledger say that they are the difference of a count sheet, and how many lines of its
// sheets name a row. In a sound store they are equal: no difference was posted twice.
type SheetMoves struct{ StoreID, Ledger, Lines int64 }

// SheetMoves streams the stores. After an error the stream ends.
func (c *Checker) SheetMoves(ctx context.Context) iter.Seq2[SheetMoves, error] {
	return func(yield func(SheetMoves, error) bool) {
		err := c.facts.SheetMoves(ctx, func(storeID, ledger, lines int64) bool { return yield(SheetMoves{storeID, ledger, lines}, nil) })
		if err != nil {
			yield(SheetMoves{}, err)
		}
	}
}
