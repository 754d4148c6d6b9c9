package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

type signInRow struct {
	bun.BaseModel `bun:"table:openid_requests"`

	ID         string       `bun:"id,pk"`
	ClientID   int64        `bun:"client_id"`
	Browser    string       `bun:"browser"`
	Asked      domain.Asked `bun:"asked,type:json"`
	UserID     int64        `bun:"user_id"`
	ProvedAt   time.Time    `bun:"proved_at,nullzero"`
	Allowed    bool         `bun:"allowed"`
	CodeDigest string       `bun:"code_digest,nullzero"`
	SessionID  int64        `bun:"session_id"`
	ExpiresAt  time.Time    `bun:"expires_at"`
	CreatedAt  time.Time    `bun:"created_at"`
}

func signInFromRow(r signInRow) domain.SignIn {
	return domain.SignIn{
		ID: r.ID, ClientID: r.ClientID, Browser: r.Browser, Asked: r.Asked, UserID: r.UserID, ProvedAt: r.ProvedAt, Allowed: r.Allowed,
		CodeDigest: r.CodeDigest, SessionID: r.SessionID, ExpiresAt: r.ExpiresAt, CreatedAt: r.CreatedAt,
	}
}

// CreateSignIn stores a sign-in that a program asked for.
func (s *Users) CreateSignIn(ctx context.Context, v domain.SignIn) error {
	row := signInRow{ID: v.ID, ClientID: v.ClientID, Browser: v.Browser, Asked: v.Asked, ExpiresAt: v.ExpiresAt, CreatedAt: v.CreatedAt}
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewInsert().Model(&row).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
}

// SignIn returns a sign-in of a browser that can be gone on with, or USER_SIGN_IN_OVER.
func (s *Users) SignIn(ctx context.Context, id, browser string, now time.Time) (domain.SignIn, error) {
	return s.signIn(ctx, "id = ? AND browser = ? AND code_digest IS NULL AND expires_at > ?", id, browser, now)
}

// SignInByCode returns the sign-in that a code was given for, also where the code was used or is too old, or
// USER_SIGN_IN_OVER.
func (s *Users) SignInByCode(ctx context.Context, digest string) (domain.SignIn, error) {
	return s.signIn(ctx, "code_digest = ?", digest)
}

func (s *Users) signIn(ctx context.Context, where string, args ...any) (domain.SignIn, error) {
	var row signInRow
	err := s.db.Reader().NewSelect().Model(&row).Where(where, args...).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.SignIn{}, domain.SignInOver()
	}
	if err != nil {
		return domain.SignIn{}, fmt.Errorf("read sign-in: %w", err)
	}
	return signInFromRow(row), nil
}

// changeSignIn changes one sign-in that can be gone on with, or says USER_SIGN_IN_OVER.
func (s *Users) changeSignIn(ctx context.Context, change func(*bun.UpdateQuery) *bun.UpdateQuery) error {
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		n, err := affected(change(tx.NewUpdate().Model((*signInRow)(nil))).Exec(ctx))
		if err == nil && n == 0 {
			return domain.SignInOver()
		}
		return err
	})
}

// Identify says who signed in; allowed, that the program may know it already. It succeeds once.
func (s *Users) Identify(ctx context.Context, id, browser string, userID int64, proved time.Time, allowed bool, now time.Time) error {
	return s.changeSignIn(ctx, func(q *bun.UpdateQuery) *bun.UpdateQuery {
		return q.Set("user_id = ?, proved_at = ?, allowed = ?", userID, proved, allowed).
			Where("id = ? AND browser = ? AND user_id = 0 AND expires_at > ?", id, browser, now)
	})
}

// Allow lets the program know who signed in.
func (s *Users) Allow(ctx context.Context, id, browser string, now time.Time) error {
	return s.changeSignIn(ctx, func(q *bun.UpdateQuery) *bun.UpdateQuery {
		return q.Set("allowed = ?", true).
			Where("id = ? AND browser = ? AND user_id <> 0 AND code_digest IS NULL AND expires_at > ?", id, browser, now)
	})
}

// Drop ends a sign-in without a code.
func (s *Users) Drop(ctx context.Context, id, browser string, now time.Time) error {
	return s.changeSignIn(ctx, func(q *bun.UpdateQuery) *bun.UpdateQuery {
		return q.Set("expires_at = ?", now).Where("id = ? AND browser = ? AND code_digest IS NULL AND expires_at > ?", id, browser, now)
	})
}

