package store

import (
	"context"
	"crypto/ed25519"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/authn"
	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

type sessionRow struct {
	bun.BaseModel `bun:"table:sessions"`

	ID         int64     `bun:"id,pk"`
	UserID     int64     `bun:"user_id"`
	Device     string    `bun:"device"`
	Generation int64     `bun:"generation"`
	RotatedAt  time.Time `bun:"rotated_at"`
	ExpiresAt  time.Time `bun:"expires_at"`
	RevokedAt  time.Time `bun:"revoked_at,nullzero"`
	CreatedAt  time.Time `bun:"created_at"`
	ProvedAt   time.Time `bun:"proved_at,nullzero"`
	Address    string    `bun:"address"`
	ClientID   int64     `bun:"client_id"`
	Scopes     string    `bun:"scopes"`
}

func rowFromSession(v domain.Session) sessionRow {
	return sessionRow{
		ID: v.ID, UserID: v.UserID, Device: v.Device, Generation: v.Generation, RotatedAt: v.RotatedAt, ExpiresAt: v.ExpiresAt,
		RevokedAt: v.RevokedAt, CreatedAt: v.CreatedAt, ProvedAt: v.ProvedAt, Address: v.Address, ClientID: v.ClientID, Scopes: v.Scopes,
	}
}

func sessionFromRow(r sessionRow) domain.Session {
	return domain.Session{
		ID: r.ID, UserID: r.UserID, Device: r.Device, Generation: r.Generation, RotatedAt: r.RotatedAt, ExpiresAt: r.ExpiresAt,
		RevokedAt: r.RevokedAt, CreatedAt: r.CreatedAt, ProvedAt: r.ProvedAt, Address: r.Address, ClientID: r.ClientID, Scopes: r.Scopes,
	}
}

// CreateSession stores a new login by a device, the digest of one. Where the account was seen with others and not with this
// one, it tells of it in the same transaction; a session without a device is a server's.
func (s *Users) CreateSession(ctx context.Context, v domain.Session, device string) error {
	row := rowFromSession(v)
	return s.db.WriteKey(ctx, v.UserID, func(ctx context.Context, tx *sqldb.Tx) error {
		if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
			return err //nolint:wrapcheck // Write names the operation
		}
		if device == "" {
			return nil
		}
		strange, err := meet(ctx, tx, v, device)
		if err != nil || !strange {
			return err
		}
		return s.outbox.Append(ctx, tx, v.UserID, &userv1.NewDeviceSignedIn{UserId: v.UserID, SessionId: v.ID, Device: v.Device, Address: v.Address})
	})
}

// UpdateSession changes a session by a closure. What the closure changed is stored even when it returns an
// error, which is then returned: a stolen token must revoke the session. A session that is not there is
// USER_SESSION_INVALID.
func (s *Users) UpdateSession(ctx context.Context, id int64, change func(*domain.Session) error) (domain.Session, error) {
	var v domain.Session
	var refused error
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		var row sessionRow
		err := tx.NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
		if errors.Is(err, sql.ErrNoRows) {
			return domain.SessionInvalid()
		}
		if err != nil {
			return fmt.Errorf("read session %d: %w", id, err)
		}
		v = sessionFromRow(row)
		before := v
		refused = change(&v)
		if v == before {
			return nil
		}
		row = rowFromSession(v)
		res, err := tx.NewUpdate().Model(&row).Column("generation", "rotated_at", "expires_at", "revoked_at", "proved_at", "address").
			Where("id = ? AND generation = ?", id, before.Generation).Exec(ctx)
		return sqldb.ExpectOne(res, err)
	})
	if err == nil {
		err = refused
	}
	return v, err
}

// maxSessions bounds a list of sessions.
const maxSessions = 100

// Sessions returns a person's sessions that are not over, newest first.
func (s *Users) Sessions(ctx context.Context, userID int64, now time.Time) ([]domain.Session, error) {
	var rows []sessionRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("user_id = ? AND revoked_at IS NULL AND expires_at > ?", userID, now).
		OrderExpr("id DESC").Limit(maxSessions).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list sessions of %d: %w", userID, err)
	}
	list := make([]domain.Session, len(rows))
	for i, r := range rows {
		list[i] = sessionFromRow(r)
	}
	return list, nil
}

// RevokeSession ends one session of a person and tells of it. One that is over, or another's, changes nothing.
func (s *Users) RevokeSession(ctx context.Context, userID, session int64, over domain.Revocation) error {
	return s.db.WriteKey(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) error {
		n, err := affected(tx.NewUpdate().Model((*sessionRow)(nil)).Set("revoked_at = ?", over.At).
			Where("id = ? AND user_id = ? AND revoked_at IS NULL", session, userID).Exec(ctx))
		if err != nil || n == 0 {
			return err
		}
		return s.tellRevoked(ctx, tx, userID, session, over)
	})
}

// affected is how many rows a statement changed.
func affected(res sql.Result, err error) (int64, error) {
	if err != nil {
		return 0, err
	}
	return res.RowsAffected() //nolint:wrapcheck // Write names the operation
}

// sweepBatch bounds one deletion of ended sessions.
const sweepBatch = 500

// SweepSessions deletes sessions that ended before an instant, a bounded number at a time, and returns how many.
func (s *Users) SweepSessions(ctx context.Context, before time.Time) (int64, error) {
	var deleted int64
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		var ids []int64
		err := tx.NewSelect().Model((*sessionRow)(nil)).Column("id").Where("expires_at < ?", before).OrderExpr("expires_at").Limit(sweepBatch).Scan(ctx, &ids)
		if err != nil || len(ids) == 0 {
			return err //nolint:wrapcheck // Write names the operation
		}
		deleted = int64(len(ids))
		_, err = tx.NewDelete().Model((*sessionRow)(nil)).Where("id IN ?", bun.Tuple(ids)).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
	return deleted, err
}

type keyRow struct {
	bun.BaseModel `bun:"table:signing_keys"`

	ID        string    `bun:"id,pk"`
	Sealed    string    `bun:"sealed"`
	PublicX   string    `bun:"public_x"`
	CreatedAt time.Time `bun:"created_at"`
}

// Key is a stored signing key.
type Key struct {
	authn.SigningKey
	CreatedAt time.Time
}

// keysKept bounds how many keys verifiers are told of: far more than live tokens can have been signed with.
const keysKept = 8

// Keys returns the signing keys, newest first.
func (s *Users) Keys(ctx context.Context) ([]Key, error) {
	var rows []keyRow
	if err := s.db.Reader().NewSelect().Model(&rows).OrderExpr("created_at DESC, id DESC").Limit(keysKept).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read signing keys: %w", err)
	}
	keys := make([]Key, len(rows))
	for i, r := range rows {
		seed, err := s.keys.Open(r.ID, r.Sealed)
		if err != nil || len(seed) != ed25519.SeedSize {
			return nil, fmt.Errorf("open signing key %s: is the installation's secret the one it was made with? %w", r.ID, err)
		}
		keys[i] = Key{SigningKey: authn.SigningKey{ID: r.ID, Private: ed25519.NewKeyFromSeed([]byte(seed))}, CreatedAt: r.CreatedAt}
	}
	return keys, nil
}

// AddKey stores a signing key.
func (s *Users) AddKey(ctx context.Context, k Key) error {
	public, _ := k.Private.Public().(ed25519.PublicKey)
	row := keyRow{
		ID: k.ID, Sealed: s.keys.Seal(k.ID, string(k.Private.Seed())), PublicX: authn.PublicKey{ID: k.ID, Key: public}.X(), CreatedAt: k.CreatedAt,
	}
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewInsert().Model(&row).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
}
