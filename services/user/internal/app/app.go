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
}

// Users is the use cases.
type Users struct {
	store  *store.Users
	wechat Wechat
	ids    *id.Generator
	clock  clock.Clock
	policy Policy
	// tokens signs refresh tokens, recovery makes the digests of recovery codes.
	tokens, recovery *seal.Index
	hasher           *Hasher
	signer           atomic.Pointer[authn.Signer]
	log              *slog.Logger
	buyers           *otter.Cache[int64, domain.User]
	places           *otter.Cache[int64, domain.Address]
}

const (
	// buyerCache bounds the accounts kept at hand for placing orders.
	buyerCache = 20_000
	// buyerFresh bounds how long another process's change may go unseen.
	buyerFresh = 30 * time.Second
)

// New returns the use cases.
func New(ctx context.Context, st *store.Users, w Wechat, ids *id.Generator, c clock.Clock, p Policy, keys *seal.Keyring, log *slog.Logger) (*Users, error) {
	tokens, err := keys.Index(ctx, "refresh token")
	if err != nil {
		return nil, err
	}
	recovery, err := keys.Index(ctx, "recovery code")
	if err != nil {
		return nil, err
	}
	buyers, err := otter.New(&otter.Options[int64, domain.User]{
		MaximumSize: buyerCache, ExpiryCalculator: otter.ExpiryWriting[int64, domain.User](buyerFresh),
	})
	if err != nil {
		return nil, fmt.Errorf("user: make cache: %w", err)
	}
	places, err := otter.New(&otter.Options[int64, domain.Address]{
		MaximumSize: buyerCache, ExpiryCalculator: otter.ExpiryWriting[int64, domain.Address](buyerFresh),
	})
	if err != nil {
		return nil, fmt.Errorf("user: make cache: %w", err)
	}
	return &Users{
		store: st, wechat: w, ids: ids, clock: c, policy: p, tokens: tokens, recovery: recovery, hasher: NewHasher(), log: log, buyers: buyers, places: places,
	}, nil
}
