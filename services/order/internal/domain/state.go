package domain

import (
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// State is where an order stands. The zero value is no state.
type State int

// The states of an order. They are stored by number: never renumber.
const (
	PendingPayment State = iota + 1 // 待付款
	Confirmed                       // 待接单: paid online, or to be paid on delivery
	Accepted                        // 已接单
	Picking                         // 拣货中
	Ready                           // 待取货: packed
	Shipped                         // 配送中
	Delivered                       // 已送达
	Completed                       // 已完成
	Returning                       // 退回中: the hand-over was refused
	Cancelled                       // 已取消
)

// Act is something that happens to an order. The zero value is no act.
type Act int

// The acts, with who does them.
const (
	Confirm          Act = iota + 1 // the payment arrived
	Accept                          // the store: 接单
	StartPicking                    // the store: 拣货
	FinishPacking                   // the store: 打包完成
	Ship                            // a courier took the goods
	Deliver                         // the customer took the goods
	Complete                        // the customer, or time
	Refuse                          // the courier: hand-over refused
	Return                          // the store has the goods back
	CancelByCustomer                // 顾客取消
	CancelByStore                   // 商家取消 / 拒单
	ExpirePayment                   // nobody paid in time
	ExpireAcceptance                // the store did not answer in time
	LoseStock                       // the stock was gone when the payment came
	CancelByPlatform                // 客服取消
)

// Transitions is the whole life of an order: what each act makes of each state. A pair that is not here is an
// error. The page docs/services/order.md draws it.
//
//nolint:gochecknoglobals // a constant table
var Transitions = map[State]map[Act]State{
	PendingPayment: {
		Confirm: Confirmed, CancelByCustomer: Cancelled, CancelByStore: Cancelled, CancelByPlatform: Cancelled,
		ExpirePayment: Cancelled,
	},
	Confirmed: {
		Accept: Accepted, CancelByCustomer: Cancelled, CancelByStore: Cancelled, CancelByPlatform: Cancelled,
		ExpireAcceptance: Cancelled, LoseStock: Cancelled,
	},
	Accepted: {
		StartPicking: Picking, FinishPacking: Ready, CancelByCustomer: Cancelled, CancelByStore: Cancelled, CancelByPlatform: Cancelled,
		LoseStock: Cancelled,
	},
	Picking: {
		FinishPacking: Ready, CancelByCustomer: Cancelled, CancelByStore: Cancelled, CancelByPlatform: Cancelled,
		LoseStock: Cancelled,
	},
	Ready: {
		Ship: Shipped, CancelByCustomer: Cancelled, CancelByStore: Cancelled, CancelByPlatform: Cancelled,
	},
	Shipped:   {Deliver: Delivered, Refuse: Returning},
	Delivered: {Complete: Completed},
	Returning: {Return: Cancelled},
	Completed: {},
	Cancelled: {},
}

// Next returns the state that an act leads to from s, or ORDER_STATE_INVALID naming both.
func (s State) Next(a Act) (State, error) {
	next, ok := Transitions[s][a]
	if !ok {
		return 0, errs.Newf(codes.FailedPrecondition, "ORDER_STATE_INVALID", "an order that is %s cannot be %s", s, a)
	}
	return next, nil
}

// Final reports whether nothing can happen any more.
func (s State) Final() bool { return s == Completed || s == Cancelled }

// Valid reports whether s is one of the states.
func (s State) Valid() bool { return s >= PendingPayment && s <= Cancelled }

// String names the state as messages do.
func (s State) String() string {
	switch s {
	case PendingPayment:
		return "waiting for payment"
	case Confirmed:
		return "confirmed"
	case Accepted:
		return "accepted"
	case Picking:
		return "being picked"
	case Ready:
		return "packed"
	case Shipped:
		return "on its way"
	case Delivered:
		return "delivered"
	case Completed:
		return "completed"
	case Returning:
		return "being returned"
	case Cancelled:
		return "cancelled"
	}
	return "in no known state"
}

// String names the act as a participle, to follow "cannot be".
func (a Act) String() string {
	switch a {
	case Confirm:
		return "confirmed"
	case Accept:
		return "accepted"
	case StartPicking:
		return "picked"
	case FinishPacking:
		return "packed"
	case Ship:
		return "shipped"
	case Deliver:
		return "delivered"
	case Complete:
		return "completed"
	case Refuse:
		return "refused at the door"
	case Return:
		return "returned"
	case CancelByCustomer, CancelByStore, CancelByPlatform:
		return "cancelled"
	case ExpirePayment, ExpireAcceptance:
		return "expired"
	case LoseStock:
		return "cancelled for lack of stock"
	}
	return "changed"
}
