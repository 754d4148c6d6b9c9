package wechatpay

import (
	"crypto/x509"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/wechatpay-apiv3/wechatpay-go/core"
	"github.com/wechatpay-apiv3/wechatpay-go/core/auth"
	"github.com/wechatpay-apiv3/wechatpay-go/core/auth/verifiers"

	"dajiu/integrations/wechatpay/wire"
)

const (
	defaultBaseURL = "https://api.mch.weixin.qq.com"
	defaultTimeout = 10 * time.Second
)

// Config says which merchant we are and where the service is.
type Config struct {
	// BaseURL is where requests go, without a trailing slash. A path is allowed and is not signed. Empty
	// means the real service.
	BaseURL string
	MchID   string
	AppID   string
	// MchSerial is the serial number of the merchant's certificate.
	MchSerial string
	// APIv3Key has 32 bytes. Secret.
	APIv3Key string
	// MchPrivateKeyPEM is the merchant's RSA key in PKCS#8. Secret.
	MchPrivateKeyPEM string
	// Platform are the keys that we believe; at least one.
	Platform PlatformKeys
	// NotifyURL receives TRANSACTION.SUCCESS, RefundNotifyURL receives REFUND.*; at most 255 bytes, no query.
	NotifyURL       string
	RefundNotifyURL string
	// Timeout bounds one request with its answer; 10 s when zero.
	Timeout time.Duration
}

// PlatformKeys are the service's keys: the public key, certificates, or both during a switch.
type PlatformKeys struct {
	// PublicKeyID begins with PUB_KEY_ID_.
	PublicKeyID  string
	PublicKeyPEM string
	// CertificatePEMs are platform certificates.
	CertificatePEMs []string
}

// String tells which merchant this is, without secrets.
func (c Config) String() string {
	return fmt.Sprintf("wechatpay.Config{BaseURL:%s MchID:%s AppID:%s}", c.BaseURL, c.MchID, c.AppID)
}

// GoString keeps secrets out of %#v.
func (c Config) GoString() string { return c.String() }

// MarshalText keeps secrets out of structured logs, which would otherwise write every field.
func (c Config) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

func (c Config) base() (string, error) {
	if c.BaseURL == "" {
		return defaultBaseURL, nil
	}
	u, err := url.Parse(c.BaseURL)
	if err != nil || u.Host == "" || u.RawQuery != "" || u.User != nil || (u.Scheme != "http" && u.Scheme != "https") {
		return "", errors.New("wechatpay: the base URL must be http(s) with a host and without query or user")
	}
	return strings.TrimRight(c.BaseURL, "/"), nil
}

func (c Config) check() error {
	for name, value := range map[string]string{
		"merchant id": c.MchID, "app id": c.AppID, "merchant certificate serial": c.MchSerial, "notify URL": c.NotifyURL,
	} {
		if value == "" {
			return fmt.Errorf("wechatpay: the %s is missing", name)
		}
	}
	if c.Platform.PublicKeyPEM == "" && len(c.Platform.CertificatePEMs) == 0 {
		return errors.New("wechatpay: neither a platform public key nor a platform certificate is configured")
	}
	return nil
}

// verifier believes the public key, the certificates, or both.
func (p PlatformKeys) verifier() (auth.Verifier, error) {
	certificates := make([]*x509.Certificate, 0, len(p.CertificatePEMs))
	for i, text := range p.CertificatePEMs {
		certificate, err := wire.ParseCertificate(text)
		if err != nil {
			return nil, fmt.Errorf("wechatpay: platform certificate %d: %w", i, err)
		}
		certificates = append(certificates, certificate)
	}
	known := core.NewCertificateMapWithList(certificates)
	if p.PublicKeyPEM == "" {
		return verifiers.NewSHA256WithRSAVerifier(known), nil
	}
	if !strings.HasPrefix(p.PublicKeyID, wire.PublicKeyPrefix) {
		return nil, fmt.Errorf("wechatpay: the platform public key's id must begin with %s", wire.PublicKeyPrefix)
	}
	key, err := wire.ParsePublicKey(p.PublicKeyPEM)
	if err != nil {
		return nil, fmt.Errorf("wechatpay: platform public key: %w", err)
	}
	return verifiers.NewSHA256WithRSACombinedVerifier(known, p.PublicKeyID, *key), nil
}
