package e2e

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"github.com/google/uuid"
	"github.com/pquerna/otp/totp"
	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// counted requires that an attempt is counted as refused, and that nobody is signed in anywhere by it.
func (p *partner) counted(name string, attempt func(t *testing.T)) {
	p.t.Helper()
	p.t.Run(name, func(t *testing.T) {
		refused, sessions := p.server.Metric("dajiu_openid_refused_total"), len(p.admin.Get("/v1/me/sessions").List("sessions"))
		attempt(t)
		require.Greater(t, p.server.Metric("dajiu_openid_refused_total"), refused, "it is counted")
		require.Len(t, p.admin.Get("/v1/me/sessions").List("sessions"), sessions, "and changed nothing")
	})
}

func TestOIDCNobodyIsSentWhereNoOperatorSaid(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	p := register(t, s, nil)
	b := newBrowser(t, s.URL)
	for name, to := range map[string]string{
		"another site": "https://evil.example/callback", "a suffix": returnTo + "/more", "a query": returnTo + "?next=evil", "another port": "https://partner.example:8443/callback",
		"no TLS": "http://partner.example/callback", "a subdomain": "https://partner.example.evil.example/callback", "a user": "https://partner.example@evil.example/callback",
		"a letter's case": "https://partner.example/Callback", "a step up": "https://partner.example/x/../callback", "a script": "javascript:alert(1)", "an encoded letter": "https://partner.example/c%61llback",
		"nothing": "",
	} {
		p.counted(name, func(t *testing.T) {
			b.open(p.asks(url.Values{"redirect_uri": {to}}))
			require.Nil(t, b.gone, "never sent there")
			require.Equal(t, http.StatusBadRequest, b.status)
			require.Contains(t, b.page, "无法登录")
			require.NotContains(t, b.page, "<script")
		})
	}
	for name, to := range map[string]string{"after signing out": "https://evil.example/", "after signing out, with a suffix": "https://partner.example/bye/more"} {
		p.counted(name, func(t *testing.T) {
			b.open(p.issuer + "/end_session?" + url.Values{"client_id": {p.id}, "post_logout_redirect_uri": {to}}.Encode())
			require.Nil(t, b.gone)
			require.Equal(t, http.StatusBadRequest, b.status)
		})
	}
	p.counted("signing somebody out without their token", func(t *testing.T) {
		b.open(p.issuer + "/end_session?client_id=" + p.id)
		require.Equal(t, http.StatusBadRequest, b.status)
	})
	p.counted("a path that is none", func(t *testing.T) {
		require.Equal(t, http.StatusNotFound, b.open(p.issuer+"/made-up-by-anybody").status)
		resp, err := http.Get(s.Private + "/metrics") //nolint:noctx // a test
		require.NoError(t, err)
		defer func() { _ = resp.Body.Close() }()
		metrics, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		require.Contains(t, string(metrics), `endpoint="GET /authorize",error="invalid_request"`)
		require.NotContains(t, string(metrics), "made-up-by-anybody", "nobody makes our metrics grow")
	})
	for name, uri := range map[string]string{"http": "http://partner.example/", "fragment": "https://partner.example/#x", "wildcard": "https://*.partner.example/", "path": "/callback", "user": "https://a@partner.example/"} {
		p.admin.Refused(http.StatusBadRequest, "INVALID_ARGUMENT", http.MethodPost, "/v1/admin/openid/clients", harness.JSON{
			"name": name, "kind": "CLIENT_KIND_WEB", "people": "CLIENT_PEOPLE_ALL", "redirectUris": []string{uri}, "scopes": []string{"openid"},
		}, harness.NewKey())
	}
}

