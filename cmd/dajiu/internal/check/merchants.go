package check

import (
	"context"
	"fmt"

	"dajiu/services/merchant"
	"dajiu/services/product"
)

// checkMerchants proves that what was approved is in the catalogue: every store of a merchant is there, is that merchant's, and
// follows its suspension. What was approved a moment ago is opened by an event.
func (r *run) checkMerchants(ctx context.Context) error {
	p := r.prove("merchants", "every store of a merchant is that merchant's in the catalogue, and is suspended with it; what was approved is open")
	if r.stores.Merchant == nil || r.stores.Product == nil {
		p.Skipped = "no stores were given"
		return nil
	}
	stores := product.NewChecker(r.stores.Product)
	for o, err := range merchant.Outlets(ctx, r.stores.Merchant) {
		if err != nil {
			return fmt.Errorf("check: merchants: %w", err)
		}
		p.Rows++
		about := fmt.Sprintf("store %d of merchant %d", o.StoreID, o.MerchantID)
		st, found, err := stores.Store(ctx, o.StoreID)
		switch {
		case err != nil:
			return fmt.Errorf("check: merchants: %w", err)
		case !found:
			p.wrong(about, "is not in the catalogue")
		case st.MerchantID != o.MerchantID:
			p.wrong(about, "is merchant %d's in the catalogue", st.MerchantID)
		case st.Suspended != o.Suspended:
			p.late(about, "suspended: %t, in the catalogue %t", o.Suspended, st.Suspended)
		}
	}
	waiting, err := merchant.Waiting(ctx, r.stores.Merchant)
	if err != nil {
		return err //nolint:wrapcheck // it names the operation
	}
	if waiting > 0 {
		p.late("applications", "%d approved ones wait to be opened", waiting)
	}
	return nil
}
