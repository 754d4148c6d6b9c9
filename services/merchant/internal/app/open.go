package app

import (
	"context"
	"fmt"
	"slices"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/merchant/internal/domain"
	"dajiu/services/merchant/internal/store"
)

// Open makes what was approved: each store in the catalogue, then the merchant with its licences. It may be called at any
// time, any number of times; an application that is not approved, or is open, stays as it is. One that cannot be opened,
// because another merchant has a store's code or the credit code, goes back to whoever applied.
func (m *Merchants) Open(ctx context.Context, id int64) error {
	everything := store.Reach{All: true}
	a, err := m.Store.Application(ctx, everything, id)
	if err != nil || a.State != domain.Approved {
		return err
	}
	owner, _, err := m.Store.MerchantByCredit(ctx, a.Facts.CreditCode)
	if err != nil {
		return err
	}
	outlets, merchantID := slices.Clone(a.Facts.Outlets), a.MerchantID
	for i, o := range outlets {
		made := Opening{MerchantCode: a.MerchantCode(), MerchantName: a.Facts.Company, Outlet: o, Suspended: owner.Standing == domain.Suspended}
		outlets[i].StoreID, merchantID, err = m.Catalogue.PutStore(ctx, made)
		if err != nil && errs.From(err).Code() == codes.AlreadyExists {
			return m.refuse(ctx, id, domain.FieldReason{Path: fmt.Sprintf("facts.outlets[%d].code", i), Reason: "门店编码已被另一商家使用"})
		}
		if err != nil {
			return fmt.Errorf("open application %d: %w", id, err)
		}
	}
	_, err = m.Store.Update(ctx, everything, id, func(a *domain.Application) error {
		if a.State != domain.Approved {
			return nil // opened meanwhile
		}
		a.Facts.Outlets = outlets
		return a.Open(merchantID, m.Clock.Now())
	}, func(ctx context.Context, tx *sqldb.Tx, a domain.Application) error {
		if err := m.Store.Opened(ctx, tx, a, m.IDs, m.Clock.Now()); err != nil {
			return err
		}
		return m.decided("已开通")(ctx, tx, a)
	})
	if sqldb.IsDuplicate(err) {
		return m.refuse(ctx, id, domain.FieldReason{Path: "facts.creditCode", Reason: "已被另一商家使用"})
	}
	return err
}

func (m *Merchants) refuse(ctx context.Context, id int64, why domain.FieldReason) error {
	_, err := m.Store.Update(ctx, store.Reach{All: true}, id, func(a *domain.Application) error {
		if a.State != domain.Approved {
			return nil
		}
		return a.Refuse([]domain.FieldReason{why}, m.Clock.Now())
	}, m.decided("退回修改"))
	return err
}

// Suspend makes a merchant's stores take no orders; they follow within moments.
func (m *Merchants) Suspend(ctx context.Context, c Caller, id int64, reason string) (domain.Merchant, error) {
	return m.Store.SetStanding(ctx, c.Reach, id, func(v *domain.Merchant) error { return v.Suspend(reason) })
}

// ResumeMerchant lets a merchant's stores take orders again.
func (m *Merchants) ResumeMerchant(ctx context.Context, c Caller, id int64) (domain.Merchant, error) {
	return m.Store.SetStanding(ctx, c.Reach, id, func(v *domain.Merchant) error { v.Resume(); return nil })
}

// Follow makes a merchant's stores follow how it stands now, whatever it stood like when the event was told.
func (m *Merchants) Follow(ctx context.Context, id int64) error {
	v, err := m.Store.Merchant(ctx, store.Reach{All: true}, id)
	if err != nil {
		return err
	}
	return m.Catalogue.Suspend(ctx, id, v.Standing == domain.Suspended)
}
