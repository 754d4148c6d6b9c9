package e2e

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	gooidc "github.com/coreos/go-oidc/v3/oidc"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"github.com/zitadel/oidc/v3/pkg/client/rp"
	"github.com/zitadel/oidc/v3/pkg/client/rs"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"dajiu/tests/harness"
)

// returnTo is where a partner's program gets people back. Nobody listens there: the browser of the tests stops before.
const returnTo = "https://partner.example/callback"

// partner is a program that an operator registered.
type partner struct {
	t               *testing.T
	server          *harness.Server
	issuer          string
	id, secret      string
	verifier, nonce string
	admin           *harness.Client
	registered      harness.JSON
}

// register registers a program; more overrides what is usual.
func register(t *testing.T, s *harness.Server, more harness.JSON) *partner {
	t.Helper()
	client := harness.JSON{
		"name": "伙伴应用", "kind": "CLIENT_KIND_WEB", "people": "CLIENT_PEOPLE_ALL", "redirectUris": []string{returnTo}, "logoutUris": []string{"https://partner.example/bye"},
		"scopes": []string{"openid", "profile", "phone", "offline_access"},
	}
	for key, value := range more {
		client[key] = value
	}
	p := &partner{t: t, server: s, issuer: s.URL + "/oauth", admin: s.Staff("admin"), verifier: oauth2.GenerateVerifier(), nonce: uuid.NewString()}
	made := p.admin.Post("/v1/admin/openid/clients", client)
	p.registered, _ = made.At("client").(map[string]any)
	p.id, p.secret = made.Text("client.clientId"), made.Text("secret")
	return p
}

// asks is the address that the program sends people to.
func (p *partner) asks(more url.Values) string {
	q := url.Values{
		"client_id": {p.id}, "redirect_uri": {returnTo}, "response_type": {"code"}, "scope": {"openid profile offline_access"}, "state": {"a state"},
		"nonce": {p.nonce}, "code_challenge": {oauth2.S256ChallengeFromVerifier(p.verifier)}, "code_challenge_method": {"S256"},
	}
	for key, value := range more {
		q[key] = value
		if value == nil {
			delete(q, key)
		}
	}
	return p.issuer + "/authorize?" + q.Encode()
}

// code signs a member of staff in to the program and returns the code that it gets.
func (p *partner) code(b *browser, username string) string {
	p.t.Helper()
	b.open(p.asks(nil))
	if b.gone == nil && strings.Contains(b.at.Path, "/login") {
		b.signInAsStaff(username)
	}
	if b.gone == nil {
		b.submit(map[string]string{"decision": "allow"})
	}
	require.NotNil(p.t, b.gone, "%d %s", b.status, b.page)
	require.Equal(p.t, returnTo, "https://"+b.gone.Host+b.gone.Path)
	require.Equal(p.t, "a state", b.gone.Query().Get("state"))
	code := b.gone.Query().Get("code")
	require.NotEmpty(p.t, code, b.gone)
	return code
}

