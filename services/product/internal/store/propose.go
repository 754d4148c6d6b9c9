package store

import (
	"context"
	"fmt"

	"dajiu/platform/audit"
	"dajiu/platform/sqldb"
	"dajiu/services/product/internal/domain"
)

// Propose saves a content as the open proposal for the product of its code, made as a draft on first use; what is open
// already is replaced. The same again changes nothing. It reports PRODUCT_STALE where version is neither 0 nor the product's,
// PRODUCT_PROPOSAL_OPEN to a merchant whose proposal the open one is not, and PRODUCT_DUPLICATE.
func (s *Catalog) Propose(ctx context.Context, content domain.Product, version int64, submit bool, by domain.Editor) (domain.Revision, error) {
	var result domain.Revision
	err := s.write(ctx, CatalogueScope, func(ctx context.Context, tx *change) error {
		p, found, err := s.productWhere(ctx, tx, "code = ?", content.Code)
		if err != nil {
			return err
		}
		open, isOpen, err := openRevision(ctx, tx, p)
		if err != nil {
			return err
		}
		if isOpen && open.SaysTheSame(content, by, submit) {
			result = open
			return nil
		}
		switch {
		case isOpen:
			err = open.MayReplace(by)
		case found && p.State == domain.Draft && by.MerchantID != 0:
			err = domain.ErrProposalOpen
		}
		if err != nil {
			return err
		}
		if found && version != 0 && version != p.Version {
			return domain.ErrStale
		}
		if p, err = s.draftOf(ctx, tx, p, found, content); err != nil {
			return err
		}
		if isOpen {
			dropped, err := open.Drop(by, s.now())
			if err != nil {
				return err
			}
			if err := saveRevision(ctx, tx, dropped); err != nil {
				return err
			}
		}
		state := domain.Editing
		if submit {
			state = domain.OnReview
		}
		result = domain.Revision{ProductID: p.ID, State: state, Content: content, BaseVersion: p.Version, Author: by, CreatedAt: s.now()}
		if result, err = s.addRevision(ctx, tx, result); err != nil {
			return err
		}
		return s.markProposal(ctx, tx, p, domain.Proposal{ID: result.ID, State: result.State})
	})
	return result, err
}

// draftOf makes the product that a first proposal is of, and keeps a draft that was never on sale as its proposal says.
func (s *Catalog) draftOf(ctx context.Context, tx *change, p domain.Product, found bool, content domain.Product) (domain.Product, error) {
	if found && p.State != domain.Draft {
		return p, nil
	}
	content.State = domain.Draft
	next := content
	if found {
		var changed bool
		if next, changed = content.Succeed(p); !changed {
			return p, nil
		}
	}
	return s.succeed(ctx, tx, p, found, next)
}

// PublishRevision makes a product's proposal what the product is. Check judges the content as it is to be on sale, by domain
// calls; it may run more than once. It reports PRODUCT_PROPOSAL_NOT_FOUND, what Revision.Publish reports, and what check does. What
// is published already stays so.
func (s *Catalog) PublishRevision(ctx context.Context, productID, revisionID int64, by domain.Editor, check func(domain.Product) (domain.Product, error)) error {
	return s.write(ctx, CatalogueScope, func(ctx context.Context, tx *change) error {
		p, r, err := s.revisionOf(ctx, tx, productID, revisionID)
		if err != nil || r.State == domain.Applied {
			return err
		}
		published, err := r.Publish(by, p.Version, s.now())
		if err != nil {
			return err
		}
		content, err := check(r.Content)
		if err != nil {
			return err
		}
		if err := saveRevision(ctx, tx, published); err != nil {
			return err
		}
		next, _ := content.Succeed(p)
		next.Proposal = domain.Proposal{}
		audit.Change(ctx, p, next)
		_, err = s.succeed(ctx, tx, p, true, next)
		return err
	})
}

// DecideRevision changes a product's open proposal by a domain call. It reports PRODUCT_PROPOSAL_NOT_FOUND, and what the call does.
func (s *Catalog) DecideRevision(ctx context.Context, productID, revisionID int64, act func(domain.Revision) (domain.Revision, error)) (domain.Revision, error) {
	var result domain.Revision
	err := s.write(ctx, CatalogueScope, func(ctx context.Context, tx *change) error {
		p, r, err := s.revisionOf(ctx, tx, productID, revisionID)
		if err != nil {
			return err
		}
		if result, err = act(r); err != nil {
			return err
		}
		if err := saveRevision(ctx, tx, result); err != nil {
			return err
		}
		proposal := domain.Proposal{ID: result.ID, State: result.State}
		if !result.State.Open() {
			proposal = domain.Proposal{}
		}
		return s.markProposal(ctx, tx, p, proposal)
	})
	return result, err
}

