package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"dajiu/platform/sqldb"
	"dajiu/services/analytics/internal/domain"
)

type knownRow struct {
	bun.BaseModel `bun:"table:known_orders"`

	OrderID    int64 `bun:"order_id,pk"`
	UserID     int64 `bun:"user_id"`
	StoreID    int64 `bun:"store_id"`
	Pay        int   `bun:"pay_method"`
	Fulfilment int   `bun:"fulfilment"`
	Payable    int64 `bun:"payable"`
	Pieces     int64 `bun:"pieces"`
	Confirmed  int64 `bun:"confirmed"`
	Accepted   int64 `bun:"accepted"`
	Packed     int64 `bun:"packed"`
	Delivered  int64 `bun:"delivered"`
	Cancelled  int64 `bun:"cancelled"`
	HandedOver int64 `bun:"handed_over"`
	Refusal    int64 `bun:"refusal"`
	Refunded   int64 `bun:"refunded"`
	Collected  int64 `bun:"collected"`
	CourierID  int64 `bun:"courier_id"`
	State      int   `bun:"state"`
	Version    int64 `bun:"version"`
}

func knownFromRow(r *knownRow) *domain.Known {
	return &domain.Known{
		OrderID: r.OrderID, UserID: r.UserID, StoreID: r.StoreID, Pay: r.Pay, Fulfilment: r.Fulfilment, Payable: r.Payable, Pieces: r.Pieces,
		Confirmed: r.Confirmed, Accepted: r.Accepted, Packed: r.Packed, Delivered: r.Delivered, Cancelled: r.Cancelled, HandedOver: r.HandedOver,
		Refusal: r.Refusal, Refunded: r.Refunded, Collected: r.Collected, CourierID: r.CourierID, State: domain.State(r.State), Version: r.Version,
	}
}

//nolint:gochecknoglobals // constants that Go cannot declare as such
var (
	knownRows = &table{name: "known_orders", keys: []string{"order_id"}, rest: []string{
		"user_id", "store_id", "pay_method", "fulfilment", "payable", "pieces", "confirmed", "accepted", "packed", "delivered", "cancelled", "handed_over",
		"refusal", "refunded", "collected", "courier_id", "state", "version",
	}}
	buyerRows = &table{name: "buyers", keys: []string{"user_id"}, rest: []string{"order_id", "at_ms", "store_id", "pay_method", "fulfilment"}}
)

func knownArgs(args []any, k *domain.Known) []any {
	return append(args, k.OrderID, k.UserID, k.StoreID, int64(k.Pay), int64(k.Fulfilment), k.Payable, k.Pieces, k.Confirmed, k.Accepted, k.Packed, k.Delivered,
		k.Cancelled, k.HandedOver, k.Refusal, k.Refunded, k.Collected, k.CourierID, int64(k.State), k.Version)
}

type buyerRow struct {
	bun.BaseModel `bun:"table:buyers"`

	UserID     int64 `bun:"user_id,pk"`
	OrderID    int64 `bun:"order_id"`
	AtMS       int64 `bun:"at_ms"`
	StoreID    int64 `bun:"store_id"`
	Pay        int   `bun:"pay_method"`
	Fulfilment int   `bun:"fulfilment"`
}

// Project takes in what an event tells of an order, with the transaction that remembers the event. All that share a commit are
// read, added up and written together.
func (s *Store) Project(tx *sqldb.Tx, t domain.Told) { tx.Defer((*projector)(s), t) }

// projector keeps WriteBatch out of the Store's own methods.
type projector Store

// WriteBatch takes in what the events of one commit tell.
func (p *projector) WriteBatch(ctx context.Context, tx bun.Tx, items []any) error {
	told := make([]domain.Told, len(items))
	for i, item := range items {
		t, ok := item.(domain.Told)
		if !ok {
			return errors.New("analytics: a stranger among the events")
		}
		told[i] = t
	}
	return (*Store)(p).TakeIn(ctx, tx, told)
}

