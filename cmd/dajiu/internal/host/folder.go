package host

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"dajiu/platform/seal"
)

// lockFolder keeps a second process out of a data folder: two would corrupt each other's files.
func lockFolder(dir string) (unlock func() error, err error) {
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close() // it was only opened to be locked
		return nil, fmt.Errorf("data folder %s is in use by another process: %w", dir, err)
	}
	return f.Close, nil
}

// masterOf returns what keysets are wrapped by.
func masterOf(cfg Config, secret []byte) (*seal.Master, error) {
	if cfg.EarlierSecret == "" {
		return seal.NewMaster(secret)
	}
	return seal.NewMaster(secret, []byte(cfg.EarlierSecret.Reveal()))
}

// loadSecret returns the installation's secret: the configured one, or in development one of its own making that
// stays in the data folder.
func loadSecret(cfg Config) ([]byte, error) {
	if cfg.Secret != "" {
		return []byte(cfg.Secret.Reveal()), nil
	}
	path := filepath.Join(cfg.Data, "secret")
	raw, err := os.ReadFile(path) //nolint:gosec // a path of the configuration's
	switch {
	case err == nil:
		secret, err := hex.DecodeString(strings.TrimSpace(string(raw)))
		if err != nil {
			return nil, fmt.Errorf("secret file %s: %w", path, err)
		}
		return secret, nil
	case !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("secret file: %w", err)
	}
	secret := seal.NewSecret()
	if err := os.WriteFile(path, []byte(hex.EncodeToString(secret)+"\n"), 0o600); err != nil {
		return nil, fmt.Errorf("secret file: %w", err)
	}
	return secret, nil
}
