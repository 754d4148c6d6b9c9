package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"dajiu/services/analytics/internal/domain"
	"dajiu/services/analytics/internal/store"
)

// Answer is what a report shows.
type Answer struct {
	Question domain.Question
	Rows     []AnswerRow
	// Totals are each measure's over all rows, also those that were cut off.
	Totals    []int64
	Truncated bool
	// Unnamed says that some labels are the keys, because what they are called cannot be had now.
	Unnamed bool
}

// AnswerRow is one row with what its keys are called.
type AnswerRow struct {
	Time         string
	Keys, Values []int64
	Labels       []string
}

// Query answers a report about the stores in reach; nil is all. INVALID_ARGUMENT names the field of a definition that makes no
// sense; ANALYTICS_REPORT_TOO_LARGE asks for less.
func (f *Figures) Query(ctx context.Context, d domain.Definition, reach []int64) (Answer, error) {
	q, err := domain.Compose(d, f.Clock.Now())
	if err != nil {
		return Answer{}, err
	}
	places, err := f.Places(ctx)
	if err != nil {
		return Answer{}, err
	}
	rows, err := f.Store.Sums(ctx, sumOf(&q, narrow(reach, &q.Filter, places)))
	if err != nil {
		return Answer{}, err
	}
	where, goods, err := f.whereabouts(ctx, &q, rows, places)
	if err != nil {
		return Answer{}, err
	}
	fold := domain.NewFold(&q, where)
	for _, r := range rows {
		fold.Add(r.Keys, r.Values)
	}
	folded, totals := fold.Rows()
	a := Answer{Question: q, Totals: totals, Truncated: len(folded) > q.Limit}
	folded = folded[:min(len(folded), q.Limit)]
	label, err := f.labeller(ctx, &q, folded, places, goods)
	if a.Unnamed = errors.Is(err, ErrUnnamed); err != nil && !a.Unnamed {
		return Answer{}, err
	}
	for _, r := range folded {
		row := AnswerRow{Time: q.Grain.TimeLabel(r.Time), Keys: r.Keys, Values: r.Values}
		for i, d := range q.Dimensions {
			row.Labels = append(row.Labels, label(d, r.Keys[i]))
		}
		a.Rows = append(a.Rows, row)
	}
	return a, nil
}

// sumOf is what a question reads.
func sumOf(q *domain.Question, stores []int64) store.Sum {
	s := store.Sum{
		Stores: stores, Pays: q.Filter.Pays, Fulfilments: q.Filter.Fulfilments, By: q.By, Columns: q.Columns,
		From: q.First.Number(), Until: q.Last.Number() + 1,
	}
	switch {
	case q.Cube == domain.Goods:
		s.Table = "goods_day"
	case q.Cube == domain.Couriers:
		s.Table = "couriers_day"
	case q.Table == domain.Minute:
		s.Table, s.From, s.Until = store.Minutes, q.First.Begin().Unix()/60, q.Last.End().Unix()/60
	case q.Table == domain.Hour:
		s.Table, s.From, s.Until = store.Hours, q.First.Begin().Unix()/3600, q.Last.End().Unix()/3600
	default:
		s.Table = store.Days
	}
	return s
}

// whereabouts tells what the stores and goods of some rows belong to.
func (f *Figures) whereabouts(ctx context.Context, q *domain.Question, rows []store.SumRow, places map[int64]store.Place) (domain.Whereabouts, map[int64]store.Good, error) {
	w := domain.Whereabouts{
		Merchant: func(id int64) int64 { return places[id].MerchantID },
		Region:   func(id int64) int64 { return places[id].Region },
	}
	at := slices.Index(q.By, "sku_id")
	if at < 0 {
		return w, nil, nil
	}
	seen := map[int64]bool{}
	var ids []int64
	for _, r := range rows {
		if id := r.Keys[at]; !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	goods, err := f.Store.Goods(ctx, ids)
	if err != nil {
		return w, nil, err
	}
	w.Product = func(id int64) int64 { return goods[id].ProductID }
	w.Category = func(id int64) int64 { return goods[id].CategoryID }
	w.Brand = func(id int64) int64 { return goods[id].BrandID }
	if len(q.Filter.Categories)+len(q.Filter.Brands) == 0 {
		return w, goods, nil
	}
	kinds, err := f.Labels.Categories(ctx)
	if err != nil {
		return w, nil, err
	}
	w.Counts = func(id int64) bool {
		g, known := goods[id]
		return known && (len(q.Filter.Categories) == 0 || within(kinds, g.CategoryID, q.Filter.Categories)) &&
			(len(q.Filter.Brands) == 0 || slices.Contains(q.Filter.Brands, g.BrandID))
	}
	return w, goods, nil
}

// deepest bounds how deep kinds of goods lie in one another.
const deepest = 8

// within reports whether a kind is one of some, or lies in one.
func within(kinds map[int64]Category, id int64, of []int64) bool {
	for range deepest {
		if id == 0 {
			return false
		}
		if slices.Contains(of, id) {
			return true
		}
		id = kinds[id].Parent
	}
	return false
}

// labeller returns what keys are called; with ErrUnnamed, which are called by themselves where it is not known.
func (f *Figures) labeller(ctx context.Context, q *domain.Question, rows []*domain.Row, places map[int64]store.Place, goods map[int64]store.Good) (func(domain.Dimension, int64) string, error) {
	products := map[int64]string{}
	for _, g := range goods {
		products[g.ProductID] = g.Name
	}
	var kinds map[int64]Category
	var brands, people map[int64]string
	var unnamed error
	for i, d := range q.Dimensions {
		var err error
		switch d { //nolint:exhaustive // the others are known here
		case domain.ByCategory:
			kinds, err = f.Labels.Categories(ctx)
		case domain.ByBrand:
			brands, err = f.Labels.Brands(ctx)
		case domain.ByCourier:
			var ids []int64
			for _, r := range rows {
				ids = append(ids, r.Keys[i])
			}
			people, err = f.Labels.People(ctx, ids)
		}
		if err != nil && !errors.Is(err, ErrUnnamed) {
			return nil, err
		}
		unnamed = errors.Join(unnamed, err)
	}
	unknown := func(id int64, word string) string {
		if unnamed != nil {
			return strconv.FormatInt(id, 10)
		}
		return word
	}
	return func(d domain.Dimension, id int64) string {
		switch d {
		case domain.ByStore:
			return storeName(places, id)
		case domain.ByPay:
			return map[int64]string{1: "微信支付", 2: "货到付款"}[id]
		case domain.ByFulfilment:
			return map[int64]string{1: "即时配送", 2: "到店自提"}[id]
		case domain.ByHourOfDay:
			return fmt.Sprintf("%02d:00", id)
		case domain.ByProduct:
			return cmp.Or(products[id], "未知商品")
		case domain.BySku:
			return cmp.Or(goods[id].Name+" "+goods[id].Spec, "未知规格")
		case domain.ByCategory:
			return cmp.Or(kinds[id].Name, unknown(id, "未知品类"))
		case domain.ByBrand:
			return cmp.Or(brands[id], unknown(id, "无品牌"))
		case domain.ByCourier:
			return cmp.Or(people[id], "骑手 "+strconv.FormatInt(id, 10))
		case domain.ByMerchant, domain.ByRegion:
		}
		return strconv.FormatInt(id, 10)
	}, unnamed
}

// minuteOfHour returns the number of whole minutes since the hour began.
func minuteOfHour(t time.Time) int64 { return t.Unix() / 60 % 60 }
