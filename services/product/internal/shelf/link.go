package shelf

import (
	"cmp"
	"slices"

	"dajiu/platform/search"
	"dajiu/services/product/internal/domain"
)

// mergeCategories lays the tree out anew: it is small, and a change may move whole branches.
func (c *Catalogue) mergeCategories(changed []Versioned[domain.Category]) {
	if len(changed) == 0 {
		return
	}
	all := make(map[int64]*Category, len(c.categories)+len(changed))
	for id, old := range c.categories {
		all[id] = &Category{Category: old.Category, Seq: old.Seq}
	}
	for _, v := range changed {
		all[v.Value.ID] = &Category{Category: v.Value, Seq: v.Seq}
	}
	children := map[int64][]*Category{}
	for _, cat := range all {
		children[cat.ParentID] = append(children[cat.ParentID], cat)
	}
	for _, siblings := range children {
		slices.SortFunc(siblings, func(a, b *Category) int {
			return cmp.Or(cmp.Compare(a.Sort, b.Sort), cmp.Compare(a.ID, b.ID))
		})
	}
	c.Categories = make([]*Category, 0, len(all))
	c.layOut(children, 0, nil, 0)
	c.categories, c.categoryByCode = make(map[int64]*Category, len(all)), make(map[string]*Category, len(all))
	for _, cat := range c.Categories {
		c.categories[cat.ID], c.categoryByCode[cat.Code] = cat, cat
	}
}

func (c *Catalogue) layOut(children map[int64][]*Category, parent int64, line []domain.Category, seq int64) {
	for _, cat := range children[parent] {
		cat.Line = append([]domain.Category{cat.Category}, line...)
		cat.LineSeq = max(seq, cat.Seq)
		cat.Defs = domain.Effective(cat.Line)
		cat.Folded = search.Fold(cat.Name)
		cat.order = int32(len(c.Categories))
		c.Categories = append(c.Categories, cat)
		c.layOut(children, cat.ID, cat.Line, cat.LineSeq)
		cat.below = int32(len(c.Categories))
	}
}

// nowhere is the place in the tree of a product whose category is not known yet.
const nowhere = -1

// link gives every product its category and brand.
func (c *Catalogue) link() {
	c.products = slices.Clone(c.products)
	c.facets = make([]facet, len(c.products))
	c.origins = nil
	known := map[string]int32{}
	for at, p := range c.products {
		cat, brand := c.categories[p.CategoryID], c.brands[p.BrandID]
		if p.Category != cat || p.Brand != brand || p.Category == nil {
			linked := *p
			linked.join(cat, brand)
			p = &linked
			c.products[at] = p
		}
		f := facet{brand: p.BrandID, sold: c.sales[p.ID], category: nowhere, abv: p.ABV, published: p.State == domain.Published && cat != nil}
		if cat != nil {
			f.category = cat.order
		}
		origin, ok := known[p.Origin]
		if !ok {
			origin = int32(len(c.origins))
			known[p.Origin] = origin
			c.origins = append(c.origins, p.Origin)
		}
		f.origin = origin
		c.facets[at] = f
	}
}

func (p *Product) join(cat *Category, brand *Brand) {
	p.Category, p.Brand = cat, brand
	p.ABV, _ = domain.ABV(p.Attributes)
	p.Liquor = cat != nil && domain.IsLiquor(cat.Line)
	p.Origin = p.Attributes[domain.KeyOrigin]
	if p.Origin == "" && brand != nil {
		p.Origin = brand.Origin
	}
}

// sort makes the orders that are the same in every store. Ids ascend with time.
func (c *Catalogue) sort() {
	c.byNewest = make([]int32, len(c.products))
	for i := range c.byNewest {
		c.byNewest[i] = int32(i)
	}
	slices.SortFunc(c.byNewest, func(a, b int32) int { return cmp.Compare(c.products[b].ID, c.products[a].ID) })
	c.age = make([]int32, len(c.byNewest))
	for age, position := range c.byNewest {
		c.age[position] = int32(age)
	}
	c.bySales = slices.Clone(c.byNewest)
	slices.SortStableFunc(c.bySales, func(a, b int32) int { return cmp.Compare(c.facets[b].sold, c.facets[a].sold) })
	c.byTree = slices.Clone(c.byNewest)
	slices.SortStableFunc(c.byTree, func(a, b int32) int { return cmp.Compare(c.facets[a].category, c.facets[b].category) })
}
