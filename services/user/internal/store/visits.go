package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

type visitRow struct {
	bun.BaseModel `bun:"table:openid_visits"`

	ID         string    `bun:"id,pk"`
	ProviderID int64     `bun:"provider_id"`
	RequestID  string    `bun:"request_id"`
	Browser    string    `bun:"browser"`
	Nonce      string    `bun:"nonce"`
	Verifier   string    `bun:"verifier"`
	Subject    string    `bun:"subject"`
	Returned   bool      `bun:"returned"`
	ExpiresAt  time.Time `bun:"expires_at"`
}

// CreateVisit stores that somebody goes to a provider.
func (s *Users) CreateVisit(ctx context.Context, v domain.Visit) error {
	row := visitRow{
		ID: v.ID, ProviderID: v.ProviderID, RequestID: v.RequestID, Browser: v.Browser, Nonce: v.Nonce,
		Verifier: s.visits.Seal(v.ID, v.Verifier), ExpiresAt: v.ExpiresAt,
	}
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewInsert().Model(&row).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
}

// TakeVisit takes somebody back, in the browser that went, once; otherwise it is USER_SIGN_IN_OVER.
func (s *Users) TakeVisit(ctx context.Context, id, browser string, now time.Time) (domain.Visit, error) {
	err := s.changeVisit(ctx, func(q *bun.UpdateQuery) *bun.UpdateQuery {
		return q.Set("returned = ?", true).Where("id = ? AND browser = ? AND returned = ? AND expires_at > ?", id, browser, false, now)
	})
	if err != nil {
		return domain.Visit{}, err
	}
	return s.visit(ctx, id)
}

func (s *Users) changeVisit(ctx context.Context, change func(*bun.UpdateQuery) *bun.UpdateQuery) error {
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		n, err := affected(change(tx.NewUpdate().Model((*visitRow)(nil))).Exec(ctx))
		if err == nil && n == 0 {
			return domain.SignInOver()
		}
		return err
	})
}

func (s *Users) visit(ctx context.Context, id string) (domain.Visit, error) {
	var row visitRow
	err := s.db.Reader().NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.Visit{}, domain.SignInOver()
	}
	if err != nil {
		return domain.Visit{}, fmt.Errorf("read visit: %w", err)
	}
	verifier, err := s.visits.Open(row.ID, row.Verifier)
	if err != nil {
		return domain.Visit{}, fmt.Errorf("open visit: %w", err)
	}
	return domain.Visit{
		ID: row.ID, ProviderID: row.ProviderID, RequestID: row.RequestID, Browser: row.Browser, Nonce: row.Nonce, Verifier: string(verifier),
		Subject: row.Subject, ExpiresAt: row.ExpiresAt,
	}, nil
}

// Remember keeps who the provider said it is, for the person to prove who they are here.
func (s *Users) Remember(ctx context.Context, id, subject string) error {
	return s.changeVisit(ctx, func(q *bun.UpdateQuery) *bun.UpdateQuery {
		return q.Set("subject = ?", subject).Where("id = ? AND returned = ?", id, true)
	})
}

// Remembered returns a visit of a browser of which it was kept who the provider said it is, or USER_SIGN_IN_OVER.
func (s *Users) Remembered(ctx context.Context, id, browser string, now time.Time) (domain.Visit, error) {
	v, err := s.visit(ctx, id)
	if err == nil && (v.Browser != browser || v.Subject == "" || !now.Before(v.ExpiresAt)) {
		err = domain.SignInOver()
	}
	return v, err
}

// SweepVisits deletes visits that were over before an instant, a bounded number at a time, and returns how many.
func (s *Users) SweepVisits(ctx context.Context, before time.Time) (int64, error) {
	var deleted int64
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		var ids []string
		err := tx.NewSelect().Model((*visitRow)(nil)).Column("id").Where("expires_at < ?", before).OrderExpr("expires_at").Limit(sweepBatch).Scan(ctx, &ids)
		if err != nil || len(ids) == 0 {
			return err //nolint:wrapcheck // Write names the operation
		}
		deleted = int64(len(ids))
		_, err = tx.NewDelete().Model((*visitRow)(nil)).Where("id IN ?", bun.Tuple(ids)).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
	return deleted, err
}
