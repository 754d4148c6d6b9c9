package app

import (
	"context"
	"fmt"

	"dajiu/platform/clock"
	"dajiu/services/product/internal/domain"
)

// HoldStore keeps a store from taking orders, whatever its staff say. Operators only. It reports PRODUCT_STORE_NOT_FOUND.
func (a *Admin) HoldStore(ctx context.Context, storeID int64, reason string) (domain.Store, error) {
	return a.Records.UpdateStore(ctx, storeID, func(st domain.Store) (domain.Store, error) { return st.Hold(reason) }) //nolint:wrapcheck // the store names the operation
}

// ReleaseStore ends a hold. Operators only. It reports PRODUCT_STORE_NOT_FOUND and PRODUCT_STORE_UNLICENSED.
func (a *Admin) ReleaseStore(ctx context.Context, storeID int64) (domain.Store, error) {
	return a.Records.UpdateStore(ctx, storeID, func(st domain.Store) (domain.Store, error) { return st.Release(a.Clock.Now()) }) //nolint:wrapcheck // the store names the operation
}

// PutLicensedStore makes or changes a store of which the merchant service approved the facts; what its staff say of it stays.
// The merchant service only. A code of another merchant's store is PRODUCT_DUPLICATE.
func (a *Admin) PutLicensedStore(ctx context.Context, st domain.Store, m domain.Merchant) (domain.Store, error) {
	st.LicenceExpires = clock.Instant(st.LicenceExpires)
	st, err := domain.NewStore(st)
	if err != nil {
		return domain.Store{}, fmt.Errorf("put licensed store: %w", err)
	}
	return a.Records.PutLicensedStore(ctx, st, m) //nolint:wrapcheck // the store names the operation
}

// SuspendStores makes all stores of a merchant follow its suspension, and returns how many changed. The merchant service
// only. It may be repeated: a store that follows already stays as it is.
func (a *Admin) SuspendStores(ctx context.Context, merchantID int64, suspended bool) (changed int, err error) {
	if err := a.Shelf.Poll(ctx); err != nil {
		return 0, fmt.Errorf("suspend stores of %d: %w", merchantID, err)
	}
	c, err := a.Shelf.Catalogue(ctx)
	if err != nil {
		return 0, fmt.Errorf("suspend stores of %d: %w", merchantID, err)
	}
	for _, st := range c.Stores {
		if st.MerchantID != merchantID || st.Suspended == suspended {
			continue
		}
		_, err := a.Records.UpdateStore(ctx, st.ID, func(st domain.Store) (domain.Store, error) {
			st.Suspended = suspended
			return st, nil
		})
		if err != nil {
			return changed, err //nolint:wrapcheck // the store names the operation
		}
		changed++
	}
	return changed, nil
}

// StoreFilter says which stores are asked for; what is zero is not asked about.
type StoreFilter struct {
	MerchantID int64
	// Region is a division, with what lies in it.
	Region int64
	State  domain.StoreState
	// Words is a part of name, address or code.
	Words string
	// Box is where the store lies, edges included; zero: anywhere.
	Box domain.Box
	// Within says whether a store is the caller's to see.
	Within func(storeID int64) bool
}

// ManagedStores returns the stores that match, the newest first, before the one that the last page ended with; 0: from the
// first. Total is how many match in all. They are read from memory: an installation has some thousands.
func (a *Admin) ManagedStores(ctx context.Context, f StoreFilter, before int64, limit int) (list []domain.Store, total int, err error) {
	c, err := a.Shelf.Catalogue(ctx)
	if err != nil {
		return nil, 0, fmt.Errorf("list stores: %w", err)
	}
	now := a.Clock.Now()
	for i := len(c.Stores) - 1; i >= 0; i-- {
		st := c.Stores[i]
		if !f.matches(st, now) {
			continue
		}
		if total++; (before == 0 || st.ID < before) && len(list) < limit {
			list = append(list, st.Store)
		}
	}
	return list, total, nil
}

// ManagedStore returns one, or PRODUCT_STORE_NOT_FOUND.
func (a *Admin) ManagedStore(ctx context.Context, storeID int64) (domain.Store, error) {
	c, err := a.Shelf.Catalogue(ctx)
	if err != nil {
		return domain.Store{}, fmt.Errorf("show store %d: %w", storeID, err)
	}
	if st := c.Store(storeID); st != nil {
		return st.Store, nil
	}
	return domain.Store{}, domain.ErrStoreNotFound
}
