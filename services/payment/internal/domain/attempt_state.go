package domain

// AttemptState is how one attempt to pay by a channel stands. The zero value is no state.
type AttemptState int

// The states of an attempt. They are stored by number: never renumber.
const (
	AttemptOpen    AttemptState = iota + 1 // may be paid
	AttemptClosing                         // not wanted any more; the channel has not confirmed that it is closed
	AttemptPaid                            // the money came
	AttemptClosed                          // the channel takes no money for it
)

// AttemptAct is something that happens to an attempt. The zero value is no act.
type AttemptAct int

// The acts.
const (
	PayAttempt   AttemptAct = iota + 1 // the channel says that it was paid
	DropAttempt                        // it is not wanted any more
	CloseAttempt                       // the channel closed it
)

// AttemptTransitions is the whole life of an attempt. A pair that is not here is an error. Paid is the end and
// beats everything: also an attempt that we took for closed, since the channel's word on money is the last.
//
//nolint:gochecknoglobals // a constant table
var AttemptTransitions = map[AttemptState]map[AttemptAct]AttemptState{
	AttemptOpen:    {PayAttempt: AttemptPaid, DropAttempt: AttemptClosing, CloseAttempt: AttemptClosed},
	AttemptClosing: {PayAttempt: AttemptPaid, CloseAttempt: AttemptClosed},
	AttemptPaid:    {},
	AttemptClosed:  {PayAttempt: AttemptPaid},
}

// Next returns the state that an act leads to from s, or PAYMENT_STATE_INVALID naming both.
func (s AttemptState) Next(a AttemptAct) (AttemptState, error) {
	next, ok := AttemptTransitions[s][a]
	if !ok {
		return 0, invalid("payment attempt", s.String(), a.String())
	}
	return next, nil
}

// Final reports whether the channel need not be asked any more.
func (s AttemptState) Final() bool { return s == AttemptPaid || s == AttemptClosed }

// Code names the state as the API does.
func (s AttemptState) Code() string {
	switch s {
	case AttemptOpen:
		return "OPEN"
	case AttemptClosing:
		return "CLOSING"
	case AttemptPaid:
		return "PAID"
	case AttemptClosed:
		return "CLOSED"
	}
	return ""
}

// String names the state as messages do.
func (s AttemptState) String() string {
	switch s {
	case AttemptOpen:
		return "open"
	case AttemptClosing:
		return "being closed"
	case AttemptPaid:
		return "paid"
	case AttemptClosed:
		return "closed"
	}
	return "in no known state"
}

// String names the act as an infinitive, to follow "cannot".
func (a AttemptAct) String() string {
	switch a {
	case PayAttempt:
		return "be paid"
	case DropAttempt:
		return "be dropped"
	case CloseAttempt:
		return "be closed"
	}
	return "change"
}
