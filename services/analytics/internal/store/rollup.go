package store

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/clock"
	"dajiu/services/analytics/internal/domain"
)

// Roll-ups that are not for ever.
const (
	MinutesKept = 48 * time.Hour
	HoursKept   = 60 * 24 * time.Hour
)

// Tables of figures.
const (
	Minutes = "figures_minute"
	Hours   = "figures_hour"
	Days    = "figures_day"
)

// spot is a row of orders' figures.
type spot struct {
	at   int64
	slot domain.Slot
}

type goodsSpot struct{ at, store, sku int64 }

type goodsSums struct{ orders, pieces, amount, delivered int64 }

type courierSpot struct{ at, store, courier int64 }

type standingSpot struct {
	store int64
	state domain.State
}

// rollup is what many changes add up to, by row.
type rollup struct {
	now               time.Time
	minute, hour, day map[spot]*domain.Figures
	goods             map[goodsSpot]*goodsSums
	couriers          map[courierSpot]*[2]int64
	standing          map[standingSpot]int64
}

func newRollup(now time.Time) *rollup {
	return &rollup{
		now: now, minute: map[spot]*domain.Figures{}, hour: map[spot]*domain.Figures{}, day: map[spot]*domain.Figures{},
		goods: map[goodsSpot]*goodsSums{}, couriers: map[courierSpot]*[2]int64{}, standing: map[standingSpot]int64{},
	}
}

// The rows of a moment, in milliseconds since 1970. China's days begin eight hours before Greenwich's.
func minuteOf(ms int64) int64 { return ms / time.Minute.Milliseconds() }
func hourOf(ms int64) int64   { return ms / time.Hour.Milliseconds() }
func dayOf(ms int64) int64    { return clock.DayOf(time.UnixMilli(ms)).Number() }

func (r *rollup) add(c domain.Change) {
	for _, e := range c.Entries {
		r.entry(c.Slot, e)
	}
	for i, l := range c.Lines {
		key := goodsSpot{dayOf(c.LinesAt), c.Slot.StoreID, l.SkuID}
		sums := r.goods[key]
		if sums == nil {
			sums = &goodsSums{}
			r.goods[key] = sums
		}
		if c.Delivered {
			sums.delivered += l.Quantity
			continue
		}
		sums.pieces += l.Quantity
		sums.amount += l.Amount
		if !slices.ContainsFunc(c.Lines[:i], func(o domain.Line) bool { return o.SkuID == l.SkuID }) {
			sums.orders++
		}
	}
	for _, e := range c.Courier {
		key := courierSpot{dayOf(e.At), c.Slot.StoreID, e.CourierID}
		if r.couriers[key] == nil {
			r.couriers[key] = &[2]int64{}
		}
		r.couriers[key][0] += e.Deliveries
		r.couriers[key][1] += e.Refusals
	}
	if c.From != 0 {
		r.standing[standingSpot{c.Slot.StoreID, c.From}]--
	}
	if c.To != 0 {
		r.standing[standingSpot{c.Slot.StoreID, c.To}]++
	}
}

// entry adds to the rows of a moment, but for those that are swept already.
func (r *rollup) entry(slot domain.Slot, e domain.Entry) {
	age := r.now.Sub(time.UnixMilli(e.At))
	if age < MinutesKept {
		note(r.minute, spot{minuteOf(e.At), slot}, e)
	}
	if age < HoursKept {
		note(r.hour, spot{hourOf(e.At), slot}, e)
	}
	note(r.day, spot{dayOf(e.At), slot}, e)
}

func note(rows map[spot]*domain.Figures, at spot, e domain.Entry) {
	if rows[at] == nil {
		rows[at] = &domain.Figures{}
	}
	rows[at][e.Column] += e.Value
}

func figuresTable(name string) *table {
	return &table{name: name, keys: []string{"at", "store_id", "pay_method", "fulfilment"}, rest: domain.ColumnNames(), adds: true}
}

//nolint:gochecknoglobals // constants that Go cannot declare as such
var (
	minuteRows   = figuresTable(Minutes)
	hourRows     = figuresTable(Hours)
	dayRows      = figuresTable(Days)
	goodsRows    = &table{name: "goods_day", keys: []string{"at", "store_id", "sku_id"}, rest: []string{"orders", "pieces", "amount", "delivered"}, adds: true}
	courierRows  = &table{name: "couriers_day", keys: []string{"at", "store_id", "courier_id"}, rest: []string{"deliveries", "refusals"}, adds: true}
	standingRows = &table{name: "standing", keys: []string{"store_id", "state"}, rest: []string{"orders"}, adds: true}
)

// write adds all to the tables, in the order of their keys, so that two committers never wait for each other's rows.
func (r *rollup) write(ctx context.Context, tx bun.IDB) error {
	for _, t := range []struct {
		table *table
		rows  map[spot]*domain.Figures
	}{{dayRows, r.day}, {hourRows, r.hour}, {minuteRows, r.minute}} {
		if err := writeFigures(ctx, tx, t.table, t.rows); err != nil {
			return err
		}
	}
	var args []any
	for _, k := range sorted(r.goods, func(a, b goodsSpot) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.store, b.store), cmp.Compare(a.sku, b.sku))
	}) {
		s := r.goods[k]
		args = append(args, k.at, k.store, k.sku, s.orders, s.pieces, s.amount, s.delivered)
	}
	if err := goodsRows.put(ctx, tx, args); err != nil {
		return err
	}
	args = nil
	for _, k := range sorted(r.couriers, func(a, b courierSpot) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.store, b.store), cmp.Compare(a.courier, b.courier))
	}) {
		args = append(args, k.at, k.store, k.courier, r.couriers[k][0], r.couriers[k][1])
	}
	if err := courierRows.put(ctx, tx, args); err != nil {
		return err
	}
	args = nil
	for _, k := range sorted(r.standing, func(a, b standingSpot) int {
		return cmp.Or(cmp.Compare(a.store, b.store), cmp.Compare(a.state, b.state))
	}) {
		if n := r.standing[k]; n != 0 {
			args = append(args, k.store, int64(k.state), n)
		}
	}
	return standingRows.put(ctx, tx, args)
}

func writeFigures(ctx context.Context, tx bun.IDB, t *table, rows map[spot]*domain.Figures) error {
	var args []any
	for _, k := range sorted(rows, func(a, b spot) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.slot.StoreID, b.slot.StoreID), cmp.Compare(a.slot.Pay, b.slot.Pay), cmp.Compare(a.slot.Fulfilment, b.slot.Fulfilment))
	}) {
		f := rows[k]
		if f.Zero() {
			continue
		}
		args = append(args, k.at, k.slot.StoreID, int64(k.slot.Pay), int64(k.slot.Fulfilment))
		for _, v := range f {
			args = append(args, v)
		}
	}
	return t.put(ctx, tx, args)
}

func sorted[K comparable, V any](m map[K]V, by func(a, b K) int) []K {
	return slices.SortedFunc(maps.Keys(m), by)
}
