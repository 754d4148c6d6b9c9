// Package seal keeps small secrets and personal data unreadable at rest: authenticated encryption, and a keyed
// index by which an encrypted value can still be found.
//
// It guarantees that a value sealed for one purpose cannot be opened for another, that a changed byte is an
// error, and that equal values of one purpose have equal indexes and nothing else can be learnt from them.
//
// It does not keep the master secret; the program is given it. Start with [New].
package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
)

const minSecret = 32

// ErrOpen says that a value was not sealed by us for this purpose, or was changed.
var ErrOpen = errors.New("seal: the value cannot be opened")

// Box seals values for one purpose. It is safe for concurrent use.
type Box struct {
	aead  cipher.AEAD
	index []byte
}

// New returns a box whose keys are derived from a master secret of at least 32 bytes and a purpose.
func New(secret []byte, purpose string) (*Box, error) {
	if len(secret) < minSecret {
		return nil, fmt.Errorf("seal: the secret needs %d bytes, has %d", minSecret, len(secret))
	}
	key, err := hkdf.Key(sha256.New, secret, nil, "dajiu seal "+purpose, 32)
	if err != nil {
		return nil, fmt.Errorf("seal: derive key: %w", err)
	}
	index, err := hkdf.Key(sha256.New, secret, nil, "dajiu index "+purpose, 32)
	if err != nil {
		return nil, fmt.Errorf("seal: derive key: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("seal: make cipher: %w", err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, fmt.Errorf("seal: make cipher: %w", err)
	}
	return &Box{aead: aead, index: index}, nil
}

// Seal encrypts a value; sealing it twice gives two different texts.
func (b *Box) Seal(value []byte) string {
	return base64.RawStdEncoding.EncodeToString(b.aead.Seal(nil, nil, value, nil)) //nolint:gosec // the box draws a random nonce itself
}

// Open decrypts what Seal made, or reports ErrOpen.
func (b *Box) Open(text string) ([]byte, error) {
	raw, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil {
		return nil, ErrOpen
	}
	value, err := b.aead.Open(nil, nil, raw, nil)
	if err != nil {
		return nil, ErrOpen
	}
	return value, nil
}

// Index returns the text by which a value is found: the same for the same value, and no way back.
func (b *Box) Index(value string) string {
	return base64.RawStdEncoding.EncodeToString(b.MAC([]byte(value)))
}

// MAC returns a keyed digest of a message.
func (b *Box) MAC(message []byte) []byte {
	h := hmac.New(sha256.New, b.index)
	h.Write(message)
	return h.Sum(nil)
}

// NewSecret returns a fresh master secret.
func NewSecret() []byte {
	secret := make([]byte, minSecret)
	_, _ = rand.Read(secret) // never fails: see crypto/rand
	return secret
}
