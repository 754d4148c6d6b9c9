package shelf

// Assortment returns the published products that match, listed by the store or not, in the order of the tree after a
// mark; next is zero at the end. It looks at the whole catalogue where little matches.
func (s *Sheet) Assortment(match func(p *Product, listed bool) bool, after Mark, limit int) (positions []int32, next Mark) {
	perm := s.Catalogue.byTree
	for _, position := range perm[s.seek(perm, ByTree, after):] {
		if !s.Catalogue.Listable(position) || !match(s.Catalogue.products[position], s.Listed(position)) {
			continue
		}
		if len(positions) == limit {
			return positions, s.mark(ByTree, positions[limit-1])
		}
		positions = append(positions, position)
	}
	return positions, Mark{}
}
