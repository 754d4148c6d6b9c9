// Package app is what can be done with deliveries: pricing them, offering them to couriers, handing the goods over.
//
// It guarantees that a job is offered until somebody takes it or its order is cancelled, and that what a courier or a
// store does is done once, however often they repeat it.
//
// It knows no SQL and no wire format. Start with dispatch.go.
package app

import (
	"context"
	"time"

	"dajiu/platform/clock"
	"dajiu/platform/money"
	"dajiu/services/delivery/internal/domain"
)

// Scope is whose deliveries a call may see: exactly one of the first three is set, or All.
type Scope struct {
	UserID    int64
	CourierID int64
	StoreID   int64
	All       bool
}

// Offer is a job offered to a courier.
type Offer struct {
	domain.Facts
	Until time.Time
}

// Courier is a courier as they see themselves.
type Courier struct {
	ID       int64
	OnDuty   bool
	OpenJobs int32
}

// Sighting is where a courier was, and whether they take jobs.
type Sighting struct {
	CourierID int64
	OnDuty    bool
	Point     domain.Point
	// At is when the courier was there; zero: never.
	At time.Time
	// ChangedAt is when the courier was last heard of.
	ChangedAt time.Time
}

// Round is one round of offers of a job.
type Round struct {
	DeliveryID, OrderID int64
	// Number is the round that is due; another than the delivery's is over.
	Number int32
	// Nearest are the couriers worth asking, the nearest first.
	Nearest []int64
	// Offers is how many may think about the job at a time.
	Offers int
	// At is now; Until is how long they may answer; Again is when to look again where nobody could be asked.
	At, Until, Again time.Time
}

// Waiting is a job for which nobody could be asked, and the round that is due.
type Waiting struct {
	DeliveryID int64
	Round      int32
	Store      domain.Point
}

// Guess is a pickup code said at a counter.
type Guess struct {
	StoreID   int64
	Code      string
	Checked   domain.AgeCheck
	Collected money.Fen
	At        time.Time
}

// Gift is a job that an operator gives to a courier by name: 指派.
type Gift struct {
	DeliveryID int64
	// From is who has it; 0: nobody yet. To is who gets it.
	From, To int64
	Why      string
	At       time.Time
}

// Orders is the order service, which alone knows whether an order may still leave its store.
type Orders interface {
	// Ship records that an order's goods leave the store: from then on it cannot be cancelled. An order that was
	// cancelled before is DELIVERY_STATE_INVALID. Repeating it is no error.
	Ship(ctx context.Context, orderID int64) error
}

// Jobs keeps deliveries and their offers.
type Jobs interface {
	Delivery(ctx context.Context, scope Scope, deliveryID int64) (domain.Facts, error)
	OfOrder(ctx context.Context, scope Scope, orderID int64) (domain.Facts, error)
	Update(ctx context.Context, scope Scope, deliveryID int64, change func(*domain.Delivery) error) (domain.Facts, error)
	Take(ctx context.Context, deliveryID, courierID int64, at time.Time) (domain.Facts, error)
	// Give takes a job from one courier and gives it to another who is named, or changes nothing.
	Give(ctx context.Context, scope Scope, g Gift) (domain.Facts, error)
	Decline(ctx context.Context, deliveryID, courierID int64, at time.Time) error
}

// Rounds carries rounds of offers out.
type Rounds interface {
	// Resting returns the couriers who declined a job lately, and where the job stands.
	Resting(ctx context.Context, deliveryID int64, since time.Time) (map[int64]bool, error)
	// Offer carries a round out, once; a round that is over changes nothing.
	Offer(ctx context.Context, r Round) error
	// Waiting returns jobs for which nobody could be asked, those that wait longest first.
	Waiting(ctx context.Context, limit int) ([]Waiting, error)
	// Declined returns the jobs that a courier declined lately.
	Declined(ctx context.Context, courierID int64, since time.Time) (map[int64]bool, error)
}

