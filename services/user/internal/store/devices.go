package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

type deviceRow struct {
	bun.BaseModel `bun:"table:known_devices"`

	UserID int64     `bun:"user_id,pk"`
	Device string    `bun:"device,pk"`
	SeenAt time.Time `bun:"seen_at"`
}

// meet notes that an account was seen with a device, and reports whether it was seen with others only. Logins to one
// account come one after another (WriteKey), so that one of two from a new device is the first.
func meet(ctx context.Context, tx *sqldb.Tx, v domain.Session, device string) (strange bool, err error) {
	var known []deviceRow
	if err := tx.NewSelect().Model(&known).Where("user_id = ?", v.UserID).Limit(1).Scan(ctx); err != nil {
		return false, fmt.Errorf("read devices of %d: %w", v.UserID, err)
	}
	n, err := affected(tx.NewUpdate().Model((*deviceRow)(nil)).Set("seen_at = ?", v.CreatedAt).Where("user_id = ? AND device = ?", v.UserID, device).Exec(ctx))
	if err != nil {
		return false, fmt.Errorf("note device of %d: %w", v.UserID, err)
	}
	if n > 0 {
		return false, nil
	}
	// Where the driver counts only rows that changed, one that was seen in this very millisecond is there already.
	n, err = affected(sqldb.Upsert(tx.NewInsert().Model(&deviceRow{UserID: v.UserID, Device: device, SeenAt: v.CreatedAt}), tx, "user_id, device").Exec(ctx))
	if err != nil {
		return false, fmt.Errorf("add device of %d: %w", v.UserID, err)
	}
	return n == 1 && len(known) > 0, nil
}

// SweepDevices deletes devices that were seen last before an instant, a bounded number at a time, and returns how many.
func (s *Users) SweepDevices(ctx context.Context, before time.Time) (int64, error) {
	var deleted int64
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		var old []deviceRow
		if err := tx.NewSelect().Model(&old).Where("seen_at < ?", before).OrderExpr("seen_at").Limit(sweepBatch).Scan(ctx); err != nil {
			return fmt.Errorf("find old devices: %w", err)
		}
		deleted = int64(len(old))
		if len(old) == 0 {
			return nil
		}
		_, err := tx.NewDelete().Model(&old).WherePK().Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
	return deleted, err
}
