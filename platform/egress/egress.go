// Package egress is HTTP to addresses that somebody else chose: a company's provider, a partner's server.
//
// It guarantees that a request reaches no address of our own network, whatever a name resolves to or a redirect says, unless
// that is permitted; that it ends in time; and that no answer is longer than a bound.
//
// It knows no protocol above HTTP. Start with [New].
package egress

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// Bounds of a request.
const (
	dialTime     = 5 * time.Second
	totalTime    = 10 * time.Second
	maxRedirects = 3
	maxAnswer    = 1 << 20
)

// ErrPrivate says that an address is not on the public internet.
var ErrPrivate = errors.New("egress: the address is not public")

// ErrTooLong says that an answer is longer than permitted.
var ErrTooLong = errors.New("egress: the answer is too long")

// New returns a client. AllowPrivate permits addresses of our own network: in development, and where a company's provider is
// there. No proxy of the environment is used: it would do the looking up.
func New(allowPrivate bool) *http.Client {
	dialer := &net.Dialer{Timeout: dialTime}
	if !allowPrivate {
		// The address is looked at when the connection is made, after the name was resolved: a name cannot change its mind.
		dialer.ControlContext = func(_ context.Context, _, address string, _ syscall.RawConn) error {
			at, err := netip.ParseAddrPort(address)
			if err != nil || !Public(at.Addr()) {
				return fmt.Errorf("%w: %s", ErrPrivate, address)
			}
			return nil
		}
	}
	transport := &http.Transport{
		DialContext: dialer.DialContext, TLSHandshakeTimeout: dialTime, ResponseHeaderTimeout: totalTime, MaxResponseHeaderBytes: 64 << 10,
		MaxIdleConns: 16, IdleConnTimeout: time.Minute, ForceAttemptHTTP2: true,
	}
	return &http.Client{Transport: bounded{transport}, Timeout: totalTime, CheckRedirect: func(r *http.Request, via []*http.Request) error {
		if len(via) >= maxRedirects {
			return errors.New("egress: too many redirects")
		}
		if via[0].URL.Scheme == "https" && r.URL.Scheme != "https" {
			return errors.New("egress: a redirect away from TLS")
		}
		return nil
	}}
}

// Public reports whether an address is one of the public internet: no loopback, private or shared network, link, metadata
// service, translation to those, or anything that is not for one machine.
func Public(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.Zone() != "" {
		return false
	}
	for _, p := range reserved() {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// reserved are networks of IANA's special-purpose registries that Go takes for ordinary ones.
func reserved() []netip.Prefix {
	return []netip.Prefix{
		netip.MustParsePrefix("0.0.0.0/8"),       // this network
		netip.MustParsePrefix("100.64.0.0/10"),   // shared by carriers, and clouds' metadata
		netip.MustParsePrefix("192.0.0.0/24"),    // protocol assignments
		netip.MustParsePrefix("192.0.2.0/24"),    // documentation
		netip.MustParsePrefix("192.88.99.0/24"),  // 6to4 relays
		netip.MustParsePrefix("198.18.0.0/15"),   // benchmarks
		netip.MustParsePrefix("198.51.100.0/24"), // documentation
		netip.MustParsePrefix("203.0.113.0/24"),  // documentation
		netip.MustParsePrefix("240.0.0.0/4"),     // reserved
		netip.MustParsePrefix("64:ff9b::/96"),    // translated to IPv4
		netip.MustParsePrefix("64:ff9b:1::/48"),  // translated to private IPv4
		netip.MustParsePrefix("100::/64"),        // discarded
		netip.MustParsePrefix("2001::/23"),       // protocol assignments, Teredo among them
		netip.MustParsePrefix("2001:db8::/32"),   // documentation
		netip.MustParsePrefix("2002::/16"),       // 6to4
		netip.MustParsePrefix("fec0::/10"),       // site-local
	}
}

// bounded cuts off answers that are too long, as an error.
type bounded struct{ next http.RoundTripper }

// RoundTrip makes the request.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := b.next.RoundTrip(r)
	if err != nil {
		return nil, err //nolint:wrapcheck // http.Client wraps it
	}
	resp.Body = &body{ReadCloser: resp.Body, left: maxAnswer}
	return resp, nil
}

type body struct {
	io.ReadCloser
	left int64
}

// Read reads up to the bound.
func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, ErrTooLong
	}
	return n, err //nolint:wrapcheck // io.EOF must stay itself
}
