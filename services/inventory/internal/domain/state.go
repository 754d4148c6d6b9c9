package domain

import (
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// State is where a reservation stands. The zero value is no state.
type State int

// The states of a reservation. They are stored by number: never renumber.
const (
	Held      State = iota + 1 // 预占: promised until it expires
	Confirmed                  // 已确认: promised until the order ends
	Committed                  // 已出库: the goods left the store
	Returned                   // 已退回: the goods came back
	Released                   // 已释放: for good; also the mark of a release that came before its reserve
	Expired                    // 已过期: released because nobody confirmed; a late payment may still revive it
)

// States lists every state, for those who must walk all of them.
func States() []State { return []State{Held, Confirmed, Committed, Returned, Released, Expired} }

// Act is something that happens to a reservation. The zero value is no act.
type Act int

// The acts, with who brings them about.
const (
	Confirm Act = iota + 1 // the order was paid, or is to be paid on delivery
	Commit                 // the goods were handed to a courier or over the counter
	Release                // the order was cancelled before its goods left
	Expire                 // nobody confirmed in time
	Restock                // the order was cancelled after its goods had left, and they came back
	Fail                   // an expired reservation was to be revived and the stock is gone
)

// Acts lists every act, for those who must walk all of them.
func Acts() []Act { return []Act{Confirm, Commit, Release, Expire, Restock, Fail} }

// Transitions is the whole life of a reservation: what each act makes of each state. A pair that is not here is
// an error. Events of one order may overtake one another, so a state also answers acts whose forerunner is still on
// its way: goods may leave before the confirmation is heard of, and come back before it is heard that they left.
//
//nolint:gochecknoglobals // a constant table
var Transitions = map[State]map[Act]State{
	Held:      {Confirm: Confirmed, Commit: Committed, Release: Released, Expire: Expired, Restock: Released},
	Confirmed: {Commit: Committed, Release: Released, Restock: Released},
	Committed: {Restock: Returned},
	Expired:   {Confirm: Confirmed, Commit: Committed, Release: Released, Restock: Released, Fail: Released},
	Returned:  {},
	Released:  {},
}

// Next returns the state that an act leads to from s, or INVENTORY_RESERVATION_STATE_INVALID naming both.
func (s State) Next(a Act) (State, error) {
	next, ok := Transitions[s][a]
	if !ok {
		return 0, errs.Newf(codes.FailedPrecondition, "INVENTORY_RESERVATION_STATE_INVALID", "a reservation that is %s cannot be %s", s, a)
	}
	return next, nil
}

// Open reports whether stock is promised in this state.
func (s State) Open() bool { return s == Held || s == Confirmed }

// Valid reports whether s is one of the states.
func (s State) Valid() bool { return s >= Held && s <= Expired }

// holds returns what one piece of a line takes in this state: off the shelf, and from what is free on it.
func (s State) holds() (onHand, reserved int64) {
	switch s {
	case Held, Confirmed:
		return 0, 1
	case Committed:
		return -1, 0
	case Returned, Released, Expired:
		return 0, 0
	}
	return 0, 0
}

// kind returns how the ledger calls what an act moves.
func (a Act) kind() Kind {
	switch a {
	case Confirm:
		return KindReserve // only a revived reservation moves anything by being confirmed
	case Commit:
		return KindCommit
	case Release, Expire, Fail:
		return KindRelease
	case Restock:
		return KindReturn
	}
	return 0
}

// String names the state as messages do.
func (s State) String() string {
	switch s {
	case Held:
		return "held"
	case Confirmed:
		return "confirmed"
	case Committed:
		return "committed"
	case Returned:
		return "returned"
	case Released:
		return "released"
	case Expired:
		return "expired"
	}
	return "in no known state"
}

// String names the act as a participle, to follow "cannot be".
func (a Act) String() string {
	switch a {
	case Confirm:
		return "confirmed"
	case Commit:
		return "committed"
	case Release:
		return "released"
	case Expire:
		return "expired"
	case Restock:
		return "restocked"
	case Fail:
		return "failed"
	}
	return "changed"
}

// Code names the state as the API does.
func (s State) Code() string {
	switch s {
	case Held:
		return "HELD"
	case Confirmed:
		return "CONFIRMED"
	case Committed:
		return "COMMITTED"
	case Returned:
		return "RETURNED"
	case Released:
		return "RELEASED"
	case Expired:
		return "EXPIRED"
	}
	return ""
}
