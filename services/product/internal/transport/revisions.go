package transport

import (
	"context"
	"slices"
	"strconv"

	"google.golang.org/protobuf/types/known/timestamppb"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/money"
	"dajiu/platform/paging"
	"dajiu/services/product/internal/app"
	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/shelf"
)

func (s *deskServer) ListProposals(ctx context.Context, req *productv1.ListProposalsRequest) (*productv1.ListRevisionsResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	below, err := page.After()
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	list, err := s.Revisions.Proposals(ctx, domain.RevisionState(req.GetState()), below, size+1)
	if err != nil {
		return nil, err
	}
	return s.pageOf(ctx, list, size)
}

// pageOf is a page of revisions of many products, without what they change: that costs a product each.
func (p Parts) pageOf(ctx context.Context, list []domain.Revision, size int) (*productv1.ListRevisionsResponse, error) {
	c, err := p.Shelf.Taxonomy(ctx)
	if err != nil {
		return nil, err
	}
	resp := &productv1.ListRevisionsResponse{}
	if len(list) > size {
		list = list[:size]
		resp.NextPageToken = paging.Token(list[size-1].ID)
	}
	for _, r := range list {
		resp.Revisions = append(resp.Revisions, revisionToProto(c, r, r.Content))
	}
	return resp, nil
}

// ListRevisions compares each with the one that held before it.
func (s *deskServer) ListRevisions(ctx context.Context, req *productv1.ListRevisionsRequest) (*productv1.ListRevisionsResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	below, err := page.After()
	if err != nil {
		return nil, err
	}
	p, err := s.Revisions.Product(ctx, req.GetProductId())
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	list, err := s.Revisions.ProductRevisions(ctx, p.ID, below, size)
	if err != nil {
		return nil, err
	}
	var earlier []domain.Revision
	if len(list) == size { // what held before this page, for its last entries
		if earlier, err = s.Revisions.AppliedBelow(ctx, p.ID, list[size-1].Number); err != nil {
			return nil, err
		}
	}
	c, err := s.Shelf.Taxonomy(ctx)
	if err != nil {
		return nil, err
	}
	resp := &productv1.ListRevisionsResponse{}
	for i, r := range list {
		before := p
		if !r.State.Open() {
			before = appliedBefore(append(slices.Clone(list[i+1:]), earlier...))
		}
		resp.Revisions = append(resp.Revisions, revisionToProto(c, r, before))
	}
	if len(list) == size && list[size-1].Number > 1 {
		resp.NextPageToken = paging.Token(int64(list[size-1].Number))
	}
	return resp, nil
}

// appliedBefore is the content that held before some revision; of the first, nothing.
func appliedBefore(earlier []domain.Revision) domain.Product {
	for _, r := range earlier {
		if r.State == domain.Applied {
			return r.Content
		}
	}
	return domain.Product{}
}

func revisionToProto(c *shelf.Catalogue, r domain.Revision, before domain.Product) *productv1.Revision {
	out := &productv1.Revision{
		RevisionId: r.ID, ProductId: r.ProductID, ProductCode: r.Content.Code, Number: r.Number, State: productv1.RevisionState(r.State),
		Content: contentToProto(c, r.Content), AuthorId: r.Author.UserID, MerchantId: r.Author.MerchantID, ReviewerId: r.ReviewerID,
		Reason: r.Reason, CreateTime: timestamppb.New(r.CreatedAt), BaseVersion: r.BaseVersion,
	}
	if !r.DecidedAt.IsZero() {
		out.DecideTime = timestamppb.New(r.DecidedAt)
	}
	for _, d := range domain.Differences(before, r.Content) {
		out.Changes = append(out.Changes, differenceToProto(c, d))
	}
	return out
}

// differenceToProto names categories and brands, which differ by their ids.
func differenceToProto(c *shelf.Catalogue, d domain.Difference) *productv1.FieldChange {
	name := func(id string) string { return id }
	switch d.Path {
	case "categoryId":
		name = func(id string) string {
			if cat := c.Category(number(id)); cat != nil {
				return cat.Name
			}
			return id
		}
	case "brandId":
		name = func(id string) string {
			if brand := c.Brand(number(id)); brand != nil {
				return brand.Name
			}
			return id
		}
	}
	return &productv1.FieldChange{Path: d.Path, Before: name(d.Before), After: name(d.After)}
}

func number(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

func contentToProto(c *shelf.Catalogue, p domain.Product) *productv1.ProductContent {
	out := &productv1.ProductContent{
		Name: p.Name, Subtitle: p.Subtitle, Description: p.Description, ImageUrls: p.ImageURLs, Attributes: p.Attributes, Tags: p.Tags,
	}
	if cat := c.Category(p.CategoryID); cat != nil {
		out.CategoryCode = cat.Code
	}
	if brand := c.Brand(p.BrandID); brand != nil {
		out.BrandCode = brand.Code
	}
	for i := range p.Skus {
		if !p.Skus[i].Withdrawn {
			out.Skus = append(out.Skus, putSkuToProto(&p.Skus[i]))
		}
	}
	return out
}

func putSkuToProto(s *domain.Sku) *productv1.PutSku {
	return &productv1.PutSku{
		Code: s.Code, Spec: s.Spec, Barcode: s.Barcode, ListPrice: int64(s.Prices.List), Price: int64(s.Prices.Sale),
		MemberPrice: int64(s.Prices.Member), Cost: int64(s.Prices.Cost), WeightGrams: s.WeightGrams, VolumeMl: s.VolumeML,
	}
}

func skusFromProto(list []*productv1.PutSku) []domain.Sku {
	var skus []domain.Sku
	for _, sku := range list {
		skus = append(skus, domain.Sku{
			Code: sku.GetCode(), Spec: sku.GetSpec(), Barcode: sku.GetBarcode(), WeightGrams: sku.GetWeightGrams(), VolumeML: sku.GetVolumeMl(),
			Prices: domain.Prices{
				List: money.Fen(sku.GetListPrice()), Sale: money.Fen(sku.GetPrice()), Member: money.Fen(sku.GetMemberPrice()), Cost: money.Fen(sku.GetCost()),
			},
		})
	}
	return skus
}

func draftFromContent(code string, c *productv1.ProductContent, version int64) app.Draft {
	return app.Draft{
		CategoryCode: c.GetCategoryCode(), BrandCode: c.GetBrandCode(), Version: version,
		Product: domain.Product{
			Code: code, Name: c.GetName(), Subtitle: c.GetSubtitle(), Description: c.GetDescription(), ImageURLs: c.GetImageUrls(),
			Attributes: c.GetAttributes(), Tags: c.GetTags(), Skus: skusFromProto(c.GetSkus()),
		},
	}
}
