package store

import (
	"context"
	"fmt"

	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/money"
	"dajiu/services/order/internal/domain"
)

// mostOfADay bounds what is read for one store's day: a hundred times a busy one.
const mostOfADay = 50_000

// Figures counts a store's orders of one day. It reads that day's orders, by their ids, which tell the time.
func (s *Orders) Figures(ctx context.Context, storeID int64, day clock.Day) (f domain.Figures, err error) {
	rows, err := s.db.Reader().QueryContext(ctx,
		"SELECT id, state, pay_state, pay_method, payable FROM orders WHERE store_id = ? AND id >= ? AND id < ? ORDER BY id LIMIT ?",
		storeID, id.From(day.Begin()), id.From(day.End()), mostOfADay)
	if err != nil {
		return f, fmt.Errorf("read a day of store %d: %w", storeID, err)
	}
	defer func() { _ = rows.Close() }() // its error is that of rows.Err below
	for rows.Next() {
		var order, payable int64
		var b domain.Brief
		if err := rows.Scan(&order, &b.State, &b.PayState, &b.PayMethod, &payable); err != nil {
			return f, fmt.Errorf("read a day of store %d: %w", storeID, err)
		}
		b.Payable, b.PlacedAt = money.Fen(payable), id.Time(order)
		f.Add(b)
	}
	return f, rows.Err()
}
