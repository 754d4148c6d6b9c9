// Package store keeps the catalogue, the stores and what each sells in SQL.
//
// It guarantees that a change, its revision and its event commit together; that a record is written only over the
// version that was read; and that codes and the barcodes of what is on sale are unique.
//
// It holds no rule and no cache: what readers see is package shelf's, which follows the revisions. Start with
// [Catalog] and revisions.go.
package store

import (
	"context"
	"fmt"
	"time"

	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/shelf"
)

// Catalog is the SQL store of this service.
type Catalog struct {
	db     *sqldb.DB
	outbox *outbox.Outbox
	ids    *id.Generator
	clock  clock.Clock
	// changed is told of a scope's new revision after its commit.
	changed func(scope, seq int64)
}

// New returns a store over a migrated database. Changed must be quick.
func New(db *sqldb.DB, ob *outbox.Outbox, ids *id.Generator, clk clock.Clock, changed func(scope, seq int64)) *Catalog {
	return &Catalog{db: db, outbox: ob, ids: ids, clock: clk, changed: changed}
}

// NewReader returns a store that is only read.
func NewReader(db *sqldb.DB) *Catalog { return &Catalog{db: db} }

// change is a transaction that may raise the revision of a scope.
type change struct {
	*sqldb.Tx
	raised int64
}

// write runs a change of a scope. Changes of one scope share a committer: all of them raise the same revision. When it
// returns, whoever reads sees the change.
func (s *Catalog) write(ctx context.Context, scope int64, fn func(ctx context.Context, tx *change) error) error {
	var raised int64
	err := s.db.WriteKey(ctx, scope, func(ctx context.Context, tx *sqldb.Tx) error {
		c := &change{Tx: tx}
		err := fn(ctx, c)
		raised = c.raised
		return err
	})
	if err == nil && raised != 0 {
		s.changed(scope, raised)
	}
	return err
}

// writeTaxonomy is write for categories and brands.
func (s *Catalog) writeTaxonomy(ctx context.Context, fn func(ctx context.Context, tx *change) error) error {
	var raised int64
	err := s.write(ctx, CatalogueScope, func(ctx context.Context, tx *change) error {
		err := fn(ctx, tx)
		raised = tx.raised
		return err
	})
	if err == nil && raised != 0 {
		s.changed(shelf.TaxonomyScope, raised)
	}
	return err
}

// insertNew inserts a row for a code that was not there. Where another process was faster, the transaction is run
// again and finds the row.
func insertNew(ctx context.Context, tx *change, row any, what string) error {
	_, err := tx.NewInsert().Model(row).Exec(ctx)
	if sqldb.IsDuplicate(err) {
		return fmt.Errorf("insert %s: %w", what, sqldb.ErrConflict)
	}
	if err != nil {
		return fmt.Errorf("insert %s: %w", what, err)
	}
	return nil
}

// PutCategory makes or replaces the category of a code. The same category again changes nothing.
func (s *Catalog) PutCategory(ctx context.Context, c domain.Category) (domain.Category, error) {
	err := s.writeTaxonomy(ctx, func(ctx context.Context, tx *change) error {
		var old categoryRow
		err := tx.NewSelect().Model(&old).Where("code = ?", c.Code).Scan(ctx)
		found := err == nil
		if err != nil && !sqldb.IsNotFound(err) {
			return fmt.Errorf("read category %s: %w", c.Code, err)
		}
		if c.ID = old.ID; found && sameJSON(rowFromCategory(c, old.Seq), old) {
			return nil
		}
		seq, err := s.raise(ctx, tx, CatalogueScope)
		if err != nil {
			return err
		}
		if !found {
			c.ID = s.ids.Next()
			row := rowFromCategory(c, seq)
			return insertNew(ctx, tx, &row, "category "+c.Code)
		}
		row := rowFromCategory(c, seq)
		return sqldb.ExpectOne(tx.NewUpdate().Model(&row).WherePK().Exec(ctx))
	})
	return c, err
}

// PutBrand makes or replaces the brand of a code. The same brand again changes nothing.
func (s *Catalog) PutBrand(ctx context.Context, b domain.Brand) (domain.Brand, error) {
	err := s.writeTaxonomy(ctx, func(ctx context.Context, tx *change) error {
		var old brandRow
		err := tx.NewSelect().Model(&old).Where("code = ?", b.Code).Scan(ctx)
		found := err == nil
		if err != nil && !sqldb.IsNotFound(err) {
			return fmt.Errorf("read brand %s: %w", b.Code, err)
		}
		if b.ID = old.ID; found && sameJSON(rowFromBrand(b, old.Seq), old) {
			return nil
		}
		seq, err := s.raise(ctx, tx, CatalogueScope)
		if err != nil {
			return err
		}
		if !found {
			b.ID = s.ids.Next()
			row := rowFromBrand(b, seq)
			return insertNew(ctx, tx, &row, "brand "+b.Code)
		}
		row := rowFromBrand(b, seq)
		return sqldb.ExpectOne(tx.NewUpdate().Model(&row).WherePK().Exec(ctx))
	})
	return b, err
}

func (s *Catalog) now() time.Time { return clock.Instant(s.clock.Now()) }
