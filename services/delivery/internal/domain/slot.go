package domain

import (
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/clock"
	"dajiu/platform/errs"
)

// SlotLength is how long a slot is. Slots begin at whole half hours, in China as in UTC.
const SlotLength = 30 * time.Minute

// slotDays is how many days have slots: the present one and the next.
const slotDays = 2

// Slot is half an hour in which goods reach the customer: 预约时段.
type Slot struct {
	Start, End time.Time
	// Begin is when the store must begin, and Ready when the goods must be packed.
	Begin, Ready time.Time
}

// Opening is a time at which a store takes orders: from an instant until before another.
type Opening struct{ From, Until time.Time }

// Pace is how long things take one store for one place.
type Pace struct {
	Prepare time.Duration
	// Ride is nothing where the customer comes; Slack is what is left for stairs and traffic lights.
	Ride, Slack time.Duration
}

// SlotsUntil is the end of the last slot that can be booked at an instant.
func SlotsUntil(now time.Time) time.Time { return clock.DayOf(now).Add(slotDays).Begin().UTC() }

// Slots returns the slots within the openings that can still be made, soonest first: at most 96.
func (p Pace) Slots(openings []Opening, now time.Time) []Slot {
	var slots []Slot
	for start := now.Truncate(SlotLength).UTC(); start.Before(SlotsUntil(now)); start = start.Add(SlotLength) {
		if slot, err := p.Slot(start, openings, now); err == nil {
			slots = append(slots, slot)
		}
	}
	return slots
}

// Slot returns the slot that begins at an instant. One that is no slot of today or tomorrow is INVALID_ARGUMENT; one
// that cannot be made any more is DELIVERY_SLOT_TOO_SOON, one outside of the openings DELIVERY_SLOT_CLOSED.
func (p Pace) Slot(start time.Time, openings []Opening, now time.Time) (Slot, error) {
	start = start.UTC()
	end := start.Add(SlotLength)
	if !start.Equal(start.Truncate(SlotLength)) || end.After(SlotsUntil(now)) {
		return Slot{}, errs.Invalid("slotStartTime", "只能预约今天或明天的整点、半点时段")
	}
	if start.Before(now.Add(p.Prepare + p.Ride + p.Slack)) {
		return Slot{}, errs.New(codes.FailedPrecondition, "DELIVERY_SLOT_TOO_SOON", "该时段已来不及，请选择更晚的时段")
	}
	for _, o := range openings {
		if !start.Before(o.From) && !end.After(o.Until) {
			ready := start.Add(-p.Ride)
			return Slot{Start: start, End: end, Begin: ready.Add(-p.Prepare), Ready: ready}, nil
		}
	}
	return Slot{}, SlotClosed()
}

// SlotClosed says that a store cannot serve a slot: it is closed then, or delivers nowhere near the place.
func SlotClosed() error {
	return errs.New(codes.FailedPrecondition, "DELIVERY_SLOT_CLOSED", "门店在该时段不营业或不配送")
}

// SlotFull says that a slot's places are taken.
func SlotFull() error {
	return errs.New(codes.FailedPrecondition, "DELIVERY_SLOT_FULL", "该时段已约满，请选择其他时段")
}

// BookingState is where an order's place in a slot stands. The zero value is no state.
type BookingState int

// The states of a booking. They are stored by number: never renumber.
const (
	Held     BookingState = iota + 1 // 预占: until the order is heard of
	Kept                             // 已约: until the order is cancelled
	Lapsed                           // 已失效: the order was not heard of in time; word of it takes the place again
	Released                         // 已释放: for good; also the mark of a release that came before its booking
)

// BookingStates lists every state, for those who must walk all of them.
func BookingStates() []BookingState { return []BookingState{Held, Kept, Lapsed, Released} }

// BookingAct is something that happens to a booking. The zero value is no act.
type BookingAct int

// The acts, with who brings them about.
const (
	Keep    BookingAct = iota + 1 // the order was placed
	Lapse                         // nothing was heard of the order
	Release                       // the order was cancelled, or never came about
)

// BookingActs lists every act, for those who must walk all of them.
func BookingActs() []BookingAct { return []BookingAct{Keep, Lapse, Release} }

// BookingTransitions is the whole life of a booking: what each act makes of each state. A pair that is not here is an
// error.
//
//nolint:gochecknoglobals // a constant table
var BookingTransitions = map[BookingState]map[BookingAct]BookingState{
	Held:     {Keep: Kept, Lapse: Lapsed, Release: Released},
	Kept:     {Release: Released},
	Lapsed:   {Keep: Kept, Release: Released},
	Released: {},
}

// Next returns the state that an act leads to from s, or DELIVERY_SLOT_STATE_INVALID naming both.
func (s BookingState) Next(a BookingAct) (BookingState, error) {
	next, ok := BookingTransitions[s][a]
	if !ok {
		return 0, errs.Newf(codes.FailedPrecondition, "DELIVERY_SLOT_STATE_INVALID", "a booking that is %s cannot be %s", s, a)
	}
	return next, nil
}

// Takes reports whether a booking in this state takes one of the slot's places.
func (s BookingState) Takes() bool { return s == Held || s == Kept }

// String names the state as messages do.
func (s BookingState) String() string {
	switch s {
	case Held:
		return "held"
	case Kept:
		return "kept"
	case Lapsed:
		return "lapsed"
	case Released:
		return "released"
	}
	return "in no known state"
}

// String names the act as a participle, to follow "cannot be".
func (a BookingAct) String() string {
	switch a {
	case Keep:
		return "kept"
	case Lapse:
		return "let lapse"
	case Release:
		return "released"
	}
	return "changed"
}

// Booking is an order's place in a slot of a store.
type Booking struct {
	OrderID, StoreID int64
	Start            time.Time
	State            BookingState
}
