// Package app is what can be done with accounts: sign in, refresh, and keep a profile, addresses and staff.
//
// It guarantees that hashing passwords never takes more of the machine than it is given, that a wrong name costs
// a guesser as much time as a wrong password, and that tokens are signed by a key that is neither lost at a
// restart nor used for ever.
//
// It knows no SQL and no wire format. Start with login.go.
package app

import (
	"context"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/maypok86/otter/v2"

	"dajiu/platform/authn"
	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/seal"
	"dajiu/services/user/internal/domain"
	"dajiu/services/user/internal/store"
)

// WechatIdentity is who a login code belongs to.
type WechatIdentity struct {
	OpenID, UnionID string
}

// Wechat is the mini-program server API.
type Wechat interface {
	// Identify trades a login code, good once, for an identity; a bad code is USER_CODE_INVALID.
	Identify(ctx context.Context, code string) (WechatIdentity, error)
	// Phone trades a phone code, good once, for a number.
	Phone(ctx context.Context, code string) (string, error)
}

// Policy is how long logins last.
type Policy struct {
	AccessLife  time.Duration
	RefreshLife time.Duration
	// RotateKeys is how long one key signs.
	RotateKeys time.Duration
	// Codes bounds text messages and guesses at their codes.
	Codes CodeLimits
	// DemandFactor says that operators must have a second factor.
	DemandFactor bool
}

// Users is the use cases.
type Users struct {
	store  *store.Users
	wechat Wechat
	texts  Texts
	ids    *id.Generator
	clock  clock.Clock
	policy Policy
	limits CodeLimits
	// tokens signs refresh tokens, recovery makes the digests of recovery codes, codes those of text messages' codes and of
	// who asked for them.
	tokens, recovery, codes *seal.Index
	metrics                 *Metrics
	hasher                  *Hasher
	signer                  atomic.Pointer[authn.Signer]
	log                     *slog.Logger
	buyers                  *otter.Cache[int64, domain.User]
	places                  *otter.Cache[int64, domain.Address]
}

const (
	// buyerCache bounds the accounts kept at hand for placing orders.
	buyerCache = 20_000
	// buyerFresh bounds how long another process's change may go unseen.
	buyerFresh = 30 * time.Second
)

// Deps are what the use cases stand on.
type Deps struct {
	Store   *store.Users
	Wechat  Wechat
	Texts   Texts
	IDs     *id.Generator
	Clock   clock.Clock
	Policy  Policy
	Keys    *seal.Keyring
	Log     *slog.Logger
	Metrics *Metrics
}

// New returns the use cases.
func New(ctx context.Context, d Deps) (*Users, error) {
	u := &Users{
		store: d.Store, wechat: d.Wechat, texts: d.Texts, ids: d.IDs, clock: d.Clock, policy: d.Policy, limits: d.Policy.Codes, hasher: NewHasher(d.Clock), log: d.Log,
		metrics: d.Metrics,
	}
	for purpose, box := range map[string]**seal.Index{"refresh token": &u.tokens, "recovery code": &u.recovery, "sms code": &u.codes} {
		var err error
		if *box, err = d.Keys.Index(ctx, purpose); err != nil {
			return nil, err
		}
	}
	var err error
	u.buyers, err = otter.New(&otter.Options[int64, domain.User]{
		MaximumSize: buyerCache, ExpiryCalculator: otter.ExpiryWriting[int64, domain.User](buyerFresh),
	})
	if err != nil {
		return nil, fmt.Errorf("user: make cache: %w", err)
	}
	u.places, err = otter.New(&otter.Options[int64, domain.Address]{
		MaximumSize: buyerCache, ExpiryCalculator: otter.ExpiryWriting[int64, domain.Address](buyerFresh),
	})
	if err != nil {
		return nil, fmt.Errorf("user: make cache: %w", err)
	}
	return u, nil
}
