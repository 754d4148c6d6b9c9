package payment_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/payment/internal/app"
	"dajiu/services/payment/internal/domain"
)

var ctx = context.Background()

func TestATradeIsPaidRefundedAndSettled(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		w := newWorld(t, db)
		trade := w.place(30000, 12000)
		s := w.mustPay(trade)
		require.EqualValues(t, 42000, s.Attempt.Amount)
		require.Equal(t, "prepay_id=prepay-"+s.Attempt.Number(), s.Params.Package)
		again := w.mustPay(trade)
		require.Equal(t, s.Attempt.ID, again.Attempt.ID, "the same attempt is resumed")

		cb, ok := w.bank.pay(s.Attempt.Number())
		require.True(t, ok)
		for range 3 {
			require.NoError(t, w.svc.Notify(ctx, cb))
		}
		require.Equal(t, domain.Paid, w.payment(trade).Facts().State)
		paid := told[*paymentv1.TradePaid](w)
		require.Len(t, paid, 1)
		require.ElementsMatch(t, []int64{trade.Orders[0].ID, trade.Orders[1].ID}, paid[0].GetOrderIds())
		require.EqualValues(t, 42000, w.balance(domain.Escrow))
		require.EqualValues(t, 42000, w.balance(domain.ChannelWechat))
		_, err := w.pay(trade)
		require.True(t, errs.HasReason(err, "PAYMENT_NOT_PAYABLE"))

		order := w.cancel(trade.ID, 1)
		for range 2 {
			require.NoError(t, w.deliverCancel(trade.ID, order))
		}
		refunds := w.payment(trade).Refunds()
		require.Len(t, refunds, 1)
		m, ok := w.take(0, true)
		for ok {
			require.NoError(t, w.run(m))
			require.NoError(t, w.run(m), "a timer that is delivered twice changes nothing")
			m, ok = w.take(0, true)
		}
		require.Equal(t, domain.RefundAccepted, w.payment(trade).Refunds()[0].State)
		cb, ok = w.bank.settle(refunds[0].Number(), domain.SucceedRefund)
		require.True(t, ok)
		for range 2 {
			require.NoError(t, w.svc.Notify(ctx, cb))
		}
		p := w.payment(trade)
		require.Equal(t, domain.PartlyRefunded, p.Facts().State)
		require.EqualValues(t, 12000, p.Facts().Returned)
		require.Len(t, told[*paymentv1.OrderRefunded](w), 1)
		require.Equal(t, trade.UserID, told[*paymentv1.OrderRefunded](w)[0].GetUserId(), "whose order it was")

		for range 2 {
			require.NoError(t, w.complete(trade, 0))
		}
		require.Error(t, w.complete(trade, 1), "a cancelled order is not settled")
		require.Zero(t, w.balance(domain.Escrow))
		require.EqualValues(t, 29500, w.balance(domain.Merchant(5)))
		require.EqualValues(t, 500, w.balance(domain.DeliveryIncome))
		require.EqualValues(t, 30000, w.balance(domain.ChannelWechat))
		require.Error(t, w.deliverCancel(trade.ID, trade.Orders[0].ID), "a settled order is not refunded")
		w.requireBalanced()
		w.drain(nil)
	})
}

func TestWhoMayPayWhat(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testkit.Open(t, testkit.SQLite(t)))
	for name, c := range map[string]struct {
		change func(*app.Trade)
		user   int64
		openID string
		reason string
	}{
		"another person's trade is not there":          {user: 99, openID: "o", reason: "PAYMENT_NOT_FOUND"},
		"a trade that is paid on delivery":             {user: user, openID: "o", change: func(t *app.Trade) { t.OnDelivery = true }, reason: "PAYMENT_NOT_PAYABLE"},
		"a trade of which every order was cancelled":   {user: user, openID: "o", change: func(t *app.Trade) { t.Orders[0].Cancelled = true }, reason: "PAYMENT_NOT_PAYABLE"},
		"a trade whose time is over":                   {user: user, openID: "o", change: func(t *app.Trade) { t.PayBefore = w.clock.Now() }, reason: "PAYMENT_NOT_PAYABLE"},
		"a customer without a WeChat identity":         {user: user, openID: "", reason: "PAYMENT_PAYER_UNKNOWN"},
		"a trade that does not exist at all":           {user: user, openID: "o", change: func(t *app.Trade) { t.ID = 1 }, reason: "PAYMENT_NOT_FOUND"},
		"a customer's own trade that wants to be paid": {user: user, openID: "o"},
	} {
		trade := w.place(1000)
		if c.change != nil {
			c.change(&trade)
			if trade.ID != 1 {
				w.trades[trade.ID] = trade
			}
		}
		w.openID = c.openID
		_, err := w.svc.PayTrade(ctx, c.user, trade.ID)
		if c.reason == "" {
			require.NoError(t, err, name)
			continue
		}
		require.Truef(t, errs.HasReason(err, c.reason), "%s: %v", name, err)
	}
	_, err := w.svc.ShowPayment(ctx, 99, w.place(5).ID, false)
	require.True(t, errs.HasReason(err, "PAYMENT_NOT_FOUND"))
}

