package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
)

// Order returns one order within a scope, or ORDER_NOT_FOUND.
func (s *Orders) Order(ctx context.Context, scope app.Scope, orderID int64) (domain.Facts, error) {
	return s.order(ctx, s.db.Reader(), scope, orderID)
}

func (s *Orders) order(ctx context.Context, db bun.IDB, scope app.Scope, orderID int64) (domain.Facts, error) {
	condition, args := conditionOf(scope)
	row, err := sqldb.FindOne[orderRow](ctx, db, "WHERE id = ? AND "+condition, append([]any{orderID}, args...)...)
	if sqldb.IsNotFound(err) {
		return domain.Facts{}, notFound(orderID)
	}
	if err != nil {
		return domain.Facts{}, fmt.Errorf("read order %d: %w", orderID, err)
	}
	return s.orderFromRow(&row)
}

// Orders returns a page of a scope's orders, newest first: those with an id below before, or all when it is 0.
func (s *Orders) Orders(ctx context.Context, scope app.Scope, states []domain.State, before int64, limit int) ([]domain.Facts, error) {
	var rows []orderRow
	q := scoped(s.db.Reader().NewSelect().Model(&rows), scope)
	if len(states) > 0 {
		q = q.Where("state IN ?", bun.Tuple(states))
	}
	if before > 0 {
		q = q.Where("id < ?", before)
	}
	if err := q.OrderExpr("id DESC").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list orders: %w", err)
	}
	return s.ordersFromRows(rows)
}

// Work returns a page of the orders that are still in a store, what must be packed first at the top: those after a
// moment and an order, or all where after is zero.
func (s *Orders) Work(ctx context.Context, storeID int64, states []domain.State, after app.WorkMark, limit int) ([]domain.Facts, error) {
	var rows []orderRow
	q := s.db.Reader().NewSelect().Model(&rows).Where("store_id = ? AND ready_by IS NOT NULL", storeID)
	if len(states) > 0 {
		q = q.Where("state IN ?", bun.Tuple(states))
	}
	if !after.ReadyBy.IsZero() {
		q = q.Where("ready_by >= ? AND (ready_by > ? OR id > ?)", after.ReadyBy, after.ReadyBy, after.OrderID)
	}
	if err := q.OrderExpr("ready_by, id").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list work of store %d: %w", storeID, err)
	}
	list, err := s.ordersFromRows(rows)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		list[i].ReadyBy = rows[i].ReadyBy // also of orders from before it was frozen
	}
	return list, nil
}

// Timeline returns what happened to an order of a customer, oldest first.
func (s *Orders) Timeline(ctx context.Context, userID, orderID int64) ([]app.TimelineEntry, error) {
	rows, err := sqldb.Find[eventRow](ctx, s.db.Reader(), "WHERE order_id = ? AND user_id = ? ORDER BY seq LIMIT 100", orderID, userID)
	if err != nil {
		return nil, fmt.Errorf("read timeline of order %d: %w", orderID, err)
	}
	return entriesFromRows(rows), nil
}

// Progress returns what happened to a customer's orders after an event, oldest first, at most limit entries.
func (s *Orders) Progress(ctx context.Context, userID, after int64, limit int) ([]app.TimelineEntry, error) {
	var rows []eventRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("user_id = ? AND id > ?", userID, after).OrderExpr("id").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("read progress of user %d: %w", userID, err)
	}
	return entriesFromRows(rows), nil
}

func entriesFromRows(rows []eventRow) []app.TimelineEntry {
	entries := make([]app.TimelineEntry, len(rows))
	for i, r := range rows {
		entries[i] = app.TimelineEntry{ID: r.ID, OrderID: r.OrderID, ActorID: r.ActorID, Event: domain.Event{
			Seq: r.Seq, State: domain.State(r.State), Actor: domain.Actor(r.Actor), Note: r.Note, At: r.At,
		}}
	}
	return entries
}

// TradeByKey returns the trade that a customer placed under a key; found is false where there is none.
func (s *Orders) TradeByKey(ctx context.Context, userID int64, key string) (t app.Trade, found bool, err error) {
	return s.trade(ctx, "WHERE user_id = ? AND request_key = ?", userID, key)
}

// Trade returns a trade by id; found is false where there is none.
func (s *Orders) Trade(ctx context.Context, tradeID int64) (t app.Trade, found bool, err error) {
	return s.trade(ctx, "WHERE id = ?", tradeID)
}

func (s *Orders) trade(ctx context.Context, clause string, args ...any) (app.Trade, bool, error) {
	row, err := sqldb.FindOne[tradeRow](ctx, s.db.Reader(), clause, args...)
	if sqldb.IsNotFound(err) {
		return app.Trade{}, false, nil
	}
	if err != nil {
		return app.Trade{}, false, fmt.Errorf("read trade: %w", err)
	}
	return app.Trade{
		ID: row.ID, UserID: row.UserID, Key: row.RequestKey, Hash: row.RequestHash, PayMethod: domain.PayMethod(row.PayMethod),
		Payable: money.Fen(row.Payable), OrderIDs: row.OrderIDs, CreatedAt: row.CreatedAt,
	}, true, nil
}
