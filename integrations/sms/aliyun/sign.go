package aliyun

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"slices"
	"strings"
)

// Algorithm is how requests are signed, and the first word of their Authorization.
const Algorithm = "ACS3-HMAC-SHA256"

// SignedHeaders are those that the vendor demands, in order.
//
//nolint:gochecknoglobals // a constant that Go cannot declare as one
var SignedHeaders = []string{"host", "x-acs-action", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce", "x-acs-version"}

// Signed is what a signature covers.
type Signed struct {
	Method string
	Query  url.Values
	// Header returns the value of a signed header by its small name.
	Header func(name string) string
}

// Signature signs with a secret key, in hexadecimal.
func (s Signed) Signature(secretKey string) string {
	var b strings.Builder
	b.WriteString(s.Method + "\n/\n" + canonicalQuery(s.Query) + "\n")
	for _, name := range SignedHeaders {
		b.WriteString(name + ":" + strings.TrimSpace(s.Header(name)) + "\n")
	}
	b.WriteString("\n" + strings.Join(SignedHeaders, ";") + "\n" + s.Header("x-acs-content-sha256"))
	h := hmac.New(sha256.New, []byte(secretKey))
	h.Write([]byte(Algorithm + "\n" + Digest([]byte(b.String()))))
	return hex.EncodeToString(h.Sum(nil))
}

// Authorization is the header of a request.
func (s Signed) Authorization(keyID, secretKey string) string {
	return Algorithm + " Credential=" + keyID + ",SignedHeaders=" + strings.Join(SignedHeaders, ";") + ",Signature=" + s.Signature(secretKey)
}

// Digest is the SHA-256 of a body, in hexadecimal.
func Digest(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// canonicalQuery writes parameters by name, escaped as RFC 3986 says.
func canonicalQuery(q url.Values) string {
	var pairs []string
	for name, values := range q {
		for _, v := range values {
			pairs = append(pairs, escape(name)+"="+escape(v))
		}
	}
	slices.Sort(pairs)
	return strings.Join(pairs, "&")
}

func escape(text string) string {
	return strings.ReplaceAll(url.QueryEscape(text), "+", "%20")
}