// SaveCode gives a sign-in its code, by its digest, for which it is good until an instant. There is one code only.
func (s *Users) SaveCode(ctx context.Context, id, digest string, until, now time.Time) error {
	return s.changeSignIn(ctx, func(q *bun.UpdateQuery) *bun.UpdateQuery {
		return q.Set("code_digest = ?, expires_at = ?", digest, until).
			Where("id = ? AND allowed = ? AND user_id <> 0 AND code_digest IS NULL AND expires_at > ?", id, true, now)
	})
}

// Redeem changes the code of a sign-in for a session. The second of two who do it at once, and whoever comes too late, gets
// USER_SIGN_IN_OVER.
func (s *Users) Redeem(ctx context.Context, id string, session domain.Session, now time.Time) error {
	row := rowFromSession(session)
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		n, err := affected(tx.NewUpdate().Model((*signInRow)(nil)).Set("session_id = ?", session.ID).
			Where("id = ? AND session_id = 0 AND code_digest IS NOT NULL AND expires_at > ?", id, now).Exec(ctx))
		if err != nil {
			return err
		}
		if n == 0 {
			return domain.SignInOver()
		}
		_, err = tx.NewInsert().Model(&row).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
}

// SweepSignIns deletes sign-ins that were over before an instant, a bounded number at a time, and returns how many.
func (s *Users) SweepSignIns(ctx context.Context, before time.Time) (int64, error) {
	var deleted int64
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		var ids []string
		err := tx.NewSelect().Model((*signInRow)(nil)).Column("id").Where("expires_at < ?", before).OrderExpr("expires_at").Limit(sweepBatch).Scan(ctx, &ids)
		if err != nil || len(ids) == 0 {
			return err //nolint:wrapcheck // Write names the operation
		}
		deleted = int64(len(ids))
		_, err = tx.NewDelete().Model((*signInRow)(nil)).Where("id IN ?", bun.Tuple(ids)).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
	return deleted, err
}

// Session returns a session, or USER_SESSION_INVALID where there is none.
func (s *Users) Session(ctx context.Context, id int64) (domain.Session, error) {
	var row sessionRow
	err := s.db.Reader().NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.Session{}, domain.SessionInvalid()
	}
	if err != nil {
		return domain.Session{}, fmt.Errorf("read session %d: %w", id, err)
	}
	return sessionFromRow(row), nil
}

// LeaveClient ends a person's sessions of a program.
func (s *Users) LeaveClient(ctx context.Context, userID, clientID int64, at time.Time) error {
	return s.db.WriteKey(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewUpdate().Model((*sessionRow)(nil)).Set("revoked_at = ?", at).
			Where("user_id = ? AND client_id = ? AND revoked_at IS NULL", userID, clientID).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
}

type openKeyRow struct {
	bun.BaseModel `bun:"table:openid_keys"`

	ID        string    `bun:"id,pk"`
	Sealed    string    `bun:"sealed"`
	CreatedAt time.Time `bun:"created_at"`
}

// OpenKey is a key that signs what programs of others verify: a PKCS #8 private key.
type OpenKey struct {
	ID        string
	PKCS8     []byte
	CreatedAt time.Time
}

// OpenKeys returns those keys, newest first.
func (s *Users) OpenKeys(ctx context.Context) ([]OpenKey, error) {
	var rows []openKeyRow
	if err := s.db.Reader().NewSelect().Model(&rows).OrderExpr("created_at DESC, id DESC").Limit(keysKept).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read openid keys: %w", err)
	}
	keys := make([]OpenKey, len(rows))
	for i, r := range rows {
		der, err := s.openKeys.Open(r.ID, r.Sealed)
		if err != nil {
			return nil, fmt.Errorf("open openid key %s: is the installation's secret the one it was made with? %w", r.ID, err)
		}
		keys[i] = OpenKey{ID: r.ID, PKCS8: []byte(der), CreatedAt: r.CreatedAt}
	}
	return keys, nil
}

// AddOpenKey stores such a key.
func (s *Users) AddOpenKey(ctx context.Context, k OpenKey) error {
	row := openKeyRow{ID: k.ID, Sealed: s.openKeys.Seal(k.ID, string(k.PKCS8)), CreatedAt: k.CreatedAt}
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewInsert().Model(&row).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
}

// EndSession ends a session of a program; ended is false where it was over already. Nobody is told: no gateway knows its
// tokens.
func (s *Users) EndSession(ctx context.Context, id int64, at time.Time) (ended bool, err error) {
	err = s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		n, err := affected(tx.NewUpdate().Model((*sessionRow)(nil)).Set("revoked_at = ?", at).Where("id = ? AND revoked_at IS NULL", id).Exec(ctx))
		ended = n > 0
		return err
	})
	return ended, err
}
