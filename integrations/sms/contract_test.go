package sms_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/integrations/sms"
	"dajiu/integrations/sms/aliyun"
	"dajiu/integrations/sms/sim"
	"dajiu/integrations/sms/tencent"
	"dajiu/platform/clock"
	"dajiu/platform/testkit"
)

const (
	phone    = "13800138000"
	template = "SMS_1"
	hour     = time.Hour
)

var noon = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)

func tencentAccount() tencent.Config {
	return tencent.Config{SecretID: "AKIDexample", SecretKey: "tencent-key-9f3c", AppID: "1400000001", Sign: "滴滴打酒"}
}

func aliyunAccount() aliyun.Config {
	return aliyun.Config{KeyID: "LTAIexample", KeySecret: "aliyun-key-71aa", Sign: "滴滴打酒"}
}

// world is a simulator and how each vendor is reached in it.
type world struct {
	sim   *sim.Sim
	url   string
	dir   string
	clock interface {
		clock.Clock
		Advance(d time.Duration)
	}
	reports *inbox
}

// inbox takes reports, or does not.
type inbox struct {
	mu     sync.Mutex
	deaf   bool
	bodies map[string][][]byte
}

func (b *inbox) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	vendor := strings.Trim(r.URL.Path, "/")
	b.bodies[vendor] = append(b.bodies[vendor], body)
	if b.deaf {
		http.Error(w, "later", http.StatusServiceUnavailable)
		return
	}
	_, _ = io.WriteString(w, map[string]string{tencent.Name: tencent.ReportTaken, aliyun.Name: aliyun.ReportTaken}[vendor])
}

func newWorld(t *testing.T, dir string) *world {
	t.Helper()
	w := &world{clock: clock.Fake(noon), dir: dir, reports: &inbox{bodies: map[string][][]byte{}}}
	mine := httptest.NewServer(w.reports)
	t.Cleanup(mine.Close)
	var err error
	w.sim, err = sim.New(sim.Config{
		Clock: w.clock, Log: testkit.Quiet(), Seed: 1, Dir: dir, Tencent: tencentAccount(), Aliyun: aliyunAccount(),
		Wordings: map[string]sim.Wording{template: {Text: "验证码{code}，{minutes}分钟内有效。", Names: []string{"code", "minutes"}}},
		Reports:  map[string]string{tencent.Name: mine.URL + "/tencent", aliyun.Name: mine.URL + "/aliyun"},
	})
	require.NoError(t, err)
	t.Cleanup(func() { _ = w.sim.Close() })
	server := httptest.NewServer(w.sim.Handler())
	t.Cleanup(server.Close)
	w.url = server.URL
	return w
}

// open makes a client of a vendor; wrong spoils its keys.
type open func(w *world, wrong bool) (sms.Sender, error)

func openTencent(w *world, wrong bool) (sms.Sender, error) {
	cfg := tencentAccount()
	cfg.BaseURL = w.url + "/tencent"
	if wrong {
		cfg.SecretKey = "another"
	}
	return tencent.New(cfg, w.clock)
}

func openAliyun(w *world, wrong bool) (sms.Sender, error) {
	cfg := aliyunAccount()
	cfg.BaseURL = w.url + "/aliyun"
	if wrong {
		cfg.KeySecret = "another"
	}
	return aliyun.New(cfg, w.clock)
}

func TestEveryVendorKeepsTheContract(t *testing.T) {
	t.Parallel()
	for name, vendor := range map[string]struct {
		open  open
		parse func([]byte) ([]sms.Report, error)
	}{tencent.Name: {openTencent, tencent.ParseReports}, aliyun.Name: {openAliyun, aliyun.ParseReports}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			contract(t, name, vendor.open, vendor.parse)
		})
	}
}

func code(digits string) sms.Message {
	return sms.Message{Phone: phone, Template: template, Ref: "r-1", Params: []sms.Param{{Name: "code", Value: digits}, {Name: "minutes", Value: "5"}}}
}

