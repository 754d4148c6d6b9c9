package domain

import (
	"slices"

	"dajiu/platform/id"
)

// State is where an order stands, by the numbers of the order service's contract.
type State int

// The states that are told apart; picking counts as accepted.
const (
	PendingPayment State = 1
	Waiting        State = 2 // confirmed, and not accepted
	Taken          State = 3
	Ready          State = 5
	Shipped        State = 6
	Done           State = 7
	Returning      State = 9
	Ended          State = 10 // cancelled
)

// Open reports whether somebody still has to do something about an order that stands so.
func (s State) Open() bool { return s != 0 && s != Done && s != Ended && s != 8 }

// Act is what an event tells that happened.
type Act int

// The acts.
const (
	WasPlaced Act = iota + 1
	WasConfirmed
	WasAccepted
	WasPacked
	WasShipped
	WasDelivered
	WasReturning
	WasCancelled
	WasRefunded
	WasHandedOver // by a courier, or over the counter
	WasRefused    // at the door
)

// Line is what was bought: so many pieces of a SKU, for an amount in fen.
type Line struct {
	SkuID, ProductID, Quantity, Amount int64
}

// Told is what one event tells of an order. Amounts are fen, moments milliseconds since 1970.
type Told struct {
	Act     Act
	At      int64
	OrderID int64
	// Zero where a delivery tells, which does not know.
	UserID, StoreID int64
	Pay, Fulfilment int
	Payable, Pieces int64
	State           State
	Version         int64
	Lines           []Line
	// Refunded is all that went back, Collected what was taken at the hand-over.
	Refunded, Collected, CourierID int64
}

// Known is what is known of an order. Moments are 0 where they have not come.
type Known struct {
	OrderID, UserID, StoreID                            int64
	Pay, Fulfilment                                     int
	Payable, Pieces                                     int64
	Confirmed, Accepted, Packed, Delivered, Cancelled   int64
	Refunded, Collected, CourierID, HandedOver, Refusal int64
	State                                               State
	Version                                             int64
}

// Change is what something new adds up to.
type Change struct {
	Slot    Slot
	Entries []Entry
	// Lines were sold, or arrived, at LinesAt.
	Lines   []Line
	LinesAt int64
	// Delivered says that the lines arrived; else they were sold.
	Delivered bool
	// From and To are where the order stood and stands, 0 where that is not to be counted.
	From, To State
	// Courier is told of a hand-over or a refusal.
	Courier []CourierEntry
}

// CourierEntry counts what a courier did at a moment.
type CourierEntry struct {
	At, CourierID, Deliveries, Refusals int64
}

// Hear takes in what an event tells, and returns what that adds. Events may come in any order; one that tells nothing new
// adds nothing.
func (k *Known) Hear(t Told) Change {
	before := *k
	k.learn(t)
	c := Change{Slot: Slot{StoreID: k.StoreID, Pay: k.Pay, Fulfilment: k.Fulfilment}}
	if k.StoreID == 0 {
		return c // a delivery told of it first: it counts once the order does
	}
	c.Entries = difference(before.entries(), k.entries())
	if t.Refunded > before.Refunded {
		c.Entries = append(c.Entries, Entry{t.At, Refunds, t.Refunded - before.Refunded})
		if before.Refunded == 0 {
			c.Entries = append(c.Entries, Entry{t.At, Refunded, 1})
		}
	}
	switch {
	case before.Confirmed == 0 && t.Act == WasConfirmed:
		c.Lines, c.LinesAt = t.Lines, t.At
	case before.Delivered == 0 && t.Act == WasDelivered:
		c.Lines, c.LinesAt, c.Delivered = t.Lines, t.At, true
	}
	if before.State != k.State || before.StoreID == 0 {
		c.From, c.To = before.counted(), k.counted()
	}
	c.Courier = k.courierSince(before)
	return c
}

// learn sets what the event knows better.
func (k *Known) learn(t Told) {
	k.OrderID = t.OrderID
	if t.StoreID != 0 {
		k.UserID, k.StoreID, k.Pay, k.Fulfilment, k.Payable, k.Pieces = t.UserID, t.StoreID, t.Pay, t.Fulfilment, t.Payable, t.Pieces
	}
	if t.Version > k.Version {
		k.Version, k.State = t.Version, t.State
	}
	if moment := k.moment(t.Act); moment != nil && *moment == 0 {
		*moment = t.At
	}
	k.Refunded, k.Collected = max(k.Refunded, t.Refunded), max(k.Collected, t.Collected)
	if t.CourierID != 0 {
		k.CourierID = t.CourierID
	}
}

// moment is where the time of an act is kept; nil where it is not.
func (k *Known) moment(a Act) *int64 {
	switch a {
	case WasConfirmed:
		return &k.Confirmed
	case WasAccepted:
		return &k.Accepted
	case WasPacked:
		return &k.Packed
	case WasDelivered:
		return &k.Delivered
	case WasCancelled:
		return &k.Cancelled
	case WasHandedOver:
		return &k.HandedOver
	case WasRefused:
		return &k.Refusal
	case WasPlaced, WasShipped, WasReturning, WasRefunded:
	}
	return nil
}

