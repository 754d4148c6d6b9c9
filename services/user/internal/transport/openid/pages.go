package openid

import (
	"bytes"
	"embed"
	"errors"
	"html/template"
	"net/http"
	"strings"
	"time"

	"github.com/zitadel/oidc/v3/pkg/oidc"
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/services/user/internal/domain"
)

//go:embed pages
var files embed.FS

//nolint:gochecknoglobals // parsed constants
var pages = template.Must(template.ParseFS(files, "pages/*.html"))

// policy lets a page load its style and nothing else, and send its form here and, as browsers look at where that leads, to the
// program.
const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"

// page is what the templates are filled with.
type page struct {
	Title, Client, Request string
	// Account is who is signed in.
	Account string
	// Problem is what is wrong, for the person; Detail for a developer.
	Problem, Detail string
	Ways            []way
	// Typed is what the person typed in the way that failed, without secrets.
	Typed  map[string]string
	Scopes []string
	// Companies are the providers that staff may go to instead.
	Companies []company
}

// show answers with a page. Back is where its form may lead.
func (p *Provider) show(w http.ResponseWriter, status int, name string, data page, back string) {
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, name, data); err != nil {
		p.log.Error("page not shown", "page", name, "error", err)
		http.Error(w, "出错了，请稍后再试", http.StatusInternalServerError)
		return
	}
	csp := policy
	if origin := originOf(back); origin != "" {
		csp += " " + origin
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", csp)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Frame-Options", "DENY")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // the person is gone
}

// style is the same for all pages.
func style(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "public, max-age=3600")
	http.ServeFileFS(w, r, files, "pages/style.css")
}

// fail shows that something cannot be gone on with. Code is what it is counted as.
func (p *Provider) fail(w http.ResponseWriter, _ *http.Request, status int, code, problem string, detail ...string) {
	w.Header().Set(refusedHeader, code)
	p.show(w, status, "problem.html", page{Title: "无法登录", Problem: problem, Detail: strings.Join(detail, "")}, "")
}

// failed is fail for an error of a use case.
func (p *Provider) failed(w http.ResponseWriter, r *http.Request, err error) {
	e := errs.From(err)
	switch {
	case errs.HasReason(err, "USER_CLIENT_NOT_FOUND"):
		p.fail(w, r, http.StatusBadRequest, "invalid_client", "该应用已停用或不存在。")
	case e.Code() == codes.Internal || e.Code() == codes.Unavailable || e.Code() == codes.Unknown:
		p.log.ErrorContext(r.Context(), "sign-in failed", "error", err)
		p.fail(w, r, http.StatusInternalServerError, "server_error", "系统繁忙，请稍后再试。")
	default:
		p.fail(w, r, http.StatusBadRequest, strings.ToLower(e.Reason()), e.Message())
	}
}

// showLogin asks who it is, unless the browser knows.
func (p *Provider) showLogin(w http.ResponseWriter, r *http.Request) {
	r = p.visiting(w, r, false)
	s, c, ok := p.signIn(w, r)
	if !ok {
		return
	}
	if s.UserID != 0 {
		p.goOn(w, r, s, c.FirstParty)
		return
	}
	user, session, err := p.app.LoginOf(r.Context(), visitOf(r.Context()).login)
	if err == nil && c.Admits(user) && s.Satisfies(session.ProvedAt, p.app.Now()) {
		p.identified(w, r, s, c, user, session.ProvedAt)
		return
	}
	if err != nil && !errs.HasReason(err, "USER_SESSION_INVALID") {
		p.failed(w, r, err)
		return
	}
	if s.Silent() {
		p.give(w, r, s, oidc.ErrLoginRequired())
		return
	}
	p.askLogin(w, r, http.StatusOK, s, c, nil, "")
}

func (p *Provider) askLogin(w http.ResponseWriter, r *http.Request, status int, s domain.SignIn, c domain.Client, typed map[string]string, problem string) {
	p.show(w, status, "login.html", page{
		Title: "登录", Client: c.Name, Request: s.ID, Ways: p.waysFor(c, typed["way"]), Typed: typed, Problem: problem, Companies: p.companies(r, c),
	}, s.Asked.RedirectURI)
}

// identified goes on with who it is.
func (p *Provider) identified(w http.ResponseWriter, r *http.Request, s domain.SignIn, c domain.Client, user domain.User, proved time.Time) {
	if s.Silent() && !c.FirstParty {
		p.give(w, r, s, &oidc.Error{ErrorType: "consent_required", Description: "the person must be asked"})
		return
	}
	if err := p.app.Identify(r.Context(), s, c, user, proved); err != nil {
		p.failed(w, r, err)
		return
	}
	p.goOn(w, r, s, c.FirstParty)
}

