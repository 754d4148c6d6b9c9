package store

import (
	"context"
	"fmt"

	"dajiu/platform/id"
	"dajiu/platform/money"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
)

// Briefs returns the latest of a customer's orders, newest first, at most limit of them.
func (s *Orders) Briefs(ctx context.Context, userID int64, limit int) ([]app.Brief, error) {
	var rows []struct {
		ID, StoreID       int64
		State             int
		Payable, Refunded int64
	}
	err := s.db.Reader().NewRaw("SELECT id, store_id, state, payable, refunded FROM orders WHERE user_id = ? ORDER BY id DESC LIMIT ?", userID, limit).Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("read orders of user %d: %w", userID, err)
	}
	list := make([]app.Brief, len(rows))
	for i, r := range rows {
		list[i] = app.Brief{
			StoreID: r.StoreID, State: domain.State(r.State), Payable: money.Fen(r.Payable), Refunded: money.Fen(r.Refunded), PlacedAt: id.Time(r.ID),
		}
	}
	return list, nil
}
