package domain_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/services/payment/internal/domain"
)

// deal builds a payment with an open attempt.
type deal struct {
	*domain.Payment
	t    *testing.T
	last int64
}

func newDeal(t *testing.T, amounts ...money.Fen) *deal {
	t.Helper()
	d := &deal{t: t, last: 100}
	orders := make([]domain.Order, len(amounts))
	for i, a := range amounts {
		orders[i] = domain.Order{ID: int64(i + 1), MerchantID: 7, Amount: a}
	}
	p, err := domain.NewPayment(1, 2, 3, "酒", orders, noon)
	require.NoError(t, err)
	d.Payment = p
	return d
}

func (d *deal) newID() int64 { d.last++; return d.last }

func (d *deal) session(orders ...int64) domain.Attempt {
	d.t.Helper()
	a, err := d.Session(orders, noon.Add(time.Hour), noon, d.newID)
	require.NoError(d.t, err)
	return a
}

func (d *deal) receive(a domain.Attempt) error {
	_, err := d.Receive(a.ID, domain.Receipt{Amount: a.Amount, TransactionID: a.Number(), PaidAt: noon}, noon, d.newID)
	return err
}

func (d *deal) cancel(order int64) error { return d.CancelOrder(order, "x", noon, d.newID) }

func TestATradeWithNothingToPayHasNoPayment(t *testing.T) {
	t.Parallel()
	for name, orders := range map[string][]domain.Order{
		"no orders":           nil,
		"a free order":        {{ID: 1}},
		"only cancelled ones": {{ID: 1, Amount: 5, Cancelled: true}},
	} {
		_, err := domain.NewPayment(1, 2, 3, "", orders, noon)
		require.Truef(t, errs.HasReason(err, "PAYMENT_NOT_PAYABLE"), "%s: %v", name, err)
	}
	for name, o := range map[string]domain.Order{
		"a negative amount":                {ID: 2, Amount: -1},
		"more delivery than there is paid": {ID: 2, Amount: 5, DeliveryFee: 6},
		"an order without id":              {Amount: 5},
	} {
		_, err := domain.NewPayment(1, 2, 3, "", []domain.Order{{ID: 1, Amount: 9}, o}, noon)
		require.Truef(t, errs.HasReason(err, errs.ReasonInternal), "%s: %v", name, err)
	}
}

func TestASessionIsResumedWhileItAsksForTheSame(t *testing.T) {
	t.Parallel()
	d := newDeal(t, 100, 200)
	a := d.session(1, 2)
	require.Equal(t, a.ID, d.session(2, 1).ID)
	b := d.session(2)
	require.NotEqual(t, a.ID, b.ID)
	require.EqualValues(t, 200, b.Amount)
	require.Equal(t, domain.AttemptClosing, d.Attempts()[0].State)
	require.Equal(t, a.ID, d.Events()[1].ID)
	require.Equal(t, domain.CloseAttemptNow, d.Events()[1].Kind)
	_, err := d.Session([]int64{2}, noon, noon, d.newID)
	require.True(t, errs.HasReason(err, "PAYMENT_NOT_PAYABLE"), "too late")
	_, err = d.Session([]int64{5}, noon.Add(time.Hour), noon, d.newID)
	require.True(t, errs.HasReason(err, "PAYMENT_NOT_PAYABLE"), "no order of the trade")
}

func TestTheFirstMoneyPaysAndTheSecondGoesBack(t *testing.T) {
	t.Parallel()
	d := newDeal(t, 100)
	a := d.session(1)
	require.NoError(t, d.DropAttempt(a.ID, noon))
	b := d.session(1)
	require.NoError(t, d.receive(b))
	require.NoError(t, d.receive(a))
	require.NoError(t, d.receive(a))
	require.EqualValues(t, 200, d.Facts().Paid)
	require.EqualValues(t, 100, d.Facts().Refunded)
	require.Len(t, d.Refunds(), 1)
	require.Equal(t, a.ID, d.Refunds()[0].AttemptID)
	require.Zero(t, d.Refunds()[0].OrderID)
	require.NoError(t, d.cancel(1))
	require.Len(t, d.Refunds(), 2)
	for _, r := range d.Refunds() {
		done, err := d.TakeOutcome(r.ID, domain.SucceedRefund, "", noon, d.newID)
		require.NoError(t, err)
		require.True(t, done)
		done, err = d.TakeOutcome(r.ID, domain.FailRefund, "", noon, d.newID)
		require.NoError(t, err)
		require.False(t, done, "success is final")
	}
	require.Equal(t, domain.Refunded, d.Facts().State)
}