// goOn sends the person to what comes next: whether the program may know, or back to it.
func (p *Provider) goOn(w http.ResponseWriter, r *http.Request, s domain.SignIn, allowed bool) {
	next := p.cfg.Issuer + "/consent?request=" + s.ID
	if allowed {
		next = p.cfg.Issuer + "/authorize/callback?id=" + s.ID
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, next, http.StatusSeeOther)
}

// login takes what the person typed.
func (p *Provider) login(w http.ResponseWriter, r *http.Request) {
	r = p.visiting(w, r, false)
	s, c, ok := p.signIn(w, r)
	if !ok {
		return
	}
	if s.UserID != 0 { // the form came twice
		p.goOn(w, r, s, c.FirstParty)
		return
	}
	way, ok := p.way(c, r.PostFormValue("way"))
	if !ok {
		p.fail(w, r, http.StatusBadRequest, "invalid_request", "该应用不支持这种登录方式。")
		return
	}
	user, err := way.signIn(r.Context(), r.PostForm, device(r))
	if err == nil && !c.Admits(user) {
		err = errs.Newf(codes.PermissionDenied, errs.ReasonForbidden, "该账号不能登录「%s」", c.Name)
	}
	if err != nil {
		p.loginFailed(w, r, s, c, way, err)
		return
	}
	p.opened(w, r, s, c, user)
}

// opened keeps who signed in with this browser, and goes on.
func (p *Provider) opened(w http.ResponseWriter, r *http.Request, s domain.SignIn, c domain.Client, user domain.User) {
	cookie, session, err := p.app.OpenLogin(r.Context(), user, device(r))
	if err != nil {
		p.failed(w, r, err)
		return
	}
	p.setCookie(w, loginCookie, cookie)
	p.identified(w, r, s, c, user, session.ProvedAt)
}

// loginFailed shows the form again, with what is wrong.
func (p *Provider) loginFailed(w http.ResponseWriter, r *http.Request, s domain.SignIn, c domain.Client, by way, err error) {
	var e *errs.Error
	if !errors.As(err, &e) || e.Code() == codes.Internal || e.Code() == codes.Unavailable {
		p.failed(w, r, err)
		return
	}
	typed := map[string]string{"way": by.Name}
	for _, f := range by.Fields {
		if !f.Secret {
			typed[f.Name] = r.PostFormValue(f.Name)
		}
	}
	w.Header().Set(refusedHeader, strings.ToLower(e.Reason()))
	p.askLogin(w, r, http.StatusUnauthorized, s, c, typed, e.Message())
}

// showConsent asks whether the program may know who it is.
func (p *Provider) showConsent(w http.ResponseWriter, r *http.Request) {
	r = p.visiting(w, r, false)
	s, c, ok := p.signIn(w, r)
	if !ok {
		return
	}
	if s.UserID == 0 {
		p.failed(w, r, domain.SignInOver())
		return
	}
	user, err := p.app.User(r.Context(), s.UserID)
	if err != nil {
		p.failed(w, r, err)
		return
	}
	p.show(w, http.StatusOK, "consent.html", page{Title: "授权", Client: c.Name, Request: s.ID, Account: called(user), Scopes: meanings(s.Asked.Scopes)}, s.Asked.RedirectURI)
}

// consent takes what the person said.
func (p *Provider) consent(w http.ResponseWriter, r *http.Request) {
	r = p.visiting(w, r, false)
	s, _, ok := p.signIn(w, r)
	if !ok {
		return
	}
	if r.PostFormValue("decision") != "allow" {
		p.give(w, r, s, oidc.ErrAccessDenied())
		return
	}
	if err := p.app.Allow(r.Context(), s); err != nil {
		p.failed(w, r, err)
		return
	}
	p.goOn(w, r, s, true)
}

func (p *Provider) signedOut(w http.ResponseWriter, _ *http.Request) {
	p.show(w, http.StatusOK, "signedout.html", page{Title: "已退出"}, "")
}

// called is what a person is called.
func called(u domain.User) string {
	if u.Staff != nil {
		return u.Staff.Name + "（" + u.Staff.Username + "）"
	}
	return u.Nickname
}

// meanings says what scopes let a program know.
func meanings(scopes []string) []string {
	var list []string
	for _, s := range scopes {
		switch s {
		case domain.ScopeOpenID:
			list = append(list, "确认您的身份（账号编号）")
		case domain.ScopeProfile:
			list = append(list, "您的昵称、头像和身份类型")
		case domain.ScopePhone:
			list = append(list, "您的手机号")
		case domain.ScopeOffline:
			list = append(list, "在您离开后继续保持登录，直到您退出")
		}
	}
	return list
}
