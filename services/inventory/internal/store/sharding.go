package store

import "dajiu/platform/sqldb"

// Sharding says how the tables of this store are cut into shards: by store, whose gene the ids of sheets and movements carry.
func Sharding() sqldb.Sharding {
	const walk = "the check walks all rows"
	return sqldb.Sharding{
		"stock":        {Key: "store_id", Across: map[string]string{"store_id": walk}},
		"reservations": {Key: "store_id", Found: map[string]string{"order_id": "BIGINT"}, Across: map[string]string{"order_id": walk}},
		"stock_ledger": {Key: "store_id", Same: []string{"id"}, Across: map[string]string{
			"order_id": "an operator opens one order: its movements by an index", "store_id": walk,
		}},
		"adjustments":   {Key: "store_id", Across: map[string]string{"created_at": "a sweep deletes what is old"}},
		"count_sheets":  {Key: "store_id", Found: map[string]string{"id": "BIGINT"}, Across: map[string]string{"id": walk}},
		"count_lines":   {Key: "sheet_id"},
		"count_entries": {Key: "sheet_id"},
	}
}
