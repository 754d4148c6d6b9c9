package transport_test

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
)

func TestEveryReasonIsDeclared(t *testing.T) {
	t.Parallel()
	reason := regexp.MustCompile(`"(DELIVERY_[A-Z_]+)"`)
	used := 0
	root := os.DirFS("..")
	require.NoError(t, fs.WalkDir(root, ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") {
			return err
		}
		text, err := fs.ReadFile(root, path)
		for _, m := range reason.FindAllSubmatch(text, -1) {
			used++
			require.Contains(t, deliveryv1.ErrorReason_value, string(m[1]), path)
		}
		return err
	}))
	require.Positive(t, used)
}
