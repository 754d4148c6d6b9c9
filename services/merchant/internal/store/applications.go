package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"dajiu/platform/audit"
	"dajiu/platform/sqldb"
	"dajiu/services/merchant/internal/domain"
)

// Create stores a draft under a request key of its applicant; the same key again returns the same application.
func (s *Merchants) Create(ctx context.Context, a domain.Application, key string) (domain.Application, error) {
	made := a
	err := s.db.WriteKey(ctx, a.ApplicantID, func(ctx context.Context, tx *sqldb.Tx) error {
		var old applicationRow
		err := tx.NewSelect().Model(&old).Where("applicant_id = ? AND request_key = ?", a.ApplicantID, key).Scan(ctx)
		if err == nil {
			made, err = s.applicationFromRow(&old)
			return err
		}
		if !sqldb.IsNotFound(err) {
			return fmt.Errorf("read application by key: %w", err)
		}
		made = a
		row, err := s.rowFromApplication(a)
		if err != nil {
			return err
		}
		row.RequestKey = key
		if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
			return fmt.Errorf("insert application %d: %w", a.ID, err)
		}
		return nil
	})
	return made, err
}

// Application returns one that is reached, or MERCHANT_APPLICATION_NOT_FOUND.
func (s *Merchants) Application(ctx context.Context, reach Reach, id int64) (domain.Application, error) {
	return s.application(ctx, s.db.Reader(), reach, id)
}

func (s *Merchants) application(ctx context.Context, db bun.IDB, reach Reach, id int64) (domain.Application, error) {
	var row applicationRow
	err := reach.applications(db.NewSelect().Model(&row).Where("id = ?", id)).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.Application{}, domain.NotFound(id)
	}
	if err != nil {
		return domain.Application{}, fmt.Errorf("read application %d: %w", id, err)
	}
	return s.applicationFromRow(&row)
}

// Update changes an application that is reached by a closure, over the version that was read; with does more in the same
// transaction. A closure that leaves the state and the facts as they were is not stored.
func (s *Merchants) Update(ctx context.Context, reach Reach, id int64, change func(*domain.Application) error, with func(ctx context.Context, tx *sqldb.Tx, a domain.Application) error) (domain.Application, error) {
	var a domain.Application
	err := s.db.WriteKey(ctx, id, func(ctx context.Context, tx *sqldb.Tx) error {
		var err error
		if a, err = s.application(ctx, tx, reach, id); err != nil {
			return err
		}
		before := a
		if err := change(&a); err != nil {
			return err
		}
		if a.State == before.State && a.UpdatedAt.Equal(before.UpdatedAt) {
			return nil
		}
		audit.Change(ctx, shown(before), shown(a))
		if err := s.save(ctx, tx, &a); err != nil || with == nil {
			return err
		}
		return with(ctx, tx, a)
	})
	return a, err
}

// shown is an application as the record of operators keeps it: without what is confidential.
func shown(a domain.Application) map[string]any {
	return map[string]any{"state": a.State.String(), "facts": a.Facts, "returned": a.Returned, "reason": a.Reason}
}

func (s *Merchants) save(ctx context.Context, tx *sqldb.Tx, a *domain.Application) error {
	read := a.Version
	a.Version++
	row, err := s.rowFromApplication(*a)
	if err != nil {
		return err
	}
	res, err := tx.NewUpdate().Model(&row).ExcludeColumn("id", "applicant_id", "request_key", "created_at", "is_change").
		Where("id = ? AND version = ?", a.ID, read).Exec(ctx)
	if err := sqldb.ExpectOne(res, err); err != nil {
		return fmt.Errorf("update application %d: %w", a.ID, err)
	}
	return nil
}

// Filter says which applications are asked for; what is zero is not asked about.
type Filter struct {
	State       domain.State
	MerchantID  int64
	ApplicantID int64
	// Words is the beginning of the company's name, or its whole credit code.
	Words string
}

// last comes after every other character: text from a prefix up to prefix+last begins with the prefix.
const last = "\U0010FFFF"

// Applications returns those that match and are reached with an id below before, 0: the newest, the newest first.
func (s *Merchants) Applications(ctx context.Context, reach Reach, f Filter, before int64, limit int) ([]domain.Application, error) {
	var rows []applicationRow
	q := reach.applications(s.db.Reader().NewSelect().Model(&rows)).OrderExpr("id DESC").Limit(int64(limit))
	if before > 0 {
		q = q.Where("id < ?", before)
	}
	if f.State != 0 {
		q = q.Where("state = ?", int(f.State))
	}
	if f.MerchantID != 0 {
		q = q.Where("merchant_id = ?", f.MerchantID)
	}
	if f.ApplicantID != 0 {
		q = q.Where("applicant_id = ?", f.ApplicantID)
	}
	if f.Words != "" {
		q = q.Where("(credit_code = ? OR (company_name >= ? AND company_name < ?))", f.Words, f.Words, f.Words+last)
	}
	if err := q.Scan(ctx); err != nil {
		return nil, fmt.Errorf("list applications: %w", err)
	}
	list := make([]domain.Application, len(rows))
	for i := range rows {
		var err error
		if list[i], err = s.applicationFromRow(&rows[i]); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// Waiting returns the ids of approved applications that are not open yet, some of the oldest.
func (s *Merchants) Waiting(ctx context.Context, limit int) (ids []int64, err error) {
	err = s.db.Reader().NewSelect().Model((*applicationRow)(nil)).Column("id").Where("state = ?", int(domain.Approved)).OrderExpr("id").Limit(int64(limit)).Scan(ctx, &ids)
	if err != nil {
		return nil, fmt.Errorf("list approved applications: %w", err)
	}
	return ids, nil
}
