package host

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"

	"dajiu/platform/app"
	"dajiu/platform/sqldb"
)

// Schema is how far a service's schema has come.
type Schema struct {
	Service string
	// Missing: there is none.
	Missing bool
	Sets    []sqldb.State
	// Differences are how it differs from what the migrations make, where that was asked for and the versions are the
	// program's.
	Differences []string
}

// Problems are what keeps the schema from being this program's, a line each.
func (s Schema) Problems() []string {
	if s.Missing {
		return []string{"there is no schema"}
	}
	var problems []string
	for _, set := range s.Sets {
		if set.Stored != set.Wanted {
			problems = append(problems, fmt.Sprintf("set %s is at version %d, this program's is %d", set.Set, set.Stored, set.Wanted))
		}
	}
	return append(problems, s.Differences...)
}

// Schemas returns how far the schemas of all services have come, and where compare is set how they differ from what this
// program's migrations make. It makes none that is missing.
func Schemas(ctx context.Context, cfg Config, log *slog.Logger, compare bool) ([]Schema, error) {
	h := &Host{Config: cfg, Log: log, Third: &ThirdParties{}}
	services, err := h.services()
	if err != nil {
		return nil, err
	}
	var list []Schema
	for _, s := range services {
		one, err := schemaOf(ctx, cfg, s, log, compare)
		if err != nil {
			return nil, fmt.Errorf("service %s: %w", s.Name, err)
		}
		list = append(list, one)
	}
	return list, nil
}

func schemaOf(ctx context.Context, cfg Config, s app.Service, log *slog.Logger, compare bool) (schema Schema, err error) {
	schema.Service = s.Name
	where, err := cfg.database(s.Name)
	if err != nil {
		return schema, err
	}
	if where.Engine == sqldb.SQLite { // opening would make an empty file
		if _, err := os.Stat(where.Path); errors.Is(err, fs.ErrNotExist) {
			schema.Missing = true
			return schema, nil
		}
	}
	where.Replicas = nil // what counts is the primary
	db, err := sqldb.Open(ctx, s.Name, where, log, nil)
	if sqldb.IsNoSchema(err) {
		schema.Missing = true
		return schema, nil
	}
	if err != nil {
		return schema, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	sets := setsOf(db, s)
	if schema.Sets, err = sqldb.Status(ctx, db, sets...); err != nil {
		return schema, err
	}
	if compare && len(schema.Problems()) == 0 {
		schema.Differences, err = sqldb.Compare(ctx, db, sets...)
	}
	return schema, err
}
