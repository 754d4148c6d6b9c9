package weixin

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
)

// Session is who a login code belongs to. SessionKey decrypts what the client encrypts: it must not leave
// the server and never be logged.
type Session struct {
	OpenID     string
	UnionID    string // empty unless the app is bound to an open platform account
	SessionKey string
}

// String keeps the session key out of logs and errors.
func (s Session) String() string { return "weixin.Session{" + s.OpenID + "}" }

// GoString keeps the session key out of %#v.
func (s Session) GoString() string { return s.String() }

// LogValue keeps the session key out of structured logs.
func (s Session) LogValue() slog.Value { return slog.StringValue(s.String()) }

// Code2Session exchanges the code of the client's login. A code serves once and for five minutes.
//
// Errors: ErrCodeUsed, ErrCodeInvalid, ErrBlocked, ErrCredential and the temporary ErrRateLimited, ErrBusy,
// ErrUnreachable. After ErrUnreachable the code may be used up: ask the client for a new one.
func (c *Client) Code2Session(ctx context.Context, code string) (Session, error) {
	query := url.Values{
		"appid": {c.cfg.AppID}, "secret": {c.cfg.Secret}, "js_code": {code}, "grant_type": {"authorization_code"},
	}
	var out struct {
		OpenID     string `json:"openid"`
		UnionID    string `json:"unionid"`
		SessionKey string `json:"session_key"`
	}
	if _, _, err := c.exchange(ctx, http.MethodGet, "/sns/jscode2session?"+query.Encode(), nil, &out); err != nil {
		return Session{}, fmt.Errorf("weixin: log in: %w", err)
	}
	if out.OpenID == "" {
		return Session{}, fmt.Errorf("weixin: log in: %w", ErrUnreachable.Wrap(errors.New("an empty openid")))
	}
	return Session{OpenID: out.OpenID, UnionID: out.UnionID, SessionKey: out.SessionKey}, nil
}

// Phone is a phone number that the user chose to give.
type Phone struct {
	Number      string // with the country's code where it is not +86
	PureNumber  string
	CountryCode string
}

// PhoneNumber exchanges the code of the client's phone button. A code serves once and for five minutes.
// Errors as Code2Session.
func (c *Client) PhoneNumber(ctx context.Context, code string) (Phone, error) {
	in := struct {
		Code string `json:"code"`
	}{code}
	var out struct {
		PhoneInfo struct {
			PhoneNumber     string `json:"phoneNumber"`
			PurePhoneNumber string `json:"purePhoneNumber"`
			CountryCode     string `json:"countryCode"`
			Watermark       struct {
				AppID string `json:"appid"`
			} `json:"watermark"`
		} `json:"phone_info"`
	}
	if _, err := c.authorized(ctx, "/wxa/business/getuserphonenumber", in, &out); err != nil {
		return Phone{}, fmt.Errorf("weixin: phone number: %w", err)
	}
	info := out.PhoneInfo
	if info.PurePhoneNumber == "" || info.Watermark.AppID != c.cfg.AppID {
		return Phone{}, fmt.Errorf("weixin: phone number: %w", ErrUnreachable.Wrap(errors.New("no number, or one of another app")))
	}
	return Phone{Number: info.PhoneNumber, PureNumber: info.PurePhoneNumber, CountryCode: info.CountryCode}, nil
}
