package wechatpay_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/integrations/wechatpay"
	"dajiu/integrations/wechatpay/sim"
	"dajiu/integrations/wechatpay/wire"
	"dajiu/platform/clock"
)

// BenchmarkOrder is one order as both sides live it: announce, sign for the customer, pay, call back,
// verify. Four RSA signatures of 2048 bits are its floor; BenchmarkSign measures one.
func BenchmarkOrder(b *testing.B) {
	k := keys()
	var client *wechatpay.Client
	var called atomic.Int64
	notify := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := make([]byte, r.ContentLength)
		_, _ = r.Body.Read(body)
		if _, err := client.ParseNotification(r.Context(), r.Header, body); err != nil {
			b.Error(err)
		}
		called.Add(1)
		w.WriteHeader(http.StatusNoContent)
	}))
	defer notify.Close()
	s, err := sim.New(sim.Config{
		Clock: clock.Real(), MchID: mchID, AppID: appID, MchSerial: k.MchSerial, MerchantPublicKeyPEM: k.MchPublicKeyPEM,
		APIv3Key: k.APIv3Key, PlatformKeys: k.PlatformKeys(), Dir: b.TempDir(), AllowPlainNotify: true,
	})
	require.NoError(b, err)
	server := httptest.NewServer(s.Handler())
	defer server.Close()
	client, err = wechatpay.New(wechatpay.Config{
		BaseURL: server.URL, MchID: mchID, AppID: appID, MchSerial: k.MchSerial, APIv3Key: k.APIv3Key,
		MchPrivateKeyPEM: k.MchPrivateKeyPEM, NotifyURL: notify.URL,
		Platform: wechatpay.PlatformKeys{PublicKeyID: k.PublicKeyID, PublicKeyPEM: k.PublicKeyPEM},
	}, clock.Real(), nil)
	require.NoError(b, err)
	ctx, cancel := context.WithCancel(context.Background())
	stopped := make(chan error, 1)
	go func() { stopped <- s.Run(ctx) }()

	payer := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	w := &world{url: server.URL, client: client}
	var n atomic.Int64
	b.SetParallelism(16)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			no := "B" + strconv.FormatInt(1e9+n.Add(1), 10)
			result, err := client.Prepay(ctx, wechatpay.PrepayRequest{OutTradeNo: no, Description: "酒", OpenID: openID, Amount: 100})
			if err != nil {
				b.Error(err)
				return
			}
			if _, err := client.PayParams(result.PrepayID); err != nil {
				b.Error(err)
				return
			}
			w.payFast(b, payer, result.PrepayID)
		}
	})
	for called.Load() < n.Load() {
		time.Sleep(time.Millisecond)
	}
	b.StopTimer()
	cancel()
	require.NoError(b, <-stopped)
	require.NoError(b, s.Close())
}

// BenchmarkSign is the floor: an order takes four of these.
func BenchmarkSign(b *testing.B) {
	key, err := wire.ParsePrivateKey(keys().MchPrivateKeyPEM)
	require.NoError(b, err)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := wire.Sign(key, "message"); err != nil {
				b.Error(err)
			}
		}
	})
}
