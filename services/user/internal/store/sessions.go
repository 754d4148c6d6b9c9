package store

import (
	"context"
	"crypto/ed25519"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"

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
}

// CreateSession stores a new login.
func (s *Users) CreateSession(ctx context.Context, v domain.Session) error {
	row := sessionRow(sessionRow{
		ID: v.ID, UserID: v.UserID, Device: v.Device, Generation: v.Generation, RotatedAt: v.RotatedAt, ExpiresAt: v.ExpiresAt, CreatedAt: v.CreatedAt,
	})
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewInsert().Model(&row).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
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
		v = domain.Session{
			ID: row.ID, UserID: row.UserID, Device: row.Device, Generation: row.Generation,
			RotatedAt: row.RotatedAt, ExpiresAt: row.ExpiresAt, RevokedAt: row.RevokedAt, CreatedAt: row.CreatedAt,
		}
		before := v
		refused = change(&v)
		if v == before {
			return nil
		}
		row.Generation, row.RotatedAt, row.ExpiresAt, row.RevokedAt = v.Generation, v.RotatedAt, v.ExpiresAt, v.RevokedAt
		res, err := tx.NewUpdate().Model(&row).Column("generation", "rotated_at", "expires_at", "revoked_at").
			Where("id = ? AND generation = ?", id, before.Generation).Exec(ctx)
		return sqldb.ExpectOne(res, err)
	})
	if err == nil {
		err = refused
	}
	return v, err
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
		seed, err := s.keys.Open(r.Sealed)
		if err != nil || len(seed) != ed25519.SeedSize {
			return nil, fmt.Errorf("open signing key %s: is the installation's secret the one it was made with? %w", r.ID, err)
		}
		keys[i] = Key{SigningKey: authn.SigningKey{ID: r.ID, Private: ed25519.NewKeyFromSeed(seed)}, CreatedAt: r.CreatedAt}
	}
	return keys, nil
}

// AddKey stores a signing key.
func (s *Users) AddKey(ctx context.Context, k Key) error {
	public, _ := k.Private.Public().(ed25519.PublicKey)
	row := keyRow{
		ID: k.ID, Sealed: s.keys.Seal(k.Private.Seed()), PublicX: authn.PublicKey{ID: k.ID, Key: public}.X(), CreatedAt: k.CreatedAt,
	}
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewInsert().Model(&row).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
}
