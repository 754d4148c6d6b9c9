// Package store keeps deliveries, offers, couriers and zones in SQL.
//
// It guarantees that a delivery, its courier's number of jobs and the events that tell of it commit together or not at
// all, that a delivery is written only over the version that was read, that a job is given away by a statement that
// finds it free, and that a courier takes one only by a statement that finds a place.
//
// It holds no rule beyond those statements: every change goes through a domain method. Start with [Store.UpdateIn],
// then offers.go.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
)

// Publisher appends events to the outbox of the transaction; AppendAt does so for a later time.
type Publisher interface {
	Append(ctx context.Context, tx *sqldb.Tx, key int64, m proto.Message) error
	AppendAt(ctx context.Context, tx *sqldb.Tx, key int64, due time.Time, m proto.Message) error
}

// Limits bound what couriers carry and what is remembered.
type Limits struct {
	// OpenJobs is how many jobs a courier may have at a time.
	OpenJobs int32
	// DispatchAhead is how long before its goods must be packed a courier is searched for an order with a slot.
	DispatchAhead time.Duration
	// Zones is how many zones are remembered, and ZoneFreshFor how long one that another process changed is still told.
	Zones        int
	ZoneFreshFor time.Duration
}

// Store is the SQL store of the delivery service.
type Store struct {
	db     *sqldb.DB
	outbox Publisher
	ids    *id.Generator
	clock  clock.Clock
	limits Limits
	zones  *zones
	vault
}

// New returns a store over a migrated database; keys seals whom deliveries go to.
func New(ctx context.Context, db *sqldb.DB, outbox Publisher, keys *seal.Keyring, ids *id.Generator, clk clock.Clock, limits Limits) (*Store, error) {
	v, err := openVault(ctx, keys)
	if err != nil {
		return nil, err
	}
	z, err := newZones(db, limits)
	if err != nil {
		return nil, fmt.Errorf("delivery: cache: %w", err)
	}
	return &Store{db: db, outbox: outbox, ids: ids, clock: clk, limits: limits, zones: z, vault: v}, nil
}

func notFound() error { return errs.New(codes.NotFound, "DELIVERY_NOT_FOUND", "没有这个配送单") }

// Update changes one delivery by a closure of domain calls, in a transaction of its own. The closure may run more than
// once. A delivery outside the scope is DELIVERY_NOT_FOUND, like one that is not there.
func (s *Store) Update(ctx context.Context, scope app.Scope, deliveryID int64, change func(*domain.Delivery) error) (domain.Facts, error) {
	var f domain.Facts
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		d, err := s.one(ctx, scoped(tx.NewSelect(), scope).Where("id = ?", deliveryID))
		if err != nil {
			return err
		}
		f, err = s.change(ctx, tx, d, change)
		return err
	})
	return f, err
}

// Heard is what an event tells of an order that may have a delivery or not yet.
type Heard struct{ OrderID, UserID, StoreID int64 }

// FollowIn changes the delivery of an order inside a transaction that is open. An order not heard of before gets its
// row first, so that what comes early is kept.
func (s *Store) FollowIn(ctx context.Context, tx *sqldb.Tx, order Heard, change func(*domain.Delivery) error) error {
	d, err := s.one(ctx, tx.NewSelect().Where("order_id = ?", order.OrderID))
	if errs.HasReason(err, "DELIVERY_NOT_FOUND") {
		return s.expect(ctx, tx, order, change)
	}
	if err != nil {
		return err
	}
	_, err = s.change(ctx, tx, d, change)
	return err
}

func (s *Store) expect(ctx context.Context, tx *sqldb.Tx, order Heard, change func(*domain.Delivery) error) error {
	d, err := domain.Expect(s.ids.NextFor(order.UserID), order.OrderID, order.UserID, order.StoreID, s.clock.Now())
	if err != nil {
		return err
	}
	if err := change(d); err != nil {
		return err
	}
	row, err := s.rowFromDelivery(d.Facts())
	if err != nil {
		return err
	}
	_, err = tx.NewInsert().Model(&row).Exec(ctx)
	if sqldb.IsDuplicate(err) {
		return s.clash(ctx, tx, row.OrderID)
	}
	if err != nil {
		return fmt.Errorf("insert delivery of order %d: %w", row.OrderID, err)
	}
	if err := s.logActs(ctx, tx, d, 0); err != nil {
		return err
	}
	return s.publish(ctx, tx, d)
}

