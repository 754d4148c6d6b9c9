package transport

import (
	"context"
	"slices"
	"strings"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/errs"
	"dajiu/platform/paging"
	"dajiu/platform/search"
	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/shelf"
)

// Taxonomy keeps the tree of categories and the brands in order.
type Taxonomy interface {
	HideCategory(ctx context.Context, code string) error
	HideBrand(ctx context.Context, code string) error
	OrderCategories(ctx context.Context, parentID int64, ids []int64) error
}

type taxonomyServer struct {
	productv1.UnimplementedTaxonomyAdminServiceServer
	Parts
}

func (s *taxonomyServer) ListCategoryTree(ctx context.Context, _ *productv1.ListCategoryTreeRequest) (*productv1.ListCategoryTreeResponse, error) {
	return s.tree(ctx)
}

func (s *taxonomyServer) tree(ctx context.Context) (*productv1.ListCategoryTreeResponse, error) {
	c, err := s.Shelf.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	resp := &productv1.ListCategoryTreeResponse{}
	for _, cat := range c.Categories {
		tally := c.OfCategory(cat.ID)
		inherited := categoryToProto(cat.Category, domain.Effective(cat.Line[1:]), cat.Liquor)
		resp.Categories = append(resp.Categories, &productv1.CategoryNode{
			Category: categoryToProto(cat.Category, cat.Category.Defs, cat.Liquor), Inherited: inherited.GetAttributes(), Liquor: domain.IsLiquor(cat.Line),
			ProductCount: int32(tally.Products), PublishedCount: int32(tally.Published), Hidden: cat.Hidden,
		})
	}
	return resp, nil
}

func (s *taxonomyServer) OrderCategories(ctx context.Context, req *productv1.OrderCategoriesRequest) (*productv1.ListCategoryTreeResponse, error) {
	if err := s.Taxonomy.OrderCategories(ctx, req.GetParentId(), req.GetCategoryIds()); err != nil {
		return nil, err
	}
	return s.tree(ctx)
}

func (s *taxonomyServer) HideCategory(ctx context.Context, req *productv1.HideCategoryRequest) (*productv1.HideCategoryResponse, error) {
	return &productv1.HideCategoryResponse{}, s.Taxonomy.HideCategory(ctx, req.GetCode())
}

func (s *taxonomyServer) HideBrand(ctx context.Context, req *productv1.HideBrandRequest) (*productv1.HideBrandResponse, error) {
	return &productv1.HideBrandResponse{}, s.Taxonomy.HideBrand(ctx, req.GetCode())
}

// ListCatalogueBrands pages by the code of the last brand: brands are few, and stand in memory by name.
func (s *taxonomyServer) ListCatalogueBrands(ctx context.Context, req *productv1.ListCatalogueBrandsRequest) (*productv1.ListCatalogueBrandsResponse, error) {
	c, err := s.Shelf.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	start := 0
	if token := req.GetPageToken(); token != "" {
		last := c.BrandByCode(token)
		if last == nil {
			return nil, errs.Invalid("pageToken", "is not one that we gave")
		}
		start = slices.Index(c.Brands, last) + 1
	}
	resp := &productv1.ListCatalogueBrandsResponse{}
	size := paging.Request{Size: req.GetPageSize()}.Limit(defaultPage)
	words := strings.TrimSpace(req.GetQ())
	for _, b := range c.Brands[start:] {
		if !named(b, words) {
			continue
		}
		if len(resp.GetBrands()) == size {
			resp.NextPageToken = resp.GetBrands()[size-1].GetBrand().GetCode()
			break
		}
		tally := c.OfBrand(b.ID)
		resp.Brands = append(resp.Brands, &productv1.BrandRow{
			Brand: brandToProto(b.Brand), ProductCount: int32(tally.Products), PublishedCount: int32(tally.Published), Hidden: b.Hidden,
		})
	}
	return resp, nil
}

// named reports whether a brand's names hold some words, or its code begins with them.
func named(b *shelf.Brand, words string) bool {
	folded := search.Fold(words)
	return words == "" || strings.HasPrefix(b.Code, words) || slices.ContainsFunc(b.Folded, func(name string) bool { return strings.Contains(name, folded) })
}
