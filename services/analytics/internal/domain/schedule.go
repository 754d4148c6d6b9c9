package domain

import (
	"strconv"
	"time"

	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/money"
)

// Frequency is how often a report runs by itself, by the numbers of the contract.
type Frequency int

// The frequencies.
const (
	Daily Frequency = iota + 1
	Weekly
	Monthly
)

// Schedule is when a report runs by itself, in China's time. The zero Schedule is never.
type Schedule struct {
	Frequency Frequency
	Hour      int
	// Day is 1 Monday to 7 Sunday of a week, or 1 to 28 of a month; 0 daily.
	Day int
}

// Check refuses a schedule that never comes, with the field's path.
func (s Schedule) Check() error {
	switch s.Frequency {
	case 0:
		return nil
	case Daily:
		if s.Day != 0 {
			return errs.Invalid("schedule.day", "每天运行的报表不用选择日期")
		}
	case Weekly:
		if s.Day < 1 || s.Day > 7 {
			return errs.Invalid("schedule.day", "请选择周一到周日")
		}
	case Monthly:
		if s.Day < 1 || s.Day > 28 {
			return errs.Invalid("schedule.day", "请选择 1 到 28 日")
		}
	}
	if s.Hour < 0 || s.Hour > 23 {
		return errs.Invalid("schedule.hour", "请选择 0 到 23 点")
	}
	return nil
}

// After returns the first moment after an instant at which it comes round; zero where it never does.
func (s Schedule) After(at time.Time) time.Time {
	if s.Frequency == 0 {
		return time.Time{}
	}
	for day := clock.DayOf(at); ; day = day.Add(1) {
		begin := day.Begin()
		weekday := (int(begin.Weekday())+6)%7 + 1
		if s.Frequency == Weekly && weekday != s.Day || s.Frequency == Monthly && begin.Day() != s.Day {
			continue
		}
		if due := begin.Add(time.Duration(s.Hour) * time.Hour); due.After(at) {
			return due.UTC()
		}
	}
}

// Report is a definition with a name. Definition is the contract's JSON.
type Report struct {
	ID, OwnerID int64
	Key, Name   string
	Definition  string
	Shared      bool
	Schedule    Schedule
	NextRun     time.Time
	Version     int64
	UpdatedAt   time.Time
}

// MaxReports is how many reports one person may keep, MaxRules how many rules there may be, MaxWatchers how many people one tells.
const (
	MaxReports  = 100
	MaxRules    = 100
	MaxWatchers = 50
)

// Comparison is which side of its threshold a measure must not be on, by the numbers of the contract.
type Comparison int

// The comparisons.
const (
	Above Comparison = iota + 1
	Below
)

// Rule is what should not be.
type Rule struct {
	ID   int64
	Key  string
	Name string
	// Measure is of the last minutes; 0 is how many orders wait to be accepted now.
	Measure            Measure
	Window             int
	Comparison         Comparison
	Threshold          int64
	LeastOrders        int64
	PerStore, Enabled  bool
	StartHour, EndHour int
	Version            int64
}

// Check refuses a rule that cannot be watched, with the field's path.
func (r *Rule) Check() error {
	if r.Measure == 0 {
		return nil
	}
	if s, known := r.Measure.Spec(); !known || s.Cube != Orders {
		return errs.Invalid("measure", "只有订单的指标可以告警")
	}
	return nil
}

// Watches reports whether a rule is looked at, at an instant.
func (r *Rule) Watches(at time.Time) bool {
	if !r.Enabled {
		return false
	}
	hour := at.In(clock.Zone()).Hour()
	switch {
	case r.StartHour == r.EndHour:
		return true
	case r.StartHour < r.EndHour:
		return hour >= r.StartHour && hour < r.EndHour
	}
	return hour >= r.StartHour || hour < r.EndHour
}

// Broken reports whether a value is on the wrong side, of so many confirmed orders.
func (r *Rule) Broken(value, orders int64) bool {
	if orders < r.LeastOrders {
		return false
	}
	if r.Comparison == Below {
		return value < r.Threshold
	}
	return value > r.Threshold
}

// Alert is a rule that was broken for a while. StoreID is 0 for all together.
type Alert struct {
	ID, RuleID, StoreID                int64
	RuleName                           string
	Measure                            Measure
	Comparison                         Comparison
	Threshold, Value                   int64
	OpenedAt, ClosedAt, AcknowledgedAt time.Time
	AcknowledgedBy                     int64
}

// Finding says what the measure was when the alert opened, and what it should not be past, for people.
func (a Alert) Finding() string {
	title, unit, side := "待接单", Count, "高于"
	if spec, known := a.Measure.Spec(); known {
		title, unit = spec.Title, spec.Unit
	}
	if a.Comparison == Below {
		side = "低于"
	}
	return title + " " + unit.text(a.Value) + "，" + side + " " + unit.text(a.Threshold)
}

// text writes a number of the unit.
func (u Unit) text(n int64) string {
	switch u {
	case Fen:
		return money.Fen(n).String()
	case Seconds:
		return strconv.FormatFloat(float64(n)/60, 'f', 1, 64) + " 分钟"
	case Share:
		return strconv.FormatFloat(float64(n)/100, 'f', -1, 64) + "%"
	case Count:
	}
	return strconv.FormatInt(n, 10)
}
