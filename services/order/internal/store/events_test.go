package store_test

import (
	"context"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/services/order/internal/domain"
	"dajiu/services/order/internal/store"
)

// about is an event that tells of an order.
type about interface {
	GetOrder() *orderv1.OrderSummary
}

func TestEachStateIsToldOnceWithTheTimerThatItCallsFor(t *testing.T) {
	later := time.Hour // the step is taken an hour after the placement
	for name, row := range map[string]struct {
		method domain.PayMethod
		way    []domain.Act
		event  proto.Message
		state  domain.State
		timer  proto.Message
		due    time.Duration // after noon
	}{
		"placed":            {domain.PayWechat, nil, &orderv1.OrderPlaced{}, domain.PendingPayment, &orderv1.PaymentDue{}, 15 * time.Minute},
		"placed, confirmed": {domain.PayOnDelivery, nil, &orderv1.OrderConfirmed{}, domain.Confirmed, &orderv1.AcceptanceDue{}, timers.Acceptance.Get()},
		"paid":              {domain.PayWechat, []domain.Act{domain.Confirm}, &orderv1.OrderConfirmed{}, domain.Confirmed, &orderv1.AcceptanceDue{}, later + timers.Acceptance.Get()},
		"accepted":          {domain.PayOnDelivery, []domain.Act{domain.Accept}, &orderv1.OrderAccepted{}, domain.Accepted, nil, 0},
		"being picked":      {domain.PayOnDelivery, []domain.Act{domain.Accept, domain.StartPicking}, &orderv1.OrderPicking{}, domain.Picking, nil, 0},
		"packed":            {domain.PayOnDelivery, []domain.Act{domain.Accept, domain.FinishPacking}, &orderv1.OrderReady{}, domain.Ready, nil, 0},
		"on its way":        {domain.PayOnDelivery, []domain.Act{domain.Accept, domain.FinishPacking, domain.Ship}, &orderv1.OrderShipped{}, domain.Shipped, nil, 0},
		"delivered": {
			domain.PayOnDelivery, []domain.Act{domain.Accept, domain.FinishPacking, domain.Ship, domain.Deliver},
			&orderv1.OrderDelivered{}, domain.Delivered, &orderv1.CompletionDue{}, later + timers.Completion.Get(),
		},
		"completed": {
			domain.PayOnDelivery, []domain.Act{domain.Accept, domain.FinishPacking, domain.Ship, domain.Deliver, domain.Complete},
			&orderv1.OrderCompleted{}, domain.Completed, nil, 0,
		},
		"cancelled by its customer": {domain.PayWechat, []domain.Act{domain.CancelByCustomer}, &orderv1.OrderCancelled{}, domain.Cancelled, nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			worlds(t, func(w *world) {
				order := w.placed(buyer, "key-1", row.method)
				skip := 0
				for _, act := range row.way {
					skip = len(w.published())
					w.clock.Advance(later / time.Duration(len(row.way)))
					w.do(order, act)
				}
				w.wantTold(order, w.published()[skip:], row.event, row.state, row.timer, noon.Add(row.due))
			})
		})
	}
}

// wantTold checks one event and its timer.
func (w *world) wantTold(order int64, got []out, event proto.Message, state domain.State, timer proto.Message, due time.Time) {
	w.Helper()
	require.Equal(w, event.ProtoReflect().Descriptor().FullName(), got[0].Event.ProtoReflect().Descriptor().FullName())
	require.Equal(w, order, got[0].Key)
	told, ok := got[0].Event.(about)
	require.True(w, ok)
	f, err := w.rows.Order(context.Background(), all, order)
	require.NoError(w, err)
	timeline, err := w.rows.Timeline(context.Background(), buyer, order)
	require.NoError(w, err)
	last := timeline[len(timeline)-1]
	require.Equal(w, state, last.State)
	require.Equal(w, w.clock.Now(), got[0].Due, "it is told at once")
	require.True(w, proto.Equal(&orderv1.OrderSummary{
		OrderId: order, TradeId: f.TradeID, UserId: buyer, StoreId: shop, MerchantId: 3, StoreName: "打酒坊", State: orderv1.OrderState(state),
		PayMethod: orderv1.PayMethod(f.PayMethod), Fulfilment: orderv1.Fulfilment_FULFILMENT_INSTANT, PayableAmount: 41900, GoodsAmount: 41400,
		DeliveryFee: 500, PieceCount: 4, Title: "锦江春 等4件", Version: last.Seq, EventId: last.ID,
	}, told.GetOrder()), "%v", told.GetOrder())
	if delivered, ok := told.(*orderv1.OrderDelivered); ok {
		pieces := int64(0)
		for _, l := range delivered.GetLines() {
			pieces += l.GetQuantity()
		}
		require.EqualValues(w, 4, pieces, "what arrived is told")
	}
	if timer == nil {
		require.Len(w, got, 1)
		return
	}
	require.Len(w, got, 2)
	timer.ProtoReflect().Set(timer.ProtoReflect().Descriptor().Fields().ByName("order_id"), protoInt(order))
	require.True(w, proto.Equal(timer, got[1].Event), "%v", got[1].Event)
	require.Equal(w, due, got[1].Due)
	require.Equal(w, order, got[1].Key)
}

