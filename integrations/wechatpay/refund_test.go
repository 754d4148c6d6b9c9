package wechatpay_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/integrations/wechatpay"
	"dajiu/integrations/wechatpay/sim"
	"dajiu/platform/errs"
)

func refundOf(no string, amount, total int64) wechatpay.RefundRequest {
	return wechatpay.RefundRequest{
		OutTradeNo: "T20260501001", OutRefundNo: no, Reason: "少送一瓶", Amount: fen(amount), Total: fen(total),
	}
}

func TestPartialRefundsAddUpToWhatWasPaidAndNoMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.run()
	w.paid("T20260501001", 1000)
	for _, no := range []string{"R1", "R2"} {
		r, err := w.client.Refund(t.Context(), refundOf(no, 400, 1000))
		require.NoError(t, err)
		require.Equal(t, wechatpay.RefundProcessing, r.State)
		require.Equal(t, fen(400), r.Amount)
	}
	_, err := w.client.Refund(t.Context(), refundOf("R3", 201, 1000))
	require.ErrorIs(t, err, wechatpay.ErrNotEnough)
	_, err = w.client.Refund(t.Context(), refundOf("R3", 200, 1000))
	require.NoError(t, err)

	w.eventually(time.Second, func() bool {
		r, err := w.client.QueryRefund(t.Context(), "R3")
		return err == nil && r.State == wechatpay.RefundSuccess && !r.SuccessAt.IsZero()
	})
	found, err := w.client.Query(t.Context(), "T20260501001")
	require.NoError(t, err)
	require.Equal(t, wechatpay.StateRefund, found.State)
	var page sim.OrdersPage
	w.get("/sim/orders", &page)
	require.EqualValues(t, 1000, page.Orders[0].Refunded)
	require.Len(t, page.Orders[0].Refunds, 3)
}

func TestARefundNumberRefundsOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.paid("T20260501001", 1000)
	first, err := w.client.Refund(t.Context(), refundOf("R1", 600, 1000))
	require.NoError(t, err)
	again, err := w.client.Refund(t.Context(), refundOf("R1", 600, 1000))
	require.NoError(t, err)
	require.Equal(t, first, again)
	_, err = w.client.Refund(t.Context(), refundOf("R1", 300, 1000))
	require.ErrorIs(t, err, wechatpay.ErrNumberUsed)
	_, err = w.client.Refund(t.Context(), refundOf("R2", 400, 1000))
	require.NoError(t, err, "the repetition took nothing")
}

func TestRefundsThatTheServiceRefuses(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.prepaid("T20260501002", 1000)
	w.paid("T20260501001", 1000)
	for name, row := range map[string]struct {
		change func(*wechatpay.RefundRequest)
		want   *errs.Error
	}{
		"more than the order":          {func(r *wechatpay.RefundRequest) { r.Amount = 1001 }, wechatpay.ErrParam},
		"nothing":                      {func(r *wechatpay.RefundRequest) { r.Amount = 0 }, wechatpay.ErrParam},
		"a total that differs":         {func(r *wechatpay.RefundRequest) { r.Total = 2000 }, wechatpay.ErrParam},
		"an order that was never paid": {func(r *wechatpay.RefundRequest) { r.OutTradeNo = "T20260501002" }, wechatpay.ErrNotExist},
		"an order that nobody knows":   {func(r *wechatpay.RefundRequest) { r.OutTradeNo = "T20260501404" }, wechatpay.ErrNotExist},
		"a number with a slash":        {func(r *wechatpay.RefundRequest) { r.OutRefundNo = "R/1" }, wechatpay.ErrParam},
	} {
		t.Run(name, func(t *testing.T) {
			r := refundOf("R1", 100, 1000)
			row.change(&r)
			_, err := w.client.Refund(t.Context(), r)
			require.ErrorIs(t, err, row.want)
		})
	}
	_, err := w.client.QueryRefund(t.Context(), "R404")
	require.ErrorIs(t, err, wechatpay.ErrNotExist)
}

func TestRefundsHaveLimitsInTimeAndNumber(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(s *sim.Config, _ *wechatpay.Config) { s.RefundInterval = time.Minute })
	w.paid("T20260501001", 1000)
	_, err := w.client.Refund(t.Context(), refundOf("R1", 1, 1000))
	require.NoError(t, err)
	_, err = w.client.Refund(t.Context(), refundOf("R2", 1, 1000))
	require.ErrorIs(t, err, wechatpay.ErrLimited)
	require.True(t, errs.Temporary(err))
	w.clock.Advance(time.Minute)
	_, err = w.client.Refund(t.Context(), refundOf("R2", 1, 1000))
	require.NoError(t, err)
	w.clock.Advance(366 * 24 * time.Hour)
	_, err = w.client.Refund(t.Context(), refundOf("R3", 1, 1000))
	require.ErrorIs(t, err, wechatpay.ErrNumberUsed)
}

func TestARefundThatTheBankSendsBackIsAbnormal(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.run()
	w.faults(sim.Faults{RefundAbnormal: 1000})
	w.paid("T20260501001", 1000)
	_, err := w.client.Refund(t.Context(), refundOf("R1", 1000, 1000))
	require.NoError(t, err)
	w.eventually(time.Second, func() bool { return len(w.merchant.got()) == 2 })
	for _, l := range w.merchant.got() {
		n, err := w.client.ParseNotification(t.Context(), l.header, l.body)
		require.NoError(t, err)
		if n.Kind == wechatpay.KindRefund {
			require.Equal(t, wechatpay.RefundAbnormal, n.Refund.State)
			require.True(t, n.Refund.SuccessAt.IsZero())
		}
	}
}

func TestAFailureAfterTheEffectIsFoundByQuery(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.faults(sim.Faults{SystemErrorAfter: 1000})
	_, err := w.client.Prepay(t.Context(), w.order("T20260501001", 1000))
	require.ErrorIs(t, err, wechatpay.ErrSystem)
	require.True(t, errs.Temporary(err))
	_, err = w.client.Query(t.Context(), "T20260501001")
	require.NoError(t, err, "the order was taken")

	w.faults(sim.Faults{})
	w.paid("T20260501001", 1000)
	w.faults(sim.Faults{SystemErrorAfter: 1000})
	_, err = w.client.Refund(t.Context(), refundOf("R1", 1000, 1000))
	require.ErrorIs(t, err, wechatpay.ErrSystem)
	r, err := w.client.QueryRefund(t.Context(), "R1")
	require.NoError(t, err)
	require.Equal(t, fen(1000), r.Amount)

	w.faults(sim.Faults{SystemErrorBefore: 1000})
	_, err = w.client.QueryRefund(t.Context(), "R1")
	require.ErrorIs(t, err, wechatpay.ErrSystem)
	w.faults(sim.Faults{RateLimited: 1000})
	_, err = w.client.QueryRefund(t.Context(), "R1")
	require.ErrorIs(t, err, wechatpay.ErrLimited)
}
