package domain

import (
	"fmt"
	"time"

	"dajiu/platform/errs"
	"dajiu/platform/money"
)

// Zone is how a store delivers. Amounts in fen.
type Zone struct {
	StoreID int64
	// RangeMeters is the circle's radius. It decides nothing where an area is drawn.
	RangeMeters int32
	// Area is what the store delivers within in place of the circle, where it is drawn.
	Area Area
	// BaseFee covers BaseMeters and BaseGrams; each further kilometre or kilogram begun costs extra.
	BaseFee     money.Fen
	BaseMeters  int32
	FeePerKm    money.Fen
	BaseGrams   int32
	FeePerKg    money.Fen
	FreeFrom    money.Fen // from this amount of goods on; 0: never
	Minimum     money.Fen // 起送价
	NightFee    money.Fen // 22:00 to 06:00
	PrepareMins int32
	// SlotCapacity is how many orders may be booked for one slot; 0: the platform's default.
	SlotCapacity int32
}

// Check refuses a zone with a negative number.
func (z Zone) Check() error {
	for _, n := range []int64{
		int64(z.RangeMeters), int64(z.BaseFee), int64(z.BaseMeters), int64(z.FeePerKm), int64(z.BaseGrams), int64(z.FeePerKg),
		int64(z.FreeFrom), int64(z.Minimum), int64(z.NightFee), int64(z.PrepareMins), int64(z.SlotCapacity),
	} {
		if n < 0 {
			return errs.Invalid("zone", "no number of a zone can be negative")
		}
	}
	if z.StoreID <= 0 {
		return errs.Invalid("storeId", "is needed")
	}
	return nil
}

// Serves reports whether the store, from where it is, delivers to a point: within its area, or within its circle where none is
// drawn; the edge belongs to it. Whatever decides about a door asks here. A place that is none is served by nobody.
func (z Zone) Serves(from, to Point) bool {
	if !from.Valid() || !to.Valid() {
		return false
	}
	if z.Area.Drawn() {
		return z.Area.Has(to)
	}
	return from.Meters(to) <= z.RangeMeters
}

// Part is one part of a fee.
type Part struct {
	// Code is BASE, DISTANCE, WEIGHT, NIGHT or FREE.
	Code   string
	Amount money.Fen
}

// Quote is what bringing goods to a door costs and takes. Parts add up to Fee.
type Quote struct {
	InRange        bool
	Fee            money.Fen
	Parts          []Part
	DistanceMeters int32
	Minimum        money.Fen
	PromiseMinutes int32
	// PrepareMinutes are part of the promise.
	PrepareMinutes int32
}

// Load is what is to be brought.
type Load struct {
	Goods money.Fen
	Grams int64
}

// Pace is how long a delivery from the store takes, ride and all; of none where it is out of range.
func (z Zone) Pace(from, to Point, t Tariff) (p Pace, inRange bool) {
	if !z.Serves(from, to) {
		return Pace{}, false
	}
	return Pace{
		Prepare: time.Duration(z.PrepareMins) * time.Minute, Ride: time.Duration(t.RideMinutes(from.Meters(to))) * time.Minute,
		Slack: time.Duration(t.BufferMinutes) * time.Minute,
	}, true
}

// Quote prices a delivery from the store to the drop that is to be there at a time. Out of range it tells the distance and no fee.
func (z Zone) Quote(from, to Point, load Load, t Tariff, at time.Time) (Quote, error) {
	if !from.Valid() || !to.Valid() {
		return Quote{}, nil
	}
	q := Quote{DistanceMeters: from.Meters(to), Minimum: z.Minimum}
	if !z.Serves(from, to) {
		return q, nil
	}
	q.InRange, q.PrepareMinutes = true, z.PrepareMins
	q.PromiseMinutes = z.PrepareMins + t.RideMinutes(q.DistanceMeters) + t.BufferMinutes
	distance, err := money.Mul(z.FeePerKm, ceilDiv(int64(q.DistanceMeters)-int64(z.BaseMeters), metersPerKm))
	if err != nil {
		return Quote{}, fmt.Errorf("distance fee of store %d: %w", z.StoreID, err)
	}
	weight, err := money.Mul(z.FeePerKg, ceilDiv(load.Grams-int64(z.BaseGrams), gramsPerKg))
	if err != nil {
		return Quote{}, fmt.Errorf("weight fee of store %d: %w", z.StoreID, err)
	}
	q.Parts = make([]Part, 0, 5)
	q.add("BASE", z.BaseFee)
	q.add("DISTANCE", distance)
	q.add("WEIGHT", weight)
	if night(at) {
		q.add("NIGHT", z.NightFee)
	}
	if q.Fee, err = money.Sum(amounts(q.Parts)...); err != nil {
		return Quote{}, fmt.Errorf("fee of store %d: %w", z.StoreID, err)
	}
	if z.FreeFrom > 0 && load.Goods >= z.FreeFrom {
		q.add("FREE", -q.Fee)
		q.Fee = 0
	}
	return q, nil
}

func (q *Quote) add(code string, amount money.Fen) {
	if amount != 0 {
		q.Parts = append(q.Parts, Part{code, amount})
	}
}

func amounts(parts []Part) []money.Fen {
	list := make([]money.Fen, len(parts))
	for i, p := range parts {
		list[i] = p.Amount
	}
	return list
}

const (
	metersPerKm = 1000
	gramsPerKg  = 1000
	nightBegins = 22
	nightEnds   = 6
)

// chinaHours is how far Chinese time is ahead of UTC, everywhere and all year.
const chinaHours = 8

// night reports whether it is night in China.
func night(at time.Time) bool {
	hour := (at.UTC().Hour() + chinaHours) % 24
	return hour >= nightBegins || hour < nightEnds
}

// Tariff is what the platform sets for all stores.
type Tariff struct {
	// RewardBase and RewardPerKm are what a courier earns for a job, each kilometre begun.
	RewardBase, RewardPerKm money.Fen
	// MetersPerMinute is how fast a courier rides.
	MetersPerMinute int32
	// BufferMinutes is what a promise leaves for stairs and traffic lights.
	BufferMinutes int32
}

// Reward is what a courier earns for a job of so many metres.
func (t Tariff) Reward(meters int32) money.Fen {
	return t.RewardBase + t.RewardPerKm*money.Fen(ceilDiv(int64(meters), metersPerKm)) // at most 20,000 km of a configured rate
}

// RideMinutes is how long a ride takes, each minute begun.
func (t Tariff) RideMinutes(meters int32) int32 {
	return int32(ceilDiv(int64(meters), int64(max(t.MetersPerMinute, 1)))) //nolint:gosec // at most 20 million
}
