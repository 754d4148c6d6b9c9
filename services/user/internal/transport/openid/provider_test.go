package openid_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"dajiu/platform/bus"
	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/domain"
	"dajiu/services/user/internal/store"
	"dajiu/services/user/internal/transport/openid"
)

// site is single sign-on at an https address, as in production.
type site struct {
	*openid.Provider
	sso        *app.OpenID
	federation *app.Federation
}

func newSite(t *testing.T) *site {
	t.Helper()
	db := testkit.Open(t, testkit.SQLite(t))
	require.NoError(t, sqldb.Migrate(t.Context(), db, sqldb.Set{Name: "user", Files: os.DirFS("../../store/migrations")}))
	require.NoError(t, sqldb.Migrate(t.Context(), db, outbox.Migrations()))
	clk := clock.Fake(time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC))
	ids, err := id.NewGenerator(clk, 1)
	require.NoError(t, err)
	keys := testkit.Keys(t, db)
	rows, err := store.New(t.Context(), db, outbox.New("user", db, bus.Bus(nil), ids, clk, testkit.Quiet(), nil), keys)
	require.NoError(t, err)
	metrics, err := app.NewMetrics(prometheus.NewRegistry())
	require.NoError(t, err)
	users, err := app.New(t.Context(), app.Deps{
		Store: rows, IDs: ids, Clock: clk, Keys: keys, Log: testkit.Quiet(), Metrics: metrics,
		Policy: app.Policy{AccessLife: time.Minute, RefreshLife: time.Hour, RotateKeys: time.Hour, Codes: app.DefaultCodeLimits()},
	})
	require.NoError(t, err)
	s := &site{}
	s.sso, err = app.NewOpenID(t.Context(), users, keys)
	require.NoError(t, err)
	require.NoError(t, s.sso.EnsureKey(t.Context()))
	s.federation = app.NewFederation(users, nil, nil, false)
	s.Provider, err = openid.New(s.sso, s.federation, openid.Config{Issuer: "https://dajiu.example/oauth"}, testkit.Quiet(), nil)
	require.NoError(t, err)
	return s
}

func TestAnIssuerOfAnInstallationIsAnHTTPSAddress(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for issuer, want := range map[string][2]bool{ // in production, in development
		"https://dajiu.example/oauth": {true, true}, "http://dajiu.example/oauth": {false, true}, "https://dajiu.example/oauth/": {false, false},
		"/oauth": {false, false}, "": {false, false}, "ftp://dajiu.example/oauth": {false, false},
	} {
		for i, insecure := range []bool{false, true} {
			_, err := openid.New(s.sso, s.federation, openid.Config{Issuer: issuer, Insecure: insecure}, testkit.Quiet(), nil)
			require.Equal(t, want[i], err == nil, "%q insecure=%t: %v", issuer, insecure, err)
		}
	}
}

func TestCookiesAndPagesAreClosed(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	c, _, err := s.sso.CreateClient(t.Context(), domain.Client{
		Name: "<b>应用</b>", Kind: domain.ClientPublic, People: domain.Everybody, RedirectURIs: []string{"https://partner.example/cb"}, Scopes: []string{"openid"},
	}, "key-1")
	require.NoError(t, err)
	ask := url.Values{
		"client_id": {idText(c.ID)}, "redirect_uri": {"https://partner.example/cb"}, "response_type": {"code"}, "scope": {"openid"},
		"code_challenge": {strings.Repeat("x", 43)}, "code_challenge_method": {"S256"},
	}
	w := httptest.NewRecorder()
	s.Answers().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "https://dajiu.example/authorize?"+ask.Encode(), nil))
	require.Equal(t, http.StatusFound, w.Code, w.Body)
	cookies := w.Result().Cookies()
	require.Len(t, cookies, 1)
	require.True(t, cookies[0].Secure && cookies[0].HttpOnly && cookies[0].SameSite == http.SameSiteLaxMode, cookies[0])
	require.Equal(t, "/oauth", cookies[0].Path)

	to, err := url.Parse(w.Header().Get("Location"))
	require.NoError(t, err)
	r := httptest.NewRequest(http.MethodGet, "https://dajiu.example/login?"+to.RawQuery, nil)
	r.AddCookie(cookies[0])
	w = httptest.NewRecorder()
	s.Answers().ServeHTTP(w, r)
	require.Equal(t, http.StatusOK, w.Code, w.Body)
	require.Equal(t, "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' https://partner.example", w.Header().Get("Content-Security-Policy"))
	require.Equal(t, []string{"no-store", "DENY"}, []string{w.Header().Get("Cache-Control"), w.Header().Get("X-Frame-Options")})
	require.Contains(t, w.Body.String(), "&lt;b&gt;应用&lt;/b&gt;", "a name is text")
	require.NotContains(t, w.Body.String(), "<script")
	require.NotContains(t, w.Body.String(), "小程序登录码", "where no simulator gives codes out, nobody is asked for one")
}

func idText(id int64) string { return strconv.FormatInt(id, 10) }
