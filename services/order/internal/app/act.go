package app

import (
	"context"
	"fmt"

	"dajiu/services/order/internal/domain"
)

// Act carries out what a customer or a store does to an order within their scope. Repeating an act that took
// effect returns the order as it is; an act that the state forbids is ORDER_STATE_INVALID.
func (o *Orders) Act(ctx context.Context, scope Scope, orderID int64, act domain.Act, by domain.Actor, note string) (domain.Facts, error) {
	now := o.Clock.Now()
	f, err := o.Store.Update(ctx, scope, orderID, func(order *domain.Order) error {
		_, err := order.Do(act, by, note, now)
		return err
	})
	if err != nil {
		return domain.Facts{}, fmt.Errorf("order %d: %w", orderID, err)
	}
	return f, nil
}

// Ship records that an order's goods leave the store; see domain.Order.Leave.
func (o *Orders) Ship(ctx context.Context, orderID int64) error {
	now := o.Clock.Now()
	_, err := o.Store.Update(ctx, Scope{All: true}, orderID, func(order *domain.Order) error { return order.Leave(domain.Courier, now) })
	if err != nil {
		return fmt.Errorf("ship order %d: %w", orderID, err)
	}
	return nil
}

// PayableTrade returns a trade and its orders, for payment. found is false where there is no such trade.
func (o *Orders) PayableTrade(ctx context.Context, tradeID int64) (t Trade, orders []domain.Facts, found bool, err error) {
	t, found, err = o.Store.Trade(ctx, tradeID)
	if err != nil || !found {
		return Trade{}, nil, false, err
	}
	orders, err = o.ordersOf(ctx, t)
	return t, orders, err == nil, err
}
