package shelf

import (
	"cmp"
	"slices"
	"strings"

	"dajiu/services/product/internal/domain"
)

// Order is how a list is sorted.
type Order int

// The orders of a list.
const (
	ByTree Order = iota
	Cheapest
	Dearest
	Newest
	Bestselling
)

// Filter says which products of a store are wanted. Zero fields ask for nothing.
type Filter struct {
	Category           int64
	Brand              int64
	PriceMin, PriceMax int64
	ABVMin, ABVMax     int32
	Origin             string
	InStock            bool
}

// Page is a part of a list: positions of products, and how many the whole list has.
type Page struct {
	Positions []int32
	Total     int
	// Next continues the list; zero at its end.
	Next Mark
}

// Mark is a place in a list that stays put while the list changes: after the product of this key and id.
type Mark struct{ Key, ID int64 }

// compiled is a filter in terms of facets.
type compiled struct {
	Filter
	low, high int32 // of categories; high 0: all
	origins   []bool
	all       bool
}

// List returns the products that a filter wants after a mark; the zero mark is the beginning. It reports
// PRODUCT_CATEGORY_NOT_FOUND for a category that is not there.
func (s *Sheet) List(f Filter, order Order, after Mark, limit int) (Page, error) {
	c, err := s.compile(f)
	if err != nil {
		return Page{}, err
	}
	perm := s.order(order)
	start := s.seek(perm, order, after)
	page := Page{Positions: make([]int32, 0, limit)}
	if c.all {
		page.Total = len(perm)
		end := min(start+limit, len(perm))
		for i := start; i < end; i++ {
			page.Positions = append(page.Positions, at(perm, order, i))
		}
		if end < len(perm) && limit > 0 {
			page.Next = s.mark(order, page.Positions[len(page.Positions)-1])
		}
		return page, nil
	}
	more := false
	for i := range perm {
		position := at(perm, order, i)
		if !c.wants(s, position) {
			continue
		}
		page.Total++
		switch {
		case i < start:
		case len(page.Positions) < limit:
			page.Positions = append(page.Positions, position)
		default:
			more = true
		}
	}
	if more && limit > 0 {
		page.Next = s.mark(order, page.Positions[len(page.Positions)-1])
	}
	return page, nil
}

func (s *Sheet) compile(f Filter) (compiled, error) {
	c := compiled{Filter: f, all: f == Filter{}}
	if f.Category != 0 {
		cat := s.Catalogue.categories[f.Category]
		if cat == nil {
			return c, domain.ErrCategoryNotFound
		}
		c.low, c.high = cat.order, cat.below
	}
	if f.Origin != "" {
		c.origins = make([]bool, len(s.Catalogue.origins))
		for i, origin := range s.Catalogue.origins {
			c.origins[i] = strings.Contains(origin, f.Origin)
		}
	}
	return c, nil
}

func (c *compiled) wants(s *Sheet, position int32) bool {
	f, e := &s.Catalogue.facets[position], &s.entries[position]
	if c.high != 0 && (f.category < c.low || f.category >= c.high) || c.Brand != 0 && f.brand != c.Brand || c.InStock && !e.inStock {
		return false
	}
	price := int64(e.price)
	if price < c.PriceMin || c.PriceMax != 0 && price > c.PriceMax || f.abv < c.ABVMin || c.ABVMax != 0 && f.abv > c.ABVMax {
		return false
	}
	return c.origins == nil || c.origins[f.origin]
}

func (s *Sheet) order(order Order) []int32 {
	switch order {
	case Cheapest, Dearest:
		return s.byPrice
	case Newest:
		return s.byNewest
	case Bestselling:
		return s.bySales
	case ByTree:
		return s.byTree
	}
	return s.byTree
}

// at returns an element of an order; the dearest first is the cheapest first, backwards.
func at(perm []int32, order Order, i int) int32 {
	if order == Dearest {
		return perm[len(perm)-1-i]
	}
	return perm[i]
}

// mark returns the mark after a product in an order.
func (s *Sheet) mark(order Order, position int32) Mark {
	m := Mark{ID: s.Catalogue.products[position].ID}
	switch order {
	case Cheapest, Dearest:
		m.Key = int64(s.entries[position].price)
	case ByTree:
		m.Key = int64(s.Catalogue.facets[position].category)
	case Bestselling:
		m.Key = -s.Catalogue.facets[position].sold
	case Newest:
	}
	return m
}

// seek returns the index of the first product after a mark.
func (s *Sheet) seek(perm []int32, order Order, after Mark) int {
	if after == (Mark{}) {
		return 0
	}
	low, high := 0, len(perm)
	for low < high {
		mid := int(uint(low+high) >> 1)
		if m := s.mark(order, at(perm, order, mid)); m.after(after, order) {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}

// after reports whether m comes after o. Of equal keys the newest comes first, except by price.
func (m Mark) after(o Mark, order Order) bool {
	switch {
	case order == Dearest:
		return m.Key < o.Key || m.Key == o.Key && m.ID < o.ID
	case m.Key != o.Key:
		return m.Key > o.Key
	case order == Cheapest:
		return m.ID > o.ID
	}
	return m.ID < o.ID
}

// Origin is where products come from, and how many.
type Origin struct {
	Name     string
	Products int
}

// maxOrigins is how many origins are told.
const maxOrigins = 50

// Origins returns where the listed products of a category, or of all where it is 0, come from: the most frequent first.
// It reports PRODUCT_CATEGORY_NOT_FOUND for a category that is not there.
func (s *Sheet) Origins(category int64) ([]Origin, error) {
	c, err := s.compile(Filter{Category: category})
	if err != nil {
		return nil, err
	}
	counts := make([]int, len(s.Catalogue.origins))
	for _, position := range s.byTree {
		if c.wants(s, position) {
			counts[s.Catalogue.facets[position].origin]++
		}
	}
	var list []Origin
	for i, n := range counts {
		if name := s.Catalogue.origins[i]; n > 0 && name != "" {
			list = append(list, Origin{name, n})
		}
	}
	slices.SortFunc(list, func(a, b Origin) int { return cmp.Or(cmp.Compare(b.Products, a.Products), cmp.Compare(a.Name, b.Name)) })
	return list[:min(len(list), maxOrigins)], nil
}
