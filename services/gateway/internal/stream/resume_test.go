package stream_test

import (
	"errors"
	"strconv"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/clock"
	"dajiu/platform/id"
)

const (
	picking   = orderv1.OrderState_ORDER_STATE_PICKING
	completed = orderv1.OrderState_ORDER_STATE_COMPLETED
	cancelled = orderv1.OrderState_ORDER_STATE_CANCELLED
)

// idOf makes an id of a moment, as the order service does.
func idOf(t *testing.T, at time.Time) int64 {
	t.Helper()
	g, err := id.NewGenerator(clock.Fake(at), 1)
	require.NoError(t, err)
	return g.Next()
}

func lastSeen() time.Time { return time.Date(2026, 11, 11, 11, 0, 0, 0, time.UTC) }

func ofShop(orderID, storeID int64, state orderv1.OrderState) *orderv1.Order {
	return &orderv1.Order{OrderId: orderID, StoreId: storeID, State: state, PayableAmount: 12345}
}

// told reads frames until one says what the last line of a test expects.
func (c *client) told(last string) (got []string) {
	for {
		f := c.next()
		got = append(got, f.Type+":"+f.OrderID+":"+f.State)
		if f.EventID == last || f.Type == last {
			return got
		}
	}
}

func TestStaffWhoComeBackAreToldHowTheirStoresOrdersStand(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	yesterday := idOf(t, lastSeen().Add(-30*time.Hour))
	recent := idOf(t, lastSeen().Add(-time.Hour))
	w.shop.orders = []*orderv1.Order{
		ofShop(recent+5, 51, confirmed), ofShop(recent+4, 60, confirmed), ofShop(recent+3, 50, pending), ofShop(recent+2, 50, cancelled),
		ofShop(recent+1, 50, completed), ofShop(recent, 50, picking), ofShop(yesterday+1, 50, picking), ofShop(yesterday, 50, completed),
	}
	clerk := person(3, optionsv1.Role_ROLE_MERCHANT, 50, 51)
	c := w.join(t, clerk, strconv.FormatInt(idOf(t, lastSeen()), 10))
	w.publish(t, &orderv1.OrderConfirmed{Order: summary(99, 2, 51, confirmed)})
	line := func(id int64, state orderv1.OrderState) string {
		return "order:" + strconv.FormatInt(id, 10) + ":" + state.String()
	}
	require.Equal(t, []string{
		line(recent, picking), line(yesterday+1, picking), // what is to be done, however old
		line(recent+2, cancelled), line(recent+1, completed), // what ended, unless the client saw it end
		line(recent+5, confirmed),
		line(1<<60, confirmed), // and then what comes
	}, c.told("99"))
	require.Equal(t, "Bearer "+w.token(t, clerk), w.shop.auth, "it asks in the person's name")
	require.Zero(t, w.orders.calls.Load(), "who is no customer has no orders")
}

func TestAFrameOfAResumeTellsWhatAStoreNeeds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.shop.orders = []*orderv1.Order{ofShop(7, 50, picking)}
	f := w.join(t, person(3, optionsv1.Role_ROLE_MERCHANT, 50), strconv.FormatInt(idOf(t, lastSeen()), 10)).next()
	require.Equal(t, []string{"order", "7", "50", picking.String(), "12345", ""}, []string{f.Type, f.OrderID, f.StoreID, f.State, f.Amount, f.EventID})
}

func TestStaffWhoOrderFromTheirOwnStoreAreToldOnceWhatTheyMissed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.shop.orders = []*orderv1.Order{ofShop(8, 50, picking), ofShop(7, 50, confirmed)}
	w.orders.missed = []*orderv1.Progress{{EventId: 11, OrderId: 7, State: confirmed}, {EventId: 12, OrderId: 8, State: confirmed}}
	caller := alsoBuys(person(1, optionsv1.Role_ROLE_MERCHANT, 50))
	c := w.join(t, caller, strconv.FormatInt(idOf(t, lastSeen()), 10))
	w.publish(t, &orderv1.OrderConfirmed{Order: summary(99, 1, 50, confirmed)})
	require.Equal(t, []string{
		"order:7:" + confirmed.String(), "order:8:" + confirmed.String(),
		"order:8:" + picking.String(), // it went on between the two questions
		"order:" + strconv.Itoa(1<<60) + ":" + confirmed.String(),
	}, c.told("99"))
}

func TestStaffWhoMissedMoreThanCanBeToldReadTheListsAgain(t *testing.T) {
	t.Parallel()
	t.Run("in one store", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		for i := range int64(1000) {
			w.shop.orders = append(w.shop.orders, ofShop(5000-i, 50, picking))
		}
		got := w.join(t, person(3, optionsv1.Role_ROLE_MERCHANT, 50), strconv.FormatInt(idOf(t, lastSeen()), 10)).told("reload")
		require.Len(t, got, 201)
		require.Len(t, w.shop.asked(), 4)
	})
	t.Run("in many stores", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		stores := make([]int64, 21)
		for i := range stores {
			stores[i] = int64(i + 1)
		}
		got := w.join(t, person(3, optionsv1.Role_ROLE_MERCHANT, stores...), strconv.FormatInt(idOf(t, lastSeen()), 10)).told("reload")
		require.Len(t, got, 1)
		require.Empty(t, w.shop.asked())
	})
}

func TestStaffWhoseOrdersCannotBeReadComeAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.shop.err = errors.New("order service is away")
	require.NotEqual(t, websocket.StatusNormalClosure, w.join(t, person(3, optionsv1.Role_ROLE_MERCHANT, 50), "10").closed())
}
