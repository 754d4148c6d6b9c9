package app

import (
	"context"
	"time"

	"dajiu/platform/money"
	"dajiu/services/delivery/internal/domain"
)

// Logged is one thing that happened to a delivery.
type Logged struct {
	Kind string
	// CourierID is whom it concerns, ActorID who acted; 0: nobody.
	CourierID, ActorID int64
	Note               string
	At                 time.Time
}

// CourierEntry is a courier as operators see them, with what they did on a day.
type CourierEntry struct {
	Courier
	PositionAt                  time.Time
	Delivered, Returned, OnTime int
	Reward                      money.Fen
}

// Count adds a job that ended in a state.
func (c *CourierEntry) Count(state domain.State, reward money.Fen, onTime bool) {
	switch state { //nolint:exhaustive // the others are not paid
	case domain.HandedOver:
		c.Delivered++
		if onTime {
			c.OnTime++
		}
	case domain.Returned:
		c.Returned++
	default:
		return
	}
	c.Reward += reward
}

// Reassign takes a job back from a courier who has not picked it up, and has another searched: 改派. A job that this
// courier has not any more is left as it is, so that whoever repeats this changes nothing. One that was picked up is
// DELIVERY_STATE_INVALID.
func (d *Deliveries) Reassign(ctx context.Context, scope Scope, deliveryID, from int64, why string) (domain.Facts, error) {
	now := d.Clock.Now()
	return d.Jobs.Update(ctx, scope, deliveryID, func(x *domain.Delivery) error { return x.Reassign(from, why, now) })
}

// Around returns the couriers on duty within a box whose position is fresh, at most limit of them, and whether there are
// more.
func (f *Fleet) Around(ctx context.Context, southWest, northEast domain.Point, limit int, now time.Time) (list []Sighting, more bool, err error) {
	if err := f.refresh(ctx, now); err != nil {
		return nil, false, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, s := range f.couriers {
		p := s.Point
		if !s.OnDuty || !f.fresh(s, now) || p.LatE6 < southWest.LatE6 || p.LatE6 > northEast.LatE6 || p.LngE6 < southWest.LngE6 || p.LngE6 > northEast.LngE6 {
			continue
		}
		if len(list) == limit {
			return list, true, nil
		}
		list = append(list, s)
	}
	return list, false, nil
}
