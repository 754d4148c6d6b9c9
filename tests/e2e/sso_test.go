package e2e

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"

	"dajiu/tests/harness"
)

// company is a company's OpenID provider, of another make than ours.
type company struct {
	t      *testing.T
	server *harness.Server
	own    *partner
	issuer string
	id     string
	made   harness.JSON
}

// openCompany starts the provider of the library's example, with its own storage and people, and connects it.
func openCompany(t *testing.T, s *harness.Server, unknown string) *company {
	t.Helper()
	var handler http.Handler
	provider := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) }))
	t.Cleanup(provider.Close)
	web := storage.WebClient("dajiu", "a company's secret", s.URL+"/oauth/sso/callback")
	people := storage.NewStorageWithClients(storage.NewUserStore(provider.URL), map[string]*storage.Client{"dajiu": web})
	handler = exampleop.SetupServer(provider.URL, people, nil, false)
	return connect(t, s, provider.URL, "dajiu", "a company's secret", unknown)
}

// connect trusts a provider, as an operator does, and registers a program of our own for staff.
func connect(t *testing.T, s *harness.Server, issuer, client, secret, unknown string) *company {
	t.Helper()
	own := register(t, s, harness.JSON{"name": "自家后台", "firstParty": true, "people": "CLIENT_PEOPLE_STAFF"})
	made := own.admin.Post("/v1/admin/openid/providers", harness.JSON{
		"name": "某某集团", "issuer": issuer, "clientId": client, "clientSecret": secret, "claim": "sub", "unknown": unknown,
	})
	require.Empty(t, made.Text("clientSecret"), "a secret is never shown")
	return &company{t: t, server: s, own: own, issuer: issuer, id: made.Text("providerId"), made: made}
}

// goThere begins a sign-in to our program and goes to the company.
func (c *company) goThere() *browser {
	c.t.Helper()
	b := newBrowser(c.t, c.server.URL, c.issuer)
	b.open(c.own.asks(nil))
	require.Contains(c.t, b.page, "用「某某集团」登录")
	return b.open(c.own.issuer + "/sso/" + c.id + "?request=" + b.at.Query().Get("request"))
}

// link says, as an operator, whose account there it is.
func (c *company) link(userID int64, subject string) {
	c.t.Helper()
	c.own.admin.Post("/v1/admin/staff/"+strconv.FormatInt(userID, 10)+"/identities", harness.JSON{"providerId": c.id, "subject": subject})
}

// there signs somebody in at the company.
func there(b *browser, username string) *browser {
	b.t.Helper()
	return b.submit(map[string]string{"username": username, "password": "verysecure"})
}

// enter changes the code that our program got for a login to the platform.
func (c *company) enter(b *browser) *harness.Client {
	c.t.Helper()
	require.NotNil(c.t, b.gone, "%d %s", b.status, b.page)
	status, tokens := c.own.change(b.gone.Query().Get("code"), nil)
	require.Equal(c.t, http.StatusOK, status, tokens)
	login := c.server.Anonymous().Post("/v1/auth/openid:login", harness.JSON{"accessToken": tokens.Text("access_token"), "device": "后台"})
	c.server.Anonymous().Refused(http.StatusUnauthorized, "USER_SESSION_INVALID", http.MethodPost, "/v1/auth/openid:login",
		harness.JSON{"accessToken": tokens.Text("access_token")}, "") // once
	in := c.server.Anonymous()
	in.Token, in.UserID = login.Text("accessToken"), login.Int("user.userId")
	return in
}

func TestSSOStaffSignInWithTheirCompanysAccount(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	c := openCompany(t, s, "UNKNOWN_PEOPLE_REFUSE")
	sh := openShop(t, s)
	clerk := s.Staff(sh.clerk())

	c.own.counted("who is linked to nobody is refused", func(t *testing.T) {
		b := there(c.goThere(), "test-user2")
		require.Nil(t, b.gone)
		require.Equal(t, http.StatusBadRequest, b.status)
		require.Contains(t, b.page, "未关联员工账号")
	})

	c.link(clerk.UserID, "id2")
	b := there(c.goThere(), "test-user2")
	in := c.enter(b)
	require.Equal(t, clerk.UserID, in.UserID)
	require.Equal(t, clerk.Get("/v1/me").Text("nickname"), in.Get("/v1/me").Text("nickname"))

	// One account there is one person here.
	path := "/v1/admin/staff/" + strconv.FormatInt(c.own.admin.UserID, 10) + "/identities"
	c.own.admin.Refused(http.StatusConflict, "USER_DUPLICATE", http.MethodPost, path, harness.JSON{"providerId": c.id, "subject": "id2"}, "")

	// Turned off here means no entry, whatever the company says.
	id := strconv.FormatInt(clerk.UserID, 10)
	c.own.admin.Post("/v1/admin/users/"+id+":disable", harness.JSON{"reason": "离职"})
	c.own.counted("whose account is off here", func(t *testing.T) {
		b := there(c.goThere(), "test-user2")
		require.Nil(t, b.gone)
		require.Contains(t, b.page, "账号已停用")
	})
	c.own.admin.Post("/v1/admin/users/"+id+":enable", harness.JSON{"reason": "回来了"})
	c.enter(there(c.goThere(), "test-user2"))

	// Unlinked, they are out at once and come in no more.
	require.Len(t, c.own.admin.Get("/v1/admin/staff/"+id+"/identities").List("identities"), 1)
	c.own.admin.Delete("/v1/admin/staff/" + id + "/identities/" + c.id)
	c.own.counted("who was unlinked", func(t *testing.T) { require.Nil(t, there(c.goThere(), "test-user2").gone) })

	// A provider that is turned off is offered no more.
	c.made["disabled"] = true
	c.own.admin.Put("/v1/admin/openid/providers/"+c.id, c.made)
	require.NotContains(t, newBrowser(t, s.URL).open(c.own.asks(nil)).page, "某某集团")
	c.own.admin.Refused(http.StatusConflict, "USER_VERSION_CONFLICT", http.MethodPut, "/v1/admin/openid/providers/"+c.id, c.made, "")
}

