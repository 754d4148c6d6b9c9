package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

type factorRow struct {
	bun.BaseModel `bun:"table:second_factors"`

	UserID      int64     `bun:"user_id,pk"`
	Sealed      string    `bun:"sealed"`
	ConfirmedAt time.Time `bun:"confirmed_at,nullzero"`
	LastStep    int64     `bun:"last_step"`
	CreatedAt   time.Time `bun:"created_at"`
}

type recoveryRow struct {
	bun.BaseModel `bun:"table:recovery_codes"`

	UserID int64  `bun:"user_id,pk"`
	Digest string `bun:"digest,pk"`
}

// Factor returns a person's second factor; found is false where there is none, confirmed or not.
func (s *Users) Factor(ctx context.Context, userID int64) (f domain.Factor, found bool, err error) {
	var row factorRow
	err = s.db.Reader().NewSelect().Model(&row).Where("user_id = ?", userID).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.Factor{}, false, nil
	}
	if err != nil {
		return domain.Factor{}, false, fmt.Errorf("read second factor of %d: %w", userID, err)
	}
	secret, err := s.factors.Open(rowOf(userID), row.Sealed)
	if err != nil {
		return domain.Factor{}, false, fmt.Errorf("open second factor of %d: %w", userID, err)
	}
	return domain.Factor{UserID: userID, Secret: secret, ConfirmedAt: row.ConfirmedAt, CreatedAt: row.CreatedAt, LastStep: row.LastStep}, true, nil
}

// Enroll stores a second factor that does not count yet, in place of another that does not. One that counts already is
// USER_OTP_STATE.
func (s *Users) Enroll(ctx context.Context, f domain.Factor) error {
	return s.db.WriteKey(ctx, f.UserID, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewDelete().Model((*factorRow)(nil)).Where("user_id = ? AND confirmed_at IS NULL", f.UserID).Exec(ctx)
		if err != nil {
			return fmt.Errorf("replace second factor of %d: %w", f.UserID, err)
		}
		row := factorRow{UserID: f.UserID, Sealed: s.factors.Seal(rowOf(f.UserID), f.Secret), CreatedAt: f.CreatedAt}
		_, err = tx.NewInsert().Model(&row).Exec(ctx)
		if sqldb.IsDuplicate(err) {
			return domain.OTPState("已开启两步验证，请先关闭")
		}
		if err != nil {
			return fmt.Errorf("insert second factor of %d: %w", f.UserID, err)
		}
		return nil
	})
}

// Confirm makes a second factor count, by the period of a code of it, and stores the digests of its recovery codes.
func (s *Users) Confirm(ctx context.Context, userID, step int64, at time.Time, digests []string) error {
	return s.db.WriteKey(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) error {
		res, err := tx.NewUpdate().Model((*factorRow)(nil)).Set("confirmed_at = ?", at).Set("last_step = ?", step).
			Where("user_id = ? AND confirmed_at IS NULL", userID).Exec(ctx)
		if err != nil {
			return fmt.Errorf("confirm second factor of %d: %w", userID, err)
		}
		if n, err := res.RowsAffected(); err == nil && n == 0 {
			return domain.OTPState("没有待确认的两步验证")
		}
		for _, digest := range digests {
			if _, err := tx.NewInsert().Model(&recoveryRow{UserID: userID, Digest: digest}).Exec(ctx); err != nil {
				return fmt.Errorf("insert recovery code of %d: %w", userID, err)
			}
		}
		return nil
	})
}

// UseStep takes the code of a period: once, and none of an earlier period after it. Taken is false where it was too late.
func (s *Users) UseStep(ctx context.Context, userID, step int64) (taken bool, err error) {
	return s.take(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) (int64, error) {
		return affected(tx.NewUpdate().Model((*factorRow)(nil)).Set("last_step = ?", step).
			Where("user_id = ? AND confirmed_at IS NOT NULL AND last_step < ?", userID, step).Exec(ctx))
	})
}

// UseRecovery takes a recovery code, once.
func (s *Users) UseRecovery(ctx context.Context, userID int64, digest string) (taken bool, err error) {
	return s.take(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) (int64, error) {
		return affected(tx.NewDelete().Model((*recoveryRow)(nil)).Where("user_id = ? AND digest = ?", userID, digest).Exec(ctx))
	})
}

func (s *Users) take(ctx context.Context, userID int64, act func(context.Context, *sqldb.Tx) (int64, error)) (bool, error) {
	var n int64
	err := s.db.WriteKey(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) (err error) {
		n, err = act(ctx, tx)
		return err
	})
	return n == 1, err
}

// RemoveFactor removes a person's second factor with its recovery codes. Over, where set, ends their sessions with it.
func (s *Users) RemoveFactor(ctx context.Context, userID int64, over *domain.Revocation) error {
	return s.db.WriteKey(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) error {
		n, err := affected(tx.NewDelete().Model((*factorRow)(nil)).Where("user_id = ?", userID).Exec(ctx))
		if err != nil {
			return fmt.Errorf("remove second factor of %d: %w", userID, err)
		}
		if n == 0 {
			return domain.OTPState("没有开启两步验证")
		}
		if _, err := tx.NewDelete().Model((*recoveryRow)(nil)).Where("user_id = ?", userID).Exec(ctx); err != nil {
			return fmt.Errorf("remove recovery codes of %d: %w", userID, err)
		}
		if over == nil {
			return nil
		}
		return s.revoke(ctx, tx, userID, *over)
	})
}
