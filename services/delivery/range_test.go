package delivery_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/authz"
	"dajiu/platform/errs"
)

// places plays the product service: every store is at the same place, but for one that nobody knows.
type places struct {
	productv1.UnimplementedCatalogInternalServiceServer
}

func (places) ResolveOpenings(_ context.Context, req *productv1.ResolveOpeningsRequest) (*productv1.ResolveOpeningsResponse, error) {
	if req.GetStoreId() == 404 {
		return nil, errs.New(codes.NotFound, productv1.ErrorReason_PRODUCT_STORE_NOT_FOUND.String(), "there is none")
	}
	return &productv1.ResolveOpeningsResponse{StoreLatE6: 31_230_000, StoreLngE6: 121_470_000}, nil
}

func corners(list ...[2]int32) []*deliveryv1.Corner {
	all := make([]*deliveryv1.Corner, len(list))
	for i, c := range list {
		all[i] = &deliveryv1.Corner{LatE6: 31_230_000 + c[0], LngE6: 121_470_000 + c[1]}
	}
	return all
}

func TestARangeIsSetAsAnAreaAndToldAsItWasSet(t *testing.T) {
	t.Parallel()
	h := start(t)
	productv1.RegisterCatalogInternalServiceServer(h.channel, places{})
	stores, inside := deliveryv1.NewStoreDeliveryServiceClient(h.channel), deliveryv1.NewDeliveryInternalServiceClient(h.channel)
	north := corners([2]int32{1000, -20_000}, [2]int32{1000, 20_000}, [2]int32{30_000, 20_000}, [2]int32{30_000, -20_000})
	for range 2 {
		zone, err := stores.PutZone(as(1), &deliveryv1.PutZoneRequest{StoreId: 4, Zone: &deliveryv1.Zone{RangeMeters: 3000, BaseFee: 500, Corners: north}})
		require.NoError(t, err)
		require.Len(t, zone.GetCorners(), 4)
		require.Greater(t, zone.GetRangeMeters(), int32(3300), "the circle around it, for who draws only circles")
	}
	zone, err := stores.ShowZone(context.Background(), &deliveryv1.ShowZoneRequest{StoreId: 4})
	require.NoError(t, err)
	for i, c := range zone.GetCorners() {
		require.True(t, proto.Equal(north[i], c))
	}
	for drop, want := range map[int32]bool{999: false, 1000: true, 30_000: true, 30_001: false} {
		quote, err := inside.QuoteDelivery(as(0), &deliveryv1.QuoteDeliveryRequest{StoreId: 4, StoreLatE6: 31_230_000, StoreLngE6: 121_470_000, DropLatE6: 31_230_000 + drop, DropLngE6: 121_470_000})
		require.NoError(t, err)
		require.Equal(t, want, quote.GetInRange(), drop)
	}
	for name, row := range map[string]struct {
		store   int64
		corners []*deliveryv1.Corner
		field   string
	}{
		"of two corners":               {4, north[:2], "zone.corners"},
		"whose edges cross":            {4, []*deliveryv1.Corner{north[0], north[2], north[1], north[3]}, "zone.corners[2]"},
		"in another town":              {4, corners([2]int32{900_000, 0}, [2]int32{900_000, 9000}, [2]int32{910_000, 0}), "zone.corners[0]"},
		"of a store that nobody knows": {404, north, "storeId"},
	} {
		_, err := stores.PutZone(as(1), &deliveryv1.PutZoneRequest{StoreId: row.store, Zone: &deliveryv1.Zone{Corners: row.corners}})
		require.True(t, errs.HasReason(err, errs.ReasonInvalid), "%s: %v", name, err)
		require.Equal(t, row.field, errs.From(err).Fields()[0].Path, name)
	}
}

