package ratelimit_test

import (
	"bytes"
	"context"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/ratelimit"
	"dajiu/platform/redis"
	"dajiu/platform/testkit"
)

var secret = []byte("0123456789abcdef0123456789abcdef")

// subject is two processes that count together, and their time in microseconds.
type subject struct {
	takes [2]func(key string, limit ratelimit.Limit, n int) ratelimit.Decision
	now   func() int64
	wait  func(time.Duration)
}

func (s subject) take(key string, limit ratelimit.Limit, n int) ratelimit.Decision {
	return s.takes[0](key, limit, n)
}

// subjects runs a contract on every adapter and every kind of Redis.
func subjects(t *testing.T, contract func(t *testing.T, s subject)) {
	t.Helper()
	t.Run("in process", func(t *testing.T) {
		t.Parallel()
		contract(t, inProcess(t))
	})
	for name, start := range kinds() {
		t.Run("redis/"+name, func(t *testing.T) {
			t.Parallel()
			contract(t, overRedis(t, start(t)))
		})
	}
}

// kinds are the ways in which Redis is run.
func kinds() map[string]func(testing.TB) redis.Config {
	return map[string]func(testing.TB) redis.Config{
		"single": func(tb testing.TB) redis.Config { return config(testkit.Redis(tb)) },
		"sentinel": func(tb testing.TB) redis.Config {
			group := testkit.RedisSentinel(tb)
			cfg := config(group.Sentinels...)
			cfg.Sentinel = group.Name
			return cfg
		},
		"cluster": func(tb testing.TB) redis.Config {
			servers := testkit.RedisCluster(tb)
			return config(servers[0].Addr, servers[1].Addr)
		},
	}
}

// config is of a Redis in which a test has keys of its own. Its bound is the longest: the machine has other work.
func config(addrs ...string) redis.Config {
	cfg := redis.DefaultConfig()
	cfg.Addrs, cfg.Prefix, cfg.Timeout = addrs, "t-"+uuid.NewString()+":", time.Second
	return cfg
}

func inProcess(t testing.TB) subject {
	t.Helper()
	c := clock.Fake(time.Date(2026, 11, 11, 12, 0, 0, 0, time.UTC))
	local, err := ratelimit.NewLocal(c)
	require.NoError(t, err)
	take := func(key string, limit ratelimit.Limit, n int) ratelimit.Decision {
		return local.Take(context.Background(), key, limit, n)
	}
	return subject{
		takes: [2]func(string, ratelimit.Limit, int) ratelimit.Decision{take, take},
		now:   func() int64 { return c.Now().UnixMicro() },
		wait:  func(d time.Duration) { c.Advance(d) },
	}
}

func overRedis(t testing.TB, cfg redis.Config) subject {
	t.Helper()
	s := subject{now: func() int64 { return time.Now().UnixMicro() }, wait: time.Sleep} // Redis's clock is this machine's
	for i := range s.takes {
		shared := ratelimit.NewShared(connect(t, cfg), secret)
		s.takes[i] = func(key string, limit ratelimit.Limit, n int) ratelimit.Decision {
			d, err := shared.Take(context.Background(), key, limit, n)
			require.NoError(t, err)
			return d
		}
	}
	return s
}

// connect returns a client that is connected until the test ends.
func connect(t testing.TB, cfg redis.Config) *redis.Client {
	t.Helper()
	client, err := redis.Open(cfg, clock.Real(), testkit.Quiet(), nil)
	require.NoError(t, err)
	running(t, client.Run)
	require.Eventually(t, func() bool { return client.Ping(context.Background()) == nil }, 20*time.Second, 10*time.Millisecond)
	return client
}

// running runs a part until the test ends.
func running(t testing.TB, run func(context.Context) error) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- run(ctx) }()
	t.Cleanup(func() {
		stop()
		require.NoError(t, <-done)
	})
}

// diary is a log that can be read while it is written.
type diary struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (d *diary) Write(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.text.Write(p)
}

func (d *diary) count(words string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return bytes.Count(d.text.Bytes(), []byte(words))
}

func (d *diary) logger() *slog.Logger { return slog.New(slog.NewTextHandler(d, nil)) }
