package weixin_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"
	"github.com/stretchr/testify/require"

	"dajiu/integrations/weixin"
	"dajiu/integrations/weixin/sim"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
)

const (
	appID  = "wxd678efh567hg6787"
	secret = "5fb1e2c8a3d94b7f"
)

type world struct {
	*testing.T
	clock  *clockwork.FakeClock
	sim    *sim.Sim
	url    string
	client *weixin.Client
	tokens atomic.Int64 // requests for a token
}

func newWorld(t *testing.T, change ...func(*sim.Config)) *world {
	t.Helper()
	w := &world{T: t, clock: clock.Fake(time.Date(2026, 5, 1, 4, 0, 0, 0, time.UTC))}
	cfg := sim.Config{Clock: w.clock, AppID: appID, Secret: secret}
	for _, c := range change {
		c(&cfg)
	}
	var err error
	w.sim, err = sim.New(cfg)
	require.NoError(t, err)
	handler := w.sim.Handler()
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "stable_token") {
			w.tokens.Add(1)
		}
		handler.ServeHTTP(rw, r)
	}))
	t.Cleanup(server.Close)
	w.url = server.URL
	w.client, err = weixin.New(weixin.Config{BaseURL: server.URL, AppID: appID, Secret: secret}, w.clock, nil)
	require.NoError(t, err)
	return w
}

func (w *world) post(path string, body any) map[string]string {
	w.Helper()
	content, err := json.Marshal(body)
	require.NoError(w, err)
	answer, err := http.Post(w.url+path, "application/json", bytes.NewReader(content)) //nolint:noctx // a test
	require.NoError(w, err)
	defer answer.Body.Close()
	require.Equal(w, http.StatusOK, answer.StatusCode)
	text, err := io.ReadAll(answer.Body)
	require.NoError(w, err)
	out := map[string]string{}
	_ = json.Unmarshal(text, &out) // not all answers are of strings
	return out
}

func (w *world) loginCode(person string) string {
	return w.post("/sim/codes", map[string]string{"person": person})["code"]
}

func (w *world) phoneCode(phone string) string {
	return w.post("/sim/phone-codes", map[string]string{"phone": phone})["code"]
}

func TestALoginCodeServesOnceAndForFiveMinutes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	code := w.loginCode("张三")
	first, err := w.client.Code2Session(t.Context(), code)
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(first.OpenID, "o"))
	require.NotEmpty(t, first.SessionKey)
	require.NotContains(t, first.String()+first.GoString()+first.LogValue().String(), first.SessionKey)

	_, err = w.client.Code2Session(t.Context(), code)
	require.ErrorIs(t, err, weixin.ErrCodeUsed)
	require.NotContains(t, err.Error(), code)

	again, err := w.client.Code2Session(t.Context(), w.loginCode("张三"))
	require.NoError(t, err)
	require.Equal(t, first.OpenID, again.OpenID, "the same person is the same openid")
	other, err := w.client.Code2Session(t.Context(), w.loginCode("李四"))
	require.NoError(t, err)
	require.NotEqual(t, first.OpenID, other.OpenID)

	old := w.loginCode("张三")
	w.clock.Advance(5 * time.Minute)
	_, err = w.client.Code2Session(t.Context(), old)
	require.ErrorIs(t, err, weixin.ErrCodeInvalid)
	_, err = w.client.Code2Session(t.Context(), "nobody gave this")
	require.ErrorIs(t, err, weixin.ErrCodeInvalid)
}

func TestAPhoneCodeServesOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	code := w.phoneCode("13800138000")
	phone, err := w.client.PhoneNumber(t.Context(), code)
	require.NoError(t, err)
	require.Equal(t, weixin.Phone{Number: "13800138000", PureNumber: "13800138000", CountryCode: "86"}, phone)
	_, err = w.client.PhoneNumber(t.Context(), code)
	require.ErrorIs(t, err, weixin.ErrCodeUsed)
}

