package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/money"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
)

// CourierList returns a page of couriers by id: those above after. Duty says which; nil: all.
func (s *Store) CourierList(ctx context.Context, duty *bool, after int64, limit int) ([]app.CourierEntry, error) {
	var rows []courierRow
	q := s.db.Reader().NewSelect().Model(&rows).Where("id > ?", after)
	if duty != nil {
		q = q.Where("on_duty = ?", *duty)
	}
	if err := q.OrderExpr("id").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list couriers: %w", err)
	}
	list := make([]app.CourierEntry, len(rows))
	for i, r := range rows {
		list[i] = app.CourierEntry{Courier: app.Courier{ID: r.ID, OnDuty: r.OnDuty, OpenJobs: r.OpenJobs}, PositionAt: r.PositionAt}
	}
	return list, nil
}

// CountDay adds to couriers what they did on a day: one range of the couriers' index for each of them.
func (s *Store) CountDay(ctx context.Context, list []app.CourierEntry, day clock.Day) error {
	if len(list) == 0 {
		return nil
	}
	at := make(map[int64]*app.CourierEntry, len(list))
	ids := make([]int64, len(list))
	for i := range list {
		ids[i], at[list[i].ID] = list[i].ID, &list[i]
	}
	var rows []deliveryRow
	err := s.db.Reader().NewSelect().Model(&rows).Column("id", "courier_id", "state", "reward", "details", "updated_at").
		Where("courier_id IN ? AND ended = ? AND id >= ?", bun.Tuple(ids), true, id.From(day.Begin().Add(-longestJob))).Limit(mostJobs).Scan(ctx)
	if err != nil {
		return fmt.Errorf("count a day of couriers: %w", err)
	}
	for i := range rows {
		r := &rows[i]
		if clock.DayOf(r.UpdatedAt).Number() != day.Number() {
			continue
		}
		due := id.Time(r.ID).Add(onTimeWithin)
		if slot := moment(r.Details.SlotEnd); !slot.IsZero() {
			due = slot
		}
		at[r.CourierID].Count(domain.State(r.State), money.Fen(r.Reward), !r.UpdatedAt.After(due))
	}
	return nil
}

// onTimeWithin is how long an order without a slot may take from being placed to the door and still be on time.
const onTimeWithin = time.Hour
