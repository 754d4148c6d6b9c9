package store

import "dajiu/platform/sqldb"

// Sharding says how the tables of this store are cut into shards: deliveries by their ids, which carry their customer's
// gene, and what stores and couriers have by theirs.
func Sharding() sqldb.Sharding {
	return sqldb.Sharding{
		"zones": {Whole: "a row for each store, searched by place"},
		"deliveries": {Key: "id", Found: map[string]string{"order_id": "BIGINT"}, Same: []string{"user_id"}, Across: map[string]string{
			"courier_id": "a courier's jobs and earnings lie in customers' shards: each is asked for a page of its own index",
			"waiting":    "the dispatcher takes those that wait longest, of all: few at any time",
			"store_id":   "a pick-up code is told at a store's counter: one row by its index",
			"user_id":    "a person asks for their data, or for their erasure",
			"id":         "the sweep of recipients walks all rows by their ids, a page at a time",
			"*":          "the job that seals anew walks all rows, a page at a time",
			"order_id":   "the check walks all rows",
		}, Alone: map[string]string{"ux_deliveries_code": "the counter opens one of two parcels with one code; codes are drawn from a hundred million"}},
		"couriers": {Key: "id", Across: map[string]string{
			"on_duty": "couriers near a place are looked for among all", "updated_at": "the watcher of positions asks what changed",
		}},
		"offers": {Key: "delivery_id", Across: map[string]string{
			"courier_id": "a courier looks at what is offered to them: few rows of an index",
		}},
		"pickup_misses": {Key: "store_id"},
		"slots": {Key: "store_id", Across: map[string]string{
			"starts_at": "a sweep deletes what is over", "store_id": "the check walks all rows",
		}},
		"slot_bookings": {Key: "store_id", Found: map[string]string{"order_id": "BIGINT"}, Across: map[string]string{
			"starts_at": "a sweep deletes what is over",
		}},
		"delivery_log":    {Key: "delivery_id", Same: []string{"id"}},
		"retention_marks": {Whole: "a row for each sweep"},
	}
}
