package find

import (
	"slices"
	"strings"

	"dajiu/platform/search"
	"dajiu/services/product/internal/shelf"
)

// What meets the words counts for more the nearer it is to the product's name.
const (
	worthName   = 900 // the words are the name
	worthBrand  = 800 // the words are the brand, or a synonym of it
	worthHead   = 700 // the name begins with them
	worthInside = 600 // the name holds them
	worthNamed  = 500 // name and brand hold each of them
	worthSorted = 400 // the category or a tag is them
	worthOther  = 300
	worthLoose  = 200
	worthPart   = 100
	// longName is the length beyond which names are not told apart: among equals the shorter is nearer.
	longName = 64
)

// query is what products are weighed for.
type query struct {
	folded string
	words  []string
}

// worth ranks a product for a query.
func (q query) worth(p *shelf.Product, h search.Hit, care search.Care) int32 {
	n := int32(min(len(p.Folded), longName))
	return 100*q.tier(p, h, care) + longName - n
}

func (q query) tier(p *shelf.Product, h search.Hit, care search.Care) int32 {
	switch {
	case care == search.Partly:
		return worthPart + int32(min(h.Met, worthLoose-worthPart-1))
	case care == search.Loosely:
		return worthLoose + q.inName(p)
	case p.Folded == q.folded:
		return worthName
	case p.Brand != nil && slices.Contains(p.Brand.Folded, q.folded):
		return worthBrand
	case h.Named && strings.HasPrefix(p.Folded, q.folded):
		return worthHead
	case h.Named && strings.Contains(p.Folded, q.folded):
		return worthInside
	case h.Named:
		return worthNamed
	case p.Category != nil && p.Category.Folded == q.folded || slices.Contains(p.Tags, q.folded):
		return worthSorted
	}
	return worthOther + q.inName(p)
}

// inName counts the words that the name holds: of two products that are met somehow, that one is nearer.
func (q query) inName(p *shelf.Product) int32 {
	if len(q.words) < 2 {
		return 0
	}
	n := int32(0)
	for _, word := range q.words {
		if strings.Contains(p.Folded, word) {
			n++
		}
	}
	return n
}
