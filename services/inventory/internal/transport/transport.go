// Package transport is how the world reaches stock: gRPC handlers and event subscriptions.
//
// It guarantees that what a caller sends is converted before any use case sees it. That a store is the caller's was
// checked by the interceptor from the proto.
//
// It decides nothing. Start with [Register] and [Subscribe].
package transport

import (
	"context"

	"google.golang.org/grpc"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	"dajiu/platform/authn"
	"dajiu/platform/paging"
	"dajiu/platform/rpc"
	"dajiu/services/inventory/internal/app"
	"dajiu/services/inventory/internal/domain"
	"dajiu/services/inventory/internal/store"
)

const defaultPage = 50

// Register serves the inventory API.
func Register(server grpc.ServiceRegistrar, stock *app.Stock, sheets *app.Sheets, rows *store.Stock) {
	inventoryv1.RegisterStockServiceServer(server, &stockServer{stock: stock, rows: rows})
	inventoryv1.RegisterStockAdminServiceServer(server, &adminServer{rows: rows})
	inventoryv1.RegisterCountSheetServiceServer(server, &sheetServer{sheets: sheets, rows: rows})
	inventoryv1.RegisterStockInternalServiceServer(server, &internalServer{stock: stock, rows: rows})
}

type stockServer struct {
	inventoryv1.UnimplementedStockServiceServer
	stock *app.Stock
	rows  *store.Stock
}

func (s *stockServer) ListAvailability(ctx context.Context, req *inventoryv1.ListAvailabilityRequest) (*inventoryv1.ListAvailabilityResponse, error) {
	free, err := s.rows.Available(ctx, req.GetStoreId(), req.GetSkuIds())
	if err != nil {
		return nil, err
	}
	return availabilityToProto(req.GetSkuIds(), free), nil
}

func (s *stockServer) ListStock(ctx context.Context, req *inventoryv1.ListStockRequest) (*inventoryv1.ListStockResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	after, err := page.After()
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	levels, err := s.rows.Levels(ctx, req.GetStoreId(), store.Wanted{Skus: req.GetSkuIds(), AtMost: req.AvailableAtMost, Reserved: req.GetReservedOnly(), Low: req.GetLowOnly()}, after, size+1)
	if err != nil {
		return nil, err
	}
	low, err := s.rows.CountLow(ctx, req.GetStoreId())
	if err != nil {
		return nil, err
	}
	resp := &inventoryv1.ListStockResponse{LowCount: int32(low)}
	if len(levels) > size {
		levels, resp.NextPageToken = levels[:size], paging.Token(levels[size-1].SkuID)
	}
	resp.Items = levelsToProto(levels)
	return resp, nil
}

func (s *stockServer) AdjustStock(ctx context.Context, req *inventoryv1.AdjustStockRequest) (*inventoryv1.AdjustStockResponse, error) {
	levels, err := s.stock.Adjust(ctx, app.Adjusting{
		StoreID: req.GetStoreId(), Kind: domain.Kind(req.GetKind()), Lines: adjustmentsFromProto(req.GetLines()), Note: req.GetNote(),
		Key: rpc.IdempotencyKey(ctx), Actor: authn.From(ctx).UserID,
	})
	if err != nil {
		return nil, err
	}
	return &inventoryv1.AdjustStockResponse{Items: levelsToProto(levels)}, nil
}

func (s *stockServer) SetSafetyLevels(ctx context.Context, req *inventoryv1.SetSafetyLevelsRequest) (*inventoryv1.SetSafetyLevelsResponse, error) {
	wanted := make([]domain.SafetyLevel, len(req.GetLevels()))
	for i, l := range req.GetLevels() {
		wanted[i] = domain.SafetyLevel{SkuID: l.GetSkuId(), Level: l.GetLevel()}
	}
	levels, err := s.stock.SetSafety(ctx, req.GetStoreId(), wanted)
	if err != nil {
		return nil, err
	}
	return &inventoryv1.SetSafetyLevelsResponse{Items: levelsToProto(levels)}, nil
}

func (s *stockServer) ListMovements(ctx context.Context, req *inventoryv1.ListMovementsRequest) (*inventoryv1.ListMovementsResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	before, err := page.After()
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	list, err := s.rows.Movements(ctx, req.GetStoreId(), req.GetSkuId(), before, size+1)
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

type internalServer struct {
	inventoryv1.UnimplementedStockInternalServiceServer
	stock *app.Stock
	rows  *store.Stock
}

func (s *internalServer) Reserve(ctx context.Context, req *inventoryv1.ReserveRequest) (*inventoryv1.ReserveResponse, error) {
	err := s.stock.Reserve(ctx, req.GetOrderId(), req.GetStoreId(), linesFromProto(req.GetLines()), req.GetExpireTime().AsTime())
	if err != nil {
		return nil, err
	}
	return &inventoryv1.ReserveResponse{}, nil
}

func (s *internalServer) Release(ctx context.Context, req *inventoryv1.ReleaseRequest) (*inventoryv1.ReleaseResponse, error) {
	if err := s.rows.Release(ctx, req.GetOrderId()); err != nil {
		return nil, err
	}
	return &inventoryv1.ReleaseResponse{}, nil
}
