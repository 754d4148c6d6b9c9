package shelf

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dajiu/platform/money"
	"dajiu/services/product/internal/domain"
)

// memory is a source whose records are kept with their revisions, as the store keeps them.
type memory struct {
	seqs       map[int64]int64
	categories map[int64]Versioned[domain.Category]
	brands     map[int64]Versioned[domain.Brand]
	products   map[int64]Versioned[domain.Product]
	stores     map[int64]Versioned[domain.Store]
	listings   map[int64]Versioned[domain.Listing]
	stock      map[int64]Versioned[InStock]
	sales      map[int64]int64
}

const outlet = 9

func newMemory() *memory {
	return &memory{
		seqs: map[int64]int64{}, categories: map[int64]Versioned[domain.Category]{}, brands: map[int64]Versioned[domain.Brand]{},
		products: map[int64]Versioned[domain.Product]{}, stores: map[int64]Versioned[domain.Store]{},
		listings: map[int64]Versioned[domain.Listing]{}, stock: map[int64]Versioned[InStock]{},
		sales: map[int64]int64{},
	}
}

func (m *memory) raise(scope int64) int64 {
	m.seqs[scope]++
	return m.seqs[scope]
}

func after[T any](all map[int64]Versioned[T], seq int64) (changed []Versioned[T]) {
	keys := make([]int64, 0, len(all))
	for id := range all {
		keys = append(keys, id)
	}
	slices.Sort(keys)
	for _, id := range keys {
		if all[id].Seq > seq {
			changed = append(changed, all[id])
		}
	}
	return changed
}

func values[T any](all []Versioned[T]) (list []T) {
	for _, v := range all {
		list = append(list, v.Value)
	}
	return list
}

func (m *memory) Revisions(context.Context) (map[int64]int64, error) { return m.seqs, nil }
func (m *memory) Revision(_ context.Context, scope int64) (int64, error) {
	return m.seqs[scope], nil
}

func (m *memory) Changes(_ context.Context, seq int64) (Delta, error) {
	return Delta{
		Revision: m.seqs[0], Categories: after(m.categories, seq), Brands: after(m.brands, seq), Products: after(m.products, seq),
		Stores: values(after(m.stores, seq)),
	}, nil
}

func (m *memory) Listings(_ context.Context, _, seq int64) ([]domain.Listing, error) {
	return values(after(m.listings, seq)), nil
}

func (m *memory) Stock(_ context.Context, _, seq int64) ([]InStock, error) {
	return values(after(m.stock, seq)), nil
}

func (m *memory) Sales(context.Context) (map[int64]int64, error) { return maps.Clone(m.sales), nil }

// change makes one change that the test draws.
func (m *memory) change(t *rapid.T) {
	id := rapid.Int64Range(1, 8)
	switch rapid.IntRange(0, 6).Draw(t, "kind") {
	case 0:
		c := id.Draw(t, "category")
		// A parent has a smaller id, so there is no ring.
		v := domain.Category{ID: c, Code: fmt.Sprint(c), Name: "类", ParentID: rapid.Int64Range(0, c-1).Draw(t, "parent"), Sort: rapid.Int32Range(0, 3).Draw(t, "sort")}
		if _, ok := m.categories[v.ParentID]; !ok {
			v.ParentID = 0
		}
		m.categories[c] = Versioned[domain.Category]{v, m.raise(0)}
	case 1:
		b := id.Draw(t, "brand")
		m.brands[b] = Versioned[domain.Brand]{domain.Brand{ID: b, Code: fmt.Sprint(b), Name: "牌", Origin: rapid.SampledFrom([]string{"贵州", "四川泸州", "四川"}).Draw(t, "origin")}, m.raise(0)}
	case 2:
		m.putProduct(t, rapid.Int64Range(1, 30).Draw(t, "product"))
	case 3:
		sku := rapid.Int64Range(10, 309).Draw(t, "sku")
		m.listings[sku] = Versioned[domain.Listing]{domain.Listing{
			SkuID: sku, Listed: rapid.Bool().Draw(t, "listed"), Price: money.Fen(rapid.Int64Range(0, 20).Draw(t, "own")),
		}, m.raise(outlet)}
	case 4:
		sku := rapid.Int64Range(10, 309).Draw(t, "sku")
		m.stock[sku] = Versioned[InStock]{InStock{SkuID: sku, InStock: rapid.Bool().Draw(t, "in")}, m.raise(outlet)}
	case 6:
		m.sales[rapid.Int64Range(1, 30).Draw(t, "sold")] += rapid.Int64Range(1, 3).Draw(t, "pieces")
	case 5:
		m.stores[outlet] = Versioned[domain.Store]{domain.Store{ID: outlet, Name: rapid.StringN(0, 3, 9).Draw(t, "name")}, m.raise(0)}
	}
}

