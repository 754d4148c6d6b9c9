package message

import (
	"context"

	"dajiu/platform/sqldb"
	"dajiu/services/message/internal/store"
)

// PersonLeft returns what is left in a message store of somebody whose data were erased; nothing where all is well.
func PersonLeft(ctx context.Context, db *sqldb.DB, userID int64) ([]string, error) {
	return store.PersonLeft(ctx, db, userID)
}
