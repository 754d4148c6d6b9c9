package app

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/services/delivery/internal/domain"
)

// Quote tells whether a store delivers to a point, and for how much. A store that set no zone delivers nowhere.
// At is when the goods are to be there; zero: now.
func (d *Deliveries) Quote(ctx context.Context, storeID int64, from, to domain.Point, load domain.Load, at time.Time) (domain.Quote, error) {
	z, found, err := d.Zones.Zone(ctx, storeID)
	if err != nil || !found {
		return domain.Quote{}, err
	}
	if at.IsZero() {
		at = d.Clock.Now()
	}
	return z.Quote(from, to, load, d.Policy().Tariff, at)
}

// Site is where a store is.
type Site struct {
	StoreID int64
	At      domain.Point
}

// Serving returns which of some stores deliver to a point, in their order.
func (d *Deliveries) Serving(ctx context.Context, to domain.Point, sites []Site) ([]int64, error) {
	var serving []int64
	for _, s := range sites {
		z, found, err := d.Zones.Zone(ctx, s.StoreID)
		if err != nil {
			return nil, err
		}
		if found && z.Serves(s.At, to) {
			serving = append(serving, s.StoreID)
		}
	}
	return serving, nil
}

// PutZone sets how a store delivers. With corners it is an area, whose faults are told at the corner: see [domain.NewArea]
// and [domain.Area.CheckStore]. The same again changes nothing.
func (d *Deliveries) PutZone(ctx context.Context, z domain.Zone, corners []domain.Point) (domain.Zone, error) {
	if err := z.Check(); err != nil {
		return domain.Zone{}, err
	}
	if len(corners) > 0 {
		var err error
		if z, err = d.drawn(ctx, z, corners); err != nil {
			return domain.Zone{}, err
		}
	}
	if err := d.Zones.PutZone(ctx, z, d.Clock.Now()); err != nil {
		return domain.Zone{}, fmt.Errorf("zone of store %d: %w", z.StoreID, err)
	}
	return z, nil
}

// drawn gives a zone its area, and as its radius the circle around it.
func (d *Deliveries) drawn(ctx context.Context, z domain.Zone, corners []domain.Point) (domain.Zone, error) {
	area, err := domain.NewArea(corners)
	if err != nil {
		return domain.Zone{}, err
	}
	now := d.Clock.Now()
	at, _, err := d.Stores.Openings(ctx, z.StoreID, now, now)
	if errs.HasReason(err, "DELIVERY_SLOT_CLOSED") {
		return domain.Zone{}, errs.Invalid("storeId", "没有这家门店")
	}
	if err != nil {
		return domain.Zone{}, fmt.Errorf("place of store %d: %w", z.StoreID, err)
	}
	if err := area.CheckStore(at); err != nil {
		return domain.Zone{}, err
	}
	z.Area, z.RangeMeters = area, area.Reach(at)
	return z, nil
}

// ShowZone tells how a store delivers. One that set nothing is DELIVERY_ZONE_NOT_FOUND.
func (d *Deliveries) ShowZone(ctx context.Context, storeID int64) (domain.Zone, error) {
	z, found, err := d.Zones.Zone(ctx, storeID)
	if err != nil {
		return domain.Zone{}, err
	}
	if !found {
		return domain.Zone{}, errs.New(codes.NotFound, "DELIVERY_ZONE_NOT_FOUND", "该门店尚未设置配送范围")
	}
	return z, nil
}

// Track shows a customer where the delivery of an order of theirs stands and, under way, where the courier is if that
// is known freshly. Another's order is DELIVERY_NOT_FOUND.
func (d *Deliveries) Track(ctx context.Context, userID, orderID int64) (f domain.Facts, at Sighting, err error) {
	if f, err = d.Jobs.OfOrder(ctx, Scope{UserID: userID}, orderID); err != nil || !f.State.UnderWay() {
		return f, Sighting{}, err
	}
	now := d.Clock.Now()
	if s, ok := d.Fleet.Where(f.CourierID, now); ok {
		return f, s, nil
	}
	s, err := d.Couriers.Position(ctx, f.CourierID) // another process may have heard of them
	if err != nil || now.Sub(s.At) > d.Policy().FreshFor {
		return f, Sighting{}, err
	}
	return f, s, nil
}
