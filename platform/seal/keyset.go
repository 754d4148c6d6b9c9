package seal

import (
	"bytes"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"fmt"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/insecuresecretdataaccess"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/mac"
	"github.com/tink-crypto/tink-go/v2/mac/hmac"
	"github.com/tink-crypto/tink-go/v2/secretdata"
)

// The kinds of keysets.
const (
	kindAEAD = "aead"
	kindMAC  = "mac"
)

const macBytes = 32

// wrap returns a keyset as it is stored. What it is bound to keeps one from being put in another's place.
func (m *Master) wrap(h *keyset.Handle, purpose, kind string) (string, error) {
	var buf bytes.Buffer
	if err := h.WriteWithAssociatedData(keyset.NewBinaryWriter(&buf), m.keys[0], []byte(kind+"/"+purpose)); err != nil {
		return "", fmt.Errorf("seal: wrap keyset %s: %w", purpose, err)
	}
	return base64.RawStdEncoding.EncodeToString(buf.Bytes()), nil
}

// unwrap reads a stored keyset. Stale says that an earlier secret wrapped it.
func (m *Master) unwrap(wrapped, purpose, kind string) (h *keyset.Handle, stale bool, err error) {
	raw, err := base64.RawStdEncoding.DecodeString(wrapped)
	if err != nil {
		return nil, false, fmt.Errorf("seal: read keyset %s: %w", purpose, err)
	}
	for i, key := range m.keys {
		if h, err = keyset.ReadWithAssociatedData(keyset.NewBinaryReader(bytes.NewReader(raw)), key, []byte(kind+"/"+purpose)); err == nil {
			return h, i > 0, nil
		}
	}
	return nil, false, fmt.Errorf("seal: keyset %s was wrapped by another secret: %w", purpose, err)
}

func newAEAD() (*keyset.Handle, error) {
	h, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	if err != nil {
		return nil, fmt.Errorf("seal: make keyset: %w", err)
	}
	return h, nil
}

// newMAC returns a keyset with the key that indexes of the purpose were made by before there were keysets: they stay good.
func newMAC(secret []byte, purpose string) (*keyset.Handle, error) {
	raw, err := hkdf.Key(sha256.New, secret, nil, "dajiu index "+purpose, macBytes)
	if err != nil {
		return nil, fmt.Errorf("seal: derive index key: %w", err)
	}
	params, err := hmac.NewParameters(hmac.ParametersOpts{
		KeySizeInBytes: macBytes, TagSizeInBytes: macBytes, HashType: hmac.SHA256, Variant: hmac.VariantNoPrefix,
	})
	if err != nil {
		return nil, fmt.Errorf("seal: make index key: %w", err)
	}
	key, err := hmac.NewKey(secretdata.NewBytesFromData(raw, insecuresecretdataaccess.Token{}), params, 0)
	if err != nil {
		return nil, fmt.Errorf("seal: make index key: %w", err)
	}
	manager := keyset.NewManager()
	id, err := manager.AddKey(key)
	if err == nil {
		err = manager.SetPrimary(id)
	}
	if err != nil {
		return nil, fmt.Errorf("seal: make index keyset: %w", err)
	}
	h, err := manager.Handle()
	if err != nil {
		return nil, fmt.Errorf("seal: make index keyset: %w", err)
	}
	return h, nil
}

// rotated returns a keyset with one key more, which seals from now on.
func rotated(h *keyset.Handle) (*keyset.Handle, error) {
	manager := keyset.NewManagerFromHandle(h)
	id, err := manager.Add(aead.AES256GCMKeyTemplate())
	if err == nil {
		err = manager.SetPrimary(id)
	}
	if err != nil {
		return nil, fmt.Errorf("seal: rotate: %w", err)
	}
	next, err := manager.Handle()
	if err != nil {
		return nil, fmt.Errorf("seal: rotate: %w", err)
	}
	return next, nil
}

func sealerOf(h *keyset.Handle, version int64) (*sealer, error) {
	primitive, err := aead.New(h)
	if err != nil {
		return nil, fmt.Errorf("seal: open keyset: %w", err)
	}
	s := &sealer{aead: primitive, known: map[uint32]bool{}, version: version}
	for i := range h.Len() {
		entry, err := h.Entry(i)
		if err != nil {
			return nil, fmt.Errorf("seal: read keyset: %w", err)
		}
		s.known[entry.KeyID()] = true
		if entry.IsPrimary() {
			s.primary = entry.KeyID()
		}
	}
	return s, nil
}

func indexOf(h *keyset.Handle) (*Index, error) {
	primitive, err := mac.New(h)
	if err != nil {
		return nil, fmt.Errorf("seal: open index keyset: %w", err)
	}
	return &Index{mac: primitive}, nil
}
