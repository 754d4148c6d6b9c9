package ratelimit_test

import (
	"context"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/ratelimit"
	"dajiu/platform/redis"
	"dajiu/platform/testkit"
)

const (
	lost = "limits are counted by this process alone"
	back = "limits are counted in redis for all processes again"
)

// process is one of several that share a Redis.
type process struct {
	*ratelimit.Guarded
	log     diary
	metrics *prometheus.Registry
}

// start starts a process as an installation's: it does not wait for Redis.
func start(t testing.TB, cfg redis.Config) *process {
	t.Helper()
	p := &process{metrics: prometheus.NewRegistry()}
	client, err := redis.Open(cfg, clock.Real(), p.log.logger(), p.metrics)
	require.NoError(t, err)
	running(t, client.Run)
	local, err := ratelimit.NewLocal(clock.Real())
	require.NoError(t, err)
	p.Guarded, err = ratelimit.NewGuarded(ratelimit.NewShared(client, secret), local, clock.Real(), p.log.logger(), p.metrics)
	require.NoError(t, err)
	running(t, p.Run)
	return p
}

func (p *process) take(key string, limit ratelimit.Limit) bool {
	return p.Take(context.Background(), key, limit, 1).Allowed
}

// together waits until the process shares, which its metric says, too.
func (p *process) together(t testing.TB) {
	t.Helper()
	require.Eventually(t, func() bool { return !p.Apart() }, 30*time.Second, 10*time.Millisecond)
	p.requireShared(t, 1)
}

func (p *process) requireShared(t testing.TB, shared int) {
	t.Helper()
	want := "# HELP dajiu_ratelimit_shared 1 while limits are counted for all processes in Redis, 0 while this process counts for itself.\n" +
		"# TYPE dajiu_ratelimit_shared gauge\ndajiu_ratelimit_shared " + strconv.Itoa(shared) + "\n"
	require.NoError(t, testutil.GatherAndCompare(p.metrics, strings.NewReader(want), "dajiu_ratelimit_shared"))
}

// apart makes calls until the process counts for itself.
func (p *process) apart(t testing.TB) {
	t.Helper()
	require.Eventually(t, func() bool {
		p.take("somebody", ratelimit.Limit{PerMinute: 600_000, Burst: 1000})
		return p.Apart()
	}, 10*time.Second, time.Millisecond)
	p.requireShared(t, 0)
}

// quick is the configuration of an installation, whose requests wait for Redis only shortly.
func quick(addrs ...string) redis.Config {
	cfg := config(addrs...)
	cfg.Timeout = 20 * time.Millisecond // the machine has other work
	return cfg
}

func TestALimitIsOneForAllProcessesUntilRedisIsLostAndOnceItIsBack(t *testing.T) {
	t.Parallel()
	server := testkit.OwnRedis(t)
	cfg := quick(server.Addr)
	one, other := start(t, cfg), start(t, cfg)
	both := func() { one.together(t); other.together(t) }
	require.Eventually(t, func() bool { return one.take("warm", hourly(1000)) && other.take("warm", hourly(1000)) }, 5*time.Second, time.Millisecond)
	settle(t, one, other)
	both()
	requireTogether(t, one, other, "before")

	server.Kill(t)
	one.apart(t)
	other.apart(t)
	for range 3 {
		require.True(t, one.take("meanwhile", hourly(3)), "each process has a bucket of its own")
		require.True(t, other.take("meanwhile", hourly(3)))
	}
	require.False(t, one.take("meanwhile", hourly(3)), "which is not without an end")
	require.False(t, other.take("meanwhile", hourly(3)))

	server.Start(t)
	both()
	requireTogether(t, one, other, "after")
	require.Equal(t, 1, one.log.count(lost), "it was said once")
	require.Equal(t, 1, one.log.count(back))
}

