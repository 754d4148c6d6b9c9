package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"dajiu/services/order/internal/domain"
)

// OpenCount is how many orders of a store are under way.
type OpenCount struct {
	StoreID int64
	// Open ones are confirmed and not over; of these, Waiting ones are not accepted yet.
	Open, Waiting int32
}

// CountOpen counts the orders of some stores that are under way, by store; stores without any are left out. It reads of the index
// by store and state only what is counted, which an hour of business bounds.
func (s *Orders) CountOpen(ctx context.Context, stores []int64) ([]OpenCount, error) {
	if len(stores) == 0 {
		return nil, nil
	}
	query, args := openQuery(stores)
	rows, err := s.db.Reader().QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("count open orders: %w", err)
	}
	defer func() { _ = rows.Close() }() // its error is that of rows.Err below
	var counts []OpenCount
	for rows.Next() {
		var store int64
		var state domain.State
		var n int32
		if err := rows.Scan(&store, &state, &n); err != nil {
			return nil, fmt.Errorf("count open orders: %w", err)
		}
		if len(counts) == 0 || counts[len(counts)-1].StoreID != store {
			counts = append(counts, OpenCount{StoreID: store})
		}
		c := &counts[len(counts)-1]
		if c.Open += n; state == domain.Confirmed {
			c.Waiting += n
		}
	}
	return counts, rows.Err()
}

// openQuery is the statement of [Orders.CountOpen].
func openQuery(stores []int64) (query string, args []any) {
	open := []int{int(domain.Confirmed), int(domain.Accepted), int(domain.Picking), int(domain.Ready), int(domain.Shipped), int(domain.Returning)}
	return "SELECT store_id, state, COUNT(*) FROM orders WHERE store_id IN ? AND state IN ? GROUP BY store_id, state ORDER BY store_id, state",
		[]any{bun.Tuple(stores), bun.Tuple(open)}
}
