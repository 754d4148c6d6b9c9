package past

import (
	orderv1 "dajiu/gen/go/dajiu/order/v1"
)

// State is where an order stands.
type State = orderv1.OrderState

// Life is what becomes of an order.
type Life struct {
	Name string
	// Weight is how often the life is lived, compared with others.
	Weight int
	// OnDelivery: paid at the hand-over. Counter: picked up at the store.
	OnDelivery, Counter bool
	// Way is the states after the placement. Confirmed, of an order that is paid online, is when its money came.
	Way []State
	// Reason is why the order ended unfulfilled.
	Reason orderv1.CancelReason
	// Early: cancelled before the rest of its trade was paid. Late: paid after it was cancelled unpaid. Twice: paid once
	// more, which went back.
	Early, Late, Twice bool
	// Refunded: what came for an order that ended unfulfilled has arrived where it came from.
	Refunded bool
}

// The states, briefly.
const (
	Confirmed = orderv1.OrderState_ORDER_STATE_CONFIRMED
	Accepted  = orderv1.OrderState_ORDER_STATE_ACCEPTED
	Picking   = orderv1.OrderState_ORDER_STATE_PICKING
	Ready     = orderv1.OrderState_ORDER_STATE_READY
	Shipped   = orderv1.OrderState_ORDER_STATE_SHIPPED
	Delivered = orderv1.OrderState_ORDER_STATE_DELIVERED
	Completed = orderv1.OrderState_ORDER_STATE_COMPLETED
	Returning = orderv1.OrderState_ORDER_STATE_RETURNING
	Cancelled = orderv1.OrderState_ORDER_STATE_CANCELLED
)

// The reasons, briefly.
const (
	ByCustomer      = orderv1.CancelReason_CANCEL_REASON_CUSTOMER
	PaymentTimeout  = orderv1.CancelReason_CANCEL_REASON_PAYMENT_TIMEOUT
	ByStore         = orderv1.CancelReason_CANCEL_REASON_STORE
	AcceptTimeout   = orderv1.CancelReason_CANCEL_REASON_ACCEPT_TIMEOUT
	AgeRefused      = orderv1.CancelReason_CANCEL_REASON_AGE_REFUSED
	DeliveryRefused = orderv1.CancelReason_CANCEL_REASON_DELIVERY_REFUSED
)

// way is a list of states.
func way(states ...State) []State { return states }

// Ended are lives that are over, in the shares of a good year.
func Ended() []Life {
	return []Life{
		{Name: "completed", Weight: 460, Way: way(Confirmed, Accepted, Picking, Ready, Shipped, Delivered, Completed)},
		{Name: "collected", Weight: 90, Counter: true, Way: way(Confirmed, Accepted, Picking, Ready, Shipped, Delivered, Completed)},
		{Name: "cash", Weight: 230, OnDelivery: true, Way: way(Accepted, Picking, Ready, Shipped, Delivered, Completed)},
		{Name: "cash at the counter", Weight: 40, OnDelivery: true, Counter: true, Way: way(Accepted, Ready, Shipped, Delivered, Completed)},
		{Name: "never paid", Weight: 70, Way: way(Cancelled), Reason: PaymentTimeout},
		{Name: "given up before paying", Weight: 20, Way: way(Cancelled), Reason: ByCustomer},
		{Name: "left out before paying", Weight: 5, Early: true, Way: way(Cancelled), Reason: ByCustomer},
		{Name: "cancelled and refunded", Weight: 25, Way: way(Confirmed, Cancelled), Reason: ByCustomer, Refunded: true},
		{Name: "rejected and refunded", Weight: 15, Way: way(Confirmed, Accepted, Cancelled), Reason: ByStore, Refunded: true},
		{Name: "not accepted in time", Weight: 5, Way: way(Confirmed, Cancelled), Reason: AcceptTimeout, Refunded: true},
		{Name: "cash, cancelled", Weight: 20, OnDelivery: true, Way: way(Accepted, Picking, Cancelled), Reason: ByCustomer},
		{Name: "refused at the door", Weight: 8, Way: way(Confirmed, Accepted, Picking, Ready, Shipped, Returning, Cancelled), Reason: AgeRefused, Refunded: true},
		{Name: "cash, refused at the door", Weight: 6, OnDelivery: true, Way: way(Accepted, Ready, Shipped, Returning, Cancelled), Reason: DeliveryRefused},
		{Name: "paid too late", Weight: 3, Way: way(Cancelled), Reason: PaymentTimeout, Late: true, Refunded: true},
		{Name: "paid twice", Weight: 3, Twice: true, Way: way(Confirmed, Accepted, Picking, Ready, Shipped, Delivered, Completed)},
	}
}

// paid reports whether the life's money came online, in time.
func (l *Life) paid() bool { return !l.OnDelivery && len(l.Way) > 0 && l.Way[0] == Confirmed }

// plain reports whether a life can share its trade with any other that is paid and fulfilled the same way.
func (l *Life) plain() bool { return (l.paid() || l.OnDelivery) && !l.Twice }

// fits reports whether another order of this one's trade can live so.
func (l *Life) fits(other *Life) bool {
	return other.plain() && l.plain() && l.OnDelivery == other.OnDelivery && l.Counter == other.Counter
}

// reaches reports whether the way leads through a state.
func (l *Life) reaches(s State) bool {
	for _, at := range l.Way {
		if at == s {
			return true
		}
	}
	return false
}
