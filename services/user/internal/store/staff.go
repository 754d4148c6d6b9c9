package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/audit"
	"dajiu/platform/authn"
	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

type staffRow struct {
	bun.BaseModel `bun:"table:staff"`

	UserID       int64     `bun:"user_id,pk"`
	Username     string    `bun:"username"`
	Name         string    `bun:"name"`
	PasswordHash string    `bun:"password_hash"`
	Roles        int64     `bun:"roles"`
	StoreIDs     []int64   `bun:"store_ids,type:json"`
	Disabled     bool      `bun:"disabled"`
	Failures     int       `bun:"failures"`
	LockedUntil  time.Time `bun:"locked_until,nullzero"`
	RequestKey   string    `bun:"request_key"`
	CreatedAt    time.Time `bun:"created_at"`
}

func staffFromRow(r staffRow) domain.Staff {
	return domain.Staff{
		UserID: r.UserID, Username: r.Username, Name: r.Name, PasswordHash: r.PasswordHash, Disabled: r.Disabled, Failures: r.Failures, LockedUntil: r.LockedUntil, CreatedAt: r.CreatedAt,
	}
}

func staffWhere(ctx context.Context, db bun.IDB, where string, args ...any) (domain.Staff, bool, error) {
	var row staffRow
	err := db.NewSelect().Model(&row).Where(where, args...).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return domain.Staff{}, false, nil
	}
	if err != nil {
		return domain.Staff{}, false, fmt.Errorf("read staff: %w", err)
	}
	grants, err := grantsOf(ctx, db, row.UserID)
	if err != nil {
		return domain.Staff{}, false, err
	}
	staff := staffFromRow(row)
	staff.Grants = grants[row.UserID]
	return staff, true, nil
}

// StaffByUsername returns a staff account; found is false where there is none.
func (s *Users) StaffByUsername(ctx context.Context, username string) (staff domain.Staff, found bool, err error) {
	return staffWhere(ctx, s.db.Reader(), "username = ?", username)
}

// StaffByKey returns the staff account that was created under a request key.
func (s *Users) StaffByKey(ctx context.Context, key string) (staff domain.Staff, found bool, err error) {
	return staffWhere(ctx, s.db.Reader(), "request_key = ?", key)
}

// CreateStaff stores an account with its staff part. A name or a key that is taken is sqldb.IsDuplicate's.
func (s *Users) CreateStaff(ctx context.Context, staff domain.Staff, key string) error {
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		if err := insertUser(ctx, tx, domain.User{ID: staff.UserID, Nickname: staff.Name, CreatedAt: staff.CreatedAt}); err != nil {
			return err
		}
		row := staffRow{
			UserID: staff.UserID, Username: staff.Username, Name: staff.Name, PasswordHash: staff.PasswordHash,
			Roles: int64(staff.Roles()), StoreIDs: staff.StoreIDs(), RequestKey: key, CreatedAt: staff.CreatedAt,
		}
		if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
			return fmt.Errorf("insert staff %s: %w", staff.Username, err)
		}
		if err := putGrants(ctx, tx, staff.UserID, staff.Grants); err != nil {
			return err
		}
		return s.publishStaff(ctx, tx, staff)
	})
}

func (s *Users) publishStaff(ctx context.Context, tx *sqldb.Tx, staff domain.Staff) error {
	return s.outbox.Append(ctx, tx, staff.UserID, &userv1.StaffChanged{
		UserId: staff.UserID, Name: staff.Name, Roles: authn.Roles(staff.Roles()).List(), StoreIds: staff.StoreIDs(), Disabled: staff.Disabled,
	})
}

// UpdateStaff changes a staff account by a closure. A change of rights ends the sessions, so that no refresh brings old
// rights back.
func (s *Users) UpdateStaff(ctx context.Context, userID int64, over domain.Revocation, change func(*domain.Staff) (rights bool, err error)) (domain.Staff, error) {
	var staff domain.Staff
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		var found bool
		var err error
		if staff, found, err = staffWhere(ctx, tx, "user_id = ?", userID); err != nil {
			return err
		}
		if !found {
			return errs.Newf(codes.NotFound, "USER_NOT_FOUND", "there is no staff account %d", userID)
		}
		before := staff
		rights, err := change(&staff)
		if err != nil {
			return err
		}
		audit.Change(ctx, before, staff)
		row := staffRow{StoreIDs: staff.StoreIDs(), LockedUntil: staff.LockedUntil, Roles: int64(staff.Roles()), Failures: staff.Failures}
		_, err = tx.NewUpdate().Model(&row).Column("roles", "store_ids", "failures", "locked_until").Where("user_id = ?", userID).Exec(ctx)
		if err != nil || !rights {
			return err //nolint:wrapcheck // Write names the operation
		}
		return s.changeRights(ctx, tx, before, staff, over)
	})
	return staff, err
}

// changeRights stores what a member of staff is granted now, tells of it, and ends their sessions.
func (s *Users) changeRights(ctx context.Context, tx *sqldb.Tx, before, staff domain.Staff, over domain.Revocation) error {
	if err := putGrants(ctx, tx, staff.UserID, staff.Grants); err != nil {
		return err
	}
	if err := keepAnOperator(ctx, tx, before); err != nil {
		return err
	}
	if err := s.publishStaff(ctx, tx, staff); err != nil {
		return err
	}
	return s.revoke(ctx, tx, staff.UserID, over)
}

// ListStaff returns staff accounts with an id above after, in order.
func (s *Users) ListStaff(ctx context.Context, after int64, limit int) ([]domain.Staff, error) {
	var rows []staffRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("user_id > ?", after).OrderExpr("user_id").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list staff: %w", err)
	}
	list, ids := make([]domain.Staff, len(rows)), make([]int64, len(rows))
	for i, r := range rows {
		list[i], ids[i] = staffFromRow(r), r.UserID
	}
	grants, err := grantsOf(ctx, s.db.Reader(), ids...)
	for i := range list {
		list[i].Grants = grants[list[i].UserID]
	}
	return list, err
}
