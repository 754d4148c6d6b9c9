package shelf

import (
	"cmp"
	"slices"

	"dajiu/services/product/internal/domain"
)

// defaultRadius is how far around a point stores are looked for unless told, in metres.
const defaultRadius = 10_000

// Near is a store with its distance from a point.
type Near struct {
	Store  *Store
	Meters int32
}

// Nearby returns stores around a point, nearest first, at most limit of them. Radius is in metres; 0: 10 km.
func (c *Catalogue) Nearby(here domain.Point, radius, limit int) []Near {
	if radius <= 0 {
		radius = defaultRadius
	}
	var near []Near
	for _, st := range c.Stores {
		there := domain.Point{LatE6: st.LatE6, LngE6: st.LngE6}
		if domain.FarInLatitude(here, there, float64(radius)) {
			continue
		}
		if meters := domain.Meters(here, there); meters <= float64(radius) {
			near = append(near, Near{Store: st, Meters: int32(meters)})
		}
	}
	slices.SortFunc(near, func(a, b Near) int {
		return cmp.Or(cmp.Compare(a.Meters, b.Meters), cmp.Compare(a.Store.ID, b.Store.ID))
	})
	return near[:min(limit, len(near))]
}
