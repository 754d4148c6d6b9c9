package harness

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// previousCommit is the release before this one. Whoever makes a release, or takes a configuration key away that tests set, writes the
// commit that runs in production then.
const previousCommit = "1d258362f0df6b4092fc976202f9706ff4737ed0"

//nolint:gochecknoglobals // one build serves all tests of a run
var (
	previousOnce sync.Once
	previous     string
	previousErr  string
)

// Previous builds the release before this one and returns the program, for tests in which both run side by side as they do while
// a release is rolled out. The test is skipped where the history of the project is not there: a checkout may be shallow.
func Previous(t testing.TB) string {
	t.Helper()
	if exec.Command("git", "-C", root(), "cat-file", "-e", previousCommit+"^{commit}").Run() != nil {
		t.Skip("this checkout does not have the commit of the previous release: " + previousCommit)
	}
	previousOnce.Do(func() {
		dir, err := os.MkdirTemp("", "dajiu-previous")
		if err != nil {
			previousErr = err.Error()
			return
		}
		previous = filepath.Join(dir, "dajiu")
		build := exec.Command("bash", "-c", `set -euo pipefail
mkdir "$2/source"
git -C "$1" archive "$3" | tar -x -C "$2/source"
cd "$2/source"
CGO_ENABLED=0 go build -o "$2/dajiu" ./cmd/dajiu
rm -rf "$2/source"`, "-", root(), dir, previousCommit)
		var said bytes.Buffer
		build.Stdout, build.Stderr = &said, &said
		if build.Run() != nil {
			previousErr = said.String()
		}
	})
	require.Empty(t, strings.TrimSpace(previousErr))
	return previous
}