// Counter hands goods out against codes.
type Counter interface {
	// Opens finds what a code opens, or has just opened, and changes nothing but the count of
	// wrong codes.
	Opens(ctx context.Context, g Guess) (domain.Facts, error)
	HandOut(ctx context.Context, g Guess) (domain.Facts, error)
}

// Couriers keeps couriers.
type Couriers interface {
	SetDuty(ctx context.Context, s Sighting) (Courier, error)
	SavePosition(ctx context.Context, s Sighting, cameNear bool) error
	ChangedSince(ctx context.Context, since time.Time) ([]Sighting, error)
	Position(ctx context.Context, courierID int64) (Sighting, error)
	// Room returns how many more jobs a courier may take, beside those that are offered to them already.
	Room(ctx context.Context, courierID int64, at time.Time) (int32, error)
	// Loads returns how many jobs couriers on duty carry.
	Loads(ctx context.Context, couriers []int64) (map[int64]int32, error)
	// Unseen returns couriers on duty within a box who were not seen since a time, by id, at most limit of them.
	Unseen(ctx context.Context, in domain.Box, since time.Time, limit int) ([]Sighting, error)
}

// Stores is the product service, which knows where stores are and when they take orders.
type Stores interface {
	// Openings returns a store's place and when it takes orders between two instants. An unknown store is
	// DELIVERY_SLOT_CLOSED.
	Openings(ctx context.Context, storeID int64, from, until time.Time) (at domain.Point, openings []domain.Opening, err error)
}

// Slots keeps how many orders are booked for which slot.
type Slots interface {
	// Booked returns how many places of a store's slots between two instants are taken, by the slot's start.
	Booked(ctx context.Context, storeID int64, from, until time.Time) (map[time.Time]int, error)
	// Book takes one of a slot's places for an order, if fewer than capacity are taken: DELIVERY_SLOT_FULL. The place is
	// free again at lapse, unless the order is heard of. Repeating it takes no second one; an order that gave its place up
	// is DELIVERY_SLOT_RELEASED.
	Book(ctx context.Context, b domain.Booking, capacity int, lapse time.Time) error
	// Release gives an order's place back for good, also where it has none yet.
	Release(ctx context.Context, orderID int64) error
}

// Zones keeps how stores deliver.
type Zones interface {
	Zone(ctx context.Context, storeID int64) (z domain.Zone, found bool, err error)
	PutZone(ctx context.Context, z domain.Zone, at time.Time) error
}

// Policy is what the business sets.
type Policy struct {
	Tariff domain.Tariff
	// OfferFor is how long a courier may think; RetryAfter is when to look again where nobody is near.
	OfferFor, RetryAfter time.Duration
	// Offers is how many couriers are asked at a time.
	Offers int
	// Radius is how far couriers are searched at first; each round adds Widening, up to Farthest. Metres.
	Radius, Widening, Farthest int32
	// FreshFor is how long a position is believed.
	FreshFor time.Duration
	// SaveEvery bounds how often one courier's position is written down.
	SaveEvery time.Duration
	// RestFor is how long a courier who declined a job is not asked again.
	RestFor time.Duration
	// OpenJobs is how many jobs a courier may carry at a time.
	OpenJobs int32
	// SlotCapacity is how many orders may be booked for one slot of a store that says nothing else.
	SlotCapacity int
	// HoldFor is how long a place is held for an order that is not heard of.
	HoldFor time.Duration
}

// Deliveries is the use cases.
type Deliveries struct {
	Orders   Orders
	Jobs     Jobs
	Rounds   Rounds
	Counter  Counter
	Couriers Couriers
	Zones    Zones
	Stores   Stores
	Slots    Slots
	Fleet    *Fleet
	Board    *Board
	Clock    clock.Clock
	// Policy is asked at each use: operators change it while the program runs.
	Policy func() Policy
}
