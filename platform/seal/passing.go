package seal

import (
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"fmt"

	"github.com/tink-crypto/tink-go/v2/aead/subtle"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// Passing seals what one service hands to another in an event: outboxes, brokers and dead letters hold it for days, and
// each service has keysets of its own. Its keys are derived from the installation's secrets, which all services know.
type Passing struct {
	purpose string
	keys    []tink.AEAD
}

// Passing returns what seals and opens values of a purpose on their way.
func (k *Keyring) Passing(purpose string) (*Passing, error) {
	p := &Passing{purpose: purpose}
	for _, secret := range k.master.secrets {
		key, err := hkdf.Key(sha256.New, secret, nil, "dajiu passing "+purpose, 32)
		if err != nil {
			return nil, fmt.Errorf("seal: derive key: %w", err)
		}
		aead, err := subtle.NewAESGCM(key)
		if err != nil {
			return nil, fmt.Errorf("seal: make key: %w", err)
		}
		p.keys = append(p.keys, aead)
	}
	return p, nil
}

// Seal encrypts a value that is about a row of the sender.
func (p *Passing) Seal(row string, value []byte) string {
	raw, err := p.keys[0].Encrypt(value, []byte(p.purpose+"/"+row))
	if err != nil { // only a value of many gigabytes, or no randomness, fails
		panic(fmt.Sprintf("seal: %s: %v", p.purpose, err)) //nolint:forbidigo // sending it in clear would be worse
	}
	return base64.RawStdEncoding.EncodeToString(raw)
}

// Open decrypts what Seal made for the row, or reports ErrOpen.
func (p *Passing) Open(row, text string) ([]byte, error) {
	raw, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil {
		return nil, ErrOpen
	}
	for _, key := range p.keys {
		if value, err := key.Decrypt(raw, []byte(p.purpose+"/"+row)); err == nil {
			return value, nil
		}
	}
	return nil, ErrOpen
}
