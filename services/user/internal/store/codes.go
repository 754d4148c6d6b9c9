package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

type codeRow struct {
	bun.BaseModel `bun:"table:sms_codes"`

	PhoneIndex string    `bun:"phone_index,pk"`
	Purpose    int       `bun:"purpose,pk"`
	Digest     string    `bun:"digest"`
	Guesses    int       `bun:"guesses"`
	ExpiresAt  time.Time `bun:"expires_at"`
}

type attemptRow struct {
	bun.BaseModel `bun:"table:attempts"`

	Subject   string    `bun:"subject,pk"`
	Span      int64     `bun:"span,pk"`
	Taken     int       `bun:"taken"`
	ExpiresAt time.Time `bun:"expires_at"`
}

// PutCode counts the attempts and stores a code in place of the one before. An attempt too many is USER_SMS_LIMIT, and
// nothing is counted or stored.
func (s *Users) PutCode(ctx context.Context, c domain.Code, attempts []domain.Attempt, now time.Time) error {
	row := codeRow{PhoneIndex: s.numbers.Of(c.Phone), Purpose: int(c.Purpose), Digest: c.Digest, ExpiresAt: c.ExpiresAt}
	if err := s.spent(ctx, attempts, now); err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		if err := attempt(ctx, tx, attempts, now); err != nil {
			return err
		}
		_, err := sqldb.Upsert(tx.NewInsert().Model(&row), tx, "phone_index, purpose", "digest", "guesses", "expires_at").Exec(ctx)
		if err != nil {
			return fmt.Errorf("store code: %w", err)
		}
		return nil
	})
}

// TakeCode counts the attempts and a guess, and takes the code if it is the one: once. An attempt too many is
// USER_SMS_LIMIT.
func (s *Users) TakeCode(ctx context.Context, c domain.Code, attempts []domain.Attempt, now time.Time) (taken bool, err error) {
	index := s.numbers.Of(c.Phone)
	if err := s.spent(ctx, attempts, now); err != nil {
		return false, err
	}
	err = s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		taken = false
		if err := attempt(ctx, tx, attempts, now); err != nil {
			return err
		}
		n, err := affected(tx.NewUpdate().Model((*codeRow)(nil)).Set("guesses = guesses + 1").
			Where("phone_index = ? AND purpose = ? AND guesses < ? AND expires_at > ?", index, int(c.Purpose), domain.CodeGuesses, now).Exec(ctx))
		if err != nil {
			return fmt.Errorf("count guess: %w", err)
		}
		if n == 0 {
			return nil
		}
		n, err = affected(tx.NewDelete().Model((*codeRow)(nil)).Where("phone_index = ? AND purpose = ? AND digest = ?", index, int(c.Purpose), c.Digest).Exec(ctx))
		if err != nil {
			return fmt.Errorf("take code: %w", err)
		}
		taken = n == 1
		return nil
	})
	return taken, err
}

// ReturnAttempts counts attempts less that led to nothing, through no fault of whoever made them.
func (s *Users) ReturnAttempts(ctx context.Context, attempts []domain.Attempt) error {
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		for _, a := range attempts {
			_, err := tx.NewUpdate().Model((*attemptRow)(nil)).Set("taken = taken - 1").Where("subject = ? AND span = ? AND taken > 0", a.Subject, int64(a.Span/time.Second)).Exec(ctx)
			if err != nil {
				return fmt.Errorf("return attempt: %w", err)
			}
		}
		return nil
	})
}

// spent refuses what is over a limit already, so that a storm of tries costs a read each and no write.
func (s *Users) spent(ctx context.Context, attempts []domain.Attempt, now time.Time) error {
	if len(attempts) == 0 {
		return nil
	}
	subjects := make([]string, 0, len(attempts))
	for _, a := range attempts {
		if !slices.Contains(subjects, a.Subject) {
			subjects = append(subjects, a.Subject)
		}
	}
	var rows []attemptRow
	if err := s.db.Reader().NewSelect().Model(&rows).Where("subject IN ? AND expires_at > ?", bun.Tuple(subjects), now).Scan(ctx); err != nil {
		return fmt.Errorf("read attempts: %w", err)
	}
	var wait time.Duration
	for _, row := range rows {
		for _, a := range attempts {
			if a.Subject == row.Subject && int64(a.Span/time.Second) == row.Span && row.Taken >= a.Most {
				wait = max(wait, row.ExpiresAt.Sub(now))
			}
		}
	}
	if wait > 0 {
		return domain.TooOften(wait)
	}
	return nil
}

// attempt counts attempts: each row is written before it is read, so that two at once see each other.
func attempt(ctx context.Context, tx *sqldb.Tx, attempts []domain.Attempt, now time.Time) error {
	var wait time.Duration
	for _, a := range attempts {
		key := attemptRow{Subject: a.Subject, Span: int64(a.Span / time.Second), Taken: 1, ExpiresAt: now.Add(a.Span)}
		if _, err := tx.NewDelete().Model((*attemptRow)(nil)).Where("subject = ? AND span = ? AND expires_at <= ?", key.Subject, key.Span, now).Exec(ctx); err != nil {
			return fmt.Errorf("forget attempts: %w", err)
		}
		if _, err := sqldb.Upsert(tx.NewInsert().Model(&key), tx, "subject, span", "taken = taken + 1").Exec(ctx); err != nil {
			return fmt.Errorf("count attempt: %w", err)
		}
		var row attemptRow
		if err := tx.NewSelect().Model(&row).Where("subject = ? AND span = ?", key.Subject, key.Span).Scan(ctx); err != nil {
			return fmt.Errorf("read attempts: %w", err)
		}
		if row.Taken > a.Most {
			wait = max(wait, row.ExpiresAt.Sub(now))
		}
	}
	if wait > 0 {
		return domain.TooOften(wait)
	}
	return nil
}

// SweepCodes deletes codes and attempts that were over before an instant, a bounded number at a time, and returns how many.
func (s *Users) SweepCodes(ctx context.Context, before time.Time) (int64, error) {
	var deleted int64
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		deleted = 0
		var old []codeRow
		if err := tx.NewSelect().Model(&old).Where("expires_at < ?", before).OrderExpr("expires_at").Limit(sweepBatch).Scan(ctx); err != nil {
			return fmt.Errorf("find old codes: %w", err)
		}
		var done []attemptRow
		if err := tx.NewSelect().Model(&done).Where("expires_at < ?", before).OrderExpr("expires_at").Limit(sweepBatch).Scan(ctx); err != nil {
			return fmt.Errorf("find old attempts: %w", err)
		}
		deleted = int64(len(old) + len(done))
		if len(old) > 0 {
			if _, err := tx.NewDelete().Model(&old).WherePK().Exec(ctx); err != nil {
				return fmt.Errorf("delete old codes: %w", err)
			}
		}
		if len(done) > 0 {
			if _, err := tx.NewDelete().Model(&done).WherePK().Exec(ctx); err != nil {
				return fmt.Errorf("delete old attempts: %w", err)
			}
		}
		return nil
	})
	return deleted, err
}