// counted is the state as it is counted: 0 where the order is over, or its store is not known.
func (k *Known) counted() State {
	if k.StoreID == 0 || !k.State.Open() {
		return 0
	}
	return k.State
}

// entries are all that is known of an order, as sums. Refunds are not among them: each counts when it comes.
func (k *Known) entries() []Entry {
	if k.StoreID == 0 {
		return nil
	}
	list := make([]Entry, 0, 16)
	add := func(at int64, c Column, v int64) {
		if at != 0 && v != 0 {
			list = append(list, Entry{at, c, v})
		}
	}
	add(PlacedAt(k.OrderID), Placed, 1)
	add(k.Confirmed, Confirmed, 1)
	add(k.Confirmed, GMV, k.Payable)
	add(k.Confirmed, Pieces, k.Pieces)
	add(k.Accepted, Accepted, 1)
	add(k.Accepted, AcceptSeconds, seconds(k.Confirmed, k.Accepted))
	add(k.Packed, Packed, 1)
	add(k.Packed, PackSeconds, seconds(k.Accepted, k.Packed))
	add(k.Delivered, Delivered, 1)
	add(k.Delivered, DeliveredAmount, k.Payable)
	add(k.Delivered, BringSeconds, seconds(k.Packed, k.Delivered))
	add(k.Delivered, TotalSeconds, seconds(k.Confirmed, k.Delivered))
	if k.Confirmed != 0 {
		if c, ok := within(seconds(k.Confirmed, k.Delivered)); ok {
			add(k.Delivered, c, 1)
		}
		add(k.Cancelled, Dropped, 1)
	}
	add(k.Cancelled, Cancelled, 1)
	add(k.HandedOver, Collected, k.Collected)
	return list
}

// PlacedAt is the moment at which an order was placed, which its id tells.
func PlacedAt(orderID int64) int64 { return id.Time(orderID).UnixMilli() }

// seconds are those between two moments that are known; 0 where one is not.
func seconds(from, to int64) int64 {
	if from == 0 || to <= from {
		return 0
	}
	return (to - from) / 1000
}

// within is the quarter of an hour that a fulfilment's time falls into; none above an hour.
func within(seconds int64) (Column, bool) {
	for i, bound := range []int64{15, 30, 45, 60} {
		if seconds <= bound*60 {
			return Within15 + Column(i), true
		}
	}
	return 0, false
}

// difference is what has to be added to one list to make it the other.
func difference(before, after []Entry) []Entry {
	list := make([]Entry, 0, len(after))
	for _, e := range after {
		if !slices.Contains(before, e) {
			list = append(list, e)
		}
	}
	for _, e := range before {
		if !slices.Contains(after, e) {
			list = append(list, Entry{e.At, e.Column, -e.Value})
		}
	}
	return list
}

// courierSince is what the courier did that was not counted before.
func (k *Known) courierSince(before Known) []CourierEntry {
	counts := func(k Known) []CourierEntry {
		var list []CourierEntry
		if k.CourierID == 0 || k.StoreID == 0 {
			return nil
		}
		if k.HandedOver != 0 {
			list = append(list, CourierEntry{At: k.HandedOver, CourierID: k.CourierID, Deliveries: 1})
		}
		if k.Refusal != 0 {
			list = append(list, CourierEntry{At: k.Refusal, CourierID: k.CourierID, Refusals: 1})
		}
		return list
	}
	was, is := counts(before), counts(*k)
	var list []CourierEntry
	for _, e := range is {
		if !slices.Contains(was, e) {
			list = append(list, e)
		}
	}
	for _, e := range was {
		if !slices.Contains(is, e) {
			list = append(list, CourierEntry{At: e.At, CourierID: e.CourierID, Deliveries: -e.Deliveries, Refusals: -e.Refusals})
		}
	}
	return list
}

// Buyer is somebody's first confirmed order, as far as is known.
type Buyer struct {
	UserID, OrderID, At int64
	Slot                Slot
}

// Hear takes in that an order of theirs was confirmed, and returns what that adds, by slot. The order that was placed
// first is the first, in whatever order they are told.
func (b *Buyer) Hear(k *Known) (gone, come *Buyer) {
	next := Buyer{UserID: k.UserID, OrderID: k.OrderID, At: k.Confirmed, Slot: Slot{k.StoreID, k.Pay, k.Fulfilment}}
	if b.OrderID != 0 && b.OrderID <= next.OrderID {
		return nil, nil
	}
	if b.OrderID != 0 {
		was := *b
		gone = &was
	}
	*b = next
	return gone, b
}

// SumInto adds all that an order comes to, refunds with it.
func (k *Known) SumInto(f *Figures) {
	for _, e := range k.entries() {
		f[e.Column] += e.Value
	}
	if k.Refunded > 0 {
		f[Refunds] += k.Refunded
		f[Refunded]++
	}
}
