package product

import (
	"context"
	"fmt"

	"dajiu/platform/sqldb"
	"dajiu/services/product/internal/store"
)

// Counts is how much there is in a catalogue.
type Counts struct {
	Categories, Brands, Products, Skus, Merchants, Stores, Assortment, Availability int64
}

// Checker tells the facts of a product store for a check of the whole platform. It only reads.
type Checker struct{ rows *store.Catalog }

// NewChecker returns a checker of a migrated product store.
func NewChecker(db *sqldb.DB) *Checker { return &Checker{rows: store.NewReader(db)} }

// Store is a store as the catalogue has it.
type Store struct {
	MerchantID int64
	Suspended  bool
}

// Store returns a store; found is false where there is none.
func (c *Checker) Store(ctx context.Context, id int64) (st Store, found bool, err error) {
	stored, found, err := c.rows.Store(ctx, id)
	if err != nil {
		return Store{}, false, fmt.Errorf("product: %w", err)
	}
	return Store{MerchantID: stored.MerchantID, Suspended: stored.Suspended}, found, nil
}

// Counts counts the rows of each kind.
func (c *Checker) Counts(ctx context.Context) (Counts, error) {
	n, err := c.rows.Counts(ctx)
	if err != nil {
		return Counts{}, fmt.Errorf("product: %w", err)
	}
	return Counts{
		Categories: n["categories"], Brands: n["brands"], Products: n["products"], Skus: n["skus"], Merchants: n["merchants"],
		Stores: n["stores"], Assortment: n["assortment"], Availability: n["availability"],
	}, nil
}
