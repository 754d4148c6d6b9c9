package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

type grantRow struct {
	bun.BaseModel `bun:"table:staff_grants"`

	UserID int64   `bun:"user_id,pk"`
	RoleID int64   `bun:"role_id,pk"`
	Scope  int32   `bun:"scope,pk"`
	Kind   int32   `bun:"kind"`
	IDs    []int64 `bun:"ids,type:json"`
}

// grantsOf returns what members of staff were granted, by their ids.
func grantsOf(ctx context.Context, db bun.IDB, users ...int64) (map[int64][]domain.Grant, error) {
	list := make(map[int64][]domain.Grant, len(users))
	if len(users) == 0 {
		return list, nil
	}
	var rows []grantRow
	if err := db.NewSelect().Model(&rows).Where("user_id IN ?", bun.Tuple(users)).OrderExpr("user_id, role_id, scope").Scan(ctx); err != nil {
		return nil, fmt.Errorf("read grants: %w", err)
	}
	for _, r := range rows {
		g := domain.Grant{RoleID: r.RoleID, Kind: r.Kind, Scope: r.Scope}
		if len(r.IDs) > 0 {
			g.IDs = r.IDs
		}
		list[r.UserID] = append(list[r.UserID], g)
	}
	return list, nil
}

// putGrants replaces the grants of a member of staff. Nothing but an operator with all rights may be the last of them:
// USER_LAST_OPERATOR. A role that is not there, or of another kind, is USER_ROLE_NOT_FOUND.
func putGrants(ctx context.Context, tx *sqldb.Tx, userID int64, grants []domain.Grant) error {
	if err := lockAccess(ctx, tx); err != nil {
		return err
	}
	if _, err := tx.NewDelete().Model((*grantRow)(nil)).Where("user_id = ?", userID).Exec(ctx); err != nil {
		return fmt.Errorf("remove grants of %d: %w", userID, err)
	}
	for _, g := range grants {
		if r, err := role(ctx, tx, g.RoleID); err != nil || r.Kind != g.Kind {
			if err == nil {
				err = domain.RoleNotFound(g.RoleID)
			}
			return err
		}
		row := grantRow{UserID: userID, RoleID: g.RoleID, Scope: g.Scope, Kind: g.Kind, IDs: listed(g.IDs)}
		if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
			return fmt.Errorf("insert grant of %d: %w", userID, err)
		}
	}
	return nil
}

// lockAccess lets changes of grants come one after another, whichever process makes them.
func lockAccess(ctx context.Context, tx *sqldb.Tx) error {
	err := sqldb.ExpectOne(tx.NewUpdate().Model((*accessRow)(nil)).Set("version = version").Where("id = 1").Exec(ctx))
	if err != nil {
		return fmt.Errorf("lock grants: %w", err)
	}
	return nil
}

// keepAnOperator refuses a change to somebody with all rights that leaves nobody who has them and can sign in.
func keepAnOperator(ctx context.Context, tx *sqldb.Tx, before domain.Staff) error {
	if !before.AllRights() {
		return nil
	}
	found, err := tx.NewSelect().Model((*grantRow)(nil)).Join("JOIN staff ON staff.user_id = grant_row.user_id").
		Where("grant_row.role_id = ? AND grant_row.scope = ? AND staff.disabled = ?", domain.KindOperator, domain.ScopeAll, false).Exists(ctx)
	if err != nil {
		return fmt.Errorf("look for an operator: %w", err)
	}
	if !found {
		return errs.New(codes.FailedPrecondition, "USER_LAST_OPERATOR", "至少要保留一位拥有全部权限的运营人员")
	}
	return nil
}
