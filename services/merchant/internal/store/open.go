package store

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/protobuf/proto"

	merchantv1 "dajiu/gen/go/dajiu/merchant/v1"
	"dajiu/platform/id"
	"dajiu/platform/sqldb"
	"dajiu/services/merchant/internal/domain"
)

// Tell appends an event.
func (s *Merchants) Tell(ctx context.Context, tx *sqldb.Tx, key int64, ev proto.Message) error {
	return s.outbox.Append(ctx, tx, key, ev)
}

// Opened stores the merchant that came of an application, with its stores and licences, and sets the licences' timers. A
// credit code or code of another merchant is sqldb.IsDuplicate's.
func (s *Merchants) Opened(ctx context.Context, tx *sqldb.Tx, a domain.Application, ids *id.Generator, now time.Time) error {
	row := merchantRow{
		ID: a.MerchantID, Code: a.MerchantCode(), Name: a.Facts.Company, CreditCode: a.Facts.CreditCode, State: int32(domain.Active),
		ApplicationID: a.ID, CreatedAt: now,
	}
	var old merchantRow
	err := tx.NewSelect().Model(&old).Where("m.id = ?", a.MerchantID).Scan(ctx)
	switch {
	case sqldb.IsNotFound(err):
		if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
			return fmt.Errorf("insert merchant %d: %w", row.ID, err)
		}
	case err != nil:
		return fmt.Errorf("read merchant %d: %w", row.ID, err)
	default:
		if _, err := tx.NewUpdate().Model(&row).Column("name", "credit_code", "application_id").Where("m.id = ?", row.ID).Exec(ctx); err != nil {
			return fmt.Errorf("update merchant %d: %w", row.ID, err)
		}
	}
	for _, o := range a.Facts.Outlets {
		outlet := outletRow{StoreID: o.StoreID, MerchantID: a.MerchantID, Code: o.Code, Name: o.Name, Region: o.Region}
		if _, err := sqldb.Upsert(tx.NewInsert().Model(&outlet), tx, "store_id", "name", "region").Exec(ctx); err != nil {
			return fmt.Errorf("store outlet %d: %w", o.StoreID, err)
		}
	}
	for _, h := range domain.Holdings(a.MerchantID, a.Facts) {
		if err := s.hold(ctx, tx, h, ids, now); err != nil {
			return err
		}
	}
	_, err = tx.NewUpdate().Model((*merchantRow)(nil)).
		Set("first_expiry = (SELECT MIN(l.expires_at) FROM licences l WHERE l.merchant_id = ?)", a.MerchantID).Where("id = ?", a.MerchantID).Exec(ctx)
	if err != nil {
		return fmt.Errorf("set first expiry of merchant %d: %w", a.MerchantID, err)
	}
	return nil
}

// hold stores a licence in place of the one there was, and sets the timers that are still to come.
func (s *Merchants) hold(ctx context.Context, tx *sqldb.Tx, h domain.Held, ids *id.Generator, now time.Time) error {
	var row licenceRow
	err := tx.NewSelect().Model(&row).Where("merchant_id = ? AND store_id = ? AND kind = ?", h.MerchantID, h.StoreID, int(h.Kind)).Scan(ctx)
	found := err == nil
	if err != nil && !sqldb.IsNotFound(err) {
		return fmt.Errorf("read licence of merchant %d: %w", h.MerchantID, err)
	}
	if found && row.Number == h.Number && row.ExpiresAt.Equal(h.Expires) {
		return nil
	}
	if !found {
		row = licenceRow{ID: ids.Next(), MerchantID: h.MerchantID, StoreID: h.StoreID, Kind: int32(h.Kind)}
	}
	row.Number, row.ExpiresAt = h.Number, h.Expires
	if found {
		_, err = tx.NewUpdate().Model(&row).Column("number", "expires_at").Where("id = ?", row.ID).Exec(ctx)
	} else {
		_, err = tx.NewInsert().Model(&row).Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("store licence of merchant %d: %w", h.MerchantID, err)
	}
	return s.setTimers(ctx, tx, row, now)
}

func (s *Merchants) setTimers(ctx context.Context, tx *sqldb.Tx, row licenceRow, now time.Time) error {
	if row.ExpiresAt.IsZero() {
		return nil
	}
	late := false // of the moments that went by already, the latest counts: it is told at once
	for _, days := range reversed(domain.WarnDays()) {
		due := row.ExpiresAt.AddDate(0, 0, -days)
		if due.Before(now) {
			if late {
				continue
			}
			late, due = true, now
		}
		ev := &merchantv1.LicenceDue{LicenceId: row.ID, Days: int32(days), ExpireMs: row.ExpiresAt.UnixMilli()} //nolint:gosec // at most 30
		if err := s.outbox.AppendAt(ctx, tx, row.MerchantID, due, ev); err != nil {
			return fmt.Errorf("set timer of licence %d: %w", row.ID, err)
		}
	}
	return nil
}

func reversed(list []int) []int {
	out := make([]int, 0, len(list))
	for i := len(list) - 1; i >= 0; i-- {
		out = append(out, list[i])
	}
	return out
}

// LicenceDue returns the licence that a timer is about with its merchant, and who applied and who reviewed last. Found is false where
// it ends at another moment by now.
func (s *Merchants) LicenceDue(ctx context.Context, tx *sqldb.Tx, licenceID int64, ends time.Time) (h domain.Held, m domain.Merchant, people []int64, found bool, err error) {
	var row licenceRow
	err = tx.NewSelect().Model(&row).ColumnExpr("l.*, COALESCE(o.name, '') AS store_name").
		Join("LEFT JOIN outlets o ON o.store_id = l.store_id").Where("l.id = ?", licenceID).Scan(ctx)
	if sqldb.IsNotFound(err) || err == nil && !row.ExpiresAt.Equal(ends) {
		return h, m, nil, false, nil
	}
	if err != nil {
		return h, m, nil, false, fmt.Errorf("read licence %d: %w", licenceID, err)
	}
	m, found, err = merchantWhere(ctx, tx, Reach{All: true}, "m.id = ?", row.MerchantID)
	if err != nil || !found {
		return h, m, nil, false, err
	}
	var a applicationRow
	if err := tx.NewSelect().Model(&a).Column("applicant_id", "reviewer_id").Where("id = ?", m.ApplicationID).Scan(ctx); err != nil {
		return h, m, nil, false, fmt.Errorf("read application %d: %w", m.ApplicationID, err)
	}
	return heldFromRow(row), m, []int64{a.ApplicantID, a.ReviewerID}, true, nil
}
