package store

import (
	"context"

	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

// SetPassword replaces the hash that was read, and ends the person's sessions. Where another change came between,
// sqldb.ErrConflict.
func (s *Users) SetPassword(ctx context.Context, userID int64, read, hash string, over domain.Revocation) error {
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		res, err := tx.NewUpdate().Model((*staffRow)(nil)).Set("password_hash = ?, failures = 0", hash).
			Where("user_id = ? AND password_hash = ?", userID, read).Exec(ctx)
		if err := sqldb.ExpectOne(res, err); err != nil {
			return err //nolint:wrapcheck // Write names the operation
		}
		return s.revoke(ctx, tx, userID, over)
	})
}
