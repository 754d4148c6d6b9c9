package inventory

import (
	"context"
	"iter"

	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/store"
)

// StockFact is how much of a SKU stands in a store, beside what the ledger and the open reservations say of it. In a
// sound store OnHand equals LedgerOnHand, and Reserved equals both LedgerReserved and OpenReserved.
type StockFact struct {
	StoreID, SkuID               int64
	OnHand, Reserved             int64
	LedgerOnHand, LedgerReserved int64
	OpenReserved                 int64
}

// ReservedLine is how many pieces of a SKU are promised.
type ReservedLine struct{ SkuID, Quantity int64 }

// ReservationFact is a reservation that holds stock. State is HELD or CONFIRMED.
type ReservationFact struct {
	OrderID, StoreID int64
	State            string
	Lines            []ReservedLine
}

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

// OpenReservations streams the reservations that hold stock, by order id ascending, a page in memory at a time. After
// an error the stream ends.
func (c *Checker) OpenReservations(ctx context.Context) iter.Seq2[ReservationFact, error] {
	return func(yield func(ReservationFact, error) bool) {
		err := c.facts.OpenReservations(ctx, func(r store.OpenReservation) bool {
			fact := ReservationFact{OrderID: r.OrderID, StoreID: r.StoreID, State: r.State, Lines: make([]ReservedLine, len(r.Lines))}
			for i, l := range r.Lines {
				fact.Lines[i] = ReservedLine(l)
			}
			return yield(fact, nil)
		})
		if err != nil {
			yield(ReservationFact{}, err)
		}
	}
}
