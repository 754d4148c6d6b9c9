package app

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/argon2"
	"google.golang.org/grpc/codes"

	"dajiu/platform/clock"
	"dajiu/platform/errs"
)

// Argon2id's cost, after OWASP's password storage recommendations: 19 MiB, two passes, one lane.
const (
	argonMemory = 19 * 1024
	argonTime   = 2
	argonLanes  = 1
	argonKey    = 32
	argonSalt   = 16
	// hashSlots bounds hashing at once, in memory and processors: a storm of logins queues, the shop goes on.
	hashSlots = 1
	// hashRest is how many times as long as a hash took the slot rests after a login's: they take a third of one processor
	// at most, however many try. A machine of its own for the service signs in some ten a second. Who sets a password is
	// signed in, and does so seldom.
	hashRest = 2
	// maxRest bounds that where a hash took long because the machine had no time for it.
	maxRest = 500 * time.Millisecond
	// maxWaiting bounds the queue: who would wait longer than a person does is told to come again.
	maxWaiting = 10
	// comeAgain is when.
	comeAgain = 3 * time.Second
)

var errHash = errors.New("user: the stored password hash cannot be read")

// Hasher hashes passwords, a bounded number at once.
type Hasher struct {
	slots   chan struct{}
	waiting atomic.Int64
	clock   clock.Clock
	dummy   string
}

// NewHasher returns a hasher.
func NewHasher(c clock.Clock) *Hasher {
	h := &Hasher{slots: make(chan struct{}, hashSlots), clock: c}
	// A hash of nothing: what guessing at a name that does not exist is checked against.
	h.dummy = encode(make([]byte, argonSalt), make([]byte, argonKey))
	return h
}

// Hash returns the text to store for a password. It waits for its turn, or for ctx to end; where too many wait it is
// USER_LOGIN_BUSY, with when to come again.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, argonSalt)
	_, _ = rand.Read(salt) // never fails: see crypto/rand
	key, err := h.derive(ctx, password, salt, 0)
	if err != nil {
		return "", err
	}
	return encode(salt, key), nil
}

// Verify reports whether a password is the one that was hashed. An empty stored text costs the same and is false.
func (h *Hasher) Verify(ctx context.Context, password, stored string) (bool, error) {
	absent := stored == ""
	if absent {
		stored = h.dummy
	}
	salt, want, err := decode(stored)
	if err != nil {
		return false, err
	}
	key, err := h.derive(ctx, password, salt, hashRest)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(key, want) == 1 && !absent, nil
}

// Room reports USER_LOGIN_BUSY where too many wait already: a look that costs nothing, before anything else is done for
// a login.
func (h *Hasher) Room() error {
	if h.waiting.Load() >= maxWaiting+hashSlots {
		return loginBusy()
	}
	return nil
}

func loginBusy() error {
	return errs.New(codes.ResourceExhausted, "USER_LOGIN_BUSY", "登录的人太多，请稍后再试").WithRetryAfter(comeAgain)
}

// derive waits for its turn and hashes; the slot then rests so many times as long. Where too many wait already it is
// USER_LOGIN_BUSY.
func (h *Hasher) derive(ctx context.Context, password string, salt []byte, rests time.Duration) ([]byte, error) {
	defer h.waiting.Add(-1)
	if h.waiting.Add(1) > maxWaiting+hashSlots {
		return nil, loginBusy()
	}
	select {
	case h.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, fmt.Errorf("hash password: %w", ctx.Err())
	}
	begin := h.clock.Now()
	key := argon2.IDKey([]byte(password), salt, argonTime, argonMemory, argonLanes, argonKey)
	rest := min(rests*h.clock.Since(begin), maxRest)
	if rest <= 0 {
		<-h.slots
		return key, nil
	}
	h.clock.AfterFunc(rest, func() { <-h.slots })
	return key, nil
}

// encode writes the PHC string format.
func encode(salt, key []byte) string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonTime, argonLanes, b64.EncodeToString(salt), b64.EncodeToString(key))
}

func decode(text string) (salt, key []byte, err error) {
	parts := strings.Split(text, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[3] != fmt.Sprintf("m=%d,t=%d,p=%d", argonMemory, argonTime, argonLanes) {
		return nil, nil, errHash
	}
	if salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err != nil {
		return nil, nil, errHash
	}
	if key, err = base64.RawStdEncoding.DecodeString(parts[5]); err != nil || len(key) != argonKey {
		return nil, nil, errHash
	}
	return salt, key, nil
}
