package e2e

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// liar is a company's provider that says whatever it is told to.
type liar struct {
	t        *testing.T
	url      string
	key      *rsa.PrivateKey
	mu       sync.Mutex
	tells    func(w http.ResponseWriter, nonce string)
	describe func(map[string]any)
	// asked are the forms that came to the token endpoint.
	asked []url.Values
	nonce string
}

func openLiar(t *testing.T) *liar {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	l := &liar{t: t, key: key, describe: func(map[string]any) {}}
	mux := http.NewServeMux()
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		doc := map[string]any{
			"issuer": l.url, "authorization_endpoint": l.url + "/authorize", "token_endpoint": l.url + "/token", "jwks_uri": l.url + "/keys",
			"response_types_supported": []string{"code"}, "subject_types_supported": []string{"public"}, "id_token_signing_alg_values_supported": []string{"none", "HS256", "RS256"},
		}
		l.describe(doc)
		_ = json.NewEncoder(w).Encode(doc)
	})
	mux.HandleFunc("/keys", func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: &l.key.PublicKey, KeyID: "k1", Algorithm: "RS256", Use: "sig"}}})
	})
	mux.HandleFunc("/token", func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		l.mu.Lock()
		defer l.mu.Unlock()
		l.asked = append(l.asked, r.PostForm)
		w.Header().Set("Content-Type", "application/json")
		l.tells(w, l.nonce)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	l.url = server.URL
	return l
}

// sign makes an ID token.
func (l *liar) sign(alg jose.SignatureAlgorithm, key any, kid string, claims map[string]any) string {
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: jose.JSONWebKey{Key: key, KeyID: kid}}, (&jose.SignerOptions{}).WithType("JWT"))
	require.NoError(l.t, err)
	token, err := jwt.Signed(signer).Claims(claims).Serialize()
	require.NoError(l.t, err)
	return token
}

// claims are the honest ones, with some changed.
func (l *liar) claims(nonce string, more map[string]any) map[string]any {
	now := time.Now()
	c := map[string]any{"iss": l.url, "aud": "dajiu", "sub": "worker-7", "nonce": nonce, "iat": now.Unix(), "exp": now.Add(time.Minute).Unix()}
	maps.Copy(c, more)
	for name, value := range more {
		if value == nil {
			delete(c, name)
		}
	}
	return c
}

func answer(w http.ResponseWriter, idToken string) {
	_ = json.NewEncoder(w).Encode(map[string]any{"access_token": "opaque", "token_type": "Bearer", "expires_in": 60, "id_token": idToken})
}

