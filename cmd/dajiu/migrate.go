package main

import (
	"context"
	"fmt"

	"dajiu/cmd/dajiu/internal/host"
	"dajiu/platform/obs"
)

type migrateCmd struct{}

// Run makes the schemas that are missing and brings all of them to this program's version. It may run again, and
// beside older processes: migrations only add.
func (migrateCmd) Run(ctx context.Context, c *cli, io streams) error {
	cfg, err := c.load(nil)
	if err != nil {
		return err
	}
	log, err := obs.NewLogger(io.err, cfg.Obs)
	if err != nil {
		return err
	}
	names, err := host.Migrate(ctx, cfg, log)
	for _, name := range names {
		fmt.Fprintln(io.out, "migrated", name)
	}
	return err
}