// clash tells a row that another transaction made this very moment, which is to be looked at again, from a pickup code
// that another order at the same counter has: that one must be collected before this can be arranged.
func (s *Store) clash(ctx context.Context, tx *sqldb.Tx, orderID int64) error {
	known, err := tx.NewSelect().Model((*deliveryRow)(nil)).Where("order_id = ?", orderID).Exists(ctx)
	if err != nil {
		return fmt.Errorf("look for delivery of order %d: %w", orderID, err)
	}
	if known {
		return sqldb.ErrConflict
	}
	return errs.Newf(codes.FailedPrecondition, "DELIVERY_STATE_INVALID", "order %d has the pickup code of another open order", orderID)
}

// change applies a closure to a delivery that was read in this transaction and stores the result with its events.
func (s *Store) change(ctx context.Context, tx *sqldb.Tx, before domain.Facts, change func(*domain.Delivery) error) (domain.Facts, error) {
	d := domain.Rehydrate(before)
	if err := change(d); err != nil {
		return domain.Facts{}, err
	}
	after := d.Facts()
	if after.Version == before.Version {
		return after, nil
	}
	row, err := s.rowFromDelivery(after)
	if err != nil {
		return domain.Facts{}, err
	}
	keep := []string{"id", "order_id", "user_id", "store_id", "created_at", "round"}
	if after.State == domain.Searching { // one that is searched for no more waits no more
		keep = append(keep, "waiting")
	}
	res, err := tx.NewUpdate().Model(&row).ExcludeColumn(keep...).
		Where("id = ? AND version = ?", after.ID, before.Version).Exec(ctx)
	if sqldb.IsDuplicate(err) {
		return domain.Facts{}, errs.Newf(codes.FailedPrecondition, "DELIVERY_STATE_INVALID", "order %d has the pickup code of another open order", after.OrderID)
	}
	if err := sqldb.ExpectOne(res, err); err != nil {
		return domain.Facts{}, fmt.Errorf("update delivery %d: %w", after.ID, err)
	}
	if err := s.unload(ctx, tx, before, after); err != nil {
		return domain.Facts{}, err
	}
	if err := s.logActs(ctx, tx, d, before.CourierID); err != nil {
		return domain.Facts{}, err
	}
	if err := s.publish(ctx, tx, d); err != nil {
		return domain.Facts{}, err
	}
	if err := s.takeBack(ctx, tx, before, after); err != nil {
		return domain.Facts{}, err
	}
	return after, s.tellCourier(ctx, tx, d, after.Ready && !before.Ready)
}

// unload frees the courier's place when a job ends, and withdraws the offers of a job that nobody may take any more.
func (s *Store) unload(ctx context.Context, tx *sqldb.Tx, before, after domain.Facts) error {
	if before.State.Carried() && !after.State.Carried() {
		res, err := tx.NewUpdate().Model((*courierRow)(nil)).Set("open_jobs = open_jobs - 1, updated_at = ?", after.UpdatedAt).
			Where("id = ? AND open_jobs > 0", before.CourierID).Exec(ctx)
		if err := sqldb.ExpectOne(res, err); err != nil {
			return fmt.Errorf("unload courier %d: %w", before.CourierID, err)
		}
		if err := s.callFree(ctx, tx, before.CourierID); err != nil {
			return err
		}
	}
	if before.State == domain.Searching && after.State != domain.Searching {
		if err := s.tellWithdrawn(ctx, tx, after); err != nil {
			return err
		}
		if _, err := tx.NewDelete().Model((*offerRow)(nil)).Where("delivery_id = ?", after.ID).Exec(ctx); err != nil {
			return fmt.Errorf("withdraw offers of delivery %d: %w", after.ID, err)
		}
	}
	return nil
}

// one reads one delivery, or DELIVERY_NOT_FOUND.
func (s *Store) one(ctx context.Context, q *bun.SelectQuery) (domain.Facts, error) {
	var row deliveryRow
	err := q.Model(&row).Limit(1).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return domain.Facts{}, notFound()
	}
	if err != nil {
		return domain.Facts{}, fmt.Errorf("read delivery: %w", err)
	}
	return s.deliveryFromRow(&row)
}

func scoped(q *bun.SelectQuery, scope app.Scope) *bun.SelectQuery {
	switch {
	case scope.UserID != 0:
		return q.Where("user_id = ?", scope.UserID)
	case scope.CourierID != 0:
		return q.Where("courier_id = ?", scope.CourierID)
	case scope.StoreID != 0:
		return q.Where("store_id = ?", scope.StoreID)
	case scope.All:
		return q
	}
	// A scope that says nothing sees nothing.
	return q.Where("1 = 0")
}
