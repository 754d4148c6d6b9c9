package store

import "dajiu/platform/sqldb"

// Sharding says how the tables of this store are cut into shards: by the person.
func Sharding() sqldb.Sharding {
	const lists = "operators page through what was sent, by an index in each shard"
	return sqldb.Sharding{
		"messages": {Key: "user_id", Found: map[string]string{"id": "BIGINT"}, Across: map[string]string{
			"*": lists, "kind": lists, "wechat_state": lists, "id": "a sweep deletes what is old, by ids, which tell the time",
		}},
		"inbox_marks":    {Key: "user_id"},
		"preferences":    {Key: "user_id"},
		"grants":         {Key: "user_id"},
		"grant_requests": {Key: "user_id", Across: map[string]string{"at": "a sweep deletes what is old"}},
		"templates":      {Whole: "a row for each kind of message"},
	}
}
