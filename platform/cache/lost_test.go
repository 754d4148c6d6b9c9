package cache_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/cache"
	"dajiu/platform/clock"
	"dajiu/platform/testkit"
)

func TestWhileRedisIsLostEachProcessRemembersForItselfAndNothingOldComesBackWithIt(t *testing.T) {
	t.Parallel()
	server := testkit.OwnRedis(t)
	cfg := config(server.Addr)
	cfg.Timeout = 50 * time.Millisecond
	w := overRedis(t, cfg, options(time.Hour))
	s := newSource("old")
	require.Equal(t, "old", w.get(t, 0, 1, "k", s))
	require.Equal(t, "old", w.get(t, 0, 2, "other", s))

	server.Freeze(t)
	s.value.Store("new")
	require.Equal(t, "old", w.get(t, 0, 1, "k", s), "what this process knows needs no redis")
	w.caches[0].Invalidate(context.Background(), 1)
	w.caches[1].Invalidate(context.Background(), 1)
	began := time.Now()
	for process := range w.caches {
		for range 50 {
			require.Equal(t, "new", w.get(t, process, 1, "k", s))
		}
	}
	require.Less(t, time.Since(began), time.Second)
	require.EqualValues(t, 4, s.asked.Load(), "one load a process, although redis is lost")
	began = time.Now()
	for i := range 500 {
		w.get(t, 0, 1, string(rune('a'+i)), s)
	}
	require.Less(t, time.Since(began), 2*time.Second, "a redis that does not answer is not waited for by everybody")

	server.Thaw(t) // with the old value, and perhaps without the invalidation
	deadline := time.Now().Add(time.Second)
	for i := 0; time.Now().Before(deadline); i++ {
		require.Equal(t, "new", w.get(t, i%2, 1, "k", s))
		w.caches[i%2].Invalidate(context.Background(), 3) // what is told now does not make up for what was not
		time.Sleep(10 * time.Millisecond)
	}
}

func TestAProcessThatMissedNothingSharesAgainOnceRedisIsBack(t *testing.T) {
	t.Parallel()
	server := testkit.OwnRedis(t)
	cfg := config(server.Addr)
	cfg.Timeout = 50 * time.Millisecond
	w := overRedis(t, cfg, options(time.Hour))
	s := newSource("maotai")
	server.Kill(t)
	for i := range 100 {
		require.Equal(t, "maotai", w.get(t, i%2, 1, string(rune('a'+i)), s))
	}
	server.Start(t)
	key := 'A'
	require.Eventually(t, func() bool {
		key++
		before := s.asked.Load()
		w.get(t, 0, 1, string(key), s)
		w.get(t, 1, 1, string(key), s)
		return s.asked.Load() == before+1
	}, 10*time.Second, 20*time.Millisecond)
}

func BenchmarkGet(b *testing.B) {
	run := func(name string, c *cache.Cache[string, string], key func(int) string) {
		b.Run(name, func(b *testing.B) {
			s := newSource("a card of some length")
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if _, err := c.Get(context.Background(), 1, key(i), s.load); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	one := func(int) string { return "k" }
	each := func(i int) string { return string(rune(i)) }
	alone := options(time.Hour)
	run("known", newCache(b, alone), one)
	run("missed, alone", newCache(b, alone), each)
	shared := options(time.Hour)
	shared.Shared = cache.NewShared(connect(b, config(testkit.Redis(b))), clock.Real(), testkit.Quiet())
	run("missed, made for all", newCache(b, shared), each)
}
