package cache_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"dajiu/platform/cache"
	"dajiu/platform/clock"
	"dajiu/platform/redis"
	"dajiu/platform/testkit"
)

func TestMain(m *testing.M) {
	// A cache with expiry sweeps itself for as long as the process lives.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/maypok86/otter/v2.periodicCleanUp[...]"),
		goleak.IgnoreAnyFunction("github.com/redis/rueidis.(*clusterClient)._refresh.func2")) // sleeps for some seconds after it was closed
}

// source answers what a test says, and counts how often it is asked.
type source struct {
	value atomic.Value
	asked atomic.Int32
}

func newSource(value string) *source {
	s := &source{}
	s.value.Store(value)
	return s
}

func (s *source) load(context.Context) (string, cache.Keep, error) {
	s.asked.Add(1)
	value := s.value.Load().(string)
	if value == "" {
		return "", cache.Missing, nil
	}
	return value, cache.Found, nil
}

var errFailed = errors.New("failed")

// world is two processes. Together says whether they remember together.
type world struct {
	caches   [2]*cache.Cache[string, string]
	together bool
}

func (w world) get(t testing.TB, process int, scope int64, key string, s *source) string {
	t.Helper()
	value, err := w.caches[process].Get(context.Background(), scope, key, s.load)
	require.NoError(t, err)
	return value
}

func options(life time.Duration) cache.Options[string, string] {
	return cache.Options[string, string]{
		Name: "t", Life: life, MissingLife: life, LoadTime: 5 * time.Second,
		Text: func(key string) string { return key }, Weight: 1 << 20, Weigh: func(key, value string) uint32 { return uint32(len(key) + len(value)) },
		Encode: func(s string) ([]byte, error) {
			if s == "not for others" {
				return nil, errFailed
			}
			return []byte(s), nil
		},
		Decode: func(b []byte) (string, error) { return string(b), nil },
	}
}

// config is of a Redis in which a test has keys of its own. Its bound is long: the machine has other work.
func config(addrs ...string) redis.Config {
	cfg := redis.DefaultConfig()
	cfg.Addrs, cfg.Prefix, cfg.Timeout = addrs, "t-"+uuid.NewString()+":", time.Second
	return cfg
}

// connect returns a client that is connected until the test ends.
func connect(t testing.TB, cfg redis.Config) *redis.Client {
	t.Helper()
	client, err := redis.Open(cfg, clock.Real(), testkit.Quiet(), nil)
	require.NoError(t, err)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- client.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		require.NoError(t, <-done)
	})
	require.Eventually(t, func() bool { return client.Ping(context.Background()) == nil }, 20*time.Second, 10*time.Millisecond)
	return client
}

// overRedis is two processes that share one Redis.
func overRedis(t testing.TB, cfg redis.Config, o cache.Options[string, string]) world {
	t.Helper()
	w := world{together: true}
	for i := range w.caches {
		o.Shared = cache.NewShared(connect(t, cfg), clock.Real(), testkit.Quiet())
		w.caches[i] = newCache(t, o)
	}
	return w
}

func newCache(t testing.TB, o cache.Options[string, string]) *cache.Cache[string, string] {
	t.Helper()
	c, err := cache.New(o)
	require.NoError(t, err)
	return c
}

// worlds runs a contract on processes that remember alone, and together in each kind of Redis.
func worlds(t *testing.T, o cache.Options[string, string], contract func(t *testing.T, w world)) {
	t.Helper()
	t.Run("alone", func(t *testing.T) {
		t.Parallel()
		contract(t, world{caches: [2]*cache.Cache[string, string]{newCache(t, o), newCache(t, o)}})
	})
	for name, start := range map[string]func(testing.TB) redis.Config{
		"redis": func(tb testing.TB) redis.Config { return config(testkit.Redis(tb)) },
		"cluster": func(tb testing.TB) redis.Config {
			servers := testkit.RedisCluster(tb)
			return config(servers[0].Addr, servers[1].Addr)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			contract(t, overRedis(t, start(t), o))
		})
	}
}