func TestOIDCWhatAProgramMayNotAskGoesBackToIt(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	p := register(t, s, harness.JSON{"scopes": []string{"openid", "profile"}})
	b := newBrowser(t, s.URL)
	for name, c := range map[string]struct {
		more  url.Values
		error string
	}{
		"without PKCE":                    {url.Values{"scope": {"openid"}, "code_challenge": nil, "code_challenge_method": nil}, "invalid_request"},
		"with a plain challenge":          {url.Values{"scope": {"openid"}, "code_challenge_method": {"plain"}}, "invalid_request"},
		"with a challenge without method": {url.Values{"scope": {"openid"}, "code_challenge_method": nil}, "invalid_request"},
		"for a token in the address":      {url.Values{"scope": {"openid"}, "response_type": {"id_token token"}}, "unauthorized_client"},
		"for a scope it has not":          {url.Values{"scope": {"openid phone"}}, "invalid_scope"},
		"by a form that sends itself":     {url.Values{"scope": {"openid"}, "response_mode": {"form_post"}}, "invalid_request"},
		"for no identity":                 {url.Values{"scope": {"profile"}}, "invalid_scope"},
		"by a request object":             {url.Values{"scope": {"openid"}, "request": {"e30.e30."}}, "request_not_supported"},
	} {
		p.counted(name, func(t *testing.T) {
			b.open(p.asks(c.more))
			require.NotNil(t, b.gone, b.page)
			require.True(t, strings.HasPrefix(b.gone.String(), returnTo), b.gone)
			answer := b.gone.Query()
			if answer.Get("error") == "" {
				answer, _ = url.ParseQuery(b.gone.Fragment)
			}
			require.Equal(t, []string{c.error, "a state", ""}, []string{answer.Get("error"), answer.Get("state"), answer.Get("code")})
		})
	}
}

func TestOIDCACodeIsGoodOnceForWhoAskedForIt(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	p, other := register(t, s, nil), register(t, s, harness.JSON{"name": "别家"})
	b := newBrowser(t, s.URL)
	code := p.code(b, "admin")
	for name, c := range map[string]struct {
		more   url.Values
		status int
		error  string
	}{
		"a wrong verifier":     {url.Values{"code_verifier": {strings.Repeat("x", 43)}}, http.StatusBadRequest, "invalid_grant"},
		"no verifier":          {url.Values{"code_verifier": {""}}, http.StatusBadRequest, "invalid_request"},
		"another redirect":     {url.Values{"redirect_uri": {returnTo + "/"}}, http.StatusBadRequest, "invalid_grant"},
		"a code never given":   {url.Values{"code": {code[:len(code)-4] + "AAAA"}}, http.StatusBadRequest, "invalid_grant"},
		"an unknown grant":     {url.Values{"grant_type": {"password"}}, http.StatusBadRequest, "unsupported_grant_type"},
		"the client's own JWT": {url.Values{"grant_type": {"urn:ietf:params:oauth:grant-type:jwt-bearer"}, "assertion": {"e30.e30.e30"}}, http.StatusBadRequest, "unsupported_grant_type"},
	} {
		p.counted(name, func(t *testing.T) {
			status, answer := p.change(code, c.more)
			require.Equal(t, []any{c.status, c.error}, []any{status, answer.Text("error")}, answer)
		})
	}
	p.counted("another program", func(t *testing.T) {
		other.verifier = p.verifier
		status, answer := other.change(code, nil)
		require.Equal(t, []any{http.StatusBadRequest, "invalid_grant"}, []any{status, answer.Text("error")})
	})
	p.counted("a wrong secret", func(t *testing.T) {
		right := p.secret
		p.secret = "wrong"
		status, answer := p.change(code, nil)
		p.secret = right
		require.Equal(t, []any{http.StatusUnauthorized, "invalid_client"}, []any{status, answer.Text("error")})
	})
	status, tokens := p.change(code, nil)
	require.Equal(t, http.StatusOK, status, tokens)
	require.Equal(t, http.StatusOK, p.opens(tokens.Text("access_token")))
	// A second time: one of the two who have the code is a thief, and what the first one got is gone.
	status, answer := p.change(code, nil)
	require.Equal(t, []any{http.StatusBadRequest, "invalid_grant"}, []any{status, answer.Text("error")})
	require.NotEqual(t, http.StatusOK, p.opens(tokens.Text("access_token")))
	status, _ = p.refresh(tokens.Text("refresh_token"))
	require.Equal(t, http.StatusBadRequest, status)

	// A refresh token that was used before the last one is a thief's.
	_, tokens = p.change(p.code(b, "admin"), nil)
	_, second := p.refresh(tokens.Text("refresh_token"))
	status, third := p.refresh(second.Text("refresh_token"))
	require.Equal(t, http.StatusOK, status)
	status, answer = p.refresh(tokens.Text("refresh_token"))
	require.Equal(t, []any{http.StatusBadRequest, "invalid_grant"}, []any{status, answer.Text("error")})
	require.NotEqual(t, http.StatusOK, p.opens(third.Text("access_token")))
	// Another program neither uses, sees nor ends a token.
	_, tokens = p.change(p.code(b, "admin"), nil)
	status, _ = other.refresh(tokens.Text("refresh_token"))
	require.Equal(t, http.StatusBadRequest, status)
	_, told := other.post("/introspect", url.Values{"token": {tokens.Text("access_token")}})
	require.NotEqual(t, true, told.At("active"))
	other.post("/revoke", url.Values{"token": {tokens.Text("access_token")}})
	require.Equal(t, http.StatusOK, p.opens(tokens.Text("access_token")))
}

