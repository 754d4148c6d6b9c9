package demo

import (
	"math/rand/v2"
	"time"

	"dajiu/demo/picture"
)

// Options scale the world. The zero value is the shop as it is shown to people.
type Options struct {
	// SKUs is how many stock-keeping units are wanted; what the base catalogue lacks is made of vintages, batches and
	// editions of its products. Zero, or less than the base catalogue holds, means the base catalogue.
	SKUs int
	// Customers is how many customers are wanted, at least 30.
	Customers int
	// Today is the day from which licences run and ages count; zero means 2026-12-01.
	Today time.Time
}

// World is everything the demo shop starts with. Slices are in a stable order.
type World struct {
	Seed       uint64       `json:"seed"`
	City       string       `json:"city"`
	Categories []Category   `json:"categories"`
	Brands     []Brand      `json:"brands"`
	Products   []Product    `json:"products"`
	SKUs       []SKU        `json:"skus"`
	Merchants  []Merchant   `json:"merchants"`
	Stores     []Store      `json:"stores"`
	Assortment []Assortment `json:"assortment"`
	Couriers   []Courier    `json:"couriers"`
	Staff      []Staff      `json:"staff"`
	Customers  []Customer   `json:"customers"`
	Banners    []Banner     `json:"banners"`
}

// Banner is one panel of the home page and where it leads: a category key, or "chauffeur".
type Banner struct {
	Key     string             `json:"key"`
	Target  string             `json:"target"`
	Picture picture.BannerSpec `json:"picture"`
}

// New makes the world of a seed.
func New(seed uint64, opts Options) *World {
	if opts.Today.IsZero() {
		opts.Today = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	}
	w := &World{Seed: seed, City: "成都市", Categories: categories()}
	cat := newCatalogue(stream(seed, 1))
	for _, h := range houses() {
		cat.add(h)
	}
	cat.scale(opts.SKUs)
	w.Brands, w.Products, w.SKUs = cat.brands, cat.products, cat.skus
	w.Merchants, w.Stores = merchants(), stores(stream(seed, 2), opts.Today)
	w.Assortment = assort(stream(seed, 3), w.Stores, w.Products, w.SKUs)
	w.Couriers = couriers(stream(seed, 4), w.Stores)
	w.Staff = staff(stream(seed, 5), w.Merchants, w.Stores)
	w.Customers = customers(stream(seed, 6), w.Stores, max(opts.Customers, minCustomers), opts.Today)
	w.Banners = banners(w.Products)
	return w
}

// stream is an independent source of randomness for one part of the world, so that a change to one part leaves the
// others as they were.
func stream(seed, part uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, part)) }
