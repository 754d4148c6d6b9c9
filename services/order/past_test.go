package order

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

//nolint:gochecknoglobals // a fixture
var spring = time.Date(2026, 4, 1, 10, 0, 0, 0, time.UTC)

// pastTrade is a trade of two orders, the second of which is delivered and completed.
func pastTrade(first PastOrder) PastTrade {
	line := []PastLine{{SkuID: 5, ProductID: 4, Name: "泸州老窖", Spec: "500ml", Quantity: 2, Price: 9900, ListPrice: 12_900, Liquor: true}}
	at := func(state orderv1.OrderState, minutes int) PastStep {
		return PastStep{State: state, At: spring.Add(time.Duration(minutes) * time.Minute)}
	}
	first.ID, first.Lines, first.Store = 101, line, PastStore{ID: 7, MerchantID: 3, Name: "春熙路店"}
	second := PastOrder{ID: 102, Lines: line, DeliveryFee: 500, Store: PastStore{ID: 8, MerchantID: 3, Name: "东大街店"}, Steps: []PastStep{
		at(orderv1.OrderState_ORDER_STATE_CONFIRMED, 1), at(orderv1.OrderState_ORDER_STATE_ACCEPTED, 2), at(orderv1.OrderState_ORDER_STATE_PICKING, 3),
		at(orderv1.OrderState_ORDER_STATE_READY, 9), at(orderv1.OrderState_ORDER_STATE_SHIPPED, 12), at(orderv1.OrderState_ORDER_STATE_DELIVERED, 30),
		at(orderv1.OrderState_ORDER_STATE_COMPLETED, 300),
	}}
	return PastTrade{
		ID: 100, UserID: 9, Key: "past-1", PayMethod: orderv1.PayMethod_PAY_METHOD_WECHAT, Fulfilment: orderv1.Fulfilment_FULFILMENT_INSTANT,
		At: spring, PayBefore: spring.Add(15 * time.Minute), Orders: []PastOrder{first, second}, NewID: id.NewMoments(1, 9).At,
	}
}

func became(state orderv1.OrderState, reason orderv1.CancelReason, minutes int) PastStep {
	return PastStep{State: state, Reason: reason, At: spring.Add(time.Duration(minutes) * time.Minute)}
}

func TestAPastIsToldAsItHappened(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		refunded := PastOrder{Steps: []PastStep{
			became(orderv1.OrderState_ORDER_STATE_CONFIRMED, 0, 1), became(orderv1.OrderState_ORDER_STATE_CANCELLED, orderv1.CancelReason_CANCEL_REASON_STORE, 5),
		}, RefundedAt: spring.Add(time.Hour)}
		require.NoError(t, NewPast(migrated(t, db), testkit.Keys(t, db)).Write(t.Context(), []PastTrade{pastTrade(refunded)}))
		facts := map[int64]OrderFact{}
		for f, err := range NewChecker(db).Orders(t.Context()) {
			require.NoError(t, err)
			require.False(t, f.Timeline.Gap || f.Timeline.Jump)
			facts[f.OrderID] = f
		}
		require.Len(t, facts, 2)
		back, done := facts[101], facts[102]
		require.Equal(t, orderv1.OrderState_ORDER_STATE_CANCELLED, back.State)
		require.Equal(t, orderv1.PayState_PAY_STATE_REFUNDED, back.PayState)
		require.Equal(t, orderv1.CancelReason_CANCEL_REASON_STORE, back.Reason)
		require.EqualValues(t, 19_800, back.Refunded)
		require.Equal(t, orderv1.OrderState_ORDER_STATE_COMPLETED, done.State)
		require.Equal(t, orderv1.PayState_PAY_STATE_PAID, done.PayState)
		require.EqualValues(t, 20_300, done.Payable)
		require.Equal(t, 8, done.Timeline.Entries)
		for trade, err := range NewChecker(db).Trades(t.Context()) {
			require.NoError(t, err)
			require.Equal(t, []int64{101, 102}, trade.OrderIDs)
			require.EqualValues(t, 40_100, trade.Payable)
		}
	})
}

func TestAPastThatCouldNotHappenIsNotWritten(t *testing.T) {
	t.Parallel()
	const customer = orderv1.CancelReason_CANCEL_REASON_CUSTOMER
	for _, c := range []struct {
		name   string
		past   PastOrder
		reason string
	}{
		{"goods that nobody packed leave the store", PastOrder{Steps: []PastStep{became(orderv1.OrderState_ORDER_STATE_CONFIRMED, 0, 1), became(orderv1.OrderState_ORDER_STATE_SHIPPED, 0, 2)}}, "ORDER_STATE_INVALID"},
		{"an order is accepted before it is paid", PastOrder{Steps: []PastStep{became(orderv1.OrderState_ORDER_STATE_ACCEPTED, 0, 1)}}, "ORDER_STATE_INVALID"},
		{"an order that waits for money loses its stock", PastOrder{Steps: []PastStep{became(orderv1.OrderState_ORDER_STATE_CANCELLED, orderv1.CancelReason_CANCEL_REASON_STOCK_LOST, 1)}}, "ORDER_STATE_INVALID"},
		{"an order is cancelled for no reason", PastOrder{Steps: []PastStep{became(orderv1.OrderState_ORDER_STATE_CANCELLED, 0, 1)}}, "ORDER_STATE_INVALID"},
		{"an order goes back to waiting", PastOrder{Steps: []PastStep{became(orderv1.OrderState_ORDER_STATE_PENDING_PAYMENT, 0, 1)}}, "ORDER_STATE_INVALID"},
		{"an order is cancelled twice", PastOrder{Steps: []PastStep{
			became(orderv1.OrderState_ORDER_STATE_CANCELLED, customer, 1), became(orderv1.OrderState_ORDER_STATE_CANCELLED, orderv1.CancelReason_CANCEL_REASON_STORE, 2),
		}}, "ORDER_STATE_INVALID"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			db := migrated(t, testkit.Open(t, testkit.SQLite(t)))
			err := NewPast(db, testkit.Keys(t, db)).Write(t.Context(), []PastTrade{pastTrade(c.past)})
			require.True(t, errs.HasReason(err, c.reason), "%v", err)
			for range NewChecker(db).Trades(t.Context()) {
				require.Fail(t, "something was written")
			}
		})
	}
}
