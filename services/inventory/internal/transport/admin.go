package transport

import (
	"context"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	"dajiu/platform/authz"
	"dajiu/platform/errs"
	"dajiu/platform/paging"
	"dajiu/services/inventory/internal/domain"
	"dajiu/services/inventory/internal/store"
)

type adminServer struct {
	inventoryv1.UnimplementedStockAdminServiceServer
	rows *store.Stock
}

func (s *adminServer) ShowOrderStock(ctx context.Context, req *inventoryv1.ShowOrderStockRequest) (*inventoryv1.OrderStock, error) {
	f, moves, err := s.rows.OrderLedger(ctx, req.GetOrderId())
	if err != nil {
		return nil, err
	}
	if !authz.DataFrom(ctx).Has(f.StoreID) {
		return nil, errs.Newf(codes.NotFound, "INVENTORY_RESERVATION_NOT_FOUND", "nothing was promised to order %d", req.GetOrderId())
	}
	resp := &inventoryv1.OrderStock{
		StoreId: f.StoreID, State: f.State.Code(), CreateTime: timestamppb.New(f.CreatedAt), ExpireTime: timestamppb.New(f.ExpiresAt),
		Movements: movementsToProto(moves),
	}
	for _, l := range f.Lines {
		resp.Lines = append(resp.Lines, &inventoryv1.ReserveLine{SkuId: l.SkuID, Quantity: l.Quantity})
	}
	return resp, nil
}

// momentOf is the time that is none where it is unset.
func momentOf(t *timestamppb.Timestamp) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.AsTime()
}

func (s *stockServer) ListStoreMovements(ctx context.Context, req *inventoryv1.ListStoreMovementsRequest) (*inventoryv1.ListMovementsResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	before, err := page.After()
	if err != nil {
		return nil, err
	}
	want := store.LedgerWanted{From: momentOf(req.GetMovedFrom()), Before: momentOf(req.GetMovedBefore())}
	for _, kind := range req.GetKinds() {
		want.Kinds = append(want.Kinds, domain.Kind(kind))
	}
	size := page.Limit(defaultPage)
	list, err := s.rows.StoreLedger(ctx, req.GetStoreId(), want, before, size+1)
	if err != nil {
		return nil, err
	}
	resp := &inventoryv1.ListMovementsResponse{}
	if len(list) > size {
		list, resp.NextPageToken = list[:size], paging.Token(list[size-1].ID)
	}
	resp.Movements = movementsToProto(list)
	return resp, nil
}
