package merchant

import (
	"context"
	"fmt"
	"iter"

	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
	"dajiu/services/merchant/internal/store"
)

// SealedPlaces are the columns of this service's store that hold sealed values.
func SealedPlaces(ctx context.Context, keys *seal.Keyring) ([]seal.Place, error) {
	return store.Places(ctx, keys)
}

// Outlet is a store as its merchant has it, for a check of the whole platform.
type Outlet = store.Outlet

// Outlets yields all stores of merchants. It only reads; after an error the stream ends.
func Outlets(ctx context.Context, db *sqldb.DB) iter.Seq2[Outlet, error] {
	return store.Outlets(ctx, db)
}

// Waiting counts approved applications that are not open yet.
func Waiting(ctx context.Context, db *sqldb.DB) (n int64, err error) {
	if n, err = store.CountWaiting(ctx, db); err != nil {
		return 0, fmt.Errorf("check: %w", err)
	}
	return n, nil
}