func TestAChannelThatIsDownChargesNothingAndTheAttemptIsResumed(t *testing.T) {
	t.Parallel()
	for name, half := range map[string]bool{"before the effect": false, "after the effect": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, testkit.Open(t, testkit.SQLite(t)))
			trade := w.place(1000)
			w.bank.broken, w.bank.half = true, half
			_, err := w.pay(trade)
			require.True(t, errs.HasReason(err, "PAYMENT_CHANNEL_UNAVAILABLE"), err)
			w.bank.broken = false
			s := w.mustPay(trade)
			require.Len(t, w.payment(trade).Attempts(), 1)
			require.Equal(t, w.payment(trade).Attempts()[0].ID, s.Attempt.ID)
		})
	}
}

func TestALostCallbackIsFoundByAskingAndAnUnpaidAttemptIsClosed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testkit.Open(t, testkit.SQLite(t)))
	lost, unpaid := w.place(1000), w.place(2000)
	s, u := w.mustPay(lost), w.mustPay(unpaid)
	_, ok := w.bank.pay(s.Attempt.Number())
	require.True(t, ok)
	w.drain(nil)
	require.Equal(t, domain.Paid, w.payment(lost).Facts().State)
	require.Len(t, told[*paymentv1.TradePaid](w), 1)
	require.Equal(t, domain.AttemptClosed, w.payment(unpaid).Attempts()[0].State)
	require.Equal(t, app.ChannelClosed, w.bank.orders[u.Attempt.Number()].state)
	require.Less(t, w.clock.Now(), unpaid.PayBefore.Add(slack+time.Minute))
	require.Equal(t, domain.Pending, w.payment(unpaid).Facts().State, "the order's own cancellation gives it up")
	require.NoError(t, w.deliverCancel(unpaid.ID, unpaid.Orders[0].ID))
	require.Equal(t, domain.Closed, w.payment(unpaid).Facts().State)
}

func TestNotExistNeverClosesWhatMayStillBePaid(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testkit.Open(t, testkit.SQLite(t)))
	trade := w.place(1000)
	w.bank.broken = true
	_, err := w.pay(trade)
	require.Error(t, err)
	w.bank.broken = false
	order := w.cancel(trade.ID, 0)
	require.NoError(t, w.deliverCancel(trade.ID, order))
	for range 40 {
		if m, ok := w.take(0, true); ok {
			require.NoError(t, w.run(m))
		}
		w.clock.Advance(15 * time.Second)
	}
	a := w.payment(trade).Attempts()[0]
	require.Equal(t, domain.AttemptClosing, a.State, "10 minutes in, the announcement may still be on its way")
	// It arrives late, and the customer pays.
	_, err = w.bank.Prepay(ctx, app.Prepay{Number: a.Number(), Amount: a.Amount})
	require.NoError(t, err)
	_, ok := w.bank.pay(a.Number())
	require.True(t, ok)
	w.drain(func() { w.settleRefunds(domain.SucceedRefund) })
	f := w.payment(trade).Facts()
	require.Equal(t, domain.Refunded, f.State)
	require.EqualValues(t, 1000, f.Returned)
	w.requireBalanced()
}

