package transport

import (
	"context"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/authz"
	"dajiu/platform/paging"
	"dajiu/services/product/internal/app"
	"dajiu/services/product/internal/domain"
)

const managedPage = 50

// operatorServer is stores as operators look after them.
type operatorServer struct {
	productv1.UnimplementedStoreOperatorServiceServer
	Parts
}

func (s *operatorServer) ListManagedStores(ctx context.Context, req *productv1.ListManagedStoresRequest) (*productv1.ListManagedStoresResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	before, err := page.After()
	if err != nil {
		return nil, err
	}
	limit := page.Limit(managedPage)
	list, total, err := s.Admin.ManagedStores(ctx, app.StoreFilter{
		MerchantID: req.GetMerchantId(), Region: int64(req.GetRegion()), State: domain.StoreState(req.GetState()), Words: req.GetQ(), Within: authz.DataFrom(ctx).Has,
		Box: domain.Box{South: req.GetSouthE6(), West: req.GetWestE6(), North: req.GetNorthE6(), East: req.GetEastE6()},
	}, before, limit)
	if err != nil {
		return nil, err
	}
	resp := &productv1.ListManagedStoresResponse{TotalSize: int32(total)} //nolint:gosec // some thousands
	if resp.Stores, err = s.managed(ctx, list...); err != nil {
		return nil, err
	}
	for _, v := range resp.GetStores() {
		v.GetStore().Hours = nil
	}
	if len(list) == limit {
		resp.NextPageToken = paging.Token(list[limit-1].ID)
	}
	return resp, nil
}

func (s *operatorServer) ShowManagedStore(ctx context.Context, req *productv1.ShowManagedStoreRequest) (*productv1.ManagedStore, error) {
	return s.one(ctx)(s.Admin.ManagedStore(ctx, req.GetStoreId()))
}

func (s *operatorServer) HoldStore(ctx context.Context, req *productv1.HoldStoreRequest) (*productv1.ManagedStore, error) {
	return s.one(ctx)(s.Admin.HoldStore(ctx, req.GetStoreId(), req.GetReason()))
}

func (s *operatorServer) ReleaseStore(ctx context.Context, req *productv1.ReleaseStoreRequest) (*productv1.ManagedStore, error) {
	return s.one(ctx)(s.Admin.ReleaseStore(ctx, req.GetStoreId()))
}

// one shows a store that a use case returned.
func (s *operatorServer) one(ctx context.Context) func(domain.Store, error) (*productv1.ManagedStore, error) {
	return func(st domain.Store, err error) (*productv1.ManagedStore, error) {
		if err != nil {
			return nil, err
		}
		list, err := s.managed(ctx, st)
		if err != nil {
			return nil, err
		}
		return list[0], nil
	}
}

func (s *operatorServer) managed(ctx context.Context, list ...domain.Store) ([]*productv1.ManagedStore, error) {
	ids := make([]int64, len(list))
	for i, st := range list {
		ids[i] = st.MerchantID
	}
	names, err := s.Merchants.MerchantNames(ctx, ids...)
	if err != nil {
		return nil, err //nolint:wrapcheck // the store names the operation
	}
	now := s.Clock.Now()
	shown := make([]*productv1.ManagedStore, len(list))
	for i, st := range list {
		shown[i] = &productv1.ManagedStore{
			Store: storeToProto(st, now), MerchantName: names[st.MerchantID], State: productv1.StoreState(st.State(now)), HoldReason: st.HoldReason, Suspended: st.Suspended,
		}
	}
	return shown, nil
}

// licenceServer is what the merchant service calls.
type licenceServer struct {
	productv1.UnimplementedStoreInternalServiceServer
	Parts
}

func (s *licenceServer) PutLicensedStore(ctx context.Context, req *productv1.PutLicensedStoreRequest) (*productv1.PutLicensedStoreResponse, error) {
	st, err := s.Admin.PutLicensedStore(ctx, domain.Store{
		Code: req.GetCode(), Name: req.GetName(), Address: req.GetAddress(), LatE6: req.GetLatE6(), LngE6: req.GetLngE6(), Region: req.GetRegion(),
		Phone: req.GetPhone(), Licence: req.GetFoodLicence(), LicenceExpires: req.GetLicenceExpireTime().AsTime(), Suspended: req.GetSuspended(),
	}, domain.Merchant{Code: req.GetMerchantCode(), Name: req.GetMerchantName()})
	if err != nil {
		return nil, err
	}
	return &productv1.PutLicensedStoreResponse{StoreId: st.ID, MerchantId: st.MerchantID}, nil
}

func (s *licenceServer) SuspendStores(ctx context.Context, req *productv1.SuspendStoresRequest) (*productv1.SuspendStoresResponse, error) {
	changed, err := s.Admin.SuspendStores(ctx, req.GetMerchantId(), req.GetSuspended())
	if err != nil {
		return nil, err
	}
	return &productv1.SuspendStoresResponse{Changed: int32(changed)}, nil //nolint:gosec // some thousands
}
