package wechatpay_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/integrations/wechatpay"
	"dajiu/integrations/wechatpay/sim"
	"dajiu/platform/errs"
	"dajiu/platform/money"
)

func fen(n int64) money.Fen { return money.Fen(n) }

func TestAnOrderIsAnnouncedPaidAndFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.prepaid("T20260501001", 129_900)
	require.True(t, strings.HasPrefix(id, "wx"))

	before, err := w.client.Query(t.Context(), "T20260501001")
	require.NoError(t, err)
	require.Equal(t, wechatpay.StateNotPay, before.State)
	require.True(t, before.SuccessAt.IsZero())

	w.clock.Advance(time.Minute)
	require.Equal(t, http.StatusOK, w.pay(id))
	after, err := w.client.Query(t.Context(), "T20260501001")
	require.NoError(t, err)
	require.Equal(t, wechatpay.Transaction{
		State: wechatpay.StateSuccess, TransactionID: after.TransactionID, OutTradeNo: "T20260501001", AppID: appID,
		Attach: "store-7", Amount: 129_900, PayerAmount: 129_900, PayerOpenID: openID, SuccessAt: w.clock.Now(),
	}, after)
	require.Len(t, after.TransactionID, 28)
}

func TestANumberIsTakenOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.prepaid("T20260501001", 100)
	t.Run("the same particulars give the same answer", func(t *testing.T) {
		require.Equal(t, first, w.prepaid("T20260501001", 100))
	})
	t.Run("a prepay id older than two hours is replaced", func(t *testing.T) {
		w := newWorld(t)
		first := w.prepaid("T20260501001", 100)
		w.clock.Advance(2 * time.Hour)
		renewed, err := w.client.Prepay(t.Context(), w.order("T20260501001", 100))
		require.NoError(t, err)
		require.NotEqual(t, first, renewed.PrepayID)
		require.Equal(t, http.StatusNotFound, w.pay(first))
	})
	t.Run("other particulars are refused", func(t *testing.T) {
		_, err := w.client.Prepay(t.Context(), w.order("T20260501001", 101))
		require.ErrorIs(t, err, wechatpay.ErrNumberUsed)
		require.False(t, errs.Temporary(err))
	})
	t.Run("a paid order is not taken again", func(t *testing.T) {
		w.paid("T20260501002", 100)
		_, err := w.client.Prepay(t.Context(), w.order("T20260501002", 100))
		require.ErrorIs(t, err, wechatpay.ErrAlreadyPaid)
	})
	t.Run("a closed order is not taken again", func(t *testing.T) {
		w.prepaid("T20260501003", 100)
		require.NoError(t, w.client.Close(t.Context(), "T20260501003"))
		_, err := w.client.Prepay(t.Context(), w.order("T20260501003", 100))
		require.ErrorIs(t, err, wechatpay.ErrClosed)
	})
}

func TestWrongParametersAreNamed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, row := range map[string]struct {
		change func(*wechatpay.PrepayRequest)
		field  string
	}{
		"a number that is too short":    {func(r *wechatpay.PrepayRequest) { r.OutTradeNo = "T1" }, "/out_trade_no"},
		"a number with a space":         {func(r *wechatpay.PrepayRequest) { r.OutTradeNo = "T2026 0501" }, "/out_trade_no"},
		"an amount of nothing":          {func(r *wechatpay.PrepayRequest) { r.Amount = 0 }, "/amount/total"},
		"a negative amount":             {func(r *wechatpay.PrepayRequest) { r.Amount = -1 }, "/amount/total"},
		"no description":                {func(r *wechatpay.PrepayRequest) { r.Description = "" }, "/description"},
		"an attachment that is too big": {func(r *wechatpay.PrepayRequest) { r.Attach = strings.Repeat("a", 129) }, "/attach"},
		"no payer":                      {func(r *wechatpay.PrepayRequest) { r.OpenID = "" }, "/payer/openid"},
		"an expiry in the past":         {func(r *wechatpay.PrepayRequest) { r.ExpireAt = w.clock.Now().Add(-time.Second) }, "/time_expire"},
	} {
		t.Run(name, func(t *testing.T) {
			r := w.order("T20260501001", 100)
			row.change(&r)
			_, err := w.client.Prepay(t.Context(), r)
			require.ErrorIs(t, err, wechatpay.ErrParam)
			require.Equal(t, row.field, errs.From(err).Fields()[0].Path)
		})
	}
}

func TestALongDescriptionIsCutBetweenCharacters(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.order("T20260501001", 100)
	r.Description = strings.Repeat("酒", 100)
	_, err := w.client.Prepay(t.Context(), r)
	require.NoError(t, err)
	require.Contains(t, w.get("/", nil), strings.Repeat("酒", 42)+"<")
}

