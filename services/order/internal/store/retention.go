package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/id"
	"dajiu/platform/sqldb"
)

// RecipientsKept is how long whom an order went to is known: complaints come within a year.
const RecipientsKept = 365 * 24 * time.Hour

type markRow struct {
	bun.BaseModel `bun:"table:retention_marks"`

	Name string `bun:"name,pk"`
	Mark int64  `bun:"mark"`
}

const recipientsMark = "recipients"

// ForgetRecipients takes out of orders that were made before an instant whom they went to, the oldest first and a page of
// them, and returns how many it looked at. It walks by the key, which begins with the time, and goes on where it was.
func (s *Orders) ForgetRecipients(ctx context.Context, before time.Time) (seen int64, err error) {
	err = s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		var mark markRow
		if err := tx.NewSelect().Model(&mark).Where("name = ?", recipientsMark).Scan(ctx); err != nil {
			return fmt.Errorf("read mark: %w", err)
		}
		page, err := oldPage(ctx, tx, mark.Mark, id.From(before))
		if err != nil || len(page) == 0 {
			seen = 0
			return err
		}
		for i := range page {
			if err := eraseRecipient(ctx, tx, &page[i]); err != nil {
				return err
			}
		}
		seen = int64(len(page))
		_, err = tx.NewUpdate().Model((*markRow)(nil)).Set("mark = ?", page[len(page)-1].ID).Where("name = ? AND mark = ?", recipientsMark, mark.Mark).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
	return seen, err
}

func oldPage(ctx context.Context, db bun.IDB, after, before int64) (page []orderRow, err error) {
	err = db.NewSelect().Model(&page).Column("id", "user_id", "recipient", "frozen").Where("id > ? AND id < ?", after, before).OrderExpr("id").Limit(personPage).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("read old orders: %w", err)
	}
	return page, nil
}

// Overstayed counts the recipients of orders that were made before an instant.
func Overstayed(ctx context.Context, db *sqldb.DB, before time.Time) (n int64, err error) {
	err = db.Reader().NewRaw("SELECT COUNT(*) FROM orders WHERE id < ? AND recipient <> ''", id.From(before)).Scan(ctx, &n)
	if err != nil {
		return 0, fmt.Errorf("count old recipients: %w", err)
	}
	return n, nil
}
