package host

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"dajiu/platform/clock"
	"dajiu/platform/lock"
	"dajiu/platform/outbox"
	"dajiu/platform/parameter"
	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
)

// Lock takes the data folder of an installation that does not run, for a tool that looks into its stores. It fails
// where a process of the installation runs, or nothing was ever installed.
func Lock(cfg Config) (unlock func() error, err error) {
	if _, err := os.Stat(cfg.Data); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	return lockFolder(cfg.Data)
}

// SimFolder is where the simulators of third parties keep what they know.
func SimFolder(cfg Config) string { return filepath.Join(cfg.Data, "sim") }

// OpenDB opens one service's store as the service would, without starting anything and without changing its schema.
// It fails where there is no such store, or its schema is not this program's. The caller closes it.
func OpenDB(ctx context.Context, cfg Config, service string, log *slog.Logger) (*sqldb.DB, error) {
	cfg.Services = nil // a tool sees every service, whatever this machine runs
	h := &Host{Config: cfg, Log: log, Third: &ThirdParties{}}
	services, err := h.services()
	if err != nil {
		return nil, err
	}
	for _, s := range services {
		if s.Name != service {
			continue
		}
		where, err := cfg.database(service)
		if err != nil {
			return nil, err
		}
		if where.Engine == sqldb.SQLite { // opening would make an empty file
			if _, err := os.Stat(where.Path); err != nil {
				return nil, fmt.Errorf("store of %s: %w", service, err)
			}
		}
		db, err := sqldb.Open(ctx, service, where, log, nil)
		if err != nil {
			return nil, err
		}
		if err := errors.Join(outbox.Verify(ctx, db), seal.Verify(ctx, db), parameter.Verify(ctx, db), lock.Verify(ctx, db), sqldb.Verify(ctx, db, s.Name, s.Migrations)); err != nil {
			return nil, errors.Join(fmt.Errorf("store of %s is of another version: %w", service, err), db.Close())
		}
		return db, nil
	}
	return nil, fmt.Errorf("no service %q keeps a store", service)
}

// StoreNames are the services that keep a store.
func StoreNames() []string {
	var names []string
	for _, name := range Names() {
		if name != "gateway" {
			names = append(names, name)
		}
	}
	return names
}

// Keyring returns the keyring of a store that OpenDB opened.
func Keyring(cfg Config, db *sqldb.DB) (*seal.Keyring, error) {
	secret, err := loadSecret(cfg)
	if err != nil {
		return nil, err
	}
	master, err := masterOf(cfg, secret)
	if err != nil {
		return nil, err
	}
	return seal.NewKeyring(db, master, clock.Real()), nil
}
