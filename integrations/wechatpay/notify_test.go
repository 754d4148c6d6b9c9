package wechatpay_test

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/integrations/wechatpay"
	"dajiu/integrations/wechatpay/sim"
	"dajiu/integrations/wechatpay/wire"
	"dajiu/platform/errs"
)

func TestAPaymentAndARefundAreCalledBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.run()
	w.paid("T20260501001", 1000)
	w.eventually(0, func() bool { return len(w.merchant.got()) == 1 })
	l := w.merchant.got()[0]
	require.Equal(t, "paid", l.path)
	n, err := w.client.ParseNotification(t.Context(), l.header, l.body)
	require.NoError(t, err)
	require.Equal(t, wechatpay.KindPaid, n.Kind)
	require.NotEmpty(t, n.ID)
	require.Equal(t, fen(1000), n.Transaction.Amount)
	require.Equal(t, "T20260501001", n.Transaction.OutTradeNo)
	require.Equal(t, "store-7", n.Transaction.Attach)

	_, err = w.client.Refund(t.Context(), refundOf("R1", 300, 1000))
	require.NoError(t, err)
	w.eventually(time.Second, func() bool { return len(w.merchant.got()) == 2 })
	l = w.merchant.got()[1]
	require.Equal(t, "refunded", l.path)
	n, err = w.client.ParseNotification(t.Context(), l.header, l.body)
	require.NoError(t, err)
	require.Equal(t, wechatpay.KindRefund, n.Kind)
	require.Equal(t, wechatpay.RefundSuccess, n.Refund.State)
	require.Equal(t, fen(300), n.Refund.Amount)
	require.Equal(t, fen(1000), n.Refund.Total)
	w.eventually(0, func() bool { n, err := w.sim.Pending(t.Context()); return err == nil && n == 0 })
}

func TestACallbackIsRepeatedWithTheSameIDUntilItIsAccepted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.merchant.answer(http.StatusInternalServerError)
	w.run()
	w.paid("T20260501001", 1000)
	w.eventually(time.Second, func() bool { return len(w.merchant.got()) >= 3 })
	w.merchant.answer(http.StatusOK)
	w.eventually(time.Second, func() bool { n, err := w.sim.Pending(t.Context()); return err == nil && n == 0 })
	ids := map[string]bool{}
	for _, l := range w.merchant.got() {
		var e wire.Envelope
		require.NoError(t, json.Unmarshal(l.body, &e))
		ids[e.ID] = true
	}
	require.Len(t, ids, 1)
}

func TestDuplicatesAndEitherKeyAreBelieved(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.run()
	w.faults(sim.Faults{CallbackDuplicate: 1000, EitherKey: 500})
	for i := range 8 {
		w.paid("T2026050100"+strconv.Itoa(i), 100)
	}
	w.eventually(0, func() bool { return len(w.merchant.got()) == 16 })
	serials := map[string]bool{}
	for _, l := range w.merchant.got() {
		_, err := w.client.ParseNotification(t.Context(), l.header, l.body)
		require.NoError(t, err)
		serials[l.header.Get(wire.HeaderSerial)] = true
	}
	require.Len(t, serials, 2, "both keys signed")
}

func TestALostCallbackComesLater(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.run()
	w.faults(sim.Faults{CallbackDrop: 1000})
	w.paid("T20260501001", 100)
	w.eventually(0, func() bool { n, err := w.sim.Pending(t.Context()); return err == nil && n == 1 })
	require.Empty(t, w.merchant.got())
	w.faults(sim.Faults{})
	w.eventually(time.Second, func() bool { return len(w.merchant.got()) == 1 })
}

// delivered returns one authentic callback to be tampered with.
func delivered(t *testing.T) (*world, letter) {
	t.Helper()
	w := newWorld(t)
	w.run()
	w.paid("T20260501001", 1000)
	w.eventually(0, func() bool { return len(w.merchant.got()) == 1 })
	return w, w.merchant.got()[0]
}

func TestACallbackThatTheServiceDidNotSendIsForged(t *testing.T) {
	t.Parallel()
	w, genuine := delivered(t)
	for name, change := range map[string]func(*letter){
		"another body":         func(l *letter) { l.body = []byte(strings.Replace(string(l.body), "支付成功", "支付失败", 1)) },
		"another nonce":        func(l *letter) { l.header.Set(wire.HeaderNonce, "x") },
		"another timestamp":    func(l *letter) { l.header.Set(wire.HeaderTimestamp, strconv.FormatInt(w.clock.Now().Unix()+1, 10)) },
		"an unknown serial":    func(l *letter) { l.header.Set(wire.HeaderSerial, "PUB_KEY_ID_OTHER") },
		"the other key's name": func(l *letter) { l.header.Set(wire.HeaderSerial, keys().CertificateSerial) },
		"no signature":         func(l *letter) { l.header.Del(wire.HeaderSignature) },
		"a probe": func(l *letter) {
			l.header.Set(wire.HeaderSignature, wire.ProbePrefix+l.header.Get(wire.HeaderSignature))
		},
		"no base64":            func(l *letter) { l.header.Set(wire.HeaderSignature, "***") },
		"a huge timestamp":     func(l *letter) { l.header.Set(wire.HeaderTimestamp, "9223372036854775807") },
		"an unknown algorithm": func(l *letter) { l.header.Set(wire.HeaderSignatureType, "WECHATPAY2-SM2-WITH-SM3") },
	} {
		t.Run(name, func(t *testing.T) {
			l := letter{header: genuine.header.Clone(), body: append([]byte(nil), genuine.body...)}
			change(&l)
			_, err := w.client.ParseNotification(t.Context(), l.header, l.body)
			require.ErrorIs(t, err, wechatpay.ErrForged)
			require.False(t, errs.Temporary(err))
		})
	}
}

