package clock

import "time"

// zone is the one time zone of China, by which a day of business begins.
var zone = time.FixedZone("UTC+8", 8*60*60) //nolint:gochecknoglobals // a constant that Go cannot declare as one

// Zone returns the one time zone of China, in which people here read times.
func Zone() *time.Location { return zone }

// Day is a day of business: from midnight to midnight in UTC+8.
type Day struct{ begin time.Time }

// DayOf returns the day of an instant.
func DayOf(at time.Time) Day {
	at = at.In(zone)
	return Day{time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, zone)}
}

// ParseDay reads a day such as 2026-11-25.
func ParseDay(text string) (Day, error) {
	begin, err := time.ParseInLocation(time.DateOnly, text, zone)
	return Day{begin}, err //nolint:wrapcheck // the caller names the field
}

// Begin returns the day's first instant.
func (d Day) Begin() time.Time { return d.begin }

// End returns the next day's first instant.
func (d Day) End() time.Time { return d.begin.AddDate(0, 0, 1) }

// Add returns the day so many days later; earlier where n is negative.
func (d Day) Add(n int) Day { return Day{d.begin.AddDate(0, 0, n)} }

// Number counts the days since the first of January 1970.
func (d Day) Number() int64 {
	_, offset := d.begin.Zone()
	return (d.begin.Unix() + int64(offset)) / (24 * 60 * 60)
}

// Hour returns the hour of the day, 0 to 23, of an instant.
func (d Day) Hour(at time.Time) int { return at.In(zone).Hour() }

// String returns the day as ParseDay reads it.
func (d Day) String() string { return d.begin.Format(time.DateOnly) }
