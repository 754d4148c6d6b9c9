package user

import (
	"context"
	"time"

	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
	"dajiu/services/user/internal/store"
)

// PastCustomer is a customer who signed up before this installation knew of them, of age.
type PastCustomer struct {
	ID               int64
	Nickname, OpenID string
	At               time.Time
}

// pastNotice is the notice that customers of the past agreed to when they confirmed their age.
const pastNotice = "past"

// Past writes customers of the past into a user store, of an installation that does not run.
type Past struct{ db *sqldb.DB }

// NewPast returns a writer into a migrated user store.
func NewPast(db *sqldb.DB) *Past { return &Past{db: db} }

// Write stores customers in one transaction: they can sign in by their WeChat identity. An id or identity that is there is
// an error, and none is stored.
func (p *Past) Write(ctx context.Context, list []PastCustomer) error {
	users := make([]domain.User, len(list))
	for i, c := range list {
		users[i] = domain.User{ID: c.ID, Nickname: c.Nickname, OpenID: c.OpenID, AgeConfirmedAt: c.At, NoticeVersion: pastNotice, CreatedAt: c.At}
	}
	return store.InsertPast(ctx, p.db, users)
}