// TakeIn takes in what some events tell: for a batch of one commit, and for a past.
func (s *Store) TakeIn(ctx context.Context, tx bun.IDB, told []domain.Told) error {
	known, err := readKnown(ctx, tx, told)
	if err != nil {
		return err
	}
	sums := newRollup(s.clock.Now())
	var confirmed []*domain.Known
	for _, t := range told {
		k := known[t.OrderID]
		first := k.Confirmed == 0
		sums.add(k.Hear(t))
		if first && k.Confirmed != 0 {
			confirmed = append(confirmed, k)
		}
	}
	var args []any
	for _, id := range sorted(known, cmp.Compare[int64]) {
		args = knownArgs(args, known[id])
	}
	if err := knownRows.put(ctx, tx, args); err != nil {
		return err
	}
	if err := meet(ctx, tx, sums, confirmed); err != nil {
		return err
	}
	return sums.write(ctx, tx)
}

// idsAtOnce bounds a list of ids in a statement.
const idsAtOnce = 1000

func readKnown(ctx context.Context, tx bun.IDB, told []domain.Told) (map[int64]*domain.Known, error) {
	known := make(map[int64]*domain.Known, len(told))
	ids := make([]int64, 0, len(told))
	for _, t := range told {
		if known[t.OrderID] == nil {
			known[t.OrderID] = &domain.Known{OrderID: t.OrderID}
			ids = append(ids, t.OrderID)
		}
	}
	for some := range slices.Chunk(ids, idsAtOnce) {
		rows, err := sqldb.Find[knownRow](ctx, tx, "WHERE order_id IN ("+in(some)+")"+sqldb.ForUpdate(tx))
		if err != nil {
			return nil, fmt.Errorf("known orders: %w", err)
		}
		for i := range rows {
			known[rows[i].OrderID] = knownFromRow(&rows[i])
		}
	}
	return known, nil
}

// meet counts who bought for the first time. A first order that turns out not to be the first is counted no more.
func meet(ctx context.Context, tx bun.IDB, sums *rollup, confirmed []*domain.Known) error {
	buyers := map[int64]*domain.Buyer{}
	var ids []int64
	for _, k := range confirmed {
		if buyers[k.UserID] == nil {
			buyers[k.UserID] = &domain.Buyer{UserID: k.UserID}
			ids = append(ids, k.UserID)
		}
	}
	for some := range slices.Chunk(ids, idsAtOnce) {
		rows, err := sqldb.Find[buyerRow](ctx, tx, "WHERE user_id IN ("+in(some)+")"+sqldb.ForUpdate(tx))
		if err != nil {
			return fmt.Errorf("buyers: %w", err)
		}
		for _, r := range rows {
			*buyers[r.UserID] = domain.Buyer{UserID: r.UserID, OrderID: r.OrderID, At: r.AtMS, Slot: domain.Slot{StoreID: r.StoreID, Pay: r.Pay, Fulfilment: r.Fulfilment}}
		}
	}
	changed := map[int64]bool{}
	for _, k := range confirmed {
		b := buyers[k.UserID]
		isNew := b.OrderID == 0
		gone, come := b.Hear(k)
		if gone != nil {
			sums.entry(gone.Slot, domain.Entry{At: gone.At, Column: domain.NewCustomers, Value: -1})
		}
		if come != nil {
			sums.entry(come.Slot, domain.Entry{At: come.At, Column: domain.NewCustomers, Value: 1})
			changed[k.UserID] = changed[k.UserID] || isNew
		}
	}
	return writeBuyers(ctx, tx, buyers, changed)
}

// writeBuyers stores buyers, and whether each is new. One that a neighbour stores at the same moment is a conflict: the batch is
// run again, and finds them.
func writeBuyers(ctx context.Context, tx bun.IDB, buyers map[int64]*domain.Buyer, changed map[int64]bool) error {
	var fresh []buyerRow
	var args []any
	for _, id := range sorted(changed, cmp.Compare[int64]) {
		b := buyers[id]
		if changed[id] {
			fresh = append(fresh, buyerRow{UserID: b.UserID, OrderID: b.OrderID, AtMS: b.At, StoreID: b.Slot.StoreID, Pay: b.Slot.Pay, Fulfilment: b.Slot.Fulfilment})
			continue
		}
		args = append(args, b.UserID, b.OrderID, b.At, b.Slot.StoreID, int64(b.Slot.Pay), int64(b.Slot.Fulfilment))
	}
	if err := sqldb.InsertAll(ctx, tx, fresh); err != nil {
		if sqldb.IsDuplicate(err) {
			return sqldb.ErrConflict
		}
		return fmt.Errorf("buyers: %w", err)
	}
	return buyerRows.put(ctx, tx, args)
}
