// Package app is what is done with applications and merchants: apply, review, open what was approved, suspend, and warn of
// licences that end.
//
// It guarantees that opening an approved application can be interrupted anywhere and gone on with: the catalogue is told first,
// each store by its own code, and the merchant is there when all of them are.
//
// It knows no SQL and no wire format. Start with [Merchants].
package app

import (
	"context"
	"log/slog"
	"strconv"
	"time"

	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/services/merchant/internal/domain"
	"dajiu/services/merchant/internal/store"
)

// Opening is a store as the catalogue is told of it.
type Opening struct {
	MerchantCode, MerchantName string
	Outlet                     domain.Outlet
	Suspended                  bool
}

// Catalogue is where stores are.
type Catalogue interface {
	// PutStore makes a store or gives it its new facts, by its code; a code of another merchant's is AlreadyExists.
	PutStore(ctx context.Context, o Opening) (storeID, merchantID int64, err error)
	// Suspend makes all stores of a merchant follow its suspension.
	Suspend(ctx context.Context, merchantID int64, suspended bool) error
}

// Merchants is the use cases.
type Merchants struct {
	Store     *store.Merchants
	Catalogue Catalogue
	IDs       *id.Generator
	Clock     clock.Clock
	Log       *slog.Logger
}

// Caller is who acts, and whose things they reach.
type Caller struct {
	UserID   int64
	Operator bool
	Reach    store.Reach
}

// Create begins a draft under a request key; the same key again returns the same. With a merchant, which the caller must
// reach, it is a change of that.
func (m *Merchants) Create(ctx context.Context, c Caller, f domain.Facts, secret domain.Confidential, merchantID int64, key string) (domain.Application, error) {
	now := m.Clock.Now()
	a := domain.Application{
		ID: m.IDs.Next(), ApplicantID: c.UserID, State: domain.Draft, Version: 1, MerchantID: merchantID, Change: merchantID != 0,
		Facts: m.coded(c, f.Tidy()), Confidential: secret, CreatedAt: now, UpdatedAt: now,
	}
	if a.Change {
		owner, err := m.Store.Merchant(ctx, c.Reach, merchantID)
		if err != nil {
			return domain.Application{}, err
		}
		was, err := m.Store.Application(ctx, store.Reach{All: true}, owner.ApplicationID)
		if err != nil {
			return domain.Application{}, err
		}
		a.Facts.MerchantCode, a.Confidential = owner.Code, secret.Keep(was.Confidential)
	}
	return m.Store.Create(ctx, a, key)
}

// coded gives every store a code that lacks one. Only operators name the platform's code of a merchant: whoever could name
// another's would rename it.
func (m *Merchants) coded(c Caller, f domain.Facts) domain.Facts {
	if !c.Operator {
		f.MerchantCode = ""
	}
	for i := range f.Outlets {
		if f.Outlets[i].Code == "" {
			f.Outlets[i].Code = "s" + strconv.FormatInt(m.IDs.Next(), 36)
		}
		f.Outlets[i].StoreID = 0
	}
	return f
}

// Edit replaces what is applied with, of the version that was read.
func (m *Merchants) Edit(ctx context.Context, c Caller, id, version int64, f domain.Facts, secret domain.Confidential) (domain.Application, error) {
	f = m.coded(c, f)
	return m.Store.Update(ctx, c.Reach, id, func(a *domain.Application) error {
		if a.Change {
			f.MerchantCode = a.Facts.MerchantCode
		}
		return a.Edit(c.UserID, version, f, secret, m.Clock.Now())
	}, nil)
}

// Submit hands an application in. A credit code that another merchant has is MERCHANT_DUPLICATE.
func (m *Merchants) Submit(ctx context.Context, c Caller, id int64) (domain.Application, error) {
	a, err := m.Store.Application(ctx, c.Reach, id)
	if err != nil {
		return domain.Application{}, err
	}
	if err := m.unclaimed(ctx, a); err != nil {
		return domain.Application{}, err
	}
	return m.Store.Update(ctx, c.Reach, id, func(a *domain.Application) error { return a.Submit(c.UserID, m.Clock.Now()) }, nil)
}

// unclaimed refuses a credit code that belongs to another merchant than the application is about.
func (m *Merchants) unclaimed(ctx context.Context, a domain.Application) error {
	owner, found, err := m.Store.MerchantByCredit(ctx, a.Facts.CreditCode)
	if err != nil || !found || owner.ID == a.MerchantID {
		return err
	}
	return domain.Duplicate()
}

// Withdraw ends an application that is not decided.
func (m *Merchants) Withdraw(ctx context.Context, c Caller, id int64) (domain.Application, error) {
	return m.Store.Update(ctx, c.Reach, id, func(a *domain.Application) error { return a.Withdraw(c.UserID, m.Clock.Now()) }, nil)
}

// page bounds one look for approved applications that wait.
const page = 50

// Resume opens some of the approved applications that wait, and returns how many: none should, and where a process died, or the
// catalogue did not answer for long, they are gone on with here.
func (m *Merchants) Resume(ctx context.Context, _ time.Time) (int64, error) {
	ids, err := m.Store.Waiting(ctx, page)
	if err != nil {
		return 0, err
	}
	for _, id := range ids {
		if err := m.Open(ctx, id); err != nil {
			return 0, err
		}
	}
	return int64(len(ids)), nil
}
