package openid

import (
	"slices"
	"time"

	"github.com/zitadel/oidc/v3/pkg/oidc"

	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/domain"
)

func contains(list []string, what string) bool { return slices.Contains(list, what) }

// request is a sign-in as the library sees it.
type request struct {
	domain.SignIn
	// code is what it was found by.
	code string
}

// GetID names it.
func (r *request) GetID() string { return r.ID }

// GetACR is none.
func (r *request) GetACR() string { return "" }

// GetAMR is none.
func (r *request) GetAMR() []string { return nil }

// GetAudience is the program alone.
func (r *request) GetAudience() []string { return []string{r.GetClientID()} }

// GetAuthTime is when the person proved that it is they.
func (r *request) GetAuthTime() time.Time { return r.ProvedAt }

// GetClientID is the program.
func (r *request) GetClientID() string { return idText(r.ClientID) }

// GetCodeChallenge is always there, and S256.
func (r *request) GetCodeChallenge() *oidc.CodeChallenge {
	return &oidc.CodeChallenge{Challenge: r.Asked.Challenge, Method: oidc.CodeChallengeMethodS256}
}

// GetNonce goes into the ID token.
func (r *request) GetNonce() string { return r.Asked.Nonce }

// GetRedirectURI is where the person is sent back to.
func (r *request) GetRedirectURI() string { return r.Asked.RedirectURI }

// GetResponseType is the code.
func (r *request) GetResponseType() oidc.ResponseType { return oidc.ResponseTypeCode }

// GetResponseMode is the address.
func (r *request) GetResponseMode() oidc.ResponseMode { return oidc.ResponseModeQuery }

// GetScopes is what was asked for.
func (r *request) GetScopes() []string { return r.Asked.Scopes }

// GetState goes back with the code.
func (r *request) GetState() string { return r.Asked.State }

// GetSubject is who signed in.
func (r *request) GetSubject() string { return idText(r.UserID) }

// Done says that somebody signed in and the program may know who.
func (r *request) Done() bool { return r.UserID != 0 && r.Allowed }

// refreshRequest is a refresh token that is being used.
type refreshRequest struct {
	app.Holder
	generation int64
}

// GetAMR is none.
func (r *refreshRequest) GetAMR() []string { return nil }

// GetAudience is the program alone.
func (r *refreshRequest) GetAudience() []string { return []string{r.GetClientID()} }

// GetAuthTime is when the person proved that it is they.
func (r *refreshRequest) GetAuthTime() time.Time { return r.Session.ProvedAt }

// GetClientID is the program.
func (r *refreshRequest) GetClientID() string { return idText(r.Client.ID) }

// GetScopes is what was asked for at first.
func (r *refreshRequest) GetScopes() []string { return r.Session.ScopeList() }

// GetSubject is the person.
func (r *refreshRequest) GetSubject() string { return idText(r.Session.UserID) }

// SetCurrentScopes narrows nothing: a session has its scopes, and the answer says which.
func (r *refreshRequest) SetCurrentScopes([]string) {}

// serverRequest is a server that asks for itself.
type serverRequest struct {
	client domain.Client
	scopes []string
}

// GetSubject is the server.
func (r *serverRequest) GetSubject() string { return idText(r.client.ID) }

// GetAudience is the server alone.
func (r *serverRequest) GetAudience() []string { return []string{idText(r.client.ID)} }

// GetScopes is what it asked for.
func (r *serverRequest) GetScopes() []string { return r.scopes }
