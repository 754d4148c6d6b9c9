package app

import (
	"context"
	"fmt"
	"time"

	"dajiu/services/delivery/internal/domain"
)

// Place is where and how an order reaches its customer: at the counter, or by a courier at Drop.
type Place struct {
	StoreID int64
	Pickup  bool
	Drop    domain.Point
}

// OpenSlot is a slot that a store can still make, and whether its places are taken.
type OpenSlot struct {
	domain.Slot
	Full bool
}

// store is what booking needs to know of a store.
type store struct {
	pace     domain.Pace
	openings []domain.Opening
	capacity int
}

// look asks what is to be known of a store. Serves is false where it delivers nowhere near the place.
func (d *Deliveries) look(ctx context.Context, p Place, now time.Time) (st store, serves bool, err error) {
	z, found, err := d.Zones.Zone(ctx, p.StoreID)
	if err != nil {
		return store{}, false, err
	}
	at, openings, err := d.Stores.Openings(ctx, p.StoreID, now, domain.SlotsUntil(now))
	if err != nil {
		return store{}, false, err
	}
	st = store{openings: openings, capacity: d.Policy().SlotCapacity, pace: domain.Pace{Prepare: time.Duration(z.PrepareMins) * time.Minute}}
	if z.SlotCapacity > 0 {
		st.capacity = int(z.SlotCapacity)
	}
	if p.Pickup {
		return st, true, nil
	}
	st.pace, serves = z.Pace(at, p.Drop, d.Policy().Tariff)
	return st, serves && found, nil
}

// ListSlots returns the slots of today and tomorrow that a store can still make, soonest first, also those that are
// full. An unknown store has none.
func (d *Deliveries) ListSlots(ctx context.Context, p Place) ([]OpenSlot, error) {
	now := d.Clock.Now()
	st, serves, err := d.look(ctx, p, now)
	if err != nil || !serves {
		return nil, err
	}
	slots := st.pace.Slots(st.openings, now)
	if len(slots) == 0 {
		return nil, nil
	}
	booked, err := d.Slots.Booked(ctx, p.StoreID, slots[0].Start, slots[len(slots)-1].End)
	if err != nil {
		return nil, err
	}
	list := make([]OpenSlot, len(slots))
	for i, s := range slots {
		list[i] = OpenSlot{Slot: s, Full: booked[s.Start] >= st.capacity}
	}
	return list, nil
}

// CheckSlot tells whether a slot could be booked at this moment, with the failures of [Deliveries.BookSlot].
func (d *Deliveries) CheckSlot(ctx context.Context, p Place, start time.Time) (domain.Slot, error) {
	slot, capacity, err := d.slot(ctx, p, start)
	if err != nil {
		return domain.Slot{}, err
	}
	booked, err := d.Slots.Booked(ctx, p.StoreID, slot.Start, slot.End)
	if err != nil {
		return domain.Slot{}, err
	}
	if booked[slot.Start] >= capacity {
		return domain.Slot{}, domain.SlotFull()
	}
	return slot, nil
}

// BookSlot takes one of a slot's places for an order. What is no slot is INVALID_ARGUMENT; DELIVERY_SLOT_TOO_SOON,
// DELIVERY_SLOT_CLOSED and DELIVERY_SLOT_FULL say why a slot cannot be had, DELIVERY_SLOT_RELEASED that the order gave
// its place up. Repeating it takes no second place.
func (d *Deliveries) BookSlot(ctx context.Context, orderID int64, p Place, start time.Time) (domain.Slot, error) {
	slot, capacity, err := d.slot(ctx, p, start)
	if err != nil {
		return domain.Slot{}, err
	}
	booking := domain.Booking{OrderID: orderID, StoreID: p.StoreID, Start: slot.Start, State: domain.Held}
	if err := d.Slots.Book(ctx, booking, capacity, d.Clock.Now().Add(d.Policy().HoldFor)); err != nil {
		return domain.Slot{}, fmt.Errorf("book a slot for order %d: %w", orderID, err)
	}
	return slot, nil
}

func (d *Deliveries) slot(ctx context.Context, p Place, start time.Time) (s domain.Slot, capacity int, err error) {
	now := d.Clock.Now()
	st, serves, err := d.look(ctx, p, now)
	if err != nil {
		return domain.Slot{}, 0, err
	}
	if !serves {
		return domain.Slot{}, 0, domain.SlotClosed()
	}
	s, err = st.pace.Slot(start, st.openings, now)
	return s, st.capacity, err
}
