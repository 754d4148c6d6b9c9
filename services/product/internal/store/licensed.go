package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"dajiu/platform/audit"
	"dajiu/platform/sqldb"
	"dajiu/services/product/internal/domain"
)

// newStoreRange is how far a store delivers until its zone is drawn, in metres.
const newStoreRange = 3000

// PutLicensedStore makes the store of a code, or gives the one that is there its approved facts: hours, picture, range and
// whether it is paused stay. A store of another merchant's is PRODUCT_DUPLICATE; the same again changes nothing.
func (s *Catalog) PutLicensedStore(ctx context.Context, st domain.Store, m domain.Merchant) (domain.Store, error) {
	var result domain.Store
	err := s.write(ctx, CatalogueScope, func(ctx context.Context, tx *change) error {
		next := st
		var err error
		if next.MerchantID, err = s.putMerchant(ctx, tx, m); err != nil {
			return err
		}
		old, found, err := storeWhere(ctx, tx, "code = ?", st.Code)
		switch {
		case err != nil:
			return err
		case found && old.MerchantID != next.MerchantID:
			return domain.ErrDuplicate
		case found:
			next.ID, next.Version, next.Hours, next.ImageURL, next.RangeMeters = old.ID, old.Version, old.Hours, old.ImageURL, old.RangeMeters
			next.Paused, next.HoldReason = old.Paused, old.HoldReason
		default:
			next.RangeMeters = newStoreRange
		}
		if result = next; found && next.Equal(old) {
			return nil
		}
		if found {
			audit.Change(ctx, old, next)
		}
		result, err = s.saveStore(ctx, tx, next, found)
		return err
	})
	return result, err
}

// MerchantNames returns the names of merchants by their ids.
func (s *Catalog) MerchantNames(ctx context.Context, ids ...int64) (map[int64]string, error) {
	names := make(map[int64]string, len(ids))
	if len(ids) == 0 {
		return names, nil
	}
	var rows []merchantRow
	if err := s.db.Reader().NewSelect().Model(&rows).Where("id IN ?", bun.Tuple(ids)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read merchants: %w", err)
	}
	for _, r := range rows {
		names[r.ID] = r.Name
	}
	return names, nil
}

// Store returns a store from the tables; found is false where there is none.
func (s *Catalog) Store(ctx context.Context, id int64) (st domain.Store, found bool, err error) {
	var row storeRow
	err = s.db.Reader().NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.Store{}, false, nil
	}
	if err != nil {
		return domain.Store{}, false, fmt.Errorf("read store %d: %w", id, err)
	}
	return storeFromRow(&row), true, nil
}
