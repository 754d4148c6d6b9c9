// Package tencent sends text messages by Tencent Cloud SMS (腾讯云短信, API 2021-01-11).
//
// It guarantees that every request is signed (TC3-HMAC-SHA256), and that one which the vendor took for the whole but not
// for the phone is a failure.
//
// It refuses to retry. Start with [New].
package tencent

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"dajiu/integrations/sms"
	"dajiu/platform/clock"
)

const (
	// Name is what the vendor is called in configuration and metrics.
	Name = "tencent"
	// Service, Action and Version are the vendor's.
	Service = "sms"
	Action  = "SendSms"
	Version = "2021-01-11"
	// ContentType of a request, as it is signed.
	ContentType = "application/json; charset=utf-8"

	baseURL       = "https://sms.tencentcloudapi.com"
	defaultRegion = "ap-guangzhou"
)

// Config is our account at the vendor.
type Config struct {
	// BaseURL is where requests go; a path is allowed. Empty means the real service.
	BaseURL             string
	SecretID, SecretKey string
	// AppID is the SdkAppId of the application, Sign the approved signature (短信签名).
	AppID, Sign string
	// Region defaults to ap-guangzhou.
	Region  string
	Timeout time.Duration
}

// String tells which account this is, without its key.
func (c Config) String() string { return "tencent.Config{" + c.BaseURL + " " + c.SecretID + "}" }

// GoString keeps the key out of %#v.
func (c Config) GoString() string { return c.String() }

// MarshalText keeps the key out of structured logs.
func (c Config) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// Client sends messages in the name of one application.
type Client struct {
	cfg   Config
	base  *url.URL
	http  *http.Client
	clock clock.Clock
}

var _ sms.Sender = (*Client)(nil)

// New returns a client, or an error that says which part of the configuration is wrong.
func New(cfg Config, c clock.Clock) (*Client, error) {
	if cfg.SecretID == "" || cfg.SecretKey == "" || cfg.AppID == "" || cfg.Sign == "" {
		return nil, errors.New("tencent sms: secret id, secret key, app id and signature are required")
	}
	base, err := sms.ParseBase(cfg.BaseURL, baseURL)
	if err != nil {
		return nil, fmt.Errorf("tencent sms: %w", err)
	}
	if cfg.Region == "" {
		cfg.Region = defaultRegion
	}
	return &Client{cfg: cfg, base: base, http: sms.NewHTTPClient(cfg.Timeout), clock: c}, nil
}

// Vendor is tencent.
func (c *Client) Vendor() string { return Name }

// SendRequest and SendResponse are the vendor's messages.
type SendRequest struct {
	PhoneNumberSet   []string
	SmsSdkAppId      string //nolint:revive,staticcheck // the vendor's spelling
	SignName         string
	TemplateId       string //nolint:revive,staticcheck // the vendor's spelling
	TemplateParamSet []string
	SessionContext   string
}

// SendResponse is what comes back: a failure of the whole, or a state for each number.
type SendResponse struct {
	Response struct {
		SendStatusSet []Status `json:",omitempty"`
		Error         *Failure `json:",omitempty"`
		RequestId     string   //nolint:revive,staticcheck // the vendor's spelling
	}
}

// Status is what became of one number's message.
type Status struct {
	SerialNo, PhoneNumber  string
	Fee                    int
	SessionContext         string
	Code, Message, IsoCode string
}

// Failure is why a request as a whole was refused.
type Failure struct{ Code, Message string }

// Send hands one message to the vendor.
//
// Errors: those of package sms; the cause is a *sms.Refusal where the vendor answered.
func (c *Client) Send(ctx context.Context, m sms.Message) (sms.Receipt, error) {
	in := SendRequest{PhoneNumberSet: []string{"+86" + m.Phone}, SmsSdkAppId: c.cfg.AppID, SignName: c.cfg.Sign, TemplateId: m.Template, SessionContext: m.Ref}
	for _, p := range m.Params {
		in.TemplateParamSet = append(in.TemplateParamSet, p.Value)
	}
	body, err := json.Marshal(in)
	if err != nil {
		return sms.Receipt{}, fmt.Errorf("tencent sms: encode: %w", err)
	}
	request, err := c.request(ctx, body)
	if err != nil {
		return sms.Receipt{}, err
	}
	status, content, err := sms.Exchange(c.http, request)
	if err != nil {
		return sms.Receipt{}, fmt.Errorf("tencent sms: %w", err)
	}
	var out SendResponse
	if status != http.StatusOK || json.Unmarshal(content, &out) != nil {
		return sms.Receipt{}, fmt.Errorf("tencent sms: %w", sms.ErrUnreachable.Wrap(fmt.Errorf("HTTP %d that is no answer", status)))
	}
	if f := out.Response.Error; f != nil {
		return sms.Receipt{}, refusal(f.Code)
	}
	if len(out.Response.SendStatusSet) != 1 {
		return sms.Receipt{}, fmt.Errorf("tencent sms: %w", sms.ErrUnreachable.Wrap(errors.New("no state of the number")))
	}
	if one := out.Response.SendStatusSet[0]; one.Code != "Ok" {
		return sms.Receipt{}, refusal(one.Code)
	}
	return sms.Receipt{Vendor: Name, ID: out.Response.SendStatusSet[0].SerialNo}, nil
}

func (c *Client) request(ctx context.Context, body []byte) (*http.Request, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base.String()+"/", bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("tencent sms: make request: %w", err)
	}
	signed := Signed{Service: Service, Host: c.base.Host, ContentType: ContentType, At: c.clock.Now(), Body: body}
	h := request.Header
	h.Set("Content-Type", ContentType)
	h.Set("Authorization", signed.Authorization(c.cfg.SecretID, c.cfg.SecretKey))
	h.Set("X-TC-Action", Action)
	h.Set("X-TC-Version", Version)
	h.Set("X-TC-Region", c.cfg.Region)
	h.Set("X-TC-Timestamp", strconv.FormatInt(signed.At.Unix(), 10))
	return request, nil
}

// refusal makes the typed error of a code.
func refusal(code string) error {
	kind := sms.ErrFailed
	switch {
	case strings.HasPrefix(code, "AuthFailure"), strings.HasPrefix(code, "UnauthorizedOperation"):
		kind = sms.ErrCredential
	case strings.HasPrefix(code, "LimitExceeded.PhoneNumber"):
		kind = sms.ErrPhoneLimit
	case strings.HasPrefix(code, "LimitExceeded"), strings.HasPrefix(code, "RequestLimitExceeded"), strings.HasPrefix(code, "InternalError"), code == "ResourceUnavailable":
		kind = sms.ErrBusy
	case code == "InvalidParameterValue.IncorrectPhoneNumber":
		kind = sms.ErrNumber
	case code == "FailedOperation.PhoneNumberInBlacklist":
		kind = sms.ErrBlocked
	case code == "FailedOperation.InsufficientBalanceInSmsPackage":
		kind = sms.ErrBalance
	case strings.HasPrefix(code, "InvalidParameterValue.Template"), strings.HasPrefix(code, "FailedOperation.Template"), strings.HasPrefix(code, "FailedOperation.Signature"),
		code == "FailedOperation.MissingTemplateToModify", code == "InvalidParameterValue.SdkAppIdNotExist":
		kind = sms.ErrTemplate
	}
	return fmt.Errorf("tencent sms: %w", kind.Wrap(&sms.Refusal{Vendor: Name, Code: code}))
}
