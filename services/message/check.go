package message

import (
	"context"
	"time"

	"dajiu/platform/sqldb"
	"dajiu/services/message/internal/store"
)

// PersonLeft returns what is left in a message store of somebody whose data were erased; nothing where all is well.
func PersonLeft(ctx context.Context, db *sqldb.DB, userID int64) ([]string, error) {
	return store.PersonLeft(ctx, db, userID)
}

// Overstayed counts what should have been swept a day before now: messages.
func Overstayed(ctx context.Context, db *sqldb.DB, now time.Time) (int64, error) {
	return store.Overstayed(ctx, db, now.Add(-store.MessagesKept-24*time.Hour))
}
