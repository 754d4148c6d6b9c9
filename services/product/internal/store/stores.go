package store

import (
	"context"
	"fmt"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/audit"
	"dajiu/platform/sqldb"
	"dajiu/services/product/internal/domain"
)

// PutStore makes or replaces the store of a code, and makes its merchant on first use. The same store again changes
// nothing.
func (s *Catalog) PutStore(ctx context.Context, st domain.Store, m domain.Merchant) (domain.Store, error) {
	var result domain.Store
	err := s.write(ctx, CatalogueScope, func(ctx context.Context, tx *change) error {
		next := st
		var err error
		if next.MerchantID, err = s.putMerchant(ctx, tx, m); err != nil {
			return err
		}
		old, found, err := storeWhere(ctx, tx, "code = ?", st.Code)
		if err != nil {
			return err
		}
		next.ID, next.Version, next.HoldReason, next.Suspended = old.ID, old.Version, old.HoldReason, old.Suspended
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

func (s *Catalog) putMerchant(ctx context.Context, tx *change, m domain.Merchant) (int64, error) {
	var row merchantRow
	err := tx.NewSelect().Model(&row).Where("code = ?", m.Code).Scan(ctx)
	switch {
	case sqldb.IsNotFound(err):
		row = merchantRow{ID: s.ids.Next(), Code: m.Code, Name: m.Name}
		return row.ID, insertNew(ctx, tx, &row, "merchant "+m.Code)
	case err != nil:
		return 0, fmt.Errorf("read merchant %s: %w", m.Code, err)
	case row.Name != m.Name:
		row.Name = m.Name
		if err := sqldb.ExpectOne(tx.NewUpdate().Model(&row).WherePK().Exec(ctx)); err != nil {
			return 0, fmt.Errorf("rename merchant %s: %w", m.Code, err)
		}
	}
	return row.ID, nil
}

// UpdateStore changes one store by a closure of domain calls. The closure may run more than once.
func (s *Catalog) UpdateStore(ctx context.Context, storeID int64, act func(domain.Store) (domain.Store, error)) (domain.Store, error) {
	var result domain.Store
	err := s.write(ctx, CatalogueScope, func(ctx context.Context, tx *change) error {
		old, found, err := storeWhere(ctx, tx, "id = ?", storeID)
		if err != nil {
			return err
		}
		if !found {
			return domain.ErrStoreNotFound
		}
		next, err := act(old)
		if err != nil {
			return err
		}
		if result = next; next.Equal(old) {
			return nil
		}
		audit.Change(ctx, old, next)
		result, err = s.saveStore(ctx, tx, next, true)
		return err
	})
	return result, err
}

func storeWhere(ctx context.Context, tx *change, where string, arg any) (st domain.Store, found bool, err error) {
	var row storeRow
	err = tx.NewSelect().Model(&row).Where(where, arg).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.Store{}, false, nil
	}
	if err != nil {
		return domain.Store{}, false, fmt.Errorf("read store %v: %w", arg, err)
	}
	return storeFromRow(&row), true, nil
}

// saveStore writes a store over the version it was read at, tells of it, and sets the timer of its licence.
func (s *Catalog) saveStore(ctx context.Context, tx *change, st domain.Store, found bool) (domain.Store, error) {
	seq, err := s.raise(ctx, tx, CatalogueScope)
	if err != nil {
		return domain.Store{}, err
	}
	before := st.Version
	st.Version++
	if !found {
		st.ID = s.ids.Next()
	}
	row := rowFromStore(st, seq)
	if found {
		err = sqldb.ExpectOne(tx.NewUpdate().Model(&row).WherePK().Where("version = ?", before).Exec(ctx))
	} else {
		err = insertNew(ctx, tx, &row, "store "+st.Code)
	}
	if err != nil {
		return domain.Store{}, fmt.Errorf("save store %s: %w", st.Code, err)
	}
	if st.LicensedAt(s.now()) {
		due := &productv1.StoreLicenceDue{StoreId: st.ID}
		if err := s.outbox.AppendAt(ctx, tx.Tx, st.ID, st.LicenceExpires, due); err != nil {
			return domain.Store{}, fmt.Errorf("set licence timer of store %s: %w", st.Code, err)
		}
	}
	return st, s.tellStore(ctx, tx, st)
}

func (s *Catalog) tellStore(ctx context.Context, tx *change, st domain.Store) error {
	return s.publish(ctx, tx, st.ID, &productv1.StoreChanged{
		StoreId: st.ID, MerchantId: st.MerchantID, Name: st.Name, LatE6: st.LatE6, LngE6: st.LngE6,
		OpenForOrders: st.TakesOrders(s.now()), Region: st.Region,
	})
}

// TellLicenceOver tells the others that a store whose licence has run out takes no orders. A licence that was renewed
// meanwhile has a timer of its own.
func (s *Catalog) TellLicenceOver(ctx context.Context, dbtx *sqldb.Tx, storeID int64) error {
	tx := &change{Tx: dbtx}
	st, found, err := storeWhere(ctx, tx, "id = ?", storeID)
	if err != nil || !found || st.LicensedAt(s.now()) {
		return err
	}
	return s.tellStore(ctx, tx, st)
}