func TestAnOperatorGivesAJobToACourierNearBy(t *testing.T) {
	t.Parallel()
	const ann, bob, wait, tick = int64(9), int64(10), 10 * time.Second, 5 * time.Millisecond
	h := start(t)
	riders, admin := deliveryv1.NewCourierServiceClient(h.channel), deliveryv1.NewDeliveryAdminServiceClient(h.channel)
	duty := func(courier int64, north int32) {
		_, err := riders.SetDuty(as(courier), &deliveryv1.SetDutyRequest{OnDuty: true, LatE6: 31_230_000 + north, LngE6: 121_470_000})
		require.NoError(t, err)
	}
	duty(bob, 9000)
	h.tell(t, &orderv1.OrderAccepted{
		Order: &orderv1.OrderSummary{OrderId: 100, UserId: 3, StoreId: 4, StoreName: "滴滴酒铺", Fulfilment: orderv1.Fulfilment_FULFILMENT_INSTANT}, StoreLatE6: 31_230_000, StoreLngE6: 121_470_000,
		Address: &orderv1.DeliveryAddress{ContactName: "王先生", Phone: "13800000000", Text: "人民路 1 号", LatE6: 31_240_000, LngE6: 121_470_000},
	})
	var shown *deliveryv1.DeliveryCase
	require.Eventually(t, func() bool {
		var err error
		shown, err = admin.ShowOrderDelivery(as(everywhere), &deliveryv1.ShowOrderDeliveryRequest{OrderId: 100})
		return err == nil
	}, wait, tick)
	job := shown.GetDelivery().GetDeliveryId()
	duty(ann, 1000)
	near, err := admin.ListNearbyCouriers(as(everywhere), &deliveryv1.ListNearbyCouriersRequest{DeliveryId: job})
	require.NoError(t, err)
	require.Len(t, near.GetCouriers(), 2)
	require.Equal(t, []int64{ann, 112, bob, 1001}, []int64{
		near.GetCouriers()[0].GetCourierId(), int64(near.GetCouriers()[0].GetDistanceMeters()), near.GetCouriers()[1].GetCourierId(), int64(near.GetCouriers()[1].GetDistanceMeters()),
	})
	require.Equal(t, deliveryv1.CourierState_COURIER_STATE_IDLE, near.GetCouriers()[0].GetState())
	for range 2 {
		got, err := admin.ReassignDelivery(as(everywhere), &deliveryv1.ReassignDeliveryRequest{DeliveryId: job, ToCourierId: bob, Reason: "顾客催单"})
		require.NoError(t, err)
		require.Equal(t, bob, got.GetCourierId())
	}
	seen, err := admin.ListCourierPositions(as(everywhere), &deliveryv1.ListCourierPositionsRequest{SouthE6: 31_238_000, WestE6: 121_000_000, NorthE6: 31_240_000, EastE6: 122_000_000})
	require.NoError(t, err)
	require.Len(t, seen.GetCouriers(), 1)
	require.Equal(t, []any{bob, int32(1), deliveryv1.CourierState_COURIER_STATE_CARRYING, false}, []any{
		seen.GetCouriers()[0].GetCourierId(), seen.GetCouriers()[0].GetOpenJobs(), seen.GetCouriers()[0].GetState(), seen.GetCouriers()[0].GetStale(),
	})
	_, err = admin.ReassignDelivery(as(everywhere), &deliveryv1.ReassignDeliveryRequest{DeliveryId: job, Reason: "x"})
	require.True(t, errs.HasReason(err, errs.ReasonInvalid), "nobody is named: %v", err)
	for _, call := range []func() error{
		func() error {
			_, err := admin.ListNearbyCouriers(as(nowhere), &deliveryv1.ListNearbyCouriersRequest{DeliveryId: job})
			return err
		},
		func() error {
			_, err := admin.ReassignDelivery(as(nowhere), &deliveryv1.ReassignDeliveryRequest{DeliveryId: job, CourierId: bob, ToCourierId: ann, Reason: "x"})
			return err
		},
	} {
		require.True(t, errs.HasReason(call(), "DELIVERY_NOT_FOUND"), "of a store out of reach")
	}
}

const (
	// everywhere and nowhere are operators who reach all stores, and none.
	everywhere = int64(7001)
	nowhere    = int64(7002)
)

// reachOf is what an operator's grants reach, as the host would say.
func reachOf(user int64) authz.Data { return authz.Data{All: user == everywhere} }