func TestSSOWhoProvesWhoTheyAreHereIsLinked(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	c := openCompany(t, s, "UNKNOWN_PEOPLE_PROVE")
	b := there(c.goThere(), "test-user2")
	require.Contains(t, b.page, "关联企业账号")
	visit := inputPart.FindStringSubmatch(b.page)[2]
	c.own.counted("another browser cannot", func(t *testing.T) {
		other := newBrowser(t, s.URL).open(c.own.asks(nil))
		other.send(c.own.issuer+"/sso/prove", url.Values{"request": {visit}, "username": {"admin"}, "password": {harness.Password}})
		require.Equal(t, http.StatusBadRequest, other.status)
	})
	c.own.counted("nor who does not know the password", func(t *testing.T) {
		b.submit(map[string]string{"username": "admin", "password": "wrong-password-1", "otp": ""})
		require.Equal(t, http.StatusUnauthorized, b.status)
		require.Contains(t, b.page, "用户名或密码错误")
		require.Empty(t, c.own.admin.Get("/v1/admin/staff/"+strconv.FormatInt(c.own.admin.UserID, 10)+"/identities").List("identities"))
	})
	b.signInAsStaff("admin")
	require.Equal(t, c.own.admin.UserID, c.enter(b).UserID)
	// From then on the company's word is enough.
	require.Equal(t, c.own.admin.UserID, c.enter(there(c.goThere(), "test-user2")).UserID)
}

func TestSSONobodyRaisesThemselvesByLinking(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	c := openCompany(t, s, "UNKNOWN_PEOPLE_REFUSE")
	sh := openShop(t, s)
	lesser, _ := sh.colleague([]string{"user.identity.link", "user.provider.create", "user.provider.update", "user.provider.list"}, harness.JSON{"scope": "DATA_SCOPE_ALL"})
	boss := strconv.FormatInt(c.own.admin.UserID, 10)
	lesser.Refused(http.StatusForbidden, "USER_GRANT_EXCEEDS", http.MethodPost, "/v1/admin/staff/"+boss+"/identities", harness.JSON{"providerId": c.id, "subject": "id1"}, "")
	lesser.Refused(http.StatusForbidden, "USER_GRANT_EXCEEDS", http.MethodPut, "/v1/admin/openid/providers/"+c.id, c.made, "")
	lesser.Refused(http.StatusForbidden, "USER_GRANT_EXCEEDS", http.MethodPost, "/v1/admin/openid/providers", c.made, harness.NewKey())
	for field, value := range map[string]any{"claim": "email", "issuer": "ftp://company.example", "unknown": "UNKNOWN_PEOPLE_UNSPECIFIED", "name": ""} {
		bad := harness.JSON{}
		for k, v := range c.made {
			bad[k] = v
		}
		bad[field] = value
		c.own.admin.Refused(http.StatusBadRequest, "INVALID_ARGUMENT", http.MethodPost, "/v1/admin/openid/providers", bad, harness.NewKey())
	}
	gone := harness.JSON{"name": "没有", "issuer": "http://127.0.0.1:1", "clientId": "x", "claim": "sub", "unknown": "UNKNOWN_PEOPLE_REFUSE"}
	c.own.admin.Refused(http.StatusConflict, "USER_PROVIDER_UNAVAILABLE", http.MethodPost, "/v1/admin/openid/providers", gone, harness.NewKey())

	// A partner's token is no login to the platform, and a customer's program offers no company.
	p := register(t, s, harness.JSON{"people": "CLIENT_PEOPLE_ALL"})
	_, tokens := p.change(p.code(newBrowser(t, s.URL), "admin"), nil)
	for _, token := range []string{tokens.Text("access_token"), tokens.Text("id_token"), p.admin.Token, "x"} {
		s.Anonymous().Refused(http.StatusUnauthorized, "USER_SESSION_INVALID", http.MethodPost, "/v1/auth/openid:login", harness.JSON{"accessToken": token}, "")
	}
	require.Equal(t, http.StatusOK, p.opens(tokens.Text("access_token")), "and is not used up by trying")
	forCustomers := register(t, s, harness.JSON{"people": "CLIENT_PEOPLE_CUSTOMERS"})
	b := newBrowser(t, s.URL).open(forCustomers.asks(nil))
	require.NotContains(t, b.page, "某某集团")
	b.open(p.issuer + "/sso/" + c.id + "?request=" + b.at.Query().Get("request"))
	require.Equal(t, http.StatusBadRequest, b.status)

	// What operators did is on record, without secrets.
	log := s.Staff("admin").Get("/v1/admin/audit?pageSize=50")
	text := strings.Builder{}
	for _, e := range log.List("entries") {
		text.WriteString(e.Text("permission") + e.Text("request") + e.Text("before") + e.Text("after") + "\n")
	}
	require.Contains(t, text.String(), "user.provider.create")
	require.Contains(t, text.String(), "user.client.create")
	require.NotContains(t, text.String(), "a company's secret")
	require.NotContains(t, text.String(), p.secret)
}
