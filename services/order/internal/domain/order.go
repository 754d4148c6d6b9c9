package domain

import (
	"strconv"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/money"
)

// PayMethod is how a trade is paid.
type PayMethod int

// The ways to pay. Stored by number.
const (
	PayWechat     PayMethod = iota + 1 // 微信支付
	PayOnDelivery                      // 货到付款
)

// PayState is what became of an order's money.
type PayState int

// The states of an order's money. Stored by number.
const (
	Unpaid PayState = iota + 1
	Paid
	Refunding
	Refunded
)

// Fulfilment is how the goods reach the customer.
type Fulfilment int

// The fulfilments. Stored by number.
const (
	Instant Fulfilment = iota + 1 // 即时配送
	Pickup                        // 到店自提
)

// Reason is why an order was cancelled.
type Reason int

// The reasons. Stored by number; the same as the API's CancelReason.
const (
	ByCustomer Reason = iota + 1
	PaymentTimeout
	ByStore
	AcceptTimeout
	StockLost
	AgeRefused
	DeliveryRefused
	ByPlatform
)

// Actor is who changed an order.
type Actor string

// The actors.
const (
	Customer Actor = "CUSTOMER"
	Store    Actor = "STORE"
	Courier  Actor = "COURIER"
	Operator Actor = "OPERATOR"
	System   Actor = "SYSTEM"
)

// Line is one SKU of an order, frozen as it was when the order was placed. Amounts in fen.
type Line struct {
	SkuID, ProductID, ProductVersion int64
	Name, Spec, ImageURL             string
	Quantity                         int64
	Price, ListPrice, Amount         money.Fen
	WeightGrams                      int64
	Liquor                           bool
}

// Address is where an order goes, frozen.
type Address struct {
	ContactName, Phone, Text string
	LatE6, LngE6             int32
}

// Step is one step of how the price came about.
type Step struct {
	Code, Title string
	Amount      money.Fen
	Outcome     string
}

// Event is one entry of an order's timeline.
type Event struct {
	Seq   int64
	State State
	Actor Actor
	Note  string
	At    time.Time
}

// Facts is everything an order is: how the store keeps it and the transport shows it. Changing one changes
// nothing; only an Order's methods do.
type Facts struct {
	ID, TradeID, UserID, StoreID, MerchantID int64
	StoreName, StoreAddress                  string
	State                                    State
	PayState                                 PayState
	PayMethod                                PayMethod
	Fulfilment                               Fulfilment
	Goods, DeliveryFee, Payable, Refunded    money.Fen
	Steps                                    []Step
	Lines                                    []Line
	Address                                  Address
	StoreLatE6, StoreLngE6                   int32
	Remark, PickupCode                       string
	Reason                                   Reason
	// Slot is what was promised; ReadyBy is when the goods must be packed, with a slot or without.
	Slot                            Slot
	ReadyBy                         time.Time
	CreatedAt, PayBefore, UpdatedAt time.Time
	Version                         int64
}

// storeKnowsFor is how long after an order's end its store may have to ask the customer back.
const storeKnowsFor = 7 * 24 * time.Hour

// ForgottenByStore reports whether an order ended so long ago that whom it went to is no business of its store any more.
func (f *Facts) ForgottenByStore(now time.Time) bool {
	ended := f.State == Completed || f.State == Cancelled
	return ended && now.Sub(f.UpdatedAt) >= storeKnowsFor
}

// Pieces is how many pieces the order has in all.
func (f *Facts) Pieces() int64 {
	var n int64
	for _, l := range f.Lines {
		n += l.Quantity
	}
	return n
}

// Title names the order by its first line, for messages.
func (f *Facts) Title() string {
	if len(f.Lines) == 0 {
		return ""
	}
	if more := f.Pieces() - f.Lines[0].Quantity; more > 0 {
		return f.Lines[0].Name + " 等" + strconv.FormatInt(f.Pieces(), 10) + "件"
	}
	return f.Lines[0].Name
}

// HasLiquor reports whether a line is liquor, which is handed over only after an age check.
func (f *Facts) HasLiquor() bool {
	for _, l := range f.Lines {
		if l.Liquor {
			return true
		}
	}
	return false
}

// Order is one store's part of a trade.
type Order struct {
	facts  Facts
	events []Event
}

// Rehydrate makes an order of what was stored. Only the store may call it.
func Rehydrate(f Facts) *Order { return &Order{facts: f} }

// Facts returns what the order is now.
func (o *Order) Facts() Facts { return o.facts }

// Recorded returns the timeline entries since the order was made or rehydrated.
func (o *Order) Recorded() []Event { return o.events }