// post calls an endpoint as the program, with its secret where it has one.
func (p *partner) post(path string, form url.Values) (int, harness.JSON) {
	p.t.Helper()
	req, err := http.NewRequest(http.MethodPost, p.issuer+path, strings.NewReader(form.Encode())) //nolint:noctx // a test
	require.NoError(p.t, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if p.secret != "" {
		req.SetBasicAuth(p.id, p.secret)
	}
	resp, err := http.DefaultClient.Do(req)
	require.NoError(p.t, err)
	defer func() { _ = resp.Body.Close() }()
	answer := harness.JSON{}
	_ = json.NewDecoder(resp.Body).Decode(&answer)
	return resp.StatusCode, answer
}

// change changes a code for tokens.
func (p *partner) change(code string, more url.Values) (int, harness.JSON) {
	p.t.Helper()
	form := url.Values{"grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {returnTo}, "code_verifier": {p.verifier}}
	if p.secret == "" {
		form.Set("client_id", p.id)
	}
	for key, value := range more {
		form[key] = value
	}
	return p.post("/token", form)
}

func (p *partner) refresh(token string) (int, harness.JSON) {
	p.t.Helper()
	form := url.Values{"grant_type": {"refresh_token"}, "refresh_token": {token}}
	if p.secret == "" {
		form.Set("client_id", p.id)
	}
	return p.post("/token", form)
}

// opens reports with what status userinfo answers to a token.
func (p *partner) opens(token string) int {
	p.t.Helper()
	c := p.server.Anonymous()
	status, _, _ := c.Raw(http.MethodGet, "/oauth/userinfo", nil, map[string]string{"Authorization": "Bearer " + token})
	return status
}

func TestOIDCAPartnersProgramSignsStaffIn(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	p := register(t, s, nil)
	ctx := context.Background()
	party, err := rp.NewRelyingPartyOIDC(ctx, p.issuer, p.id, p.secret, returnTo, []string{"openid", "profile", "offline_access"},
		rp.WithVerifierOpts(rp.WithNonce(func(context.Context) string { return p.nonce })), rp.WithSigningAlgsFromDiscovery())
	require.NoError(t, err)

	b := newBrowser(t, s.URL)
	b.open(rp.AuthURL("a state", party, rp.WithCodeChallenge(oauth2.S256ChallengeFromVerifier(p.verifier)), rp.AuthURLOpt(rp.WithURLParam("nonce", p.nonce))))
	require.Equal(t, http.StatusOK, b.status, b.page)
	require.Contains(t, b.page, "登录「伙伴应用」")
	require.Contains(t, b.header.Get("Content-Security-Policy"), "default-src 'none'")
	require.NotContains(t, b.page, "<script")
	b.submit(map[string]string{"username": "admin", "password": "wrong-password-1", "otp": ""})
	require.Equal(t, http.StatusUnauthorized, b.status)
	require.Contains(t, b.page, "用户名或密码错误")
	require.Contains(t, b.page, `value="admin"`, "what was typed stays")
	require.NotContains(t, b.page, "wrong-password-1")
	b.signInAsStaff("admin")
	require.Contains(t, b.page, "允许「伙伴应用」使用您的账号")
	require.Contains(t, b.page, "您的昵称、头像和身份类型")
	b.submit(map[string]string{"decision": "allow"})
	require.NotNil(t, b.gone, b.page)
	code := b.gone.Query().Get("code")

	tokens, err := rp.CodeExchange[*oidc.IDTokenClaims](ctx, code, party, rp.WithCodeVerifier(p.verifier))
	require.NoError(t, err)
	require.Equal(t, strconv.FormatInt(p.admin.UserID, 10), tokens.IDTokenClaims.Subject)
	require.Equal(t, p.issuer, tokens.IDTokenClaims.Issuer)
	require.NotZero(t, tokens.IDTokenClaims.AuthTime)
	info, err := rp.Userinfo[*oidc.UserInfo](ctx, tokens.AccessToken, "Bearer", tokens.IDTokenClaims.Subject, party)
	require.NoError(t, err)
	require.Equal(t, "admin", info.PreferredUsername)
	require.Equal(t, []any{"operator"}, info.Claims["roles"])
	require.Empty(t, info.PhoneNumber, "nobody asked for it")

	// Tokens are renewed, each refresh token once.
	party, err = rp.NewRelyingPartyOIDC(ctx, p.issuer, p.id, p.secret, returnTo, nil, rp.WithSigningAlgsFromDiscovery()) // a renewed ID token has no nonce
	require.NoError(t, err)
	again, err := rp.RefreshTokens[*oidc.IDTokenClaims](ctx, party, tokens.RefreshToken, "", "")
	require.NoError(t, err)
	require.NotEqual(t, tokens.RefreshToken, again.RefreshToken)
	require.Equal(t, tokens.IDTokenClaims.Subject, again.IDTokenClaims.Subject)

	// The program's server asks about the token, and ends it.
	resource, err := rs.NewResourceServerClientCredentials(ctx, p.issuer, p.id, p.secret)
	require.NoError(t, err)
	told, err := rs.Introspect[*oidc.IntrospectionResponse](ctx, resource, again.AccessToken)
	require.NoError(t, err)
	require.True(t, told.Active)
	require.Equal(t, oidc.Audience{p.id}, told.Audience)
	require.NoError(t, rp.RevokeToken(ctx, party, again.RefreshToken, "refresh_token"))
	told, err = rs.Introspect[*oidc.IntrospectionResponse](ctx, resource, again.AccessToken)
	require.NoError(t, err)
	require.False(t, told.Active)
	_, err = rp.RefreshTokens[*oidc.IDTokenClaims](ctx, party, again.RefreshToken, "", "")
	require.Error(t, err)
}

func TestOIDCASecondLibrarySignsACustomerIn(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{RPC: "tcp"})
	p := register(t, s, harness.JSON{"kind": "CLIENT_KIND_PUBLIC", "people": "CLIENT_PEOPLE_CUSTOMERS"})
	require.Empty(t, p.secret, "a program in a browser has none")
	ctx := context.Background()
	provider, err := gooidc.NewProvider(ctx, p.issuer)
	require.NoError(t, err)
	cfg := oauth2.Config{ClientID: p.id, RedirectURL: returnTo, Endpoint: provider.Endpoint(), Scopes: []string{"openid", "profile", "offline_access"}}

	name := "oidc-" + uuid.NewString()
	me := s.Customer(name)
	b := newBrowser(t, s.URL)
	b.open(cfg.AuthCodeURL("a state", gooidc.Nonce(p.nonce), oauth2.S256ChallengeOption(p.verifier)))
	require.NotContains(t, b.page, "员工登录", "the program is for customers")
	b.submit(map[string]string{"code": s.SimPost("/weixin/sim/codes", harness.JSON{"openid": name}).Text("code")})
	b.submit(map[string]string{"decision": "allow"})
	require.NotNil(t, b.gone, b.page)

	token, err := cfg.Exchange(ctx, b.gone.Query().Get("code"), oauth2.VerifierOption(p.verifier))
	require.NoError(t, err)
	raw, _ := token.Extra("id_token").(string)
	verified, err := provider.Verifier(&gooidc.Config{ClientID: p.id}).Verify(ctx, raw)
	require.NoError(t, err)
	require.Equal(t, strconv.FormatInt(me.UserID, 10), verified.Subject)
	require.Equal(t, p.nonce, verified.Nonce)
	require.NoError(t, verified.VerifyAccessToken(token.AccessToken))
	info, err := provider.UserInfo(ctx, oauth2.StaticTokenSource(token))
	require.NoError(t, err)
	require.Equal(t, verified.Subject, info.Subject)
	token.Expiry = token.Expiry.AddDate(-1, 0, 0)
	renewed, err := cfg.TokenSource(ctx, token).Token()
	require.NoError(t, err)
	require.NotEqual(t, token.AccessToken, renewed.AccessToken)

	// The person sees the program among their devices, and puts it out.
	var there string
	for _, session := range me.Get("/v1/me/sessions").List("sessions") {
		if session.Text("device") == "伙伴应用" {
			there = session.Text("sessionId")
		}
	}
	require.NotEmpty(t, there)
	me.Delete("/v1/me/sessions/" + there)
	require.NotEqual(t, http.StatusOK, p.opens(renewed.AccessToken))
	_, err = cfg.TokenSource(ctx, &oauth2.Token{RefreshToken: renewed.RefreshToken}).Token()
	require.ErrorContains(t, err, "invalid_grant")
}

func TestOIDCAPartnersServerActsForItself(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	p := register(t, s, harness.JSON{"kind": "CLIENT_KIND_SERVER", "people": "CLIENT_PEOPLE_UNSPECIFIED", "redirectUris": []string{}, "logoutUris": []string{}, "scopes": []string{"stock.read", "orders.read"}})
	cfg := clientcredentials.Config{ClientID: p.id, ClientSecret: p.secret, TokenURL: p.issuer + "/token", Scopes: []string{"stock.read"}}
	token, err := cfg.Token(context.Background())
	require.NoError(t, err)
	status, told := p.post("/introspect", url.Values{"token": {token.AccessToken}})
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, true, told.At("active"))
	require.Equal(t, "stock.read", told.Text("scope"))
	require.NotEqual(t, http.StatusOK, p.opens(token.AccessToken), "it is about nobody")
	cfg.Scopes = []string{"money.print"}
	_, err = cfg.Token(context.Background())
	require.ErrorContains(t, err, "invalid_scope")
	cfg.ClientSecret = "wrong"
	_, err = cfg.Token(context.Background())
	require.ErrorContains(t, err, "invalid_client")

	// A new secret is good at once, the old one no longer; a program that is turned off gets nothing.
	fresh := p.admin.Post("/v1/admin/openid/clients/"+p.id+"/secret:reset", harness.JSON{})
	status, _ = p.post("/token", url.Values{"grant_type": {"client_credentials"}})
	require.Equal(t, http.StatusUnauthorized, status)
	p.secret = fresh.Text("secret")
	status, _ = p.post("/token", url.Values{"grant_type": {"client_credentials"}})
	require.Equal(t, http.StatusOK, status)
	off, _ := fresh.At("client").(map[string]any)
	off["disabled"] = true
	p.admin.Put("/v1/admin/openid/clients/"+p.id, off)
	status, _ = p.post("/token", url.Values{"grant_type": {"client_credentials"}})
	require.Equal(t, http.StatusUnauthorized, status)
	p.admin.Refused(http.StatusConflict, "USER_VERSION_CONFLICT", http.MethodPut, "/v1/admin/openid/clients/"+p.id, off, "")
}

