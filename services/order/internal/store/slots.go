package store

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/order/internal/domain"
)

// slotsPerMethod separates the slots of one way to pay from those of the next.
const slotsPerMethod = 1000

// slotRow is what an order in its slot is read for.
type slotRow struct {
	bun.BaseModel `bun:"table:orders"`

	UserID   int64 `bun:"user_id"`
	OpenSlot int   `bun:"open_slot"`
}

// newOrders are the rows of one trade's orders, and which of them count as open.
type newOrders struct {
	method domain.PayMethod
	rows   []orderRow
	open   []bool
}

// placement stores the orders of the trades that share a commit. It gives each order that counts as open a slot that none of the
// customer's others has; none to one that does not count. How many slots there are bounds the orders by which a customer can
// hold a shop's stock without having paid, and a unique key keeps two processes from giving the same one away.
type placement struct{}

// WriteBatch inserts the orders: items are newOrders. Trades with more open orders than allowed are refused.
func (placement) WriteBatch(ctx context.Context, tx bun.Tx, items []any) error {
	trades := make([]newOrders, len(items))
	for i, item := range items {
		trades[i] = item.(newOrders) //nolint:forcetypeassert // nothing else is handed over
	}
	taken, err := takenSlots(ctx, tx, trades)
	if err != nil {
		return err
	}
	var rows []orderRow
	var no sqldb.Refused
	for i, t := range trades {
		if err := t.take(taken); err != nil {
			no.Items, no.Cause = append(no.Items, i), err
			continue
		}
		rows = append(rows, t.rows...)
	}
	if no.Items != nil {
		return no
	}
	err = sqldb.InsertAll(ctx, tx, rows)
	if sqldb.IsDuplicate(err) { // another process, or another committer, gave the slot away since it was seen free
		return fmt.Errorf("insert orders: %w", sqldb.ErrConflict)
	}
	return err //nolint:wrapcheck // it names the table
}

// takenSlots reads which slots the customers' open orders have.
func takenSlots(ctx context.Context, tx bun.Tx, trades []newOrders) (map[int64][]int, error) {
	taken := make(map[int64][]int, len(trades))
	for _, t := range trades {
		taken[t.rows[0].UserID] = nil
	}
	marks, args := sqldb.List(slices.Sorted(maps.Keys(taken)))
	rows, err := sqldb.Find[slotRow](ctx, tx, "WHERE user_id IN ("+marks+") AND open_slot > 0", args...)
	if err != nil {
		return nil, fmt.Errorf("read open orders: %w", err)
	}
	for _, r := range rows {
		taken[r.UserID] = append(taken[r.UserID], r.OpenSlot)
	}
	return taken, nil
}

// take gives the orders their slots, all or none.
func (t newOrders) take(taken map[int64][]int) error {
	user, next := t.rows[0].UserID, int(t.method)*slotsPerMethod
	held, open := 0, 0
	for _, slot := range taken[user] {
		if slot/slotsPerMethod == int(t.method) {
			held++
		}
	}
	for _, counts := range t.open {
		if counts {
			open++
		}
	}
	if open > 0 && int64(held+open) > domain.MaxOpen(t.method) {
		return errs.Newf(codes.FailedPrecondition, "ORDER_TOO_MANY_OPEN", "pay for or cancel one of your %d open orders first", held)
	}
	for i := range t.rows {
		if !t.open[i] {
			continue
		}
		for slices.Contains(taken[user], next) {
			next++
		}
		t.rows[i].OpenSlot = next
		taken[user] = append(taken[user], next)
	}
	return nil
}
