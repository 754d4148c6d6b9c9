package app

import (
	"context"
	"fmt"

	"dajiu/platform/clock"
	"dajiu/services/product/internal/domain"
)

// PutStore makes or replaces a store of a merchant, who is made on first use. Operators only. A store without a valid
// licence is kept, but takes no orders and lists nothing.
func (a *Admin) PutStore(ctx context.Context, st domain.Store, m domain.Merchant) (domain.Store, error) {
	if !st.LicenceExpires.IsZero() {
		st.LicenceExpires = clock.Instant(st.LicenceExpires)
	}
	st, err := domain.NewStore(st)
	if err != nil {
		return domain.Store{}, fmt.Errorf("put store: %w", err)
	}
	return a.Records.PutStore(ctx, st, m) //nolint:wrapcheck // the store names the operation
}

// UpdateHours changes a store's opening hours, and pauses or reopens it. The store's own staff, and operators. It
// reports PRODUCT_STORE_NOT_FOUND, and PRODUCT_STORE_UNLICENSED where it is to be open without a valid licence.
func (a *Admin) UpdateHours(ctx context.Context, storeID int64, hours []domain.Span, paused bool) (domain.Store, error) {
	return a.Records.UpdateStore(ctx, storeID, func(st domain.Store) (domain.Store, error) { //nolint:wrapcheck // the store names the operation
		return st.Reopen(hours, paused, a.Clock.Now())
	})
}
