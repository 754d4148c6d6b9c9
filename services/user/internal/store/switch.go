package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/ended"
	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

type switchRow struct {
	bun.BaseModel `bun:"table:account_switches"`

	ID         int64     `bun:"id,pk"`
	UserID     int64     `bun:"user_id"`
	Disabled   bool      `bun:"disabled"`
	Reason     string    `bun:"reason"`
	OperatorID int64     `bun:"operator_id"`
	At         time.Time `bun:"at"`
}

// Switch turns an account off or on and returns the switch that counts: this one or, where the account was that way
// already, the one that made it so. Turning it off ends its sessions. An account that is not there is USER_NOT_FOUND.
func (s *Users) Switch(ctx context.Context, sw domain.Switch, over domain.Revocation) (domain.Switch, error) {
	counts := sw
	err := s.db.WriteKey(ctx, sw.UserID, func(ctx context.Context, tx *sqldb.Tx) error {
		counts = sw
		res, err := tx.NewUpdate().Model((*userRow)(nil)).Set("disabled = ?", sw.Disabled).
			Where("id = ? AND disabled = ?", sw.UserID, !sw.Disabled).Exec(ctx)
		if err != nil {
			return fmt.Errorf("switch user %d: %w", sw.UserID, err)
		}
		if n, err := res.RowsAffected(); err == nil && n == 0 {
			counts, err = lastSwitch(ctx, tx, sw.UserID)
			return err
		}
		row := switchRow(switchRow{ID: sw.ID, UserID: sw.UserID, Disabled: sw.Disabled, Reason: sw.Reason, OperatorID: sw.OperatorID, At: sw.At})
		if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
			return fmt.Errorf("record switch of user %d: %w", sw.UserID, err)
		}
		if err := s.switchStaff(ctx, tx, sw); err != nil || !sw.Disabled {
			return err
		}
		return s.revoke(ctx, tx, sw.UserID, over)
	})
	return counts, err
}

// lastSwitch returns how an account came to be as it is; nothing of one that nobody ever switched.
func lastSwitch(ctx context.Context, tx *sqldb.Tx, userID int64) (domain.Switch, error) {
	n, err := tx.NewSelect().Model((*userRow)(nil)).Where("id = ?", userID).Count(ctx)
	if err != nil {
		return domain.Switch{}, fmt.Errorf("read user %d: %w", userID, err)
	}
	if n == 0 {
		return domain.Switch{}, userNotFound(userID)
	}
	var row switchRow
	err = tx.NewSelect().Model(&row).Where("user_id = ?", userID).OrderExpr("id DESC").Limit(1).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return domain.Switch{UserID: userID}, nil
	}
	if err != nil {
		return domain.Switch{}, fmt.Errorf("read switch of user %d: %w", userID, err)
	}
	return domain.Switch{ID: row.ID, UserID: row.UserID, Disabled: row.Disabled, Reason: row.Reason, OperatorID: row.OperatorID, At: row.At}, nil
}

// switchStaff lets the staff part of an account, where it has one, follow, and tells of it.
func (s *Users) switchStaff(ctx context.Context, tx *sqldb.Tx, sw domain.Switch) error {
	_, err := tx.NewUpdate().Model((*staffRow)(nil)).Set("disabled = ?", sw.Disabled).Where("user_id = ?", sw.UserID).Exec(ctx)
	if err != nil {
		return fmt.Errorf("switch staff %d: %w", sw.UserID, err)
	}
	staff, found, err := staffWhere(ctx, tx, "user_id = ?", sw.UserID)
	if err != nil || !found {
		return err
	}
	if sw.Disabled {
		if err := lockAccess(ctx, tx); err != nil {
			return err
		}
		if err := keepAnOperator(ctx, tx, staff); err != nil {
			return err
		}
	}
	return s.publishStaff(ctx, tx, staff)
}

// revoke ends an account's sessions and tells of it, so that access tokens die with them.
func (s *Users) revoke(ctx context.Context, tx *sqldb.Tx, userID int64, over domain.Revocation) error {
	_, err := tx.NewUpdate().Model((*sessionRow)(nil)).Set("revoked_at = ?", over.At).Where("user_id = ? AND revoked_at IS NULL", userID).Exec(ctx)
	if err != nil {
		return fmt.Errorf("revoke sessions of %d: %w", userID, err)
	}
	return s.tellRevoked(ctx, tx, userID, 0, over)
}

// tellRevoked tells that a session is over, or all of a person's where it is 0: at once, and by an event that is not lost.
func (s *Users) tellRevoked(ctx context.Context, tx *sqldb.Tx, userID, session int64, over domain.Revocation) error {
	if s.ended != nil {
		end := ended.End{UserID: userID, Session: session, Until: over.At, Expires: over.TokensExpire}
		tx.AfterCommit(func() { s.ended(end) })
	}
	return s.outbox.Append(ctx, tx, userID, &userv1.SessionsRevoked{
		UserId: userID, UntilMs: over.At.UnixMilli(), ExpireTimeMs: over.TokensExpire.UnixMilli(), SessionId: session,
	})
}
