package openid

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/cors"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
	"golang.org/x/text/language"

	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/domain"
)

// Config is where the provider is and how people sign in.
type Config struct {
	// Issuer is the address of all that is served here, as others reach it, without a slash at its end.
	Issuer string
	// Insecure permits an issuer without TLS: on a developer's machine.
	Insecure bool
	// WechatCodes lets customers type a login code of the mini-program: where a simulator gives them out.
	WechatCodes bool
}

// Provider is the OpenID provider with its pages.
type Provider struct {
	app        *app.OpenID
	federation *app.Federation
	cfg        Config
	origin     string
	op         *op.Provider
	ways       []way
	log        *slog.Logger
	// refused counts what was refused, by endpoint and by the protocol's code.
	refused *prometheus.CounterVec
	answers http.Handler
	public  http.Handler
}

// New returns the provider. An issuer that is no https address, and insecure is not permitted, is an error.
func New(o *app.OpenID, f *app.Federation, cfg Config, log *slog.Logger, reg prometheus.Registerer) (*Provider, error) {
	at, err := url.Parse(cfg.Issuer)
	if err != nil || at.Host == "" || (at.Scheme != "https" && (at.Scheme != "http" || !cfg.Insecure)) || strings.HasSuffix(cfg.Issuer, "/") {
		return nil, fmt.Errorf("openid: the issuer %q is not an https address", cfg.Issuer)
	}
	p := &Provider{app: o, federation: f, cfg: cfg, origin: at.Scheme + "://" + at.Host, log: log, refused: prometheus.NewCounterVec(prometheus.CounterOpts{
		Namespace: "dajiu", Subsystem: "openid", Name: "refused_total", Help: "Requests of single sign-on that were refused, by endpoint and error.",
	}, []string{"endpoint", "error"})}
	if reg != nil {
		reg.MustRegister(p.refused)
	}
	p.ways = waysToSignIn(o, cfg)
	options := []op.Option{
		op.WithCORSOptions(nil), // browsers are answered per endpoint, below
		op.WithCustomEndpoints(op.NewEndpoint("authorize"), op.NewEndpoint("token"), op.NewEndpoint("userinfo"), op.NewEndpoint("revoke"), op.NewEndpoint("end_session"), op.NewEndpoint("keys")),
		op.WithCustomIntrospectionEndpoint(op.NewEndpoint("introspect")),
		op.WithAccessTokenVerifierOpts(op.WithSupportedAccessTokenSigningAlgorithms("RS256")),
		op.WithIDTokenHintVerifierOpts(op.WithSupportedIDTokenHintSigningAlgorithms("RS256")),
	}
	if cfg.Insecure {
		options = append(options, op.WithAllowInsecure())
	}
	p.op, err = op.NewProvider(&op.Config{
		CryptoKey: o.CodeKey(), DefaultLogoutRedirectURI: cfg.Issuer + "/signed-out", CodeMethodS256: true, AuthMethodPost: true, GrantTypeRefreshToken: true,
		SupportedUILocales: []language.Tag{language.SimplifiedChinese},
		SupportedClaims:    []string{"sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "at_hash", "name", "nickname", "picture", "preferred_username", "roles", "phone_number", "phone_number_verified"},
		SupportedScopes:    []string{domain.ScopeOpenID, domain.ScopeProfile, domain.ScopePhone, domain.ScopeOffline},
	}, &storage{app: o, issuer: cfg.Issuer}, op.StaticIssuer(cfg.Issuer), options...)
	if err != nil {
		return nil, fmt.Errorf("openid: %w", err)
	}
	p.routes()
	return p, nil
}

// Answers serves everything but [Provider.Descriptions]. Paths begin behind the issuer.
func (p *Provider) Answers() http.Handler { return p.answers }

// Descriptions serves what anybody may read and keep.
func (p *Provider) Descriptions() http.Handler { return p.public }

func (p *Provider) routes() {
	// Programs in browsers ask these from pages of their own; what counts is in the request, never a cookie.
	shared := cors.New(cors.Options{
		AllowedOrigins: []string{"*"}, AllowedMethods: []string{http.MethodGet, http.MethodPost}, AllowedHeaders: []string{"Authorization", "Content-Type"}, MaxAge: 600,
	}).Handler
	public := http.NewServeMux()
	public.Handle("GET "+oidc.DiscoveryEndpoint, shared(http.HandlerFunc(p.discovery)))
	public.Handle("GET /keys", shared(p.op))
	public.HandleFunc("GET /style.css", style)
	p.public = public

	answers := http.NewServeMux()
	for _, path := range []string{"/token", "/revoke", "/introspect"} {
		answers.Handle("POST "+path, shared(private(offered(p.op))))
		answers.Handle("OPTIONS "+path, shared(p.op))
	}
	answers.Handle("GET /userinfo", shared(private(p.op)))
	answers.Handle("POST /userinfo", shared(private(p.op)))
	answers.Handle("OPTIONS /userinfo", shared(p.op))
	answers.HandleFunc("GET /authorize", p.authorize)
	answers.HandleFunc("POST /authorize", p.authorize)
	answers.HandleFunc("GET /authorize/callback", p.callback)
	answers.HandleFunc("GET /end_session", p.endSession)
	answers.HandleFunc("POST /end_session", p.endSession)
	answers.HandleFunc("GET /signed-out", p.signedOut)
	own := http.NewCrossOriginProtection()
	own.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.fail(w, r, http.StatusForbidden, "cross_origin", "请在本页面完成登录。")
	}))
	answers.HandleFunc("GET /login", p.showLogin)
	answers.Handle("POST /login", own.Handler(http.HandlerFunc(p.login)))
	answers.HandleFunc("GET /consent", p.showConsent)
	answers.Handle("POST /consent", own.Handler(http.HandlerFunc(p.consent)))
	answers.HandleFunc("GET /sso/{provider}", p.depart)
	answers.HandleFunc("GET /sso/callback", p.arrive)
	answers.Handle("POST /sso/prove", own.Handler(http.HandlerFunc(p.prove)))
	p.answers = text(answers)
}

