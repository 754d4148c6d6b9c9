package shelf

import (
	"cmp"
	"slices"
	"time"

	"dajiu/platform/money"
	"dajiu/services/product/internal/domain"
)

// InStock is whether a store has any of a SKU left.
type InStock struct {
	SkuID   int64
	InStock bool
}

// cell is a SKU in a store.
type cell struct {
	price   int32 // the store's own, in fen; 0: the SKU's
	listed  bool
	inStock bool
}

// entry is a product in a store.
type entry struct {
	price, list int32 // of the cheapest listed SKU, in fen
	best        int32 // that SKU's position
	skus        uint8 // how many are listed; 0: the product is not
	inStock     bool
}

// Sheet is what one store sells at one moment. It never changes.
type Sheet struct {
	Catalogue *Catalogue
	Store     *Store
	revision  int64

	cells   []cell
	entries []entry
	// The positions of listed products, in each order.
	byPrice, byNewest, byTree, bySales []int32
	// strays are what is known of SKUs that the catalogue does not know yet.
	strays map[int64]cell
}

// Item is a SKU as a store sells it.
type Item struct {
	Product *Product
	Sku     *domain.Sku
	Prices  domain.Prices
	// Own is the store's own price; 0 where it keeps the SKU's.
	Own     money.Fen
	Listed  bool
	InStock bool
}

// Item returns a SKU of the store; ok is false where the catalogue has no such SKU.
func (s *Sheet) Item(skuID int64) (it Item, ok bool) {
	pos, ok := s.Catalogue.skuPos[skuID]
	if !ok {
		return Item{}, false
	}
	return s.item(pos), true
}

func (s *Sheet) item(pos int32) Item {
	at := s.Catalogue.skus[pos]
	p := s.Catalogue.products[at.product]
	sku, c := &p.Skus[at.index], s.cells[pos]
	return Item{
		Product: p, Sku: sku, Prices: sku.Prices.At(money.Fen(c.price)), Own: money.Fen(c.price),
		Listed: c.listed && !sku.Withdrawn && s.Catalogue.facets[at.product].published, InStock: c.inStock,
	}
}

// Items returns all SKUs of a product that are not withdrawn, as the store sells them.
func (s *Sheet) Items(p *Product) []Item {
	items := make([]Item, 0, len(p.skus))
	for _, pos := range p.skus {
		if it := s.item(pos); !it.Sku.Withdrawn {
			items = append(items, it)
		}
	}
	return items
}

// AllItems returns all SKUs of a product, also those that are withdrawn: some may stand on a shelf still.
func (s *Sheet) AllItems(p *Product) []Item {
	items := make([]Item, len(p.skus))
	for i, pos := range p.skus {
		items[i] = s.item(pos)
	}
	return items
}

// Card is a product as the store's list shows it.
type Card struct {
	Product     *Product
	Price, List money.Fen
	SkuID       int64
	Skus        int
	InStock     bool
	// Sold is how many pieces all stores sold lately.
	Sold int64
}

// Card returns the card of the product at a position that is listed.
func (s *Sheet) Card(position int32) Card {
	e, p := &s.entries[position], s.Catalogue.products[position]
	return Card{
		Product: p, Price: money.Fen(e.price), List: money.Fen(e.list), Skus: int(e.skus), InStock: e.inStock,
		SkuID: p.Skus[s.Catalogue.skus[e.best].index].ID, Sold: s.Catalogue.facets[position].sold,
	}
}

// Listed reports whether the store lists the product at a position.
func (s *Sheet) Listed(position int32) bool { return s.entries[position].skus > 0 }

// OpenAt reports whether the store takes orders at an instant: within hours, not paused, licensed.
func (s *Store) OpenAt(at time.Time) bool { return s.TakesOrders(at) && s.Hours.OpenAt(at) }

// Openings returns when the store takes orders between two instants, as it stands now: none while it is paused, or
// after its licence ends.
func (s *Store) Openings(from, until time.Time) []domain.Opening {
	if s.LicenceExpires.Before(until) {
		until = s.LicenceExpires
	}
	if !s.TakesOrders(from) || !from.Before(until) {
		return nil
	}
	return s.Hours.Between(from, until)
}