func (m *memory) putProduct(t *rapid.T, id int64) {
	p := domain.Product{
		ID: id, Code: fmt.Sprint(id), Name: "酒", CategoryID: rapid.Int64Range(1, 8).Draw(t, "in"), BrandID: rapid.Int64Range(1, 8).Draw(t, "by"),
		State: domain.State(rapid.IntRange(1, 3).Draw(t, "state")), Attributes: map[string]string{"abv": fmt.Sprint(rapid.IntRange(0, 10).Draw(t, "abv"))},
	}
	for i := range rapid.Int64Range(1, 4).Draw(t, "skus") {
		sale := money.Fen(rapid.Int64Range(1, 20).Draw(t, "sale"))
		p.Skus = append(p.Skus, domain.Sku{
			ID: id*10 + i, Prices: domain.Prices{List: sale + 2, Sale: sale, Member: sale}, Withdrawn: rapid.Bool().Draw(t, "gone"),
		})
	}
	m.products[id] = Versioned[domain.Product]{p, m.raise(0)}
}

// naive works a list out from the records alone.
func (m *memory) naive(c *Catalogue, f Filter, order Order) []int64 {
	type row struct{ id, price, tree, sold int64 }
	var rows []row
	for _, v := range m.products {
		p := v.Value
		cat, known := m.categories[p.CategoryID]
		if p.State != domain.Published || !known {
			continue
		}
		price, in := int64(-1), false
		for _, s := range p.Skus {
			l := m.listings[s.ID].Value
			if !l.Listed || s.Withdrawn {
				continue
			}
			if sale := int64(s.Prices.At(l.Price).Sale); price < 0 || sale < price {
				price = sale
			}
			in = in || m.stock[s.ID].Value.InStock
		}
		abv, _ := domain.ABV(p.Attributes)
		below := f.Category == 0
		for at := cat.Value; ; at = m.categories[at.ParentID].Value {
			below = below || at.ID == f.Category
			if at.ParentID == 0 {
				break
			}
		}
		if price < 0 || !below || f.Brand != 0 && p.BrandID != f.Brand || f.InStock && !in || price < f.PriceMin ||
			f.PriceMax != 0 && price > f.PriceMax || abv < f.ABVMin || f.ABVMax != 0 && abv > f.ABVMax {
			continue
		}
		rows = append(rows, row{p.ID, price, int64(slices.IndexFunc(c.Categories, func(x *Category) bool { return x.ID == p.CategoryID })), m.sales[p.ID]})
	}
	slices.SortFunc(rows, func(a, b row) int {
		switch order {
		case Cheapest:
			return cmp.Or(cmp.Compare(a.price, b.price), cmp.Compare(a.id, b.id))
		case Dearest:
			return cmp.Or(cmp.Compare(b.price, a.price), cmp.Compare(b.id, a.id))
		case Newest:
			return cmp.Compare(b.id, a.id)
		case Bestselling:
			return cmp.Or(cmp.Compare(b.sold, a.sold), cmp.Compare(b.id, a.id))
		case ByTree:
		}
		return cmp.Or(cmp.Compare(a.tree, b.tree), cmp.Compare(b.id, a.id))
	})
	var ids []int64
	for _, r := range rows {
		ids = append(ids, r.id)
	}
	return ids
}

