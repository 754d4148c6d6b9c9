package bench

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/valyala/fasthttp"
)

const (
	// requestTime bounds one request; the server gives up after 15 s by itself.
	requestTime = 10 * time.Second
	// idleTime is shorter than any server keeps an idle connection, so that none dies under a request.
	idleTime = 20 * time.Second
	maxReply = 16 << 20
)

// endpoint is a server and the path under which it is reached. Its connections are shared.
type endpoint struct {
	client *fasthttp.HostClient
	prefix string
}

// newEndpoint returns the server of a URL. No request is repeated behind the caller's back: a failed one is a failed
// one.
func newEndpoint(address string, conns int) (*endpoint, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return nil, fmt.Errorf("%q is not an http address", address)
	}
	host := u.Host
	if u.Port() == "" {
		host = net.JoinHostPort(u.Hostname(), map[string]string{"http": "80", "https": "443"}[u.Scheme])
	}
	return &endpoint{prefix: strings.TrimRight(u.Path, "/"), client: &fasthttp.HostClient{
		Addr: host, IsTLS: u.Scheme == "https", Name: "dajiu-bench", MaxConns: conns, MaxIdleConnDuration: idleTime,
		MaxConnWaitTimeout: requestTime, MaxResponseBodySize: maxReply, DisablePathNormalizing: true,
		DialTimeout: fasthttp.DialDualStackTimeout, RetryIfErr: func(*fasthttp.Request, int, error) (bool, bool) { return false, false },
	}}, nil
}

// Failure is an operation that did not do what it was asked to.
type Failure struct {
	// Step is the request of the operation that failed: place, pay, …
	Step string
	// Status is the HTTP status; 0 where there was no answer.
	Status int
	// Reason is the server's own, or what was wrong with an answer that claimed success.
	Reason string
}

// Error names step, status and reason: what failures are counted by.
func (f *Failure) Error() string {
	if f.Status == 0 {
		return f.Step + ": " + f.Reason
	}
	return fmt.Sprintf("%s: %d %s", f.Step, f.Status, f.Reason)
}

// line is one shopper's way to the servers: request and reply are used again and again. It is not safe for
// concurrent use.
type line struct {
	req      fasthttp.Request
	reply    fasthttp.Response
	requests int64
}

// ask is one request. Path is escaped already and begins with a slash.
type ask struct {
	step, method, path string
	// auth is the whole Authorization header, key the Idempotency-Key; empty: none.
	auth, key string
	body      []byte
}

// do sends a request and returns the body of a successful answer, good until the next request. Its failures are
// [*Failure].
func (l *line) do(to *endpoint, a ask) ([]byte, error) {
	l.requests++
	l.req.Reset()
	h := &l.req.Header
	h.SetMethod(a.method)
	h.SetHost(to.client.Addr)
	l.req.SetRequestURI(to.prefix + a.path)
	l.req.URI().SetScheme("http")
	if to.client.IsTLS {
		l.req.URI().SetScheme("https")
	}
	if a.auth != "" {
		h.Set("Authorization", a.auth)
	}
	if a.key != "" {
		h.Set("Idempotency-Key", a.key)
	}
	if a.body != nil {
		h.SetContentType("application/json")
		l.req.SetBodyRaw(a.body)
	}
	if err := to.client.DoTimeout(&l.req, &l.reply, requestTime); err != nil {
		return nil, &Failure{Step: a.step, Reason: transportReason(err)}
	}
	body := l.reply.Body()
	if status := l.reply.StatusCode(); status < 200 || status > 299 {
		return nil, &Failure{Step: a.step, Status: status, Reason: replyReason(body)}
	}
	return body, nil
}

// transportReason names why there was no answer, without ports and addresses, which would make every one its own.
func transportReason(err error) string {
	var timeout interface{ Timeout() bool }
	var network *net.OpError
	switch {
	case errors.As(err, &timeout) && timeout.Timeout():
		return "no answer in time"
	case errors.As(err, &network):
		return "no answer: cannot " + network.Op
	}
	return "no answer: " + err.Error()
}

// replyReason returns the stable reason of our API's error body, or the code of a simulator's.
func replyReason(body []byte) string {
	for _, path := range [][]string{{"error", "reason"}, {"code"}} {
		if reason, ok := find(body, path...); ok {
			return string(reason)
		}
	}
	return "without a reason"
}
