package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/sqldb"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
)

// maxFleet bounds how many couriers are learnt of at a time; the latest heard of come first.
const maxFleet = 50_000

// SetDuty puts a courier on or off duty, making them known. Off duty, what was offered to them is withdrawn; on duty,
// what waits near them is offered.
func (s *Store) SetDuty(ctx context.Context, c app.Sighting) (app.Courier, error) {
	row := courierRow{ID: c.CourierID, OnDuty: c.OnDuty, LatE6: c.Point.LatE6, LngE6: c.Point.LngE6, PositionAt: c.At, UpdatedAt: c.ChangedAt}
	set := []string{"on_duty", "updated_at"}
	if c.OnDuty {
		set = append(set, "lat_e6", "lng_e6", "position_at")
	}
	err := s.db.WriteKey(ctx, c.CourierID, func(ctx context.Context, tx *sqldb.Tx) error {
		if _, err := sqldb.Upsert(tx.NewInsert().Model(&row), tx, "id", set...).Exec(ctx); err != nil {
			return fmt.Errorf("set duty: %w", err)
		}
		if !c.OnDuty {
			if _, err := tx.NewDelete().Model((*offerRow)(nil)).Where("courier_id = ? AND NOT declined", c.CourierID).Exec(ctx); err != nil {
				return fmt.Errorf("withdraw offers: %w", err)
			}
		}
		if err := tx.NewSelect().Model(&row).WherePK().Scan(ctx); err != nil {
			return fmt.Errorf("read courier: %w", err)
		}
		if !c.OnDuty {
			return nil
		}
		return s.callFree(ctx, tx, c.CourierID)
	})
	return app.Courier{ID: row.ID, OnDuty: row.OnDuty, OpenJobs: row.OpenJobs}, err
}

// SavePosition writes down where a courier was. Who never was on duty is not known and stays so. Who came near a job that
// waits is offered it.
func (s *Store) SavePosition(ctx context.Context, c app.Sighting, cameNear bool) error {
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewUpdate().Model((*courierRow)(nil)).
			Set("lat_e6 = ?, lng_e6 = ?, position_at = ?, updated_at = ?", c.Point.LatE6, c.Point.LngE6, c.At, c.At).
			Where("id = ?", c.CourierID).Exec(ctx)
		if err != nil || !cameNear {
			return err //nolint:wrapcheck // the caller names the courier
		}
		return s.callFree(ctx, tx, c.CourierID)
	})
}

// ChangedSince returns the couriers heard of since a time, the latest first.
func (s *Store) ChangedSince(ctx context.Context, since time.Time) ([]app.Sighting, error) {
	var rows []courierRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("updated_at >= ?", since).OrderExpr("updated_at DESC").Limit(maxFleet).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("read couriers: %w", err)
	}
	list := make([]app.Sighting, len(rows))
	for i := range rows {
		list[i] = sightingFromRow(&rows[i])
	}
	return list, nil
}

// Position returns where a courier was when it was last written down; nothing of one who is not known.
func (s *Store) Position(ctx context.Context, courierID int64) (app.Sighting, error) {
	var row courierRow
	err := s.db.Reader().NewSelect().Model(&row).Where("id = ?", courierID).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return app.Sighting{CourierID: courierID}, nil
	}
	if err != nil {
		return app.Sighting{}, fmt.Errorf("read position of courier %d: %w", courierID, err)
	}
	return sightingFromRow(&row), nil
}

// Loads returns how many jobs couriers carry; who is not on duty is left out.
func (s *Store) Loads(ctx context.Context, couriers []int64) (map[int64]int32, error) {
	loads := make(map[int64]int32, len(couriers))
	if len(couriers) == 0 {
		return loads, nil
	}
	var rows []courierRow
	if err := s.db.Reader().NewSelect().Model(&rows).Column("id", "open_jobs").Where("id IN ? AND on_duty", bun.Tuple(couriers)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read loads of couriers: %w", err)
	}
	for _, r := range rows {
		loads[r.ID] = r.OpenJobs
	}
	return loads, nil
}

// Unseen returns couriers on duty who were last seen within a box and before a time.
func (s *Store) Unseen(ctx context.Context, in domain.Box, since time.Time, limit int) ([]app.Sighting, error) {
	var rows []courierRow
	err := s.db.Reader().NewSelect().Model(&rows).
		Where("on_duty = ? AND lat_e6 >= ? AND lat_e6 <= ? AND lng_e6 >= ? AND lng_e6 <= ? AND position_at < ?", true, in.South, in.North, in.West, in.East, since).
		Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("read couriers not seen lately: %w", err)
	}
	list := make([]app.Sighting, len(rows))
	for i := range rows {
		list[i] = sightingFromRow(&rows[i])
	}
	return list, nil
}

func sightingFromRow(r *courierRow) app.Sighting {
	return app.Sighting{
		CourierID: r.ID, OnDuty: r.OnDuty, Point: domain.Point{LatE6: r.LatE6, LngE6: r.LngE6}, At: r.PositionAt, ChangedAt: r.UpdatedAt,
	}
}