func contract(t *testing.T, name string, open open, parse func([]byte) ([]sms.Report, error)) {
	sender := func(t *testing.T) (*world, sms.Sender) {
		w := newWorld(t, t.TempDir())
		s, err := open(w, false)
		require.NoError(t, err)
		return w, s
	}
	t.Run("a message reaches the phone in the approved words", func(t *testing.T) {
		t.Parallel()
		w, s := sender(t)
		receipt, err := s.Send(t.Context(), code("042917"))
		require.NoError(t, err)
		require.Equal(t, name, receipt.Vendor)
		got := w.sim.Texts(phone)
		require.Len(t, got, 1)
		require.Equal(t, []string{"【滴滴打酒】验证码042917，5分钟内有效。", receipt.ID, "r-1"}, []string{got[0].Text, got[0].ID, got[0].Ref})
	})
	t.Run("what is refused says what can be done about it", func(t *testing.T) {
		t.Parallel()
		rows := map[string]struct {
			message   func(*sms.Message)
			faults    sim.Faults
			want      error
			elsewhere bool
		}{
			"no phone number":       {message: func(m *sms.Message) { m.Phone = "12345678901" }, want: sms.ErrNumber},
			"a wording not known":   {message: func(m *sms.Message) { m.Template = "SMS_2" }, want: sms.ErrTemplate, elsewhere: true},
			"a value that misses":   {message: func(m *sms.Message) { m.Params = m.Params[:1] }, want: sms.ErrTemplate, elsewhere: true},
			"a phone that refuses":  {faults: sim.Faults{Blocked: []string{phone}}, want: sms.ErrBlocked},
			"a vendor that is busy": {faults: sim.Faults{Busy: 1000}, want: sms.ErrBusy, elsewhere: true},
			"a vendor that is down": {faults: sim.Faults{Down: []string{name}}, want: sms.ErrUnreachable, elsewhere: true},
		}
		for what, row := range rows {
			w, s := sender(t)
			w.sim.SetFaults(row.faults)
			m := code("042917")
			if row.message != nil {
				row.message(&m)
			}
			_, err := s.Send(t.Context(), m)
			require.ErrorIs(t, err, row.want, what)
			require.Equal(t, row.elsewhere, sms.Elsewhere(err), what)
			require.NotContains(t, fmt.Sprint(err), phone, what)
			require.NotContains(t, fmt.Sprint(err), "042917", what)
			require.Empty(t, w.sim.Texts(""), what)
		}
	})
	t.Run("a wrong key is not accepted, nor a clock that is off", func(t *testing.T) {
		t.Parallel()
		w, s := sender(t)
		wrong, err := open(w, true)
		require.NoError(t, err)
		_, err = wrong.Send(t.Context(), code("042917"))
		require.ErrorIs(t, err, sms.ErrCredential)
		early := *w
		early.clock = clock.Fake(noon.Add(-hour))
		late, err := open(&early, false)
		require.NoError(t, err)
		_, err = late.Send(t.Context(), code("042917"))
		require.ErrorIs(t, err, sms.ErrCredential)
		_, err = s.Send(t.Context(), code("042917"))
		require.NoError(t, err)
	})
	t.Run("one phone gets few messages in a while", func(t *testing.T) {
		t.Parallel()
		w, s := sender(t)
		for i := range 5 {
			_, err := s.Send(t.Context(), code("042917"))
			require.NoError(t, err, i)
			_, err = s.Send(t.Context(), code("042917"))
			require.ErrorIs(t, err, sms.ErrPhoneLimit, i)
			w.clock.Advance(61 * time.Second)
		}
		_, err := s.Send(t.Context(), code("042917"))
		require.ErrorIs(t, err, sms.ErrPhoneLimit)
		w.clock.Advance(hour)
		_, err = s.Send(t.Context(), code("042917"))
		require.NoError(t, err)
	})
	t.Run("a lost answer may have been sent", func(t *testing.T) {
		t.Parallel()
		w, s := sender(t)
		w.sim.SetFaults(sim.Faults{LoseAnswer: 1000})
		_, err := s.Send(t.Context(), code("042917"))
		require.ErrorIs(t, err, sms.ErrUnreachable)
		require.Len(t, w.sim.Texts(phone), 1)
	})
	t.Run("a caller who goes away is not sent elsewhere", func(t *testing.T) {
		t.Parallel()
		_, s := sender(t)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := s.Send(ctx, code("042917"))
		require.True(t, errors.Is(err, context.Canceled) && !sms.Elsewhere(err), "%v", err)
	})
	t.Run("what arrived is reported until somebody takes it, and messages outlive the vendor's restart", func(t *testing.T) {
		t.Parallel()
		w, s := sender(t)
		w.reports.deaf = true
		receipt, err := s.Send(t.Context(), code("042917"))
		require.NoError(t, err)
		w.sim.Report(t.Context())
		require.Empty(t, w.reports.bodies[name], "not before it arrived")
		w.clock.Advance(2 * time.Second)
		w.sim.Report(t.Context())
		w.sim.Report(t.Context())
		require.Len(t, w.reports.bodies[name], 1)
		require.NoError(t, w.sim.Close())
		again := newWorld(t, w.dir)
		require.Equal(t, receipt.ID, again.sim.Texts(phone)[0].ID)
		again.clock.Advance(2 * time.Minute)
		again.sim.Report(t.Context())
		again.sim.Report(t.Context())
		require.Len(t, again.reports.bodies[name], 1, "tried again, taken, and not told twice")
		reports, err := parse(again.reports.bodies[name][0])
		require.NoError(t, err)
		require.Len(t, reports, 1)
		require.Equal(t, []any{receipt.ID, "r-1", true}, []any{reports[0].ID, reports[0].Ref, reports[0].Delivered})
		again.sim.SetFaults(sim.Faults{Undelivered: 1000})
		again.clock.Advance(hour)
		lost, err := open(again, false)
		require.NoError(t, err)
		_, err = lost.Send(t.Context(), code("314159"))
		require.NoError(t, err)
		again.clock.Advance(2 * time.Second)
		again.sim.Report(t.Context())
		reports, err = parse(again.reports.bodies[name][1])
		require.NoError(t, err)
		require.False(t, reports[0].Delivered)
		_, err = parse([]byte(`{"not":"a list"}`))
		require.Error(t, err)
	})
}

