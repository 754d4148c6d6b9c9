//go:build !linux

package bench

import (
	"os"
	"time"
)

// syncData makes a file durable; other systems than Linux have no way to leave its times out.
func syncData(f *os.File) error { return f.Sync() } //nolint:wrapcheck // the caller says what failed

// ownCPU is not known here.
func ownCPU() time.Duration { return 0 }
