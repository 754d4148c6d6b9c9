// Package store keeps orders, trades, timelines and carts in SQL.
//
// It guarantees that an order, its timeline and the events that tell of it commit together or not at all, that an
// order is written only over the version that was read, that a trade is placed once per request key, and that no
// customer has more open orders than allowed, however many processes place them.
//
// It holds no rule: every change goes through a domain method inside [Orders.Update].
package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	"dajiu/platform/authn"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
)

// Orders is the SQL store of orders and carts.
type Orders struct {
	db     *sqldb.DB
	outbox *outbox.Outbox
	ids    *id.Generator
	timers Timers
	vault
}

// New returns a store over a migrated database; keys seals whom orders go to.
func New(ctx context.Context, db *sqldb.DB, ob *outbox.Outbox, keys *seal.Keyring, ids *id.Generator, timers Timers) (*Orders, error) {
	v, err := openVault(ctx, keys)
	if err != nil {
		return nil, err
	}
	return &Orders{db: db, outbox: ob, ids: ids, timers: timers, vault: v}, nil
}

func notFound(orderID int64) error {
	return errs.Newf(codes.NotFound, "ORDER_NOT_FOUND", "there is no order %d", orderID)
}

// Place stores a trade with its orders and takes what was bought out of the cart, unless it did not come from there. A trade of the same customer
// and key wins over this one: it is returned with placed false. One that asked for something else under the
// same key is IDEMPOTENCY_KEY_REUSED; more open orders than allowed is ORDER_TOO_MANY_OPEN.
func (s *Orders) Place(ctx context.Context, t app.Trade, orders []*domain.Order) (placed bool, err error) {
	err = s.db.WriteKey(ctx, t.UserID, func(ctx context.Context, tx *sqldb.Tx) error {
		row := tradeRow{
			ID: t.ID, UserID: t.UserID, RequestKey: t.Key, RequestHash: t.Hash, PayMethod: int(t.PayMethod),
			Payable: int64(t.Payable), CreatedAt: t.CreatedAt,
		}
		for _, o := range orders {
			row.OrderIDs = append(row.OrderIDs, o.Facts().ID)
		}
		sqldb.InsertLater(tx, row) // its key alone can be there already
		if err := s.insert(ctx, tx, t.PayMethod, orders); err != nil {
			return err
		}
		if !t.KeepCart {
			takeFromCart(tx, orders)
		}
		return nil
	})
	if sqldb.IsDuplicate(err) {
		return false, nil
	}
	return err == nil, err
}

// insert hands the orders of a trade to the commit, with their timelines and events.
func (s *Orders) insert(ctx context.Context, tx *sqldb.Tx, method domain.PayMethod, orders []*domain.Order) error {
	fresh := newOrders{method: method}
	for _, o := range orders {
		f := o.Facts()
		row, err := s.rowFromOrder(f)
		if err != nil {
			return err
		}
		fresh.rows, fresh.open = append(fresh.rows, row), append(fresh.open, f.CountsAsOpen())
		if err := s.record(ctx, tx, o); err != nil {
			return err
		}
	}
	tx.Defer(placement{}, fresh)
	return nil
}

// record stores an order's new timeline entries and publishes them.
func (s *Orders) record(ctx context.Context, tx *sqldb.Tx, o *domain.Order) error {
	recorded := o.Recorded()
	if len(recorded) == 0 {
		return nil
	}
	f := o.Facts()
	actor := authn.From(ctx).UserID // nobody's where an event or a timer is the cause
	ids := make([]int64, len(recorded))
	for i, ev := range recorded {
		ids[i] = s.ids.NextFor(f.UserID)
		sqldb.InsertLater(tx, eventRow{ID: ids[i], OrderID: f.ID, UserID: f.UserID, Seq: ev.Seq, State: int(ev.State), Actor: string(ev.Actor), Note: ev.Note, At: ev.At, ActorID: actor})
	}
	return s.publish(ctx, tx, f, recorded, ids)
}

// Update changes one order by a closure of domain calls, in a transaction of its own. The closure may run more
// than once. An order outside the scope is ORDER_NOT_FOUND, like one that is not there.
func (s *Orders) Update(ctx context.Context, scope app.Scope, orderID int64, change func(*domain.Order) error) (domain.Facts, error) {
	var f domain.Facts
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) (err error) {
		f, err = s.UpdateIn(ctx, tx, scope, orderID, change)
		return err
	})
	return f, err
}

// UpdateIn is Update inside a transaction that is already open.
func (s *Orders) UpdateIn(ctx context.Context, tx *sqldb.Tx, scope app.Scope, orderID int64, change func(*domain.Order) error) (domain.Facts, error) {
	before, err := s.order(ctx, tx, scope, orderID)
	if err != nil {
		return domain.Facts{}, err
	}
	o := domain.Rehydrate(before)
	if err := change(o); err != nil {
		return domain.Facts{}, err
	}
	after := o.Facts()
	if after.Version == before.Version {
		return after, nil
	}
	freed := ""
	if before.CountsAsOpen() && !after.CountsAsOpen() {
		freed = ", open_slot = NULL"
	}
	if before.InStore() && !after.InStore() {
		freed += ", ready_by = NULL"
	}
	res, err := sqldb.Exec(ctx, tx, "UPDATE orders SET state = ?, pay_state = ?, refunded = ?, reason = ?, updated_at = ?, version = ?"+freed+
		" WHERE id = ? AND user_id = ? AND version = ?", int(after.State), int(after.PayState), int64(after.Refunded), int(after.Reason), after.UpdatedAt, after.Version,
		orderID, before.UserID, before.Version)
	if err := sqldb.ExpectOne(res, err); err != nil {
		return domain.Facts{}, fmt.Errorf("update order %d: %w", orderID, err)
	}
	if after.Refunded != before.Refunded {
		if err := s.publishRefund(ctx, tx, after); err != nil {
			return domain.Facts{}, err
		}
	}
	return after, s.record(ctx, tx, o)
}

func scoped(q *bun.SelectQuery, scope app.Scope) *bun.SelectQuery {
	condition, args := conditionOf(scope)
	return q.Where(condition, args...)
}

// conditionOf returns the condition that keeps a statement within a scope.
func conditionOf(scope app.Scope) (condition string, args []any) {
	switch {
	case scope.UserID != 0:
		return "user_id = ?", []any{scope.UserID}
	case scope.StoreID != 0:
		return "store_id = ?", []any{scope.StoreID}
	case scope.All:
		return "1 = 1", nil
	}
	// A scope that says nothing sees nothing.
	return "1 = 0", nil
}
