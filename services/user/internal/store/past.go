package store

import (
	"context"
	"fmt"

	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

// InsertPast stores consumers' accounts of the past in one transaction, each with its WeChat identity. It publishes
// nothing. They have no phone number.
func InsertPast(ctx context.Context, db *sqldb.DB, list []domain.User) error {
	users := make([]userRow, len(list))
	identities := make([]identityRow, len(list))
	for i, u := range list {
		users[i] = userRow{
			ID: u.ID, Nickname: u.Nickname, OpenID: u.OpenID, AgeConfirmedAt: u.AgeConfirmedAt, NoticeVersion: u.NoticeVersion, CreatedAt: u.CreatedAt,
		}
		identities[i] = identityRow{Kind: openIDKind, Subject: u.OpenID, UserID: u.ID}
	}
	err := db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		if err := sqldb.InsertAll(ctx, tx, users); err != nil {
			return err
		}
		return sqldb.InsertAll(ctx, tx, identities)
	})
	if err != nil {
		return fmt.Errorf("insert past customers: %w", err)
	}
	return nil
}
