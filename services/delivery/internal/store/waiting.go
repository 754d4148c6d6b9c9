package store

import (
	"context"
	"fmt"
	"time"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/platform/sqldb"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
)

// Waiting returns the jobs for which nobody could be asked, those that wait longest first.
func (s *Store) Waiting(ctx context.Context, limit int) ([]app.Waiting, error) {
	var rows []deliveryRow
	err := s.db.Reader().NewSelect().Model(&rows).Column("id", "round", "details").Where("waiting = 1").OrderExpr("id").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list waiting deliveries: %w", err)
	}
	list := make([]app.Waiting, len(rows))
	for i, r := range rows {
		list[i] = app.Waiting{DeliveryID: r.ID, Round: r.Round, Store: domain.Point{LatE6: r.Details.StoreLatE6, LngE6: r.Details.StoreLngE6}}
	}
	return list, nil
}

// Room returns how many more jobs a courier may take, beside those that are offered to them already; none off duty.
func (s *Store) Room(ctx context.Context, courierID int64, at time.Time) (int32, error) {
	var row courierRow
	err := s.db.Reader().NewSelect().Model(&row).Where("id = ?", courierID).Scan(ctx)
	if sqldb.IsNotFound(err) || err == nil && !row.OnDuty {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read courier %d: %w", courierID, err)
	}
	offered, err := s.db.Reader().NewSelect().Model((*offerRow)(nil)).Where("courier_id = ? AND `until` > ? AND NOT declined", courierID, at).Count(ctx)
	if err != nil {
		return 0, fmt.Errorf("count offers of courier %d: %w", courierID, err)
	}
	return max(s.limits.OpenJobs-row.OpenJobs-int32(offered), 0), nil //nolint:gosec // few
}

// Declined returns the jobs that a courier declined since a time.
func (s *Store) Declined(ctx context.Context, courierID int64, since time.Time) (map[int64]bool, error) {
	var ids []int64
	err := s.db.Reader().NewSelect().Model((*offerRow)(nil)).Column("delivery_id").
		Where("courier_id = ? AND declined AND `until` > ?", courierID, since).Scan(ctx, &ids)
	if err != nil {
		return nil, fmt.Errorf("read what courier %d declined: %w", courierID, err)
	}
	declined := make(map[int64]bool, len(ids))
	for _, id := range ids {
		declined[id] = true
	}
	return declined, nil
}

// callFree sets the task that offers waiting jobs to a courier who can take one again. Where no job waits, it is nobody's
// business.
func (s *Store) callFree(ctx context.Context, tx *sqldb.Tx, courierID int64) error {
	any, err := tx.NewSelect().Model((*deliveryRow)(nil)).Where("waiting = 1").Exists(ctx)
	if err != nil {
		return fmt.Errorf("look for waiting deliveries: %w", err)
	}
	if !any {
		return nil
	}
	if err := s.outbox.Append(ctx, tx, courierID, &deliveryv1.CourierFree{CourierId: courierID}); err != nil {
		return fmt.Errorf("tell that courier %d is free: %w", courierID, err)
	}
	return nil
}
