package openid

import (
	"slices"
	"strconv"
	"time"

	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"

	"dajiu/services/user/internal/domain"
)

// program is a client as the library sees it.
type program struct {
	domain.Client
	issuer string
	life   time.Duration
}

func idText(id int64) string { return strconv.FormatInt(id, 10) }

// GetID returns the client_id.
func (p program) GetID() string { return idText(p.ID) }

// RedirectURIs are where people may be sent back to.
func (p program) RedirectURIs() []string { return p.Client.RedirectURIs }

// PostLogoutRedirectURIs are where people may be sent after signing out.
func (p program) PostLogoutRedirectURIs() []string { return p.LogoutURIs }

// ApplicationType is never native: for native ones the library would let the port be any.
func (p program) ApplicationType() op.ApplicationType {
	if p.Confidential() {
		return op.ApplicationTypeWeb
	}
	return op.ApplicationTypeUserAgent
}

// AuthMethod is how the program proves that it is itself; a secret is taken from the form as well.
func (p program) AuthMethod() oidc.AuthMethod {
	if p.Confidential() {
		return oidc.AuthMethodBasic
	}
	return oidc.AuthMethodNone
}

// ResponseTypes is the code alone: no token ever is in an address.
func (p program) ResponseTypes() []oidc.ResponseType {
	return []oidc.ResponseType{oidc.ResponseTypeCode}
}

// GrantTypes are what the program may change for tokens.
func (p program) GrantTypes() []oidc.GrantType {
	if p.Kind == domain.ClientServer {
		return []oidc.GrantType{oidc.GrantTypeClientCredentials}
	}
	return []oidc.GrantType{oidc.GrantTypeCode, oidc.GrantTypeRefreshToken}
}

// LoginURL is where somebody signs in.
func (p program) LoginURL(id string) string { return p.issuer + "/login?request=" + id }

// AccessTokenType is a JWT, which a partner's server verifies by itself.
func (p program) AccessTokenType() op.AccessTokenType { return op.AccessTokenTypeJWT }

// IDTokenLifetime is as long as that of access tokens.
func (p program) IDTokenLifetime() time.Duration { return p.life }

// DevMode permits http: the domain did, on the same machine only.
func (p program) DevMode() bool { return true }

// RestrictAdditionalIdTokenScopes keeps all: what a program may ask for was checked before.
func (p program) RestrictAdditionalIdTokenScopes() func([]string) []string {
	return slices.Clone[[]string]
}

// RestrictAdditionalAccessTokenScopes keeps all.
func (p program) RestrictAdditionalAccessTokenScopes() func([]string) []string {
	return slices.Clone[[]string]
}

// IsScopeAllowed lets every scope through to where unknown ones are refused instead of forgotten.
func (p program) IsScopeAllowed(string) bool { return true }

// IDTokenUserinfoClaimsAssertion keeps names out of ID tokens: userinfo tells them.
func (p program) IDTokenUserinfoClaimsAssertion() bool { return false }

// ClockSkew is none.
func (p program) ClockSkew() time.Duration { return 0 }
