package host

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httputil"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"dajiu/integrations/wechatpay"
	paysim "dajiu/integrations/wechatpay/sim"
	"dajiu/integrations/weixin"
	weixinsim "dajiu/integrations/weixin/sim"
	"dajiu/platform/app"
)

const (
	// keysPath is where the simulators give their keys away to the processes that play their customers: they open nothing else.
	keysPath = "/keys"
	// keysWait is how long a process waits for the simulators to be there: all of an installation start at once.
	keysWait  = 30 * time.Second
	keysRetry = 200 * time.Millisecond
)

// OpenSims puts a process together that runs the simulators alone, for the processes of an installation that have sim.url set.
func OpenSims(ctx context.Context, cfg Config, log *slog.Logger) (h *Host, err error) {
	cfg.Sim.URL = ""
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("configuration: %w", err)
	}
	if !cfg.simulated() && !cfg.smsSimulated() {
		return nil, errors.New("real keys are configured: nothing is to be simulated")
	}
	h = newHost(cfg, log)
	opened := h
	defer func() {
		if err != nil {
			err = errors.Join(err, opened.Close())
		}
	}()
	for _, step := range []func(context.Context) error{h.openFolder, h.openThirdParties, h.openPrivate} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// listenSims takes the simulators' address where any of them is to run here, and says where they run where another process has
// them.
func (h *Host) listenSims(ctx context.Context) error {
	if !h.Config.simulated() && !h.Config.smsSimulated() {
		return nil
	}
	if h.Config.Sim.URL != "" {
		h.Third.SimURL = strings.TrimRight(h.Config.Sim.URL, "/")
		at, err := url.Parse(h.Third.SimURL)
		if err != nil {
			return fmt.Errorf("sim.url: %w", err)
		}
		h.Third.Sim = httputil.NewSingleHostReverseProxy(at)
		return nil
	}
	l, err := listen(ctx, h.Config.Sim.Listen)
	if err != nil {
		return err
	}
	h.sims = http.NewServeMux()
	h.Third.SimURL, h.Third.Sim = "http://"+l.Addr().String(), h.sims
	h.parts = append(h.parts, serveHTTP("simulator/http", app.TierEngine, l, h.sims))
	return nil
}

// simulate returns what the clients must know to speak with the simulators, and starts those where they run here.
func (h *Host) simulate(ctx context.Context) (weixin.Config, wechatpay.Config, error) {
	var keys paysim.KeySet
	var err error
	if h.sims == nil {
		keys, err = h.fetchKeys(ctx)
	} else {
		keys, err = h.startSims()
	}
	if err != nil {
		return weixin.Config{}, wechatpay.Config{}, err
	}
	wx := weixin.Config{BaseURL: h.Third.SimURL + weixinPath, AppID: simAppID, Secret: keys.APIv3Key}
	return wx, wechatpay.Config{
		BaseURL: h.Third.SimURL + payPath, MchID: simMchID, AppID: simAppID, MchSerial: keys.MchSerial, APIv3Key: keys.APIv3Key,
		MchPrivateKeyPEM: keys.MchPrivateKeyPEM,
		Platform: wechatpay.PlatformKeys{
			PublicKeyID: keys.PublicKeyID, PublicKeyPEM: keys.PublicKeyPEM, CertificatePEMs: []string{keys.CertificatePEM},
		},
		NotifyURL: h.notifyURL(), RefundNotifyURL: h.notifyURL(),
	}, nil
}

// startSims runs WeChat and WeChat Pay here.
func (h *Host) startSims() (paysim.KeySet, error) {
	dir := filepath.Join(h.Config.Data, "sim")
	keys, err := paysim.LoadKeys(dir, h.Clock.Now())
	if err != nil {
		return keys, err
	}
	h.Third.PaySim, err = paysim.New(paysim.Config{
		Clock: h.Clock, MchID: simMchID, AppID: simAppID, MchSerial: keys.MchSerial, MerchantPublicKeyPEM: keys.MchPublicKeyPEM,
		APIv3Key: keys.APIv3Key, PlatformKeys: keys.PlatformKeys(), Log: h.Log.With("simulator", "wechat"), Dir: dir, AllowPlainNotify: true, BillsAtOnce: true,
	})
	if err != nil {
		return keys, err
	}
	h.closers = append(h.closers, h.Third.PaySim.Close)
	wxSim, err := weixinsim.New(weixinsim.Config{Clock: h.Clock, AppID: simAppID, Secret: keys.APIv3Key})
	if err != nil {
		return keys, err
	}
	h.sims.Handle(weixinPath+"/", http.StripPrefix(weixinPath, wxSim.Handler()))
	h.sims.Handle(payPath+"/", http.StripPrefix(payPath, h.Third.PaySim.Handler()))
	h.sims.Handle("GET /{$}", http.RedirectHandler(payPath+"/", http.StatusFound))
	h.sims.HandleFunc("GET "+keysPath, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(keys) // whoever asked is gone
	})
	h.parts = append(h.parts, app.Part{Name: "simulator/callbacks", Tier: app.TierEngine, Run: h.Third.PaySim.Run})
	h.Log.Warn("SIMULATORS ARE RUNNING: WeChat and WeChat Pay are played on this machine, no real money moves",
		"url", h.Third.SimURL, "because", "no real keys are configured")
	return keys, nil
}

// fetchKeys asks the simulators of another process for what their customers must know.
func (h *Host) fetchKeys(ctx context.Context) (paysim.KeySet, error) {
	var keys paysim.KeySet
	deadline := h.Clock.Now().Add(keysWait)
	for {
		err := getJSON(ctx, h.Third.SimURL+keysPath, &keys)
		if err == nil {
			return keys, nil
		}
		if ctx.Err() != nil || h.Clock.Now().After(deadline) {
			return keys, fmt.Errorf("sim.url: %w", err)
		}
		h.Clock.Sleep(keysRetry)
	}
}

func getJSON(ctx context.Context, from string, into any) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, from, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }() // it was read, or is of no use
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s", from, resp.Status)
	}
	return json.NewDecoder(http.MaxBytesReader(nil, resp.Body, 1<<20)).Decode(into)
}
