package edge_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/wrote"
)

func TestServicesAreToldWhenAPersonLastChangedSomething(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var told time.Time
	w.cart.show = func(ctx context.Context) (*orderv1.Cart, error) {
		told = wrote.From(ctx)
		return &orderv1.Cart{}, nil
	}
	look := func(user int64, headers ...string) time.Time {
		t.Helper()
		rec := w.call(t, "GET", "/v1/cart", "", append(headers, "Authorization", w.token(t, user, optionsv1.Role_ROLE_CONSUMER))...)
		require.Equal(t, http.StatusOK, rec.Code, rec.Body.String())
		return told
	}
	require.Zero(t, look(1), "who changed nothing")
	require.Zero(t, look(1, "X-Client-Wrote", "5", "Grpc-Metadata-X-Client-Wrote", "5"), "what a person says of it counts for nothing")
	before := time.Now()
	rec := w.call(t, "PUT", "/v1/cart/items", `{"storeId":"1","skuId":"2","quantity":"1"}`, "Authorization", w.token(t, 1, optionsv1.Role_ROLE_CONSUMER))
	require.Equal(t, http.StatusOK, rec.Code, rec.Body.String())
	after := look(1)
	require.False(t, after.Before(before), "not before it was done")
	require.WithinDuration(t, before, after, 5*time.Second)
	require.Zero(t, look(2), "others changed nothing")
}
