package transport

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/errs"
	"dajiu/platform/resilience"
)

func TestStoresNearByAreShownWithoutTheDeliveryServiceAndTheAnswerSaysSo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	guard, err := resilience.NewGuard(nil)
	require.NoError(t, err)
	ctx := guard.Answering(everything(), productv1.CatalogService_ListNearbyStores_FullMethodName, nil)
	w.away = errs.New(codes.Unavailable, errs.ReasonUnavailable, "away")
	near, err := w.catalog.ListNearbyStores(ctx, &productv1.ListNearbyStoresRequest{LatE6: 30_657_000, LngE6: 104_066_000})
	require.NoError(t, err)
	require.True(t, near.GetRangeUnknown())
	for _, s := range near.GetStores() {
		require.True(t, s.GetInRange(), "nobody is turned away by what is not known")
	}
	w.away = errs.New(codes.Internal, errs.ReasonInternal, "a mistake")
	_, err = w.catalog.ListNearbyStores(ctx, &productv1.ListNearbyStoresRequest{LatE6: 30_657_000, LngE6: 104_066_000})
	require.Equal(t, codes.Internal, errs.From(err).Code(), "a mistake of ours is no absence")
	w.away = nil
	near, err = w.catalog.ListNearbyStores(ctx, &productv1.ListNearbyStoresRequest{LatE6: 30_657_000, LngE6: 104_066_000})
	require.NoError(t, err)
	require.False(t, near.GetRangeUnknown())
}
