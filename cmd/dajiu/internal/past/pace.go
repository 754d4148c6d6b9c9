package past

import (
	"math"
	"time"

	"dajiu/platform/clock"
)

// growth says how business grew: with 1 it would not have; with 1.5 the last day of a year has some seven times the orders of an even
// day.
const growth = 1.5

// placedAt is when the order was placed that so large a share of all came before: later ones come closer together, and within a day
// most in the evening. Shares that rise give moments that do not fall.
func placedAt(begin time.Time, span time.Duration, share float64) time.Time {
	end := begin.Add(span)
	at := end.Add(-time.Duration(float64(span) * math.Pow(1-share, growth)))
	day := clock.DayOf(at)
	from, until := begin, end // of the day, as far as it belongs to the past
	if day.Begin().After(begin) {
		from = day.Begin()
	}
	if day.End().Before(end) {
		until = day.End()
	}
	if !until.After(from) {
		return at.Truncate(time.Millisecond)
	}
	part := func(t time.Time) float64 { return float64(t.Sub(day.Begin())) / float64(day.End().Sub(day.Begin())) }
	first, last := bought(part(from)), bought(part(until))
	asked := first + (last-first)*float64(at.Sub(from))/float64(until.Sub(from))
	return day.Begin().Add(time.Duration(float64(24*time.Hour) * hourOf(asked))).UTC().Truncate(time.Millisecond)
}

// demand is how much is bought in each hour of a day of China's, compared with others.
//
//nolint:gochecknoglobals // a constant
var demand = [24]float64{30, 20, 10, 6, 4, 3, 3, 4, 8, 14, 25, 45, 50, 35, 30, 35, 45, 70, 100, 120, 130, 120, 90, 55}

// bought is how much of a day's demand comes until a part of the day.
func bought(part float64) float64 {
	sum := 0.0
	for hour, d := range demand {
		sum += d * min(max(part*float64(len(demand))-float64(hour), 0), 1)
	}
	return sum
}

// hourOf is the part of the day until which so much of its demand comes.
func hourOf(sum float64) float64 {
	for hour, d := range demand {
		if sum < d {
			return (float64(hour) + sum/d) / float64(len(demand))
		}
		sum -= d
	}
	return 1 - 1e-9
}
