package analytics

import (
	"context"
	"fmt"
	"iter"

	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/services/analytics/internal/domain"
	"dajiu/services/analytics/internal/store"
)

// OrderFact is what the figures know of an order. Amounts in fen.
type OrderFact struct {
	OrderID, StoreID                int64
	Payable, Refunded               money.Fen
	Pieces                          int64
	Confirmed, Delivered, Cancelled bool
}

// StoreFact compares a store's daily figures, all days together, with what is known of its orders, column by column. In a sound
// store they are the same, and what goods sold is what orders had.
type StoreFact struct {
	StoreID int64
	// Wrong names what differs, with both numbers; empty where all is well.
	Wrong []string
}

// Checker tells the facts of an analytics store for a check of the whole platform. It only reads.
type Checker struct{ rows *store.Store }

// NewChecker returns a checker of a migrated analytics store.
func NewChecker(db *sqldb.DB) *Checker { return &Checker{rows: store.New(db, nil, nil)} }

// Orders streams every order that events told of, by id ascending, a page in memory at a time. After an error the stream ends.
func (c *Checker) Orders(ctx context.Context) iter.Seq2[OrderFact, error] {
	return func(yield func(OrderFact, error) bool) {
		err := c.rows.WalkKnown(ctx, func(k *domain.Known) bool {
			return yield(OrderFact{
				OrderID: k.OrderID, StoreID: k.StoreID, Payable: money.Fen(k.Payable), Refunded: money.Fen(k.Refunded), Pieces: k.Pieces,
				Confirmed: k.Confirmed != 0, Delivered: k.Delivered != 0, Cancelled: k.Cancelled != 0,
			}, nil)
		})
		if err != nil {
			yield(OrderFact{}, err)
		}
	}
}

// Stores compares the roll-ups of every store with its orders.
func (c *Checker) Stores(ctx context.Context) ([]StoreFact, error) {
	known := map[int64]*domain.Figures{}
	at := func(id int64) *domain.Figures {
		if known[id] == nil {
			known[id] = &domain.Figures{}
		}
		return known[id]
	}
	err := c.rows.WalkKnown(ctx, func(k *domain.Known) bool {
		if k.StoreID != 0 {
			k.SumInto(at(k.StoreID))
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	if err := c.rows.WalkBuyers(ctx, func(storeID, n int64) { at(storeID)[domain.NewCustomers] += n }); err != nil {
		return nil, err
	}
	kept, err := c.rows.FiguresByStore(ctx)
	if err != nil {
		return nil, err
	}
	sold, err := c.rows.PiecesByStore(ctx)
	if err != nil {
		return nil, err
	}
	for id := range kept {
		at(id)
	}
	var facts []StoreFact
	for id, should := range known {
		fact := StoreFact{StoreID: id}
		is := kept[id]
		for i, name := range domain.ColumnNames() {
			if is[i] != should[i] {
				fact.Wrong = append(fact.Wrong, fmt.Sprintf("%s is %d, its orders say %d", name, is[i], should[i]))
			}
		}
		if sold[id] != should[domain.Pieces] {
			fact.Wrong = append(fact.Wrong, fmt.Sprintf("goods sold %d pieces, its orders had %d", sold[id], should[domain.Pieces]))
		}
		facts = append(facts, fact)
	}
	return facts, nil
}
