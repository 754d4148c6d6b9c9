package wire

import (
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
)

// Errors of keys and ciphertexts. None of them carries key material.
var (
	ErrKey       = errors.New("wechatpay: key is not an RSA key of at least 2048 bits in PEM")
	ErrAPIKey    = errors.New("wechatpay: the APIv3 key must have 32 bytes")
	ErrSignature = errors.New("wechatpay: the signature does not match")
	ErrCipher    = errors.New("wechatpay: the ciphertext cannot be opened")
)

const minBits = 2048

// ParsePrivateKey reads an RSA private key from PKCS#8 PEM. The key is ready to sign: nothing about it is
// computed again per signature.
func ParsePrivateKey(text string) (*rsa.PrivateKey, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return nil, ErrKey
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, ErrKey // the cause could describe the key
	}
	key, ok := parsed.(*rsa.PrivateKey)
	if !ok || key.N.BitLen() < minBits {
		return nil, ErrKey
	}
	return key, nil
}

// ParsePublicKey reads an RSA public key from PKIX PEM.
func ParsePublicKey(text string) (*rsa.PublicKey, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return nil, ErrKey
	}
	parsed, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKey, err)
	}
	key, ok := parsed.(*rsa.PublicKey)
	if !ok || key.N.BitLen() < minBits {
		return nil, ErrKey
	}
	return key, nil
}

// ParseCertificate reads a certificate with an RSA key from PEM.
func ParseCertificate(text string) (*x509.Certificate, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil || block.Type != "CERTIFICATE" {
		return nil, ErrKey
	}
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKey, err)
	}
	if key, ok := certificate.PublicKey.(*rsa.PublicKey); !ok || key.N.BitLen() < minBits {
		return nil, ErrKey
	}
	return certificate, nil
}

// Sign returns the base64 of an RSA PKCS#1 v1.5 signature with SHA-256. It costs most of a millisecond.
func Sign(key *rsa.PrivateKey, message string) (string, error) {
	digest := sha256.Sum256([]byte(message))
	signature, err := rsa.SignPKCS1v15(nil, key, crypto.SHA256, digest[:])
	if err != nil {
		return "", fmt.Errorf("wechatpay: sign: %w", err)
	}
	return base64.StdEncoding.EncodeToString(signature), nil
}

// Verify reports ErrSignature unless the signature is the key's for this message.
func Verify(key *rsa.PublicKey, message, signature string) error {
	raw, err := base64.StdEncoding.DecodeString(signature)
	if err != nil {
		return ErrSignature
	}
	digest := sha256.Sum256([]byte(message))
	if rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], raw) != nil {
		return ErrSignature
	}
	return nil
}

// Box seals and opens what the service encrypts with a merchant's APIv3 key. It is safe for concurrent use.
type Box struct{ aead cipher.AEAD }

// NewBox returns the box of one APIv3 key, or ErrAPIKey.
func NewBox(apiV3Key string) (*Box, error) {
	if len(apiV3Key) != 32 {
		return nil, ErrAPIKey
	}
	block, err := aes.NewCipher([]byte(apiV3Key))
	if err != nil {
		return nil, ErrAPIKey
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, ErrAPIKey
	}
	return &Box{aead: aead}, nil
}

// Seal returns the base64 of ciphertext and tag. The nonce must have 12 bytes and never be used twice.
func (b *Box) Seal(plain []byte, nonce, associated string) (string, error) {
	if len(nonce) != b.aead.NonceSize() {
		return "", ErrCipher
	}
	return base64.StdEncoding.EncodeToString(b.aead.Seal(nil, []byte(nonce), plain, []byte(associated))), nil
}

// Open returns the plaintext. A nonce of a wrong length, bad base64 and a tag that does not match are all
// ErrCipher.
func (b *Box) Open(ciphertext, nonce, associated string) ([]byte, error) {
	if len(nonce) != b.aead.NonceSize() {
		return nil, ErrCipher
	}
	raw, err := base64.StdEncoding.DecodeString(ciphertext)
	if err != nil {
		return nil, ErrCipher
	}
	plain, err := b.aead.Open(nil, []byte(nonce), raw, []byte(associated))
	if err != nil {
		return nil, ErrCipher
	}
	return plain, nil
}
