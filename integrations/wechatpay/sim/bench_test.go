package sim

import (
	"encoding/json"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/integrations/wechatpay/wire"
	"dajiu/platform/clock"
)

// BenchmarkPrepayAndPay is an order without HTTP and RSA: parameters, rows, and commits that survive a kill.
func BenchmarkPrepayAndPay(b *testing.B) {
	keys, err := NewKeys(time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC))
	require.NoError(b, err)
	s, err := New(Config{
		Clock: clock.Real(), MchID: "19", AppID: "wx", MchSerial: keys.MchSerial, MerchantPublicKeyPEM: keys.MchPublicKeyPEM,
		APIv3Key: keys.APIv3Key, PlatformKeys: keys.PlatformKeys(), Dir: b.TempDir(),
	})
	require.NoError(b, err)
	var n atomic.Int64
	b.SetParallelism(32)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			body, err := json.Marshal(wire.PrepayRequest{
				AppID: "wx", MchID: "19", Description: "酒", OutTradeNo: "B" + strconv.FormatInt(1e9+n.Add(1), 10),
				NotifyURL: "https://merchant.example/", Amount: wire.OrderAmount{Total: 100}, Payer: wire.Payer{OpenID: "o"},
			})
			if err != nil {
				b.Error(err)
				return
			}
			a, err := s.prepay(request{ctx: b.Context(), body: body})
			if err != nil {
				b.Error(err)
				return
			}
			prepaid, ok := a.body.(wire.PrepayAnswer)
			if _, err := s.pay(b.Context(), payment{PrepayID: prepaid.PrepayID}); err != nil || !ok {
				b.Error(err)
				return
			}
		}
	})
	b.StopTimer()
	require.NoError(b, s.Close())
}
