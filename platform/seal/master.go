package seal

import (
	"crypto/hkdf"
	"crypto/sha256"
	"fmt"

	"github.com/tink-crypto/tink-go/v2/aead/subtle"
	"github.com/tink-crypto/tink-go/v2/tink"
)

const minSecret = 32

// Master is what keysets are wrapped by (主密钥). Its keys are tink.AEADs: a key service of a cloud, which Tink's clients
// give as the same interface, can take the place of those that are derived from secrets.
type Master struct {
	// keys unwrap; the first also wraps.
	keys []tink.AEAD
	// secrets derive the keys that values were sealed by before there were keysets.
	secrets [][]byte
}

// NewMaster returns the keys of the installation's secret, of at least 32 bytes, and of those that it had before: a keyset
// that one of those wrapped is wrapped anew when it is read.
func NewMaster(secret []byte, earlier ...[]byte) (*Master, error) {
	m := &Master{secrets: append([][]byte{secret}, earlier...)}
	for _, s := range m.secrets {
		if len(s) < minSecret {
			return nil, fmt.Errorf("seal: the secret needs %d bytes, has %d", minSecret, len(s))
		}
		key, err := hkdf.Key(sha256.New, s, nil, "dajiu master key", 32)
		if err != nil {
			return nil, fmt.Errorf("seal: derive master key: %w", err)
		}
		aead, err := subtle.NewAESGCM(key)
		if err != nil {
			return nil, fmt.Errorf("seal: make master key: %w", err)
		}
		m.keys = append(m.keys, aead)
	}
	return m, nil
}
