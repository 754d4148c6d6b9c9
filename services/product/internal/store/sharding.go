package store

import "dajiu/platform/sqldb"

// Sharding says how the tables of this store are cut into shards: what each store sells, by store. The catalogue is one.
func Sharding() sqldb.Sharding {
	const catalogue = "the catalogue: every process reads it whole and keeps it in memory"
	const desk = "some a day, made by people"
	return sqldb.Sharding{
		"categories": {Whole: catalogue}, "brands": {Whole: catalogue}, "products": {Whole: catalogue}, "skus": {Whole: catalogue},
		"merchants": {Whole: catalogue}, "stores": {Whole: catalogue},
		"revisions":         {Key: "scope", Across: map[string]string{"scope": "every process asks which stores have changed: a row for each"}},
		"assortment":        {Key: "store_id"},
		"availability":      {Key: "store_id"},
		"price_changes":     {Key: "store_id", Same: []string{"id"}},
		"sales":             {Whole: "a row for each product that was sold on a day, kept for weeks"},
		"product_revisions": {Whole: desk}, "product_imports": {Whole: desk}, "product_import_rows": {Whole: desk},
	}
}
