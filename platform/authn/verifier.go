package authn

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/maypok86/otter/v2"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/clock"
)

const (
	roleService = optionsv1.Role_ROLE_SERVICE

	// cacheSize bounds the memory of verified tokens to about 10 MB.
	cacheSize = 16384
	// keyRefresh bounds how often an unknown key id makes us ask for keys, so that forged ids cost nothing.
	keyRefresh = 10 * time.Second

	bearer  = "Bearer "
	service = "Service "
)

// KeySource returns the public keys that are good now: the user service's, local or remote.
type KeySource func(ctx context.Context) ([]PublicKey, error)

// Verifier turns credentials into callers. A token is verified once and then remembered until it expires.
type Verifier struct {
	clock  clock.Clock
	source KeySource
	secret []byte
	cache  *otter.Cache[string, verified]

	mu      sync.Mutex
	keys    map[string]PublicKey
	fetched time.Time
}

type verified struct {
	caller  Caller
	expires time.Time
}

// NewVerifier returns a verifier. Secret is shared by the services of one installation.
func NewVerifier(c clock.Clock, source KeySource, secret []byte) (*Verifier, error) {
	if len(secret) < 32 {
		return nil, fmt.Errorf("authn: the service secret needs at least 32 bytes, has %d", len(secret))
	}
	cache, err := otter.New(&otter.Options[string, verified]{MaximumSize: cacheSize})
	if err != nil {
		return nil, fmt.Errorf("authn: make cache: %w", err)
	}
	return &Verifier{clock: c, source: source, secret: secret, cache: cache, keys: map[string]PublicKey{}}, nil
}

// Verify returns the caller of an Authorization value. An empty value is nobody: the zero Caller and no error.
// Errors are ErrInvalid, ErrExpired, or the key source's.
func (v *Verifier) Verify(ctx context.Context, authorization string) (Caller, error) {
	switch {
	case authorization == "":
		return Caller{}, nil
	case strings.HasPrefix(authorization, bearer):
		return v.verifyToken(ctx, authorization[len(bearer):])
	case strings.HasPrefix(authorization, service):
		return v.verifyService(authorization[len(service):])
	}
	return Caller{}, ErrInvalid
}

func (v *Verifier) verifyToken(ctx context.Context, token string) (Caller, error) {
	now := v.clock.Now()
	if hit, ok := v.cache.GetIfPresent(token); ok {
		if now.After(hit.expires.Add(leeway)) {
			return Caller{}, ErrExpired
		}
		return hit.caller, nil
	}
	p, err := parse(token)
	if err != nil {
		return Caller{}, err
	}
	key, err := v.key(ctx, p.keyID, now)
	if err != nil {
		return Caller{}, err
	}
	caller, expires, err := p.verify(key, now)
	if err != nil {
		return Caller{}, err
	}
	v.cache.Set(token, verified{caller: caller, expires: expires})
	return caller, nil
}

// key finds a public key, and asks the source again where the id is new to us.
func (v *Verifier) key(ctx context.Context, id string, now time.Time) (PublicKey, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if key, ok := v.keys[id]; ok {
		return key, nil
	}
	if !v.fetched.IsZero() && now.Sub(v.fetched) < keyRefresh {
		return PublicKey{}, ErrInvalid
	}
	keys, err := v.source(ctx)
	if err != nil {
		return PublicKey{}, fmt.Errorf("authn: fetch keys: %w", err)
	}
	v.fetched = now
	clear(v.keys)
	for _, key := range keys {
		v.keys[key.ID] = key
	}
	if key, ok := v.keys[id]; ok {
		return key, nil
	}
	return PublicKey{}, ErrInvalid
}

// Credential returns the Authorization value by which a service of this installation calls others.
func (v *Verifier) Credential(name string) string {
	return service + name + ":" + base64.RawURLEncoding.EncodeToString(v.mac(name))
}

func (v *Verifier) mac(name string) []byte {
	h := hmac.New(sha256.New, v.secret)
	h.Write([]byte("dajiu service " + name))
	return h.Sum(nil)
}

func (v *Verifier) verifyService(credential string) (Caller, error) {
	if hit, ok := v.cache.GetIfPresent(credential); ok {
		return hit.caller, nil
	}
	name, mac, ok := strings.Cut(credential, ":")
	if !ok {
		return Caller{}, ErrInvalid
	}
	given, err := base64.RawURLEncoding.DecodeString(mac)
	if err != nil || !hmac.Equal(given, v.mac(name)) {
		return Caller{}, ErrInvalid
	}
	caller := Caller{Service: name, Roles: NewRoles(roleService)}
	v.cache.Set(credential, verified{caller: caller})
	return caller, nil
}
