// Package aliyun sends text messages by Alibaba Cloud SMS (阿里云短信, API 2017-05-25).
//
// It guarantees that every request is signed (ACS3-HMAC-SHA256) with a nonce of its own.
//
// It refuses to retry. Start with [New].
package aliyun

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"dajiu/integrations/sms"
	"dajiu/platform/clock"
)

const (
	// Name is what the vendor is called in configuration and metrics.
	Name = "aliyun"
	// Action and Version are the vendor's.
	Action  = "SendSms"
	Version = "2017-05-25"

	baseURL = "https://dysmsapi.aliyuncs.com"
)

// Config is our account at the vendor.
type Config struct {
	// BaseURL is where requests go; a path is allowed. Empty means the real service.
	BaseURL          string
	KeyID, KeySecret string
	// Sign is the approved signature (短信签名).
	Sign    string
	Timeout time.Duration
}

// String tells which account this is, without its key.
func (c Config) String() string { return "aliyun.Config{" + c.BaseURL + " " + c.KeyID + "}" }

// GoString keeps the key out of %#v.
func (c Config) GoString() string { return c.String() }

// MarshalText keeps the key out of structured logs.
func (c Config) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// Client sends messages under one signature.
type Client struct {
	cfg   Config
	base  *url.URL
	http  *http.Client
	clock clock.Clock
}

var _ sms.Sender = (*Client)(nil)

// New returns a client, or an error that says which part of the configuration is wrong.
func New(cfg Config, c clock.Clock) (*Client, error) {
	if cfg.KeyID == "" || cfg.KeySecret == "" || cfg.Sign == "" {
		return nil, errors.New("aliyun sms: key id, key secret and signature are required")
	}
	base, err := sms.ParseBase(cfg.BaseURL, baseURL)
	if err != nil {
		return nil, fmt.Errorf("aliyun sms: %w", err)
	}
	return &Client{cfg: cfg, base: base, http: sms.NewHTTPClient(cfg.Timeout), clock: c}, nil
}

// Vendor is aliyun.
func (c *Client) Vendor() string { return Name }

// SendResponse is the vendor's answer, also where it refuses.
type SendResponse struct {
	Code, Message string
	RequestId     string //nolint:revive,staticcheck // the vendor's spelling
	BizId         string `json:",omitempty"` //nolint:revive,staticcheck // the vendor's spelling
}

// Send hands one message to the vendor.
//
// Errors: those of package sms; the cause is a *sms.Refusal where the vendor answered.
func (c *Client) Send(ctx context.Context, m sms.Message) (sms.Receipt, error) {
	params := map[string]string{}
	for _, p := range m.Params {
		params[p.Name] = p.Value
	}
	values, err := json.Marshal(params)
	if err != nil {
		return sms.Receipt{}, fmt.Errorf("aliyun sms: encode: %w", err)
	}
	request, err := c.request(ctx, url.Values{
		"PhoneNumbers": {m.Phone}, "SignName": {c.cfg.Sign}, "TemplateCode": {m.Template}, "TemplateParam": {string(values)}, "OutId": {m.Ref},
	})
	if err != nil {
		return sms.Receipt{}, err
	}
	status, content, err := sms.Exchange(c.http, request)
	if err != nil {
		return sms.Receipt{}, fmt.Errorf("aliyun sms: %w", err)
	}
	var out SendResponse
	if json.Unmarshal(content, &out) != nil || out.Code == "" {
		return sms.Receipt{}, fmt.Errorf("aliyun sms: %w", sms.ErrUnreachable.Wrap(fmt.Errorf("HTTP %d that is no answer", status)))
	}
	if out.Code != "OK" {
		return sms.Receipt{}, refusal(out.Code)
	}
	return sms.Receipt{Vendor: Name, ID: out.BizId}, nil
}

func (c *Client) request(ctx context.Context, query url.Values) (*http.Request, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base.String()+"/?"+canonicalQuery(query), http.NoBody)
	if err != nil {
		return nil, errors.New("aliyun sms: the request cannot be made") // the cause shows the URL
	}
	h := request.Header
	h.Set("x-acs-action", Action)
	h.Set("x-acs-version", Version)
	h.Set("x-acs-date", c.clock.Now().UTC().Format(time.RFC3339))
	h.Set("x-acs-signature-nonce", rand.Text())
	h.Set("x-acs-content-sha256", Digest(nil))
	signed := Signed{Method: http.MethodPost, Query: query, Header: func(name string) string {
		if name == "host" {
			return c.base.Host
		}
		return h.Get(name)
	}}
	h.Set("Authorization", signed.Authorization(c.cfg.KeyID, c.cfg.KeySecret))
	return request, nil
}

// refusal makes the typed error of a code.
func refusal(code string) error {
	kind := sms.ErrFailed
	switch {
	case strings.HasPrefix(code, "InvalidAccessKey"), strings.HasPrefix(code, "Signature"), strings.HasPrefix(code, "InvalidTimeStamp"),
		strings.HasPrefix(code, "Forbidden"), code == "isp.RAM_PERMISSION_DENY", code == "isv.PRODUCT_UN_SUBSCRIPT", code == "isv.ACCOUNT_ABNORMAL":
		kind = sms.ErrCredential
	case code == "isv.BUSINESS_LIMIT_CONTROL", code == "isv.DAY_LIMIT_CONTROL":
		kind = sms.ErrPhoneLimit
	case strings.HasPrefix(code, "Throttling"), code == "isp.SYSTEM_ERROR", code == "ServiceUnavailable", code == "InternalError":
		kind = sms.ErrBusy
	case code == "isv.MOBILE_NUMBER_ILLEGAL":
		kind = sms.ErrNumber
	case code == "isv.BLACK_KEY_CONTROL_LIMIT", code == "FILTER":
		kind = sms.ErrBlocked
	case code == "isv.AMOUNT_NOT_ENOUGH", code == "isv.OUT_OF_SERVICE":
		kind = sms.ErrBalance
	case strings.HasPrefix(code, "isv.SMS_TEMPLATE"), strings.HasPrefix(code, "isv.TEMPLATE"), strings.HasPrefix(code, "isv.SMS_SIGN"), code == "isv.INVALID_PARAMETERS", code == "isv.INVALID_JSON_PARAM":
		kind = sms.ErrTemplate
	}
	return fmt.Errorf("aliyun sms: %w", kind.Wrap(&sms.Refusal{Vendor: Name, Code: code}))
}
