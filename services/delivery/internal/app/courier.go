package app

import (
	"context"
	"fmt"

	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/services/delivery/internal/domain"
)

// SetDuty puts a courier on or off duty; the courier becomes known by it. On duty a position is needed.
func (d *Deliveries) SetDuty(ctx context.Context, courierID int64, on bool, at domain.Point) (Courier, error) {
	if on && !at.Valid() {
		return Courier{}, errs.Invalid("latE6", "上线需要定位")
	}
	now := d.Clock.Now()
	s := Sighting{CourierID: courierID, OnDuty: on, ChangedAt: now}
	if on {
		s.Point, s.At = at, now
	}
	c, err := d.Couriers.SetDuty(ctx, s)
	if err != nil {
		return Courier{}, fmt.Errorf("duty of courier %d: %w", courierID, err)
	}
	d.Fleet.Duty(s)
	return c, nil
}

// ReportPosition notes where a courier is. Most reports stay in memory; one by which the courier comes near a job that
// waits does not.
func (d *Deliveries) ReportPosition(ctx context.Context, courierID int64, p domain.Point) error {
	if !p.Valid() {
		return errs.Invalid("latE6", "is not a place")
	}
	now := d.Clock.Now()
	before, save := d.Fleet.Move(courierID, p, now, d.Policy().SaveEvery)
	near, err := d.cameNear(ctx, before, p, now)
	if err != nil {
		return err
	}
	if !save && !near {
		return nil
	}
	if err := d.Couriers.SavePosition(ctx, Sighting{CourierID: courierID, Point: p, At: now}, near); err != nil {
		return fmt.Errorf("position of courier %d: %w", courierID, err)
	}
	return nil
}

// PickUp records that a courier took the goods of a job of theirs. Goods that are not packed are DELIVERY_NOT_READY;
// a job that is not theirs is DELIVERY_NOT_FOUND.
//
// The order is asked to ship first: a customer who cancels in the same moment either wins, and the goods stay, or is
// told that they are on their way. Word of a cancellation may not have reached us yet.
func (d *Deliveries) PickUp(ctx context.Context, courierID, deliveryID int64) (domain.Facts, error) {
	now := d.Clock.Now()
	f, err := d.Jobs.Delivery(ctx, Scope{CourierID: courierID}, deliveryID)
	if err != nil {
		return domain.Facts{}, err
	}
	if err := domain.Rehydrate(f).PickUp(now); err != nil {
		return domain.Facts{}, err
	}
	if err := d.Orders.Ship(ctx, f.OrderID); err != nil {
		return domain.Facts{}, fmt.Errorf("pick up delivery %d: %w", deliveryID, err)
	}
	return d.Jobs.Update(ctx, Scope{CourierID: courierID}, deliveryID, func(x *domain.Delivery) error { return x.PickUp(now) })
}

// HandOver records that the customer took the goods at the door, after an age check where there is liquor, and against
// exactly the money due.
func (d *Deliveries) HandOver(ctx context.Context, courierID, deliveryID int64, checked domain.AgeCheck, collected money.Fen) (domain.Facts, error) {
	now := d.Clock.Now()
	return d.Jobs.Update(ctx, Scope{CourierID: courierID}, deliveryID, func(x *domain.Delivery) error {
		return x.HandOver(checked, collected, now)
	})
}

// Refuse records that the goods were not handed over at the door; they go back to the store.
func (d *Deliveries) Refuse(ctx context.Context, courierID, deliveryID int64, why domain.Refusal, note string) (domain.Facts, error) {
	now := d.Clock.Now()
	return d.Jobs.Update(ctx, Scope{CourierID: courierID}, deliveryID, func(x *domain.Delivery) error { return x.Refuse(why, note, now) })
}

// ReceiveReturn records that refused goods are back in their store.
func (d *Deliveries) ReceiveReturn(ctx context.Context, storeID, deliveryID int64) (domain.Facts, error) {
	now := d.Clock.Now()
	return d.Jobs.Update(ctx, Scope{StoreID: storeID}, deliveryID, func(x *domain.Delivery) error { return x.ReceiveReturn(now) })
}

// CheckPickup shows what a code would hand out at a store's counter. Wrong codes are refused and counted as by
// VerifyPickup.
func (d *Deliveries) CheckPickup(ctx context.Context, g Guess) (domain.Facts, error) {
	g.At = d.Clock.Now()
	return d.Counter.Opens(ctx, g)
}

// VerifyPickup hands an order out at the counter against its code. Every code that opens nothing in this store is the
// same DELIVERY_PICKUP_CODE_WRONG; too many of them are DELIVERY_PICKUP_CODE_LOCKED for a while.
func (d *Deliveries) VerifyPickup(ctx context.Context, g Guess) (domain.Facts, error) {
	g.At = d.Clock.Now()
	f, err := d.Counter.Opens(ctx, g)
	if err != nil {
		return domain.Facts{}, err
	}
	if err := domain.Rehydrate(f).HandOver(g.Checked, g.Collected, g.At); err != nil {
		return domain.Facts{}, err
	}
	if err := d.Orders.Ship(ctx, f.OrderID); err != nil {
		return domain.Facts{}, fmt.Errorf("hand out delivery %d: %w", f.ID, err)
	}
	return d.Counter.HandOut(ctx, g)
}
