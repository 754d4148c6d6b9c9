package sim

import (
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"dajiu/integrations/wechatpay/wire"
	"dajiu/platform/clock"
)

// Config says who the one merchant is and which keys are used.
type Config struct {
	Clock clock.Clock
	// Seed decides every fault that happens by chance.
	Seed  uint64
	MchID string
	// AppID is the merchant's mini-program; requests for another are refused.
	AppID string
	// MchSerial and MerchantPublicKeyPEM verify requests.
	MchSerial            string
	MerchantPublicKeyPEM string
	// APIv3Key has 32 bytes. Secret.
	APIv3Key string
	// PlatformKeys sign answers and callbacks; at least one. The first is the usual one.
	PlatformKeys []PlatformKey
	// HTTPClient sends callbacks; a keep-alive client of its own when nil.
	HTTPClient *http.Client
	Log        *slog.Logger
	// Dir holds the database and the bills.
	Dir string
	// AllowPlainNotify accepts http notify URLs of this machine, which the service would refuse.
	AllowPlainNotify bool
	// BillsAtOnce makes bills of the running day and before 10:00, which the service does not have yet.
	BillsAtOnce bool
	// CallbackTimeout is how long a merchant may take to accept a callback; 5 s when zero, as the service.
	CallbackTimeout time.Duration
	// Callbacks is how many callbacks may be under way at once; 32 when zero.
	Callbacks int
	// RefundDelay passes between accepting a refund and the money's arrival; 1 s when zero.
	RefundDelay time.Duration
	// RefundInterval has to pass between two refunds of one order. The service documents a minute and
	// enforces it loosely; zero enforces nothing.
	RefundInterval time.Duration
}

// PlatformKey is one of the service's signing keys.
type PlatformKey struct {
	// ID is the public key's id, PUB_KEY_ID_..., or the certificate's serial number.
	ID string
	// PrivateKeyPEM is PKCS#8. Secret.
	PrivateKeyPEM string
	// CertificatePEM is given out by GET /v3/certificates; empty for a public key.
	CertificatePEM string
}

const (
	defaultCallbackTimeout = 5 * time.Second
	defaultCallbacks       = 32
	defaultRefundDelay     = time.Second
)

func (c Config) withDefaults() Config {
	if c.CallbackTimeout <= 0 {
		c.CallbackTimeout = defaultCallbackTimeout
	}
	if c.Callbacks <= 0 {
		c.Callbacks = defaultCallbacks
	}
	if c.RefundDelay <= 0 {
		c.RefundDelay = defaultRefundDelay
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.HTTPClient == nil {
		transport := http.DefaultTransport.(*http.Transport).Clone() //nolint:forcetypeassert // the standard library's own type
		transport.MaxIdleConnsPerHost = c.Callbacks
		c.HTTPClient = &http.Client{Transport: transport}
	}
	return c
}

// signer is a platform key, parsed once.
type signer struct {
	id          string
	key         *rsa.PrivateKey
	certificate *x509.Certificate
	pem         string
}

func (c Config) signers() ([]signer, error) {
	if c.Clock == nil || c.Dir == "" || c.MchID == "" || c.AppID == "" || c.MchSerial == "" {
		return nil, errors.New("sim: clock, directory, merchant id, app id and merchant serial are required")
	}
	if len(c.PlatformKeys) == 0 {
		return nil, errors.New("sim: at least one platform key is required")
	}
	keys := make([]signer, 0, len(c.PlatformKeys))
	for _, k := range c.PlatformKeys {
		key, err := wire.ParsePrivateKey(k.PrivateKeyPEM)
		if err != nil {
			return nil, fmt.Errorf("sim: platform key %s: %w", k.ID, err)
		}
		s := signer{id: k.ID, key: key, pem: k.CertificatePEM}
		if k.CertificatePEM != "" {
			if s.certificate, err = wire.ParseCertificate(k.CertificatePEM); err != nil {
				return nil, fmt.Errorf("sim: platform certificate %s: %w", k.ID, err)
			}
		} else if !strings.HasPrefix(k.ID, wire.PublicKeyPrefix) {
			return nil, fmt.Errorf("sim: platform key %q is neither a certificate nor named %s…", k.ID, wire.PublicKeyPrefix)
		}
		keys = append(keys, s)
	}
	return keys, nil
}
