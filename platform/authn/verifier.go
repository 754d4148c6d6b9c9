package authn

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/maypok86/otter/v2"
	"golang.org/x/sync/singleflight"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/clock"
)

const (
	roleService = optionsv1.Role_ROLE_SERVICE

	// cacheSize bounds the memory of verified tokens to about 10 MB.
	cacheSize = 16384
	// keyRefresh bounds how often an unknown key id makes us ask for keys, so that forged ids cost nothing.
	keyRefresh = 10 * time.Second
	// firstWait is how long a key source that failed is left alone; each further failure doubles it up to keyRefresh.
	firstWait = 250 * time.Millisecond
	// fetchTime bounds one fetch, which is made for all who wait and so not bounded by any one's deadline.
	fetchTime = 5 * time.Second

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

	fetches singleflight.Group
	// revoked is replaced, never changed, so that looking at it takes no lock.
	revoked atomic.Pointer[map[int64]ended]

	mu   sync.Mutex
	keys map[string]PublicKey
	// next is when the source may be asked again; failure is what it answered last, and wait how long it was left
	// alone for it.
	next    time.Time
	failure error
	wait    time.Duration
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
	v := &Verifier{clock: c, source: source, secret: secret, cache: cache, keys: map[string]PublicKey{}}
	v.revoked.Store(&map[int64]ended{})
	return v, nil
}

// Now is the time that tokens are judged by.
func (v *Verifier) Now() time.Time { return v.clock.Now() }

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
		if now.After(hit.expires.Add(leeway)) || v.over(hit.caller) {
			return Caller{}, ErrExpired
		}
		return hit.caller, nil
	}
	p, err := parse(token)
	if err != nil {
		return Caller{}, err
	}
	key, err := v.key(ctx, p.keyID)
	if err != nil {
		return Caller{}, err
	}
	caller, expires, err := p.verify(key, now)
	if err != nil {
		return Caller{}, err
	}
	if v.over(caller) {
		return Caller{}, ErrExpired
	}
	v.cache.Set(token, verified{caller: caller, expires: expires})
	return caller, nil
}

// key finds a public key, and asks the source again where the id is new to us. All who need one meanwhile wait for
// the same answer.
func (v *Verifier) key(ctx context.Context, id string) (PublicKey, error) {
	key, due, err := v.known(id)
	if !due {
		return key, err
	}
	fetched := v.fetches.DoChan("keys", func() (any, error) {
		v.fetch(context.WithoutCancel(ctx))
		return struct{}{}, nil
	})
	select {
	case <-fetched:
		key, _, err = v.known(id)
		return key, err
	case <-ctx.Done():
		return PublicKey{}, fmt.Errorf("authn: wait for keys: %w", ctx.Err())
	}
}

// known looks a key up among those that we have. Where it is not there, due tells whether the source may be asked,
// and the error what to answer if not.
func (v *Verifier) known(id string) (key PublicKey, due bool, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if key, ok := v.keys[id]; ok {
		return key, false, nil
	}
	err = ErrInvalid
	if v.failure != nil {
		err = v.failure
	}
	return PublicKey{}, !v.clock.Now().Before(v.next), err
}

func (v *Verifier) due() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return !v.clock.Now().Before(v.next)
}

// fetch asks the source, unless it was asked while the caller was on the way here.
func (v *Verifier) fetch(ctx context.Context) {
	if !v.due() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	keys, err := v.source(ctx)
	v.mu.Lock()
	defer v.mu.Unlock()
	if err != nil {
		v.wait = min(max(firstWait, 2*v.wait), keyRefresh)
		v.failure, v.next = fmt.Errorf("authn: fetch keys: %w", err), v.clock.Now().Add(v.wait)
		return
	}
	v.failure, v.wait, v.next = nil, 0, v.clock.Now().Add(keyRefresh)
	clear(v.keys)
	for _, key := range keys {
		v.keys[key.ID] = key
	}
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
