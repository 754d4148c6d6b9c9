package store

import (
	"context"
	"fmt"
	"time"

	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
)

const (
	// longestJob is how long before its end a job may have begun to count for the day of its end.
	longestJob = 48 * time.Hour
	// mostJobs bounds what is read: a courier who ends more in a month does not exist.
	mostJobs = 20_000
)

// Earnings returns what a courier earned on each of the days up to one, latest first. Jobs count for the day on which
// they ended.
func (s *Store) Earnings(ctx context.Context, courierID int64, last clock.Day, days int) ([]app.Earnings, error) {
	list := make([]app.Earnings, days)
	for i := range list {
		list[i].Day = last.Add(-i)
	}
	rows, err := s.db.Reader().QueryContext(ctx,
		"SELECT state, reward, collected, updated_at FROM deliveries WHERE courier_id = ? AND ended = ? AND id >= ? ORDER BY id DESC LIMIT ?",
		courierID, true, id.From(last.Add(1-days).Begin().Add(-longestJob)), mostJobs)
	if err != nil {
		return nil, fmt.Errorf("read earnings of courier %d: %w", courierID, err)
	}
	defer func() { _ = rows.Close() }() // its error is that of rows.Err below
	for rows.Next() {
		var state domain.State
		var reward, collected int64
		var ended time.Time
		if err := rows.Scan(&state, &reward, &collected, &ended); err != nil {
			return nil, fmt.Errorf("read earnings of courier %d: %w", courierID, err)
		}
		if i := last.Number() - clock.DayOf(ended).Number(); i >= 0 && i < int64(days) {
			list[i].Add(state, money.Fen(reward), money.Fen(collected))
		}
	}
	return list, rows.Err()
}

// Courier returns how a courier stands; one who never was on duty is off duty.
func (s *Store) Courier(ctx context.Context, courierID int64) (app.Courier, error) {
	row := courierRow{ID: courierID}
	err := s.db.Reader().NewSelect().Model(&row).WherePK().Scan(ctx)
	if err != nil && !sqldb.IsNotFound(err) {
		return app.Courier{}, fmt.Errorf("read courier %d: %w", courierID, err)
	}
	return app.Courier{ID: courierID, OnDuty: row.OnDuty, OpenJobs: row.OpenJobs}, nil
}
