package store

import "dajiu/services/order/internal/app"

// RangeQuery is the statement of one index range, for tests of its plan.
type RangeQuery struct {
	Text string
	Args []any
}

// RangeQueries returns the statements by which a search's first page is found.
func RangeQueries(q app.Search) []RangeQuery {
	r, _ := rangesOf(q, 0)
	conditions, args := r.statements()
	list := make([]RangeQuery, len(conditions))
	for i, c := range conditions {
		list[i] = RangeQuery{Text: rangeQuery(c), Args: append(args[i], r.low, r.high, 21)}
	}
	return list
}

// OpenQuery is the statement that counts open orders.
func OpenQuery(stores []int64) RangeQuery {
	text, args := openQuery(stores)
	return RangeQuery{Text: text, Args: args}
}

// UsedUp is the statement that takes so many lines out of carts.
func UsedUp(lines int) string { return usedUp(lines) }
