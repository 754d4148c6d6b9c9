package weixin

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"dajiu/platform/clock"
)

const (
	defaultBaseURL = "https://api.weixin.qq.com"
	defaultTimeout = 5 * time.Second
	maxAnswer      = 4 << 20
)

// Config says which mini-program we are and where the service is.
type Config struct {
	// BaseURL is where requests go; a path is allowed. Empty means the real service.
	BaseURL string
	AppID   string
	// Secret is the app's secret.
	Secret string
	// Timeout bounds one request with its answer; 5 s when zero.
	Timeout time.Duration
}

// String tells which app this is, without its secret.
func (c Config) String() string { return "weixin.Config{" + c.BaseURL + " " + c.AppID + "}" }

// GoString keeps the secret out of %#v.
func (c Config) GoString() string { return c.String() }

// MarshalText keeps the secret out of structured logs.
func (c Config) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// Client speaks for one mini-program. It is safe for concurrent use and keeps connections alive.
type Client struct {
	cfg   Config
	base  string
	http  *http.Client
	token *tokenCache
}

// New returns a client, or an error that says which part of the configuration is wrong. A nil transport
// means one of its own.
func New(cfg Config, c clock.Clock, transport http.RoundTripper) (*Client, error) {
	if cfg.AppID == "" || cfg.Secret == "" {
		return nil, errors.New("weixin: app id and secret are required")
	}
	base := strings.TrimRight(cfg.BaseURL, "/")
	if base == "" {
		base = defaultBaseURL
	}
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || u.RawQuery != "" || u.User != nil || (u.Scheme != "http" && u.Scheme != "https") {
		return nil, errors.New("weixin: the base URL must be http(s) with a host and without query or user")
	}
	if transport == nil {
		own := http.DefaultTransport.(*http.Transport).Clone() //nolint:forcetypeassert // the standard library's own type
		own.MaxIdleConnsPerHost = 32
		transport = own
	}
	timeout := cfg.Timeout
	if timeout <= 0 {
		timeout = defaultTimeout
	}
	client := &Client{cfg: cfg, base: base, http: &http.Client{
		Transport: transport, Timeout: timeout,
		// A redirect would carry our token to somewhere else.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	client.token = &tokenCache{clock: c, fetch: client.fetchToken, timeout: timeout}
	return client, nil
}

// outcome is in every JSON answer.
type outcome struct {
	ErrCode int    `json:"errcode"`
	ErrMsg  string `json:"errmsg"`
}

// authorized sends a request with the access token, and once more with a new one when the service does not
// accept it.
func (c *Client) authorized(ctx context.Context, path string, in, out any) ([]byte, error) {
	token, err := c.token.get(ctx)
	if err != nil {
		return nil, err
	}
	content, code, err := c.exchange(ctx, http.MethodPost, path+"?access_token="+url.QueryEscape(token), in, out)
	if err == nil || !staleToken(code) {
		return content, err
	}
	if token, err = c.token.replace(ctx, token); err != nil {
		return nil, err
	}
	content, _, err = c.exchange(ctx, http.MethodPost, path+"?access_token="+url.QueryEscape(token), in, out)
	return content, err
}

// exchange sends one request and decodes its answer into out, unless out is nil or the answer no JSON. It
// returns the errcode beside the error.
func (c *Client) exchange(ctx context.Context, method, uri string, in, out any) ([]byte, int, error) {
	var body io.Reader = http.NoBody
	if in != nil {
		content, err := encode(in)
		if err != nil {
			return nil, 0, err
		}
		body = bytes.NewReader(content)
	}
	request, err := http.NewRequestWithContext(ctx, method, c.base+uri, body)
	if err != nil {
		return nil, 0, fmt.Errorf("make request: %w", bare(err))
	}
	if in != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	answer, err := c.http.Do(request)
	if err != nil {
		return nil, 0, ErrUnreachable.Wrap(bare(err))
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer+1))
	if err != nil {
		return nil, 0, ErrUnreachable.Wrap(bare(err))
	}
	if answer.StatusCode != http.StatusOK || len(content) > maxAnswer {
		return nil, 0, ErrUnreachable.Wrap(fmt.Errorf("HTTP %d with %d bytes", answer.StatusCode, len(content)))
	}
	return c.decode(answer.Header.Get("Content-Type"), content, out)
}

func (c *Client) decode(kind string, content []byte, out any) ([]byte, int, error) {
	if strings.HasPrefix(kind, "image/") && out == nil {
		return content, 0, nil
	}
	var said outcome
	if err := json.Unmarshal(content, &said); err != nil {
		return nil, 0, ErrUnreachable.Wrap(errors.New("the answer is not JSON"))
	}
	if said.ErrCode != 0 {
		return nil, said.ErrCode, c.refusal(said.ErrCode, said.ErrMsg)
	}
	if out != nil {
		if err := json.Unmarshal(content, out); err != nil {
			return nil, 0, ErrUnreachable.Wrap(errors.New("the answer has another form"))
		}
	}
	return content, 0, nil
}

// encode writes JSON without escaping what the service would show escaped.
func encode(in any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(in); err != nil {
		return nil, fmt.Errorf("encode request: %w", err)
	}
	return b.Bytes(), nil
}

// bare removes the URL from a transport's error: it carries the secret or the token.
func bare(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}
