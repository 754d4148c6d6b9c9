package testkit

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// SmallDisk mounts a disk of so many bytes in memory, for one test, and returns its folder. The test is skipped where nobody may
// mount one.
func SmallDisk(tb testing.TB, bytes string) string {
	tb.Helper()
	dir := tb.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+bytes); err != nil {
		tb.Skipf("a disk cannot be mounted here: %v", err)
	}
	tb.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			tb.Errorf("testkit: unmount: %v", err)
		}
	})
	return dir
}

// FillDisk takes all room that is left on the disk of a folder; EmptyDisk gives it back.
func FillDisk(tb testing.TB, dir string) {
	tb.Helper()
	f, err := os.Create(filepath.Join(dir, filler))
	require.NoError(tb, err)
	defer func() { require.NoError(tb, f.Close()) }()
	for size := 1 << 20; size > 0; size /= 2 {
		for err == nil {
			_, err = f.Write(make([]byte, size))
		}
		require.ErrorIs(tb, err, syscall.ENOSPC)
		err = nil
	}
}

// EmptyDisk gives back what FillDisk took.
func EmptyDisk(tb testing.TB, dir string) {
	tb.Helper()
	if err := os.Remove(filepath.Join(dir, filler)); err != nil && !errors.Is(err, os.ErrNotExist) {
		require.NoError(tb, err)
	}
}

const filler = "filler"
