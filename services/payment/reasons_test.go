package payment_test

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
)

func TestEveryReasonIsDeclared(t *testing.T) {
	t.Parallel()
	reason := regexp.MustCompile(`"(PAYMENT_[A-Z_]+)"`)
	seen := map[string]bool{}
	require.NoError(t, fs.WalkDir(os.DirFS("."), ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, m := range reason.FindAllStringSubmatch(string(text), -1) {
			require.Containsf(t, paymentv1.ErrorReason_value, m[1], "%s", path)
			seen[m[1]] = true
		}
		return err
	}))
	for name := range paymentv1.ErrorReason_value {
		require.True(t, seen[name] || name == "ERROR_REASON_UNSPECIFIED", "%s is declared and never stated", name)
	}
}