// revisionOf reads a product and one of its revisions.
func (s *Catalog) revisionOf(ctx context.Context, tx *change, productID, revisionID int64) (domain.Product, domain.Revision, error) {
	p, found, err := s.productWhere(ctx, tx, "id = ?", productID)
	if err != nil {
		return domain.Product{}, domain.Revision{}, err
	}
	var row productRevisionRow
	err = tx.NewSelect().Model(&row).Where("id = ? AND product_id = ?", revisionID, productID).Scan(ctx)
	if !found || sqldb.IsNotFound(err) {
		return domain.Product{}, domain.Revision{}, domain.ErrNoProposal
	}
	if err != nil {
		return domain.Product{}, domain.Revision{}, fmt.Errorf("read revision %d: %w", revisionID, err)
	}
	return p, revisionFromRow(&row), nil
}

func openRevision(ctx context.Context, tx *change, p domain.Product) (r domain.Revision, found bool, err error) {
	if p.Proposal.ID == 0 {
		return domain.Revision{}, false, nil
	}
	var row productRevisionRow
	if err := tx.NewSelect().Model(&row).Where("id = ?", p.Proposal.ID).Scan(ctx); err != nil {
		return domain.Revision{}, false, fmt.Errorf("read proposal %d: %w", p.Proposal.ID, err)
	}
	return revisionFromRow(&row), true, nil
}

// addRevision inserts a revision with the next number of its product.
func (s *Catalog) addRevision(ctx context.Context, tx *change, r domain.Revision) (domain.Revision, error) {
	var last *int32
	err := tx.NewSelect().Model((*productRevisionRow)(nil)).ColumnExpr("MAX(number)").Where("product_id = ?", r.ProductID).Scan(ctx, &last)
	if err != nil {
		return r, fmt.Errorf("number revision of %d: %w", r.ProductID, err)
	}
	if r.Number = 1; last != nil {
		r.Number = *last + 1
	}
	r.ID = s.ids.NextFor(r.ProductID)
	row := rowFromRevision(r)
	return r, insertNew(ctx, tx, &row, "revision")
}

func saveRevision(ctx context.Context, tx *change, r domain.Revision) error {
	row := rowFromRevision(r)
	if err := sqldb.ExpectOne(tx.NewUpdate().Model(&row).WherePK().Exec(ctx)); err != nil {
		return fmt.Errorf("save revision %d: %w", r.ID, err)
	}
	return nil
}

// markProposal notes a product's open proposal in its row, which readers of lists see. The product itself stays as it is.
func (s *Catalog) markProposal(ctx context.Context, tx *change, p domain.Product, proposal domain.Proposal) error {
	seq, err := s.raise(ctx, tx, CatalogueScope)
	if err != nil {
		return err
	}
	q := tx.NewUpdate().Model((*productRow)(nil)).Set("proposal_id = ?", proposal.ID).Set("proposal_state = ?", int(proposal.State)).Set("seq = ?", seq).Set("updated_at = ?", s.now())
	if err := sqldb.ExpectOne(q.Where("id = ?", p.ID).Exec(ctx)); err != nil {
		return fmt.Errorf("mark proposal of %s: %w", p.Code, err)
	}
	return nil
}

// ChangeProduct changes a product's state by a closure of domain calls, which may run more than once. A proposal that is open
// stays, and is from then on of the new version. It reports PRODUCT_NOT_FOUND and what the closure does.
func (s *Catalog) ChangeProduct(ctx context.Context, productID int64, act func(domain.Product) (domain.Product, error)) error {
	return s.write(ctx, CatalogueScope, func(ctx context.Context, tx *change) error {
		old, found, err := s.productWhere(ctx, tx, "id = ?", productID)
		if err != nil {
			return err
		}
		if !found {
			return domain.ErrProductNotFound
		}
		next, err := act(old)
		if err != nil || next.State == old.State {
			return err
		}
		audit.Change(ctx, map[string]any{"code": old.Code, "state": old.State}, map[string]any{"code": next.Code, "state": next.State})
		next, err = s.succeed(ctx, tx, old, true, next)
		if err != nil || old.Proposal.ID == 0 {
			return err
		}
		_, err = tx.NewUpdate().Model((*productRevisionRow)(nil)).Set("base_version = ?", next.Version).
			Where("id = ? AND base_version = ?", old.Proposal.ID, old.Version).Exec(ctx)
		return err //nolint:wrapcheck // write names the operation
	})
}

// succeed stores the next version of a product and tells of it.
func (s *Catalog) succeed(ctx context.Context, tx *change, old domain.Product, found bool, next domain.Product) (domain.Product, error) {
	next.Version, next.UpdatedAt = old.Version+1, s.now()
	saved, err := s.saveProduct(ctx, tx, next, old, found)
	if err != nil {
		return domain.Product{}, err
	}
	return saved, s.publish(ctx, tx, saved.ID, productChanged(saved))
}
