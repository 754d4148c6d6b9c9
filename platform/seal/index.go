package seal

import (
	"encoding/base64"
	"fmt"

	"github.com/tink-crypto/tink-go/v2/tink"
)

// Index makes keyed digests for one purpose. Its keyset has one key, which rotation leaves alone: a unique index needs
// that equal values have equal digests. docs/privacy.md says how it would be changed.
type Index struct{ mac tink.MAC }

// Of returns the text by which a value is found: the same for the same value, and no way back.
func (x *Index) Of(value string) string {
	return base64.RawStdEncoding.EncodeToString(x.MAC([]byte(value)))
}

// MAC returns a keyed digest of a message, 32 bytes.
func (x *Index) MAC(message []byte) []byte {
	sum, err := x.mac.ComputeMAC(message)
	if err != nil { // an HMAC of bytes does not fail
		panic(fmt.Sprintf("seal: index: %v", err)) //nolint:forbidigo // an empty digest would match others
	}
	return sum
}