// settleRefunds ends every refund that the bank works on, without telling anybody.
func (w *world) settleRefunds(act domain.RefundAct) {
	for number, r := range w.bank.refunds {
		if r.act == 0 || r.act == domain.FailRefund {
			w.bank.settle(number, act)
		}
	}
}

func TestACancellationThatCameFirstLeavesItsOrderOut(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		w := newWorld(t, db)
		trade := w.place(1000, 2000)
		require.NoError(t, w.deliverCancel(trade.ID, trade.Orders[0].ID)) // the order service's answer lags behind
		s := w.mustPay(trade)
		require.EqualValues(t, 2000, s.Attempt.Amount)
		cb, _ := w.bank.pay(s.Attempt.Number())
		require.NoError(t, w.svc.Notify(ctx, cb))
		require.Empty(t, w.payment(trade).Refunds())
		require.Equal(t, []int64{trade.Orders[1].ID}, told[*paymentv1.TradePaid](w)[0].GetOrderIds())
	})
}

func TestAChangedAmountReplacesTheAttemptAndTwoPaymentsAreHandled(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		w := newWorld(t, db)
		trade := w.place(1000, 2000)
		first := w.mustPay(trade)
		order := w.cancel(trade.ID, 0)
		second := w.mustPay(trade)
		require.NotEqual(t, first.Attempt.ID, second.Attempt.ID)
		require.EqualValues(t, 2000, second.Attempt.Amount)
		// Both get paid before the first is closed.
		one, ok := w.bank.pay(first.Attempt.Number())
		require.True(t, ok)
		two, ok := w.bank.pay(second.Attempt.Number())
		require.True(t, ok)
		require.NoError(t, w.svc.Notify(ctx, two))
		require.NoError(t, w.svc.Notify(ctx, one))
		require.NoError(t, w.deliverCancel(trade.ID, order))
		w.drain(func() { w.settleRefunds(domain.SucceedRefund) })
		f := w.payment(trade).Facts()
		require.EqualValues(t, 5000, f.Paid)
		require.EqualValues(t, 3000, f.Returned, "all of the first payment")
		require.Empty(t, told[*paymentv1.OrderRefunded](w), "no order was refunded: nothing had been paid for it")
		require.EqualValues(t, 2000, w.balance(domain.Escrow))
		w.requireBalanced()
	})
}

func TestARefundIsNeverForgotten(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testkit.Open(t, testkit.SQLite(t)))
	trade := w.place(1000)
	s := w.mustPay(trade)
	cb, _ := w.bank.pay(s.Attempt.Number())
	require.NoError(t, w.svc.Notify(ctx, cb))
	require.NoError(t, w.deliverCancel(trade.ID, trade.Orders[0].ID))
	// The channel is down for hours, then takes it, cannot pay it out, gives the number up, and pays the next one.
	w.bank.broken, w.bank.half = true, true
	began, calls := w.clock.Now(), w.bank.calls
	step := 0
	w.drain(func() {
		switch {
		case w.clock.Now().Sub(began) < 6*time.Hour:
			return
		case step == 0:
			require.Less(t, w.bank.calls-calls, 60, "the rate is bounded")
			w.bank.broken = false
			step++
		case step == 1 && w.payment(trade).Refunds()[0].State == domain.RefundAccepted:
			w.settleRefunds(domain.FailRefund)
			step++
		case step == 2 && w.payment(trade).Refunds()[0].State == domain.RefundAbnormal:
			w.settleRefunds(domain.CloseRefund)
			step++
		case step == 3 && len(w.payment(trade).Refunds()) == 2:
			w.settleRefunds(domain.SucceedRefund)
		}
	})
	p := w.payment(trade)
	require.Equal(t, domain.Refunded, p.Facts().State)
	require.Equal(t, domain.RefundClosed, p.Refunds()[0].State)
	require.Equal(t, domain.RefundSuccess, p.Refunds()[1].State)
	require.Equal(t, p.Refunds()[0].Cause+"/2", p.Refunds()[1].Cause)
	require.Len(t, told[*paymentv1.OrderRefunded](w), 1)
	require.Zero(t, w.bank.net([]string{s.Attempt.Number()}))
	require.Zero(t, w.balance(domain.Escrow))
	w.requireBalanced()
}

func TestACallbackThatIsNotOursChangesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testkit.Open(t, testkit.SQLite(t)))
	trade := w.place(1000)
	s := w.mustPay(trade)
	good := app.ChannelPayment{Number: s.Attempt.Number(), AppID: appID, State: app.ChannelPaid, Receipt: domain.Receipt{Amount: 1000, TransactionID: "T1"}}
	for name, change := range map[string]func(*app.ChannelPayment){
		"another amount":     func(p *app.ChannelPayment) { p.Receipt.Amount = 999 },
		"another number":     func(p *app.ChannelPayment) { p.Number = domain.AttemptNumber(4) },
		"another app":        func(p *app.ChannelPayment) { p.AppID = "wx-other" },
		"no transaction id":  func(p *app.ChannelPayment) { p.Receipt.TransactionID = "" },
		"a negative payment": func(p *app.ChannelPayment) { p.Receipt.Amount = -1000 },
	} {
		bad := good
		change(&bad)
		err := w.svc.Notify(ctx, envelope(app.Notification{Payment: &bad}))
		require.Truef(t, errs.HasReason(err, "PAYMENT_CALLBACK_MISMATCH"), "%s: %v", name, err)
		require.Equal(t, domain.Pending, w.payment(trade).Facts().State, name)
	}
	err := w.svc.Notify(ctx, app.Callback{Body: []byte(`{}`)})
	require.True(t, errs.HasReason(err, "PAYMENT_CALLBACK_FORGED"))
	err = w.svc.Notify(ctx, envelope(app.Notification{}))
	require.True(t, errs.HasReason(err, "PAYMENT_CALLBACK_MISMATCH"))
	require.NoError(t, w.svc.Notify(ctx, envelope(app.Notification{Payment: &good})))
	other := good
	other.Receipt.TransactionID = "T2"
	err = w.svc.Notify(ctx, envelope(app.Notification{Payment: &other}))
	require.True(t, errs.HasReason(err, "PAYMENT_CALLBACK_MISMATCH"), "a second transaction for one attempt")
	require.EqualValues(t, 1000, w.payment(trade).Facts().Paid)
}

func TestCallbackPollAndCancellationAtTheSameTime(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		w := newWorld(t, db)
		const trades = 12
		var all []app.Trade
		for range trades {
			all = append(all, w.place(1000, 500))
		}
		var wg sync.WaitGroup
		sessions := make([]app.Session, trades)
		for i, trade := range all {
			for range 3 { // the customer taps three times
				wg.Go(func() {
					s, err := retry(func() (app.Session, error) { return w.pay(trade) })
					if err == nil {
						w.box.mu.Lock()
						sessions[i] = s
						w.box.mu.Unlock()
					}
				})
			}
		}
		wg.Wait()
		for i, trade := range all {
			require.Len(t, w.payment(trade).Attempts(), 1)
			cb, ok := w.bank.pay(sessions[i].Attempt.Number())
			require.True(t, ok)
			for range 3 {
				wg.Go(func() { _, _ = retry(func() (int, error) { return 0, w.svc.Notify(ctx, cb) }) })
				wg.Go(func() {
					_, _ = retry(func() (int, error) { return 0, w.svc.CheckAttempt(ctx, sessions[i].Attempt.ID, 0) })
				})
			}
			wg.Go(func() {
				_, _ = retry(func() (int, error) { return 0, w.deliverCancel(trade.ID, trade.Orders[1].ID) })
			})
			wg.Go(func() { _, _ = w.svc.ShowPayment(ctx, user, trade.ID, true) })
		}
		wg.Wait()
		require.Len(t, told[*paymentv1.TradePaid](w), trades)
		for range 2 {
			w.drain(func() { w.settleRefunds(domain.SucceedRefund) })
		}
		var net money.Fen
		for _, trade := range all {
			f := w.payment(trade).Facts()
			require.EqualValues(t, 500, f.Returned)
			net += f.Paid - f.Returned
		}
		require.Equal(t, net, w.balance(domain.Escrow))
		w.requireBalanced()
	})
}

// retry repeats what lost a race, as callers and consumers do.
func retry[T any](do func() (T, error)) (T, error) {
	var got T
	var err error
	for range 50 {
		if got, err = do(); err == nil || !errs.Temporary(err) {
			break
		}
	}
	return got, err
}
