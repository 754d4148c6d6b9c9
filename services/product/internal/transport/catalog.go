package transport

import (
	"context"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/cache"
	"dajiu/platform/paging"
	"dajiu/platform/resilience"
	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/find"
	"dajiu/services/product/internal/shelf"
)

type catalogServer struct {
	productv1.UnimplementedCatalogServiceServer
	Parts
	texts *cache.Cache[textKey, string]
}

func (s *catalogServer) ListCategories(ctx context.Context, _ *productv1.ListCategoriesRequest) (*productv1.ListCategoriesResponse, error) {
	c, err := s.Shelf.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	resp := &productv1.ListCategoriesResponse{}
	for _, cat := range c.Categories {
		if !cat.Hidden {
			resp.Categories = append(resp.Categories, categoryToProto(cat.Category, cat.Defs, domain.IsLiquor(cat.Line)))
		}
	}
	return resp, nil
}

func (s *catalogServer) ListBrands(ctx context.Context, _ *productv1.ListBrandsRequest) (*productv1.ListBrandsResponse, error) {
	c, err := s.Shelf.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	resp := &productv1.ListBrandsResponse{}
	for _, b := range c.Brands {
		if !b.Hidden {
			resp.Brands = append(resp.Brands, brandToProto(b.Brand))
		}
	}
	return resp, nil
}

func (s *catalogServer) ListProducts(ctx context.Context, req *productv1.ListProductsRequest) (*productv1.ListProductsResponse, error) {
	sheet, err := s.Shelf.Sheet(ctx, req.GetStoreId())
	if err != nil {
		return nil, err
	}
	order := orderFromProto(req.GetSort())
	after, err := markFromToken(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size := paging.Request{Size: req.GetPageSize()}.Limit(defaultPage)
	page, err := sheet.List(filterFromProto(req), order, after, size)
	if err != nil {
		return nil, err
	}
	return &productv1.ListProductsResponse{
		Products: cardsToProto(sheet, page.Positions), NextPageToken: tokenFromMark(page.Next), TotalSize: int32(page.Total),
	}, nil
}

func (s *catalogServer) ListOrigins(ctx context.Context, req *productv1.ListOriginsRequest) (*productv1.ListOriginsResponse, error) {
	sheet, err := s.Shelf.Sheet(ctx, req.GetStoreId())
	if err != nil {
		return nil, err
	}
	origins, err := sheet.Origins(req.GetCategoryId())
	if err != nil {
		return nil, err
	}
	resp := &productv1.ListOriginsResponse{Origins: make([]*productv1.Origin, len(origins))}
	for i, o := range origins {
		resp.Origins[i] = &productv1.Origin{Name: o.Name, ProductCount: int32(o.Products)}
	}
	return resp, nil
}

func (s *catalogServer) SearchProducts(ctx context.Context, req *productv1.SearchProductsRequest) (*productv1.ListProductsResponse, error) {
	sheet, err := s.Shelf.Sheet(ctx, req.GetStoreId())
	if err != nil {
		return nil, err
	}
	after, err := markFromToken(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	page, err := s.Finder.Find(ctx, sheet, find.Wish{
		Words: req.GetQ(), Category: req.GetCategoryId(), After: after, Limit: paging.Request{Size: req.GetPageSize()}.Limit(defaultPage),
	})
	if err != nil {
		return nil, err
	}
	return &productv1.ListProductsResponse{
		Products: cardsToProto(sheet, page.Positions), NextPageToken: tokenFromMark(page.Next), TotalSize: int32(page.Total),
	}, nil
}

func (s *catalogServer) ShowProduct(ctx context.Context, req *productv1.ShowProductRequest) (*productv1.Product, error) {
	c, err := s.Shelf.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	var sheet *shelf.Sheet
	if req.GetStoreId() != 0 {
		if sheet, err = s.Shelf.Sheet(ctx, req.GetStoreId()); err != nil {
			return nil, err
		}
		c = sheet.Catalogue
	}
	p := c.ByID(req.GetProductId())
	if p == nil || p.State == domain.Draft {
		return nil, domain.ErrProductNotFound
	}
	text, err := s.description(ctx, p)
	if err != nil {
		return nil, err
	}
	shown := productToProto(p, sheet, text)
	shown.Sold = c.Sold(p.ID)
	return shown, nil
}

func (s *catalogServer) description(ctx context.Context, p *shelf.Product) (string, error) {
	key := textKey{p.ID, p.Version}
	if text, ok := s.texts.Known(cache.Everything, key); ok {
		return text, nil
	}
	return s.texts.Get(ctx, cache.Everything, key, func(ctx context.Context) (string, cache.Keep, error) {
		text, version, err := s.Texts.Description(ctx, key.productID)
		if version != key.version { // the shelf, or the store that was read, is behind: the text of one version is not kept as another's
			return text, cache.Not, err
		}
		return text, cache.Found, err
	})
}

func (s *catalogServer) ListNearbyStores(ctx context.Context, req *productv1.ListNearbyStoresRequest) (*productv1.ListNearbyStoresResponse, error) {
	c, err := s.Shelf.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	here := domain.Point{LatE6: req.GetLatE6(), LngE6: req.GetLngE6()}
	limit := paging.Request{Size: req.GetPageSize()}.Limit(defaultPage)
	near := c.Nearby(here, int(req.GetRadiusMeters()), limit)
	serving, err := s.Ranges.Serving(ctx, here, near)
	unknown := resilience.Without(ctx, deliveryv1.DeliveryInternalService_ListServing_FullMethodName, err)
	if err != nil && !unknown {
		return nil, err
	}
	resp := &productv1.ListNearbyStoresResponse{RangeUnknown: unknown}
	for _, n := range near {
		st := storeToProto(n.Store.Store, s.Clock.Now())
		st.DistanceMeters, st.InRange = n.Meters, unknown || serving[n.Store.ID]
		resp.Stores = append(resp.Stores, st)
	}
	return resp, nil
}

func (s *catalogServer) ShowStore(ctx context.Context, req *productv1.ShowStoreRequest) (*productv1.Store, error) {
	c, err := s.Shelf.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	st := c.Store(req.GetStoreId())
	if st == nil {
		return nil, domain.ErrStoreNotFound
	}
	return storeToProto(st.Store, s.Clock.Now()), nil
}
