package app

import (
	"context"
	"fmt"

	"dajiu/platform/errs"
	"dajiu/services/delivery/internal/domain"
)

// spare is how many more couriers are looked at than are asked: some carry as much as allowed or are asked already, which
// only the store knows for sure.
const spare = 8

// Dispatch carries out one round of offers of a job that nobody took yet: it asks the nearest couriers on duty who did
// not just decline, within a radius that grows with each round. Where nobody can be asked the job waits: it looks again
// soon, and at once when a courier comes free, see [Deliveries.OfferWaiting]. A round that is over changes nothing, so
// that a repeated timer asks nobody twice.
func (d *Deliveries) Dispatch(ctx context.Context, deliveryID int64, round int32) error {
	f, err := d.Jobs.Delivery(ctx, Scope{All: true}, deliveryID)
	if errs.HasReason(err, "DELIVERY_NOT_FOUND") {
		return nil
	}
	if err != nil {
		return err
	}
	if f.State != domain.Searching || f.Round != round {
		return nil
	}
	now := d.Clock.Now()
	resting, err := d.Rounds.Resting(ctx, deliveryID, now.Add(-d.Policy().RestFor))
	if err != nil {
		return err
	}
	nearest, err := d.Fleet.Nearest(ctx, f.Store, d.Policy().radius(round), resting, 2*d.Policy().Offers+spare, now)
	if err != nil {
		return err
	}
	err = d.Rounds.Offer(ctx, Round{
		DeliveryID: deliveryID, OrderID: f.OrderID, Number: round, Nearest: couriersOf(nearest), Offers: d.Policy().Offers,
		At: now, Until: now.Add(d.Policy().OfferFor), Again: now.Add(d.Policy().RetryAfter),
	})
	if err != nil {
		return fmt.Errorf("offer delivery %d: %w", deliveryID, err)
	}
	return nil
}

// radius is how far couriers are searched in a round.
func (p Policy) radius(round int32) int32 {
	wide := int64(p.Radius) + int64(p.Widening)*int64(max(round, 0))
	return int32(min(wide, int64(p.Farthest))) //nolint:gosec // bounded by an int32
}

// Accept gives a job to a courier to whom it was offered: the first one wins. One that is gone, or was never offered,
// is DELIVERY_OFFER_GONE; a courier off duty, or who carries as much as allowed, is DELIVERY_COURIER_UNAVAILABLE. The
// winner may repeat it.
func (d *Deliveries) Accept(ctx context.Context, courierID, deliveryID int64) (domain.Facts, error) {
	return d.Jobs.Take(ctx, deliveryID, courierID, d.Clock.Now())
}

// Decline turns an offer down. Another courier is asked at once.
func (d *Deliveries) Decline(ctx context.Context, courierID, deliveryID int64) error {
	return d.Jobs.Decline(ctx, deliveryID, courierID, d.Clock.Now())
}
