package app

import (
	"context"
	"fmt"

	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/shelf"
)

// PutProduct makes or replaces a product of a category and a brand, named by their codes. Operators only. Version is
// the one that the change was made on; 0 accepts any.
//
// It reports PRODUCT_CATEGORY_NOT_FOUND, PRODUCT_BRAND_NOT_FOUND, what domain.NewProduct reports, PRODUCT_STALE and
// PRODUCT_DUPLICATE.
func (a *Admin) PutProduct(ctx context.Context, p domain.Product, categoryCode, brandCode string, version int64) (domain.Product, error) {
	category, err := lookUp(ctx, a.Shelf, func(s *shelf.Catalogue) *shelf.Category { return s.CategoryByCode(categoryCode) }, domain.ErrCategoryNotFound)
	if err != nil {
		return domain.Product{}, fmt.Errorf("put product %s: %w", p.Code, err)
	}
	brand, err := lookUp(ctx, a.Shelf, func(s *shelf.Catalogue) *shelf.Brand { return s.BrandByCode(brandCode) }, domain.ErrBrandNotFound)
	if err != nil {
		return domain.Product{}, fmt.Errorf("put product %s: %w", p.Code, err)
	}
	p.CategoryID, p.BrandID = category.ID, brand.ID
	made, err := domain.NewProduct(p, category.Line, a.Clock.Now())
	if err != nil {
		return domain.Product{}, fmt.Errorf("put product %s: %w", p.Code, err)
	}
	return a.Records.PutProduct(ctx, made, version) //nolint:wrapcheck // the store names the operation
}
