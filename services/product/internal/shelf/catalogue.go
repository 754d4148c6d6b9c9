package shelf

import (
	"cmp"
	"slices"
	"strings"

	"dajiu/platform/search"
	"dajiu/services/product/internal/domain"
)

// Versioned is a record with the revision of its last change.
type Versioned[T any] struct {
	Value T
	Seq   int64
}

// Delta is what of the catalogue has changed between two revisions.
type Delta struct {
	Revision   int64
	Categories []Versioned[domain.Category]
	Brands     []Versioned[domain.Brand]
	Products   []Versioned[domain.Product]
	Stores     []domain.Store
}

// Product is a product with what its category and brand add to it.
type Product struct {
	domain.Product
	Seq      int64
	Category *Category
	Brand    *Brand
	ABV      int32
	Liquor   bool
	Origin   string
	// Folded is the name in the form in which words are compared.
	Folded string
	// skus are the positions of its SKUs.
	skus []int32
}

// Matches reports whether a text is a part of the product's name, or the barcode or code of one of its SKUs. An empty
// one matches all.
func (p *Product) Matches(text string) bool {
	text = strings.TrimSpace(text)
	if text == "" || strings.Contains(p.Folded, search.Fold(text)) {
		return true
	}
	return slices.ContainsFunc(p.Skus, func(s domain.Sku) bool { return s.Barcode == text || s.Code == text })
}

// Category is a category in the tree.
type Category struct {
	domain.Category
	Seq int64
	// Line is the category and its parents, nearest first; LineSeq is the latest revision among them.
	Line    []domain.Category
	LineSeq int64
	// Folded is the name in the form in which words are compared.
	Folded string
	// Defs are its attributes with the inherited ones.
	Defs []domain.AttributeDef
	// order counts the tree from the top down; below is where the categories under this one end.
	order, below int32
}

// Brand is a brand.
type Brand struct {
	domain.Brand
	Seq int64
	// Folded are the name and the synonyms in the form in which words are compared.
	Folded []string
}

// Store is a store with its hours prepared.
type Store struct {
	domain.Store
	Hours domain.Hours
}

// skuAt is where a SKU is found: its product's position, and which of its SKUs it is.
type skuAt struct {
	product int32
	index   int32
}

// Catalogue is the whole catalogue at one revision. It never changes.
type Catalogue struct {
	Revision int64
	// Categories are in the order of the tree, Brands by name, Stores by id.
	Categories []*Category
	Brands     []*Brand
	Stores     []*Store

	categories     map[int64]*Category
	categoryByCode map[string]*Category
	brands         map[int64]*Brand
	brandByCode    map[string]*Brand
	stores         map[int64]*Store

	products []*Product
	position map[int64]int32
	skus     []skuAt
	skuPos   map[int64]int32
	facets   []facet
	origins  []string

	byTree, byNewest, bySales []int32
	age                       []int32
	// sales are the pieces of each product that were sold lately, by id.
	sales map[int64]int64
	desk  *desk
}

// facet is what lists filter and sort by, in 32 bytes.
type facet struct {
	brand     int64
	sold      int64
	category  int32
	abv       int32
	origin    int32
	published bool
}

// ByID returns a product, or nil.
func (c *Catalogue) ByID(id int64) *Product {
	if at, ok := c.position[id]; ok {
		return c.products[at]
	}
	return nil
}

// Position returns the position of a product.
func (c *Catalogue) Position(id int64) (int32, bool) {
	at, ok := c.position[id]
	return at, ok
}

// At returns the product at a position.
func (c *Catalogue) At(position int32) *Product { return c.products[position] }

// Age returns how many products are newer than the one at a position; ByAge is the way back.
func (c *Catalogue) Age(position int32) int32 { return c.age[position] }

// ByAge returns the position of the product that so many are newer than.
func (c *Catalogue) ByAge(age int32) int32 { return c.byNewest[age] }

// Len returns how many positions there are.
func (c *Catalogue) Len() int { return len(c.products) }

// Sold returns how many pieces of a product all stores sold lately.
func (c *Catalogue) Sold(productID int64) int64 { return c.sales[productID] }

// Category returns a category by id, or nil.
func (c *Catalogue) Category(id int64) *Category { return c.categories[id] }

// CategoryByCode returns a category by code, or nil.
func (c *Catalogue) CategoryByCode(code string) *Category { return c.categoryByCode[code] }

// BrandByCode returns a brand by code, or nil.
func (c *Catalogue) BrandByCode(code string) *Brand { return c.brandByCode[code] }

// Store returns a store by id, or nil.
func (c *Catalogue) Store(id int64) *Store { return c.stores[id] }

