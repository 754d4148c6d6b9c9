package domain

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"dajiu/platform/errs"
)

const (
	dayMinutes  = 24 * 60
	weekMinutes = 7 * dayMinutes
	// zoneSeconds is China's only offset from UTC.
	zoneSeconds = 8 * 60 * 60
	daySeconds  = 24 * 60 * 60
)

// Span is one span of opening hours in minutes after the store's midnight. An end at or before its start lies on
// the next day. Its JSON names are stored: never rename them.
type Span struct {
	Weekday int32 `json:"day"`   // 1 Monday … 7 Sunday
	Start   int32 `json:"start"` // 0 … 1439
	End     int32 `json:"end"`   // 0 … 1440
}

// NewHours returns spans in the order of the week, each once. It refuses what is not within a week.
func NewHours(spans []Span) ([]Span, error) {
	for i, s := range spans {
		if s.Weekday < 1 || s.Weekday > 7 || s.Start < 0 || s.Start >= dayMinutes || s.End < 0 || s.End > dayMinutes {
			return nil, errs.Invalid(fmt.Sprintf("hours[%d]", i), "does not lie within a week")
		}
	}
	sorted := append([]Span{}, spans...)
	slices.SortFunc(sorted, func(a, b Span) int {
		return cmp.Or(cmp.Compare(a.Weekday, b.Weekday), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return slices.Compact(sorted), nil
}

// Hours are opening hours in the form in which they are asked.
type Hours struct {
	open []weekSpan
}

// weekSpan is from a minute of the week until before another, which may lie in the next week.
type weekSpan struct{ from, until int32 }

// CompileHours prepares spans for OpenAt.
func CompileHours(spans []Span) Hours {
	h := Hours{open: make([]weekSpan, 0, len(spans))}
	for _, s := range spans {
		day := (s.Weekday - 1) * dayMinutes
		end := s.End
		if end <= s.Start {
			end += dayMinutes
		}
		h.open = append(h.open, weekSpan{day + s.Start, day + end})
	}
	return h
}

// OpenAt reports whether an instant lies within the hours.
func (h Hours) OpenAt(at time.Time) bool {
	minute := minuteOfWeek(at)
	for _, s := range h.open {
		if (minute >= s.from && minute < s.until) || minute+weekMinutes < s.until {
			return true
		}
	}
	return false
}

// minuteOfWeek counts from Monday's midnight in China. The epoch was a Thursday.
func minuteOfWeek(at time.Time) int32 {
	seconds := at.Unix() + zoneSeconds + 3*daySeconds
	inWeek := seconds % (7 * daySeconds)
	if inWeek < 0 {
		inWeek += 7 * daySeconds
	}
	return int32(inWeek / 60)
}

// Opening is a time at which a store is open: from an instant until before another.
type Opening struct{ From, Until time.Time }

// Between returns the openings between two instants in the order of time, with those that touch made one.
func (h Hours) Between(from, until time.Time) []Opening {
	monday := from.Add(-time.Duration(minuteOfWeek(from)) * time.Minute).Truncate(time.Minute)
	var list []Opening
	for week := monday.AddDate(0, 0, -7); week.Before(until); week = week.AddDate(0, 0, 7) { // a span may reach into the next week
		for _, s := range h.open {
			o := Opening{week.Add(time.Duration(s.from) * time.Minute), week.Add(time.Duration(s.until) * time.Minute)}
			if o.From.Before(from) {
				o.From = from
			}
			if o.Until.After(until) {
				o.Until = until
			}
			if o.From.Before(o.Until) {
				list = append(list, o)
			}
		}
	}
	slices.SortFunc(list, func(a, b Opening) int { return a.From.Compare(b.From) })
	return join(list)
}

// join makes one of sorted openings that touch or overlap.
func join(list []Opening) []Opening {
	var joined []Opening
	for _, o := range list {
		last := len(joined) - 1
		switch {
		case last < 0 || o.From.After(joined[last].Until):
			joined = append(joined, o)
		case o.Until.After(joined[last].Until):
			joined[last].Until = o.Until
		}
	}
	return joined
}
