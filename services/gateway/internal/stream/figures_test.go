package stream_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

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
