package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/audit"
	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

type roleRow struct {
	bun.BaseModel `bun:"table:staff_roles"`

	ID          int64     `bun:"id,pk"`
	Kind        int32     `bun:"kind"`
	Name        string    `bun:"name"`
	Permissions []string  `bun:"permissions,type:json"`
	Version     int64     `bun:"version"`
	RequestKey  string    `bun:"request_key"`
	UpdatedAt   time.Time `bun:"updated_at"`
}

func roleFromRow(r roleRow) domain.Role {
	return domain.Role{ID: r.ID, Kind: r.Kind, Name: r.Name, Permissions: r.Permissions, Version: r.Version, UpdatedAt: r.UpdatedAt}
}

// Roles returns all staff roles: those that every installation has, then the others by id.
func (s *Users) Roles(ctx context.Context) ([]domain.Role, error) {
	var rows []roleRow
	if err := s.db.Reader().NewSelect().Model(&rows).OrderExpr("id").Limit(domain.MaxRoles).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list roles: %w", err)
	}
	list := domain.BuiltInRoles()
	for _, r := range rows {
		list = append(list, roleFromRow(r))
	}
	return list, nil
}

// Role returns a staff role, or USER_ROLE_NOT_FOUND.
func (s *Users) Role(ctx context.Context, id int64) (domain.Role, error) {
	return role(ctx, s.db.Reader(), id)
}

func role(ctx context.Context, db bun.IDB, id int64) (domain.Role, error) {
	for _, r := range domain.BuiltInRoles() {
		if r.ID == id {
			return r, nil
		}
	}
	var row roleRow
	err := db.NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.Role{}, domain.RoleNotFound(id)
	}
	if err != nil {
		return domain.Role{}, fmt.Errorf("read role %d: %w", id, err)
	}
	return roleFromRow(row), nil
}

// CreateRole stores a role under a request key; the same key again returns the same role. One more than an installation
// may have is USER_ROLE_LIMIT.
func (s *Users) CreateRole(ctx context.Context, r domain.Role, key string) (domain.Role, error) {
	made := r
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		version, err := raiseAccess(ctx, tx) // first: it keeps others from counting beside us
		if err != nil {
			return err
		}
		var row roleRow
		switch err := tx.NewSelect().Model(&row).Where("request_key = ?", key).Scan(ctx); {
		case err == nil:
			made = roleFromRow(row)
			return nil
		case !sqldb.IsNotFound(err):
			return fmt.Errorf("read role by key: %w", err)
		}
		n, err := tx.NewSelect().Model((*roleRow)(nil)).Count(ctx)
		if err != nil {
			return fmt.Errorf("count roles: %w", err)
		}
		if n >= domain.MaxRoles {
			return errs.Newf(codes.FailedPrecondition, "USER_ROLE_LIMIT", "最多 %d 个角色", domain.MaxRoles)
		}
		made.Version = 1
		row = roleRow{ID: r.ID, Kind: r.Kind, Name: r.Name, Permissions: listed(r.Permissions), Version: 1, RequestKey: key, UpdatedAt: r.UpdatedAt}
		if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
			return fmt.Errorf("insert role %s: %w", r.Name, err)
		}
		return s.tellAccess(ctx, tx, version)
	})
	return made, err
}

// listed keeps an empty list from becoming NULL.
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// UpdateRole replaces name and permissions of the version that was read; another is USER_VERSION_CONFLICT. The kind stays.
func (s *Users) UpdateRole(ctx context.Context, r domain.Role) (domain.Role, error) {
	updated := r
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		old, err := role(ctx, tx, r.ID)
		if err != nil {
			return err
		}
		if old.Kind != r.Kind {
			return errs.Invalid("role.kind", "cannot be changed")
		}
		updated.Version = r.Version + 1
		audit.Change(ctx, old, updated)
		row := roleRow{ID: r.ID, Name: r.Name, Permissions: listed(r.Permissions), Version: updated.Version, UpdatedAt: r.UpdatedAt}
		res, err := tx.NewUpdate().Model(&row).Column("name", "permissions", "version", "updated_at").
			Where("id = ? AND version = ?", r.ID, r.Version).Exec(ctx)
		if err != nil {
			return fmt.Errorf("update role %d: %w", r.ID, err)
		}
		if n, err := res.RowsAffected(); err == nil && n == 0 {
			return errs.New(codes.Aborted, "USER_VERSION_CONFLICT", "角色已被他人修改，请刷新后重试")
		}
		return s.changeAccess(ctx, tx)
	})
	return updated, err
}

// DeleteRole removes a role that nobody has; one that somebody has is USER_ROLE_IN_USE, one that is not there no error.
func (s *Users) DeleteRole(ctx context.Context, id int64) error {
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		version, err := raiseAccess(ctx, tx) // first: nobody is granted the role meanwhile
		if err != nil {
			return err
		}
		used, err := tx.NewSelect().Model((*grantRow)(nil)).Where("role_id = ?", id).Exists(ctx)
		if err != nil {
			return fmt.Errorf("look for grants of role %d: %w", id, err)
		}
		if used {
			return errs.New(codes.FailedPrecondition, "USER_ROLE_IN_USE", "仍有员工持有该角色")
		}
		if _, err := tx.NewDelete().Model((*roleRow)(nil)).Where("id = ?", id).Exec(ctx); err != nil {
			return fmt.Errorf("delete role %d: %w", id, err)
		}
		if _, err := tx.NewDelete().Model((*viewRow)(nil)).Where("role_id = ?", id).Exec(ctx); err != nil {
			return fmt.Errorf("delete views of role %d: %w", id, err)
		}
		return s.tellAccess(ctx, tx, version)
	})
}

type accessRow struct {
	bun.BaseModel `bun:"table:access_version"`

	ID      int   `bun:"id,pk"`
	Version int64 `bun:"version"`
}

// raiseAccess counts a change of what everybody decides by, and holds its row until the transaction ends: changes come
// one after another, whichever process makes them.
func raiseAccess(ctx context.Context, tx *sqldb.Tx) (int64, error) {
	err := sqldb.ExpectOne(tx.NewUpdate().Model((*accessRow)(nil)).Set("version = version + 1").Where("id = 1").Exec(ctx))
	if err != nil {
		return 0, fmt.Errorf("raise access version: %w", err)
	}
	var row accessRow
	if err := tx.NewSelect().Model(&row).Where("id = 1").Scan(ctx); err != nil {
		return 0, fmt.Errorf("read access version: %w", err)
	}
	return row.Version, nil
}

func (s *Users) tellAccess(ctx context.Context, tx *sqldb.Tx, version int64) error {
	return s.outbox.Append(ctx, tx, 0, &userv1.AccessChanged{Version: version})
}

func (s *Users) changeAccess(ctx context.Context, tx *sqldb.Tx) error {
	version, err := raiseAccess(ctx, tx)
	if err != nil {
		return err
	}
	return s.tellAccess(ctx, tx, version)
}