func TestACallbackIsBelievedForFiveMinutes(t *testing.T) {
	t.Parallel()
	w, l := delivered(t)
	w.clock.Advance(299 * time.Second)
	_, err := w.client.ParseNotification(t.Context(), l.header, l.body)
	require.NoError(t, err)
	w.clock.Advance(time.Second)
	_, err = w.client.ParseNotification(t.Context(), l.header, l.body)
	require.ErrorIs(t, err, wechatpay.ErrForged)
}

// signed makes a callback that carries the platform's own signature over any body.
func signed(t *testing.T, at time.Time, body string) http.Header {
	t.Helper()
	key, err := wire.ParsePrivateKey(keys().PublicKeyPrivatePEM)
	require.NoError(t, err)
	stamp := strconv.FormatInt(at.Unix(), 10)
	signature, err := wire.Sign(key, wire.AnswerMessage(stamp, "nonce", []byte(body)))
	require.NoError(t, err)
	return http.Header{
		wire.HeaderTimestamp: {stamp}, wire.HeaderNonce: {"nonce"}, wire.HeaderSerial: {keys().PublicKeyID},
		wire.HeaderSignature: {signature},
	}
}

// sealed makes a callback's body around a plaintext.
func sealed(t *testing.T, event, plain string) string {
	t.Helper()
	box, err := wire.NewBox(keys().APIv3Key)
	require.NoError(t, err)
	text, err := box.Seal([]byte(plain), "012345678901", "transaction")
	require.NoError(t, err)
	body, err := json.Marshal(wire.Envelope{ID: "n1", EventType: event, Resource: &wire.Resource{
		Algorithm: wire.Algorithm, Ciphertext: text, Nonce: "012345678901", AssociatedData: "transaction",
	}})
	require.NoError(t, err)
	return string(body)
}

func TestAnAuthenticCallbackOfAnUnknownFormIsRefusedWithoutPanic(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	good := sealed(t, "TRANSACTION.SUCCESS", `{"mchid":"`+mchID+`","out_trade_no":"T20260501001","trade_state":"SUCCESS"}`)
	_, err := w.client.ParseNotification(t.Context(), signed(t, w.clock.Now(), good), []byte(good))
	require.NoError(t, err)
	for name, row := range map[string]struct {
		body string
		want *errs.Error
	}{
		"not JSON":             {`{`, wechatpay.ErrMalformed},
		"no resource":          {`{"id":"1","event_type":"TRANSACTION.SUCCESS"}`, wechatpay.ErrMalformed},
		"an empty resource":    {`{"id":"1","event_type":"TRANSACTION.SUCCESS","resource":{}}`, wechatpay.ErrMalformed},
		"a nonce of 11":        {strings.Replace(good, "012345678901", "01234567890", 1), wechatpay.ErrForged},
		"another nonce":        {strings.Replace(good, "012345678901", "012345678902", 1), wechatpay.ErrForged},
		"other extra data":     {strings.Replace(good, `data":"transaction"`, `data":"refund"`, 1), wechatpay.ErrForged},
		"ciphertext cut short": {strings.Replace(good, `"ciphertext":"`, `"ciphertext":"AAAA`, 1), wechatpay.ErrForged},
		"an unknown event":     {sealed(t, "COUPON.SEND", `{}`), wechatpay.ErrMalformed},
		"another merchant":     {sealed(t, "TRANSACTION.SUCCESS", `{"mchid":"1","out_trade_no":"T20260501001","trade_state":"SUCCESS"}`), wechatpay.ErrMalformed},
		"an unpaid order":      {sealed(t, "TRANSACTION.SUCCESS", `{"mchid":"`+mchID+`","out_trade_no":"T20260501001","trade_state":"NOTPAY"}`), wechatpay.ErrMalformed},
		"a plaintext of null":  {sealed(t, "REFUND.SUCCESS", `null`), wechatpay.ErrMalformed},
		"a plaintext of array": {sealed(t, "TRANSACTION.SUCCESS", `[]`), wechatpay.ErrMalformed},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := w.client.ParseNotification(t.Context(), signed(t, w.clock.Now(), row.body), []byte(row.body))
			require.ErrorIs(t, err, row.want)
		})
	}
	huge := strings.Repeat(" ", wechatpay.MaxNotification+1)
	_, err = w.client.ParseNotification(t.Context(), http.Header{}, []byte(huge))
	require.ErrorIs(t, err, wechatpay.ErrMalformed)
	require.JSONEq(t, `{"code":"FAIL","message":"失败"}`, string(wechatpay.Refusal("失败")))
}
