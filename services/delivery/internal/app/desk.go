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

// Give takes a job from its courier, if anybody has it, and gives it to another who is named: 指派. Who has it already may be
// named again. DELIVERY_COURIER_NOT_FOUND, DELIVERY_COURIER_UNAVAILABLE and DELIVERY_STATE_INVALID say why not; then nothing
// changes.
func (d *Deliveries) Give(ctx context.Context, scope Scope, g Gift) (domain.Facts, error) {
	g.At = d.Clock.Now()
	return d.Jobs.Give(ctx, scope, g)
}

// mostOffered is how many couriers near a job are shown to who chooses one.
const mostOffered = 20

// Candidate is a courier near a job.
type Candidate struct {
	Near
	OpenJobs int32
	// Declined: they turned this job down, or lost it, a moment ago.
	Declined bool
}

// Candidates returns the couriers on duty nearest to a job's store who were seen lately, but for who has it, the nearest first.
func (d *Deliveries) Candidates(ctx context.Context, f domain.Facts) ([]Candidate, error) {
	now := d.Clock.Now()
	near, err := d.Fleet.Nearest(ctx, f.Store, d.Policy().Farthest, map[int64]bool{f.CourierID: true}, mostOffered, now)
	if err != nil {
		return nil, err
	}
	loads, err := d.Couriers.Loads(ctx, couriersOf(near))
	if err != nil {
		return nil, err
	}
	resting, err := d.Rounds.Resting(ctx, f.ID, now.Add(-d.Policy().RestFor))
	if err != nil {
		return nil, err
	}
	list := make([]Candidate, 0, len(near))
	for _, c := range near {
		if jobs, onDuty := loads[c.CourierID]; onDuty {
			list = append(list, Candidate{Near: c, OpenJobs: jobs, Declined: resting[c.CourierID]})
		}
	}
	return list, nil
}