func TestManyCallersShareOneToken(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var all sync.WaitGroup
	for range 20 {
		code := w.phoneCode("13800138000")
		all.Go(func() {
			if _, err := w.client.PhoneNumber(t.Context(), code); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	require.EqualValues(t, 1, w.tokens.Load())

	use := func() {
		_, err := w.client.PhoneNumber(t.Context(), w.phoneCode("13800138000"))
		require.NoError(t, err)
	}
	w.clock.Advance(115*time.Minute - time.Second)
	use()
	require.EqualValues(t, 1, w.tokens.Load(), "the token still lives for more than five minutes")
	w.clock.Advance(2 * time.Second)
	use()
	require.EqualValues(t, 2, w.tokens.Load(), "it is renewed before its end")
}

func TestATokenThatTheServiceForgotIsReplacedOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	use := func() error {
		_, err := w.client.PhoneNumber(t.Context(), w.phoneCode("13800138000"))
		return err
	}
	require.NoError(t, use())
	w.sim.SetFaults(sim.Faults{StaleTokens: true})
	require.NoError(t, use())
	require.EqualValues(t, 2, w.tokens.Load())
	require.NoError(t, use())
	require.EqualValues(t, 2, w.tokens.Load())
}

func TestATokenThatIsAlwaysRefusedIsForcedOnceAndThenAnError(t *testing.T) {
	t.Parallel()
	var forced, asked atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "stable_token") {
			_, _ = io.WriteString(rw, `{"errcode":40001,"errmsg":"invalid credential TOKEN"}`)
			return
		}
		asked.Add(1)
		body, _ := io.ReadAll(r.Body)
		if strings.Contains(string(body), `"force_refresh":true`) {
			forced.Add(1)
		}
		_, _ = io.WriteString(rw, `{"access_token":"TOKEN","expires_in":7200}`)
	}))
	defer server.Close()
	client, err := weixin.New(weixin.Config{BaseURL: server.URL, AppID: appID, Secret: secret}, clock.Fake(time.Unix(0, 0)), nil)
	require.NoError(t, err)
	_, err = client.PhoneNumber(t.Context(), "code")
	require.ErrorIs(t, err, weixin.ErrCredential)
	require.NotContains(t, err.Error(), "TOKEN")
	require.EqualValues(t, 3, asked.Load())
	require.EqualValues(t, 1, forced.Load())
}

func TestAnOldTokenServesWhileTheRenewalFails(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.client.PhoneNumber(t.Context(), w.phoneCode("13800138000"))
	require.NoError(t, err)
	w.clock.Advance(116 * time.Minute)
	w.sim.SetFaults(sim.Faults{Busy: 1000})
	_, err = w.client.PhoneNumber(t.Context(), "code")
	require.ErrorIs(t, err, weixin.ErrBusy)
	require.True(t, errs.Temporary(err))
	require.Contains(t, err.Error(), "phone number", "the failure is the call's, not the token's")
	require.NotContains(t, err.Error(), "access token")
	w.sim.SetFaults(sim.Faults{RateLimited: 1000})
	_, err = w.client.Code2Session(t.Context(), "code")
	require.ErrorIs(t, err, weixin.ErrRateLimited)
	require.True(t, errs.Temporary(err))
}