func TestMoneyThatComesAfterEverythingWasCancelledGoesBack(t *testing.T) {
	t.Parallel()
	d := newDeal(t, 100, 50)
	a := d.session(1, 2)
	require.NoError(t, d.cancel(1))
	require.Equal(t, domain.AttemptOpen, d.Attempts()[0].State, "the other order may still be paid")
	require.NoError(t, d.cancel(2))
	require.Equal(t, domain.Closed, d.Facts().State)
	require.Equal(t, domain.AttemptClosing, d.Attempts()[0].State)
	require.NoError(t, d.AttemptClosed(a.ID, noon))
	require.NoError(t, d.receive(a), "paid wins")
	require.Len(t, d.Refunds(), 2)
	require.EqualValues(t, 150, d.Facts().Refunded)
	require.NoError(t, d.AttemptClosed(a.ID, noon))
	require.Equal(t, domain.AttemptPaid, d.Attempts()[0].State, "and stays so")
}

func TestMoneyOfAnotherAmountIsNotOurs(t *testing.T) {
	t.Parallel()
	d := newDeal(t, 100)
	a := d.session(1)
	a.Amount = 99
	require.True(t, errs.HasReason(d.receive(a), "PAYMENT_CALLBACK_MISMATCH"))
	require.Zero(t, d.Facts().Paid)
	require.Error(t, d.receive(domain.Attempt{ID: 5}), "an attempt of another payment")
}

func TestAFactThatWasHandedOutDoesNotChange(t *testing.T) {
	t.Parallel()
	d := newDeal(t, 100)
	require.NoError(t, d.receive(d.session(1)))
	before := d.Facts()
	require.NoError(t, d.SettleOrder(1, 100, noon))
	require.False(t, before.Orders[0].Settled)
	require.True(t, d.Facts().Orders[0].Settled)
}

func TestOnlyWhatWasPaidIsSettled(t *testing.T) {
	t.Parallel()
	d := newDeal(t, 100, 50)
	require.True(t, errs.HasReason(d.SettleOrder(1, 100, noon), "PAYMENT_STATE_INVALID"), "unpaid")
	require.NoError(t, d.receive(d.session(1)))
	require.True(t, errs.HasReason(d.SettleOrder(2, 50, noon), "PAYMENT_STATE_INVALID"), "not among what was paid")
	require.True(t, errs.HasReason(d.SettleOrder(1, 90, noon), "PAYMENT_STATE_INVALID"), "another price")
	require.True(t, errs.HasReason(d.SettleOrder(8, 0, noon), "PAYMENT_STATE_INVALID"), "of another trade")
	require.NoError(t, d.SettleOrder(1, 100, noon))
	require.NoError(t, d.SettleOrder(1, 100, noon))
	require.Len(t, d.Entries(), 2)
}

func TestDelaysGrowAndStayBounded(t *testing.T) {
	t.Parallel()
	require.Equal(t, 10*time.Second, domain.CheckDelay(-1))
	for round := range 100 {
		require.LessOrEqual(t, domain.CheckDelay(round), domain.CheckDelay(round+1))
		require.LessOrEqual(t, domain.CloseDelay(round), domain.CloseDelay(round+1))
		require.LessOrEqual(t, domain.RefundDelay(domain.RefundPending, round), time.Hour)
		require.Equal(t, 24*time.Hour, domain.RefundDelay(domain.RefundAbnormal, round))
	}
	require.Equal(t, 10*time.Minute, domain.CheckDelay(50))
}

func TestNumbersFollowFromIdsAndSortAsTheyDo(t *testing.T) {
	t.Parallel()
	require.Equal(t, "P0000000000000000012", domain.AttemptNumber(12))
	require.Less(t, domain.AttemptNumber(99), domain.AttemptNumber(100))
	require.Less(t, domain.RefundNumber(1<<40), domain.RefundNumber(1<<62))
	require.LessOrEqual(t, len(domain.AttemptNumber(1<<62)), 32)
}
