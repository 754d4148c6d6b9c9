package load

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// profiling takes a processor profile of every process of a server while something is measured, where a folder for them was
// given. What it returns waits for them.
func profiling(t *testing.T, b *book, s *harness.Server, name string) (done func()) {
	t.Helper()
	if *profile == "" {
		return func() {}
	}
	require.NoError(t, os.MkdirAll(*profile, 0o700))
	var group sync.WaitGroup
	for process, private := range s.Privates() {
		group.Go(func() {
			resp, err := http.Get(fmt.Sprintf("%s/debug/pprof/profile?seconds=%d", private, max(int(b.during.Seconds()/2), 1)))
			if err != nil {
				t.Errorf("profile of %s: %v", process, err)
				return
			}
			defer func() { _ = resp.Body.Close() }()
			text, err := io.ReadAll(resp.Body)
			if err == nil {
				err = os.WriteFile(filepath.Join(*profile, name+"-"+process+".pprof"), text, 0o600)
			}
			if err != nil {
				t.Errorf("profile of %s: %v", process, err)
			}
		})
	}
	return group.Wait
}
