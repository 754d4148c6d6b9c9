// Package wire owns the formats of WeChat Pay's v3 interface: the strings that are signed, the authorization
// header, the encryption of callbacks, the JSON bodies and the lines of a bill.
//
// It guarantees that both ends of our tests speak about the same bytes: the client and the simulator build
// every message here. It does no I/O and keeps no state, and all of its parsers accept hostile input.
//
// It refuses to interpret what it carries: whether an order may be paid is the simulator's rule, what a
// state means to us is the client's. Start with [RequestMessage] and [AnswerMessage].
package wire

import (
	"crypto/rand"
	"errors"
	"strings"
)

const (
	// Schema is the authorization scheme and the value of Wechatpay-Signature-Type.
	Schema = "WECHATPAY2-SHA256-RSA2048"
	// Algorithm is the only encryption that callbacks and certificates use.
	Algorithm = "AEAD_AES_256_GCM"
	// ProbePrefix starts the deliberately wrong signatures by which the service tests its merchants.
	ProbePrefix = "WECHATPAY/SIGNTEST/"
	// PublicKeyPrefix starts the id of a platform public key, which a certificate's serial never does.
	PublicKeyPrefix = "PUB_KEY_ID_"
	// Window is the difference in seconds at which a message's timestamp is refused.
	Window = 300
)

// Names of the headers that carry a signature of the service.
const (
	HeaderSerial        = "Wechatpay-Serial"
	HeaderSignature     = "Wechatpay-Signature"
	HeaderSignatureType = "Wechatpay-Signature-Type"
	HeaderTimestamp     = "Wechatpay-Timestamp"
	HeaderNonce         = "Wechatpay-Nonce"
	HeaderRequestID     = "Request-Id"
)

// ErrAuthorization says that an Authorization header is not of the v3 form.
var ErrAuthorization = errors.New("wechatpay: malformed authorization header")

// RequestMessage is what a merchant signs for one request. The URI is path and query exactly as sent.
func RequestMessage(method, uri, timestamp, nonce string, body []byte) string {
	var b strings.Builder
	b.Grow(len(method) + len(uri) + len(timestamp) + len(nonce) + len(body) + 5)
	for _, part := range []string{method, uri, timestamp, nonce} {
		b.WriteString(part)
		b.WriteByte('\n')
	}
	b.Write(body)
	b.WriteByte('\n')
	return b.String()
}

// AnswerMessage is what the service signs for one answer or callback.
func AnswerMessage(timestamp, nonce string, body []byte) string {
	var b strings.Builder
	b.Grow(len(timestamp) + len(nonce) + len(body) + 3)
	b.WriteString(timestamp)
	b.WriteByte('\n')
	b.WriteString(nonce)
	b.WriteByte('\n')
	b.Write(body)
	b.WriteByte('\n')
	return b.String()
}

// PayMessage is what a merchant signs for the client's requestPayment call.
func PayMessage(appID, timestamp, nonce, pkg string) string {
	return appID + "\n" + timestamp + "\n" + nonce + "\n" + pkg + "\n"
}

// Nonce returns 26 unpredictable letters and digits, within the service's limit of 32.
func Nonce() string { return rand.Text() }

// AEADNonce returns the 12 characters that the encryption of a callback asks for.
func AEADNonce() string { return rand.Text()[:12] }

// Authorization is the content of a request's Authorization header.
type Authorization struct {
	MchID, Nonce, Timestamp, Serial, Signature string
}

// String returns the header's value.
func (a Authorization) String() string {
	return Schema + ` mchid="` + a.MchID + `",nonce_str="` + a.Nonce + `",timestamp="` + a.Timestamp +
		`",serial_no="` + a.Serial + `",signature="` + a.Signature + `"`
}

// ParseAuthorization reads a header's value. It reports ErrAuthorization unless each of the five parts is
// there once.
func ParseAuthorization(value string) (Authorization, error) {
	rest, ok := strings.CutPrefix(value, Schema+" ")
	if !ok || len(rest) > 2048 {
		return Authorization{}, ErrAuthorization
	}
	var a Authorization
	for part := range strings.SplitSeq(rest, ",") {
		name, quoted, found := strings.Cut(strings.TrimSpace(part), "=")
		if !found || len(quoted) < 2 || quoted[0] != '"' || quoted[len(quoted)-1] != '"' {
			return Authorization{}, ErrAuthorization
		}
		field := a.field(name)
		if field == nil || *field != "" {
			return Authorization{}, ErrAuthorization
		}
		*field = quoted[1 : len(quoted)-1]
	}
	if a.MchID == "" || a.Nonce == "" || a.Timestamp == "" || a.Serial == "" || a.Signature == "" {
		return Authorization{}, ErrAuthorization
	}
	return a, nil
}

func (a *Authorization) field(name string) *string {
	switch name {
	case "mchid":
		return &a.MchID
	case "nonce_str":
		return &a.Nonce
	case "timestamp":
		return &a.Timestamp
	case "serial_no":
		return &a.Serial
	case "signature":
		return &a.Signature
	default:
		return nil
	}
}
