package store

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"dajiu/platform/id"
	"dajiu/platform/money"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
)

// The bounds of a search across stores.
const (
	// lookThrough is how many orders one page is looked for among, where no index knows all that is wanted.
	lookThrough = 2_000
	// mostRanges is how many index ranges are merged; a caller with more stores walks all orders by time instead, of which
	// theirs are then a good part.
	mostRanges = 1_000
	// rangesAtOnce is how many ranges one statement has. What the first ones find bounds what the next need look at.
	rangesAtOnce = 50
)

// ranges are the index ranges that hold what a search wants, newest first each. Every one is served whole by an index that
// ends in the id, so that a page costs the same whatever lies behind it.
type ranges struct {
	// column and keys are the owners whose orders are wanted: "store_id" or "user_id"; none: all orders.
	column string
	keys   []int64
	states []domain.State
	// Ids between low and high, both excluded.
	low, high int64
}

// rangesOf returns the ranges of a search, and the stores that are left to the sieve.
func rangesOf(q app.Search, before int64) (r ranges, stores []int64) {
	r = ranges{states: q.States, high: math.MaxInt64}
	if !q.From.IsZero() {
		r.low = id.From(q.From) - 1
	}
	if !q.Before.IsZero() {
		r.high = id.From(q.Before)
	}
	if before > 0 {
		r.high = min(r.high, before)
	}
	switch {
	case q.UserID != 0:
		r.column, r.keys, stores = "user_id", []int64{q.UserID}, q.Stores
	case q.All:
	case len(q.Stores)*max(len(q.States), 1) > mostRanges:
		stores = q.Stores
	default:
		r.column, r.keys = "store_id", q.Stores
	}
	return r, stores
}

// statements are the ranges' conditions, each for a SELECT of its own.
func (r ranges) statements() (conditions []string, args [][]any) {
	add := func(condition string, arg ...any) {
		conditions = append(conditions, condition)
		args = append(args, arg)
	}
	keys := r.keys
	if r.column == "" {
		keys = []int64{0}
	}
	for _, key := range keys {
		own, arg := "", []any(nil)
		if r.column != "" {
			own, arg = r.column+" = ? AND ", []any{key}
		}
		if len(r.states) == 0 {
			add(own, arg...)
		}
		for _, state := range r.states {
			add(own+"state = ? AND ", append(slices.Clone(arg), int(state))...)
		}
	}
	return conditions, args
}

// rangeQuery is the statement of one range.
func rangeQuery(condition string) string {
	return "SELECT id FROM orders WHERE " + condition + "id > ? AND id < ? ORDER BY id DESC LIMIT ?"
}

// idsIn returns the newest ids within the ranges, at most limit of them.
func (s *Orders) idsIn(ctx context.Context, from bun.IDB, r ranges, limit int) ([]int64, error) {
	conditions, args := r.statements()
	var found []int64
	low := r.low
	for first := 0; first < len(conditions); first += rangesAtOnce {
		end := min(first+rangesAtOnce, len(conditions))
		var query strings.Builder
		var arg []any
		for i := first; i < end; i++ {
			if i > first {
				query.WriteString(" UNION ALL ")
			}
			fmt.Fprintf(&query, "SELECT id FROM (%s) AS r%d", rangeQuery(conditions[i]), i)
			arg = append(append(arg, args[i]...), low, r.high, limit)
		}
		var ids []int64
		if err := from.NewRaw(query.String(), arg...).Scan(ctx, &ids); err != nil {
			return nil, fmt.Errorf("search orders: %w", err)
		}
		found = append(found, ids...)
		slices.SortFunc(found, func(a, b int64) int { return cmp.Compare(b, a) })
		if len(found) >= limit {
			found = found[:limit]
			low = found[limit-1]
		}
	}
	return found, nil
}

// Search returns a page of orders across stores, newest first: those with an id below before, or all when it is 0. Next is
// the id after which the next page goes on, 0 where nothing is left. A page that had to look for what no index is kept for
// may be short, or empty, and still have a next one. It may be a moment old.
func (s *Orders) Search(ctx context.Context, q app.Search, before int64, limit int) (page []domain.Facts, next int64, err error) {
	err = s.db.Stale(ctx, func(ctx context.Context, from bun.IDB) (err error) {
		page, next, err = s.search(ctx, from, q, before, limit)
		return err
	})
	return page, next, err
}

func (s *Orders) search(ctx context.Context, from bun.IDB, q app.Search, before int64, limit int) (page []domain.Facts, next int64, err error) {
	r, stores := rangesOf(q, before)
	sieved := q.Sieve != (app.Sieve{}) || len(stores) > 0
	if !q.All && len(q.Stores) == 0 {
		return nil, 0, nil
	}
	look := limit + 1
	if sieved {
		look = lookThrough
	}
	ids, err := s.idsIn(ctx, from, r, look)
	if err != nil {
		return nil, 0, err
	}
	if sieved {
		if len(ids) == look {
			next = ids[look-1]
		}
		if ids, err = s.sift(ctx, from, ids, q.Sieve, stores); err != nil {
			return nil, 0, err
		}
	}
	if len(ids) > limit {
		ids = ids[:limit]
		next = ids[limit-1]
	}
	page, err = s.byIDs(ctx, from, ids)
	return page, next, err
}

// briefRow is what a sieve looks at.
type briefRow struct {
	bun.BaseModel `bun:"table:orders"`

	ID         int64 `bun:"id,pk"`
	StoreID    int64 `bun:"store_id"`
	PayState   int   `bun:"pay_state"`
	PayMethod  int   `bun:"pay_method"`
	Fulfilment int   `bun:"fulfilment"`
	Payable    int64 `bun:"payable"`
}

// sift keeps of some orders those that a sieve lets through. Stores are ascending; none: all.
func (s *Orders) sift(ctx context.Context, from bun.IDB, ids []int64, sieve app.Sieve, stores []int64) ([]int64, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var rows []briefRow
	if err := from.NewSelect().Model(&rows).Where("id IN ?", bun.Tuple(ids)).OrderExpr("id DESC").Scan(ctx); err != nil {
		return nil, fmt.Errorf("look through orders: %w", err)
	}
	kept := ids[:0]
	for _, r := range rows {
		if _, theirs := slices.BinarySearch(stores, r.StoreID); (theirs || len(stores) == 0) && passes(sieve, r) {
			kept = append(kept, r.ID)
		}
	}
	return kept, nil
}

func passes(sieve app.Sieve, r briefRow) bool {
	switch {
	case sieve.PayState != 0 && int(sieve.PayState) != r.PayState,
		sieve.PayMethod != 0 && int(sieve.PayMethod) != r.PayMethod,
		sieve.Fulfilment != 0 && int(sieve.Fulfilment) != r.Fulfilment,
		money.Fen(r.Payable) < sieve.AmountFrom,
		sieve.AmountTo > 0 && money.Fen(r.Payable) > sieve.AmountTo:
		return false
	}
	return true
}

// byIDs returns orders by their ids, newest first.
func (s *Orders) byIDs(ctx context.Context, from bun.IDB, ids []int64) ([]domain.Facts, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var rows []orderRow
	if err := from.NewSelect().Model(&rows).Where("id IN ?", bun.Tuple(ids)).OrderExpr("id DESC").Scan(ctx); err != nil {
		return nil, fmt.Errorf("read %d orders: %w", len(ids), err)
	}
	return s.ordersFromRows(rows)
}
