package transport

import (
	"context"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/money"
	"dajiu/platform/paging"
	"dajiu/services/product/internal/app"
	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/shelf"
)

type adminServer struct {
	productv1.UnimplementedCatalogAdminServiceServer
	Parts
}

func (s *adminServer) PutCategory(ctx context.Context, req *productv1.PutCategoryRequest) (*productv1.Category, error) {
	c := domain.Category{Code: req.GetCode(), Name: req.GetName(), Sort: req.GetSort(), IconURL: req.GetIconUrl(), Liquor: req.GetLiquor()}
	for _, d := range req.GetAttributes() {
		c.Defs = append(c.Defs, domain.AttributeDef{
			Key: d.GetKey(), Name: d.GetName(), Type: domain.AttributeType(d.GetType()), Unit: d.GetUnit(), Required: d.GetRequired(), Options: d.GetOptions(),
		})
	}
	c, err := s.Admin.PutCategory(ctx, c, req.GetParentCode())
	if err != nil {
		return nil, err
	}
	return categoryToProto(c, c.Defs, c.Liquor), nil
}

func (s *adminServer) PutBrand(ctx context.Context, req *productv1.PutBrandRequest) (*productv1.Brand, error) {
	b, err := s.Admin.PutBrand(ctx, domain.Brand{
		Code: req.GetCode(), Name: req.GetName(), Origin: req.GetOrigin(), Synonyms: req.GetSynonyms(),
	})
	if err != nil {
		return nil, err
	}
	return brandToProto(b), nil
}

func (s *adminServer) PutProduct(ctx context.Context, req *productv1.PutProductRequest) (*productv1.Product, error) {
	p, err := s.Admin.PutProduct(ctx, app.Draft{
		Product: productFromProto(req), CategoryCode: req.GetCategoryCode(), BrandCode: req.GetBrandCode(), Version: req.GetVersion(),
	}, s.editor(ctx))
	if err != nil {
		return nil, err
	}
	c, err := s.Shelf.Taxonomy(ctx)
	if err != nil {
		return nil, err
	}
	return productToProto(c.Dress(p), nil, p.Description), nil
}

func productFromProto(req *productv1.PutProductRequest) domain.Product {
	return domain.Product{
		Code: req.GetCode(), Name: req.GetName(), Subtitle: req.GetSubtitle(), Description: req.GetDescription(),
		ImageURLs: req.GetImageUrls(), Attributes: req.GetAttributes(), Tags: req.GetTags(), State: domain.State(req.GetState()),
		Skus: skusFromProto(req.GetSkus()),
	}
}

func (s *adminServer) PutStore(ctx context.Context, req *productv1.PutStoreRequest) (*productv1.Store, error) {
	st := domain.Store{
		Code: req.GetCode(), Name: req.GetName(), Address: req.GetAddress(), LatE6: req.GetLatE6(), LngE6: req.GetLngE6(), Phone: req.GetPhone(),
		Hours: hoursFromProto(req.GetHours()), ImageURL: req.GetImageUrl(), RangeMeters: req.GetRangeMeters(), Licence: req.GetFoodLicence(),
		Paused: req.GetPaused(), Region: req.GetRegion(),
	}
	if expires := req.GetLicenceExpireTime(); expires != nil {
		st.LicenceExpires = expires.AsTime()
	}
	st, err := s.Admin.PutStore(ctx, st, domain.Merchant{Code: req.GetMerchantCode(), Name: req.GetMerchantName()})
	if err != nil {
		return nil, err
	}
	return storeToProto(st, s.Clock.Now()), nil
}

type storeServer struct {
	productv1.UnimplementedStoreAdminServiceServer
	Parts
}

func (s *storeServer) SetAssortment(ctx context.Context, req *productv1.SetAssortmentRequest) (*productv1.SetAssortmentResponse, error) {
	items := make([]domain.Listing, len(req.GetItems()))
	for i, it := range req.GetItems() {
		items[i] = domain.Listing{SkuID: it.GetSkuId(), Listed: it.GetListed(), Price: money.Fen(it.GetPrice())}
	}
	changed, err := s.Assortments.SetAssortment(ctx, req.GetStoreId(), items, s.editor(ctx))
	if err != nil {
		return nil, err
	}
	return &productv1.SetAssortmentResponse{Changed: int32(changed)}, nil
}

func (s *storeServer) ListAssortment(ctx context.Context, req *productv1.ListAssortmentRequest) (*productv1.ListAssortmentResponse, error) {
	sheet, err := s.Shelf.Sheet(ctx, req.GetStoreId())
	if err != nil {
		return nil, err
	}
	after, err := markFromToken(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	match := func(p *shelf.Product, listed bool) bool {
		return (listed || !req.GetListedOnly()) && p.Matches(req.GetQ())
	}
	if len(req.GetSkuIds()) > 0 {
		return namedAssortment(sheet, match, req), nil
	}
	positions, next := sheet.Assortment(match, after, paging.Request{Size: req.GetPageSize()}.Limit(defaultPage))
	resp := &productv1.ListAssortmentResponse{NextPageToken: tokenFromMark(next)}
	for _, position := range positions {
		for _, it := range sheet.Items(sheet.Catalogue.At(position)) {
			if it.Listed || !req.GetListedOnly() {
				resp.Entries = append(resp.Entries, entryToProto(it))
			}
		}
	}
	return resp, nil
}

// namedAssortment is the entries of the SKUs that a request names, in its order.
func namedAssortment(sheet *shelf.Sheet, match func(p *shelf.Product, listed bool) bool, req *productv1.ListAssortmentRequest) *productv1.ListAssortmentResponse {
	resp := &productv1.ListAssortmentResponse{}
	for _, id := range req.GetSkuIds() {
		it, known := sheet.Item(id)
		if !known || it.Sku.Withdrawn {
			continue
		}
		position, _ := sheet.Catalogue.Position(it.Product.ID)
		if sheet.Catalogue.Listable(position) && match(it.Product, it.Listed) {
			resp.Entries = append(resp.Entries, entryToProto(it))
		}
	}
	return resp
}

func entryToProto(it shelf.Item) *productv1.AssortmentEntry {
	return &productv1.AssortmentEntry{
		SkuId: it.Sku.ID, ProductId: it.Product.ID, Name: it.Product.Name, Spec: it.Sku.Spec, ImageUrl: firstOf(it.Product.ImageURLs),
		Barcode: it.Sku.Barcode, CategoryId: it.Product.CategoryID, Listed: it.Listed, InStock: it.InStock,
		Price: int64(it.Prices.Sale), OwnPrice: int64(it.Own), ListPrice: int64(it.Prices.List),
		PlatformPrice: int64(it.Sku.Prices.Sale),
	}
}

func (s *storeServer) UpdateStoreHours(ctx context.Context, req *productv1.UpdateStoreHoursRequest) (*productv1.Store, error) {
	st, err := s.Admin.UpdateHours(ctx, req.GetStoreId(), hoursFromProto(req.GetHours()), req.GetPaused())
	if err != nil {
		return nil, err
	}
	return storeToProto(st, s.Clock.Now()), nil
}
