package sim

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dajiu/integrations/wechatpay/wire"
)

// KeySet is everything that a merchant and this service have to agree on: what onboarding gives a merchant
// in life. All of its private parts are secret, even though they open nothing but a simulator.
type KeySet struct {
	MchSerial        string `json:"mch_serial"`
	MchPrivateKeyPEM string `json:"mch_private_key"`
	MchPublicKeyPEM  string `json:"mch_public_key"`
	APIv3Key         string `json:"api_v3_key"`

	PublicKeyID           string `json:"public_key_id"`
	PublicKeyPEM          string `json:"public_key"`
	PublicKeyPrivatePEM   string `json:"public_key_private"`
	CertificateSerial     string `json:"certificate_serial"`
	CertificatePEM        string `json:"certificate"`
	CertificatePrivatePEM string `json:"certificate_private"`
}

// String keeps the private parts out of logs and errors.
func (k KeySet) String() string { return "sim.KeySet{" + k.MchSerial + " " + k.PublicKeyID + "}" }

// GoString keeps the private parts out of %#v.
func (k KeySet) GoString() string { return k.String() }

// LogValue keeps the private parts out of structured logs.
func (k KeySet) LogValue() slog.Value { return slog.StringValue(k.String()) }

// PlatformKeys returns the service's signing keys, the public key first.
func (k KeySet) PlatformKeys() []PlatformKey {
	return []PlatformKey{
		{ID: k.PublicKeyID, PrivateKeyPEM: k.PublicKeyPrivatePEM},
		{ID: k.CertificateSerial, PrivateKeyPEM: k.CertificatePrivatePEM, CertificatePEM: k.CertificatePEM},
	}
}

// LoadKeys returns the key set kept in a directory and makes one when there is none. It costs some hundred
// milliseconds the first time.
func LoadKeys(dir string, now time.Time) (KeySet, error) {
	path := filepath.Join(dir, "keys.json")
	content, err := os.ReadFile(path) //nolint:gosec // the data folder of the operator's configuration
	if err == nil {
		var k KeySet
		if err := json.Unmarshal(content, &k); err != nil || k.MchPrivateKeyPEM == "" {
			return KeySet{}, fmt.Errorf("sim: %s is not a key set", path)
		}
		return k, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return KeySet{}, fmt.Errorf("sim: read keys: %w", err)
	}
	k, err := NewKeys(now)
	if err != nil {
		return KeySet{}, err
	}
	if content, err = json.MarshalIndent(k, "", "  "); err != nil {
		return KeySet{}, fmt.Errorf("sim: encode keys: %w", err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil { //nolint:gosec // the data folder of the operator's configuration
		return KeySet{}, fmt.Errorf("sim: keys: %w", err)
	}
	// Written aside and renamed, so that a kill leaves all or nothing.
	if err := os.WriteFile(path+".new", content, 0o600); err != nil { //nolint:gosec // the data folder of the operator's configuration
		return KeySet{}, fmt.Errorf("sim: write keys: %w", err)
	}
	if err := os.Rename(path+".new", path); err != nil { //nolint:gosec // the data folder of the operator's configuration
		return KeySet{}, fmt.Errorf("sim: write keys: %w", err)
	}
	return k, nil
}

// NewKeys makes a key set: a merchant's key, a platform public key, and a platform certificate of five years.
func NewKeys(now time.Time) (KeySet, error) {
	var k KeySet
	merchant, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return k, fmt.Errorf("sim: make merchant key: %w", err)
	}
	public, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return k, fmt.Errorf("sim: make platform key: %w", err)
	}
	certified, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return k, fmt.Errorf("sim: make certificate key: %w", err)
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 156))
	if err != nil {
		return k, fmt.Errorf("sim: make serial: %w", err)
	}
	template := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: "Tenpay.com sign (simulated)"},
		NotBefore: now.Add(-time.Hour), NotAfter: now.AddDate(5, 0, 0), KeyUsage: x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &certified.PublicKey, certified)
	if err != nil {
		return k, fmt.Errorf("sim: make certificate: %w", err)
	}
	k.CertificateSerial = strings.ToUpper(serial.Text(16))
	if len(k.CertificateSerial)%2 == 1 { // as the bytes of the number are written
		k.CertificateSerial = "0" + k.CertificateSerial
	}
	k.CertificatePEM = encode("CERTIFICATE", der)
	k.APIv3Key = (rand.Text() + rand.Text())[:32]
	k.MchSerial, k.PublicKeyID = rand.Text(), wire.PublicKeyPrefix+rand.Text()
	err = errors.Join(
		put(merchant, &k.MchPrivateKeyPEM, &k.MchPublicKeyPEM),
		put(public, &k.PublicKeyPrivatePEM, &k.PublicKeyPEM),
		put(certified, &k.CertificatePrivatePEM, new(string)),
	)
	return k, err
}

func put(key *rsa.PrivateKey, private, public *string) error {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return fmt.Errorf("sim: encode key: %w", err)
	}
	*private = encode("PRIVATE KEY", der)
	if der, err = x509.MarshalPKIXPublicKey(&key.PublicKey); err != nil {
		return fmt.Errorf("sim: encode key: %w", err)
	}
	*public = encode("PUBLIC KEY", der)
	return nil
}

func encode(kind string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}