// settle waits until both processes are connected: a call that is made earlier is counted by each for itself.
func settle(t testing.TB, processes ...*process) {
	t.Helper()
	for i, p := range processes {
		key := "settle" + strconv.Itoa(i)
		require.Eventually(t, func() bool {
			before := counted(t, p, "shared")
			p.take(key, hourly(1000))
			return counted(t, p, "shared") > before
		}, 10*time.Second, 5*time.Millisecond)
	}
}

// counted is how many checks were counted in a place.
func counted(t testing.TB, p *process, where string) float64 {
	t.Helper()
	families, err := p.metrics.Gather()
	require.NoError(t, err)
	for _, f := range families {
		if f.GetName() != "dajiu_ratelimit_checks_total" {
			continue
		}
		for _, m := range f.GetMetric() {
			if m.GetLabel()[0].GetValue() == where {
				return m.GetCounter().GetValue()
			}
		}
	}
	return 0
}

// requireTogether takes a bucket by turns.
func requireTogether(t testing.TB, one, other *process, key string) {
	t.Helper()
	for range 3 {
		require.True(t, one.take(key, hourly(6)))
		require.True(t, other.take(key, hourly(6)))
	}
	require.False(t, one.take(key, hourly(6)), "%s: the bucket is one", key)
	require.False(t, other.take(key, hourly(6)), "%s: the bucket is one", key)
}

func TestARedisThatHangsCostsRequestsNextToNothing(t *testing.T) {
	t.Parallel()
	server := testkit.OwnRedis(t)
	p := start(t, quick(server.Addr))
	settle(t, p)
	p.together(t)
	server.Freeze(t)
	began := time.Now()
	for range 2000 {
		require.True(t, p.take("k", ratelimit.Limit{PerMinute: 60, Burst: 5000}), "no request fails")
	}
	took := time.Since(began)
	require.True(t, p.Apart())
	require.Less(t, took, time.Second, "five calls waited 20 ms each, the rest did not")
	server.Thaw(t)
	p.together(t)
	require.Equal(t, 1, p.log.count(lost))
}

func TestAProcessStartsWithoutRedisAndSharesOnceItIsThere(t *testing.T) {
	t.Parallel()
	server := testkit.OwnRedis(t)
	server.Kill(t)
	p := start(t, quick(server.Addr))
	p.apart(t)
	require.True(t, p.take("k", hourly(1)))
	require.False(t, p.take("k", hourly(1)))
	server.Start(t)
	p.together(t)
	require.Equal(t, 1, p.log.count("redis cannot be reached"))
}

func TestWhoDoesNotStopAskingCostsRedisNothing(t *testing.T) {
	t.Parallel()
	p := start(t, quick(testkit.Redis(t)))
	settle(t, p)
	require.True(t, p.take("k", hourly(1)))
	require.False(t, p.take("k", hourly(1)))
	before := counted(t, p, "shared")
	for range 100 {
		d := p.Take(context.Background(), "k", hourly(1), 1)
		require.False(t, d.Allowed)
		require.InDelta(t, time.Minute, d.RetryAfter, float64(10*time.Second))
	}
	require.InDelta(t, before, counted(t, p, "shared"), 0)
	limit := ratelimit.Limit{PerMinute: 600, Burst: 1}
	require.True(t, p.take("quick", limit))
	require.False(t, p.take("quick", limit))
	require.Eventually(t, func() bool { return p.take("quick", limit) }, 5*time.Second, 20*time.Millisecond, "it passes when the wait is over")
}

