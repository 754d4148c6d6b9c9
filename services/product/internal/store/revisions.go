package store

import (
	"context"
	"encoding/json"
	"fmt"

	"dajiu/platform/sqldb"
	"dajiu/services/product/internal/shelf"
)

// Scopes of revisions. Any other scope is a store's id.
const (
	// CatalogueScope counts changes of categories, brands, products and stores.
	CatalogueScope = shelf.CatalogueScope
	// identityScope holds a number that tells this database from any other.
	identityScope int64 = -1
)

// raise counts a change of a scope and returns its revision. It is called before the rows are written, and holds the
// scope's row until the commit.
func (s *Catalog) raise(ctx context.Context, tx *change, scope int64) (int64, error) {
	row := revisionRow{Scope: scope, Seq: 1}
	upsert := sqldb.Upsert(tx.NewInsert().Model(&row), tx, "scope", "seq = seq + 1")
	if _, err := upsert.Exec(ctx); err != nil {
		return 0, fmt.Errorf("raise revision of %d: %w", scope, err)
	}
	var seq int64
	if err := tx.NewSelect().Model((*revisionRow)(nil)).Column("seq").Where("scope = ?", scope).Scan(ctx, &seq); err != nil {
		return 0, fmt.Errorf("read revision of %d: %w", scope, err)
	}
	tx.raised = seq
	// Hooks run a moment after the writer has his answer: this one is for changes that nobody waits for.
	tx.AfterCommit(func() { s.changed(scope, seq) })
	return seq, nil
}

// Revisions returns the revision of every scope that ever changed.
func (s *Catalog) Revisions(ctx context.Context) (map[int64]int64, error) {
	var rows []revisionRow
	if err := s.db.Reader().NewSelect().Model(&rows).Where("scope >= 0").Scan(ctx); err != nil {
		return nil, fmt.Errorf("read revisions: %w", err)
	}
	seqs := make(map[int64]int64, len(rows))
	for _, r := range rows {
		seqs[r.Scope] = r.Seq
	}
	return seqs, nil
}

// Revision returns the revision of one scope; 0 before its first change.
func (s *Catalog) Revision(ctx context.Context, scope int64) (int64, error) {
	var seq int64
	err := s.db.Reader().NewSelect().Model((*revisionRow)(nil)).Column("seq").Where("scope = ?", scope).Scan(ctx, &seq)
	if err != nil && !sqldb.IsNotFound(err) {
		return 0, fmt.Errorf("read revision of %d: %w", scope, err)
	}
	return seq, nil
}

// Identity returns a number that tells this database from any other, making it at the first call. What is derived
// from the database and kept elsewhere, such as the search index, remembers whose it is by it.
func (s *Catalog) Identity(ctx context.Context) (int64, error) {
	if known, err := s.Revision(ctx, identityScope); err != nil || known != 0 {
		return known, err
	}
	err := s.write(ctx, CatalogueScope, func(ctx context.Context, tx *change) error {
		row := revisionRow{Scope: identityScope, Seq: s.ids.Next()}
		_, err := sqldb.Upsert(tx.NewInsert().Model(&row), tx, "scope").Exec(ctx)
		return err //nolint:wrapcheck // wrapped below
	})
	if err != nil {
		return 0, fmt.Errorf("make identity: %w", err)
	}
	return s.Revision(ctx, identityScope)
}

// sameJSON compares rows by what would be stored.
func sameJSON[T any](a, b T) bool {
	x, errA := json.Marshal(a)
	y, errB := json.Marshal(b)
	return errA == nil && errB == nil && string(x) == string(y)
}