func TestOIDCTheBrowserThatBeganFinishes(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	p := register(t, s, harness.JSON{"people": "CLIENT_PEOPLE_STAFF"})
	mine, thiefs := newBrowser(t, s.URL), newBrowser(t, s.URL)
	thiefs.open(p.asks(nil))
	link := thiefs.at.String()
	p.counted("somebody is sent a sign-in that another began", func(t *testing.T) {
		mine.open(link)
		require.Equal(t, http.StatusBadRequest, mine.status)
		require.Contains(t, mine.page, "登录请求已失效")
	})
	id := thiefs.at.Query().Get("request")
	typed := url.Values{"request": {id}, "way": {"staff"}, "username": {"admin"}, "password": {harness.Password}}
	p.counted("or made to fill it in", func(t *testing.T) {
		mine.send(p.issuer+"/login", typed)
		require.Equal(t, http.StatusBadRequest, mine.status)
	})
	p.counted("a form of another site", func(t *testing.T) {
		req, err := http.NewRequest(http.MethodPost, p.issuer+"/login", strings.NewReader(typed.Encode())) //nolint:noctx // a test
		require.NoError(t, err)
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Origin", "https://evil.example")
		thiefs.shows(thiefs.http.Do(req))
		require.Equal(t, http.StatusForbidden, thiefs.status)
	})
	p.counted("a code before anybody signed in", func(t *testing.T) {
		thiefs.open(p.issuer + "/authorize/callback?id=" + id)
		require.NotNil(t, thiefs.gone)
		require.Equal(t, "interaction_required", thiefs.gone.Query().Get("error"))
	})
	p.counted("a customer in a program for staff", func(t *testing.T) {
		b := newBrowser(t, s.URL).open(p.asks(nil))
		code := s.SimPost("/weixin/sim/codes", harness.JSON{"openid": "staff-only-" + uuid.NewString()}).Text("code")
		b.send(p.issuer+"/login", url.Values{"request": {b.at.Query().Get("request")}, "way": {"wechat"}, "code": {code}})
		require.Equal(t, http.StatusBadRequest, b.status)
	})
	// Signed in, and asked: another browser neither agrees nor gets the code.
	mine.open(p.asks(nil)).signInAsStaff("admin")
	id = mine.at.Query().Get("request")
	p.counted("agreeing for somebody else", func(t *testing.T) {
		thiefs.send(p.issuer+"/consent", url.Values{"request": {id}, "decision": {"allow"}})
		require.Equal(t, http.StatusBadRequest, thiefs.status)
	})
	p.counted("fetching somebody else's code", func(t *testing.T) {
		thiefs.open(p.issuer + "/authorize/callback?id=" + id)
		require.Equal(t, http.StatusBadRequest, thiefs.status)
		require.Nil(t, thiefs.gone)
	})
	mine.submit(map[string]string{"decision": "allow"})
	require.NotEmpty(t, mine.gone.Query().Get("code"))
	p.counted("a second code", func(t *testing.T) {
		mine.open(p.issuer + "/authorize/callback?id=" + id)
		require.Equal(t, http.StatusBadRequest, mine.status)
	})
}

