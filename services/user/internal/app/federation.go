package app

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/authn"
	"dajiu/platform/errs"
	"dajiu/services/user/internal/domain"
)

// Authority speaks with companies' OpenID providers. What they say is believed only after it was verified.
type Authority interface {
	// Address is where somebody is sent to sign in for a visit. A provider that does not answer as it should is
	// USER_PROVIDER_UNAVAILABLE.
	Address(ctx context.Context, p domain.Provider, v domain.Visit) (string, error)
	// Identify changes the code that somebody came back with for who the provider says it is: the value of its claim. What
	// cannot be believed is USER_PROVIDER_REFUSED.
	Identify(ctx context.Context, p domain.Provider, v domain.Visit, code string) (string, error)
}

// Federation is the use cases of staff's signing in with the account they have in their company (企业登录).
type Federation struct {
	users     *Users
	access    *Access
	authority Authority
	// insecure permits providers without TLS: on a developer's machine.
	insecure bool
	log      *slog.Logger
}

// NewFederation returns the use cases.
func NewFederation(u *Users, a *Access, authority Authority, insecure bool) *Federation {
	return &Federation{users: u, access: a, authority: authority, insecure: insecure, log: u.log}
}

// mayTrust refuses whoever has not all rights: who runs a provider can be anybody who is linked to it.
func mayTrust(giver authn.Caller) error {
	all := slices.ContainsFunc(giver.Grants, func(g authn.Grant) bool { return g.Role == int64(operatorKind) && int32(g.Scope) == domain.ScopeAll })
	if !all {
		return exceeds("provider")
	}
	return nil
}

// CreateProvider trusts a company's provider, after it answered. Only an operator with all rights may, others are
// USER_GRANT_EXCEEDS.
func (f *Federation) CreateProvider(ctx context.Context, giver authn.Caller, p domain.Provider, key string) (domain.Provider, error) {
	if err := mayTrust(giver); err != nil {
		return domain.Provider{}, err
	}
	p, err := domain.NewProvider(p, f.insecure)
	if err != nil {
		return domain.Provider{}, err
	}
	p.ID, p.CreatedAt = f.users.ids.Next(), f.users.clock.Now()
	if _, err := f.authority.Address(ctx, p, domain.Visit{}); err != nil {
		return domain.Provider{}, err
	}
	return f.users.store.CreateProvider(ctx, p, key)
}

// Providers returns all companies' providers.
func (f *Federation) Providers(ctx context.Context) ([]domain.Provider, error) {
	return f.users.store.Providers(ctx)
}

// UpdateProvider replaces all but issuer and claim of the version that was read; an empty secret leaves the one there is.
func (f *Federation) UpdateProvider(ctx context.Context, giver authn.Caller, p domain.Provider) (domain.Provider, error) {
	if err := mayTrust(giver); err != nil {
		return domain.Provider{}, err
	}
	p, err := domain.NewProvider(p, f.insecure)
	if err != nil {
		return domain.Provider{}, err
	}
	return f.users.store.UpdateProvider(ctx, p.ID, func(old *domain.Provider) error {
		switch {
		case old.Issuer != p.Issuer:
			return errs.Invalid("provider.issuer", "cannot be changed")
		case old.Claim != p.Claim:
			return errs.Invalid("provider.claim", "cannot be changed")
		case old.Version != p.Version:
			return errs.New(codes.Aborted, "USER_VERSION_CONFLICT", "企业登录已被他人修改，请刷新后重试")
		}
		if p.Secret == "" {
			p.Secret = old.Secret
		}
		p.CreatedAt = old.CreatedAt
		*old = p
		return nil
	})
}

// LinkIdentity says, in the name of an operator, whose account at a provider is whose here. Nobody links somebody who may do
// more than they: USER_GRANT_EXCEEDS.
func (f *Federation) LinkIdentity(ctx context.Context, giver authn.Caller, v domain.Identity) (domain.Identity, error) {
	if _, err := f.users.store.Provider(ctx, v.ProviderID); err != nil {
		return domain.Identity{}, err
	}
	user, err := f.users.store.User(ctx, v.UserID)
	if err != nil {
		return domain.Identity{}, err
	}
	if user.Staff == nil {
		return domain.Identity{}, staffNotFound(v.UserID)
	}
	policy, err := f.access.keeper.For(ctx, giver)
	if err != nil {
		return domain.Identity{}, err
	}
	for _, g := range user.Staff.Grants {
		role, err := f.users.store.Role(ctx, g.RoleID)
		if err != nil {
			return domain.Identity{}, err
		}
		if !f.access.givesRole(policy, giver, role, grantOf(g)) {
			return domain.Identity{}, exceeds("userId")
		}
	}
	v.LinkedBy, v.LinkedAt = giver.UserID, f.users.clock.Now()
	return f.users.store.LinkIdentity(ctx, v)
}

// Identities returns the accounts elsewhere that a person is linked to.
func (f *Federation) Identities(ctx context.Context, userID int64) ([]domain.Identity, error) {
	return f.users.store.Identities(ctx, userID)
}

// UnlinkIdentity takes a link back. The person's sessions end.
func (f *Federation) UnlinkIdentity(ctx context.Context, userID, provider int64) error {
	return f.users.store.UnlinkIdentity(ctx, userID, provider, f.users.revocation())
}

