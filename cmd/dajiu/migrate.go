package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"dajiu/cmd/dajiu/internal/host"
	"dajiu/platform/obs"
)

type migrateCmd struct {
	Up     migrateUpCmd     `cmd:"" default:"1" help:"Make the schemas that are missing and bring all of them to this program's version."`
	Status migrateStatusCmd `cmd:"" help:"Print how far every schema has come, and what is pending."`
	Vitess migrateVitessCmd `cmd:"" help:"Print how Vitess is to cut the stores: a VSchema for each keyspace, or what makes the lookup tables."`
	Verify migrateVerifyCmd `cmd:"" help:"Fail where a schema is not what this program's migrations make."`
}

type migrateUpCmd struct{}

// Run makes the schemas that are missing and brings all of them to this program's version. It may run again, beside
// another one, and beside older processes: migrations only add.
func (migrateUpCmd) Run(ctx context.Context, c *cli, io streams) error {
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

type migrateStatusCmd struct{}

// Run prints a line for every set of migrations of every service.
func (migrateStatusCmd) Run(ctx context.Context, c *cli, io streams) error {
	schemas, err := c.schemas(ctx, io, false)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(io.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "SERVICE\tSET\tVERSION\tPROGRAM\tPENDING")
	for _, s := range schemas {
		if s.Missing {
			fmt.Fprintf(table, "%s\t-\t-\t-\tthe whole schema\n", s.Service)
		}
		for _, set := range s.Sets {
			pending := "-"
			if len(set.Pending) > 0 {
				pending = strings.Join(set.Pending, " ")
			}
			fmt.Fprintf(table, "%s\t%s\t%d\t%d\t%s\n", s.Service, set.Set, set.Stored, set.Wanted, pending)
		}
	}
	return table.Flush()
}

type migrateVerifyCmd struct{}

// Run prints what is not as this program's migrations make it, a line each, and fails where there is any.
func (migrateVerifyCmd) Run(ctx context.Context, c *cli, io streams) error {
	schemas, err := c.schemas(ctx, io, true)
	if err != nil {
		return err
	}
	problems := 0
	for _, s := range schemas {
		for _, problem := range s.Problems() {
			fmt.Fprintf(io.out, "%s: %s\n", s.Service, problem)
			problems++
		}
	}
	fmt.Fprintf(io.out, "schemas looked at: %d, problems: %d\n", len(schemas), problems)
	if problems > 0 {
		return errChecked
	}
	return nil
}

func (c *cli) schemas(ctx context.Context, io streams, compare bool) ([]host.Schema, error) {
	cfg, err := c.load(nil)
	if err != nil {
		return nil, err
	}
	log, err := obs.NewLogger(io.err, cfg.Obs)
	if err != nil {
		return nil, err
	}
	return host.Schemas(ctx, cfg, log, compare)
}

type migrateVitessCmd struct {
	Lookups bool `help:"Print the statements that make the lookup tables."`
}

// Run prints what a Vitess cluster is told beside the schemas. It opens no store.
func (cmd migrateVitessCmd) Run(c *cli, io streams) error {
	cfg, err := c.load(nil)
	if err != nil {
		return err
	}
	keyspaces, lookups, err := host.VSchema(cfg)
	if err != nil {
		return err
	}
	if !cmd.Lookups {
		out := json.NewEncoder(io.out)
		out.SetIndent("", "  ")
		return out.Encode(keyspaces)
	}
	for _, keyspace := range slices.Sorted(maps.Keys(lookups)) {
		if len(lookups[keyspace]) > 0 {
			fmt.Fprintf(io.out, "USE `%s`;\n%s\n", keyspace, strings.Join(lookups[keyspace], "\n"))
		}
	}
	return nil
}
