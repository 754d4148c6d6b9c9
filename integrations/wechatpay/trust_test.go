package wechatpay_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/integrations/wechatpay"
	"dajiu/integrations/wechatpay/sim"
	"dajiu/integrations/wechatpay/wire"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
)

func TestARequestThatTheMerchantDidNotSignIsRefused(t *testing.T) {
	t.Parallel()
	t.Run("with another key", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t, func(_ *sim.Config, c *wechatpay.Config) { c.MchPrivateKeyPEM = keys().CertificatePrivatePEM })
		_, err := w.client.Prepay(t.Context(), w.order("T20260501001", 100))
		require.ErrorIs(t, err, wechatpay.ErrSign)
		require.False(t, errs.Temporary(err))
	})
	t.Run("with another serial", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t, func(_ *sim.Config, c *wechatpay.Config) { c.MchSerial = "0000" })
		_, err := w.client.Query(t.Context(), "T20260501001")
		require.ErrorIs(t, err, wechatpay.ErrSign)
	})
	t.Run("five minutes ago", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		var kept *http.Request
		tap := tripper(func(r *http.Request) (*http.Response, error) {
			kept = r.Clone(context.Background())
			return http.DefaultTransport.RoundTrip(r)
		})
		k := keys()
		client, err := wechatpay.New(wechatpay.Config{
			BaseURL: w.url, MchID: mchID, AppID: appID, MchSerial: k.MchSerial, APIv3Key: k.APIv3Key,
			MchPrivateKeyPEM: k.MchPrivateKeyPEM, NotifyURL: "https://dajiu.example/paid",
			Platform: wechatpay.PlatformKeys{PublicKeyID: k.PublicKeyID, PublicKeyPEM: k.PublicKeyPEM},
		}, w.clock, tap)
		require.NoError(t, err)
		_, err = client.Query(t.Context(), "T20260501001")
		require.ErrorIs(t, err, wechatpay.ErrNotExist)
		w.clock.Advance(wire.Window * time.Second)
		kept.Body = http.NoBody
		answer, err := http.DefaultTransport.RoundTrip(kept)
		require.NoError(t, err)
		defer answer.Body.Close()
		require.Equal(t, http.StatusUnauthorized, answer.StatusCode)
		require.Empty(t, answer.Header.Get(wire.HeaderSignature))
	})
}

type tripper func(*http.Request) (*http.Response, error)

func (f tripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestAnAnswerThatTheServiceDidNotSignIsNotBelieved(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.paid("T20260501001", 100)
	t.Run("a probe is refused and the next answer believed", func(t *testing.T) {
		w.faults(sim.Faults{BadSignature: 1000})
		_, err := w.client.Query(t.Context(), "T20260501001")
		require.ErrorIs(t, err, wechatpay.ErrUntrusted)
		require.True(t, errs.Temporary(err))
		w.faults(sim.Faults{})
		_, err = w.client.Query(t.Context(), "T20260501001")
		require.NoError(t, err)
	})
	for name, row := range map[string]struct {
		status int
		body   string
		want   *errs.Error
	}{
		"an invented success":          {http.StatusOK, `{"trade_state":"SUCCESS","out_trade_no":"T20260501001"}`, wechatpay.ErrUntrusted},
		"an invented absence":          {http.StatusNotFound, `{"code":"ORDER_NOT_EXIST"}`, wechatpay.ErrUntrusted},
		"an invented refusal":          {http.StatusBadRequest, `{"code":"ORDER_CLOSED"}`, wechatpay.ErrUntrusted},
		"a proxy's bad gateway":        {http.StatusBadGateway, `<html>`, wechatpay.ErrSystem},
		"a proxy's too many requests":  {http.StatusTooManyRequests, ``, wechatpay.ErrLimited},
		"a redirect to somewhere else": {http.StatusFound, ``, wechatpay.ErrUntrusted},
		"an answer without end":        {http.StatusOK, strings.Repeat(" ", 2<<20), wechatpay.ErrUntrusted},
		"our own key is not accepted":  {http.StatusUnauthorized, `{"code":"SIGN_ERROR"}`, wechatpay.ErrSign},
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) {
				rw.Header().Set("Location", "http://elsewhere.example/")
				rw.WriteHeader(row.status)
				_, _ = io.WriteString(rw, row.body)
			}))
			defer server.Close()
			w := newWorld(t, func(_ *sim.Config, c *wechatpay.Config) { c.BaseURL = server.URL })
			_, err := w.client.Query(t.Context(), "T20260501001")
			require.ErrorIs(t, err, row.want)
		})
	}
}

func TestAServiceThatCannotBeReachedIsTemporaryAndTellsNoSecrets(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(_ *sim.Config, c *wechatpay.Config) { c.BaseURL = "http://127.0.0.1:1" })
	_, err := w.client.Prepay(t.Context(), w.order("T20260501001", 100))
	require.ErrorIs(t, err, wechatpay.ErrUnreachable)
	require.True(t, errs.Temporary(err))
	require.NotContains(t, err.Error(), "127.0.0.1:1/")

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = w.client.Query(ctx, "T20260501001")
	require.ErrorIs(t, err, context.Canceled)
}

func TestAConfigurationTellsNoSecretsAndSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	k := keys()
	good := wechatpay.Config{
		MchID: mchID, AppID: appID, MchSerial: k.MchSerial, APIv3Key: k.APIv3Key, MchPrivateKeyPEM: k.MchPrivateKeyPEM,
		Platform: wechatpay.PlatformKeys{CertificatePEMs: []string{k.CertificatePEM}}, NotifyURL: "https://dajiu.example/paid",
	}
	require.NotContains(t, good.String()+good.GoString(), k.APIv3Key)
	require.NotContains(t, k.String()+k.GoString(), k.APIv3Key)
	_, err := wechatpay.New(good, clock.Fake(time.Unix(0, 0)), nil)
	require.NoError(t, err)
	for name, change := range map[string]func(*wechatpay.Config){
		"no merchant":             func(c *wechatpay.Config) { c.MchID = "" },
		"a short APIv3 key":       func(c *wechatpay.Config) { c.APIv3Key = "short" },
		"a public key to sign":    func(c *wechatpay.Config) { c.MchPrivateKeyPEM = k.MchPublicKeyPEM },
		"no platform key":         func(c *wechatpay.Config) { c.Platform = wechatpay.PlatformKeys{} },
		"a public key without id": func(c *wechatpay.Config) { c.Platform.PublicKeyPEM = k.PublicKeyPEM },
		"a base URL with a query": func(c *wechatpay.Config) { c.BaseURL = "https://a.example/?x=1" },
		"a base URL of a file":    func(c *wechatpay.Config) { c.BaseURL = "file:///etc" },
	} {
		bad := good
		change(&bad)
		_, err := wechatpay.New(bad, clock.Fake(time.Unix(0, 0)), nil)
		require.Error(t, err, name)
		require.NotContains(t, err.Error(), "PRIVATE KEY", name)
	}
}

func TestTheServiceMayLiveUnderAPath(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	server := httptest.NewServer(http.StripPrefix("/vendors/wechatpay", w.sim.Handler()))
	defer server.Close()
	under := newWorld(t, func(_ *sim.Config, c *wechatpay.Config) { c.BaseURL = server.URL + "/vendors/wechatpay/" })
	_, err := under.client.Prepay(t.Context(), under.order("T20260501001", 100))
	require.NoError(t, err, "the path before /v3 is not signed")
}
