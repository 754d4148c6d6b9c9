package delivery_test

import (
	"context"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/fullstorydev/grpchan/inprocgrpc"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/app"
	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/bus/bustest"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/parameter"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/delivery"
)

// as names the caller for a channel that has no interceptors of the host.
func as(userID int64) context.Context {
	return metadata.AppendToOutgoingContext(context.Background(), "user", strconv.FormatInt(userID, 10))
}

func authenticate(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	md, _ := metadata.FromIncomingContext(ctx)
	user, _ := strconv.ParseInt(append(md.Get("user"), "0")[0], 10, 64)
	return handler(authz.WithData(authn.WithCaller(ctx, authn.Caller{UserID: user}), reachOf(user)), req)
}

type host struct {
	env     *app.Env
	channel *inprocgrpc.Channel
	orders  *orders
}

// orders plays the order service: it ships what is not cancelled.
type orders struct {
	orderv1.UnimplementedOrderInternalServiceServer
	cancelled atomic.Bool
}

func (o *orders) ShipOrder(context.Context, *orderv1.ShipOrderRequest) (*orderv1.ShipOrderResponse, error) {
	if o.cancelled.Load() {
		return nil, errs.New(codes.FailedPrecondition, orderv1.ErrorReason_ORDER_STATE_INVALID.String(), "cancelled")
	}
	return &orderv1.ShipOrderResponse{}, nil
}

// start runs the delivery service with its real outbox and consumer.
func start(t *testing.T) *host {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	db := testkit.Open(t, testkit.SQLite(t))
	service, err := delivery.Service(delivery.DefaultConfig())
	require.NoError(t, err)
	require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: service.Name, Files: service.Migrations}))
	require.NoError(t, sqldb.Migrate(ctx, db, outbox.Migrations()))
	keys := testkit.Keys(t, db)
	clk, b := clock.Real(), bustest.NewMemory()
	ids, err := id.NewGenerator(clk, 1)
	require.NoError(t, err)
	channel := (&inprocgrpc.Channel{}).WithServerUnaryInterceptor(authenticate)
	env := &app.Env{
		Name: service.Name, Log: testkit.Quiet(), Clock: clk, IDs: ids, DB: db, Keys: keys, Parameters: parameter.NewSet(db, clk), Bus: b, Server: channel, Conn: channel,
		Outbox:   outbox.New(service.Name, db, b, ids, clk, testkit.Quiet(), nil),
		Consumer: outbox.NewConsumer(service.Name, db, b, clk, testkit.Quiet(), nil),
	}
	played := &orders{}
	orderv1.RegisterOrderInternalServiceServer(channel, played)
	require.NoError(t, service.Open(ctx, env))
	done := make(chan error, 2)
	go func() { done <- env.Outbox.Run(ctx) }()
	go func() { done <- env.Consumer.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		<-done
		<-done
	})
	return &host{env: env, channel: channel, orders: played}
}

func (h *host) tell(t *testing.T, events ...proto.Message) {
	t.Helper()
	require.NoError(t, h.env.DB.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
		for _, ev := range events {
			if err := h.env.Outbox.Append(ctx, tx, 100, ev); err != nil {
				return err
			}
		}
		return nil
	}))
}

