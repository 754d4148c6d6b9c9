package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/domain"
)

// refused says that a move would promise more than is there, or take back more than was promised.
type refused struct{ storeID, skuID int64 }

// Error names the SKU.
func (e refused) Error() string {
	return fmt.Sprintf("the stock of SKU %d in store %d does not allow the move", e.skuID, e.storeID)
}

// reason is what the ledger says beside the numbers.
type reason struct {
	orderID int64
	// rows name the rows of the ledger, one for each move, where somebody keeps them; nil: they are named here.
	rows            []int64
	reference, note string
	actor           int64
	at              time.Time
}

// crossings are the levels after some moves that crossed something by them: zero, or their safety level.
type crossings struct{ zero, safety []domain.Level }

func (c *crossings) note(l domain.Level, m domain.Move) {
	if l.Crossed(m) {
		c.zero = append(c.zero, l)
	}
	if l.CrossedSafety() {
		c.safety = append(c.safety, l)
	}
}

// taking is some moves in one store: all are made, or none.
type taking struct {
	ctx     context.Context //nolint:containedctx // of whom it is for, which travels with what it publishes
	tx      *sqldb.Tx
	storeID int64
	moves   []domain.Move // of different SKUs
}

// move changes the levels of one store now. It writes the ledger and publishes which SKUs sold out or came back, and which became
// low or recovered. Where the levels do not allow a move it is refused, and nothing was changed.
func (s *Stock) move(ctx context.Context, tx *sqldb.Tx, storeID int64, moves []domain.Move, why reason) error {
	if len(moves) == 0 {
		return nil
	}
	if err := s.carryOut(ctx, tx.Tx, []taking{{ctx, tx, storeID, moves}}); err != nil {
		return err
	}
	s.record(tx, storeID, moves, why)
	return nil
}

// moveLater is move for what happens with every order: the moves of all transactions of a commit are made at its end. Where the
// levels do not allow some, Write returns refused.
func (s *Stock) moveLater(ctx context.Context, tx *sqldb.Tx, storeID int64, moves []domain.Move, why reason) {
	tx.Defer((*takings)(s), taking{ctx, tx, storeID, moves})
	s.record(tx, storeID, moves, why)
}

// takings keeps WriteBatch out of the Stock's own methods.
type takings Stock

// WriteBatch makes the moves of the transactions of a commit: items are taking, in the order in which they are served.
func (t *takings) WriteBatch(ctx context.Context, tx bun.Tx, items []any) error {
	list := make([]taking, len(items))
	for i, item := range items {
		list[i] = item.(taking) //nolint:forcetypeassert // nothing else is handed over
	}
	return (*Stock)(t).carryOut(ctx, tx, list)
}

// carryOut makes moves with one statement that reads the levels and one that writes them. The rows stay locked from the look at
// them to the commit, and the table itself refuses to promise more than is there. Where some are refused, nothing is written.
func (s *Stock) carryOut(ctx context.Context, tx bun.Tx, list []taking) error {
	levels, err := lockLevels(ctx, tx, list)
	if err != nil {
		return err
	}
	crossed := make([]crossings, len(list))
	var no sqldb.Refused
	for i, k := range list {
		if sku := k.take(levels, &crossed[i]); sku != 0 {
			no.Items, no.Cause = append(no.Items, i), refused{k.storeID, sku}
		}
	}
	if no.Items != nil {
		return no
	}
	if err := writeLevels(ctx, tx, levels); err != nil {
		return err
	}
	for i, k := range list {
		if err := s.tell(k.ctx, k.tx, k.storeID, crossed[i]); err != nil {
			return err
		}
	}
	return nil
}

// take carries the moves out on the levels, all or none, and notes what they cross. It returns the first SKU that does not
// allow its move, or 0.
func (k *taking) take(levels map[place]*domain.Level, crossed *crossings) (refusedSku int64) {
	for _, m := range k.moves {
		l := levels[place{k.storeID, m.SkuID}]
		if l == nil || l.Reserved+m.Reserved < 0 || l.OnHand+m.OnHand < l.Reserved+m.Reserved {
			return m.SkuID
		}
	}
	for _, m := range k.moves { // of different SKUs
		l := levels[place{k.storeID, m.SkuID}]
		l.OnHand, l.Reserved = l.OnHand+m.OnHand, l.Reserved+m.Reserved
		crossed.note(*l, m)
		if l.CrossedSafety() {
			l.Low = l.BelowSafety() // told once, though others of this commit follow
		}
	}
	return 0
}

// tell publishes which SKUs sold out or came back, and which became low or recovered.
func (s *Stock) tell(ctx context.Context, tx *sqldb.Tx, storeID int64, crossed crossings) error {
	for _, l := range crossed.zero {
		ev := &inventoryv1.AvailabilityChanged{StoreId: storeID, SkuId: l.SkuID, InStock: l.Available() > 0}
		if err := s.outbox.Append(ctx, tx, l.SkuID, ev); err != nil {
			return fmt.Errorf("publish availability of SKU %d: %w", l.SkuID, err)
		}
	}
	return s.tellSafety(ctx, tx, storeID, crossed.safety)
}

// record hands the ledger rows of some moves to the commit, and has the availabilities forgotten after it.
func (s *Stock) record(tx *sqldb.Tx, storeID int64, moves []domain.Move, why reason) {
	for i, m := range moves {
		var name int64
		if why.rows != nil {
			name = why.rows[i]
		} else {
			name = s.ids.NextFor(storeID)
		}
		sqldb.InsertLater(tx, ledgerRow{
			StoreID: storeID, SkuID: m.SkuID, ID: name, Kind: int(m.Kind), OnHandDelta: m.OnHand, ReservedDelta: m.Reserved,
			OrderID: why.orderID, Reference: why.reference, Note: why.note, Actor: why.actor, At: why.at,
		})
	}
	tx.AfterCommit(func() { s.free.forget(storeID, moves) })
}
