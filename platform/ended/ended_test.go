package ended_test

import (
	"bytes"
	"context"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/ended"
	"dajiu/platform/redis"
	"dajiu/platform/testkit"
)

var key = bytes.Repeat([]byte("k"), ended.KeySize)

// process is one that posts and hears.
type process struct {
	*ended.Board
	stop func()

	mu    sync.Mutex
	heard []ended.End
}

func (p *process) hears(end ended.End) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Contains(p.heard, end)
}

// started returns a process that runs until the test ends, or is stopped. Without a configuration it has no Redis.
func started(t testing.TB, cfg *redis.Config) *process {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	var parts []func(context.Context) error
	var client *redis.Client
	var err error
	if cfg != nil {
		client, err = redis.Open(*cfg, clock.Real(), testkit.Quiet(), nil)
		require.NoError(t, err)
		parts = append(parts, client.Run)
	}
	p := &process{}
	p.Board, err = ended.New(client, key, time.Hour, clock.Real(), testkit.Quiet())
	require.NoError(t, err)
	p.Listen(func(ends []ended.End) {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.heard = append(p.heard, ends...)
	})
	done := make(chan error, 2)
	parts = append(parts, p.Run)
	for _, run := range parts {
		go func() { done <- run(ctx) }()
	}
	p.stop = sync.OnceFunc(func() {
		stop()
		for range parts {
			require.NoError(t, <-done)
		}
	})
	t.Cleanup(p.stop)
	return p
}

func config(timeout time.Duration, addrs ...string) *redis.Config {
	cfg := redis.DefaultConfig()
	cfg.Addrs, cfg.Prefix, cfg.Timeout = addrs, "t-"+uuid.NewString()+":", timeout
	return &cfg
}

// end is of a person, or of one session of theirs.
func end(user, session int64) ended.End {
	now := clock.Real().Now()
	return ended.End{UserID: user, Session: session, Until: now, Expires: now.Add(time.Minute)}
}

func requireHears(t testing.TB, p *process, want ended.End, within time.Duration) {
	t.Helper()
	require.Eventually(t, func() bool { return p.hears(want) }, within, 5*time.Millisecond)
}

func TestAloneAProcessHearsItself(t *testing.T) {
	t.Parallel()
	p := started(t, nil)
	require.NoError(t, p.Ready(t.Context()))
	requireHears(t, p, p.posted(t), time.Second)
}

// posted posts an end and returns it.
func (p *process) posted(t testing.TB) ended.End {
	t.Helper()
	e := end(time.Now().UnixNano(), 5)
	p.Post(e)
	return e
}

func TestEveryProcessHearsWithinASecondAndOneThatStartsBeforeItIsReady(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]func() *redis.Config{
		"redis": func() *redis.Config { return config(time.Second, testkit.Redis(t)) },
		"cluster": func() *redis.Config {
			servers := testkit.RedisCluster(t)
			return config(time.Second, servers[0].Addr, servers[1].Addr)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg := start()
			one, other := started(t, cfg), started(t, cfg)
			require.NoError(t, one.Ready(t.Context()))
			require.NoError(t, other.Ready(t.Context()))
			for _, e := range []ended.End{end(7, 0), end(7, 70)} {
				one.Post(e)
				requireHears(t, one, e, time.Second)
				requireHears(t, other, e, time.Second)
			}
			var all []ended.End
			for user := range int64(700) { // more than one answer holds
				all = append(all, end(1000+user, 0))
				other.Post(all[user])
			}
			requireHears(t, one, all[699], 20*time.Second)
			late := started(t, cfg)
			require.NoError(t, late.Ready(t.Context()))
			for _, e := range all {
				require.True(t, late.hears(e), strconv.FormatInt(e.UserID, 10))
			}
		})
	}
}

func TestWhatIsPostedWhileRedisIsLostIsHeardOnceItIsBack(t *testing.T) {
	t.Parallel()
	server := testkit.OwnRedis(t)
	cfg := config(50*time.Millisecond, server.Addr)
	one, other := started(t, cfg), started(t, cfg)
	require.NoError(t, other.Ready(t.Context()))
	server.Kill(t)
	e := one.posted(t)
	requireHears(t, one, e, time.Second)
	began := time.Now()
	require.NoError(t, started(t, cfg).Ready(t.Context()), "a process starts without redis")
	require.Less(t, time.Since(began), 3*time.Second)
	require.False(t, other.hears(e))
	server.Start(t)
	requireHears(t, other, e, 20*time.Second)
}

func TestNobodyWhoReadsRedisLearnsWhoLeftAndNobodyWhoWritesThereEndsASession(t *testing.T) {
	t.Parallel()
	server := testkit.OwnRedis(t)
	cfg := config(time.Second, server.Addr)
	one := started(t, cfg)
	require.NoError(t, one.Ready(t.Context()))
	e := ended.End{UserID: 0x4141414141414141, Until: end(1, 0).Until, Expires: end(1, 0).Expires}
	one.Post(e)
	requireHears(t, one, e, time.Second)
	require.Eventually(t, func() bool { return server.Ask(t, "ZCARD", cfg.Prefix+"ended") == "1\n" }, 5*time.Second, 10*time.Millisecond)
	require.NotContains(t, server.Ask(t, "ZRANGE", cfg.Prefix+"ended", "0", "-1"), "AAAA")
	server.Ask(t, "ZADD", cfg.Prefix+"ended", "9e15", "forged")
	other := started(t, cfg)
	require.NoError(t, other.Ready(t.Context()))
	other.mu.Lock()
	defer other.mu.Unlock()
	require.Equal(t, []ended.End{e}, other.heard)
}

func TestAKeyOfTheWrongLengthIsRefused(t *testing.T) {
	t.Parallel()
	client, err := redis.Open(*config(time.Second, "127.0.0.1:1"), clock.Real(), testkit.Quiet(), nil)
	require.NoError(t, err)
	_, err = ended.New(client, key[1:], time.Hour, clock.Real(), testkit.Quiet())
	require.ErrorContains(t, err, "ended: key")
}
