package transport

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/money"
	"dajiu/services/delivery/internal/domain"
)

func TestEachSideSeesWhatItNeeds(t *testing.T) {
	t.Parallel()
	f := domain.Facts{
		ID: 1, State: domain.PickedUp, Reward: 600, UpdatedAt: time.Unix(1, 0),
		Details: domain.Details{ContactName: "王先生", Phone: "13800000000", DropText: "人民路 1 号", PickupCode: "12345678"},
	}
	customer, courier, shop := deliveryToProto(f, forCustomer), deliveryToProto(f, forCourier), deliveryToProto(f, forStore)
	require.Equal(t, "12345678", customer.GetPickupCode())
	require.Zero(t, customer.GetReward())
	require.Equal(t, "13800000000", courier.GetContactPhone())
	require.Equal(t, int64(600), courier.GetReward())
	require.Empty(t, courier.GetPickupCode())
	require.Empty(t, shop.GetContactPhone())
	require.Empty(t, shop.GetPickupCode())
	f.State = domain.HandedOver
	require.Empty(t, deliveryToProto(f, forCourier).GetContactPhone(), "who it was is nobody's business once it is over")
}

func TestWhatIsCollectedIsWhatWasNotPaid(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		method orderv1.PayMethod
		want   money.Fen
	}{{orderv1.PayMethod_PAY_METHOD_ON_DELIVERY, 4990}, {orderv1.PayMethod_PAY_METHOD_WECHAT, 0}} {
		d, err := detailsFromProto(&orderv1.OrderAccepted{
			Order:    &orderv1.OrderSummary{PayMethod: c.method, PayableAmount: 4990, Fulfilment: orderv1.Fulfilment_FULFILMENT_INSTANT},
			AgeCheck: true, PickupCode: "12345678",
		}, &orderv1.Recipient{Address: &orderv1.DeliveryAddress{Text: "人民路 1 号"}, Remark: "放门口"})
		require.NoError(t, err)
		require.Equal(t, "人民路 1 号", d.DropText)
		require.Equal(t, "放门口", d.Remark)
		require.Equal(t, c.want, d.Collect)
		require.True(t, d.AgeCheck)
		require.Empty(t, d.PickupCode, "what a courier brings is not handed out at the counter")
	}
	_, err := detailsFromProto(&orderv1.OrderAccepted{Order: &orderv1.OrderSummary{Fulfilment: orderv1.Fulfilment_FULFILMENT_PICKUP}}, &orderv1.Recipient{})
	require.Error(t, err)
}
