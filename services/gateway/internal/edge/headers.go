package edge

import (
	"net"
	"net/http"
	"strings"

	"dajiu/platform/release"
	"dajiu/platform/rpc"
)

// passHeader chooses the headers that go on to the services, and under which metadata key. Everything else stays
// here: a caller cannot speak to a service past the API.
func passHeader(name string) (string, bool) {
	switch http.CanonicalHeaderKey(name) {
	case "Authorization":
		return rpc.MetaAuthorization, true
	case "Idempotency-Key":
		return rpc.MetaKey, true
	case "X-Request-Id":
		return rpc.MetaRequestID, true
	case "User-Agent":
		return rpc.MetaAgent, true
	case release.Header:
		return metaWord, true
	case "Traceparent":
		return "traceparent", true
	case "Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Signature", "Wechatpay-Serial", "Wechatpay-Signature-Type":
		return strings.ToLower(name), true
	}
	return "", false
}

// clientAddress returns the address a request came from: the connection's, or behind a proxy of ours the last one
// that the proxy saw.
func clientAddress(r *http.Request, trustProxy bool) string {
	if trustProxy {
		hops := strings.Split(r.Header.Get("X-Forwarded-For"), ",")
		if ip := net.ParseIP(strings.TrimSpace(hops[len(hops)-1])); ip != nil {
			return ip.String()
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// secure sets the headers that keep browsers from doing what an API never wants.
func secure(h http.Header) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "SAMEORIGIN")
	h.Set("Referrer-Policy", "same-origin")
}
