package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/id"
	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

// AccountsWanted says which accounts are wanted. Zero fields ask for nothing.
type AccountsWanted struct {
	// Disabled: those that are off, or those that are not; nil: both.
	Disabled *bool
	// Made at From or later, and before Before.
	From, Before time.Time
}

// Accounts returns a page of accounts, newest first: those with an id below before, or all when it is 0. Ids tell the time,
// so a time is a range of the key, and every page one range of an index. It may be a moment old.
func (s *Users) Accounts(ctx context.Context, want AccountsWanted, before int64, limit int) (list []domain.User, err error) {
	err = s.db.Stale(ctx, func(ctx context.Context, from bun.IDB) (err error) {
		list, err = s.accounts(ctx, from, want, before, limit)
		return err
	})
	return list, err
}

func (s *Users) accounts(ctx context.Context, from bun.IDB, want AccountsWanted, before int64, limit int) ([]domain.User, error) {
	var rows []userRow
	q := from.NewSelect().Model(&rows)
	if want.Disabled != nil {
		q = q.Where("disabled = ?", *want.Disabled)
	}
	if !want.From.IsZero() {
		q = q.Where("id >= ?", id.From(want.From))
	}
	if !want.Before.IsZero() {
		q = q.Where("id < ?", id.From(want.Before))
	}
	if before > 0 {
		q = q.Where("id < ?", before)
	}
	if err := q.OrderExpr("id DESC").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list accounts: %w", err)
	}
	list := make([]domain.User, len(rows))
	for i := range rows {
		var err error
		if list[i], err = s.userFromRow(rows[i]); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// PhoneOwner returns whose a phone is; 0 where it is nobody's.
func (s *Users) PhoneOwner(ctx context.Context, phone string) (int64, error) {
	var owner int64
	err := s.db.Reader().NewSelect().Model((*userRow)(nil)).Column("id").Where("phone_index = ?", s.numbers.Of(phone)).Scan(ctx, &owner)
	if sqldb.IsNotFound(err) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("find owner of a phone: %w", err)
	}
	return owner, nil
}

// Around is what belongs to an account beside itself.
type Around struct {
	Identities          []string
	Sessions, Addresses int64
	// LastSwitch is how it came to be on or off; its ID is 0 where nobody ever switched it.
	LastSwitch domain.Switch
}

// mostCounted bounds what is counted of one account.
const mostCounted = 200

// Around returns what belongs to an account: how it signs in, on how many devices it is signed in at a moment.
func (s *Users) Around(ctx context.Context, userID int64, now time.Time) (a Around, err error) {
	db := s.db.Reader()
	if err := db.NewSelect().Model((*identityRow)(nil)).Column("kind").Where("user_id = ?", userID).OrderExpr("kind").Limit(mostCounted).Scan(ctx, &a.Identities); err != nil {
		return a, fmt.Errorf("list identities of %d: %w", userID, err)
	}
	if a.Sessions, err = db.NewSelect().Model((*sessionRow)(nil)).
		Where("user_id = ? AND revoked_at IS NULL AND expires_at > ?", userID, now).Count(ctx); err != nil {
		return a, fmt.Errorf("count sessions of %d: %w", userID, err)
	}
	if a.Addresses, err = db.NewSelect().Model((*addressRow)(nil)).Where("user_id = ?", userID).Count(ctx); err != nil {
		return a, fmt.Errorf("count addresses of %d: %w", userID, err)
	}
	var row switchRow
	err = db.NewSelect().Model(&row).Where("user_id = ?", userID).OrderExpr("id DESC").Limit(1).Scan(ctx)
	if err != nil && !sqldb.IsNotFound(err) {
		return a, fmt.Errorf("read switch of %d: %w", userID, err)
	}
	a.LastSwitch = domain.Switch{ID: row.ID, UserID: row.UserID, Disabled: row.Disabled, Reason: row.Reason, OperatorID: row.OperatorID, At: row.At}
	return a, nil
}

// Name is what a person is called.
type Name struct {
	UserID int64
	Name   string
	Staff  bool
}

// Names returns what people are called: staff by the name that colleagues know, customers by their nickname.
func (s *Users) Names(ctx context.Context, ids []int64) ([]Name, error) {
	var users []struct {
		ID       int64
		Nickname string
	}
	if err := s.db.Reader().NewRaw("SELECT id, nickname FROM users WHERE id IN ? ORDER BY id", bun.Tuple(ids)).Scan(ctx, &users); err != nil {
		return nil, fmt.Errorf("name people: %w", err)
	}
	var staff []struct {
		UserID int64
		Name   string
	}
	if err := s.db.Reader().NewRaw("SELECT user_id, name FROM staff WHERE user_id IN ?", bun.Tuple(ids)).Scan(ctx, &staff); err != nil {
		return nil, fmt.Errorf("name staff: %w", err)
	}
	called := make(map[int64]string, len(staff))
	for _, m := range staff {
		called[m.UserID] = m.Name
	}
	list := make([]Name, len(users))
	for i, u := range users {
		list[i] = Name{UserID: u.ID, Name: u.Nickname}
		if name, ok := called[u.ID]; ok {
			list[i].Name, list[i].Staff = name, true
		}
	}
	return list, nil
}