func TestTheNotifyAddressMustBeHTTPSWithoutQuery(t *testing.T) {
	t.Parallel()
	for address, accepted := range map[string]bool{
		"https://dajiu.example/paid":     true,
		"http://127.0.0.1:9/paid":        true,
		"http://dajiu.example/paid":      false,
		"https://dajiu.example/paid?a=1": false,
		"/paid":                          false,
	} {
		w := newWorld(t, func(_ *sim.Config, c *wechatpay.Config) { c.NotifyURL = address })
		_, err := w.client.Prepay(t.Context(), w.order("T20260501001", 100))
		require.Equal(t, accepted, err == nil, address)
	}
	w := newWorld(t, func(s *sim.Config, _ *wechatpay.Config) { s.AllowPlainNotify = false })
	_, err := w.client.Prepay(t.Context(), w.order("T20260501001", 100))
	require.ErrorIs(t, err, wechatpay.ErrParam)
}

func TestAnUnknownOrderDoesNotExist(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.client.Query(t.Context(), "T20260501404")
	require.ErrorIs(t, err, wechatpay.ErrNotExist)
	require.ErrorIs(t, w.client.Close(t.Context(), "T20260501404"), wechatpay.ErrNotExist)
}

func TestClosingAndPayingExcludeEachOther(t *testing.T) {
	t.Parallel()
	t.Run("a closed order cannot be paid, and closing it again succeeds", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		id := w.prepaid("T20260501001", 100)
		require.NoError(t, w.client.Close(t.Context(), "T20260501001"))
		require.NoError(t, w.client.Close(t.Context(), "T20260501001"))
		require.Equal(t, http.StatusBadRequest, w.pay(id))
		found, err := w.client.Query(t.Context(), "T20260501001")
		require.NoError(t, err)
		require.Equal(t, wechatpay.StateClosed, found.State)
	})
	t.Run("a paid order cannot be closed or paid again", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		id := w.prepaid("T20260501001", 100)
		require.Equal(t, http.StatusOK, w.pay(id))
		require.Equal(t, http.StatusBadRequest, w.pay(id))
		require.ErrorIs(t, w.client.Close(t.Context(), "T20260501001"), wechatpay.ErrAlreadyPaid)
	})
	t.Run("a payment that wins the race is told to who closes", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		w.prepaid("T20260501001", 100)
		w.faults(sim.Faults{PayBeforeClose: 1000})
		require.ErrorIs(t, w.client.Close(t.Context(), "T20260501001"), wechatpay.ErrAlreadyPaid)
		found, err := w.client.Query(t.Context(), "T20260501001")
		require.NoError(t, err)
		require.Equal(t, wechatpay.StateSuccess, found.State)
	})
	t.Run("concurrent closing and paying have one winner", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		for _, no := range []string{"T20260501001", "T20260501002", "T20260501003", "T20260501004"} {
			id := w.prepaid(no, 100)
			closed := make(chan error, 1)
			go func() { closed <- w.client.Close(t.Context(), no) }()
			paid := w.pay(id) == http.StatusOK
			require.NotEqual(t, paid, <-closed == nil)
		}
	})
}

func TestAnOrderCannotBePaidAfterItsExpiry(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.prepaid("T20260501001", 100)
	w.clock.Advance(15 * time.Minute)
	require.Equal(t, http.StatusBadRequest, w.pay(id))
}

func TestTheClientsPaymentParametersAreVerified(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.prepaid("T20260501001", 100)
	p, err := w.client.PayParams(id)
	require.NoError(t, err)
	body := map[string]string{
		"prepay_id": id, "timeStamp": p.TimeStamp, "nonceStr": p.NonceStr + "x", "package": p.Package,
		"signType": p.SignType, "paySign": p.PaySign,
	}
	require.Equal(t, http.StatusBadRequest, w.post("/sim/pay", body))
}

func TestOrdersSurviveARestart(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	inDir := func(s *sim.Config, _ *wechatpay.Config) { s.Dir = dir }
	w := newWorld(t, inDir)
	w.paid("T20260501001", 100)
	require.NoError(t, w.sim.Close())

	again := newWorld(t, inDir)
	found, err := again.client.Query(t.Context(), "T20260501001")
	require.NoError(t, err)
	require.Equal(t, wechatpay.StateSuccess, found.State)
	pending, err := again.sim.Pending(t.Context())
	require.NoError(t, err)
	require.Equal(t, 1, pending, "the callback is still owed")
	again.paid("T20260501002", 200)
	var page sim.OrdersPage
	again.get("/sim/orders?limit=1", &page)
	require.Len(t, page.Orders, 1)
	again.get("/sim/orders?limit=10&after=1", &page)
	require.Len(t, page.Orders, 1)
	require.Equal(t, "T20260501002", page.Orders[0].OutTradeNo)
}
