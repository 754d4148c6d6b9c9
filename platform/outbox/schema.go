package outbox

import (
	"embed"

	"dajiu/platform/sqldb"
)

//go:embed migrations/*.sql
var files embed.FS //nolint:gochecknoglobals // embedding needs a variable

// Migrations makes this package's tables in a service's store.
func Migrations() sqldb.Set { return sqldb.Set{Name: "platform", Files: files, Folder: "migrations"} }