func TestAPermissionServesForOneMessage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *sim.Config) {
		c.AskForGrants = true
		c.Templates = map[string][]string{"paid": {"thing1", "amount2"}}
		c.Pages = []string{"pages/order/detail"}
	})
	message := weixin.SubscribeMessage{
		ToUser: "o1", TemplateID: "paid", Page: "pages/order/detail?id=1",
		Data: map[string]string{"thing1": "飞天茅台 53度", "amount2": "¥1299.00"},
	}
	require.ErrorIs(t, w.client.SendSubscribe(t.Context(), message), weixin.ErrRefused)
	w.post("/sim/grants", map[string]any{"openid": "o1", "template_id": "paid", "count": 1})
	require.NoError(t, w.client.SendSubscribe(t.Context(), message))
	require.ErrorIs(t, w.client.SendSubscribe(t.Context(), message), weixin.ErrRefused)

	for name, row := range map[string]struct {
		change func(*weixin.SubscribeMessage)
		want   *errs.Error
	}{
		"an unknown template":  {func(m *weixin.SubscribeMessage) { m.TemplateID = "other" }, weixin.ErrTemplate},
		"an unpublished page":  {func(m *weixin.SubscribeMessage) { m.Page = "pages/secret" }, weixin.ErrPage},
		"nobody":               {func(m *weixin.SubscribeMessage) { m.ToUser = "" }, weixin.ErrOpenID},
		"a value that is long": {func(m *weixin.SubscribeMessage) { m.Data["thing1"] = strings.Repeat("酒", 21) }, weixin.ErrTemplateField},
	} {
		m := message
		m.Data = map[string]string{"thing1": "酒", "amount2": "1"}
		row.change(&m)
		require.ErrorIs(t, w.client.SendSubscribe(t.Context(), m), row.want, name)
	}
	missing := message
	missing.Data = map[string]string{"thing1": "酒"}
	err := w.client.SendSubscribe(t.Context(), missing)
	require.ErrorIs(t, err, weixin.ErrTemplateField)
	require.Equal(t, "amount2", errs.From(err).Fields()[0].Path, "the service names the field")

	answer, err := http.Get(w.url + "/sim/messages?openid=o1") //nolint:noctx // a test
	require.NoError(t, err)
	defer answer.Body.Close()
	var list struct{ Messages []sim.Message }
	require.NoError(t, json.NewDecoder(answer.Body).Decode(&list))
	require.Len(t, list.Messages, 1)
	require.Equal(t, "飞天茅台 53度", list.Messages[0].Data["thing1"])
}

func TestTemplateValuesHaveLimits(t *testing.T) {
	t.Parallel()
	for key, rows := range map[string]struct{ good, bad []string }{
		"thing1":            {[]string{"酒", strings.Repeat("酒", 20)}, []string{"", "  ", strings.Repeat("酒", 21)}},
		"number1":           {[]string{"1", "12.5", strings.Repeat("9", 32)}, []string{"一", strings.Repeat("9", 33)}},
		"letter1":           {[]string{"abc"}, []string{"ab1", strings.Repeat("a", 33)}},
		"symbol1":           {[]string{"!!", "＋"}, []string{"a", "!!!!!!"}},
		"character_string1": {[]string{"T2026-05-01"}, []string{"订单", strings.Repeat("1", 33)}},
		"time1":             {[]string{"2026年5月1日 12:00", "2026-05-01 12:00", "12:00"}, []string{"noon"}},
		"amount1":           {[]string{"¥12.30", "12", "12元"}, []string{"12.345", "¥12345678901", "十元"}},
		"phone_number1":     {[]string{"138****8000", "+86-13800138000"}, []string{"138001380001380013", "电话"}},
		"car_number1":       {[]string{"粤A8Z888挂"}, []string{"粤A8Z88888挂"}},
		"name1":             {[]string{"张三", "Zhang San"}, []string{strings.Repeat("张", 11), strings.Repeat("a", 21)}},
		"phrase1":           {[]string{"已发货"}, []string{"已经发货了吗", "ok"}},
		"unknown1":          {nil, []string{"x"}},
		"thing":             {nil, []string{"x"}},
	} {
		for _, value := range rows.good {
			require.NoError(t, weixin.ValidateTemplateData(map[string]string{key: value}), "%s %q", key, value)
		}
		for _, value := range rows.bad {
			err := weixin.ValidateTemplateData(map[string]string{key: value})
			require.ErrorIs(t, err, weixin.ErrTemplateField, "%s %q", key, value)
			require.Equal(t, key, errs.From(err).Fields()[0].Path)
		}
	}
	require.NoError(t, weixin.ValidateTemplateData(nil))
}

