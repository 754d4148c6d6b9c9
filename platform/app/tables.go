package app

import (
	"dajiu/platform/lock"
	"dajiu/platform/node"
	"dajiu/platform/outbox"
	"dajiu/platform/parameter"
	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
)

// Tables returns how all tables of a service's store are cut into shards: those that its own declaration names, and what the
// platform keeps there.
func Tables(own sqldb.Sharding) sqldb.Sharding {
	return sqldb.Merge(outbox.Sharding(), seal.Sharding(), parameter.Sharding(), lock.Sharding(), node.Sharding(), sqldb.OwnSharding(), own)
}
