package app

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"sync/atomic"
	"time"

	"dajiu/platform/seal"
	"dajiu/services/user/internal/domain"
	"dajiu/services/user/internal/store"
)

// OpenID is the use cases of single sign-on: programs that people sign in to with their account here, the sign-ins that
// they ask for, and the sessions that come of them.
//
// A session of a program is a session like any other: the person sees it in the list of where they are signed in, and what
// ends sessions ends it. Its refresh tokens are of another make than the platform's, so neither is taken for the other.
type OpenID struct {
	users *Users
	// codes, secrets, cookies and refresh make the digests of what each is called.
	codes, secrets, cookies, refresh *seal.Index
	key                              atomic.Pointer[OpenKey]
}

// NewOpenID returns the use cases.
func NewOpenID(ctx context.Context, u *Users, keys *seal.Keyring) (*OpenID, error) {
	o := &OpenID{users: u}
	for purpose, box := range map[string]**seal.Index{
		"openid code": &o.codes, "openid client secret": &o.secrets, "openid cookie": &o.cookies, "openid refresh token": &o.refresh,
	} {
		var err error
		if *box, err = keys.Index(ctx, purpose); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// OpenKey is a key that signs what programs of others verify.
type OpenKey struct {
	ID      string
	Private *rsa.PrivateKey
}

// rsaBits is the size that RFC 7518 asks for at least; signing takes a millisecond.
const rsaBits = 2048

// EnsureKey makes the newest key the one that signs, and a new one where there is none or the newest has signed long enough.
func (o *OpenID) EnsureKey(ctx context.Context) error {
	keys, err := o.users.store.OpenKeys(ctx)
	if err != nil {
		return err
	}
	now := o.users.clock.Now()
	if len(keys) == 0 || now.Sub(keys[0].CreatedAt) >= o.users.policy.RotateKeys {
		made, err := newOpenKey(now)
		if err != nil {
			return err
		}
		if err := o.users.store.AddOpenKey(ctx, made); err != nil {
			return fmt.Errorf("store openid key: %w", err)
		}
		keys = append([]store.OpenKey{made}, keys...)
	}
	key, err := openKey(keys[0])
	if err != nil {
		return err
	}
	o.key.Store(&key)
	return nil
}

func newOpenKey(now time.Time) (store.OpenKey, error) {
	private, err := rsa.GenerateKey(rand.Reader, rsaBits)
	if err != nil {
		return store.OpenKey{}, fmt.Errorf("make openid key: %w", err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return store.OpenKey{}, fmt.Errorf("make openid key: %w", err)
	}
	id := make([]byte, 8)
	_, _ = rand.Read(id) // never fails: see crypto/rand
	return store.OpenKey{ID: hex.EncodeToString(id), PKCS8: der, CreatedAt: now}, nil
}

func openKey(k store.OpenKey) (OpenKey, error) {
	private, err := x509.ParsePKCS8PrivateKey(k.PKCS8)
	if err != nil {
		return OpenKey{}, fmt.Errorf("read openid key %s: %w", k.ID, err)
	}
	key, ok := private.(*rsa.PrivateKey)
	if !ok {
		return OpenKey{}, fmt.Errorf("read openid key %s: it is a %T", k.ID, private)
	}
	return OpenKey{ID: k.ID, Private: key}, nil
}

// RotateKeys keeps the signing key young until ctx ends.
func (o *OpenID) RotateKeys(ctx context.Context) error { return o.users.keepYoung(ctx, o.EnsureKey) }

// SigningKey is the key that signs now.
func (o *OpenID) SigningKey() OpenKey { return *o.key.Load() }

// Keys returns the keys whose public halves verify what is signed, newest first.
func (o *OpenID) Keys(ctx context.Context) ([]OpenKey, error) {
	stored, err := o.users.store.OpenKeys(ctx)
	if err != nil {
		return nil, err
	}
	keys := make([]OpenKey, len(stored))
	for i, k := range stored {
		if keys[i], err = openKey(k); err != nil {
			return nil, err
		}
	}
	return keys, nil
}

// AccessLife is how long access tokens are good.
func (o *OpenID) AccessLife() time.Duration { return o.users.policy.AccessLife }

// User returns an account.
func (o *OpenID) User(ctx context.Context, id int64) (domain.User, error) {
	return o.users.store.User(ctx, id)
}

// CodeKey is the key by which codes are made from sign-ins.
func (o *OpenID) CodeKey() [32]byte { return [32]byte(o.codes.MAC([]byte("code key"))) }

// Digest is what is kept of a cookie's value.
func (o *OpenID) Digest(cookie string) string { return o.cookies.Of(cookie) }

// Random is 256 bits as text.
func Random() string {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // never fails: see crypto/rand
	return base64.RawURLEncoding.EncodeToString(raw)
}
