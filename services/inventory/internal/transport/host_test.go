package transport_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/fullstorydev/grpchan/inprocgrpc"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/types/known/timestamppb"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	"dajiu/platform/bus"
	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/rpc"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/inventory/internal/app"
	"dajiu/services/inventory/internal/store"
	"dajiu/services/inventory/internal/transport"
)

// serve answers the inventory API in process, without the interceptors.
func serve(t *testing.T) *inprocgrpc.Channel {
	t.Helper()
	ctx := context.Background()
	db := testkit.Open(t, testkit.SQLite(t))
	require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: "inventory", Files: os.DirFS("../store/migrations")}))
	require.NoError(t, sqldb.Migrate(ctx, db, outbox.Migrations()))
	clk := clock.Fake(time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC))
	ids, err := id.NewGenerator(clk, 1)
	require.NoError(t, err)
	out := outbox.New("inventory", db, bus.Bus(nil), ids, clk, testkit.Quiet(), nil)
	rows, err := store.New(db, out, ids, clk, store.Cache{Size: 100, Fresh: time.Second})
	require.NoError(t, err)
	channel := &inprocgrpc.Channel{}
	transport.Register(channel, &app.Stock{Store: rows, Clock: clk}, &app.Sheets{Store: rows, Goods: everything{}, IDs: ids, Clock: clk, Alone: 100}, rows)
	return channel
}

func TestAStoreReceivesGoodsAndAnOrderTakesThem(t *testing.T) {
	t.Parallel()
	channel := serve(t)
	ctx := context.Background()
	staff, services := inventoryv1.NewStockServiceClient(channel), inventoryv1.NewStockInternalServiceClient(channel)
	_, err := staff.AdjustStock(rpc.WithIdempotencyKey(ctx, "goods-in-1"), &inventoryv1.AdjustStockRequest{
		StoreId: 7, Kind: inventoryv1.MovementKind_MOVEMENT_KIND_RECEIVE,
		Lines: []*inventoryv1.AdjustLine{{SkuId: 1, Quantity: 120}, {SkuId: 2, Quantity: 3}},
	})
	require.NoError(t, err)
	take := &inventoryv1.ReserveRequest{
		OrderId: 100, StoreId: 7, Lines: []*inventoryv1.ReserveLine{{SkuId: 2, Quantity: 2}},
		ExpireTime: timestamppb.New(time.Date(2026, 11, 1, 12, 25, 0, 0, time.UTC)),
	}
	_, err = services.Reserve(ctx, take)
	require.NoError(t, err)

	free, err := staff.ListAvailability(ctx, &inventoryv1.ListAvailabilityRequest{StoreId: 7, SkuIds: []int64{2, 1, 9}})
	require.NoError(t, err)
	require.Equal(t, []int32{1, 99, 0}, []int32{free.GetItems()[0].GetAvailable(), free.GetItems()[1].GetAvailable(), free.GetItems()[2].GetAvailable()})

	page, err := staff.ListStock(ctx, &inventoryv1.ListStockRequest{StoreId: 7, PageSize: 1})
	require.NoError(t, err)
	require.Equal(t, int64(120), page.GetItems()[0].GetOnHand())
	page, err = staff.ListStock(ctx, &inventoryv1.ListStockRequest{StoreId: 7, PageSize: 1, PageToken: page.GetNextPageToken()})
	require.NoError(t, err)
	require.Equal(t, int64(2), page.GetItems()[0].GetReserved())
	require.Equal(t, int64(1), page.GetItems()[0].GetAvailable())
	require.Empty(t, page.GetNextPageToken())

	moves, err := staff.ListMovements(ctx, &inventoryv1.ListMovementsRequest{StoreId: 7, SkuId: 2, PageSize: 1})
	require.NoError(t, err)
	require.Equal(t, inventoryv1.MovementKind_MOVEMENT_KIND_RESERVE, moves.GetMovements()[0].GetKind())
	require.Equal(t, int64(100), moves.GetMovements()[0].GetOrderId())
	moves, err = staff.ListMovements(ctx, &inventoryv1.ListMovementsRequest{StoreId: 7, SkuId: 2, PageToken: moves.GetNextPageToken()})
	require.NoError(t, err)
	require.Equal(t, inventoryv1.MovementKind_MOVEMENT_KIND_RECEIVE, moves.GetMovements()[0].GetKind())

	_, err = services.Release(ctx, &inventoryv1.ReleaseRequest{OrderId: 100})
	require.NoError(t, err)
	_, err = services.Reserve(ctx, take)
	require.ErrorContains(t, err, inventoryv1.ErrorReason_INVENTORY_RESERVATION_RELEASED.String())
}
