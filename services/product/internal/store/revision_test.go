package store_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/product/internal/domain"
)

// asIs lets a content be published as it was proposed.
func asIs(p domain.Product) (domain.Product, error) {
	p.State = domain.Published
	return p, nil
}

var (
	maker   = domain.Editor{UserID: 11, FourEyes: true} //nolint:gochecknoglobals // constants
	checker = domain.Editor{UserID: 12, FourEyes: true} //nolint:gochecknoglobals // constants
)

func proposals(t *testing.T, db *sqldb.DB) {
	ctx := context.Background()
	p := newProcess(t, db, 1)
	first, err := p.Propose(ctx, bottle("1", "a"), 0, false, maker)
	require.NoError(t, err)
	made, err := p.Product(ctx, first.ProductID)
	require.NoError(t, err)
	require.Equal(t, domain.Draft, made.State, "a product that is new is a draft until it is published")
	require.Equal(t, domain.Proposal{ID: first.ID, State: domain.Editing}, made.Proposal)

	same, err := p.Propose(ctx, bottle("1", "a"), 0, false, maker)
	require.NoError(t, err)
	require.Equal(t, first.ID, same.ID, "the same again changes nothing")
	err = p.PublishRevision(ctx, made.ID, first.ID, checker, asIs)
	require.True(t, errs.HasReason(err, "PRODUCT_PROPOSAL_STATE"), "what was not submitted is not published: %v", err)

	submitted, err := p.Propose(ctx, bottle("1", "a", "b"), 0, true, maker)
	require.NoError(t, err)
	require.EqualValues(t, 2, submitted.Number)
	require.ErrorIs(t, p.PublishRevision(ctx, made.ID, submitted.ID, maker, asIs), domain.ErrFourEyes)
	err = p.PublishRevision(ctx, made.ID, first.ID, checker, asIs)
	require.True(t, errs.HasReason(err, "PRODUCT_PROPOSAL_STATE"), "nobody publishes what was replaced: %v", err)
	require.NoError(t, p.PublishRevision(ctx, made.ID, submitted.ID, checker, asIs))
	require.NoError(t, p.PublishRevision(ctx, made.ID, submitted.ID, checker, asIs), "to publish again changes nothing")
	live, err := p.Product(ctx, made.ID)
	require.NoError(t, err)
	require.Equal(t, domain.Published, live.State)
	require.Zero(t, live.Proposal)
	require.Len(t, live.Skus, 2)

	change := bottle("1", "a")
	change.Name = "新名"
	next, err := p.Propose(ctx, change, live.Version, true, maker)
	require.NoError(t, err)
	still, err := p.Product(ctx, made.ID)
	require.NoError(t, err)
	require.Equal(t, live.Name, still.Name, "customers see what was published last")
	returned, err := p.DecideRevision(ctx, made.ID, next.ID, func(r domain.Revision) (domain.Revision, error) { return r.Return(checker, "名称有误", noon) })
	require.NoError(t, err)
	require.Equal(t, domain.Returned, returned.State)
	require.ErrorIs(t, p.ChangeProduct(ctx, 1, domain.Product.Withdraw), domain.ErrProductNotFound)

	change.Name = "好名"
	again, err := p.Propose(ctx, change, live.Version, true, maker)
	require.NoError(t, err)
	require.NoError(t, p.ChangeProduct(ctx, made.ID, domain.Product.Withdraw))
	require.NoError(t, p.PublishRevision(ctx, made.ID, again.ID, checker, asIs), "a proposal outlives a withdrawal")
	_, err = p.PutProduct(ctx, bottle("1", "a", "c"), 0, domain.Editor{UserID: 9})
	require.NoError(t, err)

	history, err := p.ProductRevisions(ctx, made.ID, 0, 20)
	require.NoError(t, err)
	var states []domain.RevisionState
	for _, r := range history {
		states = append(states, r.State)
	}
	require.Equal(t, []domain.RevisionState{domain.Applied, domain.Applied, domain.Discarded, domain.Applied, domain.Discarded}, states)
	require.Equal(t, "名称有误", history[2].Reason, "a proposal that was sent back and replaced keeps the reason")
	queue, err := p.Proposals(ctx, domain.OnReview, 0, 20)
	require.NoError(t, err)
	require.Empty(t, queue)
}

func fourEyes(t *testing.T, db *sqldb.DB) {
	ctx := context.Background()
	p := newProcess(t, db, 1)
	_, err := p.PutProduct(ctx, bottle("1", "a"), 0, maker)
	require.ErrorIs(t, err, domain.ErrFourEyes, "nobody puts something on sale by themselves")
	draft := bottle("1", "a")
	draft.State = domain.Draft
	made, err := p.PutProduct(ctx, draft, 0, maker)
	require.NoError(t, err, "a draft harms nobody")

	stale, err := p.Propose(ctx, bottle("1", "a"), 0, true, maker)
	require.NoError(t, err)
	require.NoError(t, p.PublishRevision(ctx, made.ID, stale.ID, checker, asIs))
	off := bottle("1", "a")
	off.State = domain.Withdrawn
	_, err = p.PutProduct(ctx, off, 0, maker)
	require.NoError(t, err, "anybody takes something off sale")
	off.Name = "另一个"
	_, err = p.PutProduct(ctx, off, 0, maker)
	require.ErrorIs(t, err, domain.ErrFourEyes)

	merchant, rival := domain.Editor{UserID: 21, MerchantID: 5, FourEyes: true}, domain.Editor{UserID: 22, MerchantID: 6, FourEyes: true}
	theirs, err := p.Propose(ctx, bottle("2", "a"), 0, true, merchant)
	require.NoError(t, err)
	_, err = p.Propose(ctx, bottle("2", "b"), 0, true, rival)
	require.ErrorIs(t, err, domain.ErrProposalOpen)
	draft.Code, draft.Skus = "3", bottle("3", "a").Skus
	_, err = p.PutProduct(ctx, draft, 0, maker)
	require.NoError(t, err)
	_, err = p.Propose(ctx, bottle("3", "b"), 0, true, merchant)
	require.ErrorIs(t, err, domain.ErrProposalOpen, "the platform's draft is not a merchant's")
	list, err := p.ProposalsOf(ctx, 5, 0, 20)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Equal(t, theirs.ID, list[0].ID)

	based, err := p.Propose(ctx, bottle("1", "a", "z"), 0, true, maker)
	require.NoError(t, err)
	_, err = p.PutProduct(ctx, bottle("1", "a", "y"), 0, domain.Editor{UserID: 1})
	require.NoError(t, err)
	require.ErrorIs(t, p.PublishRevision(ctx, made.ID, based.ID, checker, asIs), domain.ErrStale, "what somebody else changed meanwhile is not overwritten")
}

