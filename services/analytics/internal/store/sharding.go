package store

import "dajiu/platform/sqldb"

// Sharding says how the tables of this store are cut into shards: figures by store, what is known of orders by their ids.
func Sharding() sqldb.Sharding {
	const desk = "made by people of the back office, or a few by rules"
	const reports = "a report over all stores adds up what each shard has"
	const sweep = "a sweep deletes what is old"
	return sqldb.Sharding{
		"known_orders":   {Key: "order_id", Same: []string{"user_id"}},
		"buyers":         {Key: "user_id", Same: []string{"order_id"}},
		"figures_minute": {Key: "store_id", Across: map[string]string{"at": reports + "; " + sweep}},
		"figures_hour":   {Key: "store_id", Across: map[string]string{"at": reports}},
		"figures_day":    {Key: "store_id", Across: map[string]string{"at": reports}},
		"goods_day":      {Key: "store_id"},
		"couriers_day":   {Key: "store_id"},
		"standing":       {Key: "store_id"},
		"stores":         {Whole: "a row for each store"},
		"skus":           {Whole: "a row for each thing that is sold"},
		"exports":        {Whole: desk}, "reports": {Whole: desk}, "alert_rules": {Whole: desk}, "alerts": {Whole: desk}, "alert_watchers": {Whole: desk},
	}
}
