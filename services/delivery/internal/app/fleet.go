package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"dajiu/services/delivery/internal/domain"
)

// refreshEvery is how often the fleet asks the store what other processes heard of couriers.
const refreshEvery = 10 * time.Second

// Fleet is where the couriers on duty are, in memory: positions come every few seconds and are worth nothing two
// minutes later. What this process hears it knows at once; what others heard, and what was heard before a restart, it
// learns from the store, where each courier's position is written down now and then. It is safe for concurrent use.
//
// Finding the nearest walks all couriers on duty: 10,000 of them take under a millisecond.
type Fleet struct {
	store    Couriers
	freshFor time.Duration

	mu       sync.Mutex
	couriers map[int64]Sighting
	saved    map[int64]time.Time
	asked    time.Time // when the store was last asked
}

// NewFleet returns a fleet that knows nobody until it is asked.
func NewFleet(store Couriers, freshFor time.Duration) *Fleet {
	return &Fleet{store: store, freshFor: freshFor, couriers: map[int64]Sighting{}, saved: map[int64]time.Time{}}
}

// Duty notes that a courier went on or off duty.
func (f *Fleet) Duty(s Sighting) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.merge(s)
	f.saved[s.CourierID] = s.ChangedAt
}

// Learn takes over what the store knows of a courier.
func (f *Fleet) Learn(s Sighting) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.merge(s)
}

// Move notes where a courier is. It returns what was known before, and whether it is time to write the position down.
func (f *Fleet) Move(courierID int64, p domain.Point, at time.Time, saveEvery time.Duration) (before Sighting, save bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.couriers[courierID]
	before = s
	s.CourierID, s.Point, s.At = courierID, p, at
	f.couriers[courierID] = s
	if at.Sub(f.saved[courierID]) < saveEvery {
		return before, false
	}
	f.saved[courierID] = at
	return before, true
}

// Where returns a courier's fresh position in memory.
func (f *Fleet) Where(courierID int64, now time.Time) (Sighting, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	s, ok := f.couriers[courierID]
	return s, ok && f.fresh(s, now)
}

// Near is a courier with how far they are from somewhere, in metres.
type Near struct {
	Sighting
	Meters int32
}

// Nearest returns at most limit couriers on duty within a radius in metres, the nearest first.
func (f *Fleet) Nearest(ctx context.Context, from domain.Point, radius int32, except map[int64]bool, limit int, now time.Time) ([]Near, error) {
	if err := f.refresh(ctx, now); err != nil {
		return nil, err
	}
	var near []Near
	f.mu.Lock()
	for id, s := range f.couriers {
		if !s.OnDuty || except[id] || !f.fresh(s, now) {
			continue
		}
		if m := from.Meters(s.Point); m <= radius {
			near = append(near, Near{s, m})
		}
	}
	f.mu.Unlock()
	slices.SortFunc(near, func(a, b Near) int {
		return cmp.Or(cmp.Compare(a.Meters, b.Meters), cmp.Compare(a.CourierID, b.CourierID))
	})
	return near[:min(len(near), limit)], nil
}

// couriersOf names couriers.
func couriersOf(list []Near) []int64 {
	ids := make([]int64, len(list))
	for i, c := range list {
		ids[i] = c.CourierID
	}
	return ids
}

func (f *Fleet) fresh(s Sighting, now time.Time) bool {
	return !s.At.IsZero() && now.Sub(s.At) <= f.freshFor
}

// refresh learns what the store heard since the last time, and forgets couriers not heard of for long.
func (f *Fleet) refresh(ctx context.Context, now time.Time) error {
	f.mu.Lock()
	since := f.asked
	if now.Sub(since) < refreshEvery {
		f.mu.Unlock()
		return nil
	}
	f.asked = now // others need not ask as well
	f.mu.Unlock()
	if oldest := now.Add(-f.freshFor); since.Before(oldest) {
		since = oldest
	} else {
		since = since.Add(-refreshEvery) // writes that were under way the last time
	}
	changed, err := f.store.ChangedSince(ctx, since)
	if err != nil {
		f.mu.Lock()
		f.asked = time.Time{}
		f.mu.Unlock()
		return fmt.Errorf("refresh fleet: %w", err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, s := range changed {
		f.merge(s)
	}
	for id, s := range f.couriers {
		if !f.fresh(s, now) {
			delete(f.couriers, id)
			delete(f.saved, id)
		}
	}
	return nil
}

// merge takes the newer of what is known: of duty by when it changed, of the position by when it was seen.
func (f *Fleet) merge(s Sighting) {
	known, ok := f.couriers[s.CourierID]
	if !ok {
		f.couriers[s.CourierID] = s
		return
	}
	if !s.ChangedAt.Before(known.ChangedAt) {
		known.OnDuty, known.ChangedAt = s.OnDuty, s.ChangedAt
	}
	if s.At.After(known.At) {
		known.Point, known.At = s.Point, s.At
	}
	f.couriers[s.CourierID] = known
}