func TestInRedisThereIsNothingOfAPersonAndNothingForLong(t *testing.T) {
	t.Parallel()
	server := testkit.OwnRedis(t)
	shared := ratelimit.NewShared(connect(t, config(server.Addr)), secret)
	_, err := shared.Take(context.Background(), "a203.0.113.7", ratelimit.Limit{PerMinute: 600, Burst: 5}, 3)
	require.NoError(t, err)
	keys := strings.Fields(server.Ask(t, "KEYS", "*"))
	require.Len(t, keys, 1)
	require.Regexp(t, `^t-[0-9a-f-]+:limit:[A-Za-z0-9_-]{22}$`, keys[0])
	require.NotContains(t, server.Ask(t, "GET", keys[0]), "203.0.113")
	left, err := strconv.Atoi(strings.TrimSpace(server.Ask(t, "PTTL", keys[0])))
	require.NoError(t, err)
	require.LessOrEqual(t, left, 300, "no longer than until the bucket is full again, in milliseconds")
	require.Eventually(t, func() bool { return strings.TrimSpace(server.Ask(t, "DBSIZE")) == "0" }, 5*time.Second, 20*time.Millisecond)
	stranger := ratelimit.NewShared(connect(t, config(server.Addr)), []byte("another installation's secret"))
	_, err = stranger.Take(context.Background(), "a203.0.113.7", hourly(5), 1)
	require.NoError(t, err)
	require.NotContains(t, server.Ask(t, "KEYS", "*"), keys[0][strings.LastIndex(keys[0], ":"):], "the hash needs the secret")
}

func TestNoRequestFailsWhenSentinelsReplaceTheMasterUnderLoad(t *testing.T) {
	t.Parallel()
	group := testkit.RedisSentinel(t)
	cfg := quick(group.Sentinels...)
	cfg.Sentinel = group.Name
	one, other := start(t, cfg), start(t, cfg)
	settle(t, one, other)
	one.together(t)
	other.together(t)

	var load sync.WaitGroup
	var stop atomic.Bool
	var refused, made atomic.Int64
	for i := range 8 {
		load.Go(func() {
			for n := 0; !stop.Load(); n++ {
				p := []*process{one, other}[n%2]
				if !p.take("load"+strconv.Itoa(i), ratelimit.Limit{PerMinute: ratelimit.MaxPerMinute, Burst: ratelimit.MaxBurst}) {
					refused.Add(1)
				}
				made.Add(1)
				time.Sleep(time.Millisecond)
			}
		})
	}
	old := group.Master(t)
	old.Kill(t)
	require.Eventually(t, func() bool { return one.Apart() && other.Apart() }, 10*time.Second, time.Millisecond, "the load found it out")
	require.Eventually(t, func() bool { return group.Master(t) != old }, 60*time.Second, 50*time.Millisecond)
	one.together(t)
	other.together(t)
	before := counted(t, one, "shared")
	require.Eventually(t, func() bool { return counted(t, one, "shared") > before }, 10*time.Second, time.Millisecond)
	stop.Store(true)
	load.Wait()
	require.Greater(t, made.Load(), int64(1000))
	require.Zero(t, refused.Load(), "nothing that should pass was refused")
	requireTogether(t, one, other, "after")
}

func TestNoRequestFailsWhenAMasterOfAClusterIsReplacedUnderLoad(t *testing.T) {
	t.Parallel()
	servers := testkit.RedisCluster(t)
	p := start(t, quick(servers[3].Addr, servers[4].Addr))
	settle(t, p)
	p.together(t)
	servers[0].Kill(t) // redis-cli makes masters of the first three
	refused := 0
	pass := func() {
		for i := range 30 { // callers in all parts of the Cluster
			if !p.take("load"+strconv.Itoa(i), ratelimit.Limit{PerMinute: ratelimit.MaxPerMinute, Burst: ratelimit.MaxBurst}) {
				refused++
			}
		}
	}
	require.Eventually(t, func() bool { pass(); return p.Apart() }, 10*time.Second, time.Millisecond, "a third of the callers is enough")
	require.Eventually(t, func() bool { pass(); return !p.Apart() }, 60*time.Second, 10*time.Millisecond, "a replica took the master's place")
	before := counted(t, p, "local")
	for range 20 {
		pass()
	}
	require.Zero(t, refused, "nothing that should pass was refused")
	require.InDelta(t, before, counted(t, p, "local"), 60, "all parts are counted again")
	require.False(t, p.Apart())
}
