package user

import (
	"context"
	"iter"
	"time"

	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/store"
)

// Checker tells the facts of a user store for a check of the whole platform. It only reads.
type Checker struct{ db *sqldb.DB }

// NewChecker returns a checker of a migrated user store.
func NewChecker(db *sqldb.DB) *Checker { return &Checker{db: db} }

// BrokenAudit yields the numbers of those audit records that do not follow from the one before: one was changed, added or
// removed past the program. After an error the stream ends.
func (c *Checker) BrokenAudit(ctx context.Context) iter.Seq2[int64, error] {
	return store.BrokenAudit(ctx, c.db)
}

// SealedPlaces are the columns of this service's store that hold sealed values.
func SealedPlaces(ctx context.Context, keys *seal.Keyring) ([]seal.Place, error) {
	return store.Places(ctx, keys)
}

// ErasedPeople yields the ids of those whose data were erased. After an error the stream ends.
func (c *Checker) ErasedPeople(ctx context.Context) iter.Seq2[int64, error] {
	return store.ErasedPeople(ctx, c.db)
}

// PersonLeft returns what is left in a user store of somebody whose data were erased; nothing where all is well.
func PersonLeft(ctx context.Context, db *sqldb.DB, userID int64) ([]string, error) {
	return store.PersonLeft(ctx, db, userID)
}

// Overstayed counts what should have been swept a day before now: privacy requests, with the consents of those who left.
func Overstayed(ctx context.Context, db *sqldb.DB, now time.Time) (int64, error) {
	return store.Overstayed(ctx, db, now.Add(-store.RecordsKept-24*time.Hour))
}