// lies is what the liar may say instead of the truth, by name.
func (l *liar) lies() map[string]func(w http.ResponseWriter, nonce string) {
	changed := func(more map[string]any) func(http.ResponseWriter, string) {
		return func(w http.ResponseWriter, nonce string) {
			answer(w, l.sign(jose.RS256, l.key, "k1", l.claims(nonce, more)))
		}
	}
	encode := func(v any) string {
		text, err := json.Marshal(v)
		require.NoError(l.t, err)
		return base64.RawURLEncoding.EncodeToString(text)
	}
	stranger, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(l.t, err)
	der, err := x509.MarshalPKIXPublicKey(&l.key.PublicKey)
	require.NoError(l.t, err)
	public := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
	now := time.Now()
	return map[string]func(http.ResponseWriter, string){
		"another issuer":                changed(map[string]any{"iss": "https://evil.example"}),
		"an issuer with a suffix":       changed(map[string]any{"iss": l.url + "/"}),
		"another nonce":                 changed(map[string]any{"nonce": "another"}),
		"no nonce":                      changed(map[string]any{"nonce": nil}),
		"another audience":              changed(map[string]any{"aud": "another"}),
		"another authorized":            changed(map[string]any{"aud": []string{"dajiu", "another"}, "azp": "another"}),
		"expired":                       changed(map[string]any{"iat": now.Add(-time.Hour).Unix(), "exp": now.Add(-time.Minute).Unix()}),
		"no expiry":                     changed(map[string]any{"exp": nil}),
		"not valid yet":                 changed(map[string]any{"nbf": now.Add(time.Minute).Unix()}),
		"issued in the future":          changed(map[string]any{"iat": now.Add(time.Minute).Unix(), "exp": now.Add(time.Hour).Unix()}),
		"nobody":                        changed(map[string]any{"sub": nil}),
		"somebody with an endless name": changed(map[string]any{"sub": strings.Repeat("x", 256)}),
		"somebody not linked":           changed(map[string]any{"sub": "worker-8", "email": "admin@example.com", "preferred_username": "admin"}),
		"a wrong at_hash":               changed(map[string]any{"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}),
		"alg none": func(w http.ResponseWriter, nonce string) {
			answer(w, encode(map[string]string{"alg": "none", "typ": "JWT"})+"."+encode(l.claims(nonce, nil))+".")
		},
		"alg none, with a key's name": func(w http.ResponseWriter, nonce string) {
			answer(w, encode(map[string]string{"alg": "none", "kid": "k1"})+"."+encode(l.claims(nonce, nil))+".AAAA")
		},
		"HS256 with the public key": func(w http.ResponseWriter, nonce string) {
			answer(w, l.sign(jose.HS256, public, "k1", l.claims(nonce, nil)))
		},
		"HS256 with the secret": func(w http.ResponseWriter, nonce string) {
			answer(w, l.sign(jose.HS256, []byte("the secret that both of us know!"), "k1", l.claims(nonce, nil)))
		},
		"another's key": func(w http.ResponseWriter, nonce string) {
			answer(w, l.sign(jose.RS256, stranger, "k1", l.claims(nonce, nil)))
		},
		"a key that is not published": func(w http.ResponseWriter, nonce string) {
			answer(w, l.sign(jose.RS256, stranger, "k2", l.claims(nonce, nil)))
		},
		"no ID token": func(w http.ResponseWriter, _ string) {
			_, _ = w.Write([]byte(`{"access_token":"opaque","token_type":"Bearer"}`))
		},
		"an ID token that is none": func(w http.ResponseWriter, _ string) { answer(w, "x.y.z") },
		"an error": func(w http.ResponseWriter, _ string) {
			http.Error(w, `{"error":"invalid_grant"}`, http.StatusBadRequest)
		},
		"a failure": func(w http.ResponseWriter, _ string) { http.Error(w, "down", http.StatusInternalServerError) },
		"no JSON":   func(w http.ResponseWriter, _ string) { _, _ = w.Write([]byte("<html>")) },
		"an answer without end": func(w http.ResponseWriter, _ string) {
			_, _ = w.Write([]byte(`{"id_token":"` + strings.Repeat("x", 2<<20) + `"}`))
		},
	}
}

// visitTo begins a sign-in, goes to the liar, and returns what our side sent along.
func (l *liar) visitTo(c *company) (*browser, url.Values) {
	l.t.Helper()
	b := newBrowser(l.t, c.server.URL)
	b.open(c.own.asks(nil))
	b.open(c.own.issuer + "/sso/" + c.id + "?request=" + b.at.Query().Get("request"))
	require.NotNil(l.t, b.gone, b.page)
	require.Equal(l.t, l.url, b.gone.Scheme+"://"+b.gone.Host)
	sent := b.gone.Query()
	require.Equal(l.t, []string{"S256", "code", c.own.issuer + "/sso/callback", "dajiu"},
		[]string{sent.Get("code_challenge_method"), sent.Get("response_type"), sent.Get("redirect_uri"), sent.Get("client_id")})
	require.NotEmpty(l.t, sent.Get("nonce"))
	l.mu.Lock()
	l.nonce = sent.Get("nonce")
	l.mu.Unlock()
	return b, sent
}

func (l *liar) tell(what func(w http.ResponseWriter, nonce string)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.tells = what
}

func TestSSOALyingProviderIsBelievedNothing(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	l := openLiar(t)
	c := connect(t, s, l.url, "dajiu", "the secret that both of us know!", "UNKNOWN_PEOPLE_REFUSE")
	c.link(c.own.admin.UserID, "worker-7")
	back := c.own.issuer + "/sso/callback?"
	honest := func(w http.ResponseWriter, nonce string) {
		answer(w, l.sign(jose.RS256, l.key, "k1", l.claims(nonce, nil)))
	}

	// The truth is believed; the code goes with the secret of which the challenge was sent.
	l.tell(honest)
	b, sent := l.visitTo(c)
	b.open(back + url.Values{"state": sent["state"], "code": {"c-1"}}.Encode())
	require.Equal(t, c.own.admin.UserID, c.enter(b).UserID)
	form := l.asked[len(l.asked)-1]
	sum := sha256.Sum256([]byte(form.Get("code_verifier")))
	require.Equal(t, sent.Get("code_challenge"), base64.RawURLEncoding.EncodeToString(sum[:]))
	require.Equal(t, "c-1", form.Get("code"))

	links := func() string {
		return c.own.admin.Get("/v1/admin/staff/" + strconv.FormatInt(c.own.admin.UserID, 10) + "/identities").Text("identities.0.subject")
	}
	refused := func(t *testing.T, b *browser) {
		t.Helper()
		require.Nil(t, b.gone, "nobody is sent on")
		require.Equal(t, http.StatusBadRequest, b.status)
		require.Contains(t, b.page, "无法登录")
		require.NotContains(t, b.page, l.url, "the person is not told what a developer is")
		require.Equal(t, "worker-7", links())
		b.open(c.own.asks(url.Values{"prompt": {"none"}}))
		require.Equal(t, "login_required", b.gone.Query().Get("error"), "nobody is signed in")
	}
	for name, lie := range l.lies() {
		c.own.counted(name, func(t *testing.T) {
			l.tell(lie)
			b, sent := l.visitTo(c)
			refused(t, b.open(back+url.Values{"state": sent["state"], "code": {"c-2"}}.Encode()))
		})
	}
	l.tell(honest)
	for name, answer := range map[string]func(sent url.Values) url.Values{
		"another state": func(url.Values) url.Values { return url.Values{"state": {"another"}, "code": {"c"}} },
		"no state":      func(url.Values) url.Values { return url.Values{"code": {"c"}} },
		"no code":       func(sent url.Values) url.Values { return url.Values{"state": sent["state"]} },
		"an error": func(sent url.Values) url.Values {
			return url.Values{"state": sent["state"], "error": {"access_denied"}, "code": {"c"}}
		},
		"another's issuer": func(sent url.Values) url.Values {
			return url.Values{"state": sent["state"], "code": {"c"}, "iss": {"https://evil.example"}}
		},
	} {
		c.own.counted("coming back with "+name, func(t *testing.T) {
			b, sent := l.visitTo(c)
			refused(t, b.open(back+answer(sent).Encode()))
		})
	}
	c.own.counted("coming back in another browser", func(t *testing.T) {
		_, sent := l.visitTo(c)
		other := newBrowser(t, s.URL).open(c.own.asks(nil))
		refused(t, other.open(back+url.Values{"state": sent["state"], "code": {"c"}}.Encode()))
	})
	b, sent = l.visitTo(c)
	again := back + url.Values{"state": sent["state"], "code": {"c-3"}}.Encode()
	b.open(again)
	require.NotNil(t, b.gone, b.page)
	c.own.counted("coming back twice", func(t *testing.T) {
		asked := len(l.asked)
		b.open(again)
		require.Nil(t, b.gone)
		require.Equal(t, http.StatusBadRequest, b.status)
		require.Len(t, l.asked, asked, "the code is not sent again")
	})

	// A provider that says it is another is not even connected.
	l.describe = func(doc map[string]any) { doc["issuer"] = "https://evil.example" }
	c.own.admin.Refused(http.StatusConflict, "USER_PROVIDER_UNAVAILABLE", http.MethodPost, "/v1/admin/openid/providers", harness.JSON{
		"name": "别人", "issuer": l.url, "clientId": "dajiu", "claim": "sub", "unknown": "UNKNOWN_PEOPLE_REFUSE",
	}, harness.NewKey())
}
