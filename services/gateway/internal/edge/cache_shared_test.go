package edge_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/platform/cache"
	"dajiu/platform/clock"
	"dajiu/platform/redis"
	"dajiu/platform/testkit"
)

// remembering returns what gateways remember together, as one of them sees it.
func remembering(t testing.TB, addr, prefix string) *cache.Shared {
	t.Helper()
	cfg := redis.DefaultConfig()
	cfg.Addrs, cfg.Prefix, cfg.Timeout = []string{addr}, prefix, 200*time.Millisecond // the machine has other work
	client, err := redis.Open(cfg, clock.Real(), testkit.Quiet(), nil)
	require.NoError(t, err)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- client.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		require.NoError(t, <-done)
	})
	require.Eventually(t, func() bool { return client.Ping(context.Background()) == nil }, 10*time.Second, 5*time.Millisecond)
	return cache.NewShared(client, clock.Real(), testkit.Quiet())
}

func TestAnAnswerIsMadeOnceForAllGatewaysAndIsGoneForAllWhenItsStoreChanges(t *testing.T) {
	t.Parallel()
	server, prefix := testkit.OwnRedis(t), uuid.NewString()+":"
	var gateways []*world
	for range 2 {
		gateways = append(gateways, newWorld(t, func(s *settings) { s.shared = remembering(t, server.Addr, prefix) }))
	}
	calls := func() int32 { return gateways[0].catalog.calls.Load() + gateways[1].catalog.calls.Load() }
	const path = "/v1/products/5?storeId=1"
	first, second := gateways[0].call(t, "GET", path, ""), gateways[1].call(t, "GET", path, "")
	require.Equal(t, http.StatusOK, second.Code)
	require.Equal(t, first.Body.String(), second.Body.String())
	for _, name := range []string{"Etag", "Content-Type", "Cache-Control"} {
		require.NotEmpty(t, second.Header().Get(name))
		require.Equal(t, first.Header().Get(name), second.Header().Get(name))
	}
	require.EqualValues(t, 1, calls())
	gateways[0].edge.Invalidate(t.Context(), 1)
	gateways[0].call(t, "GET", path, "")
	require.EqualValues(t, 2, calls())
	gateways[1].edge.Invalidate(t.Context(), 1)
	gateways[1].call(t, "GET", path, "")
	require.EqualValues(t, 3, calls(), "its own event came later")

	server.Kill(t)
	for range 3 {
		for _, w := range gateways {
			require.Equal(t, http.StatusOK, w.call(t, "GET", "/v1/products/6", "").Code)
		}
	}
	require.EqualValues(t, 5, calls(), "each remembers for itself")
}
