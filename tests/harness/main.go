package harness

import (
	"os"
	"path/filepath"
	"testing"
)

// Main runs a package's tests and removes what they share: the program that was built, and the seeded folder. For TestMain.
func Main(m *testing.M) {
	code := m.Run()
	if binary != "" {
		_ = os.RemoveAll(filepath.Dir(binary))
	}
	if previous != "" {
		_ = os.RemoveAll(filepath.Dir(previous))
	}
	if seeded != "" {
		_ = os.RemoveAll(seeded)
	}
	os.Exit(code)
}
