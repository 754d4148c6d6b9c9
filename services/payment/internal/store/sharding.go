package store

import "dajiu/platform/sqldb"

// Sharding says how the tables of this store are cut into shards: by the ids of payments, which carry their customer's gene
// as those of trades and orders do. The accounts are one book.
func Sharding() sqldb.Sharding {
	const lists = "people of finance page through all rows, by an index in each shard"
	const check = "the check walks all rows"
	return sqldb.Sharding{
		"payments": {Key: "id", Found: map[string]string{"trade_id": "BIGINT"}, Same: []string{"user_id"}, Across: map[string]string{
			"*": lists, "id": lists, "state": lists,
		}},
		"attempts": {Key: "payment_id", Found: map[string]string{"id": "BIGINT", "out_trade_no": "VARCHAR(32)", "transaction_id": "VARCHAR(64)"}},
		"refunds": {Key: "payment_id", Found: map[string]string{"id": "BIGINT", "out_refund_no": "VARCHAR(64)"}, Same: []string{"order_id"}, Across: map[string]string{
			"*": lists, "state": lists,
		}},
		"order_notes": {Key: "order_id", Same: []string{"trade_id", "payment_id"}},
		"accounts":    {Whole: "one book: every entry changes rows of several owners, and those of the platform"},
		"journal": {Key: "reference_id", Found: map[string]string{"id": "BIGINT"}, Across: map[string]string{
			"*": lists, "id": lists,
		}},
		"postings":     {Key: "journal_id", Across: map[string]string{"account": lists, "journal_id": check}},
		"money_orders": {Whole: "a few a day, made by people of finance"},
	}
}