func TestOIDCTokensOfAnotherAudienceOpenNothing(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	p := register(t, s, nil)
	_, tokens := p.change(p.code(newBrowser(t, s.URL), "admin"), nil)
	for _, name := range []string{"access_token", "id_token", "refresh_token"} {
		c := s.Anonymous()
		c.Token = tokens.Text(name)
		c.Refused(http.StatusUnauthorized, "UNAUTHENTICATED", http.MethodGet, "/v1/me", nil, "")
		c.Refused(http.StatusUnauthorized, "UNAUTHENTICATED", http.MethodGet, "/v1/admin/staff", nil, "")
	}
	s.Anonymous().Refused(http.StatusUnauthorized, "USER_SESSION_INVALID", http.MethodPost, "/v1/auth/token:refresh", harness.JSON{"refreshToken": tokens.Text("refresh_token")}, "")
	p.counted("the platform's own token at userinfo", func(t *testing.T) {
		require.Equal(t, http.StatusUnauthorized, p.opens(p.admin.Token))
	})

	status, _, body := s.Anonymous().Raw(http.MethodGet, "/oauth/keys", nil, nil)
	require.Equal(t, http.StatusOK, status)
	var set jose.JSONWebKeySet
	require.NoError(t, json.Unmarshal(body, &set))
	require.NotContains(t, string(body), `"d"`, "no private key")
	public, ok := set.Keys[0].Key.(*rsa.PublicKey)
	require.True(t, ok)
	real, err := jwt.ParseSigned(tokens.Text("access_token"), []jose.SignatureAlgorithm{jose.RS256})
	require.NoError(t, err)
	claims := map[string]any{}
	require.NoError(t, real.UnsafeClaimsWithoutVerification(&claims))
	forge := func(alg jose.SignatureAlgorithm, key any, more map[string]any) string {
		all := map[string]any{}
		for name, value := range claims {
			all[name] = value
		}
		for name, value := range more {
			all[name] = value
		}
		signer, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: jose.JSONWebKey{Key: key, KeyID: set.Keys[0].KeyID}}, (&jose.SignerOptions{}).WithType("JWT"))
		require.NoError(t, err)
		token, err := jwt.Signed(signer).Claims(all).Serialize()
		require.NoError(t, err)
		return token
	}
	stranger, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	der, err := x509.MarshalPKIXPublicKey(public)
	require.NoError(t, err)
	parts := strings.Split(tokens.Text("access_token"), ".")
	for name, token := range map[string]string{
		"no algorithm":                   "eyJhbGciOiJub25lIn0." + parts[1] + ".",
		"no signature":                   parts[0] + "." + parts[1] + ".",
		"another's signature":            forge(jose.RS256, stranger, nil),
		"HS256 with the public key":      forge(jose.HS256, pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}), nil),
		"HS256 with the public key, DER": forge(jose.HS256, der, nil),
		"another subject":                parts[0] + "." + strings.TrimSuffix(parts[1], parts[1][len(parts[1])-4:]) + "AAAA." + parts[2],
		"a longer life, by a stranger":   forge(jose.RS256, stranger, map[string]any{"exp": time.Now().Add(time.Hour).Unix()}),
	} {
		p.counted(name, func(t *testing.T) { require.Equal(t, http.StatusUnauthorized, p.opens(token)) })
	}
	require.Equal(t, http.StatusOK, p.opens(tokens.Text("access_token")))
}

func TestOIDCIsWithinTheGatewaysBounds(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{Set: map[string]string{
		"gateway.limits.anonymous.login.per_second": "1", "gateway.limits.anonymous.login.burst": "8", "gateway.edge.origins": "https://admin.example",
	}})
	c := s.Anonymous()
	status, h, _ := c.Raw(http.MethodPost, "/oauth/token", []byte(strings.Repeat("x", 40<<10)), map[string]string{"Content-Type": "application/x-www-form-urlencoded"})
	require.Equal(t, http.StatusRequestEntityTooLarge, status)
	require.NotEmpty(t, h.Get("X-Request-Id"))
	status, _, _ = c.Raw(http.MethodGet, "/oauth/authorize?x="+strings.Repeat("x", 9<<10), nil, nil)
	require.Equal(t, http.StatusBadRequest, status)
	status, _, _ = c.Raw(http.MethodDelete, "/oauth/token", nil, nil)
	require.Equal(t, http.StatusBadRequest, status)
	// A partner's page may ask for tokens from its own origin, whatever origins the API has.
	status, h, _ = c.Raw(http.MethodOptions, "/oauth/userinfo", nil, map[string]string{
		"Origin": "https://partner.example", "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization",
	})
	require.Equal(t, []any{http.StatusNoContent, "*", ""}, []any{status, h.Get("Access-Control-Allow-Origin"), h.Get("Access-Control-Allow-Credentials")})
	_, h, _ = c.Raw(http.MethodGet, "/oauth/login", nil, map[string]string{"Origin": "https://partner.example"})
	require.Empty(t, h.Get("Access-Control-Allow-Origin"), "pages are nobody else's to read")
	for range 10 {
		status, _, _ = c.Raw(http.MethodPost, "/oauth/token", nil, nil)
	}
	require.Equal(t, http.StatusTooManyRequests, status)
	status, _, _ = c.Raw(http.MethodGet, "/oauth/keys", nil, nil)
	require.Equal(t, http.StatusOK, status, "reading has limits of its own")
}

