package transport

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/authn"
	"dajiu/platform/errs"
	"dajiu/platform/paging"
	"dajiu/services/product/internal/app"
	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/shelf"
)

// Revisions reads and decides what products are to become.
type Revisions interface {
	Product(ctx context.Context, id int64) (domain.Product, error)
	ProductRevision(ctx context.Context, id int64) (domain.Revision, error)
	ProductRevisions(ctx context.Context, productID, below int64, limit int) ([]domain.Revision, error)
	AppliedBelow(ctx context.Context, productID int64, number int32) ([]domain.Revision, error)
	Proposals(ctx context.Context, state domain.RevisionState, below int64, limit int) ([]domain.Revision, error)
	DecideRevision(ctx context.Context, productID, revisionID int64, act func(domain.Revision) (domain.Revision, error)) (domain.Revision, error)
}

type deskServer struct {
	productv1.UnimplementedProductAdminServiceServer
	Parts
}

// editor is whoever makes a call, for the platform.
func (p Parts) editor(ctx context.Context) domain.Editor {
	return domain.Editor{UserID: authn.From(ctx).UserID, FourEyes: p.FourEyes}
}

func (s *deskServer) ListCatalogueProducts(ctx context.Context, req *productv1.ListCatalogueProductsRequest) (*productv1.ListCatalogueProductsResponse, error) {
	c, err := s.Shelf.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	before, err := page.After()
	if err != nil {
		return nil, err
	}
	found, more, err := c.Look(searchFromProto(req), before, page.Limit(defaultPage))
	if err != nil {
		return nil, err
	}
	resp := &productv1.ListCatalogueProductsResponse{Counts: countsToProto(c)}
	for _, p := range found {
		resp.Products = append(resp.Products, deskRow(c, p))
	}
	if more {
		resp.NextPageToken = paging.Token(found[len(found)-1].Seq)
	}
	return resp, nil
}

func searchFromProto(req *productv1.ListCatalogueProductsRequest) shelf.Search {
	s := shelf.Search{
		State: domain.State(req.GetState()), Proposal: domain.RevisionState(req.GetProposalState()), Category: req.GetCategoryId(),
		Brand: req.GetBrandId(), Words: req.GetQ(),
	}
	if req.GetFromTime() != nil {
		s.From = req.GetFromTime().AsTime()
	}
	if req.GetUntilTime() != nil {
		s.Until = req.GetUntilTime().AsTime()
	}
	return s
}

func countsToProto(c *shelf.Catalogue) []*productv1.StateCount {
	states, proposals := c.States()
	var counts []*productv1.StateCount
	for _, state := range []domain.State{domain.Draft, domain.Published, domain.Withdrawn} {
		counts = append(counts, &productv1.StateCount{State: productv1.ProductState(state), ProductCount: int32(states[state])})
	}
	for _, state := range []domain.RevisionState{domain.Editing, domain.OnReview, domain.Returned} {
		counts = append(counts, &productv1.StateCount{ProposalState: productv1.RevisionState(state), ProductCount: int32(proposals[state])})
	}
	return counts
}

func deskRow(c *shelf.Catalogue, p *shelf.Product) *productv1.CatalogueProductRow {
	row := &productv1.CatalogueProductRow{
		ProductId: p.ID, Code: p.Code, Name: p.Name, Subtitle: p.Subtitle, ImageUrl: firstOf(p.ImageURLs), CategoryId: p.CategoryID, BrandId: p.BrandID,
		State: productv1.ProductState(p.State), ProposalId: p.Proposal.ID, ProposalState: productv1.RevisionState(p.Proposal.State),
		Sold: c.Sold(p.ID), Version: p.Version, UpdateTime: timestamppb.New(p.UpdatedAt),
	}
	if p.Category != nil {
		row.CategoryName = p.Category.Name
	}
	if p.Brand != nil {
		row.BrandName = p.Brand.Name
	}
	for _, sku := range p.Skus {
		if sku.Withdrawn {
			continue
		}
		price := int64(sku.Prices.Sale)
		if row.SkuCount == 0 || price < row.PriceMin {
			row.PriceMin = price
		}
		row.PriceMax = max(row.PriceMax, price)
		row.SkuCount++
	}
	return row
}

