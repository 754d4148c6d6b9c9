package app

import (
	"context"
	"fmt"

	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/shelf"
)

// PutCategory makes or replaces a category below the parent of a code, or at the root where that is empty. Operators
// only. It reports PRODUCT_CATEGORY_NOT_FOUND for the parent, and PRODUCT_ATTRIBUTE_INVALID.
func (a *Admin) PutCategory(ctx context.Context, c domain.Category, parentCode string) (domain.Category, error) {
	var line []domain.Category
	if parentCode != "" {
		parent, err := lookUp(ctx, a.Shelf, func(s *shelf.Catalogue) *shelf.Category { return categoryInSight(s, parentCode) }, domain.ErrCategoryNotFound)
		if err != nil {
			return domain.Category{}, fmt.Errorf("put category %s: %w", c.Code, err)
		}
		c.ParentID, line = parent.ID, parent.Line
	}
	c, err := domain.NewCategory(c, line)
	if err != nil {
		return domain.Category{}, fmt.Errorf("put category %s: %w", c.Code, err)
	}
	return a.Records.PutCategory(ctx, c) //nolint:wrapcheck // the store names the operation
}

// PutBrand makes or replaces a brand. Operators only.
func (a *Admin) PutBrand(ctx context.Context, b domain.Brand) (domain.Brand, error) {
	b, err := domain.NewBrand(b)
	if err != nil {
		return domain.Brand{}, fmt.Errorf("put brand: %w", err)
	}
	return a.Records.PutBrand(ctx, b) //nolint:wrapcheck // the store names the operation
}
