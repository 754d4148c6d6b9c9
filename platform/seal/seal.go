// Package seal keeps secrets and personal data unreadable at rest: authenticated encryption by Tink keysets, and a keyed
// index by which an encrypted value can still be found.
//
// It guarantees that a value sealed for one purpose and row cannot be opened for another, that a changed byte is an error,
// that keys are rotated without a value becoming unreadable, and that equal values of one purpose have equal indexes and
// nothing else can be learnt from them. Keysets lie in the service's own store, wrapped by the installation's key.
//
// It does not keep the installation's secret; the program is given it. Start with [Keyring], then [Box] and [Index].
package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/tink-crypto/tink-go/v2/tink"
)

// ErrOpen says that a value was not sealed by us for this purpose and row, or was changed.
var ErrOpen = errors.New("seal: the value cannot be opened")

// mark begins every text that a keyset sealed. Texts from before keysets have no dot.
const mark = "1."

// sealer is a keyset's present state.
type sealer struct {
	aead tink.AEAD
	// primary is the key that seals, known are all that open.
	primary uint32
	known   map[uint32]bool
	version int64
}

// Box seals values for one purpose. It is safe for concurrent use.
type Box struct {
	purpose string
	keys    atomic.Pointer[sealer]
	// old opens what was sealed before there were keysets.
	old []cipher.AEAD
	// refresh reads the keyset again: another process may have rotated it. It does so at most once a second.
	refresh func() bool
}

// Seal encrypts a value for a row; sealing it twice gives two different texts.
func (b *Box) Seal(row, value string) string {
	raw, err := b.keys.Load().aead.Encrypt([]byte(value), b.bound(row))
	if err != nil { // only a value of many gigabytes, or no randomness, fails
		panic(fmt.Sprintf("seal: %s: %v", b.purpose, err)) //nolint:forbidigo // storing it in clear would be worse
	}
	return mark + base64.RawStdEncoding.EncodeToString(raw)
}

// Open decrypts what Seal made for the row, by whichever key of the purpose, or reports ErrOpen.
func (b *Box) Open(row, text string) (string, error) {
	body, ours := strings.CutPrefix(text, mark)
	raw, err := base64.RawStdEncoding.DecodeString(body)
	if err != nil {
		return "", ErrOpen
	}
	if !ours {
		return b.openOld(raw)
	}
	keys := b.keys.Load()
	if id, ok := keyOf(raw); ok && !keys.known[id] && b.refresh() {
		keys = b.keys.Load()
	}
	value, err := keys.aead.Decrypt(raw, b.bound(row))
	if err != nil {
		return "", ErrOpen
	}
	return string(value), nil
}

func (b *Box) openOld(raw []byte) (string, error) {
	for _, aead := range b.old {
		if value, err := aead.Open(nil, nil, raw, nil); err == nil {
			return string(value), nil
		}
	}
	return "", ErrOpen
}

// Current reports whether a text is sealed by the key that seals now.
func (b *Box) Current(text string) bool {
	body, ours := strings.CutPrefix(text, mark)
	raw, err := base64.RawStdEncoding.DecodeString(body)
	if err != nil || !ours {
		return false
	}
	id, ok := keyOf(raw)
	return ok && id == b.keys.Load().primary
}

// bound is the associated data: a text moved to another row, or another purpose, does not open.
func (b *Box) bound(row string) []byte { return []byte(b.purpose + "/" + row) }

// keyPrefix is what Tink puts before a text: a byte that names the form, and the key's id.
const keyPrefix = 5

func keyOf(raw []byte) (id uint32, ok bool) {
	if len(raw) < keyPrefix {
		return 0, false
	}
	return binary.BigEndian.Uint32(raw[1:keyPrefix]), true
}

// derived returns the cipher by which values of a purpose were sealed before there were keysets.
func derived(secret []byte, purpose string) (cipher.AEAD, error) {
	key, err := hkdf.Key(sha256.New, secret, nil, "dajiu seal "+purpose, 32)
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
	return aead, nil
}

// NewSecret returns a fresh installation secret.
func NewSecret() []byte {
	secret := make([]byte, minSecret)
	_, _ = rand.Read(secret) // never fails: see crypto/rand
	return secret
}