func hiding(t *testing.T, db *sqldb.DB) {
	ctx := context.Background()
	p := newProcess(t, db, 1)
	parent, err := p.PutCategory(ctx, domain.Category{Code: "a", Name: "白酒"})
	require.NoError(t, err)
	child, err := p.PutCategory(ctx, domain.Category{Code: "b", Name: "酱香", ParentID: parent.ID})
	require.NoError(t, err)
	other, err := p.PutCategory(ctx, domain.Category{Code: "c", Name: "浓香", ParentID: parent.ID})
	require.NoError(t, err)
	brand, err := p.PutBrand(ctx, domain.Brand{Code: "x", Name: "黔山"})
	require.NoError(t, err)
	wine := bottle("1", "a")
	wine.CategoryID, wine.BrandID = child.ID, brand.ID
	_, err = p.PutProduct(ctx, wine, 0, domain.Editor{})
	require.NoError(t, err)

	require.ErrorIs(t, p.HideCategory(ctx, "a"), domain.ErrInUse, "it has children")
	require.ErrorIs(t, p.HideCategory(ctx, "b"), domain.ErrInUse, "it has products")
	require.ErrorIs(t, p.HideBrand(ctx, "x"), domain.ErrInUse)
	require.ErrorIs(t, p.HideCategory(ctx, "nix"), domain.ErrCategoryNotFound)
	require.ErrorIs(t, p.HideBrand(ctx, "nix"), domain.ErrBrandNotFound)
	require.NoError(t, p.HideCategory(ctx, "c"))
	require.NoError(t, p.HideCategory(ctx, "c"), "hidden is hidden")
	wine.Code, wine.CategoryID = "2", other.ID
	wine.Skus = bottle("2", "a").Skus
	_, err = p.PutProduct(ctx, wine, 0, domain.Editor{})
	require.ErrorIs(t, err, domain.ErrCategoryNotFound, "no product is made of a hidden category")
	other.Hidden = false
	_, err = p.PutCategory(ctx, other)
	require.NoError(t, err)
	_, err = p.PutProduct(ctx, wine, 0, domain.Editor{})
	require.NoError(t, err, "a category that was put again is back")

	require.ErrorIs(t, p.OrderCategories(ctx, parent.ID, []int64{other.ID}), domain.ErrStale, "all children are named")
	require.ErrorIs(t, p.OrderCategories(ctx, parent.ID, []int64{other.ID, other.ID}), domain.ErrStale, "each once")
	require.NoError(t, p.OrderCategories(ctx, parent.ID, []int64{other.ID, child.ID}))
	d, err := p.Changes(ctx, 0)
	require.NoError(t, err)
	positions := map[int64]int32{}
	for _, c := range d.Categories {
		positions[c.Value.ID] = c.Value.Sort
	}
	require.Less(t, positions[other.ID], positions[child.ID])
	require.NoError(t, p.OrderCategories(ctx, parent.ID, []int64{other.ID, child.ID}))
	again, err := p.Changes(ctx, 0)
	require.NoError(t, err)
	require.Equal(t, d.Revision, again.Revision, "the same order again changes nothing")
}

func priceHistory(t *testing.T, db *sqldb.DB) {
	ctx := context.Background()
	p := newProcess(t, db, 1)
	st, m := outlet("1")
	made, err := p.PutStore(ctx, st, m)
	require.NoError(t, err)
	wine, err := p.PutProduct(ctx, bottle("1", "a", "b"), 0, domain.Editor{})
	require.NoError(t, err)
	a, b := wine.Skus[0].ID, wine.Skus[1].ID
	_, err = p.SetAssortment(ctx, made.ID, []domain.Listing{{SkuID: a, Listed: true}, {SkuID: b, Listed: true}}, maker)
	require.NoError(t, err)
	for range 2 { // the second time nothing changes, and nothing is kept
		_, err = p.SetAssortment(ctx, made.ID, []domain.Listing{{SkuID: a, Listed: true, Price: 250}}, checker)
		require.NoError(t, err)
	}
	all, err := p.PriceChanges(ctx, made.ID, 0, 0, 10)
	require.NoError(t, err)
	require.Len(t, all, 3)
	of, err := p.PriceChanges(ctx, made.ID, a, 0, 10)
	require.NoError(t, err)
	require.Len(t, of, 2)
	require.Equal(t, domain.Listing{SkuID: a, Listed: true}, of[0].Before)
	require.Equal(t, domain.Listing{SkuID: a, Listed: true, Price: 250}, of[0].After)
	require.EqualValues(t, 12, of[0].ActorID)
	older, err := p.PriceChanges(ctx, made.ID, a, of[0].ID, 10)
	require.NoError(t, err)
	require.Len(t, older, 1)
}
