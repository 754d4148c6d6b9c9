package host

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"github.com/go-sql-driver/mysql"

	"dajiu/platform/sqldb"
)

// Migrate brings every service's schema to this program's version, making those that are missing, and returns the
// names of the services it finished.
func Migrate(ctx context.Context, cfg Config, log *slog.Logger) (done []string, err error) {
	if err := os.MkdirAll(cfg.Data, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	// Services only name their migrations here; nothing is started, so nothing needs third parties.
	h := &Host{Config: cfg, Log: log, Third: &ThirdParties{}}
	services, err := h.services()
	if err != nil {
		return nil, err
	}
	for _, s := range services {
		if err := createSchema(ctx, cfg, s.Name); err != nil {
			return done, fmt.Errorf("service %s: %w", s.Name, err)
		}
		where, err := cfg.database(s.Name)
		if err != nil {
			return done, err
		}
		where.Replicas = nil // a tool reads what is
		db, err := sqldb.Open(ctx, s.Name, where, log, nil)
		if err != nil {
			return done, fmt.Errorf("service %s: %w", s.Name, err)
		}
		if err := errors.Join(sqldb.Migrate(ctx, db, setsOf(db, s)...), db.Close()); err != nil {
			return done, fmt.Errorf("service %s: %w", s.Name, err)
		}
		done = append(done, s.Name)
	}
	return done, nil
}

func createSchema(ctx context.Context, cfg Config, service string) error {
	if cfg.SQL.Engine != sqldb.MySQL {
		return nil
	}
	dsn, err := mysql.ParseDSN(cfg.SQL.DSN.Reveal())
	if err != nil {
		return errors.New("sql.dsn cannot be understood") // the parser's error would show the password
	}
	dsn.DBName = ""
	connector, err := mysql.NewConnector(dsn)
	if err != nil {
		return fmt.Errorf("open server: %w", err)
	}
	server := sql.OpenDB(connector)
	defer func() { _ = server.Close() }()
	// Service names are ours, and the prefix is the operator's.
	_, err = server.ExecContext(ctx, "CREATE DATABASE IF NOT EXISTS `"+cfg.SQL.Prefix+service+"` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
	if err != nil {
		return fmt.Errorf("create schema: %w", err)
	}
	return nil
}
