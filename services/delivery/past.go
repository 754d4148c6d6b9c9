package delivery

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/grpc/codes"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
	"dajiu/services/delivery/internal/domain"
	"dajiu/services/delivery/internal/store"
)

// PastDelivery is the way of an order that was placed before this installation knew of it.
type PastDelivery struct {
	ID, OrderID, UserID, StoreID int64
	StoreName, StoreAddress      string
	StoreLatE6, StoreLngE6       int32
	ContactName, Phone, Drop     string
	DropLatE6, DropLngE6         int32
	// AgeCheck: there was liquor among the goods. Collect is what was due at the hand-over. PickupCode is empty where a
	// courier brought the goods.
	AgeCheck   bool
	Collect    money.Fen
	PickupCode string
	// CourierID is who brought the goods, or was to.
	CourierID int64
	// At is when the order was first heard of; ReadyAt when the goods were packed, zero where they never were.
	At, ReadyAt time.Time
	Steps       []PastStep
}

// PastStep is a state that a delivery came to.
type PastStep struct {
	State deliveryv1.DeliveryState
	At    time.Time
}

// Past writes deliveries of the past into a delivery store, of an installation that does not run.
type Past struct {
	db   *sqldb.DB
	keys *seal.Keyring
}

// NewPast returns a writer into a migrated delivery store.
func NewPast(db *sqldb.DB, keys *seal.Keyring) *Past { return &Past{db: db, keys: keys} }

// Write stores deliveries in one transaction. Each goes the way that the domain allows, or none is stored:
// DELIVERY_STATE_INVALID names one that does not. Nobody is told of anything, and no courier is loaded: a job that is
// still under way does not count against its courier.
func (p *Past) Write(ctx context.Context, list []PastDelivery) error {
	facts := make([]domain.Facts, len(list))
	for i := range list {
		f, err := list[i].replay()
		if err != nil {
			return fmt.Errorf("past delivery of order %d: %w", list[i].OrderID, err)
		}
		facts[i] = f
	}
	return store.InsertPast(ctx, p.db, p.keys, facts)
}

// replay lets a delivery be made once more.
func (p *PastDelivery) replay() (domain.Facts, error) {
	d, err := domain.Expect(p.ID, p.OrderID, p.UserID, p.StoreID, p.At)
	if err != nil {
		return domain.Facts{}, err
	}
	for _, s := range p.Steps {
		if !p.ReadyAt.IsZero() && !s.At.Before(p.ReadyAt) {
			d.MarkReady(p.ReadyAt)
		}
		if err := p.step(d, s); err != nil {
			return domain.Facts{}, err
		}
		if d.Facts().State != domain.State(s.State) {
			return domain.Facts{}, errs.Newf(codes.InvalidArgument, "DELIVERY_STATE_INVALID", "a delivery that is %s did not become %s", d.Facts().State, s.State)
		}
	}
	if !p.ReadyAt.IsZero() {
		d.MarkReady(p.ReadyAt)
	}
	return d.Facts(), nil
}

func (p *PastDelivery) step(d *domain.Delivery, s PastStep) error {
	switch domain.State(s.State) { //nolint:exhaustive // no step leads to an order that is only heard of
	case domain.Searching, domain.AwaitingPickup:
		return d.Arrange(p.details(), DefaultConfig().tariff(), s.At)
	case domain.Assigned:
		return d.Assign(p.CourierID, s.At)
	case domain.PickedUp:
		return d.PickUp(s.At)
	case domain.HandedOver:
		return d.HandOver(domain.AgeIDShown, p.Collect, s.At)
	case domain.Refused:
		return d.Refuse(domain.Minor, "", s.At)
	case domain.Returned:
		return d.ReceiveReturn(s.At)
	case domain.Cancelled:
		d.Cancel(s.At)
	}
	return nil
}

func (p *PastDelivery) details() domain.Details {
	return domain.Details{
		StoreName: p.StoreName, StoreAddress: p.StoreAddress, Store: domain.Point{LatE6: p.StoreLatE6, LngE6: p.StoreLngE6},
		ContactName: p.ContactName, Phone: p.Phone, DropText: p.Drop, Drop: domain.Point{LatE6: p.DropLatE6, LngE6: p.DropLngE6},
		AgeCheck: p.AgeCheck, Collect: p.Collect, PickupCode: p.PickupCode,
	}
}
