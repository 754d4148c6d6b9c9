package wechatpay

import (
	"bytes"
	"context"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/wechatpay-apiv3/wechatpay-go/core/auth"
	"github.com/wechatpay-apiv3/wechatpay-go/core/auth/signers"

	"dajiu/integrations/wechatpay/wire"
	"dajiu/platform/clock"
)

const (
	maxAnswer = 1 << 20
	userAgent = "dajiu/1"
)

// Client speaks for one merchant. It is safe for concurrent use and keeps connections alive.
type Client struct {
	cfg      Config
	base     string
	clock    clock.Clock
	http     *http.Client
	signer   auth.Signer
	verifier auth.Verifier
	serial   string // the platform key that answers shall be signed with
	box      *wire.Box
}

// New returns a client, or an error that says which part of the configuration is wrong. A nil transport
// means one of its own with room for 64 idle connections.
func New(cfg Config, c clock.Clock, transport http.RoundTripper) (*Client, error) {
	if err := cfg.check(); err != nil {
		return nil, err
	}
	base, err := cfg.base()
	if err != nil {
		return nil, err
	}
	key, err := wire.ParsePrivateKey(cfg.MchPrivateKeyPEM)
	if err != nil {
		return nil, fmt.Errorf("wechatpay: merchant key: %w", err)
	}
	box, err := wire.NewBox(cfg.APIv3Key)
	if err != nil {
		return nil, err
	}
	verifier, err := cfg.Platform.verifier()
	if err != nil {
		return nil, err
	}
	serial, err := verifier.GetSerial(context.Background()) // reads a field; it needs no context
	if err != nil {
		return nil, fmt.Errorf("wechatpay: platform key: %w", err)
	}
	return &Client{
		cfg: cfg, base: base, clock: c, box: box, verifier: verifier, serial: serial,
		signer: newSigner(cfg, key), http: newHTTP(cfg, transport),
	}, nil
}

func newSigner(cfg Config, key *rsa.PrivateKey) auth.Signer {
	return &signers.SHA256WithRSASigner{MchID: cfg.MchID, CertificateSerialNo: cfg.MchSerial, PrivateKey: key}
}

func newHTTP(cfg Config, transport http.RoundTripper) *http.Client {
	if transport == nil {
		own := http.DefaultTransport.(*http.Transport).Clone() //nolint:forcetypeassert // the standard library's own type
		own.MaxIdleConnsPerHost = 64
		transport = own
	}
	timeout := cfg.Timeout
	if timeout <= 0 {
		timeout = defaultTimeout
	}
	return &http.Client{
		Transport: transport, Timeout: timeout,
		// A redirect would carry our authorization to somewhere else.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// call sends one signed request and decodes its verified answer into out, unless out is nil.
func (c *Client) call(ctx context.Context, method, uri string, in, out any) error {
	var body []byte
	if in != nil {
		var err error
		if body, err = json.Marshal(in); err != nil {
			return fmt.Errorf("encode request: %w", err)
		}
	}
	answer, err := c.send(ctx, c.http, method, uri, body)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer+1))
	if err != nil {
		return ErrUnreachable.Wrap(bare(err))
	}
	if len(content) > maxAnswer {
		return ErrUntrusted.Wrap(fmt.Errorf("an answer of more than %d bytes", maxAnswer))
	}
	trust := c.verify(ctx, answer.Header, content)
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		if trust != nil && needsTrust(answer.StatusCode) {
			return ErrUntrusted.Wrap(trust)
		}
		return refusal(answer.StatusCode, answer.Header, content)
	}
	if trust != nil {
		return ErrUntrusted.Wrap(trust)
	}
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(content, out); err != nil {
		return ErrUntrusted.Wrap(fmt.Errorf("decode answer: %w", err))
	}
	return nil
}

// needsTrust tells which refusals mean something final and so must be signed. A service that cannot verify
// our signature does not sign its 401; overload and failure decide nothing that a query would not correct.
func needsTrust(status int) bool {
	return status < 500 && status != http.StatusUnauthorized && status != http.StatusTooManyRequests
}

// send signs and sends one request. The caller closes the body.
func (c *Client) send(ctx context.Context, via *http.Client, method, uri string, body []byte) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, method, c.base+uri, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("make request: %w", bare(err))
	}
	a := wire.Authorization{
		MchID: c.cfg.MchID, Serial: c.cfg.MchSerial, Nonce: wire.Nonce(),
		Timestamp: strconv.FormatInt(c.clock.Now().Unix(), 10),
	}
	signed, err := c.signer.Sign(ctx, wire.RequestMessage(method, uri, a.Timestamp, a.Nonce, body))
	if err != nil {
		return nil, fmt.Errorf("sign request: %w", err)
	}
	a.Signature = signed.Signature
	request.Header.Set("Authorization", a.String())
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", userAgent)
	request.Header.Set(wire.HeaderSerial, c.serial)
	if len(body) > 0 {
		request.Header.Set("Content-Type", "application/json")
	}
	answer, err := via.Do(request)
	if err != nil {
		return nil, ErrUnreachable.Wrap(bare(err))
	}
	return answer, nil
}

// verify reports why a message is not the service's own, fresh word.
func (c *Client) verify(ctx context.Context, header http.Header, body []byte) error {
	timestamp, nonce := header.Get(wire.HeaderTimestamp), header.Get(wire.HeaderNonce)
	serial, signature := header.Get(wire.HeaderSerial), header.Get(wire.HeaderSignature)
	if timestamp == "" || nonce == "" || serial == "" || signature == "" {
		return errors.New("a signature header is missing")
	}
	at, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil || at < 0 || at > math.MaxInt32*4 {
		return errors.New("the timestamp is not a number of seconds")
	}
	if off := c.clock.Now().Unix() - at; off >= wire.Window || off <= -wire.Window {
		return fmt.Errorf("the timestamp is %d seconds off", off)
	}
	if strings.HasPrefix(signature, wire.ProbePrefix) {
		return errors.New("the signature is the service's probe")
	}
	if c.verifier.Verify(ctx, serial, wire.AnswerMessage(timestamp, nonce, body), signature) != nil {
		return errors.New("the signature does not match a platform key")
	}
	return nil
}

// bare removes the URL from a transport's error: a download's URL carries a token.
func bare(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}
