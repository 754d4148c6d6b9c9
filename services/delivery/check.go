package delivery

import (
	"context"
	"iter"
	"time"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
	"dajiu/services/delivery/internal/domain"
	"dajiu/services/delivery/internal/store"
)

// Fact is where the delivery of an order stands.
type Fact struct {
	OrderID int64
	State   deliveryv1.DeliveryState
}

// Checker tells the facts of a delivery store for a check of the whole platform. It only reads.
type Checker struct{ db *sqldb.DB }

// NewChecker returns a checker of a migrated delivery store.
func NewChecker(db *sqldb.DB) *Checker { return &Checker{db: db} }

// SlotFact is how many places of a slot its counter says are taken, and how many orders have one. In a sound store they
// are the same.
type SlotFact struct {
	StoreID         int64
	Start           time.Time
	Counted, Booked int
}

// Slots streams every slot that somebody booked lately, by store and start. After an error the stream ends.
func (c *Checker) Slots(ctx context.Context) iter.Seq2[SlotFact, error] {
	return func(yield func(SlotFact, error) bool) {
		if err := store.WalkSlots(ctx, c.db, func(s store.SlotCount) bool { return yield(SlotFact(s), nil) }); err != nil {
			yield(SlotFact{}, err)
		}
	}
}

// AreaFact is a store that delivers within an area, and what is wrong with how it is stored; nothing where it is sound.
type AreaFact struct {
	StoreID int64
	Fault   string
}

// Areas streams every store's area by store. After an error the stream ends.
func (c *Checker) Areas(ctx context.Context) iter.Seq2[AreaFact, error] {
	return func(yield func(AreaFact, error) bool) {
		if err := store.WalkAreas(ctx, c.db, func(a store.AreaFault) bool { return yield(AreaFact(a), nil) }); err != nil {
			yield(AreaFact{}, err)
		}
	}
}

// Deliveries streams every order's delivery by order id ascending, a page in memory at a time. After an error the
// stream ends.
func (c *Checker) Deliveries(ctx context.Context) iter.Seq2[Fact, error] {
	return func(yield func(Fact, error) bool) {
		err := store.Walk(ctx, c.db, func(orderID int64, state domain.State) bool {
			return yield(Fact{OrderID: orderID, State: deliveryv1.DeliveryState(state)}, nil) //nolint:gosec // small enum
		})
		if err != nil {
			yield(Fact{}, err)
		}
	}
}

// SealedPlaces are the columns of this service's store that hold sealed values.
func SealedPlaces(ctx context.Context, keys *seal.Keyring) ([]seal.Place, error) {
	return store.Places(ctx, keys)
}

// PersonLeft returns what is left in a delivery store of somebody whose data were erased; nothing where all is well.
func PersonLeft(ctx context.Context, db *sqldb.DB, userID int64) ([]string, error) {
	return store.PersonLeft(ctx, db, userID)
}

// Overstayed counts what should have been swept a day before now: recipients of deliveries.
func Overstayed(ctx context.Context, db *sqldb.DB, now time.Time) (int64, error) {
	return store.Overstayed(ctx, db, now.Add(-store.RecipientsKept-24*time.Hour))
}
