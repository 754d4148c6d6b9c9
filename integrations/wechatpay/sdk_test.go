package wechatpay_test

import (
	"context"
	"crypto/x509"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/wechatpay-apiv3/wechatpay-go/core"
	"github.com/wechatpay-apiv3/wechatpay-go/core/auth/verifiers"
	"github.com/wechatpay-apiv3/wechatpay-go/core/notify"
	"github.com/wechatpay-apiv3/wechatpay-go/core/option"
	"github.com/wechatpay-apiv3/wechatpay-go/services/certificates"
	"github.com/wechatpay-apiv3/wechatpay-go/services/payments"
	"github.com/wechatpay-apiv3/wechatpay-go/services/payments/jsapi"
	"github.com/wechatpay-apiv3/wechatpay-go/services/refunddomestic"
	"github.com/wechatpay-apiv3/wechatpay-go/utils"

	"dajiu/integrations/wechatpay"
	"dajiu/integrations/wechatpay/sim"
)

type noValidator struct{}

func (noValidator) Validate(context.Context, *http.Response) error { return nil }
func (noValidator) GetAcceptSerial(context.Context) (string, error) {
	return "", errors.New("none")
}

// sdk is the vendor's own client, which reads the system's clock, sent to this world's service.
func (w *world) sdk() *core.Client {
	w.Helper()
	k := keys()
	private, err := utils.LoadPrivateKey(k.MchPrivateKeyPEM)
	require.NoError(w, err)
	public, err := utils.LoadPublicKey(k.PublicKeyPEM)
	require.NoError(w, err)
	target, err := url.Parse(w.url)
	require.NoError(w, err)
	rewrite := tripper(func(r *http.Request) (*http.Response, error) {
		r.URL.Scheme, r.URL.Host = target.Scheme, target.Host
		return http.DefaultTransport.RoundTrip(r)
	})
	w.clock.Advance(time.Since(w.clock.Now())) // the vendor's client lives now
	client, err := core.NewClient(w.Context(),
		option.WithWechatPayPublicKeyAuthCipher(mchID, k.MchSerial, private, k.PublicKeyID, public),
		option.WithHTTPClient(&http.Client{Transport: rewrite}))
	require.NoError(w, err)
	return client
}

// The simulator and our client share package wire; the vendor's own client shares nothing with either. That
// it works against the simulator shows that the simulator speaks the protocol, and not just our idea of it.
func TestTheVendorsOwnClientWorksWithTheSimulator(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client := w.sdk()
	w.run()
	pay := jsapi.JsapiApiService{Client: client}
	prepaid, _, err := pay.PrepayWithRequestPayment(t.Context(), jsapi.PrepayRequest{
		Appid: core.String(appID), Mchid: core.String(mchID), Description: core.String("红酒"),
		OutTradeNo: core.String("T20260501001"), NotifyUrl: core.String("https://dajiu.example/paid"),
		TimeExpire: core.Time(w.clock.Now().Add(time.Hour)),
		Amount:     &jsapi.Amount{Total: core.Int64(8800)}, Payer: &jsapi.Payer{Openid: core.String(openID)},
	})
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, w.post("/sim/pay", map[string]string{
		"prepay_id": *prepaid.PrepayId, "timeStamp": *prepaid.TimeStamp, "nonceStr": *prepaid.NonceStr,
		"package": *prepaid.Package, "signType": *prepaid.SignType, "paySign": *prepaid.PaySign,
	}))
	found, _, err := pay.QueryOrderByOutTradeNo(t.Context(), jsapi.QueryOrderByOutTradeNoRequest{
		OutTradeNo: core.String("T20260501001"), Mchid: core.String(mchID),
	})
	require.NoError(t, err)
	require.Equal(t, "SUCCESS", *found.TradeState)
	byID, _, err := pay.QueryOrderById(t.Context(), jsapi.QueryOrderByIdRequest{TransactionId: found.TransactionId, Mchid: core.String(mchID)})
	require.NoError(t, err)
	require.Equal(t, "T20260501001", *byID.OutTradeNo)

	refunds := refunddomestic.RefundsApiService{Client: client}
	refund, _, err := refunds.Create(t.Context(), refunddomestic.CreateRequest{
		OutTradeNo: core.String("T20260501001"), OutRefundNo: core.String("R1"),
		Amount: &refunddomestic.AmountReq{Refund: core.Int64(800), Total: core.Int64(8800), Currency: core.String("CNY")},
	})
	require.NoError(t, err)
	require.Equal(t, refunddomestic.STATUS_PROCESSING, *refund.Status)
	w.eventually(time.Second, func() bool {
		r, _, err := refunds.QueryByOutRefundNo(t.Context(), refunddomestic.QueryByOutRefundNoRequest{OutRefundNo: core.String("R1")})
		return err == nil && *r.Status == refunddomestic.STATUS_SUCCESS && r.SuccessTime != nil
	})
	_, err = pay.CloseOrder(t.Context(), jsapi.CloseOrderRequest{OutTradeNo: core.String("T20260501001"), Mchid: core.String(mchID)})
	require.True(t, core.IsAPIError(err, "ORDERPAID"), "%v", err)
	_, _, err = pay.QueryOrderByOutTradeNo(t.Context(), jsapi.QueryOrderByOutTradeNoRequest{
		OutTradeNo: core.String("T20260501404"), Mchid: core.String(mchID),
	})
	require.True(t, core.IsAPIError(err, "ORDER_NOT_EXIST"), "%v", err)
}

