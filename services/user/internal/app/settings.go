package app

import (
	"context"

	"dajiu/platform/authn"
	"dajiu/platform/clock"
	"dajiu/services/user/internal/domain"
	"dajiu/services/user/internal/store"
)

// Settings is what people like their pages to look like, and what pages offer to a role.
type Settings struct {
	store *store.Users
	clock clock.Clock
}

// NewSettings returns the use cases over the accounts' store.
func NewSettings(u *Users) *Settings { return &Settings{store: u.store, clock: u.clock} }

// List returns a person's documents whose names begin so, by name.
func (s *Settings) List(ctx context.Context, userID int64, prefix string) ([]domain.Setting, error) {
	return s.store.Settings(ctx, userID, prefix)
}

// Show returns one, or USER_SETTING_NOT_FOUND.
func (s *Settings) Show(ctx context.Context, userID int64, name string) (domain.Setting, error) {
	return s.store.Setting(ctx, userID, name)
}

// Put stores a person's document. Another version than was read is USER_VERSION_CONFLICT, one too many USER_SETTING_LIMIT.
func (s *Settings) Put(ctx context.Context, v domain.Setting) (domain.Setting, error) {
	if err := v.Check(); err != nil {
		return domain.Setting{}, err
	}
	v.UpdatedAt = s.clock.Now()
	return s.store.PutSetting(ctx, v)
}

// Delete removes a person's document; one that is not there is no error.
func (s *Settings) Delete(ctx context.Context, userID int64, name string) error {
	return s.store.DeleteSetting(ctx, userID, name)
}

// Views returns what a page offers to the roles that a caller was granted.
func (s *Settings) Views(ctx context.Context, c authn.Caller, page string) ([]domain.Setting, error) {
	roles := make([]int64, len(c.Grants))
	for i, g := range c.Grants {
		roles[i] = g.Role
	}
	if len(roles) == 0 {
		return nil, nil
	}
	return s.store.Views(ctx, page, roles...)
}

// RoleViews returns what a page offers to every role.
func (s *Settings) RoleViews(ctx context.Context, page string) ([]domain.Setting, error) {
	return s.store.Views(ctx, page)
}

// PutViews stores what a page offers to a role; an empty value removes it. The errors are Put's, and USER_ROLE_NOT_FOUND.
func (s *Settings) PutViews(ctx context.Context, v domain.Setting) (domain.Setting, error) {
	if v.Value != "" {
		if err := v.Check(); err != nil {
			return domain.Setting{}, err
		}
	}
	v.UpdatedAt = s.clock.Now()
	return s.store.PutViews(ctx, v)
}
