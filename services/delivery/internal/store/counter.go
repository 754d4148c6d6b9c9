package store

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
)

// A store may say so many wrong codes in so long before it must wait: 8 digits stay unguessable.
const (
	maxMisses  = 10
	missWindow = 5 * time.Minute
)

// repeatFor is how long after a hand-out the same code answers the same, for a request that is repeated.
const repeatFor = 10 * time.Minute

// HandOut hands an order out at a store's counter against its code. A code that opens nothing here is
// DELIVERY_PICKUP_CODE_WRONG whatever the cause, and is counted; after too many every code is
// DELIVERY_PICKUP_CODE_LOCKED until the window ends.
func (s *Store) HandOut(ctx context.Context, g app.Guess) (domain.Facts, error) {
	return s.say(ctx, g, func(ctx context.Context, tx *sqldb.Tx, d domain.Facts) (domain.Facts, error) {
		return s.change(ctx, tx, d, func(d *domain.Delivery) error { return d.HandOver(g.Checked, g.Collected, g.At) })
	})
}

// Opens finds what a code opens, or has just opened. A wrong code is counted; nothing else changes.
func (s *Store) Opens(ctx context.Context, g app.Guess) (domain.Facts, error) {
	return s.say(ctx, g, func(_ context.Context, _ *sqldb.Tx, d domain.Facts) (domain.Facts, error) { return d, nil })
}

// say checks a code at a store's counter and does something with the delivery that it opens.
func (s *Store) say(ctx context.Context, g app.Guess, do func(context.Context, *sqldb.Tx, domain.Facts) (domain.Facts, error)) (f domain.Facts, err error) {
	wrong := false
	err = s.db.WriteKey(ctx, g.StoreID, func(ctx context.Context, tx *sqldb.Tx) error {
		misses, err := s.misses(ctx, tx, g)
		if err != nil {
			return err
		}
		if misses.Misses >= maxMisses {
			return errs.New(codes.ResourceExhausted, "DELIVERY_PICKUP_CODE_LOCKED", "取货码错误次数过多，请稍后再试")
		}
		d, err := s.opened(ctx, tx, g)
		if wrong = errs.HasReason(err, "DELIVERY_NOT_FOUND"); wrong {
			return s.miss(ctx, tx, misses) // committed: the count must outlive the refusal
		}
		if err != nil {
			return err
		}
		f, err = do(ctx, tx, d)
		return err
	})
	if err == nil && wrong {
		return domain.Facts{}, errs.New(codes.FailedPrecondition, "DELIVERY_PICKUP_CODE_WRONG", "取货码不正确")
	}
	return f, err
}

// opened returns the delivery that a code opens, or has just opened.
func (s *Store) opened(ctx context.Context, tx *sqldb.Tx, g app.Guess) (domain.Facts, error) {
	d, err := s.one(ctx, tx.NewSelect().Where("store_id = ? AND open_code = ?", g.StoreID, g.Code))
	if !errs.HasReason(err, "DELIVERY_NOT_FOUND") {
		return d, err
	}
	return s.one(ctx, tx.NewSelect().Where("store_id = ? AND pickup_code = ? AND state = ? AND updated_at > ?",
		g.StoreID, g.Code, int(domain.HandedOver), g.At.Add(-repeatFor)))
}

// misses returns the store's count in the window that is running, or a new window.
func (s *Store) misses(ctx context.Context, tx *sqldb.Tx, g app.Guess) (missesRow, error) {
	row := missesRow{StoreID: g.StoreID}
	err := tx.NewSelect().Model(&row).WherePK().Scan(ctx)
	if err != nil && !sqldb.IsNotFound(err) {
		return row, fmt.Errorf("read wrong codes of store %d: %w", g.StoreID, err)
	}
	if err != nil || g.At.Sub(row.BeganAt) >= missWindow {
		return missesRow{StoreID: g.StoreID, BeganAt: g.At}, nil
	}
	return row, nil
}

func (s *Store) miss(ctx context.Context, tx *sqldb.Tx, row missesRow) error {
	row.Misses++
	insert := sqldb.Upsert(tx.NewInsert().Model(&row), tx, "store_id", "began_at", "misses")
	if _, err := insert.Exec(ctx); err != nil {
		return fmt.Errorf("count wrong code of store %d: %w", row.StoreID, err)
	}
	return nil
}
