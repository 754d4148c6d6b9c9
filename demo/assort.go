package demo

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"dajiu/platform/money"
)

// Bounds of what one store carries.
const (
	minShelf = 260
	maxShelf = 500
)

// assort fills the shelves: each store draws its SKUs by weight, so that a beer shop is mostly beer and well-known goods
// stand almost everywhere, and prices them a little above or below the base.
func assort(rng *rand.Rand, stores []Store, products []Product, skus []SKU) []Assortment {
	family := make(map[string]string, len(products))
	fame := make(map[string]float64, len(products))
	for _, p := range products {
		family[p.Key], _, _ = strings.Cut(p.CategoryKey, "-")
		fame[p.Key] = .4 + 2.2*rng.Float64()*rng.Float64()
	}
	var all []Assortment
	for _, s := range stores {
		size := min(minShelf+rng.IntN(maxShelf-minShelf+1), len(skus))
		for _, i := range draw(rng, skus, size, func(k SKU) float64 { return fame[k.ProductKey] * appetite(s.Focus, family[k.ProductKey]) }) {
			all = append(all, Assortment{StoreKey: s.Key, SKUKey: skus[i].Key, Price: shelfPrice(rng, skus[i]), Stock: stock(rng, skus[i])})
		}
	}
	return all
}

// appetite says how much a shop with a focus likes goods of a family.
func appetite(focus, family string) float64 {
	switch {
	case family == "goods":
		return 1.6
	case focus == "":
		return 1
	case focus == family:
		return 6
	}
	return .6
}

// draw picks so many different SKUs, each with a chance in proportion to its weight, and returns their places in order.
func draw(rng *rand.Rand, skus []SKU, size int, weight func(SKU) float64) []int {
	type ticket struct {
		place int
		time  float64
	}
	tickets := make([]ticket, len(skus))
	for i, k := range skus {
		tickets[i] = ticket{i, -math.Log(1-rng.Float64()) / weight(k)}
	}
	slices.SortFunc(tickets, func(a, b ticket) int { return cmp.Compare(a.time, b.time) })
	places := make([]int, size)
	for i := range places {
		places[i] = tickets[i].place
	}
	slices.Sort(places)
	return places
}

// shelfPrice is the store's own price: around the base, never under the member price nor over the list price.
func shelfPrice(rng *rand.Rand, k SKU) money.Fen {
	price := k.Price * money.Fen(96+rng.IntN(10)) / 100
	if price >= 2000 {
		price = price / 100 * 100
	} else {
		price = price / 10 * 10
	}
	return min(max(price, k.MemberPrice), k.ListPrice)
}

// stock is what lies in the store: many of the cheap, few of the dear, some sold out.
func stock(rng *rand.Rand, k SKU) int {
	switch {
	case rng.IntN(100) < 4:
		return 0
	case k.ListPrice >= 100000:
		return 1 + rng.IntN(6)
	case k.Units > 1:
		return 2 + rng.IntN(18)
	case k.ListPrice >= 30000:
		return 3 + rng.IntN(24)
	}
	return 8 + rng.IntN(112)
}