func TestAnOrderGoesFromTheStoreToTheDoor(t *testing.T) {
	t.Parallel()
	const courier, buyer, wait, tick = int64(9), int64(3), 10 * time.Second, 5 * time.Millisecond
	h := start(t)
	riders, tracking := deliveryv1.NewCourierServiceClient(h.channel), deliveryv1.NewTrackingServiceClient(h.channel)
	_, err := riders.SetDuty(as(courier), &deliveryv1.SetDutyRequest{OnDuty: true, LatE6: 31_231_000, LngE6: 121_470_000})
	require.NoError(t, err)
	order := &orderv1.OrderSummary{
		OrderId: 100, UserId: buyer, StoreId: 4, StoreName: "滴滴酒铺", PayableAmount: 4990,
		PayMethod: orderv1.PayMethod_PAY_METHOD_ON_DELIVERY, Fulfilment: orderv1.Fulfilment_FULFILMENT_INSTANT,
	}
	accepted := &orderv1.OrderAccepted{
		Order: order, StoreLatE6: 31_230_000, StoreLngE6: 121_470_000, AgeCheck: true,
		Address: &orderv1.DeliveryAddress{ContactName: "王先生", Phone: "13800000000", Text: "人民路 1 号", LatE6: 31_240_000, LngE6: 121_470_000},
	}
	h.tell(t, &orderv1.OrderReady{Order: order}, accepted, accepted, &orderv1.OrderReady{Order: order})

	var offers *deliveryv1.ListOffersResponse
	require.Eventually(t, func() bool {
		offers, err = riders.ListOffers(as(courier), &deliveryv1.ListOffersRequest{})
		return err == nil && len(offers.GetOffers()) == 1
	}, wait, tick)
	offer := offers.GetOffers()[0]
	require.Equal(t, int64(600), offer.GetReward())
	job, err := riders.AcceptOffer(as(courier), &deliveryv1.OfferActRequest{DeliveryId: offer.GetDeliveryId()})
	require.NoError(t, err)
	require.True(t, job.GetReady())
	require.Equal(t, int64(4990), job.GetCollectAmount())
	seen, err := tracking.TrackOrder(as(buyer), &deliveryv1.TrackOrderRequest{OrderId: 100})
	require.NoError(t, err)
	require.Equal(t, int32(31_231_000), seen.GetPosition().GetLatE6())
	_, err = tracking.TrackOrder(as(buyer+1), &deliveryv1.TrackOrderRequest{OrderId: 100})
	require.Error(t, err)
	h.orders.cancelled.Store(true) // in this moment, and no event of it came yet
	_, err = riders.PickUp(as(courier), &deliveryv1.JobActRequest{DeliveryId: job.GetDeliveryId()})
	require.Error(t, err, "a cancelled order stays in the store")
	h.orders.cancelled.Store(false)
	_, err = riders.PickUp(as(courier), &deliveryv1.JobActRequest{DeliveryId: job.GetDeliveryId()})
	require.NoError(t, err)
	_, err = riders.HandOver(as(courier), &deliveryv1.HandOverRequest{
		DeliveryId: job.GetDeliveryId(), AgeCheck: deliveryv1.AgeCheck_AGE_CHECK_ID_SHOWN, CollectedAmount: 4990,
	})
	require.NoError(t, err)
	ended, err := riders.ListJobs(as(courier), &deliveryv1.ListJobsRequest{Ended: true})
	require.NoError(t, err)
	require.Len(t, ended.GetDeliveries(), 1)
	var facts []delivery.Fact
	for fact, err := range delivery.NewChecker(h.env.DB).Deliveries(context.Background()) {
		require.NoError(t, err)
		facts = append(facts, fact)
	}
	require.Equal(t, []delivery.Fact{{OrderID: 100, State: deliveryv1.DeliveryState_DELIVERY_STATE_HANDED_OVER}}, facts)
}

func TestAZoneSetByTheOperatorPricesADelivery(t *testing.T) {
	t.Parallel()
	h := start(t)
	stores, inside := deliveryv1.NewStoreDeliveryServiceClient(h.channel), deliveryv1.NewDeliveryInternalServiceClient(h.channel)
	_, err := stores.PutZone(as(1), &deliveryv1.PutZoneRequest{StoreId: 4, Zone: &deliveryv1.Zone{RangeMeters: 3000, BaseFee: 500, MinimumAmount: 2000, PrepareMinutes: 5}})
	require.NoError(t, err)
	zone, err := stores.ShowZone(context.Background(), &deliveryv1.ShowZoneRequest{StoreId: 4})
	require.NoError(t, err)
	require.Equal(t, int64(4), zone.GetStoreId())
	quote, err := inside.QuoteDelivery(as(0), &deliveryv1.QuoteDeliveryRequest{StoreId: 4, StoreLatE6: 31_230_000, StoreLngE6: 121_470_000, DropLatE6: 31_240_000, DropLngE6: 121_470_000})
	require.NoError(t, err)
	require.True(t, quote.GetInRange())
	require.Equal(t, int64(500), quote.GetFee())
	require.Equal(t, int64(2000), quote.GetMinimumAmount())
	require.Equal(t, int32(20), quote.GetPromiseMinutes())
	serving, err := inside.ListServing(as(0), &deliveryv1.ListServingRequest{LatE6: 31_240_000, LngE6: 121_470_000, Stores: []*deliveryv1.StorePlace{
		{StoreId: 5, LatE6: 31_230_000, LngE6: 121_470_000}, {StoreId: 4, LatE6: 31_230_000, LngE6: 121_470_000},
	}})
	require.NoError(t, err)
	require.Equal(t, []int64{4}, serving.GetStoreIds(), "one that set no zone delivers nowhere")
	estimate, err := stores.EstimateDelivery(context.Background(), &deliveryv1.EstimateDeliveryRequest{StoreId: 4, StoreLatE6: 31_230_000, StoreLngE6: 121_470_000, LatE6: 31_240_000, LngE6: 121_470_000})
	require.NoError(t, err)
	require.Equal(t, quote.GetDistanceMeters(), estimate.GetDistanceMeters())
	require.Equal(t, []any{true, int64(500), int32(20), int64(2000)}, []any{estimate.GetInRange(), estimate.GetFee(), estimate.GetPromiseMinutes(), estimate.GetMinimumAmount()})
	_, err = stores.EstimateDelivery(context.Background(), &deliveryv1.EstimateDeliveryRequest{StoreId: 5})
	require.True(t, errs.HasReason(err, "DELIVERY_ZONE_NOT_FOUND"))
	quote, err = inside.QuoteDelivery(as(0), &deliveryv1.QuoteDeliveryRequest{StoreId: 5, StoreLatE6: 1, DropLatE6: 1})
	require.NoError(t, err)
	require.False(t, quote.GetInRange())
}
