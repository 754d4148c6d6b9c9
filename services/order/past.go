package order

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/grpc/codes"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
	orderapp "dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
	"dajiu/services/order/internal/store"
)

// PastTrade is a trade that was placed before this installation knew of it, with what became of each of its orders.
// Amounts in fen.
type PastTrade struct {
	ID, UserID int64
	// Key is the request's, unique among the customer's.
	Key           string
	PayMethod     orderv1.PayMethod
	Fulfilment    orderv1.Fulfilment
	At, PayBefore time.Time
	Address       PastAddress
	Orders        []PastOrder
	// NewID names an entry of a timeline by the moment it happened; no two calls return the same.
	NewID func(at time.Time) int64
}

// PastAddress is where a trade went.
type PastAddress struct {
	ContactName, Phone, Text string
	LatE6, LngE6             int32
}

// PastStore is who sold.
type PastStore struct {
	ID, MerchantID int64
	Name, Address  string
	LatE6, LngE6   int32
}

// PastLine is what was bought.
type PastLine struct {
	SkuID, ProductID      int64
	Name, Spec, ImageURL  string
	Quantity, WeightGrams int64
	Price, ListPrice      money.Fen
	Liquor                bool
}

// PastOrder is one store's part of a trade. Steps follow its placement; each must be one that the state table knows.
type PastOrder struct {
	ID          int64
	Store       PastStore
	Lines       []PastLine
	DeliveryFee money.Fen
	PickupCode  string
	Steps       []PastStep
	// PaidLateAt is when money came for an order that was cancelled unpaid, and RefundedAt when all that came went back;
	// zero where it did not.
	PaidLateAt, RefundedAt time.Time
}

// PastStep is a state that an order came to, and why where it ended unfulfilled. Confirmed is how the payment of one
// that is paid online shows.
type PastStep struct {
	State  orderv1.OrderState
	Reason orderv1.CancelReason
	At     time.Time
}

// Past writes trades of the past into an order store, of an installation that does not run.
type Past struct {
	db   *sqldb.DB
	keys *seal.Keyring
}

// NewPast returns a writer into a migrated order store.
func NewPast(db *sqldb.DB, keys *seal.Keyring) *Past { return &Past{db: db, keys: keys} }

// Write stores trades in one transaction. Every order goes the way that the domain allows, or none is stored:
// ORDER_STATE_INVALID names one that does not. Nobody is told of anything.
func (p *Past) Write(ctx context.Context, trades []PastTrade) error {
	list := make([]store.Past, len(trades))
	for i := range trades {
		t := &trades[i]
		past := store.Past{NewID: t.NewID, Trade: orderapp.Trade{
			ID: t.ID, UserID: t.UserID, Key: t.Key, PayMethod: domain.PayMethod(t.PayMethod), CreatedAt: t.At,
		}}
		for j := range t.Orders {
			o, err := t.replay(&t.Orders[j])
			if err != nil {
				return fmt.Errorf("past order %d: %w", t.Orders[j].ID, err)
			}
			past.Orders = append(past.Orders, o)
			past.Payable += o.Facts().Payable
		}
		list[i] = past
	}
	return store.InsertPast(ctx, p.db, p.keys, list)
}

// replay lets an order live once more.
func (t *PastTrade) replay(p *PastOrder) (*domain.Order, error) {
	priced, err := p.price()
	if err != nil {
		return nil, err
	}
	o, err := domain.Place(domain.Placement{
		ID: p.ID, TradeID: t.ID, UserID: t.UserID, StoreID: p.Store.ID, MerchantID: p.Store.MerchantID, StoreName: p.Store.Name,
		StoreAddress: p.Store.Address, StoreLatE6: p.Store.LatE6, StoreLngE6: p.Store.LngE6, PayMethod: domain.PayMethod(t.PayMethod),
		Fulfilment: domain.Fulfilment(t.Fulfilment), Priced: priced, Address: domain.Address(t.Address), PickupCode: p.PickupCode, At: t.At, PayBefore: t.PayBefore,
	})
	if err != nil {
		return nil, err
	}
	for _, s := range p.Steps {
		if err := step(o, s); err != nil {
			return nil, err
		}
	}
	if !p.PaidLateAt.IsZero() {
		if _, err := o.TakePayment(p.PaidLateAt); err != nil {
			return nil, err
		}
	}
	if !p.RefundedAt.IsZero() {
		return o, o.NoteRefund(o.Facts().Payable, p.RefundedAt)
	}
	return o, nil
}