func TestPicturesTextsAndShipping(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	picture, err := w.client.MiniCode(t.Context(), weixin.MiniCode{Scene: "s=42", Page: "pages/index"})
	require.NoError(t, err)
	require.True(t, bytes.HasPrefix(picture, []byte("\x89PNG")))
	for _, bad := range []weixin.MiniCode{{Scene: ""}, {Scene: "订单"}, {Scene: strings.Repeat("a", 33)}, {Scene: "a", Page: "/pages/index"}, {Scene: "a", Width: 1}} {
		_, err := w.client.MiniCode(t.Context(), bad)
		require.True(t, errs.HasReason(err, errs.ReasonInvalid))
	}
	for text, want := range map[string]string{"好喝": "pass", "加微信送酒": "review", "违禁": "risky"} {
		verdict, err := w.client.CheckText(t.Context(), "o1", weixin.SceneComment, text)
		require.NoError(t, err)
		require.Equal(t, want, verdict.Suggest)
	}
	_, err = w.client.CheckText(t.Context(), "o1", weixin.SceneComment, "")
	require.True(t, errs.HasReason(err, errs.ReasonInvalid))

	shipping := weixin.Shipping{MchID: "19", OutTradeNo: "T1", OpenID: "o1", Kind: weixin.LogisticsSameCity, Items: "红酒一瓶", At: w.clock.Now()}
	require.NoError(t, w.client.UploadShipping(t.Context(), shipping))
	shipping.Kind = weixin.LogisticsExpress
	require.ErrorIs(t, w.client.UploadShipping(t.Context(), shipping), weixin.ErrFailed)
}

func TestErrorsTellNoSecrets(t *testing.T) {
	t.Parallel()
	client, err := weixin.New(weixin.Config{BaseURL: "http://127.0.0.1:1", AppID: appID, Secret: secret}, clock.Fake(time.Unix(0, 0)), nil)
	require.NoError(t, err)
	_, err = client.Code2Session(t.Context(), "the-code")
	require.ErrorIs(t, err, weixin.ErrUnreachable)
	require.NotContains(t, err.Error(), secret)
	require.NotContains(t, err.Error(), "the-code")
	_, err = client.PhoneNumber(t.Context(), "the-code")
	require.ErrorIs(t, err, weixin.ErrUnreachable)

	wrong := newWorld(t, func(c *sim.Config) { c.Secret = "another" })
	_, err = wrong.client.PhoneNumber(t.Context(), "the-code")
	require.ErrorIs(t, err, weixin.ErrCredential)
	require.NotContains(t, err.Error(), secret)
	cfg := weixin.Config{AppID: appID, Secret: secret}
	text, err := cfg.MarshalText()
	require.NoError(t, err)
	require.NotContains(t, cfg.String()+cfg.GoString()+string(text), secret)
	for _, bad := range []weixin.Config{{}, {AppID: "a"}, {AppID: "a", Secret: "s", BaseURL: "ftp://x"}} {
		_, err := weixin.New(bad, clock.Fake(time.Unix(0, 0)), nil)
		require.Error(t, err)
	}
}

func TestAnAnswerThatIsNotTheServicesIsTemporary(t *testing.T) {
	t.Parallel()
	for _, body := range []string{"<html>", `{"openid":1}`, `{}`, strings.Repeat(" ", 5<<20)} {
		server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(rw, body) }))
		client, err := weixin.New(weixin.Config{BaseURL: server.URL, AppID: appID, Secret: secret}, clock.Fake(time.Unix(0, 0)), nil)
		require.NoError(t, err)
		_, err = client.Code2Session(t.Context(), "code")
		require.ErrorIs(t, err, weixin.ErrUnreachable)
		server.Close()
	}
}

func FuzzValidateTemplateData(f *testing.F) {
	f.Add("thing1", "酒")
	f.Add("amount2", "¥1")
	f.Fuzz(func(t *testing.T, key, value string) {
		if weixin.ValidateTemplateData(map[string]string{key: value}) == nil && (value == "" || len(value) > 200) {
			t.Fatalf("%q accepted for %s", value, key)
		}
	})
}
