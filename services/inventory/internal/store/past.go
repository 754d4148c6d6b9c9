package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/domain"
)

// Past is the stock of one order of the past: a reservation whose moves are all that ever happened to it.
type Past struct {
	*domain.Reservation
	// At is when each move happened, by the move's index.
	At []time.Time
	// NewID names a row of the ledger by the moment of its move.
	NewID func(at time.Time) int64
}

// PastStock writes reservations of the past. It is not safe for concurrent use.
type PastStock struct {
	db    *sqldb.DB
	known map[place]bool // levels that have a row
}

// NewPastStock returns a writer into a migrated store.
func NewPastStock(db *sqldb.DB) *PastStock { return &PastStock{db: db, known: map[place]bool{}} }

// receivedBefore is how long before the first order of a batch its goods were received.
const receivedBefore = time.Hour

// Insert stores reservations with their ledger in one transaction. The goods that they took off the shelf, or hold, are
// received before the first of them, so that what stands there today is what stood there before, besides what is held.
func (p *PastStock) Insert(ctx context.Context, list []Past) error {
	rows := make([]reservationRow, len(list))
	var moves []ledgerRow
	levels := map[place]stockRow{}
	for i, r := range list {
		f := r.Facts()
		rows[i] = rowFromReservation(f)
		for j, m := range r.Moves() {
			moves = append(moves, ledgerRow{
				StoreID: f.StoreID, SkuID: m.SkuID, ID: r.NewID(r.At[j]), Kind: int(m.Kind), OnHandDelta: m.OnHand, ReservedDelta: m.Reserved,
				OrderID: f.OrderID, At: r.At[j],
			})
			at := place{f.StoreID, m.SkuID}
			l := levels[at]
			l.StoreID, l.SkuID, l.OnHand, l.Reserved = f.StoreID, m.SkuID, l.OnHand+m.OnHand, l.Reserved+m.Reserved
			levels[at] = l
		}
	}
	if len(list) == 0 {
		return nil
	}
	first, before := list[0], list[0].Facts().CreatedAt.Add(-receivedBefore)
	var changed []stockRow
	places := slices.SortedFunc(maps.Keys(levels), func(a, b place) int {
		return cmp.Or(cmp.Compare(a.storeID, b.storeID), cmp.Compare(a.skuID, b.skuID))
	})
	for _, at := range places {
		l := levels[at]
		if n := l.Reserved - l.OnHand; n > 0 {
			moves = append(moves, ledgerRow{
				StoreID: l.StoreID, SkuID: l.SkuID, ID: first.NewID(before), Kind: int(domain.KindReceive), OnHandDelta: n, At: before,
			})
			l.OnHand += n
		}
		if l.OnHand != 0 || l.Reserved != 0 || !p.known[at] {
			changed = append(changed, l)
			p.known[at] = true
		}
	}
	byKey := func(a, b ledgerRow) int {
		return cmp.Or(cmp.Compare(a.StoreID, b.StoreID), cmp.Compare(a.SkuID, b.SkuID), cmp.Compare(a.ID, b.ID))
	}
	slices.SortFunc(moves, byKey) // as the table lies
	err := p.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		if err := sqldb.InsertAll(ctx, tx, rows); err != nil {
			return err
		}
		if err := sqldb.InsertAll(ctx, tx, moves); err != nil {
			return err
		}
		return raise(ctx, tx, changed)
	})
	if err != nil {
		return fmt.Errorf("insert past reservations: %w", err)
	}
	return nil
}

// raise adds to levels, making those that are not there.
func raise(ctx context.Context, tx *sqldb.Tx, by []stockRow) error {
	for part := range slices.Chunk(by, levelsAtOnce) {
		_, err := sqldb.Upsert(tx.NewInsert().Model(&part), tx, "store_id, sku_id",
			"on_hand = stock.on_hand + EXCLUDED.on_hand", "reserved = stock.reserved + EXCLUDED.reserved").Exec(ctx)
		if err != nil {
			return fmt.Errorf("raise levels: %w", err)
		}
	}
	return nil
}

// levelsAtOnce bounds one statement.
const levelsAtOnce = 200
