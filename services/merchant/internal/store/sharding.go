package store

import "dajiu/platform/sqldb"

// Sharding says that the tables of this store are not cut.
func Sharding() sqldb.Sharding {
	const few = "some for each merchant, found by names, codes and numbers that are unique among all"
	return sqldb.Sharding{
		"applications": {Whole: few}, "merchants": {Whole: few}, "outlets": {Whole: few}, "licences": {Whole: few},
	}
}
