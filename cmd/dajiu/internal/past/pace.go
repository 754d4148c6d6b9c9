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
	if day.Begin().Before(begin) || day.End().After(end) {
		return at.Truncate(time.Millisecond) // a day that is not whole is even
	}
	part := float64(at.Sub(day.Begin())) / float64(day.End().Sub(day.Begin()))
	return day.Begin().Add(time.Duration(float64(24*time.Hour) * hourOf(part))).UTC().Truncate(time.Millisecond)
}

// demand is how much is bought in each hour of a day of China's, compared with others.
//
//nolint:gochecknoglobals // a constant
var demand = [24]float64{30, 20, 10, 6, 4, 3, 3, 4, 8, 14, 25, 45, 50, 35, 30, 35, 45, 70, 100, 120, 130, 120, 90, 55}

// hourOf is the part of the day by which so large a part of its orders was placed.
func hourOf(part float64) float64 {
	all := 0.0
	for _, d := range demand {
		all += d
	}
	left := part * all
	for hour, d := range demand {
		if left < d {
			return (float64(hour) + left/d) / float64(len(demand))
		}
		left -= d
	}
	return 1 - 1e-9
}
