package past

import (
	"fmt"
	"strconv"

	"dajiu/platform/money"
)

// City is who sold what, and who brought it.
type City struct {
	Stores   []Store
	Couriers []int64
}

// Store is a store with what it sells.
type Store struct {
	ID, MerchantID int64
	Name, Address  string
	LatE6, LngE6   int32
	Goods          []Good
}

// Good is a SKU on a store's shelf.
type Good struct {
	SkuID, ProductID     int64
	Name, Spec, ImageURL string
	Price, ListPrice     money.Fen
	WeightGrams          int64
	Liquor               bool
}

// check refuses a city in which nothing can be bought or brought.
func (c *City) check() error {
	if len(c.Stores) == 0 || len(c.Couriers) == 0 {
		return fmt.Errorf("past: a city of %d stores and %d couriers", len(c.Stores), len(c.Couriers))
	}
	for _, s := range c.Stores {
		if len(s.Goods) == 0 {
			return fmt.Errorf("past: store %d sells nothing", s.ID)
		}
	}
	return nil
}

// customer is somebody who bought.
type customer struct {
	id     int64
	number int
}

// OpenID is the WeChat identity of the n-th customer of the past, from 0.
func OpenID(n int) string { return "past-" + strconv.Itoa(n) }

// address is where a trade went.
type address struct {
	ContactName, Phone, Text string
	LatE6, LngE6             int32
}

// step is about 10 m in millionths of a degree.
const step = 100

// address returns where the customer had the goods of a store brought: near it, always the same place.
func (c customer) address(s *Store) address {
	return address{
		ContactName: "酒友" + strconv.Itoa(c.number), Phone: fmt.Sprintf("139%08d", c.number%100_000_000), Text: s.Address + "附近" + strconv.Itoa(c.number%100+1) + "号",
		LatE6: s.LatE6 + int32(c.number%100-50)*step, LngE6: s.LngE6 + int32(c.number/100%100-50)*step, //nolint:gosec // at most 50 steps
	}
}

func number(n int64) string { return strconv.FormatInt(n, 10) }
