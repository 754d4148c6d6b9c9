package domain

import (
	"slices"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/money"
)

// Order is one order of a trade as far as its money goes. Amounts in fen.
type Order struct {
	ID, MerchantID      int64
	Amount, DeliveryFee money.Fen
	// Cancelled: it wants no money, and what came for it goes back.
	Cancelled bool
	// Settled: its money was handed to those who earned it.
	Settled bool
}

// Facts is everything a payment is, besides its attempts and refunds. Changing one changes nothing; only a
// Payment's methods do.
type Facts struct {
	ID, TradeID, UserID int64
	// Amount is what the latest attempt asks for; once paid, what the payer was asked for.
	Amount money.Fen
	// Paid is all that came, Refunded all that was promised back, Returned what of it arrived.
	Paid, Refunded, Returned money.Fen
	State                    PaymentState
	Title                    string
	// PaidAttemptID is the attempt whose money the trade was paid with; 0 before.
	PaidAttemptID                int64
	Orders                       []Order
	CreatedAt, PaidAt, UpdatedAt time.Time
	Version                      int64
}

// EventKind is what others are to be told, or what is to be done later.
type EventKind int

// The kinds of events; ID is the order's, the refund's or the attempt's.
const (
	TradeWasPaid     EventKind = iota + 1 // to others
	OrderWasRefunded                      // to others
	CheckAttempt                          // to ourselves: ask the channel whether it was paid
	CloseAttemptNow                       // to ourselves: close it at the channel
	SendRefund                            // to ourselves: send it to the channel
)

// Event is something to be published with the change that caused it.
type Event struct {
	Kind         EventKind
	ID, RefundID int64
	Amount       money.Fen
	OrderIDs     []int64
	Due          time.Time
}

// Payment is a trade's payment with its attempts and refunds.
type Payment struct {
	facts    Facts
	attempts []Attempt
	refunds  []Refund
	entries  []Entry
	events   []Event
	changed  bool
}

// NewPayment makes the payment of a trade that nobody has tried to pay yet. The orders are all of the trade's;
// those that want no money are cancelled.
//
// Errors: PAYMENT_NOT_PAYABLE where no order wants money.
func NewPayment(id, tradeID, userID int64, title string, orders []Order, at time.Time) (*Payment, error) {
	wants := func(o Order) bool { return !o.Cancelled && o.Amount > 0 }
	if !slices.ContainsFunc(orders, wants) {
		return nil, NotPayable()
	}
	for _, o := range orders {
		if o.ID <= 0 || o.Amount < 0 || o.DeliveryFee < 0 || o.DeliveryFee > o.Amount {
			return nil, errs.Newf(codes.Internal, errs.ReasonInternal, "order %d of trade %d cannot be paid: %s with %s of delivery", o.ID, tradeID, o.Amount, o.DeliveryFee)
		}
	}
	return &Payment{changed: true, facts: Facts{
		ID: id, TradeID: tradeID, UserID: userID, State: Pending, Title: clipTitle(title), Orders: slices.Clone(orders), CreatedAt: at, UpdatedAt: at,
	}}, nil
}

// maxTitle bounds what the payer reads, in characters.
const maxTitle = 100

func clipTitle(title string) string {
	if r := []rune(title); len(r) > maxTitle {
		return string(r[:maxTitle])
	}
	return title
}

// Rehydrate makes a payment of what was stored. Only the store may call it.
func Rehydrate(f Facts, attempts []Attempt, refunds []Refund) *Payment {
	return &Payment{facts: f, attempts: attempts, refunds: refunds}
}

// NotPayable is the error of a trade that wants no payment.
func NotPayable() error {
	return errs.New(codes.FailedPrecondition, "PAYMENT_NOT_PAYABLE", "该订单无需支付，或已支付、已取消")
}

// Facts returns what the payment is now.
func (p *Payment) Facts() Facts { return p.facts }

// Attempts returns the attempts, oldest first; the caller must not change them.
func (p *Payment) Attempts() []Attempt { return p.attempts }

