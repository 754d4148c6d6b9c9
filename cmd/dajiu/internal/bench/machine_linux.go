package bench

import (
	"os"
	"syscall"
	"time"
)

// syncData makes a file's contents durable as databases do: without its times.
func syncData(f *os.File) error {
	return syscall.Fdatasync(int(f.Fd())) //nolint:wrapcheck,gosec // the caller says what failed
}

// ownCPU returns the processor time that this process has used.
func ownCPU() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
