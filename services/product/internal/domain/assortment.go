package domain

import (
	"fmt"
	"time"

	"dajiu/platform/errs"
	"dajiu/platform/money"
)

// Listing is whether a store sells a SKU, and at what price of its own; 0: the SKU's.
type Listing struct {
	SkuID  int64
	Listed bool
	Price  money.Fen
}

// PriceChange is a change of how a store sells a SKU, and who made it; ActorID is 0 where no person did.
type PriceChange struct {
	ID, ActorID   int64
	Before, After Listing
	At            time.Time
}

// CheckAssortment checks a change of a store's assortment against the SKUs' prices. It reports
// PRODUCT_SKU_NOT_FOUND, PRODUCT_PRICE_INVALID, and an invalid argument for a SKU that is named twice.
func CheckAssortment(items []Listing, known map[int64]Prices) error {
	seen := make(map[int64]bool, len(items))
	for i, it := range items {
		if seen[it.SkuID] {
			return errs.Invalid(fmt.Sprintf("items[%d].skuId", i), "is named twice")
		}
		seen[it.SkuID] = true
		prices, ok := known[it.SkuID]
		if !ok {
			return ErrSkuNotFound.WithFields(errs.Field{Path: fmt.Sprintf("items[%d].skuId", i), Reason: "is not in the catalogue"})
		}
		if err := prices.CheckStorePrice(it.Price); err != nil {
			return err
		}
	}
	return nil
}
