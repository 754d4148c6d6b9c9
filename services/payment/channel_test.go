package payment_test

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/services/payment/internal/app"
	"dajiu/services/payment/internal/domain"
)

// bank is a channel in memory: it keeps the rules of a real one and fails when it is told to.
type bank struct {
	mu      sync.Mutex
	appID   string
	orders  map[string]*bankOrder
	refunds map[string]*bankRefund
	// broken makes every call fail; half says whether that is after the effect took place.
	broken, half bool
	calls        int
}

type bankOrder struct {
	amount, refunded money.Fen
	state            app.ChannelState
	transaction      string
}

type bankRefund struct {
	of     string
	amount money.Fen
	act    domain.RefundAct
}

func newBank(appID string) *bank {
	return &bank{appID: appID, orders: map[string]*bankOrder{}, refunds: map[string]*bankRefund{}}
}

var errBank = errs.New(codes.Unavailable, "BANK_DOWN", "the bank is down")

// do runs one call with the faults in force.
func (b *bank) do(effect func() error) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.calls++
	if b.broken && !b.half {
		return errBank
	}
	if err := effect(); err != nil {
		return err
	}
	if b.broken {
		return errBank
	}
	return nil
}

func (b *bank) Prepay(_ context.Context, p app.Prepay) (id string, err error) {
	err = b.do(func() error {
		o := b.orders[p.Number]
		switch {
		case o == nil:
			b.orders[p.Number] = &bankOrder{amount: p.Amount, state: app.ChannelUnpaid}
		case o.state == app.ChannelPaid:
			return app.ErrAlreadyPaid
		case o.state == app.ChannelClosed:
			return app.ErrClosed
		case o.amount != p.Amount:
			return app.ErrNumberUsed
		}
		id = "prepay-" + p.Number
		return nil
	})
	return id, err
}

func (b *bank) Sign(prepayID string) (app.PayParams, error) {
	return app.PayParams{Package: "prepay_id=" + prepayID}, nil
}

func (b *bank) Query(_ context.Context, number string) (p app.ChannelPayment, err error) {
	err = b.do(func() error {
		if b.orders[number] == nil {
			return app.ErrNotExist
		}
		p = b.view(number)
		return nil
	})
	return p, err
}

func (b *bank) view(number string) app.ChannelPayment {
	o := b.orders[number]
	return app.ChannelPayment{Number: number, AppID: b.appID, State: o.state, Receipt: domain.Receipt{
		Amount: o.amount, TransactionID: o.transaction, PaidAt: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC),
	}}
}

func (b *bank) Close(_ context.Context, number string) error {
	return b.do(func() error {
		o := b.orders[number]
		switch {
		case o == nil:
			return app.ErrNotExist
		case o.state == app.ChannelPaid:
			return app.ErrAlreadyPaid
		}
		o.state = app.ChannelClosed
		return nil
	})
}

func (b *bank) Refund(_ context.Context, r domain.Refund, total money.Fen) (c app.ChannelRefund, err error) {
	err = b.do(func() error {
		o := b.orders[domain.AttemptNumber(r.AttemptID)]
		known := b.refunds[r.Number()]
		switch {
		case o == nil || o.state != app.ChannelPaid || o.amount != total:
			return app.ErrNotExist
		case known == nil && o.refunded+r.Amount > o.amount:
			return errs.New(codes.FailedPrecondition, "BANK_NOT_ENOUGH", "not enough")
		case known == nil:
			o.refunded += r.Amount
			b.refunds[r.Number()] = &bankRefund{of: domain.AttemptNumber(r.AttemptID), amount: r.Amount}
		}
		c = b.refundView(r.Number())
		return nil
	})
	return c, err
}

func (b *bank) QueryRefund(_ context.Context, number string) (c app.ChannelRefund, err error) {
	err = b.do(func() error {
		if b.refunds[number] == nil {
			return app.ErrNotExist
		}
		c = b.refundView(number)
		return nil
	})
	return c, err
}

func (b *bank) refundView(number string) app.ChannelRefund {
	r := b.refunds[number]
	return app.ChannelRefund{Number: number, Act: r.act, Amount: r.amount}
}

// pay is the customer who pays an order of the bank; ok is false where it cannot be paid.
func (b *bank) pay(number string) (app.Callback, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	o := b.orders[number]
	if o == nil || o.state != app.ChannelUnpaid {
		return app.Callback{}, false
	}
	o.state, o.transaction = app.ChannelPaid, "T"+number
	p := b.view(number)
	return envelope(app.Notification{Payment: &p}), true
}

// settle ends a refund at the bank. One that is given up puts the money back to be refunded under another number.
func (b *bank) settle(number string, act domain.RefundAct) (app.Callback, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	r := b.refunds[number]
	if r == nil || r.act == domain.SucceedRefund || r.act == domain.CloseRefund {
		return app.Callback{}, false
	}
	r.act = act
	if act == domain.CloseRefund {
		b.orders[r.of].refunded -= r.amount
	}
	c := b.refundView(number)
	return envelope(app.Notification{Refund: &c}), true
}

// net is what the bank holds for a set of orders.
func (b *bank) net(numbers []string) money.Fen {
	b.mu.Lock()
	defer b.mu.Unlock()
	var sum money.Fen
	for _, n := range numbers {
		if o := b.orders[n]; o != nil && o.state == app.ChannelPaid {
			sum += o.amount - o.refunded
		}
	}
	return sum
}

// openCallbacks reads the envelopes of this file: what is sealed there is believed.
type openCallbacks struct{}

func envelope(n app.Notification) app.Callback {
	body, err := json.Marshal(n)
	if err != nil {
		body = []byte(fmt.Sprintf("%v", err))
	}
	return app.Callback{Header: map[string][]string{"sealed": {"yes"}}, Body: body}
}

func (openCallbacks) Open(_ context.Context, c app.Callback) (n app.Notification, err error) {
	if len(c.Header["sealed"]) == 0 {
		return n, errs.New(codes.Unauthenticated, "PAYMENT_CALLBACK_FORGED", "forged")
	}
	if err := json.Unmarshal(c.Body, &n); err != nil {
		return n, errs.New(codes.InvalidArgument, "PAYMENT_CALLBACK_MISMATCH", "malformed").Wrap(err)
	}
	return n, nil
}
