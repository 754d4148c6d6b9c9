package outbox

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"dajiu/platform/sqldb"
)

//go:embed migrations/*.sql
var files embed.FS //nolint:gochecknoglobals // embedding needs a variable

const migrationSet = "platform"

// Migrate creates or updates this package's tables in a service's store.
func Migrate(ctx context.Context, db *sqldb.DB) error {
	sub, err := fs.Sub(files, "migrations")
	if err != nil {
		return fmt.Errorf("outbox: migrations: %w", err)
	}
	return sqldb.Migrate(ctx, db, migrationSet, sub)
}

// Verify fails where this package's tables are older than the program.
func Verify(ctx context.Context, db *sqldb.DB) error {
	sub, err := fs.Sub(files, "migrations")
	if err != nil {
		return fmt.Errorf("outbox: migrations: %w", err)
	}
	return sqldb.Verify(ctx, db, migrationSet, sub)
}
