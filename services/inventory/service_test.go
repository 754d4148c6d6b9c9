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
	require.NoError(t, sqldb.Migrate(ctx, db, service.Name, service.Migrations))
	require.NoError(t, outbox.Migrate(ctx, db))
	clk, b := clock.Real(), bustest.NewMemory()
	ids, err := id.NewGenerator(clk, 1)
	require.NoError(t, err)
	channel := (&inprocgrpc.Channel{}).WithServerUnaryInterceptor(
		func(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
			return handler(rpc.WithIdempotencyKey(ctx, "goods-in-1"), req)
		})
	env := &app.Env{
		Name: service.Name, Log: testkit.Quiet(), Clock: clk, IDs: ids, DB: db, Bus: b, Server: channel,
		Outbox:   outbox.New(service.Name, db, b, ids, clk, testkit.Quiet(), nil),
		Consumer: outbox.NewConsumer(service.Name, db, b, clk, testkit.Quiet(), nil),
	}
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
