// Package app is what can be done with payments: one file for each use case, and the ports they need.
//
// It guarantees the order of things: what is to be paid or refunded is stored first, under a number that follows
// from its id; only then is the channel called, outside of any transaction; then its answer is stored. A process that
// dies between two of these finds its way again by asking the channel after the number.
//
// It knows no SQL and no wire format, and it never takes a channel's silence for an answer. Start with pay_trade.go,
// then notify.go and check_attempt.go, which the same money reaches by two ways.
package app

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/money"
	"dajiu/services/payment/internal/domain"
)

// Payments keeps payments with their attempts, refunds and journal entries.
type Payments interface {
	// ByTrade returns a trade's payment as last committed; found is false where there is none.
	ByTrade(ctx context.Context, tradeID int64) (p *domain.Payment, found bool, err error)
	// Open changes a trade's payment by a closure, and makes it first where there is none. The closure may run
	// more than once.
	Open(ctx context.Context, t Trade, change func(*domain.Payment) error) (*domain.Payment, error)
	// Update changes a payment by a closure, which may run more than once.
	Update(ctx context.Context, paymentID int64, change func(*domain.Payment) error) (*domain.Payment, error)
}

// Attempts finds attempts, and sets the timers by which they are looked after.
type Attempts interface {
	Attempt(ctx context.Context, attemptID int64) (domain.Attempt, error)
	AttemptByNumber(ctx context.Context, number string) (a domain.Attempt, found bool, err error)
	// NotePrepay records the channel's name for an attempt that is still open; open is false where it is not.
	NotePrepay(ctx context.Context, a domain.Attempt, prepayID string, at time.Time) (open bool, err error)
	// PostponeCheck sets the timer of the next round, unless that was done before: one chain of timers leads
	// to the attempt's end however often a timer is delivered.
	PostponeCheck(ctx context.Context, a domain.Attempt, round int, due time.Time) error
	// PostponeClose is PostponeCheck for closing.
	PostponeClose(ctx context.Context, a domain.Attempt, round int, due time.Time) error
}

// Refunds finds refunds, and sets the timer by which they are looked after.
type Refunds interface {
	// Refund returns a refund with the amount of the attempt that it is taken from.
	Refund(ctx context.Context, refundID int64) (r domain.Refund, total money.Fen, err error)
	RefundByNumber(ctx context.Context, number string) (r domain.Refund, found bool, err error)
	// PostponeRefund sets the timer of the next round, unless that was done before.
	PostponeRefund(ctx context.Context, r domain.Refund, round int, due time.Time) error
}

// Trade is what paying needs to know of a trade.
type Trade struct {
	ID, UserID int64
	Title      string
	OnDelivery bool
	PayBefore  time.Time
	// Orders are all of the trade's, Wanted those that want to be paid now.
	Orders []domain.Order
	Wanted []int64
}

// Trades answers what is to be paid. A trade that is not there is PAYMENT_NOT_FOUND.
type Trades interface {
	Trade(ctx context.Context, tradeID int64) (Trade, error)
}

// Payers answers who pays: the openid of a person, empty where they have none.
type Payers interface {
	OpenID(ctx context.Context, userID int64) (string, error)
}

// Prepay announces an attempt to the channel.
type Prepay struct {
	Number, Title, OpenID string
	Amount                money.Fen
	ExpiresAt             time.Time
}

// PayParams are the arguments with which the customer's client pays.
type PayParams struct {
	TimeStamp, NonceStr, Package, SignType, PaySign string
}

// ChannelState is how a channel sees an attempt.
type ChannelState int

// The states at a channel.
const (
	ChannelUnpaid ChannelState = iota + 1
	ChannelPaid
	ChannelClosed
)

// ChannelPayment is an attempt as its channel sees it.
type ChannelPayment struct {
	Number, AppID string
	State         ChannelState
	Receipt       domain.Receipt
}

// Channel takes payments. Its errors wrap those below; errs.Temporary tells after which of the others the effect
// is unknown.
type Channel interface {
	// Prepay may be repeated with the same particulars.
	Prepay(ctx context.Context, p Prepay) (prepayID string, err error)
	// Sign costs about a millisecond of processor time and does not call the channel.
	Sign(prepayID string) (PayParams, error)
	Query(ctx context.Context, number string) (ChannelPayment, error)
	// Close succeeds for an attempt that is closed already.
	Close(ctx context.Context, number string) error
}

// What a channel says about a number.
var (
	ErrNotExist    = errors.New("payment: the channel knows no such number")
	ErrAlreadyPaid = errors.New("payment: the channel took the money already")
	ErrClosed      = errors.New("payment: the channel closed the number")
	ErrNumberUsed  = errors.New("payment: the channel knows the number with other particulars")
)

// ChannelRefund is a refund as its channel sees it: Act is what it made of it, 0 where it still works on it.
type ChannelRefund struct {
	Number string
	Act    domain.RefundAct
	Amount money.Fen
}

// RefundChannel sends money back. Errors as Channel's.
type RefundChannel interface {
	// Refund may be repeated: the same number never refunds twice.
	Refund(ctx context.Context, r domain.Refund, total money.Fen) (ChannelRefund, error)
	QueryRefund(ctx context.Context, number string) (ChannelRefund, error)
}

// Callback is what came to the address that channels call, as it came.
type Callback struct {
	Header map[string][]string
	Body   []byte
}

// Notification is an authentic callback: one of the two is set.
type Notification struct {
	Payment *ChannelPayment
	Refund  *ChannelRefund
}

// Callbacks verifies and opens callbacks: PAYMENT_CALLBACK_FORGED or PAYMENT_CALLBACK_MISMATCH for those that are
// not the channel's or not of a form that we know.
type Callbacks interface {
	Open(ctx context.Context, c Callback) (Notification, error)
}

// Policy is what the business and the channel's rules set.
type Policy struct {
	// AppID is the mini-program that payments must belong to.
	AppID string
	// CloseSlack is how long after an attempt expired it is closed at the channel: clocks differ, and a payment
	// of the last second needs its time.
	CloseSlack time.Duration
	// PrepayLife is how long a prepay id may be used.
	PrepayLife time.Duration
}

// Service is the use cases.
type Service struct {
	Payments  Payments
	Attempts  Attempts
	Refunds   Refunds
	ByHand    MoneyOrders
	Trades    Trades
	Payers    Payers
	Channel   Channel
	Returns   RefundChannel
	Callbacks Callbacks
	IDs       *id.Generator
	Clock     clock.Clock
	Log       *slog.Logger
	Policy    Policy
}

func (s *Service) idsOf(owner int64) func() int64 {
	return func() int64 { return s.IDs.NextFor(owner) }
}

// NotFound is the error of a payment that is not there, or not the caller's.
func NotFound() error {
	return errs.New(codes.NotFound, "PAYMENT_NOT_FOUND", "没有这笔支付")
}

func mismatch(format string, args ...any) error {
	return errs.Newf(codes.InvalidArgument, "PAYMENT_CALLBACK_MISMATCH", format, args...)
}