func TestOIDCOneSignInServesManyPrograms(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	first, own := register(t, s, nil), register(t, s, harness.JSON{"name": "自家后台", "firstParty": true, "people": "CLIENT_PEOPLE_STAFF"})
	b := newBrowser(t, s.URL)
	status, tokens := first.change(first.code(b, "admin"), nil)
	require.Equal(t, http.StatusOK, status, tokens)

	// Our own program asks nothing more; a partner's asks whether it may know.
	b.open(own.asks(nil))
	require.NotNil(t, b.gone, b.page)
	require.NotEmpty(t, b.gone.Query().Get("code"))
	b.open(first.asks(nil))
	require.Contains(t, b.page, "允许「伙伴应用」")
	b.submit(map[string]string{"decision": "deny"})
	require.Equal(t, "access_denied", b.gone.Query().Get("error"))

	// Without being shown anything: a partner's must ask, another browser must sign in, who should prove it anew must.
	b.open(first.asks(url.Values{"prompt": {"none"}}))
	require.Equal(t, "consent_required", b.gone.Query().Get("error"))
	newcomer := newBrowser(t, s.URL).open(own.asks(url.Values{"prompt": {"none"}}))
	require.Equal(t, "login_required", newcomer.gone.Query().Get("error"))
	b.open(own.asks(url.Values{"prompt": {"login"}}))
	require.Contains(t, b.page, "员工登录")

	// Signing out ends the tokens of the program and the browser's sign-in, and leads where the program said.
	b.open(first.issuer + "/end_session?" + url.Values{"id_token_hint": {tokens.Text("id_token")}, "post_logout_redirect_uri": {"https://partner.example/bye"}, "state": {"x"}}.Encode())
	require.Equal(t, "https://partner.example/bye?state=x", b.gone.String())
	require.NotEqual(t, http.StatusOK, first.opens(tokens.Text("access_token")))
	b.open(own.asks(url.Values{"prompt": {"none"}}))
	require.Equal(t, "login_required", b.gone.Query().Get("error"))
}

func TestOIDCATurnedOffAccountLeavesEverywhere(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	p := register(t, s, nil)
	sh := openShop(t, s)
	clerk := sh.clerk()
	b := newBrowser(t, s.URL)
	status, tokens := p.change(p.code(b, clerk), nil)
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, http.StatusOK, p.opens(tokens.Text("access_token")))
	id := strconv.FormatInt(s.Staff(clerk).UserID, 10)
	p.admin.Post("/v1/admin/users/"+id+":disable", harness.JSON{"reason": "离职"})
	require.NotEqual(t, http.StatusOK, p.opens(tokens.Text("access_token")))
	status, answer := p.refresh(tokens.Text("refresh_token"))
	require.Equal(t, []any{http.StatusBadRequest, "invalid_grant"}, []any{status, answer.Text("error")})
	b.open(p.asks(nil)) // the browser is nobody's any more
	b.signInAsStaff(clerk)
	require.Contains(t, b.page, "账号已停用")
}
