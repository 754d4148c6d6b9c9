package outbox

import (
	"embed"

	"dajiu/platform/sqldb"
)

//go:embed migrations/*.sql
var files embed.FS //nolint:gochecknoglobals // embedding needs a variable

// Migrations makes this package's tables in a service's store.
func Migrations() sqldb.Set { return sqldb.Set{Name: "platform", Files: files, Folder: "migrations"} }

// Sharding says how this package's tables are cut: events lie beside what they tell of, since their ids carry its gene.
func Sharding() sqldb.Sharding {
	const relay = "one relay of the service takes what is due from all shards, in the order of its time"
	return sqldb.Sharding{
		"outbox": {Key: "id", Across: map[string]string{
			"sent_ms": relay,
		}},
		"outbox_relay": {Whole: "one row: who relays"},
		"inbox": {Key: "event_id", Across: map[string]string{
			"at_ms": "a sweep deletes what is old, in all shards",
		}},
		"dead_letter": {Key: "event_id", Across: map[string]string{
			"grp": "operators list and count what failed: few rows at any time",
		}},
	}
}
