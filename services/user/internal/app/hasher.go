package app

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
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
)

var errHash = errors.New("user: the stored password hash cannot be read")

// Hasher hashes passwords, a bounded number at once.
type Hasher struct {
	slots chan struct{}
	dummy string
}

// NewHasher returns a hasher.
func NewHasher() *Hasher {
	h := &Hasher{slots: make(chan struct{}, hashSlots)}
	// A hash of nothing: what guessing at a name that does not exist is checked against.
	h.dummy = encode(make([]byte, argonSalt), make([]byte, argonKey))
	return h
}

// Hash returns the text to store for a password. It waits for its turn, or for ctx to end.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, argonSalt)
	_, _ = rand.Read(salt) // never fails: see crypto/rand
	key, err := h.derive(ctx, password, salt)
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
	key, err := h.derive(ctx, password, salt)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(key, want) == 1 && !absent, nil
}

func (h *Hasher) derive(ctx context.Context, password string, salt []byte) ([]byte, error) {
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
		return argon2.IDKey([]byte(password), salt, argonTime, argonMemory, argonLanes, argonKey), nil
	case <-ctx.Done():
		return nil, fmt.Errorf("hash password: %w", ctx.Err())
	}
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