func paged(t require.TestingT, s *Sheet, f Filter, order Order, size int) (ids []int64, total int) {
	mark := Mark{}
	for {
		page, err := s.List(f, order, mark, size)
		require.NoError(t, err)
		for _, position := range page.Positions {
			ids = append(ids, s.Card(position).Product.ID)
		}
		if total, mark = page.Total, page.Next; mark == (Mark{}) {
			return ids, total
		}
	}
}

func TestASheetThatFollowsIsLikeOneReadAnew(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		ctx := context.Background()
		m := newMemory()
		m.stores[outlet] = Versioned[domain.Store]{domain.Store{ID: outlet}, m.raise(0)}
		following := New()
		following.Attach(m)
		for range rapid.IntRange(1, 6).Draw(t, "rounds") {
			for range rapid.IntRange(1, 25).Draw(t, "changes") {
				m.change(t)
			}
			require.NoError(t, following.Poll(ctx))
			require.NoError(t, following.Rank(ctx))
			s, err := following.Sheet(ctx, outlet)
			require.NoError(t, err)
			fresh := New()
			fresh.Attach(m)
			require.NoError(t, fresh.Rank(ctx))
			anew, err := fresh.Sheet(ctx, outlet)
			require.NoError(t, err)
			f := Filter{
				Brand: rapid.SampledFrom([]int64{0, 0, 1, 2}).Draw(t, "brand"), PriceMin: rapid.Int64Range(0, 5).Draw(t, "min"),
				PriceMax: rapid.SampledFrom([]int64{0, 10, 15}).Draw(t, "max"), ABVMin: rapid.Int32Range(0, 4).Draw(t, "weak"),
				ABVMax: rapid.SampledFrom([]int32{0, 8}).Draw(t, "strong"), InStock: rapid.Bool().Draw(t, "stocked"),
			}
			if len(s.Catalogue.Categories) > 0 && rapid.Bool().Draw(t, "categorised") {
				f.Category = rapid.SampledFrom(s.Catalogue.Categories).Draw(t, "category").ID
			}
			for _, order := range []Order{ByTree, Cheapest, Dearest, Newest, Bestselling} {
				for _, f := range []Filter{{}, f} {
					want := m.naive(s.Catalogue, f, order)
					got, total := paged(t, s, f, order, rapid.IntRange(1, 7).Draw(t, "size"))
					require.Equal(t, want, got, "order %d filter %+v", order, f)
					require.Equal(t, len(want), total)
					got, _ = paged(t, anew, f, order, 50)
					require.Equal(t, want, got)
				}
			}
		}
	})
}

func TestAnUnknownStoreHasNoSheet(t *testing.T) {
	t.Parallel()
	s := New()
	s.Attach(newMemory())
	_, err := s.Sheet(context.Background(), 1)
	require.ErrorIs(t, err, domain.ErrStoreNotFound)
}

func TestStoresNearby(t *testing.T) {
	t.Parallel()
	m := newMemory()
	for i := range int64(20) {
		m.stores[i+1] = Versioned[domain.Store]{domain.Store{ID: i + 1, LatE6: 31_000_000 + int32(i)*20_000, LngE6: 121_000_000}, m.raise(0)}
	}
	s := New()
	s.Attach(m)
	c, err := s.Catalogue(context.Background())
	require.NoError(t, err)
	here := domain.Point{LatE6: 31_100_000, LngE6: 121_000_000}
	near := c.Nearby(here, 0, 50)
	require.Len(t, near, 9, "within 10 km unless told")
	require.EqualValues(t, 6, near[0].Store.ID)
	require.Zero(t, near[0].Meters)
	require.True(t, slices.IsSortedFunc(near, func(a, b Near) int { return cmp.Compare(a.Meters, b.Meters) }))
	require.Len(t, c.Nearby(here, 50_000, 5), 5)
	require.Empty(t, c.Nearby(domain.Point{LatE6: -31_000_000, LngE6: 10_000_000}, 0, 5))
}
