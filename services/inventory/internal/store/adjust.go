package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/app"
	"dajiu/services/inventory/internal/domain"
)

// Adjust changes levels by hand, all lines or none, and returns the new levels by SKU. Repeated under the same key it
// changes nothing and returns what it returned before; other lines under that key are IDEMPOTENCY_KEY_REUSED. Less on
// hand than is reserved is INVENTORY_BELOW_RESERVED.
func (s *Stock) Adjust(ctx context.Context, a app.Adjusting) (levels []domain.Level, err error) {
	err = s.db.WriteKey(ctx, a.StoreID, func(ctx context.Context, tx *sqldb.Tx) error {
		before, found, err := s.adjusted(ctx, tx, a)
		if err != nil || found {
			levels = before
			return err
		}
		if levels, err = s.adjust(ctx, tx, a); err != nil {
			return err
		}
		row := adjustmentRow{StoreID: a.StoreID, RequestKey: a.Key, RequestHash: a.Hash, CreatedAt: a.At, Result: make([]levelDoc, len(levels))}
		for i, l := range levels {
			row.Result[i] = levelDoc{Sku: l.SkuID, OnHand: l.OnHand, Reserved: l.Reserved, Safety: l.Safety, Low: l.Low}
		}
		_, err = tx.NewInsert().Model(&row).Exec(ctx)
		if sqldb.IsDuplicate(err) {
			return sqldb.ErrConflict // the same request came twice at once: find what the other one answered
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("adjust stock of store %d: %w", a.StoreID, err)
	}
	return levels, nil
}

// sweepBatch is about how many rows one sweep deletes.
const sweepBatch = 500

// SweepAdjustments forgets the oldest requests from before an instant, a bounded number of them, and returns how many. A
// key of theirs that comes again counts as a new request; what they changed stays.
func (s *Stock) SweepAdjustments(ctx context.Context, before time.Time) (int64, error) {
	return s.db.DeleteOldest(ctx, "adjustments", "created_at", before, sweepBatch)
}

// adjusted returns what a request answered the first time.
func (s *Stock) adjusted(ctx context.Context, tx *sqldb.Tx, a app.Adjusting) ([]domain.Level, bool, error) {
	var row adjustmentRow
	err := tx.NewSelect().Model(&row).Where("store_id = ? AND request_key = ?", a.StoreID, a.Key).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	if row.RequestHash != a.Hash {
		return nil, false, errs.New(codes.AlreadyExists, errs.ReasonKeyReused, "this Idempotency-Key was used for another adjustment")
	}
	levels := make([]domain.Level, len(row.Result))
	for i, d := range row.Result {
		levels[i] = domain.Level{SkuID: d.Sku, OnHand: d.OnHand, Reserved: d.Reserved, Safety: d.Safety, Low: d.Low}
	}
	return levels, true, nil
}

func (s *Stock) adjust(ctx context.Context, tx *sqldb.Tx, a app.Adjusting) ([]domain.Level, error) {
	lines := slices.SortedFunc(slices.Values(a.Lines), func(x, y domain.Adjustment) int { return int(min(max(x.SkuID-y.SkuID, -1), 1)) })
	skus := make([]int64, len(lines))
	fresh := make([]stockRow, len(lines))
	for i, l := range lines {
		skus[i], fresh[i] = l.SkuID, stockRow{StoreID: a.StoreID, SkuID: l.SkuID}
	}
	if _, err := sqldb.Upsert(tx.NewInsert().Model(&fresh), tx, "store_id, sku_id").Exec(ctx); err != nil {
		return nil, err
	}
	levels, err := levelsOf(ctx, tx, a.StoreID, skus)
	if err != nil {
		return nil, err
	}
	moves := make([]domain.Move, len(lines))
	for i, l := range lines {
		if moves[i], err = levels[i].Adjust(a.Kind, l); err != nil {
			return nil, err
		}
		levels[i].OnHand += moves[i].OnHand
	}
	err = s.move(ctx, tx, a.StoreID, moves, reason{reference: a.Key, note: a.Note, actor: a.Actor, at: a.At})
	var no refused
	if errors.As(err, &no) {
		return nil, sqldb.ErrConflict // an order took stock after the levels were read: read them again
	}
	if err != nil {
		return nil, err
	}
	return s.settled(ctx, tx, a, skus, levels)
}

// settled reads the levels after an adjustment. A count must leave exactly what was counted: where an order moved the
// goods between reading and writing, the count is taken again.
func (s *Stock) settled(ctx context.Context, tx *sqldb.Tx, a app.Adjusting, skus []int64, wanted []domain.Level) ([]domain.Level, error) {
	levels, err := levelsOf(ctx, tx, a.StoreID, skus)
	if err != nil {
		return nil, err
	}
	for i := range levels {
		if a.Kind == domain.KindCount && levels[i].OnHand != wanted[i].OnHand {
			return nil, sqldb.ErrConflict
		}
	}
	return levels, nil
}