func TestOIDCNothingThatIsSentIsAFailureOfOurs(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	p := register(t, s, nil)
	odd := []string{"", "x", "0", "-1", "99999999999999999999", p.id, p.id + "0", strings.Repeat("y", 3000), "a b", "\x00", "%", "null", "{}", "e30.e30.e30"}
	names := []string{
		"client_id", "client_secret", "redirect_uri", "code", "code_verifier", "refresh_token", "token", "state", "scope", "nonce", "prompt", "max_age", "id_token_hint", "request",
		"post_logout_redirect_uri", "client_assertion", "client_assertion_type", "assertion", "response_type", "code_challenge", "code_challenge_method", "id", "way", "username", "decision", "iss",
	}
	grants := []string{"authorization_code", "refresh_token", "client_credentials", "urn:ietf:params:oauth:grant-type:jwt-bearer", "urn:ietf:params:oauth:grant-type:token-exchange", "urn:ietf:params:oauth:grant-type:device_code", "password", ""}
	c := s.Anonymous()
	tried := 0
	for _, path := range []string{"/authorize", "/authorize/callback", "/token", "/userinfo", "/introspect", "/revoke", "/end_session", "/login", "/consent", "/sso/callback", "/sso/prove", "/sso/1", "/device_authorization", "/healthz", "/ready", "/"} {
		for i, value := range odd {
			form := url.Values{"grant_type": {grants[i%len(grants)]}}
			for j, name := range names {
				if (i+j)%3 != 0 {
					form.Set(name, value)
				}
			}
			for _, header := range []map[string]string{{}, {"Authorization": "Basic " + value}, {"Authorization": "Bearer " + value, "Cookie": "dajiu_browser=" + url.QueryEscape(value) + "; dajiu_login=" + url.QueryEscape(value)}} {
				status, _, body := c.Raw(http.MethodGet, "/oauth"+path+"?"+form.Encode(), nil, clean(header))
				require.Less(t, status, 500, "GET %s %q %s", path, value, body)
				header["Content-Type"] = "application/x-www-form-urlencoded"
				status, _, body = c.Raw(http.MethodPost, "/oauth"+path, []byte(form.Encode()), clean(header))
				require.Less(t, status, 500, "POST %s %q %s", path, value, body)
				tried += 2
			}
		}
	}
	t.Logf("%d requests, none of them a failure of ours", tried)
	// A program that was turned off is refused like one that never was, also with a token of its own.
	_, tokens := p.change(p.code(newBrowser(t, s.URL), "admin"), nil)
	p.registered["disabled"] = true
	p.admin.Put("/v1/admin/openid/clients/"+p.id, p.registered)
	status, answer := p.refresh(tokens.Text("refresh_token"))
	require.Equal(t, []any{http.StatusUnauthorized, "invalid_client"}, []any{status, answer.Text("error")})
	require.Equal(t, http.StatusForbidden, p.opens(tokens.Text("access_token")))
}

// clean drops headers that no HTTP client would send.
func clean(header map[string]string) map[string]string {
	sent := map[string]string{}
	for name, value := range header {
		if !strings.Contains(value, "\x00") {
			sent[name] = value
		}
	}
	return sent
}

func TestOIDCASecondFactorIsAskedForOnThePage(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	p := register(t, s, harness.JSON{"firstParty": true, "people": "CLIENT_PEOPLE_STAFF"})
	name := sh.clerk()
	clerk := s.Staff(name)
	secret := clerk.Post("/v1/me/totp:enroll", harness.JSON{}).Text("secret")
	at := func(when time.Time) string {
		code, err := totp.GenerateCode(secret, when)
		require.NoError(t, err)
		return code
	}
	clerk.Post("/v1/me/totp:confirm", harness.JSON{"code": at(time.Now().Add(-30 * time.Second))})
	b := newBrowser(t, s.URL).open(p.asks(nil)).signInAsStaff(name)
	require.Equal(t, http.StatusUnauthorized, b.status)
	require.Contains(t, b.page, "请输入动态验证码")
	b.submit(map[string]string{"username": name, "password": harness.Password, "otp": "000000"})
	require.Contains(t, b.page, "验证码错误或已失效")
	b.submit(map[string]string{"username": name, "password": harness.Password, "otp": at(time.Now())})
	require.NotNil(t, b.gone, b.page)
	status, _ := p.change(b.gone.Query().Get("code"), nil)
	require.Equal(t, http.StatusOK, status)
}
