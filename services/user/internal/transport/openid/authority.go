package openid

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/zitadel/oidc/v3/pkg/client/rp"
	"github.com/zitadel/oidc/v3/pkg/oidc"

	"dajiu/platform/clock"
	"dajiu/services/user/internal/domain"
)

// Authority speaks with companies' OpenID providers.
type Authority struct {
	client   *http.Client
	callback string
	clock    clock.Clock
	log      *slog.Logger

	mu      sync.Mutex
	parties map[int64]party
}

// party is what a provider said of itself.
type party struct {
	rp.RelyingParty
	version int64
	at      time.Time
}

// partyKept is how long what a provider said of itself is believed.
const partyKept = 10 * time.Minute

// clocks is how much a provider's clock may differ from ours.
const clocks = 10 * time.Second

// NewAuthority returns one that asks by a client and takes people back at the issuer's /sso/callback.
func NewAuthority(client *http.Client, issuer string, c clock.Clock, log *slog.Logger) *Authority {
	return &Authority{client: client, callback: issuer + "/sso/callback", clock: c, log: log, parties: map[int64]party{}}
}

type nonceKey struct{}

// signatures are those that are believed: by keys of which the public half cannot sign. What a provider says of itself adds
// none.
func signatures() []string {
	return []string{"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
}

// party returns what a provider said of itself lately, or asks.
func (a *Authority) party(ctx context.Context, p domain.Provider) (rp.RelyingParty, error) {
	a.mu.Lock()
	known, ok := a.parties[p.ID]
	a.mu.Unlock()
	if ok && known.version == p.Version && a.clock.Now().Sub(known.at) < partyKept {
		return known.RelyingParty, nil
	}
	nonce := func(ctx context.Context) string {
		text, _ := ctx.Value(nonceKey{}).(string)
		return text
	}
	made, err := rp.NewRelyingPartyOIDC(ctx, p.Issuer, p.ClientID, p.Secret, a.callback, []string{oidc.ScopeOpenID, oidc.ScopeProfile},
		rp.WithHTTPClient(a.client), rp.WithVerifierOpts(rp.WithNonce(nonce), rp.WithIssuedAtOffset(clocks), rp.WithSupportedSigningAlgorithms(signatures()...)))
	if err != nil {
		a.log.WarnContext(ctx, "a company's provider does not answer as it should", "provider", p.ID, "error", err)
		return nil, domain.ProviderUnavailable().Wrap(err)
	}
	if p.Version > 0 { // one that is stored
		a.mu.Lock()
		a.parties[p.ID] = party{RelyingParty: made, version: p.Version, at: a.clock.Now()}
		a.mu.Unlock()
	}
	return made, nil
}

// Address is where somebody signs in for a visit.
func (a *Authority) Address(ctx context.Context, p domain.Provider, v domain.Visit) (string, error) {
	party, err := a.party(ctx, p)
	if err != nil {
		return "", err
	}
	return rp.AuthURL(v.ID, party, rp.WithCodeChallenge(oidc.NewSHACodeChallenge(v.Verifier)), rp.AuthURLOpt(rp.WithURLParam("nonce", v.Nonce))), nil
}

// Identify changes a code for who the provider says it is.
func (a *Authority) Identify(ctx context.Context, p domain.Provider, v domain.Visit, code string) (string, error) {
	party, err := a.party(ctx, p)
	if err != nil {
		return "", err
	}
	tokens, err := rp.CodeExchange[*oidc.IDTokenClaims](context.WithValue(ctx, nonceKey{}, v.Nonce), code, party, rp.WithCodeVerifier(v.Verifier))
	if err == nil {
		err = a.young(tokens.IDTokenClaims, v)
	}
	if err != nil {
		a.log.WarnContext(ctx, "a company's sign-in is refused", "provider", p.ID, "error", err)
		return "", domain.ProviderRefused().Wrap(err)
	}
	return claim(tokens.IDTokenClaims, p.Claim)
}

var errClaims = errors.New("openid: the ID token cannot be believed")

// young checks what the library leaves out: that a token is valid already, and that it has the nonce although none is wanted
// of who sends none.
func (a *Authority) young(c *oidc.IDTokenClaims, v domain.Visit) error {
	now := a.clock.Now()
	switch {
	case c.NotBefore.AsTime().Unix() > 0 && c.NotBefore.AsTime().After(now.Add(clocks)):
		return fmt.Errorf("%w: it is valid from %v", errClaims, c.NotBefore.AsTime())
	case v.Nonce == "" || c.Nonce != v.Nonce:
		return fmt.Errorf("%w: it has another nonce", errClaims)
	}
	return nil
}

// claim returns the value of a claim, where it is text.
func claim(c *oidc.IDTokenClaims, name string) (string, error) {
	switch name {
	case "sub":
		return c.Subject, nil
	case "preferred_username":
		return c.PreferredUsername, nil
	}
	text, _ := c.Claims[name].(string)
	return text, nil
}
