package domain

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"dajiu/platform/clock"
)

// Whereabouts tells what stores and goods belong to.
type Whereabouts struct {
	Merchant, Region         func(store int64) int64
	Product, Category, Brand func(sku int64) int64
	// Counts reports whether a SKU's rows count at all; nil: all do.
	Counts func(sku int64) bool
}

// Row is one combination of time and dimensions. Time is a number of its grain.
type Row struct {
	Time   int64
	Keys   []int64
	Values []int64
	sums   []int64
}

// Fold adds rows of key columns and sums up to a question's rows. The last are the totals.
type Fold struct {
	q      *Question
	where  Whereabouts
	rows   map[[3]int64]*Row
	totals []int64
}

// NewFold returns an empty fold.
func NewFold(q *Question, where Whereabouts) *Fold {
	return &Fold{q: q, where: where, rows: map[[3]int64]*Row{}, totals: make([]int64, len(q.Columns))}
}

// Add takes one row in: the question's By, and its Columns.
func (f *Fold) Add(keys, sums []int64) {
	at := func(column string) int64 {
		if i := slices.Index(f.q.By, column); i >= 0 {
			return keys[i]
		}
		return 0
	}
	if f.where.Counts != nil && !f.where.Counts(at("sku_id")) {
		return
	}
	var key [3]int64
	key[0] = f.time(at("at"))
	for i, d := range f.q.Dimensions {
		key[i+1] = f.key(d, at)
	}
	row := f.rows[key]
	if row == nil {
		row = &Row{Time: key[0], Keys: append([]int64{}, key[1:1+len(f.q.Dimensions)]...), sums: make([]int64, len(sums))}
		f.rows[key] = row
	}
	for i, n := range sums {
		row.sums[i] += n
		f.totals[i] += n
	}
}

func (f *Fold) key(d Dimension, at func(string) int64) int64 {
	switch d {
	case ByStore:
		return at("store_id")
	case ByMerchant:
		return f.where.Merchant(at("store_id"))
	case ByRegion:
		return f.where.Region(at("store_id"))
	case ByPay:
		return at("pay_method")
	case ByFulfilment:
		return at("fulfilment")
	case ByHourOfDay:
		return (at("at") + 8) % 24
	case ByProduct:
		return f.where.Product(at("sku_id"))
	case BySku:
		return at("sku_id")
	case ByCategory:
		return f.where.Category(at("sku_id"))
	case ByBrand:
		return f.where.Brand(at("sku_id"))
	case ByCourier:
		return at("courier_id")
	}
	return 0
}

// time is the number of the grain that a row's at falls into.
func (f *Fold) time(at int64) int64 {
	day := at
	if f.q.Table == Hour && f.q.Grain != Hour {
		day = (at + 8) / 24
	}
	switch f.q.Grain {
	case Minute, Hour:
		return at
	case Day:
		return day
	case Week:
		return day - (day+3)%7 // the first of January 1970 was a Thursday
	case Month:
		t := dayNumber(day)
		return int64(t.Year()*12) + int64(t.Month()) - 1
	case Whole:
	}
	return 0
}

func dayNumber(n int64) time.Time {
	return time.Unix(n*24*60*60, 0).UTC()
}

// TimeLabel is how a row's time reads; empty without a grain.
func (g Grain) TimeLabel(at int64) string {
	switch g {
	case Minute:
		return time.Unix(at*60, 0).In(clock.Zone()).Format("2006-01-02 15:04")
	case Hour:
		return time.Unix(at*3600, 0).In(clock.Zone()).Format("2006-01-02 15:04")
	case Day, Week:
		return dayNumber(at).Format(time.DateOnly)
	case Month:
		return fmt.Sprintf("%04d-%02d", at/12, at%12+1)
	case Whole:
	}
	return ""
}

// Rows returns all rows with their measures, sorted as the question wants, and the totals.
func (f *Fold) Rows() (rows []*Row, totals []int64) {
	for _, row := range f.rows {
		row.Values = f.measures(row.sums)
		rows = append(rows, row)
	}
	by, sign := 0, -1
	if f.q.Sort != 0 {
		by = slices.Index(f.q.Measures, f.q.Sort)
	}
	if f.q.Ascending {
		sign = 1
	}
	slices.SortFunc(rows, func(a, b *Row) int {
		byTime := cmp.Compare(a.Time, b.Time)
		byValue := sign * cmp.Compare(a.Values[by], b.Values[by])
		if f.q.Sort != 0 {
			return cmp.Or(byValue, byTime, slices.Compare(a.Keys, b.Keys))
		}
		return cmp.Or(byTime, byValue, slices.Compare(a.Keys, b.Keys))
	})
	return rows, f.measures(f.totals)
}

func (f *Fold) measures(sums []int64) []int64 {
	list := make([]int64, len(f.q.Measures))
	for i, m := range f.q.Measures {
		s, _ := m.Spec()
		list[i] = s.Value(func(column string) int64 { return sums[slices.Index(f.q.Columns, column)] })
	}
	return list
}