// offered refuses what the library knows and we do not offer: it would take it for a failure of ours.
func offered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		grant := r.PostFormValue("grant_type")
		switch {
		case r.PostFormValue("client_assertion") != "" || r.PostFormValue("client_assertion_type") != "":
			op.WriteError(w, r, op.NewStatusError(oidc.ErrInvalidClient().WithDescription("private_key_jwt is not offered"), http.StatusUnauthorized), nil)
		case r.URL.Path == "/token" && grant != "" && grant != string(oidc.GrantTypeCode) && grant != string(oidc.GrantTypeRefreshToken) && grant != string(oidc.GrantTypeClientCredentials):
			op.WriteError(w, r, oidc.ErrUnsupportedGrantType(), nil)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// text refuses forms that are no text: what no person types and no program means, and no statement can hold.
func text(next http.Handler) http.Handler {
	odd := func(r rune) bool { return unicode.IsControl(r) || r == utf8.RuneError }
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := r.ParseForm()
		for name, values := range r.Form {
			if strings.ContainsFunc(name+strings.Join(values, ""), odd) {
				err = errNoText
			}
		}
		if err != nil {
			op.WriteError(w, r, oidc.ErrInvalidRequest().WithDescription("the form cannot be read").WithParent(err), nil)
			return
		}
		next.ServeHTTP(w, r)
	})
}

var errNoText = errors.New("openid: the form has what is no text")

