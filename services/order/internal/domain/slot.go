package domain

import "time"

// Slot is when goods reach the customer, as promised at placement: 预约时段. The delivery service keeps slots; the zero
// value promises nothing but as soon as possible.
type Slot struct {
	Start, End time.Time
	// Begin is when the store must begin, and Ready when the goods must be packed.
	Begin, Ready time.Time
}

// InStore reports whether the goods are still in their store, and are to leave it.
func (f Facts) InStore() bool {
	return f.State == PendingPayment || f.State == Confirmed || f.State == Accepted || f.State == Picking || f.State == Ready
}

// AcceptBefore is until when a store must accept an order that waits since a moment: it always has the time that the
// business sets, and for an order with a slot until it must begin.
func (f Facts) AcceptBefore(since time.Time, within time.Duration) time.Time {
	before := since.Add(within)
	if f.Slot.Begin.After(before) {
		return f.Slot.Begin
	}
	return before
}
