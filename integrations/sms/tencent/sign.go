package tencent

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"
)

// Algorithm is how requests are signed, and the first word of their Authorization.
const Algorithm = "TC3-HMAC-SHA256"

// Signed is what a signature covers.
type Signed struct {
	Service, Host, ContentType string
	At                         time.Time
	Body                       []byte
}

// Scope is the day (UTC) and the service for which a derived key is good.
func (s Signed) Scope() string {
	return s.At.UTC().Format(time.DateOnly) + "/" + s.Service + "/tc3_request"
}

// signedHeaders are those that the vendor demands.
const signedHeaders = "content-type;host"

// Signature signs with a secret key, in hexadecimal.
func (s Signed) Signature(secretKey string) string {
	canonical := "POST\n/\n\ncontent-type:" + s.ContentType + "\nhost:" + s.Host + "\n\n" + signedHeaders + "\n" + digest(s.Body)
	text := Algorithm + "\n" + strconv.FormatInt(s.At.Unix(), 10) + "\n" + s.Scope() + "\n" + digest([]byte(canonical))
	key := mac([]byte("TC3"+secretKey), s.At.UTC().Format(time.DateOnly))
	return hex.EncodeToString(mac(mac(mac(key, s.Service), "tc3_request"), text))
}

// Authorization is the header of a request.
func (s Signed) Authorization(secretID, secretKey string) string {
	return Algorithm + " Credential=" + secretID + "/" + s.Scope() + ", SignedHeaders=" + signedHeaders + ", Signature=" + s.Signature(secretKey)
}

func digest(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

func mac(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text))
	return h.Sum(nil)
}