// provider returns one that is on.
func (f *Federation) provider(ctx context.Context, id int64) (domain.Provider, error) {
	p, err := f.users.store.Provider(ctx, id)
	if err == nil && p.Disabled {
		return domain.Provider{}, domain.ProviderNotFound(id)
	}
	return p, err
}

// Depart sends somebody to a provider for a sign-in, and returns where.
func (f *Federation) Depart(ctx context.Context, s domain.SignIn, provider int64) (string, error) {
	p, err := f.provider(ctx, provider)
	if err != nil {
		return "", err
	}
	v := domain.Visit{
		ID: Random(), ProviderID: p.ID, RequestID: s.ID, Browser: s.Browser, Nonce: Random(), Verifier: Random(), ExpiresAt: f.users.clock.Now().Add(signInLife),
	}
	address, err := f.authority.Address(ctx, p, v)
	if err != nil {
		return "", err
	}
	return address, f.users.store.CreateVisit(ctx, v)
}

// Arrival is what somebody came back from a provider with.
type Arrival struct {
	State, Code string
	// Error is why the provider refused; Issuer who it says it is, where it does (RFC 9207).
	Error, Issuer string
}

// Return takes somebody back from a provider, in the browser that went, once. User is who it is here; none: the person must
// prove that first, see [Federation.Prove]. Whom we do not know otherwise is USER_IDENTITY_UNKNOWN, an account that is off
// USER_DISABLED, what cannot be believed USER_PROVIDER_REFUSED.
func (f *Federation) Return(ctx context.Context, browser string, a Arrival) (domain.Visit, *domain.User, error) {
	v, err := f.users.store.TakeVisit(ctx, a.State, browser, f.users.clock.Now())
	if err != nil {
		return domain.Visit{}, nil, err
	}
	p, err := f.provider(ctx, v.ProviderID)
	if err != nil {
		return domain.Visit{}, nil, err
	}
	if a.Error != "" || a.Code == "" || (a.Issuer != "" && a.Issuer != p.Issuer) {
		return domain.Visit{}, nil, f.refuse(ctx, p, fmt.Errorf("the answer has error %.64q, issuer %.128q, a code: %t", a.Error, a.Issuer, a.Code != ""))
	}
	subject, err := f.authority.Identify(ctx, p, v, a.Code)
	if err != nil {
		return domain.Visit{}, nil, err
	}
	if subject == "" || len(subject) > domain.MaxSubject {
		return domain.Visit{}, nil, f.refuse(ctx, p, fmt.Errorf("the claim %s has %d characters", p.Claim, len(subject)))
	}
	link, found, err := f.users.store.IdentityOf(ctx, p.ID, subject)
	if err != nil {
		return domain.Visit{}, nil, err
	}
	if !found {
		if p.Unknown != domain.ProveUnknown {
			f.log.WarnContext(ctx, "a company's account is linked to nobody", "provider", p.ID)
			return domain.Visit{}, nil, domain.IdentityUnknown()
		}
		v.Subject = subject
		return v, nil, f.users.store.Remember(ctx, v.ID, subject)
	}
	user, err := f.staff(ctx, link.UserID)
	return v, &user, err
}

func (f *Federation) refuse(ctx context.Context, p domain.Provider, why error) error {
	f.log.WarnContext(ctx, "a company's sign-in is refused", "provider", p.ID, "error", why)
	return domain.ProviderRefused()
}

// staff returns an account of staff that is on.
func (f *Federation) staff(ctx context.Context, id int64) (domain.User, error) {
	user, err := f.users.store.User(ctx, id)
	switch {
	case err != nil:
		return domain.User{}, err
	case user.Staff == nil:
		return domain.User{}, domain.IdentityUnknown()
	case user.Disabled || user.Staff.Disabled:
		return domain.User{}, disabled()
	}
	return user, nil
}

// Prove links whoever came back from a provider to the account here whose password and code they know, and returns it. What
// is wrong counts as a failed login.
func (f *Federation) Prove(ctx context.Context, visit, browser, username, password, otp string, from Device) (domain.Visit, domain.User, error) {
	v, err := f.users.store.Remembered(ctx, visit, browser, f.users.clock.Now())
	if err != nil {
		return domain.Visit{}, domain.User{}, err
	}
	p, err := f.provider(ctx, v.ProviderID)
	if err != nil {
		return v, domain.User{}, err
	}
	if p.Unknown != domain.ProveUnknown {
		return v, domain.User{}, domain.IdentityUnknown()
	}
	user, err := f.users.knowStaff(ctx, username, password, otp, from)
	if err != nil {
		return v, domain.User{}, err
	}
	_, err = f.users.store.LinkIdentity(ctx, domain.Identity{
		ProviderID: v.ProviderID, Subject: v.Subject, UserID: user.ID, LinkedBy: user.ID, LinkedAt: f.users.clock.Now(),
	})
	return v, user, err
}

// Sweep deletes some of the visits that are over, and returns how many.
func (f *Federation) Sweep(ctx context.Context, now time.Time) (int64, error) {
	return f.users.store.SweepVisits(ctx, now)
}
