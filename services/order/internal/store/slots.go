package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
)

// slotsPerMethod separates the slots of one way to pay from those of the next.
const slotsPerMethod = 1000

// slotRow is what an order in its slot is read for.
type slotRow struct {
	bun.BaseModel `bun:"table:orders"`

	OpenSlot int `bun:"open_slot"`
}

// freeSlots gives each order that counts as open a slot that none of the customer's others has; 0 to one that does not
// count. How many slots there are bounds the orders by which a customer can hold a shop's stock without having paid,
// and a unique key keeps two processes from giving the same one away.
func (s *Orders) freeSlots(ctx context.Context, tx *sqldb.Tx, t app.Trade, orders []*domain.Order) ([]int, error) {
	first := int(t.PayMethod) * slotsPerMethod
	taken, err := sqldb.Find[slotRow](ctx, tx, "WHERE user_id = ? AND open_slot >= ? AND open_slot < ?", t.UserID, first, first+slotsPerMethod)
	if err != nil {
		return nil, fmt.Errorf("read open orders of %d: %w", t.UserID, err)
	}
	slots := make([]int, len(orders))
	open, next := len(taken), first
	for i, o := range orders {
		if !o.Facts().CountsAsOpen() {
			continue
		}
		if open++; int64(open) > domain.MaxOpen(t.PayMethod) {
			return nil, errs.Newf(codes.FailedPrecondition, "ORDER_TOO_MANY_OPEN", "pay for or cancel one of your %d open orders first", len(taken))
		}
		for slices.Contains(taken, slotRow{OpenSlot: next}) {
			next++
		}
		slots[i] = next
		next++
	}
	return slots, nil
}
