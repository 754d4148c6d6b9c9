package shelf

import (
	"context"
	"fmt"
	"maps"
	"sync"
	"sync/atomic"

	"dajiu/services/product/internal/domain"
)

// Source is where snapshots are read from.
type Source interface {
	Revisions(ctx context.Context) (map[int64]int64, error)
	Revision(ctx context.Context, scope int64) (int64, error)
	// Changes, Listings and Stock return what has changed after a revision; everything after 0.
	Changes(ctx context.Context, after int64) (Delta, error)
	Listings(ctx context.Context, storeID, after int64) ([]domain.Listing, error)
	Stock(ctx context.Context, storeID, after int64) ([]InStock, error)
	// Sales returns how many pieces of each product were sold lately.
	Sales(ctx context.Context) (map[int64]int64, error)
}

// Scopes of revisions. Any other is a store's id.
const (
	CatalogueScope int64 = 0
	// TaxonomyScope tells that categories or brands have changed, in revisions of the catalogue.
	TaxonomyScope int64 = -2
)

// Shelf holds the snapshots. It is safe for concurrent use.
type Shelf struct {
	source Source

	mu        sync.Mutex // held while the catalogue is brought up to date
	latest    atomic.Int64
	taxonomy  atomic.Int64
	catalogue atomic.Pointer[Catalogue]

	slots sync.Map // store id to *slot
	wake  chan struct{}
}

// slot holds one store's sheet.
type slot struct {
	mu     sync.Mutex // held while the sheet is brought up to date
	latest atomic.Int64
	sheet  atomic.Pointer[Sheet]
}

// New returns an empty shelf; the first reader fills it. Attach must follow before it is read.
func New() *Shelf { return &Shelf{wake: make(chan struct{}, 1)} }

// Attach names the source. The source tells the shelf of its commits, so each needs the other.
func (s *Shelf) Attach(source Source) { s.source = source }

// Touch tells that a scope has reached a revision. It is quick and may be called from anywhere, in any order.
func (s *Shelf) Touch(scope, seq int64) {
	switch scope {
	case CatalogueScope:
		raise(&s.latest, seq)
	case TaxonomyScope:
		raise(&s.taxonomy, seq)
		return
	default:
		raise(&s.slot(scope).latest, seq)
		return
	}
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Changed holds a token when the catalogue has changed since it was last received from.
func (s *Shelf) Changed() <-chan struct{} { return s.wake }

// Poll learns of other processes' changes.
func (s *Shelf) Poll(ctx context.Context) error {
	seqs, err := s.source.Revisions(ctx)
	if err != nil {
		return fmt.Errorf("poll: %w", err)
	}
	for scope, seq := range seqs {
		if scope == CatalogueScope {
			if seq <= s.latest.Load() {
				continue
			}
			s.Touch(TaxonomyScope, seq) // it may be the categories that changed
		}
		s.Touch(scope, seq)
	}
	return nil
}

func raise(to *atomic.Int64, seq int64) {
	for {
		old := to.Load()
		if seq <= old || to.CompareAndSwap(old, seq) {
			return
		}
	}
}

func (s *Shelf) slot(storeID int64) *slot {
	if known, ok := s.slots.Load(storeID); ok {
		return known.(*slot) //nolint:forcetypeassert // nothing else is stored
	}
	made, _ := s.slots.LoadOrStore(storeID, &slot{})
	return made.(*slot) //nolint:forcetypeassert // nothing else is stored
}

// Catalogue returns the catalogue as it is now.
func (s *Shelf) Catalogue(ctx context.Context) (*Catalogue, error) {
	if c := s.catalogue.Load(); c != nil && c.Revision >= s.latest.Load() {
		return c, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.catalogue.Load()
	if c != nil && c.Revision >= s.latest.Load() {
		return c, nil
	}
	if c == nil {
		c = &Catalogue{}
	}
	delta, err := s.source.Changes(ctx, c.Revision)
	if err != nil {
		return nil, fmt.Errorf("read the catalogue: %w", err)
	}
	c = c.next(delta)
	s.catalogue.Store(c)
	return c, nil
}

// Rank counts anew what sells. Between two calls the order of bestsellers stays as it is.
func (s *Shelf) Rank(ctx context.Context) error {
	if _, err := s.Catalogue(ctx); err != nil {
		return err
	}
	sales, err := s.source.Sales(ctx)
	if err != nil {
		return fmt.Errorf("rank: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.catalogue.Load(); !maps.Equal(c.sales, sales) {
		s.catalogue.Store(c.ranked(sales))
	}
	return nil
}

// Taxonomy returns a catalogue whose categories and brands are as they are now; its products may be older. Whoever
// imports many products asks for no more, and so costs nobody a new catalogue for each.
func (s *Shelf) Taxonomy(ctx context.Context) (*Catalogue, error) {
	if c := s.catalogue.Load(); c != nil && c.Revision >= s.taxonomy.Load() {
		return c, nil
	}
	return s.Catalogue(ctx)
}

// Sheet returns what a store sells now, or PRODUCT_STORE_NOT_FOUND.
func (s *Shelf) Sheet(ctx context.Context, storeID int64) (*Sheet, error) {
	c, err := s.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	if c.stores[storeID] == nil {
		return nil, domain.ErrStoreNotFound
	}
	slot := s.slot(storeID)
	if sheet := slot.sheet.Load(); sheet != nil && sheet.Catalogue == c && sheet.revision >= slot.latest.Load() {
		return sheet, nil
	}
	slot.mu.Lock()
	defer slot.mu.Unlock()
	return s.renew(ctx, slot, c, storeID)
}

func (s *Shelf) renew(ctx context.Context, slot *slot, c *Catalogue, storeID int64) (*Sheet, error) {
	old := slot.sheet.Load()
	if old == nil {
		old = &Sheet{Catalogue: &Catalogue{}, Store: c.stores[storeID]}
	}
	if old.Catalogue.Revision > c.Revision {
		c = old.Catalogue // somebody else was here with a newer one
	}
	current := old.revision >= slot.latest.Load() && slot.sheet.Load() != nil
	if current && old.Catalogue == c {
		return old, nil
	}
	var listings []domain.Listing
	var stock []InStock
	revision := old.revision
	if !current {
		var err error
		if revision, err = s.source.Revision(ctx, storeID); err != nil {
			return nil, err //nolint:wrapcheck // the source names the operation
		}
		if listings, err = s.source.Listings(ctx, storeID, old.revision); err != nil {
			return nil, err //nolint:wrapcheck // the source names the operation
		}
		if stock, err = s.source.Stock(ctx, storeID, old.revision); err != nil {
			return nil, err //nolint:wrapcheck // the source names the operation
		}
	}
	sheet := old.next(c, revision, listings, stock)
	slot.sheet.Store(sheet)
	return sheet, nil
}