// next returns the sheet after changes, on a catalogue that is the same or newer.
func (s *Sheet) next(c *Catalogue, revision int64, listings []domain.Listing, stock []InStock) *Sheet {
	n := *s
	n.Catalogue, n.Store, n.revision = c, c.stores[s.Store.ID], revision
	n.cells = make([]cell, len(c.skus))
	copy(n.cells, s.cells)
	n.adopt()
	touched := n.set(listings, stock)
	if c != s.Catalogue || len(listings) > 0 {
		n.fill()
		return &n
	}
	// Only stock changed: no price and no order did.
	n.entries = slices.Clone(n.entries)
	for _, position := range touched {
		n.entries[position] = n.entryOf(c.products[position], position)
	}
	return &n
}

// adopt puts into their cells the strays that the catalogue knows by now.
func (s *Sheet) adopt() {
	if len(s.strays) == 0 {
		return
	}
	left := map[int64]cell{}
	for sku, c := range s.strays {
		if pos, ok := s.Catalogue.skuPos[sku]; ok {
			s.cells[pos] = c
			continue
		}
		left[sku] = c
	}
	s.strays = left
}

// set writes changes into the cells and returns the positions of the products whose stock they touch.
func (s *Sheet) set(listings []domain.Listing, stock []InStock) (touched []int32) {
	for _, l := range listings {
		s.change(l.SkuID, func(c *cell) { c.listed, c.price = l.Listed, int32(l.Price) })
	}
	for _, in := range stock {
		if pos, ok := s.change(in.SkuID, func(c *cell) { c.inStock = in.InStock }); ok {
			touched = append(touched, s.Catalogue.skus[pos].product)
		}
	}
	return touched
}

func (s *Sheet) change(skuID int64, change func(*cell)) (pos int32, ok bool) {
	if pos, ok = s.Catalogue.skuPos[skuID]; ok {
		change(&s.cells[pos])
		return pos, true
	}
	strays := cloneLarger(s.strays, 1)
	c := strays[skuID]
	change(&c)
	strays[skuID] = c
	s.strays = strays
	return 0, false
}

// fill works every entry out, and the orders of those that are listed.
func (s *Sheet) fill() {
	s.entries = make([]entry, len(s.Catalogue.products))
	listed := 0
	for at, p := range s.Catalogue.products {
		s.entries[at] = s.entryOf(p, int32(at))
		if s.entries[at].skus > 0 {
			listed++
		}
	}
	s.byNewest = s.listedOf(s.Catalogue.byNewest, listed)
	s.byTree = s.listedOf(s.Catalogue.byTree, listed)
	s.bySales = s.listedOf(s.Catalogue.bySales, listed)
	// The last order is nearly right after a small change, and then sorting costs little.
	last := s.byPrice
	if len(last) == 0 {
		last = s.Catalogue.byNewest
	}
	s.byPrice = s.listedOf(last, listed)
	if len(s.byPrice) != listed {
		s.byPrice = slices.Clone(s.byNewest)
	}
	slices.SortFunc(s.byPrice, func(a, b int32) int {
		return cmp.Or(cmp.Compare(s.entries[a].price, s.entries[b].price),
			cmp.Compare(s.Catalogue.products[a].ID, s.Catalogue.products[b].ID))
	})
}

func (s *Sheet) listedOf(order []int32, n int) []int32 {
	listed := make([]int32, 0, n)
	for _, at := range order {
		if s.entries[at].skus > 0 {
			listed = append(listed, at)
		}
	}
	return listed
}

func (s *Sheet) entryOf(p *Product, position int32) entry {
	var e entry
	if !s.Catalogue.facets[position].published {
		return e
	}
	for i, pos := range p.skus {
		c := s.cells[pos]
		if !c.listed || p.Skus[i].Withdrawn {
			continue
		}
		prices := p.Skus[i].Prices.At(money.Fen(c.price))
		if e.skus == 0 || int32(prices.Sale) < e.price {
			e.price, e.list, e.best = int32(prices.Sale), int32(prices.List), pos
		}
		e.skus++
		e.inStock = e.inStock || c.inStock
	}
	return e
}
