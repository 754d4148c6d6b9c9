package app

import (
	"cmp"
	"context"
	"slices"
	"time"

	"dajiu/services/delivery/internal/domain"
)

// MapEntry is a courier on a map.
type MapEntry struct {
	Sighting
	OpenJobs int32
	// Stale: seen too long ago to be believed.
	Stale bool
}

// CouriersIn returns the couriers on duty within a box with what they carry, by id, at most limit of them, and whether there are
// more. Who was not seen lately is left out, or marked and added last where unseen asks for them.
func (d *Deliveries) CouriersIn(ctx context.Context, in domain.Box, unseen bool, limit int) (list []MapEntry, more bool, err error) {
	now := d.Clock.Now()
	seen, more, err := d.Fleet.Around(ctx, in, limit, now)
	if err != nil {
		return nil, false, err
	}
	fresh := make(map[int64]bool, len(seen))
	ids := make([]int64, len(seen))
	for i, s := range seen {
		ids[i], fresh[s.CourierID] = s.CourierID, true
	}
	if unseen && !more {
		old, err := d.Couriers.Unseen(ctx, in, now.Add(-d.Policy().FreshFor), limit+1)
		if err != nil {
			return nil, false, err
		}
		for _, s := range old {
			// What was written down may be older than what was heard since, here or elsewhere on the map.
			if _, heard := d.Fleet.Where(s.CourierID, now); heard || fresh[s.CourierID] {
				continue
			}
			seen, ids = append(seen, s), append(ids, s.CourierID)
		}
		if more = len(seen) > limit; more {
			seen, ids = seen[:limit], ids[:limit]
		}
	}
	loads, err := d.Couriers.Loads(ctx, ids)
	if err != nil {
		return nil, false, err
	}
	for _, s := range seen {
		if jobs, onDuty := loads[s.CourierID]; onDuty {
			list = append(list, MapEntry{Sighting: s, OpenJobs: jobs, Stale: !fresh[s.CourierID]})
		}
	}
	return list, more, nil
}

// Around returns the couriers on duty within a box whose position is fresh, by id, at most limit of them, and whether there are
// more.
func (f *Fleet) Around(ctx context.Context, in domain.Box, limit int, now time.Time) (list []Sighting, more bool, err error) {
	if err := f.refresh(ctx, now); err != nil {
		return nil, false, err
	}
	f.mu.Lock()
	for _, s := range f.couriers {
		if s.OnDuty && f.fresh(s, now) && in.Has(s.Point) {
			list = append(list, s)
		}
	}
	f.mu.Unlock()
	// In one order, so that a map of more than are drawn does not flicker.
	slices.SortFunc(list, func(a, b Sighting) int { return cmp.Compare(a.CourierID, b.CourierID) })
	return list[:min(len(list), limit)], len(list) > limit, nil
}