func (s *deskServer) ShowCatalogueProduct(ctx context.Context, req *productv1.ShowCatalogueProductRequest) (*productv1.CatalogueProduct, error) {
	p, err := s.Revisions.Product(ctx, req.GetProductId())
	if err != nil {
		return nil, err
	}
	c, err := s.Shelf.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	shown := &productv1.CatalogueProduct{Row: deskRow(c, c.Dress(p)), Content: contentToProto(c, p), FourEyes: s.FourEyes}
	for i := range p.Skus {
		if p.Skus[i].Withdrawn {
			shown.WithdrawnSkus = append(shown.WithdrawnSkus, putSkuToProto(&p.Skus[i]))
		}
	}
	if p.Proposal.ID == 0 {
		return shown, nil
	}
	r, err := s.Revisions.ProductRevision(ctx, p.Proposal.ID)
	if err != nil {
		return nil, err
	}
	shown.Proposal = revisionToProto(c, r, p)
	return shown, nil
}

func (s *deskServer) ProposeProduct(ctx context.Context, req *productv1.ProposeProductRequest) (*productv1.Revision, error) {
	return s.propose(ctx, draftFromContent(req.GetCode(), req.GetContent(), req.GetVersion()), req.GetSubmit(), s.editor(ctx))
}

func (p Parts) propose(ctx context.Context, d app.Draft, submit bool, by domain.Editor) (*productv1.Revision, error) {
	r, err := p.Admin.Propose(ctx, d, submit, by)
	if err != nil {
		return nil, err
	}
	c, err := p.Shelf.Taxonomy(ctx)
	if err != nil {
		return nil, err
	}
	product, err := p.Revisions.Product(ctx, r.ProductID)
	if err != nil {
		return nil, err
	}
	return revisionToProto(c, r, product), nil
}

func (s *deskServer) PublishProducts(ctx context.Context, req *productv1.PublishProductsRequest) (*productv1.ChangeProductsResponse, error) {
	resp := &productv1.ChangeProductsResponse{}
	for _, it := range req.GetItems() {
		err := s.Admin.Publish(ctx, it.GetProductId(), it.GetRevisionId(), s.editor(ctx))
		outcome, err := outcomeOf(it.GetProductId(), err)
		if err != nil {
			return nil, err
		}
		resp.Outcomes = append(resp.Outcomes, outcome)
	}
	return resp, nil
}

func (s *deskServer) WithdrawProducts(ctx context.Context, req *productv1.WithdrawProductsRequest) (*productv1.ChangeProductsResponse, error) {
	resp := &productv1.ChangeProductsResponse{}
	for _, id := range req.GetProductIds() {
		outcome, err := outcomeOf(id, s.Admin.Withdraw(ctx, id))
		if err != nil {
			return nil, err
		}
		resp.Outcomes = append(resp.Outcomes, outcome)
	}
	return resp, nil
}

// outcomeOf is what became of one product of many. What is nobody's refusal fails the call, which may be repeated.
func outcomeOf(productID int64, err error) (*productv1.ProductOutcome, error) {
	if err == nil {
		return &productv1.ProductOutcome{ProductId: productID, Reason: "OK"}, nil
	}
	refusal := errs.From(err)
	if errs.Temporary(err) || refusal.Reason() == errs.ReasonInternal {
		return nil, err
	}
	return &productv1.ProductOutcome{ProductId: productID, Reason: refusal.Reason(), Message: refusal.Message()}, nil
}

func (s *deskServer) ReturnProposal(ctx context.Context, req *productv1.ReturnProposalRequest) (*productv1.Revision, error) {
	return s.decide(ctx, req.GetProductId(), req.GetRevisionId(), func(r domain.Revision) (domain.Revision, error) {
		return r.Return(s.editor(ctx), req.GetReason(), s.Clock.Now())
	})
}

func (s *deskServer) DiscardProposal(ctx context.Context, req *productv1.DiscardProposalRequest) (*productv1.Revision, error) {
	return s.decide(ctx, req.GetProductId(), req.GetRevisionId(), func(r domain.Revision) (domain.Revision, error) {
		return r.Drop(s.editor(ctx), s.Clock.Now())
	})
}

func (s *deskServer) decide(ctx context.Context, productID, revisionID int64, act func(domain.Revision) (domain.Revision, error)) (*productv1.Revision, error) {
	r, err := s.Revisions.DecideRevision(ctx, productID, revisionID, act)
	if err != nil {
		return nil, err
	}
	c, err := s.Shelf.Taxonomy(ctx)
	if err != nil {
		return nil, err
	}
	p, err := s.Revisions.Product(ctx, r.ProductID)
	if err != nil {
		return nil, err
	}
	return revisionToProto(c, r, p), nil
}
