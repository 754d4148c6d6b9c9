package edge_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/ratelimit"
	"dajiu/platform/redis"
	"dajiu/platform/testkit"
	"dajiu/services/gateway/internal/edge"
)

// shared returns the buckets of one of several gateways.
func shared(t testing.TB, addr, prefix string) *ratelimit.Guarded {
	t.Helper()
	cfg := redis.DefaultConfig()
	cfg.Addrs, cfg.Prefix, cfg.Timeout = []string{addr}, prefix, 50*time.Millisecond // the machine has other work
	client, err := redis.Open(cfg, clock.Real(), testkit.Quiet(), nil)
	require.NoError(t, err)
	local, err := ratelimit.NewLocal(clock.Real())
	require.NoError(t, err)
	buckets, err := ratelimit.NewGuarded(ratelimit.NewShared(client, []byte("secret")), local, clock.Real(), testkit.Quiet(), nil)
	require.NoError(t, err)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 2)
	go func() { done <- client.Run(ctx) }()
	go func() { done <- buckets.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		require.NoError(t, <-done)
		require.NoError(t, <-done)
	})
	require.Eventually(t, func() bool { return client.Ping(context.Background()) == nil }, 10*time.Second, 5*time.Millisecond)
	return buckets
}

func TestSeveralGatewaysHaveOneLimitAndNoRequestFailsWhenRedisIsLost(t *testing.T) {
	t.Parallel()
	server := testkit.OwnRedis(t)
	prefix := uuid.NewString() + ":"
	buckets := []*ratelimit.Guarded{shared(t, server.Addr, prefix), shared(t, server.Addr, prefix)}
	slow := func(s *settings) { // no token comes back during the test
		s.limits.Consumer.Browse = edge.Limit{PerMinute: 1, Burst: 6}
	}
	var gateways []*world
	for _, b := range buckets {
		gateways = append(gateways, newWorld(t, slow, func(s *settings) { s.buckets = b }))
	}
	ask := func(gateway int, user int64) int {
		w := gateways[gateway]
		return w.call(t, "GET", "/v1/cart", "", "Authorization", w.token(t, user, optionsv1.Role_ROLE_CONSUMER)).Code
	}
	together := func(user int64) {
		for i := range 6 {
			require.Equal(t, http.StatusOK, ask(i%2, user), "call %d", i)
		}
		require.Equal(t, http.StatusTooManyRequests, ask(0, user), "six for both gateways")
		w := gateways[1]
		rec := w.call(t, "GET", "/v1/cart", "", "Authorization", w.token(t, user, optionsv1.Role_ROLE_CONSUMER))
		requireFailure(t, rec, 429, errs.ReasonRateLimited)
		require.Contains(t, []string{"58", "59", "60"}, rec.Header().Get("Retry-After"), "when a token comes back")
	}
	together(1)

	server.Kill(t)
	for user := range int64(100) { // each a person's call that should pass
		require.Equal(t, http.StatusOK, ask(int(user%2), 1000+user))
	}
	require.True(t, buckets[0].Apart())
	require.True(t, buckets[1].Apart())
	for gateway := range 2 {
		for range 6 {
			require.Equal(t, http.StatusOK, ask(gateway, 2), "each gateway counts for itself")
		}
		require.Equal(t, http.StatusTooManyRequests, ask(gateway, 2))
	}

	server.Start(t)
	require.Eventually(t, func() bool { return !buckets[0].Apart() && !buckets[1].Apart() }, 10*time.Second, 5*time.Millisecond)
	together(3)
}