// private keeps tokens out of caches.
func private(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// discovery describes the provider as it is: the library would promise flows that no client here may use.
func (p *Provider) discovery(w http.ResponseWriter, r *http.Request) {
	ctx := op.ContextWithIssuer(r.Context(), p.cfg.Issuer)
	doc := op.CreateDiscoveryConfig(ctx, p.op, p.op.Storage())
	doc.ResponseTypesSupported = []string{string(oidc.ResponseTypeCode)}
	doc.ResponseModesSupported = []string{string(oidc.ResponseModeQuery)}
	doc.GrantTypesSupported = []oidc.GrantType{oidc.GrantTypeCode, oidc.GrantTypeRefreshToken, oidc.GrantTypeClientCredentials}
	doc.DeviceAuthorizationEndpoint = ""
	doc.IntrospectionEndpointAuthSigningAlgValuesSupported, doc.RevocationEndpointAuthSigningAlgValuesSupported = nil, nil
	w.Header().Set("Cache-Control", "public, max-age=300")
	op.Discover(w, doc)
}

// visit is the browser that a request came from.
type visit struct {
	// browser is the digest of its cookie, login the cookie of whoever signed in with it.
	browser, login string
}

type visitKey struct{}

func visitOf(ctx context.Context) visit {
	v, _ := ctx.Value(visitKey{}).(visit)
	return v
}

// Cookies. Neither is read by scripts, sent by other sites' forms, or sent anywhere but here.
const (
	browserCookie = "dajiu_browser"
	loginCookie   = "dajiu_login"
)

func (p *Provider) setCookie(w http.ResponseWriter, name, value string) {
	secure := strings.HasPrefix(p.origin, "https:")
	c := &http.Cookie{Name: name, Value: value, Path: "/oauth", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: secure} //nolint:gosec // only a developer's machine is without TLS
	if value == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}

// visiting reads whose browser it is. A browser that is new gets a cookie where begin says so.
func (p *Provider) visiting(w http.ResponseWriter, r *http.Request, begin bool) *http.Request {
	var v visit
	if c, err := r.Cookie(loginCookie); err == nil {
		v.login = c.Value
	}
	c, err := r.Cookie(browserCookie)
	switch {
	case err == nil && len(c.Value) == len(app.Random()):
		v.browser = p.app.Digest(c.Value)
	case begin:
		value := app.Random()
		p.setCookie(w, browserCookie, value)
		v.browser = p.app.Digest(value)
	}
	return r.WithContext(context.WithValue(r.Context(), visitKey{}, v))
}

// authorize begins a sign-in.
func (p *Provider) authorize(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	if r.FormValue("client_id") == "" || r.FormValue("redirect_uri") == "" {
		p.fail(w, r, http.StatusBadRequest, "invalid_request", "应用发来的登录请求有误，请联系该应用的开发者。", "client_id and redirect_uri are needed")
		return
	}
	p.viaLibrary(w, p.visiting(w, r, true))
}

// callback ends a sign-in: it sends the person back with a code, in the browser that began it.
func (p *Provider) callback(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	r = p.visiting(w, r, false)
	if _, err := p.app.SignIn(r.Context(), r.FormValue("id"), visitOf(r.Context()).browser); err != nil {
		p.failed(w, r, err)
		return
	}
	p.viaLibrary(w, r)
}

// viaLibrary lets the library answer a person. What it refuses without sending them back is shown as a page.
func (p *Provider) viaLibrary(w http.ResponseWriter, r *http.Request) {
	rec := &Recorder{header: w.Header()}
	p.op.ServeHTTP(rec, r)
	if rec.status < http.StatusBadRequest {
		rec.copyTo(w)
		return
	}
	for _, name := range []string{"Content-Type", "Content-Length", "X-Content-Type-Options"} {
		w.Header().Del(name)
	}
	p.fail(w, r, rec.status, "invalid_request", "应用发来的登录请求有误，请联系该应用的开发者。", strings.TrimSpace(rec.body.String()))
}

// endSession signs somebody out.
func (p *Provider) endSession(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	r = p.visiting(w, r, false)
	rec := &Recorder{header: w.Header()}
	p.op.ServeHTTP(rec, r)
	if rec.status >= http.StatusBadRequest {
		w.Header().Del("Content-Type")
		p.fail(w, r, rec.status, "invalid_request", "退出请求有误，请回到应用重试。", strings.TrimSpace(rec.body.String()))
		return
	}
	if _, _, err := p.app.LoginOf(r.Context(), visitOf(r.Context()).login); err != nil {
		p.setCookie(w, loginCookie, "")
	}
	rec.copyTo(w)
}

// give sends an error of the protocol back to the program.
func (p *Provider) give(w http.ResponseWriter, r *http.Request, s domain.SignIn, e *oidc.Error) {
	if err := p.app.Drop(r.Context(), s); err != nil {
		p.failed(w, r, err)
		return
	}
	op.AuthRequestError(w, r, &request{SignIn: s}, e, p.op)
}

// signIn returns the sign-in that a request is about, with its program. Where there is none it answers, and ok is false.
func (p *Provider) signIn(w http.ResponseWriter, r *http.Request) (s domain.SignIn, c domain.Client, ok bool) {
	s, err := p.app.SignIn(r.Context(), r.FormValue("request"), visitOf(r.Context()).browser)
	if err == nil {
		c, err = p.app.Client(r.Context(), s.ClientID)
	}
	if err != nil {
		p.failed(w, r, err)
		return domain.SignIn{}, domain.Client{}, false
	}
	return s, c, true
}

// Origin is where the issuer is: scheme and host.
func (p *Provider) Origin() string { return p.origin }

// Enter returns which access token of a program it is, and whom it is about, after verifying it: for [app.OpenID.Enter].
func (p *Provider) Enter(ctx context.Context, token string) (tokenID, subject string, err error) {
	ctx = op.ContextWithIssuer(ctx, p.cfg.Issuer)
	claims, err := op.VerifyAccessToken[*oidc.AccessTokenClaims](ctx, token, p.op.AccessTokenVerifier(ctx))
	if err != nil {
		return "", "", domain.SessionInvalid()
	}
	return claims.JWTID, claims.Subject, nil
}
