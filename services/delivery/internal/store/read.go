package store

import (
	"context"
	"fmt"

	"dajiu/platform/sqldb"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
)

// Delivery returns one delivery within a scope, or DELIVERY_NOT_FOUND.
func (s *Store) Delivery(ctx context.Context, scope app.Scope, deliveryID int64) (domain.Facts, error) {
	return s.one(ctx, scoped(s.db.Reader().NewSelect(), scope).Where("id = ?", deliveryID))
}

// OfOrder returns the delivery of an order within a scope, or DELIVERY_NOT_FOUND; also while the order is not accepted.
func (s *Store) OfOrder(ctx context.Context, scope app.Scope, orderID int64) (domain.Facts, error) {
	f, err := s.one(ctx, scoped(s.db.Reader().NewSelect(), scope).Where("order_id = ?", orderID))
	if err == nil && (f.State == domain.Expected || f.StoreName == "") {
		return domain.Facts{}, notFound()
	}
	return f, err
}

// JobsOf returns a page of a courier's jobs, open or ended, newest first: those with an id below before, or all when
// it is 0.
func (s *Store) JobsOf(ctx context.Context, courierID int64, ended bool, before int64, limit int) ([]domain.Facts, error) {
	var rows []deliveryRow
	q := s.db.Reader().NewSelect().Model(&rows).Where("courier_id = ? AND ended = ?", courierID, ended)
	if before > 0 {
		q = q.Where("id < ?", before)
	}
	if err := q.OrderExpr("id DESC").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list jobs of courier %d: %w", courierID, err)
	}
	list := make([]domain.Facts, len(rows))
	for i := range rows {
		var err error
		if list[i], err = s.deliveryFromRow(&rows[i]); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// factsPage is how many rows a check reads at a time.
const factsPage = 1000

// Walk hands every delivery's order id and state to yield, by order id ascending, until it returns false. Orders that
// were only heard of are left out.
func Walk(ctx context.Context, db *sqldb.DB, yield func(orderID int64, state domain.State) bool) error {
	for after := int64(0); ; {
		var rows []deliveryRow
		err := db.Reader().NewSelect().Model(&rows).Column("order_id", "state").Where("order_id > ?", after).
			OrderExpr("order_id").Limit(factsPage).Scan(ctx)
		if err != nil {
			return fmt.Errorf("walk deliveries: %w", err)
		}
		for _, r := range rows {
			after = r.OrderID
			if state := domain.State(r.State); state != domain.Expected && !yield(r.OrderID, state) {
				return nil
			}
		}
		if len(rows) < factsPage {
			return nil
		}
	}
}
