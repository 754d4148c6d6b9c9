package domain

import (
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// PaymentState is how a trade's payment stands. The zero value is no state.
type PaymentState int

// The states of a payment. They are stored by number and are the API's: never renumber.
const (
	Pending        PaymentState = iota + 1 // 待支付
	Paid                                   // 已支付
	Closed                                 // 已关闭: nothing wants payment any more, and nothing came
	PartlyRefunded                         // 部分退款
	Refunded                               // 已退款: all of it went back
)

// PaymentAct is something that happens to a payment. The zero value is no act.
type PaymentAct int

// The acts.
const (
	Receive       PaymentAct = iota + 1 // the money came
	ReceiveExcess                       // money came once more
	GiveUp                              // every order of the trade was cancelled unpaid
	ReturnSome                          // a refund arrived, and there is more
	ReturnAll                           // a refund arrived, and it was the last of the money
)

// PaymentTransitions is the whole life of a payment. A pair that is not here is an error. A payment that was
// given up still takes money that comes late: it is refunded then, never lost.
//
//nolint:gochecknoglobals // a constant table
var PaymentTransitions = map[PaymentState]map[PaymentAct]PaymentState{
	Pending:        {Receive: Paid, GiveUp: Closed},
	Paid:           {ReceiveExcess: Paid, ReturnSome: PartlyRefunded, ReturnAll: Refunded},
	Closed:         {Receive: Paid},
	PartlyRefunded: {ReceiveExcess: PartlyRefunded, ReturnSome: PartlyRefunded, ReturnAll: Refunded},
	Refunded:       {ReceiveExcess: PartlyRefunded},
}

// Next returns the state that an act leads to from s, or PAYMENT_STATE_INVALID naming both.
func (s PaymentState) Next(a PaymentAct) (PaymentState, error) {
	next, ok := PaymentTransitions[s][a]
	if !ok {
		return 0, invalid("payment", s.String(), a.String())
	}
	return next, nil
}

// HasMoney reports whether money came.
func (s PaymentState) HasMoney() bool { return s == Paid || s == PartlyRefunded || s == Refunded }

// String names the state as messages do.
func (s PaymentState) String() string {
	switch s {
	case Pending:
		return "pending"
	case Paid:
		return "paid"
	case Closed:
		return "closed"
	case PartlyRefunded:
		return "partly refunded"
	case Refunded:
		return "refunded"
	}
	return "in no known state"
}

// String names the act as an infinitive, to follow "cannot".
func (a PaymentAct) String() string {
	switch a {
	case Receive:
		return "receive money"
	case ReceiveExcess:
		return "receive money once more"
	case GiveUp:
		return "be given up"
	case ReturnSome:
		return "return some money"
	case ReturnAll:
		return "return all money"
	}
	return "change"
}

func invalid(what, state, act string) error {
	return errs.Newf(codes.FailedPrecondition, "PAYMENT_STATE_INVALID", "a %s that is %s cannot %s", what, state, act)
}
