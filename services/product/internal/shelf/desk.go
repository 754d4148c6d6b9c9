package shelf

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"

	"dajiu/platform/search"
	"dajiu/services/product/internal/domain"
)

// desk is the catalogue as those who keep it look it over. It is worked out when somebody first asks, once for each catalogue:
// customers pay nothing for it.
type desk struct {
	once       sync.Once
	byChange   []int32 // the latest change first
	states     map[domain.State]int
	proposals  map[domain.RevisionState]int
	categories map[int64]Tally
	brands     map[int64]Tally
}

// Tally is how many products there are, and how many of them are on sale.
type Tally struct{ Products, Published int }

func (t Tally) plus(p *Product) Tally {
	t.Products++
	if p.State == domain.Published {
		t.Published++
	}
	return t
}

func (c *Catalogue) laidOut() *desk {
	c.desk.once.Do(func() {
		d := c.desk
		d.byChange = slices.Clone(c.byNewest)
		slices.SortFunc(d.byChange, func(a, b int32) int { return cmp.Compare(c.products[b].Seq, c.products[a].Seq) })
		d.states, d.proposals = map[domain.State]int{}, map[domain.RevisionState]int{}
		d.categories, d.brands = map[int64]Tally{}, map[int64]Tally{}
		for _, p := range c.products {
			d.states[p.State]++
			if p.Proposal.State != 0 {
				d.proposals[p.Proposal.State]++
			}
			d.brands[p.BrandID] = d.brands[p.BrandID].plus(p)
			if p.Category == nil {
				continue
			}
			for _, cat := range p.Category.Line {
				d.categories[cat.ID] = d.categories[cat.ID].plus(p)
			}
		}
	})
	return c.desk
}

// Search says which products of the whole catalogue are wanted. Zero fields ask for nothing.
type Search struct {
	State    domain.State
	Proposal domain.RevisionState
	Category int64
	Brand    int64
	// Words are a part of the name, the beginning of the code, or a whole barcode or SKU code.
	Words string
	// From and Until bound the last change: at or after, and before.
	From, Until time.Time
}

// Look returns the products that a search wants whose last change is before a revision (0: from the latest), the latest first, and
// whether there are more. It reads memory alone: at worst every product once, which is 100,000 in some milliseconds. It reports
// PRODUCT_CATEGORY_NOT_FOUND for a category that is not there.
func (c *Catalogue) Look(s Search, before int64, limit int) (found []*Product, more bool, err error) {
	var category *Category
	if s.Category != 0 {
		if category = c.categories[s.Category]; category == nil {
			return nil, false, domain.ErrCategoryNotFound
		}
	}
	words := strings.TrimSpace(s.Words)
	folded := search.Fold(words)
	order := c.laidOut().byChange
	start := 0
	if before > 0 {
		start, _ = slices.BinarySearchFunc(order, before, func(position int32, seq int64) int { return cmp.Compare(seq-1, c.products[position].Seq) })
	}
	for _, position := range order[start:] {
		p := c.products[position]
		if !s.wants(p) || category != nil && !c.Holds(category, position) || words != "" && !p.answers(words, folded) {
			continue
		}
		if len(found) == limit {
			return found, true, nil
		}
		found = append(found, p)
	}
	return found, false, nil
}

func (s *Search) wants(p *Product) bool {
	return (s.State == 0 || p.State == s.State) && (s.Proposal == 0 || p.Proposal.State == s.Proposal) &&
		(s.Brand == 0 || p.BrandID == s.Brand) && (s.From.IsZero() || !p.UpdatedAt.Before(s.From)) && (s.Until.IsZero() || p.UpdatedAt.Before(s.Until))
}

func (p *Product) answers(words, folded string) bool {
	return strings.Contains(p.Folded, folded) || strings.HasPrefix(p.Code, words) ||
		slices.ContainsFunc(p.Skus, func(s domain.Sku) bool { return s.Barcode == words || s.Code == words })
}

// States counts products by state, and by the state of their open proposal.
func (c *Catalogue) States() (map[domain.State]int, map[domain.RevisionState]int) {
	d := c.laidOut()
	return d.states, d.proposals
}

// OfCategory counts the products of a category and of those below it.
func (c *Catalogue) OfCategory(id int64) Tally { return c.laidOut().categories[id] }

// OfBrand counts the products of a brand.
func (c *Catalogue) OfBrand(id int64) Tally { return c.laidOut().brands[id] }

// Brand returns a brand by id, or nil.
func (c *Catalogue) Brand(id int64) *Brand { return c.brands[id] }

// Sku returns a SKU and its product by the SKU's id.
func (c *Catalogue) Sku(id int64) (*Product, *domain.Sku, bool) {
	pos, ok := c.skuPos[id]
	if !ok {
		return nil, nil, false
	}
	p := c.products[c.skus[pos].product]
	return p, &p.Skus[c.skus[pos].index], true
}
