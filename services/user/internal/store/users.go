// Package store keeps accounts, identities, sessions, staff, addresses and signing keys in SQL.
//
// It guarantees that one identity has one account and one username one staff account, whoever comes first; that
// phone numbers and private keys are sealed at rest; and that a person's rows are reached only with their id.
//
// It holds no rule. Start with [Users].
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	"dajiu/platform/ended"
	"dajiu/platform/errs"
	"dajiu/platform/outbox"
	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

const openIDKind = "wechat_mini"

// Users is the SQL store of package app's ports.
type Users struct {
	db     *sqldb.DB
	outbox *outbox.Outbox
	// ended is told of sessions that are over, sooner than by the event; nil: nobody is.
	ended func(ended.End)
	boxes
}

// boxes seal what must not be read at rest, each a column's values.
type boxes struct {
	phones, keys, factors, contacts, requests, openKeys, providers, visits *seal.Box
	// numbers finds a phone number that is sealed.
	numbers *seal.Index
}

// New returns a store over a migrated database; keys seals what must not be read at rest.
func New(ctx context.Context, db *sqldb.DB, ob *outbox.Outbox, keys *seal.Keyring) (*Users, error) {
	b, err := openBoxes(ctx, keys)
	if err != nil {
		return nil, err
	}
	return &Users{db: db, outbox: ob, boxes: b}, nil
}

// TellEnded says who is told of sessions that are over, once that is committed and before its event gets anywhere. It must be
// quick, and be called before the store is used.
func (s *Users) TellEnded(tell func(ended.End)) { s.ended = tell }

type userRow struct {
	bun.BaseModel `bun:"table:users"`

	ID             int64     `bun:"id,pk"`
	Nickname       string    `bun:"nickname"`
	AvatarURL      string    `bun:"avatar_url"`
	PhoneSealed    string    `bun:"phone_sealed"`
	PhoneIndex     string    `bun:"phone_index,nullzero"`
	OpenID         string    `bun:"openid"`
	AgeConfirmedAt time.Time `bun:"age_confirmed_at,nullzero"`
	NoticeVersion  string    `bun:"notice_version"`
	Disabled       bool      `bun:"disabled"`
	CreatedAt      time.Time `bun:"created_at"`
}

type identityRow struct {
	bun.BaseModel `bun:"table:identities"`

	Kind    string `bun:"kind,pk"`
	Subject string `bun:"subject,pk"`
	UserID  int64  `bun:"user_id"`
}

func userNotFound(id int64) error {
	return errs.Newf(codes.NotFound, "USER_NOT_FOUND", "there is no user %d", id)
}

// User returns an account with its staff part, or USER_NOT_FOUND.
func (s *Users) User(ctx context.Context, id int64) (domain.User, error) {
	return s.user(ctx, s.db.Reader(), id)
}

func (s *Users) user(ctx context.Context, db bun.IDB, id int64) (domain.User, error) {
	var row userRow
	err := db.NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return domain.User{}, userNotFound(id)
	}
	if err != nil {
		return domain.User{}, fmt.Errorf("read user %d: %w", id, err)
	}
	u, err := s.userFromRow(row)
	if err != nil {
		return domain.User{}, err
	}
	staff, found, err := staffWhere(ctx, db, "user_id = ?", id)
	if found {
		u.Staff = &staff
	}
	return u, err
}

func (s *Users) userFromRow(row userRow) (domain.User, error) {
	u := domain.User{
		ID: row.ID, Nickname: row.Nickname, AvatarURL: row.AvatarURL, OpenID: row.OpenID, AgeConfirmedAt: row.AgeConfirmedAt,
		NoticeVersion: row.NoticeVersion, Disabled: row.Disabled, CreatedAt: row.CreatedAt,
	}
	if row.PhoneSealed != "" {
		phone, err := s.phones.Open(rowOf(row.ID), row.PhoneSealed)
		if err != nil {
			return domain.User{}, fmt.Errorf("open phone of user %d: %w", row.ID, err)
		}
		u.Phone = phone
	}
	return u, nil
}

// UserByOpenID returns the account of a WeChat identity; found is false where there is none.
func (s *Users) UserByOpenID(ctx context.Context, openID string) (u domain.User, found bool, err error) {
	var row identityRow
	err = s.db.Reader().NewSelect().Model(&row).Where("kind = ? AND subject = ?", openIDKind, openID).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return domain.User{}, false, nil
	}
	if err != nil {
		return domain.User{}, false, fmt.Errorf("read identity: %w", err)
	}
	u, err = s.User(ctx, row.UserID)
	return u, err == nil, err
}

// CreateConsumer stores a new account with its WeChat identity. Where the identity has one already, created is
// false and nothing is stored.
func (s *Users) CreateConsumer(ctx context.Context, u domain.User) (created bool, err error) {
	err = s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		if _, err := tx.NewInsert().Model(&identityRow{Kind: openIDKind, Subject: u.OpenID, UserID: u.ID}).Exec(ctx); err != nil {
			return fmt.Errorf("insert identity: %w", err)
		}
		return insertUser(ctx, tx, u)
	})
	if sqldb.IsDuplicate(err) {
		return false, nil
	}
	return err == nil, err
}

func insertUser(ctx context.Context, tx *sqldb.Tx, u domain.User) error {
	row := userRow{ID: u.ID, Nickname: u.Nickname, AvatarURL: u.AvatarURL, OpenID: u.OpenID, CreatedAt: u.CreatedAt}
	if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
		return fmt.Errorf("insert user %d: %w", u.ID, err)
	}
	return nil
}

// UpdateProfile changes nickname and avatar; nil leaves one as it is.
func (s *Users) UpdateProfile(ctx context.Context, id int64, nickname, avatar *string) error {
	return s.update(ctx, id, func(q *bun.UpdateQuery) *bun.UpdateQuery {
		q = q.Set("id = id")
		if nickname != nil {
			q = q.Set("nickname = ?", *nickname)
		}
		if avatar != nil {
			q = q.Set("avatar_url = ?", *avatar)
		}
		return q
	})
}

// ConfirmAge records the statement to be of age; the first one stands.
func (s *Users) ConfirmAge(ctx context.Context, id int64, notice string, at time.Time) error {
	return s.update(ctx, id, func(q *bun.UpdateQuery) *bun.UpdateQuery {
		return q.Set("age_confirmed_at = COALESCE(age_confirmed_at, ?), notice_version = ?", at, notice)
	})
}

// BindPhone stores a person's number. A number of another account is USER_DUPLICATE.
func (s *Users) BindPhone(ctx context.Context, id int64, phone string) error {
	sealed, index := s.phones.Seal(rowOf(id), phone), s.numbers.Of(phone)
	err := s.update(ctx, id, func(q *bun.UpdateQuery) *bun.UpdateQuery {
		return q.Set("phone_sealed = ?, phone_index = ?", sealed, index)
	})
	if sqldb.IsDuplicate(err) {
		return errs.New(codes.AlreadyExists, "USER_DUPLICATE", "该手机号已绑定其他账号")
	}
	return err
}

func (s *Users) update(ctx context.Context, id int64, set func(*bun.UpdateQuery) *bun.UpdateQuery) error {
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		res, err := set(tx.NewUpdate().Model((*userRow)(nil))).Where("id = ?", id).Exec(ctx)
		if err != nil {
			return fmt.Errorf("update user %d: %w", id, err)
		}
		if n, err := res.RowsAffected(); err == nil && n == 0 {
			return userNotFound(id)
		}
		return nil
	})
}