func TestTheVendorsOwnClientClosesAndReadsCertificates(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client := w.sdk()
	w.prepaid("T20260501001", 100)
	pay := jsapi.JsapiApiService{Client: client}
	_, err := pay.CloseOrder(t.Context(), jsapi.CloseOrderRequest{OutTradeNo: core.String("T20260501001"), Mchid: core.String(mchID)})
	require.NoError(t, err, "a 204 signs an empty body")
	service := certificates.CertificatesApiService{Client: client}
	given, _, err := service.DownloadCertificates(t.Context())
	require.NoError(t, err)
	require.Len(t, given.Data, 1)
	sealed := given.Data[0].EncryptCertificate
	text, err := utils.DecryptAES256GCM(keys().APIv3Key, *sealed.AssociatedData, *sealed.Nonce, *sealed.Ciphertext)
	require.NoError(t, err)
	require.Equal(t, keys().CertificatePEM, text)
}

func TestTheVendorsOwnHandlerReadsTheSimulatorsCallbacks(t *testing.T) {
	t.Parallel()
	k := keys()
	certificate, err := utils.LoadCertificate(k.CertificatePEM)
	require.NoError(t, err)
	public, err := utils.LoadPublicKey(k.PublicKeyPEM)
	require.NoError(t, err)
	verifier := verifiers.NewSHA256WithRSACombinedVerifier(
		core.NewCertificateMapWithList([]*x509.Certificate{certificate}), k.PublicKeyID, *public)
	handler, err := notify.NewRSANotifyHandler(k.APIv3Key, verifier)
	require.NoError(t, err)
	read := make(chan payments.Transaction, 16)
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		var content payments.Transaction
		if _, err := handler.ParseNotifyRequest(r.Context(), r, &content); err != nil {
			t.Error(err)
			rw.WriteHeader(http.StatusInternalServerError)
			return
		}
		read <- content
	}))
	defer server.Close()
	w := newWorld(t, func(_ *sim.Config, c *wechatpay.Config) { c.NotifyURL = server.URL })
	w.clock.Advance(time.Since(w.clock.Now()))
	w.faults(sim.Faults{EitherKey: 500})
	w.run()
	for _, no := range []string{"T20260501001", "T20260501002", "T20260501003", "T20260501004"} {
		w.paid(no, 100)
		content := <-read
		require.Equal(t, "SUCCESS", *content.TradeState)
		require.EqualValues(t, 100, *content.Amount.Total)
	}
}
