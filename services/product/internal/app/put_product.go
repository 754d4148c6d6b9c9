package app

import (
	"context"
	"fmt"

	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/shelf"
)

// Draft is a content of a product whose category and brand are named by their codes.
type Draft struct {
	Product                 domain.Product
	CategoryCode, BrandCode string
	// Version is the product's version that the change was made on; 0 accepts any.
	Version int64
}

// PutProduct makes or replaces a product. Operators only. It reports PRODUCT_CATEGORY_NOT_FOUND, PRODUCT_BRAND_NOT_FOUND, what
// domain.NewProduct reports, PRODUCT_FOUR_EYES, PRODUCT_STALE and PRODUCT_DUPLICATE.
func (a *Admin) PutProduct(ctx context.Context, d Draft, by domain.Editor) (domain.Product, error) {
	made, err := a.check(ctx, d)
	if err != nil {
		return domain.Product{}, fmt.Errorf("put product %s: %w", d.Product.Code, err)
	}
	return a.Records.PutProduct(ctx, made, d.Version, by) //nolint:wrapcheck // the store names the operation
}

// Propose saves a content for somebody else to publish, or to be gone on with. Operators, and merchants for themselves. What
// is submitted must be complete. It reports what PutProduct does, and PRODUCT_PROPOSAL_OPEN.
func (a *Admin) Propose(ctx context.Context, d Draft, submit bool, by domain.Editor) (domain.Revision, error) {
	d.Product.State = domain.Draft
	if submit {
		d.Product.State = domain.Published
	}
	made, err := a.check(ctx, d)
	if err != nil {
		return domain.Revision{}, fmt.Errorf("propose product %s: %w", d.Product.Code, err)
	}
	return a.Revisions.Propose(ctx, made, d.Version, submit, by) //nolint:wrapcheck // the store names the operation
}

// check finds what a content refers to and lets the domain judge it.
func (a *Admin) check(ctx context.Context, d Draft) (domain.Product, error) {
	category, err := lookUp(ctx, a.Shelf, func(s *shelf.Catalogue) *shelf.Category { return categoryInSight(s, d.CategoryCode) }, domain.ErrCategoryNotFound)
	if err != nil {
		return domain.Product{}, err
	}
	brand, err := lookUp(ctx, a.Shelf, func(s *shelf.Catalogue) *shelf.Brand { return brandInSight(s, d.BrandCode) }, domain.ErrBrandNotFound)
	if err != nil {
		return domain.Product{}, err
	}
	p := d.Product
	p.CategoryID, p.BrandID = category.ID, brand.ID
	return domain.NewProduct(p, category.Line, a.Clock.Now()) //nolint:wrapcheck // the callers name the operation
}

// Publish puts a product on sale: by a proposal on review, or, where revision is 0, as it is. Operators only. It reports what
// Revision.Publish and Product.PutOnSale report, and what domain.NewProduct does where the category has changed meanwhile.
func (a *Admin) Publish(ctx context.Context, productID, revisionID int64, by domain.Editor) error {
	c, err := a.Shelf.Taxonomy(ctx)
	if err != nil {
		return err //nolint:wrapcheck // the shelf names the operation
	}
	lineOf := func(p domain.Product) []domain.Category {
		if category := c.Category(p.CategoryID); category != nil {
			return category.Line
		}
		return nil
	}
	if revisionID == 0 {
		return a.Revisions.ChangeProduct(ctx, productID, func(p domain.Product) (domain.Product, error) { //nolint:wrapcheck // the store names the operation
			return p.PutOnSale(lineOf(p), by, a.Clock.Now())
		})
	}
	return a.Revisions.PublishRevision(ctx, productID, revisionID, by, func(p domain.Product) (domain.Product, error) { //nolint:wrapcheck // the store names the operation
		p.State = domain.Published
		return domain.NewProduct(p, lineOf(p), a.Clock.Now())
	})
}

// Withdraw takes a product off sale. Operators only. It reports PRODUCT_NOT_FOUND, and PRODUCT_NOT_PUBLISHABLE for a draft.
func (a *Admin) Withdraw(ctx context.Context, productID int64) error {
	return a.Revisions.ChangeProduct(ctx, productID, domain.Product.Withdraw) //nolint:wrapcheck // the store names the operation
}
