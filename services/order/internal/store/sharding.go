package store

import "dajiu/platform/sqldb"

// Sharding says how the tables of this store are cut into shards: by customer, whose gene the ids of trades, orders and
// events carry.
func Sharding() sqldb.Sharding {
	const anew = "the job that seals anew, and the sweep of what is kept too long, walk all rows by their ids, a page at a time"
	const boards = "a store's orders lie in its customers' shards: each is asked for a page of its own index, or for one day"
	return sqldb.Sharding{
		"trades": {Key: "user_id", Found: map[string]string{"id": "BIGINT"}},
		"orders": {Key: "user_id", Found: map[string]string{"id": "BIGINT"}, Same: []string{"trade_id"}, Across: map[string]string{
			"store_id": boards, "state": "operators page through the orders of all stores in a state", "*": anew, "id": anew,
		}},
		"order_events": {Key: "user_id", Same: []string{"id", "order_id"}},
		"cart_lines":   {Key: "user_id"},
		"order_notes": {Key: "author_id", Alone: map[string]string{"PRIMARY": "no two ids that are made are the same"}, Across: map[string]string{
			"order_id": "an operator opens one order: at most a hundred notes of all who wrote",
		}},
		"retention_marks": {Whole: "a row for each sweep"},
	}
}
