package store

import (
	"context"
	"fmt"
	"time"

	"dajiu/platform/id"
	"dajiu/platform/sqldb"
)

// personTables hold nothing but what belongs to one person each.
//
//nolint:gochecknoglobals // a constant
var personTables = []string{"inbox_marks", "preferences", "grants", "grant_requests"}

// erasePage bounds one deletion.
const erasePage = 500

// ErasePerson deletes a person's messages, preferences and grants, and returns how many messages there were.
func (s *Messages) ErasePerson(ctx context.Context, userID int64) (messages int64, err error) {
	for {
		var ids []int64
		err := s.db.WriteKey(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) error {
			ids = nil
			err := tx.NewSelect().Model((*messageRow)(nil)).Column("id").Where("user_id = ?", userID).OrderExpr("id").Limit(erasePage).Scan(ctx, &ids)
			if err != nil || len(ids) == 0 {
				return err //nolint:wrapcheck // wrapped below
			}
			_, err = tx.NewDelete().Model((*messageRow)(nil)).Where("user_id = ? AND id <= ?", userID, ids[len(ids)-1]).Exec(ctx)
			return err //nolint:wrapcheck // wrapped below
		})
		if err != nil {
			return messages, fmt.Errorf("erase messages of user %d: %w", userID, err)
		}
		messages += int64(len(ids))
		if len(ids) < erasePage {
			break
		}
	}
	err = s.db.WriteKey(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) error {
		for _, table := range personTables {
			if _, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE user_id = ?", userID); err != nil {
				return fmt.Errorf("erase %s of user %d: %w", table, userID, err)
			}
		}
		return nil
	})
	return messages, err
}

// PersonLeft returns what is left in a message store of somebody whose data were erased; nothing where all is well.
func PersonLeft(ctx context.Context, db *sqldb.DB, userID int64) (left []string, err error) {
	for _, table := range append([]string{"messages"}, personTables...) {
		var n int64
		if err := db.Reader().NewRaw("SELECT COUNT(*) FROM "+table+" WHERE user_id = ?", userID).Scan(ctx, &n); err != nil {
			return nil, fmt.Errorf("count %s of user %d: %w", table, userID, err)
		}
		if n > 0 {
			left = append(left, fmt.Sprintf("%d rows of %s", n, table))
		}
	}
	return left, nil
}

// MessagesKept is how long a message is kept.
const MessagesKept = 180 * 24 * time.Hour

// SweepMessages deletes messages from before an instant, the oldest first and a page of them, and returns how many. Ids begin
// with their time.
func (s *Messages) SweepMessages(ctx context.Context, before time.Time) (deleted int64, err error) {
	err = s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		var ids []int64
		err := tx.NewSelect().Model((*messageRow)(nil)).Column("id").Where("id < ?", id.From(before)).OrderExpr("id").Limit(erasePage).Scan(ctx, &ids)
		deleted = int64(len(ids))
		if err != nil || len(ids) == 0 {
			return err //nolint:wrapcheck // Write names the operation
		}
		_, err = tx.NewDelete().Model((*messageRow)(nil)).Where("id <= ?", ids[len(ids)-1]).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
	return deleted, err
}

// Overstayed counts messages from before an instant.
func Overstayed(ctx context.Context, db *sqldb.DB, before time.Time) (n int64, err error) {
	if err := db.Reader().NewRaw("SELECT COUNT(*) FROM messages WHERE id < ?", id.From(before)).Scan(ctx, &n); err != nil {
		return 0, fmt.Errorf("count old messages: %w", err)
	}
	return n, nil
}
