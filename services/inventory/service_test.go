package inventory_test

import (
	"context"
	"testing"
	"time"

	"github.com/fullstorydev/grpchan/inprocgrpc"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/app"
	"dajiu/platform/bus/bustest"
	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/rpc"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/inventory"
)

// start runs the inventory service with its real outbox and consumer.
func start(t *testing.T) (*app.Env, grpc.ClientConnInterface) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	db := testkit.Open(t, testkit.SQLite(t))
	service, err := inventory.Service(inventory.DefaultConfig())
	require.NoError(t, err)
	require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: service.Name, Files: service.Migrations}))
	require.NoError(t, sqldb.Migrate(ctx, db, outbox.Migrations()))
	clk, b := clock.Real(), bustest.NewMemory()
	ids, err := id.NewGenerator(clk, 1)
	require.NoError(t, err)
	channel := (&inprocgrpc.Channel{}).WithServerUnaryInterceptor(
		func(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
			return handler(rpc.WithIdempotencyKey(ctx, "goods-in-1"), req)
		})
	env := &app.Env{
		Name: service.Name, Log: testkit.Quiet(), Clock: clk, IDs: ids, DB: db, Bus: b, Server: channel,
		Conn:     channel,
		Outbox:   outbox.New(service.Name, db, b, ids, clk, testkit.Quiet(), nil),
		Consumer: outbox.NewConsumer(service.Name, db, b, clk, testkit.Quiet(), nil),
	}
	productv1.RegisterCatalogInternalServiceServer(channel, catalogue{})
	require.NoError(t, service.Open(ctx, env))
	done := make(chan error, 2)
	go func() { done <- env.Outbox.Run(ctx) }()
	go func() { done <- env.Consumer.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		<-done
		<-done
	})
	return env, channel
}

func TestStockFollowsItsOrdersThroughTheBus(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	env, channel := start(t)
	staff, inside := inventoryv1.NewStockServiceClient(channel), inventoryv1.NewStockInternalServiceClient(channel)
	_, err := staff.AdjustStock(ctx, &inventoryv1.AdjustStockRequest{
		StoreId: 7, Kind: inventoryv1.MovementKind_MOVEMENT_KIND_RECEIVE, Lines: []*inventoryv1.AdjustLine{{SkuId: 1, Quantity: 10}},
	})
	require.NoError(t, err)
	for order, expires := range map[int64]time.Time{100: env.Clock.Now().Add(time.Hour), 101: env.Clock.Now().Add(time.Hour), 102: env.Clock.Now()} {
		_, err := inside.Reserve(ctx, &inventoryv1.ReserveRequest{
			OrderId: order, StoreId: 7, Lines: []*inventoryv1.ReserveLine{{SkuId: 1, Quantity: 2}}, ExpireTime: timestamppb.New(expires),
		})
		require.NoError(t, err)
	}
	of := func(order int64) *orderv1.OrderSummary { return &orderv1.OrderSummary{OrderId: order, StoreId: 7} }
	tell := []proto.Message{
		&orderv1.OrderShipped{Order: of(100)}, &orderv1.OrderConfirmed{Order: of(100)}, &orderv1.OrderShipped{Order: of(100)},
		&orderv1.OrderConfirmed{Order: of(101)}, &orderv1.OrderConfirmed{Order: of(101)},
	}
	require.NoError(t, env.DB.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		for _, ev := range tell {
			if err := env.Outbox.Append(ctx, tx, 100, ev); err != nil {
				return err
			}
		}
		return nil
	}))
	want := inventory.StockFact{StoreID: 7, SkuID: 1, OnHand: 8, Reserved: 2, LedgerOnHand: 8, LedgerReserved: 2, OpenReserved: 2}
	checker := inventory.NewChecker(env.DB)
	require.Eventually(t, func() bool {
		for fact, err := range checker.Stock(ctx) {
			if err == nil && fact == want {
				return true
			}
		}
		return false
	}, 10*time.Second, 10*time.Millisecond, "one order left, one is confirmed, one expired by its timer")
	states := map[inventory.ReservationState]int{}
	for fact, err := range checker.Reservations(ctx) {
		require.NoError(t, err)
		states[fact.State]++
		if fact.Open() {
			require.Equal(t, int64(101), fact.OrderID)
			require.Equal(t, []inventory.ReservedLine{{SkuID: 1, Quantity: 2}}, fact.Lines)
			require.False(t, fact.ExpiresAt.IsZero())
		}
	}
	require.Equal(t, map[inventory.ReservationState]int{inventory.ReservationConfirmed: 1, inventory.ReservationCommitted: 1, inventory.ReservationExpired: 1}, states)
	require.Equal(t, "EXPIRED", inventory.ReservationExpired.String())
}

// catalogue lists SKUs 1 and 2, at a yuan each.
type catalogue struct {
	productv1.UnimplementedCatalogInternalServiceServer
}

func (catalogue) ListStoreGoods(context.Context, *productv1.ListStoreGoodsRequest) (*productv1.ListStoreGoodsResponse, error) {
	return &productv1.ListStoreGoodsResponse{Goods: []*productv1.StoreGood{{SkuId: 1, Price: 100}, {SkuId: 2, Price: 100}}}, nil
}

func TestAnApprovedSheetIsPostedThroughTheBus(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	env, channel := start(t)
	sheets := inventoryv1.NewCountSheetServiceClient(channel)
	sheet, err := sheets.OpenCountSheet(ctx, &inventoryv1.OpenCountSheetRequest{StoreId: 7, Name: "开业盘点", Cover: inventoryv1.CountCover_COUNT_COVER_ALL})
	require.NoError(t, err)
	_, err = sheets.CountLine(ctx, &inventoryv1.CountLineRequest{StoreId: 7, SheetId: sheet.GetSheetId(), SkuId: 2, Quantity: 5})
	require.NoError(t, err)
	act := &inventoryv1.ActOnCountSheetRequest{StoreId: 7, SheetId: sheet.GetSheetId(), Version: sheet.GetVersion()}
	sheet, err = sheets.SubmitCountSheet(ctx, act)
	require.NoError(t, err)
	act.Version = sheet.GetVersion()
	_, err = sheets.ApproveCountSheet(ctx, act)
	require.NoError(t, err, "five yuan need no second person")
	require.Eventually(t, func() bool {
		sheet, err = sheets.ShowCountSheet(ctx, &inventoryv1.ShowCountSheetRequest{StoreId: 7, SheetId: sheet.GetSheetId()})
		return err == nil && sheet.GetState() == inventoryv1.CountSheetState_COUNT_SHEET_STATE_POSTED
	}, 10*time.Second, 10*time.Millisecond)
	c := inventory.NewChecker(env.DB)
	for l, err := range c.Counted(ctx) {
		require.NoError(t, err)
		require.Equal(t, int64(2), l.SkuID)
		require.Empty(t, l.Sound())
	}
	for s, err := range c.SheetMoves(ctx) {
		require.NoError(t, err)
		require.Equal(t, inventory.SheetMoves{StoreID: 7, Ledger: 1, Lines: 1}, s)
	}
}

func TestABoundBelowNothingIsRefused(t *testing.T) {
	t.Parallel()
	cfg := inventory.DefaultConfig()
	cfg.CountAloneUpTo = -1
	_, err := inventory.Service(cfg)
	require.Error(t, err)
}
