package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"dajiu/platform/sqldb"
	"dajiu/services/product/internal/domain"
)

// HideCategory takes the category of a code out of sight. It reports PRODUCT_CATEGORY_NOT_FOUND, and PRODUCT_IN_USE while a
// product is of it or a child of it is in sight.
func (s *Catalog) HideCategory(ctx context.Context, code string) error {
	return s.writeTaxonomy(ctx, func(ctx context.Context, tx *change) error {
		// The revision is raised first: whoever makes a product of the category waits, and finds it hidden.
		seq, err := s.raise(ctx, tx, CatalogueScope)
		if err != nil {
			return err
		}
		var row categoryRow
		if err := tx.NewSelect().Model(&row).Where("code = ?", code).Scan(ctx); sqldb.IsNotFound(err) {
			return domain.ErrCategoryNotFound
		} else if err != nil {
			return fmt.Errorf("read category %s: %w", code, err)
		}
		if err := unused(ctx, tx.NewSelect().Table("categories").Where("parent_id = ? AND hidden = ?", row.ID, false)); err != nil {
			return err
		}
		if err := unused(ctx, tx.NewSelect().Table("products").Where("category_id = ?", row.ID)); err != nil {
			return err
		}
		row.Hidden, row.Seq = true, seq
		return sqldb.ExpectOne(tx.NewUpdate().Model(&row).WherePK().Exec(ctx))
	})
}

// HideBrand takes the brand of a code out of sight. It reports PRODUCT_BRAND_NOT_FOUND, and PRODUCT_IN_USE while a product is of it.
func (s *Catalog) HideBrand(ctx context.Context, code string) error {
	return s.writeTaxonomy(ctx, func(ctx context.Context, tx *change) error {
		seq, err := s.raise(ctx, tx, CatalogueScope)
		if err != nil {
			return err
		}
		var row brandRow
		if err := tx.NewSelect().Model(&row).Where("code = ?", code).Scan(ctx); sqldb.IsNotFound(err) {
			return domain.ErrBrandNotFound
		} else if err != nil {
			return fmt.Errorf("read brand %s: %w", code, err)
		}
		if err := unused(ctx, tx.NewSelect().Table("products").Where("brand_id = ?", row.ID)); err != nil {
			return err
		}
		row.Hidden, row.Seq = true, seq
		return sqldb.ExpectOne(tx.NewUpdate().Model(&row).WherePK().Exec(ctx))
	})
}

// unused reports PRODUCT_IN_USE where a query finds anything.
func unused(ctx context.Context, q *bun.SelectQuery) error {
	var ids []int64
	if err := q.Column("id").Limit(1).Scan(ctx, &ids); err != nil {
		return fmt.Errorf("look for what refers to it: %w", err)
	}
	if len(ids) > 0 {
		return domain.ErrInUse
	}
	return nil
}

// inSight refuses a product of a category or brand that was taken out of sight meanwhile.
func inSight(ctx context.Context, tx *change, p domain.Product) error {
	for _, of := range []struct {
		table   string
		id      int64
		missing error
	}{{"categories", p.CategoryID, domain.ErrCategoryNotFound}, {"brands", p.BrandID, domain.ErrBrandNotFound}} {
		n, err := tx.NewSelect().Table(of.table).Where("id = ? AND hidden = ?", of.id, true).Count(ctx)
		if err != nil {
			return fmt.Errorf("look at %s of %s: %w", of.table, p.Code, err)
		}
		if n > 0 {
			return of.missing
		}
	}
	return nil
}

// positionStep leaves room between categories for one that is put in later.
const positionStep = 10

// OrderCategories says in which order the children of a category stand. It reports PRODUCT_STALE where the ids are not those of
// its children, each once.
func (s *Catalog) OrderCategories(ctx context.Context, parentID int64, ids []int64) error {
	return s.writeTaxonomy(ctx, func(ctx context.Context, tx *change) error {
		var rows []categoryRow
		if err := tx.NewSelect().Model(&rows).Where("parent_id = ?", parentID).Scan(ctx); err != nil {
			return fmt.Errorf("read children of %d: %w", parentID, err)
		}
		if len(rows) != len(ids) {
			return domain.ErrStale
		}
		var seq int64
		for i := range rows {
			at := slices.Index(ids, rows[i].ID)
			if at < 0 {
				return domain.ErrStale
			}
			position := int32((at + 1) * positionStep) //nolint:gosec // at most 200
			if rows[i].Position == position {
				continue
			}
			if seq == 0 {
				var err error
				if seq, err = s.raise(ctx, tx, CatalogueScope); err != nil {
					return err
				}
			}
			rows[i].Position, rows[i].Seq = position, seq
			if err := sqldb.ExpectOne(tx.NewUpdate().Model(&rows[i]).WherePK().Exec(ctx)); err != nil {
				return fmt.Errorf("move category %s: %w", rows[i].Code, err)
			}
		}
		return nil
	})
}