// Holds reports whether the category at an id is, or lies above, that of a product.
func (c *Catalogue) Holds(category *Category, position int32) bool {
	at := c.facets[position].category
	return at >= category.order && at < category.below
}

// Listable reports whether the product at a position may be shown in lists.
func (c *Catalogue) Listable(position int32) bool { return c.facets[position].published }

// next returns the catalogue after a delta. It shares with c all that stayed the same.
func (c *Catalogue) next(d Delta) *Catalogue {
	n := *c
	n.Revision, n.desk = d.Revision, &desk{}
	n.mergeCategories(d.Categories)
	n.mergeBrands(d.Brands)
	n.mergeStores(d.Stores)
	moved := n.mergeProducts(d.Products)
	if len(d.Products) > 0 || len(d.Categories) > 0 || len(d.Brands) > 0 {
		n.link()
	}
	if moved || len(d.Categories) > 0 {
		n.sort()
	}
	return &n
}

// ranked returns the catalogue with other sales.
func (c *Catalogue) ranked(sales map[int64]int64) *Catalogue {
	n := *c
	n.sales = sales
	n.link()
	n.sort()
	return &n
}

// mergeProducts reports whether the orders of products must be made anew: some are new, or in another category.
func (c *Catalogue) mergeProducts(changed []Versioned[domain.Product]) (moved bool) {
	if len(changed) == 0 {
		return false
	}
	c.products, c.skus = slices.Clone(c.products), slices.Clone(c.skus)
	position, skuPos := lazyMap{m: c.position, more: len(changed)}, lazyMap{m: c.skuPos, more: 2 * len(changed)}
	for _, v := range changed {
		at, known := position.m[v.Value.ID]
		if !known {
			at = int32(len(c.products))
			position.put(v.Value.ID, at)
			c.products = append(c.products, nil)
		}
		if !known || c.products[at].CategoryID != v.Value.CategoryID {
			moved = true
		}
		p := &Product{Product: v.Value, Seq: v.Seq, Folded: search.Fold(v.Value.Name), skus: make([]int32, len(v.Value.Skus))}
		for i, sku := range v.Value.Skus {
			pos, known := skuPos.m[sku.ID]
			if !known {
				pos = int32(len(c.skus))
				skuPos.put(sku.ID, pos)
				c.skus = append(c.skus, skuAt{})
			}
			c.skus[pos] = skuAt{product: at, index: int32(i)}
			p.skus[i] = pos
		}
		c.products[at] = p
	}
	c.position, c.skuPos = position.m, skuPos.m
	return moved
}

// lazyMap copies a shared map when it is first written.
type lazyMap struct {
	m    map[int64]int32
	more int
	own  bool
}

func (l *lazyMap) put(key int64, value int32) {
	if !l.own {
		l.m, l.own = cloneLarger(l.m, l.more), true
	}
	l.m[key] = value
}

func cloneLarger[K comparable, V any](m map[K]V, more int) map[K]V {
	n := make(map[K]V, len(m)+more)
	for k, v := range m {
		n[k] = v
	}
	return n
}

func (c *Catalogue) mergeStores(changed []domain.Store) {
	if len(changed) == 0 {
		return
	}
	c.stores = cloneLarger(c.stores, len(changed))
	for _, st := range changed {
		c.stores[st.ID] = &Store{Store: st, Hours: domain.CompileHours(st.Hours)}
	}
	c.Stores = make([]*Store, 0, len(c.stores))
	for _, st := range c.stores {
		c.Stores = append(c.Stores, st)
	}
	slices.SortFunc(c.Stores, func(a, b *Store) int { return cmp.Compare(a.ID, b.ID) })
}

func (c *Catalogue) mergeBrands(changed []Versioned[domain.Brand]) {
	if len(changed) == 0 {
		return
	}
	c.brands, c.brandByCode = cloneLarger(c.brands, len(changed)), cloneLarger(c.brandByCode, len(changed))
	for _, v := range changed {
		b := &Brand{Brand: v.Value, Seq: v.Seq, Folded: []string{search.Fold(v.Value.Name)}}
		for _, synonym := range b.Synonyms {
			b.Folded = append(b.Folded, search.Fold(synonym))
		}
		c.brands[b.ID], c.brandByCode[b.Code] = b, b
	}
	c.Brands = make([]*Brand, 0, len(c.brands))
	for _, b := range c.brands {
		c.Brands = append(c.Brands, b)
	}
	slices.SortFunc(c.Brands, func(a, b *Brand) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
}

// Dress returns a product that was just stored with what its category and brand add to it.
func (c *Catalogue) Dress(p domain.Product) *Product {
	dressed := &Product{Product: p}
	dressed.join(c.categories[p.CategoryID], c.brands[p.BrandID])
	return dressed
}
