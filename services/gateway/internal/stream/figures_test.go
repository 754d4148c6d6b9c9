package stream_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/authn"
	"dajiu/services/gateway/internal/stream"
)

// wish connects with a first frame of more than the token.
func (w *world) wish(t *testing.T, c authn.Caller, more string) *client {
	t.Helper()
	cl := w.dial(t, `{"token":"`+w.token(t, c)+`",`+more+`}`)
	require.Equal(t, "ready", cl.next().Type)
	return cl
}

func TestFiguresAreToldOfOnceHoweverManyOrdersChange(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	operator := w.wish(t, person(7, optionsv1.Role_ROLE_OPERATOR), `"figures":true`)
	began := time.Now()
	for range 20 {
		w.publish(t, &orderv1.OrderConfirmed{Order: summary(11, 1, 50, confirmed)}, &orderv1.OrderPlaced{Order: summary(12, 1, 60, pending)})
	}
	require.Equal(t, stream.Frame{Type: "figures"}, operator.next())
	w.publish(t, &orderv1.OrderConfirmed{Order: summary(13, 1, 51, confirmed)})
	require.Equal(t, stream.Frame{Type: "figures"}, operator.next())
	require.Greater(t, time.Since(began), time.Second, "a second lies between two")
}

func TestNobodyIsToldOfFiguresOrOrdersThatTheyMayNotSee(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	clerk := w.wish(t, person(8, optionsv1.Role_ROLE_MERCHANT, 70), `"figures":true,"stores":["50"]`)
	operator := w.wish(t, person(7, optionsv1.Role_ROLE_OPERATOR), `"stores":["50","60","nonsense"],"figures":true`)
	w.publish(t, &orderv1.OrderConfirmed{Order: summary(12, 1, 60, confirmed)}, &orderv1.OrderConfirmed{Order: summary(11, 1, 50, confirmed)})
	heard := operator.next()
	require.Equal(t, []string{"order", "11"}, []string{heard.Type, heard.EventID})
	require.Equal(t, "figures", operator.next().Type)
	w.publish(t, &orderv1.OrderConfirmed{Order: summary(14, 1, 70, confirmed)})
	require.Equal(t, "14", clerk.next().EventID, "nothing came before it")
}

func TestLowStockIsToldToWhoMayListIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	clerk := w.join(t, person(8, optionsv1.Role_ROLE_MERCHANT, 50, 60), "")
	driver := w.join(t, person(9, optionsv1.Role_ROLE_MERCHANT, 61), "")
	operator := w.wish(t, person(7, optionsv1.Role_ROLE_OPERATOR), `"stock":["51","61","nonsense"]`)
	w.publish(t,
		&inventoryv1.InventoryLow{StoreId: 61, SkuId: 3, Available: 1, SafetyLevel: 2},
		&inventoryv1.InventoryLow{StoreId: 51, SkuId: 3, Available: 1, SafetyLevel: 2},
		&inventoryv1.InventoryRecovered{StoreId: 50, SkuId: 3, Available: 9, SafetyLevel: 2},
		&orderv1.OrderConfirmed{Order: summary(11, 1, 61, confirmed)},
	)
	require.Equal(t, stream.Frame{Type: "stock", State: "RECOVERED", StoreID: "50", SkuID: "3", Available: "9", SafetyLevel: "2"}, clerk.next())
	require.Equal(t, stream.Frame{Type: "stock", State: "LOW", StoreID: "51", SkuID: "3", Available: "1", SafetyLevel: "2"}, operator.next())
	require.Equal(t, "11", driver.next().EventID, "who may not list the stock of a store hears of its orders alone")
}
