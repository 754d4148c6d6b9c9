package store

import (
	"context"
	"fmt"

	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

// UserByPhone returns the account that has a phone; found is false where there is none.
func (s *Users) UserByPhone(ctx context.Context, phone string) (u domain.User, found bool, err error) {
	var row userRow
	err = s.db.Reader().NewSelect().Model(&row).Where("phone_index = ?", s.numbers.Of(phone)).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.User{}, false, nil
	}
	if err != nil {
		return domain.User{}, false, fmt.Errorf("find account of a phone: %w", err)
	}
	u, err = s.User(ctx, row.ID)
	return u, err == nil, err
}

// CreateByPhone stores a new account with its phone. Where another account has it, created is false and nothing is stored.
func (s *Users) CreateByPhone(ctx context.Context, u domain.User) (created bool, err error) {
	row := userRow{ID: u.ID, Nickname: u.Nickname, PhoneSealed: s.phones.Seal(rowOf(u.ID), u.Phone), PhoneIndex: s.numbers.Of(u.Phone), CreatedAt: u.CreatedAt}
	err = s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewInsert().Model(&row).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
	if sqldb.IsDuplicate(err) {
		return false, nil
	}
	return err == nil, err
}

// LinkWechat gives an account a WeChat identity. Linked is false where the account has one, or another account has this one.
func (s *Users) LinkWechat(ctx context.Context, userID int64, openID string) (linked bool, err error) {
	err = s.db.WriteKey(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) error {
		linked = false
		n, err := affected(tx.NewUpdate().Model((*userRow)(nil)).Set("openid = ?", openID).Where("id = ? AND openid = ''", userID).Exec(ctx))
		if err != nil || n == 0 {
			return err
		}
		if _, err := tx.NewInsert().Model(&identityRow{Kind: openIDKind, Subject: openID, UserID: userID}).Exec(ctx); err != nil {
			return fmt.Errorf("insert identity: %w", err)
		}
		linked = true
		return nil
	})
	if sqldb.IsDuplicate(err) {
		return false, nil
	}
	return linked, err
}
