package main

import (
	"context"
	"errors"
	"log/slog"

	"dajiu/cmd/dajiu/internal/host"
	"dajiu/platform/sqldb"
)

// openStores opens the stores of all services of an installation that does not run, by name. CloseAll closes what was
// opened, also after an error.
func openStores(ctx context.Context, cfg host.Config, log *slog.Logger) (stores map[string]*sqldb.DB, closeAll func() error, err error) {
	stores = map[string]*sqldb.DB{}
	closeAll = func() error {
		var problems []error
		for _, db := range stores {
			problems = append(problems, db.Close())
		}
		return errors.Join(problems...)
	}
	for _, name := range host.StoreNames() {
		db, err := host.OpenDB(ctx, cfg, name, log)
		if err != nil {
			return stores, closeAll, err
		}
		stores[name] = db
	}
	return stores, closeAll, nil
}
