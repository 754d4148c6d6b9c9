package openid

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/domain"
)

// company is a provider as the login page offers it.
type company struct {
	ID   int64
	Name string
}

// companies are the providers that a program's staff may sign in with.
func (p *Provider) companies(r *http.Request, c domain.Client) []company {
	if c.People&domain.StaffOnly == 0 {
		return nil
	}
	list, err := p.federation.Providers(r.Context())
	if err != nil { // there are other ways to sign in
		p.log.ErrorContext(r.Context(), "companies' providers cannot be listed", "error", err)
	}
	var shown []company
	for _, v := range list {
		if !v.Disabled {
			shown = append(shown, company{ID: v.ID, Name: v.Name})
		}
	}
	return shown
}

// depart sends somebody to their company's provider.
func (p *Provider) depart(w http.ResponseWriter, r *http.Request) {
	r = p.visiting(w, r, false)
	s, c, ok := p.signIn(w, r)
	if !ok {
		return
	}
	id, err := strconv.ParseInt(r.PathValue("provider"), 10, 64)
	if err != nil || c.People&domain.StaffOnly == 0 {
		p.failed(w, r, domain.ProviderNotFound(id))
		return
	}
	to, err := p.federation.Depart(r.Context(), s, id)
	if err != nil {
		p.failed(w, r, err)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, to, http.StatusSeeOther) //nolint:gosec // the provider's own address, from what it says of itself at the issuer that an operator named
}

// arrive takes somebody back from their company's provider.
func (p *Provider) arrive(w http.ResponseWriter, r *http.Request) {
	r = p.visiting(w, r, false)
	v, user, err := p.federation.Return(r.Context(), visitOf(r.Context()).browser, app.Arrival{
		State: r.FormValue("state"), Code: r.FormValue("code"), Error: r.FormValue("error"), Issuer: r.FormValue("iss"),
	})
	if err != nil {
		p.failed(w, r, err)
		return
	}
	if user == nil {
		p.askProof(w, r, http.StatusOK, v, "", "")
		return
	}
	p.entered(w, r, v, *user)
}

// entered goes on with the sign-in for which somebody went to a provider.
func (p *Provider) entered(w http.ResponseWriter, r *http.Request, v domain.Visit, user domain.User) {
	s, err := p.app.SignIn(r.Context(), v.RequestID, v.Browser)
	if err != nil {
		p.failed(w, r, err)
		return
	}
	c, err := p.app.Client(r.Context(), s.ClientID)
	if err != nil {
		p.failed(w, r, err)
		return
	}
	p.opened(w, r, s, c, user)
}

// askProof asks whoever came back, and is linked to nobody, who they are here.
func (p *Provider) askProof(w http.ResponseWriter, r *http.Request, status int, v domain.Visit, username, problem string) {
	s, err := p.app.SignIn(r.Context(), v.RequestID, v.Browser)
	if err != nil {
		p.failed(w, r, err)
		return
	}
	p.show(w, status, "prove.html", page{
		Title: "关联企业账号", Request: v.ID, Typed: map[string]string{"username": username}, Problem: problem, Ways: p.proof(),
	}, s.Asked.RedirectURI)
}

// proof is the form by which staff prove who they are here.
func (p *Provider) proof() []way {
	for _, w := range p.ways {
		if w.people == domain.StaffOnly {
			return []way{w}
		}
	}
	return nil
}

// prove links somebody who came back from a provider to the account here that they prove to be theirs.
func (p *Provider) prove(w http.ResponseWriter, r *http.Request) {
	r = p.visiting(w, r, false)
	_ = r.ParseForm() // what cannot be read is empty
	username := strings.TrimSpace(typedText(r.PostForm, "username"))
	v, user, err := p.federation.Prove(r.Context(), r.PostFormValue("request"), visitOf(r.Context()).browser,
		username, typedText(r.PostForm, "password"), strings.TrimSpace(typedText(r.PostForm, "otp")), device(r))
	var e *errs.Error
	if v.ID != "" && errors.As(err, &e) && (e.Code() == codes.Unauthenticated || e.Code() == codes.ResourceExhausted) {
		w.Header().Set(refusedHeader, strings.ToLower(e.Reason()))
		p.askProof(w, r, http.StatusUnauthorized, v, username, e.Message())
		return
	}
	if err != nil {
		p.failed(w, r, err)
		return
	}
	p.entered(w, r, v, user)
}

// originOf is the scheme and host of an address.
func originOf(address string) string {
	at, err := url.Parse(address)
	if err != nil || at.Host == "" {
		return ""
	}
	return at.Scheme + "://" + at.Host
}
