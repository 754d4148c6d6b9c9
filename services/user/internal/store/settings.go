package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/audit"
	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

type settingRow struct {
	bun.BaseModel `bun:"table:personal_settings"`

	UserID    int64     `bun:"user_id,pk"`
	Name      string    `bun:"name,pk"`
	Value     string    `bun:"value"`
	Version   int64     `bun:"version"`
	UpdatedAt time.Time `bun:"updated_at"`
}

func settingFromRow(r settingRow) domain.Setting {
	return domain.Setting{Owner: r.UserID, Name: r.Name, Value: r.Value, Version: r.Version, UpdatedAt: r.UpdatedAt}
}

// Settings returns a person's documents whose names begin with prefix, by name.
func (s *Users) Settings(ctx context.Context, userID int64, prefix string) ([]domain.Setting, error) {
	var rows []settingRow
	// "~" comes after every letter of a name: the range is the prefix's, and served by the key.
	err := s.db.Reader().NewSelect().Model(&rows).Where("user_id = ? AND name >= ? AND name < ?", userID, prefix, prefix+"~").
		OrderExpr("name").Limit(domain.MaxSettings).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list settings of %d: %w", userID, err)
	}
	list := make([]domain.Setting, len(rows))
	for i, r := range rows {
		list[i] = settingFromRow(r)
	}
	return list, nil
}

// Setting returns a person's document, or USER_SETTING_NOT_FOUND.
func (s *Users) Setting(ctx context.Context, userID int64, name string) (domain.Setting, error) {
	v, found, err := setting(ctx, s.db.Reader(), userID, name)
	if err == nil && !found {
		err = domain.SettingNotFound(name)
	}
	return v, err
}

func setting(ctx context.Context, db bun.IDB, userID int64, name string) (v domain.Setting, found bool, err error) {
	var row settingRow
	err = db.NewSelect().Model(&row).Where("user_id = ? AND name = ?", userID, name).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.Setting{}, false, nil
	}
	if err != nil {
		return domain.Setting{}, false, fmt.Errorf("read setting %s of %d: %w", name, userID, err)
	}
	return settingFromRow(row), true, nil
}

// PutSetting stores a document of the version that was read, and returns it as it is stored. Another version is
// USER_VERSION_CONFLICT, one document too many USER_SETTING_LIMIT.
func (s *Users) PutSetting(ctx context.Context, v domain.Setting) (domain.Setting, error) {
	var kept domain.Setting
	err := s.db.WriteKey(ctx, v.Owner, func(ctx context.Context, tx *sqldb.Tx) error {
		old, found, err := setting(ctx, tx, v.Owner, v.Name)
		if err != nil {
			return err
		}
		if kept, err = v.Follows(old); err != nil || kept.Version == old.Version {
			return err
		}
		row := settingRow{UserID: kept.Owner, Name: kept.Name, Value: kept.Value, Version: kept.Version, UpdatedAt: kept.UpdatedAt}
		if found {
			res, err := tx.NewUpdate().Model(&row).Column("value", "version", "updated_at").
				Where("user_id = ? AND name = ? AND version = ?", v.Owner, v.Name, old.Version).Exec(ctx)
			return sqldb.ExpectOne(res, err)
		}
		n, err := tx.NewSelect().Model((*settingRow)(nil)).Where("user_id = ?", v.Owner).Count(ctx)
		if err != nil {
			return fmt.Errorf("count settings of %d: %w", v.Owner, err)
		}
		if n >= domain.MaxSettings {
			return domain.SettingLimit()
		}
		if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
			return fmt.Errorf("insert setting %s of %d: %w", v.Name, v.Owner, err)
		}
		return nil
	})
	return kept, err
}

// DeleteSetting removes a person's document; one that is not there is no error.
func (s *Users) DeleteSetting(ctx context.Context, userID int64, name string) error {
	return s.db.WriteKey(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewDelete().Model((*settingRow)(nil)).Where("user_id = ? AND name = ?", userID, name).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
}

type viewRow struct {
	bun.BaseModel `bun:"table:role_views"`

	RoleID    int64     `bun:"role_id,pk"`
	Page      string    `bun:"page,pk"`
	Value     string    `bun:"value"`
	Version   int64     `bun:"version"`
	UpdatedAt time.Time `bun:"updated_at"`
}

func viewFromRow(r viewRow) domain.Setting {
	return domain.Setting{Owner: r.RoleID, Name: r.Page, Value: r.Value, Version: r.Version, UpdatedAt: r.UpdatedAt}
}

// Views returns what a page offers to some roles, or, without any, to all, by role.
func (s *Users) Views(ctx context.Context, page string, roles ...int64) ([]domain.Setting, error) {
	var rows []viewRow
	q := s.db.Reader().NewSelect().Model(&rows).Where("page = ?", page).OrderExpr("role_id").Limit(2 * domain.MaxRoles)
	if len(roles) > 0 {
		q = q.Where("role_id IN ?", bun.Tuple(roles))
	}
	if err := q.Scan(ctx); err != nil {
		return nil, fmt.Errorf("list views of %s: %w", page, err)
	}
	list := make([]domain.Setting, len(rows))
	for i, r := range rows {
		list[i] = viewFromRow(r)
	}
	return list, nil
}

// PutViews stores what a page offers to a role, as PutSetting does; an empty value removes it. A role that is not there is
// USER_ROLE_NOT_FOUND.
func (s *Users) PutViews(ctx context.Context, v domain.Setting) (domain.Setting, error) {
	var kept domain.Setting
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		if err := lockAccess(ctx, tx); err != nil { // the role stays while it is offered something
			return err
		}
		if _, err := role(ctx, tx, v.Owner); err != nil {
			return err
		}
		var row viewRow
		err := tx.NewSelect().Model(&row).Where("role_id = ? AND page = ?", v.Owner, v.Name).Scan(ctx)
		found := err == nil
		if err != nil && !sqldb.IsNotFound(err) {
			return fmt.Errorf("read views of role %d: %w", v.Owner, err)
		}
		if !found && v.Value == "" {
			kept = domain.Setting{Owner: v.Owner, Name: v.Name, UpdatedAt: v.UpdatedAt}
			return nil
		}
		old := viewFromRow(row)
		if kept, err = v.Follows(old); err != nil || kept.Version == old.Version {
			return err
		}
		audit.Change(ctx, old, kept)
		return storeView(ctx, tx, kept, found)
	})
	return kept, err
}

func storeView(ctx context.Context, tx *sqldb.Tx, v domain.Setting, found bool) error {
	row := viewRow{RoleID: v.Owner, Page: v.Name, Value: v.Value, Version: v.Version, UpdatedAt: v.UpdatedAt}
	switch {
	case v.Value == "":
		_, err := tx.NewDelete().Model(&row).WherePK().Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	case found:
		_, err := tx.NewUpdate().Model(&row).Column("value", "version", "updated_at").WherePK().Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	}
	n, err := tx.NewSelect().Model((*viewRow)(nil)).Where("role_id = ?", v.Owner).Count(ctx)
	if err != nil {
		return fmt.Errorf("count views of role %d: %w", v.Owner, err)
	}
	if n >= domain.MaxSettings {
		return domain.SettingLimit()
	}
	_, err = tx.NewInsert().Model(&row).Exec(ctx)
	return err //nolint:wrapcheck // Write names the operation
}
