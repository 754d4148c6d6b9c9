package wechatpay_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"
	"github.com/stretchr/testify/require"

	"dajiu/integrations/wechatpay"
	"dajiu/integrations/wechatpay/sim"
	"dajiu/platform/clock"
)

const (
	mchID  = "1900000109"
	appID  = "wxd678efh567hg6787"
	openID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"
)

// keys are made once: making RSA keys is slow.
var keys = sync.OnceValue(func() sim.KeySet {
	k, err := sim.NewKeys(time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		panic(err)
	}
	return k
})

// world is a merchant, the service, and the time.
type world struct {
	*testing.T
	clock    *clockwork.FakeClock
	sim      *sim.Sim
	url      string
	client   *wechatpay.Client
	merchant *merchant
}

type setting func(*sim.Config, *wechatpay.Config)

func newWorld(t *testing.T, settings ...setting) *world {
	t.Helper()
	fake := clock.Fake(time.Date(2026, 5, 1, 4, 0, 0, 0, time.UTC)) // noon in China
	w := &world{T: t, clock: fake, merchant: &merchant{status: http.StatusNoContent}}
	var handler http.Handler
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { handler.ServeHTTP(rw, r) }))
	t.Cleanup(server.Close)
	w.url = server.URL
	notify := httptest.NewServer(w.merchant)
	t.Cleanup(notify.Close)
	k := keys()
	simConfig := sim.Config{
		Clock: fake, Seed: 1, MchID: mchID, AppID: appID, MchSerial: k.MchSerial, MerchantPublicKeyPEM: k.MchPublicKeyPEM,
		APIv3Key: k.APIv3Key, PlatformKeys: k.PlatformKeys(), Dir: t.TempDir(), AllowPlainNotify: true,
	}
	config := wechatpay.Config{
		BaseURL: server.URL, MchID: mchID, AppID: appID, MchSerial: k.MchSerial, APIv3Key: k.APIv3Key,
		MchPrivateKeyPEM: k.MchPrivateKeyPEM,
		Platform: wechatpay.PlatformKeys{
			PublicKeyID: k.PublicKeyID, PublicKeyPEM: k.PublicKeyPEM, CertificatePEMs: []string{k.CertificatePEM},
		},
		NotifyURL: notify.URL + "/paid", RefundNotifyURL: notify.URL + "/refunded", Timeout: 5 * time.Second,
	}
	for _, o := range settings {
		o(&simConfig, &config)
	}
	var err error
	w.sim, err = sim.New(simConfig)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, w.sim.Close()) })
	handler = w.sim.Handler()
	w.client, err = wechatpay.New(config, fake, nil)
	require.NoError(t, err)
	return w
}

// run lets the service settle refunds and call back until the test ends.
func (w *world) run() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := w.sim.Run(ctx); err != nil {
			w.Error(err)
		}
	}()
	w.Cleanup(func() { cancel(); <-done })
}

func (w *world) faults(f sim.Faults) { require.NoError(w, w.sim.SetFaults(f)) }

func (w *world) order(no string, amount int64) wechatpay.PrepayRequest {
	return wechatpay.PrepayRequest{
		OutTradeNo: no, Description: "飞天茅台 53度 500ml", Attach: "store-7", OpenID: openID, Amount: fen(amount),
		ExpireAt: w.clock.Now().Add(15 * time.Minute),
	}
}

// prepaid announces an order and returns its prepay id.
func (w *world) prepaid(no string, amount int64) string {
	w.Helper()
	result, err := w.client.Prepay(w.Context(), w.order(no, amount))
	require.NoError(w, err)
	return result.PrepayID
}

// pay is the customer who pays with what the merchant signed.
func (w *world) pay(prepayID string) int {
	w.Helper()
	p, err := w.client.PayParams(prepayID)
	require.NoError(w, err)
	return w.post("/sim/pay", map[string]string{
		"prepay_id": prepayID, "timeStamp": p.TimeStamp, "nonceStr": p.NonceStr, "package": p.Package,
		"signType": p.SignType, "paySign": p.PaySign,
	})
}

func (w *world) paid(no string, amount int64) {
	w.Helper()
	require.Equal(w, http.StatusOK, w.pay(w.prepaid(no, amount)))
}

func (w *world) post(path string, body any) int {
	w.Helper()
	content, err := json.Marshal(body)
	require.NoError(w, err)
	answer, err := http.Post(w.url+path, "application/json", bytes.NewReader(content)) //nolint:noctx // a test
	require.NoError(w, err)
	defer answer.Body.Close()
	return answer.StatusCode
}

func (w *world) get(path string, into any) string {
	w.Helper()
	answer, err := http.Get(w.url + path) //nolint:noctx // a test
	require.NoError(w, err)
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	require.NoError(w, err)
	if into != nil {
		require.NoError(w, json.Unmarshal(content, into), "%s", content)
	}
	return string(content)
}

// eventually lets time pass until the condition holds.
func (w *world) eventually(step time.Duration, condition func() bool) {
	w.Helper()
	require.Eventually(w, func() bool {
		if condition() {
			return true
		}
		if step > 0 {
			w.clock.Advance(step)
		}
		return false
	}, 10*time.Second, 5*time.Millisecond)
}

// letter is a callback as it arrived.
type letter struct {
	path   string
	header http.Header
	body   []byte
}

// merchant is the receiver of callbacks.
type merchant struct {
	mu      sync.Mutex
	status  int
	letters []letter
}

func (m *merchant) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	m.mu.Lock()
	m.letters = append(m.letters, letter{path: strings.TrimPrefix(r.URL.Path, "/"), header: r.Header.Clone(), body: body})
	status := m.status
	m.mu.Unlock()
	w.WriteHeader(status)
}

func (m *merchant) answer(status int) { m.mu.Lock(); m.status = status; m.mu.Unlock() }

func (m *merchant) got() []letter {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]letter(nil), m.letters...)
}
