package domain

import (
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// State is where a delivery stands. The zero value is no state.
type State int

// The states of a delivery. They are stored by number, the same as the API's DeliveryState: never renumber.
const (
	Searching      State = iota + 1 // 待派单: no courier yet
	Assigned                        // 已派单: a courier is on the way to the store
	PickedUp                        // 配送中
	HandedOver                      // 已送达
	Refused                         // 退回中
	Returned                        // 已退回
	Cancelled                       // 已取消
	AwaitingPickup                  // 待自提
	Expected                        // its order was heard of, but not yet that it was accepted; the API does not show it
)

// States lists every state, for those who must walk all of them.
func States() []State {
	return []State{Searching, Assigned, PickedUp, HandedOver, Refused, Returned, Cancelled, AwaitingPickup, Expected}
}

// Act is something that happens to a delivery. The zero value is no act.
type Act int

// The acts, with who does them.
const (
	Arrange       Act = iota + 1 // the store accepted an order that goes to a door
	ArrangePickup                // the store accepted an order that is picked up
	Assign                       // a courier took the job: 接单
	PickUp                       // the courier took the goods: 取货
	HandOver                     // the customer took the goods: 送达 / 核销
	Refuse                       // the courier: the goods are not handed over: 拒收
	Return                       // the store has the goods back: 退回入库
	Cancel                       // the order was cancelled before the goods left
	Recall                       // the order was cancelled, but the goods had just left: they go back
	Reassign                     // an operator took the job back from its courier: 改派
)

// Acts lists every act, for those who must walk all of them.
func Acts() []Act {
	return []Act{Arrange, ArrangePickup, Assign, PickUp, HandOver, Refuse, Return, Cancel, Recall, Reassign}
}

// Transitions is the whole life of a delivery: what each act makes of each state. A pair that is not here is an error.
// The page docs/services/delivery.md draws it.
//
//nolint:gochecknoglobals // a constant table
var Transitions = map[State]map[Act]State{
	Expected:       {Arrange: Searching, ArrangePickup: AwaitingPickup, Cancel: Cancelled},
	Searching:      {Assign: Assigned, Cancel: Cancelled},
	Assigned:       {PickUp: PickedUp, Cancel: Cancelled, Reassign: Searching},
	PickedUp:       {HandOver: HandedOver, Refuse: Refused, Recall: Refused},
	Refused:        {Return: Returned},
	AwaitingPickup: {HandOver: HandedOver, Cancel: Cancelled},
	HandedOver:     {},
	Returned:       {},
	Cancelled:      {},
}

// Next returns the state that an act leads to from s, or DELIVERY_STATE_INVALID naming both.
func (s State) Next(a Act) (State, error) {
	next, ok := Transitions[s][a]
	if !ok {
		return 0, errs.Newf(codes.FailedPrecondition, "DELIVERY_STATE_INVALID", "a delivery that is %s cannot be %s", s, a)
	}
	return next, nil
}

// Final reports whether nothing can happen any more.
func (s State) Final() bool { return s == HandedOver || s == Returned || s == Cancelled }

// Carried reports whether the job takes one of a courier's places.
func (s State) Carried() bool { return s == Assigned || s == PickedUp || s == Refused }

// UnderWay reports whether the customer may see where the courier is.
func (s State) UnderWay() bool { return s == Assigned || s == PickedUp }

// Valid reports whether s is one of the states.
func (s State) Valid() bool { return s >= Searching && s <= Expected }

// done reports whether a delivery in this state has the act behind it, so that whoever repeats the act may be told of
// success.
func (s State) done(a Act) bool {
	switch a {
	case Assign:
		return s == Assigned || s == PickedUp || s == HandedOver || s == Refused || s == Returned
	case PickUp:
		return s == PickedUp || s == HandedOver || s == Refused || s == Returned
	case HandOver:
		return s == HandedOver
	case Refuse:
		return s == Refused || s == Returned
	case Return:
		return s == Returned
	case Arrange, ArrangePickup, Cancel, Recall, Reassign:
		return false
	}
	return false
}

// String names the state as messages do.
func (s State) String() string {
	switch s {
	case Searching:
		return "without a courier"
	case Assigned:
		return "assigned"
	case PickedUp:
		return "picked up"
	case HandedOver:
		return "handed over"
	case Refused:
		return "on its way back"
	case Returned:
		return "back in the store"
	case Cancelled:
		return "cancelled"
	case AwaitingPickup:
		return "waiting at the counter"
	case Expected:
		return "not accepted yet"
	}
	return "in no known state"
}

// String names the act as a participle, to follow "cannot be".
func (a Act) String() string {
	switch a {
	case Arrange, ArrangePickup:
		return "arranged"
	case Assign:
		return "given to a courier"
	case PickUp:
		return "picked up"
	case HandOver:
		return "handed over"
	case Refuse:
		return "refused at the door"
	case Return:
		return "received back"
	case Cancel:
		return "cancelled"
	case Recall:
		return "called back"
	case Reassign:
		return "given to another courier"
	}
	return "changed"
}
