package app

import (
	"context"

	merchantv1 "dajiu/gen/go/dajiu/merchant/v1"
	"dajiu/platform/sqldb"
	"dajiu/services/merchant/internal/domain"
)

// Return gives an application back for corrections, and tells whoever applied.
func (m *Merchants) Return(ctx context.Context, c Caller, id int64, fields []domain.FieldReason) (domain.Application, error) {
	return m.Store.Update(ctx, c.Reach, id, func(a *domain.Application) error {
		return a.Return(c.UserID, fields, m.Clock.Now())
	}, m.decided("退回修改"))
}

// Reject ends an application with a no, and tells whoever applied.
func (m *Merchants) Reject(ctx context.Context, c Caller, id int64, reason string) (domain.Application, error) {
	return m.Store.Update(ctx, c.Reach, id, func(a *domain.Application) error {
		return a.Reject(c.UserID, reason, m.Clock.Now())
	}, m.decided("未通过"))
}

// Approve lets an application pass; opening it follows by itself.
func (m *Merchants) Approve(ctx context.Context, c Caller, id int64) (domain.Application, error) {
	a, err := m.Store.Application(ctx, c.Reach, id)
	if err != nil {
		return domain.Application{}, err
	}
	if a.State == domain.Submitted {
		if err := m.unclaimed(ctx, a); err != nil {
			return domain.Application{}, err
		}
	}
	return m.Store.Update(ctx, c.Reach, id, func(a *domain.Application) error {
		return a.Approve(c.UserID, m.Clock.Now())
	}, func(ctx context.Context, tx *sqldb.Tx, a domain.Application) error {
		return m.Store.Tell(ctx, tx, a.ID, &merchantv1.ApplicationDue{ApplicationId: a.ID})
	})
}

// decided tells whoever applied how an application was decided.
func (m *Merchants) decided(outcome string) func(context.Context, *sqldb.Tx, domain.Application) error {
	return func(ctx context.Context, tx *sqldb.Tx, a domain.Application) error {
		reason := a.Reason
		if len(a.Returned) > 0 {
			reason = a.Returned[0].Reason
		}
		return m.Store.Tell(ctx, tx, a.ApplicantID, &merchantv1.ApplicationDecided{
			ApplicationId: a.ID, UserId: a.ApplicantID, CompanyName: a.Facts.Company, Outcome: outcome, Reason: reason,
		})
	}
}