// Do carries an act out: it moves the state along the table, or reports ORDER_STATE_INVALID. An act whose
// result the order already shows is not repeated and no error, so that callers may repeat themselves; done
// tells the difference.
func (o *Order) Do(a Act, by Actor, note string, at time.Time) (done bool, err error) {
	next, err := o.facts.State.Next(a)
	if err != nil {
		if o.shows(a) {
			return false, nil
		}
		return false, err
	}
	if reason := reasonOf(a); reason != 0 {
		o.facts.Reason = reason
	}
	o.move(next, by, note, at)
	return true, nil
}

// shows reports whether the order is in the state that the act, and no other, leads to.
func (o *Order) shows(a Act) bool {
	switch a {
	case Accept:
		return o.facts.State == Accepted
	case StartPicking:
		return o.facts.State == Picking
	case FinishPacking:
		return o.facts.State == Ready
	case Ship:
		return o.facts.State == Shipped
	case Deliver:
		return o.facts.State == Delivered
	case Complete:
		return o.facts.State == Completed
	case Refuse:
		return o.facts.State == Returning
	case CancelByCustomer, CancelByStore, CancelByPlatform, ExpirePayment, ExpireAcceptance, LoseStock:
		return o.facts.State == Cancelled && o.facts.Reason == reasonOf(a)
	case Confirm, Return:
		return false
	}
	return false
}

func reasonOf(a Act) Reason {
	switch a {
	case CancelByCustomer:
		return ByCustomer
	case CancelByStore:
		return ByStore
	case ExpirePayment:
		return PaymentTimeout
	case ExpireAcceptance:
		return AcceptTimeout
	case LoseStock:
		return StockLost
	case CancelByPlatform:
		return ByPlatform
	case Confirm, Accept, StartPicking, FinishPacking, Ship, Deliver, Complete, Refuse, Return:
		return 0
	}
	return 0
}

func (o *Order) move(next State, by Actor, note string, at time.Time) {
	o.facts.State, o.facts.UpdatedAt = next, at
	if next == Cancelled && o.facts.PayState == Paid {
		o.facts.PayState = Refunding
	}
	o.facts.Version++
	o.events = append(o.events, Event{Seq: o.facts.Version, State: next, Actor: by, Note: note, At: at})
}

// TakePayment records that the trade's money arrived. An order that waited for it is confirmed; one that was
// cancelled meanwhile is refunded by payment, and shows that.
func (o *Order) TakePayment(at time.Time) (confirmed bool, err error) {
	if o.facts.PayState != Unpaid {
		return false, nil
	}
	switch o.facts.State { //nolint:exhaustive // all other states were paid before
	case PendingPayment:
		o.facts.PayState = Paid
		return o.Do(Confirm, System, "", at)
	case Cancelled:
		o.facts.PayState, o.facts.UpdatedAt = Refunding, at
		o.facts.Version++
		return false, nil
	}
	return false, errs.Newf(codes.FailedPrecondition, "ORDER_STATE_INVALID", "an order that is %s cannot be paid", o.facts.State)
}

// Leave records that the goods leave the store, with a courier or over the counter. Goods that left already are no
// error; an order that was cancelled, or is not packed, refuses with ORDER_STATE_INVALID.
func (o *Order) Leave(by Actor, at time.Time) error {
	switch o.facts.State { //nolint:exhaustive // all others refuse, or leave now
	case Shipped, Delivered, Completed, Returning:
		return nil
	}
	_, err := o.Do(Ship, by, "", at)
	return err
}

// RefuseHandOver records that the goods were not handed over, and why: for the person's age, or else.
func (o *Order) RefuseHandOver(age bool, note string, at time.Time) (done bool, err error) {
	if err := o.Leave(Courier, at); err != nil {
		return false, err
	}
	if done, err = o.Do(Refuse, Courier, note, at); done {
		o.facts.Reason = DeliveryRefused
		if age {
			o.facts.Reason = AgeRefused
		}
	}
	return done, err
}

// HandOver records that the customer has the goods, and the money that was collected for them. At the counter,
// and where word of the courier's departure is late, the goods leave the store and reach the customer at once.
func (o *Order) HandOver(collected money.Fen, by Actor, at time.Time) (done bool, err error) {
	if err := o.Leave(by, at); err != nil {
		return false, err
	}
	if done, err = o.Do(Deliver, by, "", at); !done {
		return done, err
	}
	if o.facts.PayMethod == PayOnDelivery && collected == o.facts.Payable {
		o.facts.PayState = Paid
	}
	return true, nil
}

// NoteRefund records that money of the order went back.
func (o *Order) NoteRefund(amount money.Fen, at time.Time) error {
	total, err := money.Add(o.facts.Refunded, amount)
	if err != nil || total > o.facts.Payable || amount <= 0 {
		return errs.Newf(codes.Internal, errs.ReasonInternal, "order %d: a refund of %s on %s of %s", o.facts.ID, amount, o.facts.Refunded, o.facts.Payable)
	}
	o.facts.Refunded, o.facts.UpdatedAt = total, at
	o.facts.Version++
	if total == o.facts.Payable {
		o.facts.PayState = Refunded
	}
	return nil
}