// Refunds returns the refunds, oldest first; the caller must not change them.
func (p *Payment) Refunds() []Refund { return p.refunds }

// Entries returns the journal entries that the changes since rehydration made.
func (p *Payment) Entries() []Entry { return p.entries }

// Events returns what the changes since rehydration have to tell.
func (p *Payment) Events() []Event { return p.events }

// Changed reports whether anything changed since rehydration.
func (p *Payment) Changed() bool { return p.changed }

func (p *Payment) act(a PaymentAct, at time.Time) error {
	next, err := p.facts.State.Next(a)
	if err != nil {
		return err
	}
	p.facts.State = next
	p.touch(at)
	return nil
}

func (p *Payment) touch(at time.Time) {
	p.facts.UpdatedAt, p.changed = at, true
}

func (p *Payment) tell(e Event) { p.events = append(p.events, e) }

func (p *Payment) attempt(id int64) (*Attempt, error) {
	for i := range p.attempts {
		if p.attempts[i].ID == id {
			return &p.attempts[i], nil
		}
	}
	return nil, errs.Newf(codes.Internal, errs.ReasonInternal, "payment %d has no attempt %d", p.facts.ID, id)
}

// order returns an order of the trade, or nil. Orders are copied before the first change, since facts were
// handed out.
func (p *Payment) order(id int64) *Order {
	for i := range p.facts.Orders {
		if p.facts.Orders[i].ID == id {
			return &p.facts.Orders[i]
		}
	}
	return nil
}

// paidFor reports whether the money that came was asked for this order.
func (p *Payment) paidFor(orderID int64) bool {
	for i := range p.attempts {
		if p.attempts[i].ID == p.facts.PaidAttemptID {
			return slices.Contains(p.attempts[i].OrderIDs, orderID)
		}
	}
	return false
}

// CancelOrder records that an order of the trade ended unfulfilled. What came for it is refunded, once; where
// no order wants money any more, the payment is given up. Repeating it changes nothing.
//
// Errors: PAYMENT_STATE_INVALID for an order that was settled.
func (p *Payment) CancelOrder(orderID int64, reason string, at time.Time, newID func() int64) error {
	o := p.order(orderID)
	if o == nil || o.Cancelled {
		return nil
	}
	if o.Settled {
		return invalid("settled order", "completed", "be refunded")
	}
	p.facts.Orders = slices.Clone(p.facts.Orders)
	o = p.order(orderID)
	o.Cancelled = true
	p.touch(at)
	if p.facts.State.HasMoney() {
		if !p.paidFor(orderID) {
			return nil
		}
		return p.refundOrder(*o, reason, at, newID)
	}
	p.dropUnwanted(at)
	if p.facts.State == Pending && !slices.ContainsFunc(p.facts.Orders, func(o Order) bool { return !o.Cancelled && o.Amount > 0 }) {
		return p.act(GiveUp, at)
	}
	return nil
}

// SettleOrder hands the money of a completed order from escrow to those who earned it, once.
//
// Errors: PAYMENT_STATE_INVALID for an order that was cancelled, that no money came for, or whose price differs from
// what was paid for it.
func (p *Payment) SettleOrder(orderID int64, payable money.Fen, at time.Time) error {
	o := p.order(orderID)
	switch {
	case o == nil || o.Amount != payable:
		return invalid("payment", "for other orders or amounts", "settle this order")
	case o.Settled || o.Amount == 0:
		return nil
	case o.Cancelled:
		return invalid("cancelled order", "ended", "be settled")
	case !p.facts.State.HasMoney() || !p.paidFor(orderID):
		return invalid("order", "unpaid", "be settled")
	}
	e, err := settlement(o.ID, o.MerchantID, o.Amount, o.DeliveryFee)
	if err != nil {
		return err
	}
	p.facts.Orders = slices.Clone(p.facts.Orders)
	p.order(orderID).Settled = true
	p.entries = append(p.entries, e)
	p.touch(at)
	return nil
}
