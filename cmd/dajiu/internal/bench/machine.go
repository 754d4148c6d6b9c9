package bench

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// Machine is what the machine itself can do: the floor under what a server on it can.
type Machine struct {
	CPUs     int    `json:"cpus"`
	Platform string `json:"platform"`
	Go       string `json:"go"`
	// Fsync is how many appends of 8 KiB one writer makes durable in a second, in Folder.
	Fsync  float64 `json:"fsync_per_second"`
	Folder string  `json:"fsync_folder"`
	// Sign is how many RSA-2048 signatures one core makes in a second; a WeChat payment needs four, two of them ours.
	Sign float64 `json:"rsa2048_sign_per_second"`
}

const (
	appendSize = 8 << 10
	rsaBits    = 2048
)

// stopwatch tells how long ago it was started, by the monotonic clock and to the nanosecond, which the business's
// clock does not.
type stopwatch func() time.Duration

func startStopwatch() stopwatch {
	started := time.Now()                                      //nolint:forbidigo // measures durations
	return func() time.Duration { return time.Since(started) } //nolint:forbidigo // measures durations
}

// measureMachine takes two times as long as it is given.
func measureMachine(ctx context.Context, folder string, each time.Duration) (Machine, error) {
	m := Machine{CPUs: runtime.NumCPU(), Platform: runtime.GOOS + "/" + runtime.GOARCH, Go: runtime.Version()}
	dir, err := os.MkdirTemp(folder, "dajiu-bench-")
	if err != nil {
		return m, fmt.Errorf("measure fsync: %w", err)
	}
	m.Folder = filepath.Dir(dir)
	m.Fsync, err = fsyncRate(ctx, filepath.Join(dir, "log"), each)
	if removed := os.RemoveAll(dir); err == nil {
		err = removed
	}
	if err != nil {
		return m, fmt.Errorf("measure fsync: %w", err)
	}
	if m.Sign, err = signRate(ctx, each); err != nil {
		return m, fmt.Errorf("measure signing: %w", err)
	}
	return m, nil
}

// rate repeats an act for a while and returns how often it was done in a second.
func rate(ctx context.Context, each time.Duration, act func() error) (float64, error) {
	watch := startStopwatch()
	n := 0
	for ; watch() < each && ctx.Err() == nil; n++ {
		if err := act(); err != nil {
			return 0, err
		}
	}
	return float64(n) / watch().Seconds(), ctx.Err()
}

func fsyncRate(ctx context.Context, path string, each time.Duration) (float64, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return 0, err //nolint:wrapcheck // names the path already
	}
	defer f.Close() //nolint:errcheck // the file is thrown away
	block := make([]byte, appendSize)
	return rate(ctx, each, func() error {
		if _, err := f.Write(block); err != nil {
			return err //nolint:wrapcheck // names the path already
		}
		return syncData(f)
	})
}

func signRate(ctx context.Context, each time.Duration) (float64, error) {
	key, err := rsa.GenerateKey(rand.Reader, rsaBits)
	if err != nil {
		return 0, err //nolint:wrapcheck // the caller says what failed
	}
	digest := sha256.Sum256([]byte("dajiu"))
	return rate(ctx, each, func() error {
		_, err := rsa.SignPKCS1v15(nil, key, crypto.SHA256, digest[:])
		return err //nolint:wrapcheck // the caller says what failed
	})
}