func (p *PastOrder) price() (domain.Priced, error) {
	lines := make([]domain.Line, len(p.Lines))
	for i, l := range p.Lines {
		lines[i] = domain.Line{
			SkuID: l.SkuID, ProductID: l.ProductID, Name: l.Name, Spec: l.Spec, ImageURL: l.ImageURL, Quantity: l.Quantity,
			Price: l.Price, ListPrice: l.ListPrice, WeightGrams: l.WeightGrams, Liquor: l.Liquor,
		}
	}
	delivery := domain.Delivery{Fee: p.DeliveryFee}
	if p.DeliveryFee > 0 {
		delivery.Parts = []domain.Step{{Code: "DELIVERY", Title: "配送费", Amount: p.DeliveryFee, Outcome: "APPLIED"}}
	}
	return domain.PriceStore(lines, delivery)
}

// cancelling are the acts by which an order is cancelled before its goods leave, and who does them.
//
//nolint:gochecknoglobals // a constant table
var cancelling = map[orderv1.CancelReason]struct {
	act domain.Act
	by  domain.Actor
}{
	orderv1.CancelReason_CANCEL_REASON_CUSTOMER:        {domain.CancelByCustomer, domain.Customer},
	orderv1.CancelReason_CANCEL_REASON_PAYMENT_TIMEOUT: {domain.ExpirePayment, domain.System},
	orderv1.CancelReason_CANCEL_REASON_STORE:           {domain.CancelByStore, domain.Store},
	orderv1.CancelReason_CANCEL_REASON_ACCEPT_TIMEOUT:  {domain.ExpireAcceptance, domain.System},
	orderv1.CancelReason_CANCEL_REASON_STOCK_LOST:      {domain.LoseStock, domain.System},
}

// step takes an order one state further.
func step(o *domain.Order, s PastStep) (err error) {
	f := o.Facts()
	carrier := domain.Courier
	if f.Fulfilment == domain.Pickup {
		carrier = domain.Store
	}
	switch to := domain.State(s.State); to { //nolint:exhaustive // no step leads to waiting for payment
	case domain.Confirmed:
		_, err = o.TakePayment(s.At)
	case domain.Accepted:
		_, err = o.Do(domain.Accept, domain.Store, "", s.At)
	case domain.Picking:
		_, err = o.Do(domain.StartPicking, domain.Store, "", s.At)
	case domain.Ready:
		_, err = o.Do(domain.FinishPacking, domain.Store, "", s.At)
	case domain.Shipped:
		err = o.Leave(carrier, s.At)
	case domain.Delivered:
		_, err = o.HandOver(f.Payable, carrier, s.At)
	case domain.Completed:
		_, err = o.Do(domain.Complete, domain.Customer, "", s.At)
	case domain.Returning:
		_, err = o.RefuseHandOver(s.Reason == orderv1.CancelReason_CANCEL_REASON_AGE_REFUSED, "", s.At)
	case domain.Cancelled:
		how, known := cancelling[s.Reason]
		if f.State == domain.Returning {
			how.act, how.by, known = domain.Return, domain.Store, true
		}
		if !known {
			return errs.Newf(codes.InvalidArgument, "ORDER_STATE_INVALID", "an order is not cancelled for %s", s.Reason)
		}
		_, err = o.Do(how.act, how.by, "", s.At)
	default:
		err = errs.Newf(codes.InvalidArgument, "ORDER_STATE_INVALID", "no step leads to %s", s.State)
	}
	if err == nil && o.Facts().State != domain.State(s.State) {
		err = errs.Newf(codes.InvalidArgument, "ORDER_STATE_INVALID", "an order that is %s did not become %s", o.Facts().State, s.State)
	}
	return err
}