func TestAcceptanceTellsTheCourierWhatTheyNeed(t *testing.T) {
	worlds(t, func(w *world) {
		order := w.placed(buyer, "key-1", domain.PayOnDelivery)
		w.do(order, domain.Accept)
		list := w.published()
		accepted, ok := list[len(list)-1].Event.(*orderv1.OrderAccepted)
		require.True(w, ok)
		require.True(w, accepted.GetAgeCheck())
		require.Empty(w, accepted.GetRemark(), "an event lies about for days")
		require.Nil(w, accepted.GetAddress())
		passing, err := w.keys.Passing(store.RecipientPurpose)
		require.NoError(w, err)
		raw, err := passing.Open(strconv.FormatInt(order, 10), accepted.GetRecipientSealed())
		require.NoError(w, err)
		to := &orderv1.Recipient{}
		require.NoError(w, proto.Unmarshal(raw, to))
		require.Equal(w, "少放辣", to.GetRemark())
		require.Equal(w, "人民南路1号", accepted.GetStoreAddress())
		require.Equal(w, [2]int32{30_640_000, 104_050_000}, [2]int32{accepted.GetStoreLatE6(), accepted.GetStoreLngE6()})
		require.True(w, proto.Equal(&orderv1.DeliveryAddress{
			ContactName: "王五", Phone: "13800138000", Text: "成都市武侯区", LatE6: 30_650_000, LngE6: 104_060_000,
		}, to.GetAddress()))
	})
}

func TestGoodsThatWereRefusedAreToldAsReturned(t *testing.T) {
	for name, row := range map[string]struct {
		age    bool
		reason orderv1.CancelReason
	}{
		"for the person's age": {true, orderv1.CancelReason_CANCEL_REASON_AGE_REFUSED},
		"for another reason":   {false, orderv1.CancelReason_CANCEL_REASON_DELIVERY_REFUSED},
	} {
		t.Run(name, func(t *testing.T) {
			worlds(t, func(w *world) {
				order := w.placed(buyer, "key-1", domain.PayOnDelivery)
				w.do(order, domain.Accept, domain.FinishPacking, domain.Ship)
				_, err := w.rows.Update(context.Background(), all, order, func(o *domain.Order) error {
					_, err := o.RefuseHandOver(row.age, "未带身份证", w.clock.Now())
					return err
				})
				require.NoError(w, err)
				w.do(order, domain.Return)
				list := w.published()
				returning, ok := list[len(list)-2].Event.(*orderv1.OrderReturning)
				require.True(w, ok)
				require.Equal(w, row.reason, returning.GetReason())
				cancelled, ok := list[len(list)-1].Event.(*orderv1.OrderCancelled)
				require.True(w, ok)
				require.Equal(w, row.reason, cancelled.GetReason())
				require.True(w, cancelled.GetReturned())
			})
		})
	}
}

func TestAnOrderTellsUntilWhenItsStoreMustAnswer(t *testing.T) {
	worlds(t, func(w *world) {
		until := func(order int64) time.Time {
			f, err := w.rows.Order(context.Background(), all, order)
			require.NoError(w, err)
			return w.rows.AcceptBefore(f)
		}
		atTheDoor, online := w.placed(buyer, "key-1", domain.PayOnDelivery), w.placed(buyer, "key-2", domain.PayWechat)
		require.Equal(w, noon.Add(timers.Acceptance.Get()), until(atTheDoor), "nothing is to be paid first")
		require.Zero(w, until(online), "it is not the store's before it is paid")
		w.clock.Advance(5 * time.Minute)
		w.do(online, domain.Confirm)
		w.clock.Advance(time.Minute)
		require.Equal(w, noon.Add(5*time.Minute).Add(timers.Acceptance.Get()), until(online), "from the payment on")
		w.do(atTheDoor, domain.Accept)
		require.Zero(w, until(atTheDoor))
	})
}
