package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

type consentRow struct {
	bun.BaseModel `bun:"table:consents"`

	ID        int64     `bun:"id,pk"`
	UserID    int64     `bun:"user_id"`
	Kind      int32     `bun:"kind"`
	Version   string    `bun:"version"`
	Granted   bool      `bun:"granted"`
	CreatedAt time.Time `bun:"created_at"`
}

// maxConsents bounds a list of consents.
const maxConsents = 100

// Consents returns what a person agreed to and took back, newest first.
func (s *Users) Consents(ctx context.Context, userID int64) ([]domain.Consent, error) {
	return consents(ctx, s.db.Reader(), userID)
}

func consents(ctx context.Context, db bun.IDB, userID int64) ([]domain.Consent, error) {
	var rows []consentRow
	if err := db.NewSelect().Model(&rows).Where("user_id = ?", userID).OrderExpr("id DESC").Limit(maxConsents).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list consents of %d: %w", userID, err)
	}
	list := make([]domain.Consent, len(rows))
	for i, r := range rows {
		list[i] = domain.Consent{ID: r.ID, UserID: r.UserID, Kind: r.Kind, Version: r.Version, Granted: r.Granted, CreatedAt: r.CreatedAt}
	}
	return list, nil
}

// RecordConsent adds a person's word, unless their last word of that kind said the same: then that is returned.
func (s *Users) RecordConsent(ctx context.Context, c domain.Consent) (domain.Consent, error) {
	kept := c
	err := s.db.WriteKey(ctx, c.UserID, func(ctx context.Context, tx *sqldb.Tx) error {
		kept = c
		said, err := consents(ctx, tx, c.UserID)
		if err != nil {
			return err
		}
		for _, last := range said {
			if last.Kind != c.Kind {
				continue
			}
			if last.Says(c) {
				kept = last
				return nil
			}
			break
		}
		row := consentRow{ID: c.ID, UserID: c.UserID, Kind: c.Kind, Version: c.Version, Granted: c.Granted, CreatedAt: c.CreatedAt}
		if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
			return fmt.Errorf("insert consent of %d: %w", c.UserID, err)
		}
		return nil
	})
	return kept, err
}
