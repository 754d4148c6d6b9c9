package domain

// RefundState is how a refund stands. The zero value is no state.
type RefundState int

// The states of a refund. They are stored by number: never renumber.
const (
	RefundPending  RefundState = iota + 1 // to be sent to the channel
	RefundAccepted                        // the channel works on it
	RefundSuccess                         // the money is back
	RefundAbnormal                        // the channel could not pay it out: an operator should look; we keep trying
	RefundClosed                          // the channel gave its number up; a new refund takes its place
)

// RefundAct is something that happens to a refund. The zero value is no act.
type RefundAct int

// The acts.
const (
	AcceptRefund  RefundAct = iota + 1 // the channel took it
	SucceedRefund                      // the channel says that the money is back
	FailRefund                         // the channel could not pay it out
	CloseRefund                        // the channel gave it up
)

// RefundTransitions is the whole life of a refund. A pair that is not here is an error. Success is final, so a
// report of failure that was overtaken by it changes nothing.
//
//nolint:gochecknoglobals // a constant table
var RefundTransitions = map[RefundState]map[RefundAct]RefundState{
	RefundPending:  {AcceptRefund: RefundAccepted, SucceedRefund: RefundSuccess, FailRefund: RefundAbnormal, CloseRefund: RefundClosed},
	RefundAccepted: {SucceedRefund: RefundSuccess, FailRefund: RefundAbnormal, CloseRefund: RefundClosed},
	RefundAbnormal: {AcceptRefund: RefundAccepted, SucceedRefund: RefundSuccess, CloseRefund: RefundClosed},
	RefundSuccess:  {},
	RefundClosed:   {},
}

// Next returns the state that an act leads to from s, or PAYMENT_STATE_INVALID naming both.
func (s RefundState) Next(a RefundAct) (RefundState, error) {
	next, ok := RefundTransitions[s][a]
	if !ok {
		return 0, invalid("refund", s.String(), a.String())
	}
	return next, nil
}

// Final reports whether nothing can happen any more.
func (s RefundState) Final() bool { return s == RefundSuccess || s == RefundClosed }

// Code names the state as the API does.
func (s RefundState) Code() string {
	switch s {
	case RefundPending:
		return "PENDING"
	case RefundAccepted:
		return "ACCEPTED"
	case RefundSuccess:
		return "SUCCESS"
	case RefundAbnormal:
		return "ABNORMAL"
	case RefundClosed:
		return "CLOSED"
	}
	return ""
}

// String names the state as messages do.
func (s RefundState) String() string {
	switch s {
	case RefundPending:
		return "pending"
	case RefundAccepted:
		return "accepted"
	case RefundSuccess:
		return "done"
	case RefundAbnormal:
		return "abnormal"
	case RefundClosed:
		return "closed"
	}
	return "in no known state"
}

// String names the act as an infinitive, to follow "cannot".
func (a RefundAct) String() string {
	switch a {
	case AcceptRefund:
		return "be accepted"
	case SucceedRefund:
		return "succeed"
	case FailRefund:
		return "fail"
	case CloseRefund:
		return "be closed"
	}
	return "change"
}
