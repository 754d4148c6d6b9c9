package analytics

import (
	"context"
	"fmt"
	"slices"
	"time"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/clock"
	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/services/analytics/internal/domain"
	"dajiu/services/analytics/internal/store"
)

// PastOrder is an order that was placed before this installation knew of it. Amounts in fen.
type PastOrder struct {
	OrderID, UserID, StoreID int64
	PayMethod                orderv1.PayMethod
	Fulfilment               orderv1.Fulfilment
	Payable                  money.Fen
	Lines                    []PastLine
	// Steps are the states that it came to, the first with its placement.
	Steps []PastStep
	// CourierID is who brought it, or tried to; 0 at the counter.
	CourierID int64
	// Collected is what was taken at the hand-over.
	Collected money.Fen
	// RefundedAt is when all that came went back; zero where nothing did.
	RefundedAt time.Time
}

// PastLine is what was bought.
type PastLine struct {
	SkuID, ProductID, Quantity int64
	Amount                     money.Fen
}

// PastStep is a state that an order came to.
type PastStep struct {
	State orderv1.OrderState
	At    time.Time
}

// Past writes what orders of the past add up to into an analytics store, of an installation that does not run.
type Past struct {
	db   *sqldb.DB
	rows *store.Store
}

// NewPast returns a writer into a migrated analytics store.
func NewPast(db *sqldb.DB) *Past { return &Past{db: db, rows: store.New(db, nil, clock.Real())} }

// Write takes in orders in one transaction, as if their events came. The same order again changes nothing.
func (p *Past) Write(ctx context.Context, orders []PastOrder) error {
	var told []domain.Told
	for i := range orders {
		told = append(told, orders[i].told()...)
	}
	err := p.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		for some := range slices.Chunk(told, pastAtOnce) {
			if err := p.rows.TakeIn(ctx, tx, some); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("analytics: past orders: %w", err)
	}
	return nil
}

// pastAtOnce is how many events are added up before they are written.
const pastAtOnce = 50_000

// told is what the events of an order would have told.
func (o *PastOrder) told() []domain.Told {
	about := domain.Told{
		OrderID: o.OrderID, UserID: o.UserID, StoreID: o.StoreID, Pay: int(o.PayMethod), Fulfilment: int(o.Fulfilment), Payable: int64(o.Payable),
	}
	var lines []domain.Line
	for _, l := range o.Lines {
		about.Pieces += l.Quantity
		lines = append(lines, domain.Line{SkuID: l.SkuID, ProductID: l.ProductID, Quantity: l.Quantity, Amount: int64(l.Amount)})
	}
	var list []domain.Told
	for i, s := range o.Steps {
		t := about
		t.Act, t.At, t.State, t.Version = actOf(s.State), s.At.UnixMilli(), domain.State(s.State), int64(i)+1
		if t.Act == domain.WasConfirmed || t.Act == domain.WasDelivered {
			t.Lines = lines
		}
		list = append(list, t)
		by := domain.Told{At: t.At, OrderID: o.OrderID, CourierID: o.CourierID}
		switch t.Act { //nolint:exhaustive // a delivery tells of these
		case domain.WasDelivered:
			by.Act, by.Collected = domain.WasHandedOver, int64(o.Collected)
			list = append(list, by)
		case domain.WasReturning:
			by.Act = domain.WasRefused
			list = append(list, by)
		}
	}
	if !o.RefundedAt.IsZero() {
		t := about
		t.Act, t.At, t.Refunded = domain.WasRefunded, o.RefundedAt.UnixMilli(), int64(o.Payable)
		list = append(list, t)
	}
	return list
}

// actOf is what happened when an order came to a state.
func actOf(s orderv1.OrderState) domain.Act {
	switch s {
	case orderv1.OrderState_ORDER_STATE_CONFIRMED:
		return domain.WasConfirmed
	case orderv1.OrderState_ORDER_STATE_ACCEPTED:
		return domain.WasAccepted
	case orderv1.OrderState_ORDER_STATE_READY:
		return domain.WasPacked
	case orderv1.OrderState_ORDER_STATE_SHIPPED:
		return domain.WasShipped
	case orderv1.OrderState_ORDER_STATE_DELIVERED:
		return domain.WasDelivered
	case orderv1.OrderState_ORDER_STATE_RETURNING:
		return domain.WasReturning
	case orderv1.OrderState_ORDER_STATE_CANCELLED:
		return domain.WasCancelled
	case orderv1.OrderState_ORDER_STATE_PENDING_PAYMENT, orderv1.OrderState_ORDER_STATE_PICKING, orderv1.OrderState_ORDER_STATE_COMPLETED,
		orderv1.OrderState_ORDER_STATE_UNSPECIFIED:
	}
	return domain.WasPlaced // what is not told apart only moves the order on
}
