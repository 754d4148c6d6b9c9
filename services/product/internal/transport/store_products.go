package transport

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/authn"
	"dajiu/platform/paging"
	"dajiu/services/product/internal/domain"
)

// Histories reads what became of a merchant's proposals and a store's prices.
type Histories interface {
	ProposalsOf(ctx context.Context, merchantID, below int64, limit int) ([]domain.Revision, error)
	PriceChanges(ctx context.Context, storeID, skuID, below int64, limit int) ([]domain.PriceChange, error)
}

type storeProductServer struct {
	productv1.UnimplementedStoreProductServiceServer
	Parts
}

// merchantOf returns the merchant of a store that the caller may act for.
func (s *storeProductServer) merchantOf(ctx context.Context, storeID int64) (int64, error) {
	c, err := s.Shelf.Catalogue(ctx)
	if err != nil {
		return 0, err
	}
	st := c.Store(storeID)
	if st == nil {
		return 0, domain.ErrStoreNotFound
	}
	return st.MerchantID, nil
}

func (s *storeProductServer) ProposeStoreProduct(ctx context.Context, req *productv1.ProposeStoreProductRequest) (*productv1.Revision, error) {
	merchant, err := s.merchantOf(ctx, req.GetStoreId())
	if err != nil {
		return nil, err
	}
	by := domain.Editor{UserID: authn.From(ctx).UserID, MerchantID: merchant, FourEyes: true}
	r, err := s.propose(ctx, draftFromContent(req.GetCode(), req.GetContent(), 0), req.GetSubmit(), by)
	if err != nil {
		return nil, err
	}
	r.Changes = nil // they would tell a merchant what the platform pays
	return r, nil
}

func (s *storeProductServer) ListStoreProposals(ctx context.Context, req *productv1.ListStoreProposalsRequest) (*productv1.ListRevisionsResponse, error) {
	merchant, err := s.merchantOf(ctx, req.GetStoreId())
	if err != nil {
		return nil, err
	}
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	below, err := page.After()
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	list, err := s.Histories.ProposalsOf(ctx, merchant, below, size+1)
	if err != nil {
		return nil, err
	}
	return s.pageOf(ctx, list, size)
}

func (s *storeProductServer) ListPriceChanges(ctx context.Context, req *productv1.ListPriceChangesRequest) (*productv1.ListPriceChangesResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	below, err := page.After()
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	list, err := s.Histories.PriceChanges(ctx, req.GetStoreId(), req.GetSkuId(), below, size+1)
	if err != nil {
		return nil, err
	}
	c, err := s.Shelf.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	resp := &productv1.ListPriceChangesResponse{}
	if len(list) > size {
		list = list[:size]
		resp.NextPageToken = paging.Token(list[size-1].ID)
	}
	for _, ch := range list {
		change := &productv1.PriceChange{
			ChangeId: ch.ID, SkuId: ch.After.SkuID, ListedBefore: ch.Before.Listed, ListedAfter: ch.After.Listed,
			PriceBefore: int64(ch.Before.Price), PriceAfter: int64(ch.After.Price), ActorId: ch.ActorID, CreateTime: timestamppb.New(ch.At),
		}
		if p, sku, ok := c.Sku(ch.After.SkuID); ok {
			change.ProductName, change.Spec = p.Name, sku.Spec
		}
		resp.Changes = append(resp.Changes, change)
	}
	return resp, nil
}
