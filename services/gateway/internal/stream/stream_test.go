package stream_test

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/bus"
	"dajiu/services/gateway/internal/stream"
)

const (
	pending   = orderv1.OrderState_ORDER_STATE_PENDING_PAYMENT
	confirmed = orderv1.OrderState(2)
)

func TestAConnectionBeginsWithAGoodToken(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, first := range map[string]string{
		"no JSON":               "hello",
		"no token":              `{}`,
		"an empty token":        `{"token":""}`,
		"a wrong token":         `{"token":"abc"}`,
		"a service's":           `{"token":"order:AAAA"}`,
		"a token for nobody":    `{"token":"` + w.token(t, customer(0)) + `"}`,
		"a frame without bound": `{"token":"` + strings.Repeat("x", 9<<10) + `"}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Contains(t, []websocket.StatusCode{websocket.StatusPolicyViolation, websocket.StatusMessageTooBig}, w.dial(t, first).closed())
		})
	}
	t.Run("silence", func(t *testing.T) {
		t.Parallel()
		require.NotEqual(t, websocket.StatusNormalClosure, w.dial(t, "").closed(), "who says nothing for five seconds is sent away")
	})
	require.Zero(t, w.orders.calls.Load())
}

func TestEachHearsOnlyWhatConcernsThem(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	alice, bob := w.join(t, customer(1), ""), w.join(t, customer(2), "")
	store := w.join(t, person(3, optionsv1.Role_ROLE_MERCHANT, 50, 51), "")
	other := w.join(t, person(4, optionsv1.Role_ROLE_MERCHANT, 60), "")
	courier := w.join(t, person(5, optionsv1.Role_ROLE_COURIER), "")
	w.publish(t,
		&orderv1.OrderPlaced{Order: summary(10, 1, 50, pending)},
		&orderv1.OrderConfirmed{Order: summary(11, 1, 50, confirmed)},
		&orderv1.OrderConfirmed{Order: summary(12, 2, 60, confirmed)},
		&deliveryv1.OfferMade{DeliveryId: 70, CourierId: 5, ExpireTimeMs: 99},
		&deliveryv1.OfferMade{DeliveryId: 71, CourierId: 6, ExpireTimeMs: 99},
		&deliveryv1.CourierAssigned{OrderId: 80, DeliveryId: 70, CourierId: 5, UserId: 1, StoreId: 51},
		&deliveryv1.OfferWithdrawn{DeliveryId: 71, CourierId: 6}, &deliveryv1.OfferWithdrawn{DeliveryId: 73, CourierId: 5},
		&deliveryv1.JobChanged{OrderId: 80, DeliveryId: 70, CourierId: 5, Ready: true}, &deliveryv1.JobChanged{OrderId: 81, DeliveryId: 71, CourierId: 6},
		&orderv1.OrderRefundNoted{Order: summary(19, 2, 60, confirmed), RefundedAmount: 500},
		// The last word to everybody, so that what came before is known to be all.
		&orderv1.OrderCompleted{Order: summary(20, 1, 50, confirmed)}, &orderv1.OrderCompleted{Order: summary(21, 2, 60, confirmed)},
		&deliveryv1.OfferMade{DeliveryId: 72, CourierId: 5},
	)
	ids := func(c *client, n int) (got []string) {
		for range n {
			f := c.next()
			got = append(got, f.Type+":"+f.EventID+f.DeliveryID)
		}
		return got
	}
	require.Equal(t, []string{"order:10", "order:11", "courier:70", "order:20"}, ids(alice, 4))
	require.Equal(t, []string{"order:12", "refund:", "order:21"}, ids(bob, 3))
	require.Equal(t, []string{"order:11", "courier:70", "order:20"}, ids(store, 3), "an order that may never be paid is not told to the store")
	require.Equal(t, []string{"order:12", "refund:", "order:21"}, ids(other, 3))
	require.Equal(t, []string{"offer:70", "withdrawn:73", "job:70", "offer:72"}, ids(courier, 4))
	require.Equal(t, 11, w.hub.Connections(), "staff count once for themselves, once for each store and once for its stock")
}

func TestStaffWhoOrderFromTheirOwnStoreHearOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	clerk := w.join(t, alsoBuys(person(1, optionsv1.Role_ROLE_MERCHANT, 50, 51)), "")
	colleague := w.join(t, person(3, optionsv1.Role_ROLE_MERCHANT, 50), "")
	w.publish(t,
		&orderv1.OrderConfirmed{Order: summary(11, 1, 50, confirmed)},
		&deliveryv1.CourierAssigned{OrderId: 80, DeliveryId: 70, CourierId: 5, UserId: 1, StoreId: 50},
		&orderv1.OrderConfirmed{Order: summary(12, 2, 51, confirmed)},
	)
	require.Equal(t, "11", clerk.next().EventID)
	require.Equal(t, "70", clerk.next().DeliveryID)
	require.Equal(t, "12", clerk.next().EventID)
	require.Equal(t, "11", colleague.next().EventID)
	require.Equal(t, "70", colleague.next().DeliveryID, "who follows only the store hears of it as before")
}

func TestAFrameTellsWhatAClientNeeds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	alice := w.join(t, customer(1), "")
	w.publish(t, &orderv1.OrderConfirmed{Order: summary(11, 1, 50, confirmed)})
	require.Equal(t, stream.Frame{
		Type: "order", EventID: "11", OrderID: strconv.Itoa(1 << 60), StoreID: "50", State: confirmed.String(), Amount: "12345", Title: "茅台",
	}, alice.next())
}

func TestAnEventThatCannotBeReadDoesNotStopTheOthers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	alice := w.join(t, customer(1), "")
	for _, topic := range []string{"dajiu.order.v1.OrderPlaced", "dajiu.delivery.v1.OfferMade", "dajiu.delivery.v1.CourierAssigned"} {
		require.NoError(t, w.bus.Publish(t.Context(), []bus.Message{{ID: 1, Topic: topic, Payload: []byte{0xff, 0xff}}}))
	}
	w.publish(t, &orderv1.OrderConfirmed{Order: summary(11, 1, 50, confirmed)})
	require.Equal(t, "11", alice.next().EventID)
}

func TestAClientThatComesBackIsToldWhatItMissed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.orders.missed = []*orderv1.Progress{{EventId: 11, OrderId: 1, State: pending}, {EventId: 12, OrderId: 1, State: confirmed}}
	alice := w.join(t, customer(1), "10")
	require.Equal(t, "11", alice.next().EventID)
	last := alice.next()
	require.Equal(t, "12", last.EventID)
	require.Equal(t, confirmed.String(), last.State)
	require.EqualValues(t, 10, w.orders.after.Load())
	require.Equal(t, "Bearer "+w.token(t, customer(1)), w.orders.auth.Load(), "it asks in the person's name")
	w.publish(t, &orderv1.OrderCompleted{Order: summary(13, 1, 50, confirmed)})
	require.Equal(t, "13", alice.next().EventID, "and then what comes")
}

func TestWhoMissedNothingIsNotLookedUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, after := range []string{"", "0", "-1", "x"} {
		w.join(t, customer(1), after)
	}
	w.join(t, person(5, optionsv1.Role_ROLE_COURIER), "10")
	w.join(t, person(3, optionsv1.Role_ROLE_MERCHANT, 50), "")
	require.Zero(t, w.orders.calls.Load())
	require.Empty(t, w.shop.asked())
}

func TestAClientWhoseLostEventsCannotBeReadComesAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.orders.err = errors.New("order service is away")
	require.NotEqual(t, websocket.StatusNormalClosure, w.join(t, customer(1), "10").closed())
}

func TestAClientThatDoesNotKeepUpIsCutOff(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.join(t, customer(1), "")
	fast := w.join(t, customer(2), "")
	// The client does not read: first the network's buffers fill, then the queue.
	title := strings.Repeat("酒", 100_000)
	for i := range int64(120) {
		o := summary(i, 1, 50, confirmed)
		o.Title = title
		w.publish(t, &orderv1.OrderConfirmed{Order: o})
	}
	w.publish(t, &orderv1.OrderConfirmed{Order: summary(999, 2, 60, confirmed)})
	require.Equal(t, "999", fast.next().EventID, "the others do not wait for it")
	require.Eventually(t, func() bool { return w.hub.Connections() == 1 }, 15*time.Second, 20*time.Millisecond, "it is held in memory no longer")
}

func TestAClientThatLeavesIsForgotten(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	c := w.join(t, person(3, optionsv1.Role_ROLE_MERCHANT, 50), "")
	require.Equal(t, 3, w.hub.Connections())
	require.NoError(t, c.conn.Close(websocket.StatusNormalClosure, ""))
	require.Eventually(t, func() bool { return w.hub.Connections() == 0 }, 5*time.Second, 5*time.Millisecond)
}

func TestConnectionsOfASessionThatWasEndedAreClosed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	clerk := person(3, optionsv1.Role_ROLE_MERCHANT, 50)
	clerk.Session = idOf(t, lastSeen())
	dismissed, other := w.join(t, clerk, ""), w.join(t, person(4, optionsv1.Role_ROLE_MERCHANT, 50), "")
	clerk.Session = idOf(t, lastSeen().Add(time.Minute))
	signedInAnew := w.join(t, clerk, "")
	w.hub.End(3, lastSeen())
	require.Equal(t, websocket.StatusPolicyViolation, dismissed.closed())
	w.publish(t, &orderv1.OrderConfirmed{Order: summary(11, 1, 50, confirmed)})
	require.Equal(t, "11", other.next().EventID)
	require.Equal(t, "11", signedInAnew.next().EventID)
	w.hub.End(3, lastSeen())
	w.hub.End(99, lastSeen())
}

func TestAPageOfAnotherOriginMayNotConnect(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	_, resp, err := websocket.Dial(ctx, w.url, &websocket.DialOptions{HTTPHeader: map[string][]string{"Origin": {"https://evil.example"}}})
	require.Error(t, err)
	require.Equal(t, 403, resp.StatusCode)
	_ = resp.Body.Close()
}
