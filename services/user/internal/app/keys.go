package app

import (
	"context"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"time"

	"dajiu/platform/authn"
	"dajiu/services/user/internal/store"
)

func equal(a, b []byte) bool { return hmac.Equal(a, b) }

// EnsureKey makes the newest signing key the one that signs, and a new one where there is none or the newest has
// signed long enough. Tokens of earlier keys stay good: their public halves stay published.
func (u *Users) EnsureKey(ctx context.Context) error {
	keys, err := u.store.Keys(ctx)
	if err != nil {
		return err
	}
	now := u.clock.Now()
	if len(keys) == 0 || now.Sub(keys[0].CreatedAt) >= u.policy.RotateKeys {
		public, private, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			return fmt.Errorf("make signing key: %w", err)
		}
		key := store.Key{SigningKey: authn.SigningKey{ID: hex.EncodeToString(public[:8]), Private: private}, CreatedAt: now}
		if err := u.store.AddKey(ctx, key); err != nil {
			return fmt.Errorf("store signing key: %w", err)
		}
		keys = append([]store.Key{key}, keys...)
	}
	signer, err := authn.NewSigner(keys[0].SigningKey, u.clock, u.policy.AccessLife)
	if err != nil {
		return err
	}
	u.signer.Store(signer)
	return nil
}

// keyCheck is how often the age of the signing key is looked at.
const keyCheck = time.Hour

// RotateKeys keeps the signing key young until ctx ends.
func (u *Users) RotateKeys(ctx context.Context) error { return u.keepYoung(ctx, u.EnsureKey) }

// keepYoung looks after a signing key every hour until ctx ends.
func (u *Users) keepYoung(ctx context.Context, ensure func(context.Context) error) error {
	ticker := u.clock.NewTicker(keyCheck)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.Chan():
			// The key at hand still signs: trying again in an hour is better than stopping the shop.
			if err := ensure(ctx); err != nil {
				u.log.ErrorContext(ctx, "signing key not rotated", "error", err)
			}
		}
	}
}

// sweepAfter keeps an ended session long enough for a stolen token of it to be recognised.
const sweepAfter = 7 * 24 * time.Hour

// SweepSessions deletes some of the sessions that ended long ago, and returns how many.
func (u *Users) SweepSessions(ctx context.Context, now time.Time) (int64, error) {
	return u.store.SweepSessions(ctx, now.Add(-sweepAfter))
}

// PublicKeys returns the keys that verify tokens.
func (u *Users) PublicKeys(ctx context.Context) ([]authn.PublicKey, error) {
	keys, err := u.store.Keys(ctx)
	if err != nil {
		return nil, err
	}
	public := make([]authn.PublicKey, 0, len(keys))
	for _, k := range keys {
		if key, ok := k.Private.Public().(ed25519.PublicKey); ok {
			public = append(public, authn.PublicKey{ID: k.ID, Key: key})
		}
	}
	return public, nil
}