func TestAKeyShowsNowhere(t *testing.T) {
	t.Parallel()
	for _, cfg := range []any{tencentAccount(), aliyunAccount()} {
		text, err := json.Marshal(cfg)
		require.NoError(t, err)
		for _, shown := range []string{string(text), fmt.Sprint(cfg), fmt.Sprintf("%#v", cfg), fmt.Sprintf("%+v", cfg)} {
			require.NotContains(t, shown, "-key-")
		}
	}
}

func TestANonceServesOnceAtAliyun(t *testing.T) {
	t.Parallel()
	w := newWorld(t, t.TempDir())
	seen := make(chan *http.Request, 1)
	proxy := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { seen <- r.Clone(context.WithoutCancel(r.Context())) }))
	t.Cleanup(proxy.Close)
	cfg := aliyunAccount()
	cfg.BaseURL = proxy.URL
	client, err := aliyun.New(cfg, w.clock)
	require.NoError(t, err)
	_, err = client.Send(t.Context(), code("042917"))
	require.ErrorIs(t, err, sms.ErrUnreachable)
	caught := <-seen
	replay := func() string {
		r := httptest.NewRequest(http.MethodPost, "/aliyun/?"+caught.URL.RawQuery, http.NoBody)
		r.Host, r.Header = caught.Host, caught.Header
		answer := httptest.NewRecorder()
		w.sim.Handler().ServeHTTP(answer, r)
		var out aliyun.SendResponse
		require.NoError(t, json.Unmarshal(answer.Body.Bytes(), &out))
		return out.Code
	}
	require.Equal(t, "OK", replay())
	require.Equal(t, "SignatureNonceUsed", replay())
}
