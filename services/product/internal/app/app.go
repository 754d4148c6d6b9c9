// Package app is what operators and stores can do to the catalogue: one file for each kind of record.
//
// It guarantees the order of things: what a record refers to is read from the shelf first, the domain judges, then
// one transaction stores. Every act brings about a state, so repeating it changes nothing.
//
// It knows no SQL and no wire format; what customers read does not pass through here but comes from package shelf.
// Start with put_product.go.
package app

import (
	"context"

	"dajiu/platform/clock"
	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/shelf"
)

// Records keeps the catalogue.
type Records interface {
	PutCategory(ctx context.Context, c domain.Category) (domain.Category, error)
	PutBrand(ctx context.Context, b domain.Brand) (domain.Brand, error)
	PutProduct(ctx context.Context, p domain.Product, version int64, by domain.Editor) (domain.Product, error)
	PutStore(ctx context.Context, st domain.Store, m domain.Merchant) (domain.Store, error)
	UpdateStore(ctx context.Context, storeID int64, change func(domain.Store) (domain.Store, error)) (domain.Store, error)
	PutLicensedStore(ctx context.Context, st domain.Store, m domain.Merchant) (domain.Store, error)
}

// Shelf is the catalogue as it stands.
type Shelf interface {
	// Taxonomy returns the categories and brands as they are now.
	Taxonomy(ctx context.Context) (*shelf.Catalogue, error)
	// Catalogue returns everything as it is now.
	Catalogue(ctx context.Context) (*shelf.Catalogue, error)
	// Poll learns of what other processes changed.
	Poll(ctx context.Context) error
}

// Revisions keeps what products are to become.
type Revisions interface {
	Propose(ctx context.Context, content domain.Product, version int64, submit bool, by domain.Editor) (domain.Revision, error)
	PublishRevision(ctx context.Context, productID, revisionID int64, by domain.Editor, check func(domain.Product) (domain.Product, error)) error
	ChangeProduct(ctx context.Context, productID int64, act func(domain.Product) (domain.Product, error)) error
}

// Admin is the use cases.
type Admin struct {
	Records   Records
	Revisions Revisions
	Shelf     Shelf
	Clock     clock.Clock
}

func categoryInSight(c *shelf.Catalogue, code string) *shelf.Category {
	if found := c.CategoryByCode(code); found != nil && !found.Hidden {
		return found
	}
	return nil
}

func brandInSight(c *shelf.Catalogue, code string) *shelf.Brand {
	if found := c.BrandByCode(code); found != nil && !found.Hidden {
		return found
	}
	return nil
}

// lookUp finds something in the catalogue. Where it is not there, another process may just have made it.
func lookUp[T any](ctx context.Context, s Shelf, find func(*shelf.Catalogue) *T, missing error) (*T, error) {
	for polled := false; ; polled = true {
		c, err := s.Taxonomy(ctx)
		if err != nil {
			return nil, err //nolint:wrapcheck // the shelf names the operation
		}
		if found := find(c); found != nil {
			return found, nil
		}
		if polled {
			return nil, missing
		}
		if err := s.Poll(ctx); err != nil {
			return nil, err //nolint:wrapcheck // the shelf names the operation
		}
	}
}
