package host_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
)

var declared = regexp.MustCompile(`\.(?:Number|Duration|Choice)\("([a-z_]+)", `) //nolint:gochecknoglobals // a constant that Go cannot declare as one

func TestEveryParameterHasWordsInBothLanguages(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..", "..", "..")
	modules, err := filepath.Glob(filepath.Join(root, "services", "*", "module.go"))
	require.NoError(t, err)
	found := 0
	for _, module := range modules {
		text, err := os.ReadFile(module)
		require.NoError(t, err)
		for _, name := range declared.FindAllSubmatch(text, -1) {
			found++
			for _, language := range []string{"zh-CN", "en"} {
				words, err := os.ReadFile(filepath.Join(root, "web", "admin", "src", "locales", language, "settings.ts"))
				require.NoError(t, err)
				require.Len(t, regexp.MustCompile(`\b`+string(name[1])+`: '`).FindAll(words, -1), 2, "a name and a note of %s in %s", name[1], language)
			}
		}
	}
	require.Greater(t, found, 10)
}
