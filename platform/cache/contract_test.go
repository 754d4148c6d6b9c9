package cache_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/cache"
)

// TestTheContract runs all of it on one world a kind: a Cluster takes seconds to start.
func TestTheContract(t *testing.T) {
	t.Parallel()
	worlds(t, options(time.Hour), func(t *testing.T, w world) {
		for name, part := range map[string]func(t *testing.T, w world, key string){
			"what was loaded is told to all": loadedOnce, "an invalidation concerns its scope": scoped, "a load that began before an invalidation is told to nobody": lateLoad,
			"all who miss at once share a load": sharedLoad, "a failure is remembered by nobody": failed, "what is missing is remembered": missing,
			"what has no form for others stays here": unshared, "a maker that fails lets others make": released,
		} {
			t.Run(name, func(t *testing.T) { part(t, w, name) })
		}
	})
}

func loadedOnce(t *testing.T, w world, key string) {
	s := newSource("maotai")
	for range 2 {
		require.Equal(t, "maotai", w.get(t, 0, 1, key, s))
		require.Equal(t, "maotai", w.get(t, 1, 1, key, s))
	}
	want := int32(2)
	if w.together {
		want = 1
	}
	require.Equal(t, want, s.asked.Load())
	value, ok := w.caches[1].Known(1, key)
	require.True(t, ok)
	require.Equal(t, "maotai", value)
}

func scoped(t *testing.T, w world, key string) {
	s := newSource("old")
	tell := func(want string, key string, scope int64) {
		t.Helper()
		for process := range w.caches {
			require.Equal(t, want, w.get(t, process, scope, key, s))
		}
	}
	invalidate := func(scopes ...int64) { // as an event does, that comes to each
		for _, c := range w.caches {
			c.Invalidate(context.Background(), scopes...)
		}
	}
	tell("old", key+"1", 1)
	tell("old", key+"2", 2)
	tell("old", key+"3", cache.Everything)
	s.value.Store("new")
	tell("old", key+"1", 1)
	invalidate(1)
	tell("new", key+"1", 1)
	tell("old", key+"2", 2)
	tell("old", key+"3", cache.Everything)
	invalidate(3, cache.Everything)
	tell("new", key+"2", 2)
	tell("new", key+"3", cache.Everything)
}

// lateLoad: one process loads while the other, and then itself, hears of a change.
func lateLoad(t *testing.T, w world, key string) {
	s := newSource("new")
	for change := range w.caches {
		key := key + string(rune('0'+change))
		old, err := w.caches[0].Get(context.Background(), 9, key, func(ctx context.Context) (string, cache.Keep, error) {
			w.caches[change].Invalidate(ctx, 9)
			return "old", cache.Found, nil
		})
		require.NoError(t, err)
		require.Equal(t, "old", old, "who asked before the change")
		require.Equal(t, "new", w.get(t, change, 9, key, s), "who heard of it")
		require.Equal(t, "new", w.get(t, change, 9, key, s))
		w.caches[1-change].Invalidate(context.Background(), 9)
		require.Equal(t, "new", w.get(t, 1-change, 9, key, s))
	}
}

func sharedLoad(t *testing.T, w world, key string) {
	s := newSource("maotai")
	release := make(chan struct{})
	load := func(ctx context.Context) (string, cache.Keep, error) {
		value, keep, err := s.load(ctx)
		<-release
		return value, keep, err
	}
	first, leave := context.WithCancel(context.Background())
	var all sync.WaitGroup
	ask := func(ctx context.Context, process int) {
		all.Go(func() {
			value, err := w.caches[process].Get(ctx, 1, key, load)
			if err != nil || value != "maotai" {
				t.Error(value, err)
			}
		})
	}
	ask(first, 0)
	require.Eventually(t, func() bool { return s.asked.Load() == 1 }, 5*time.Second, time.Millisecond)
	leave() // the others still want it
	for range 20 {
		ask(context.Background(), 0)
		ask(context.Background(), 1)
	}
	if !w.together {
		require.Eventually(t, func() bool { return s.asked.Load() == 2 }, 5*time.Second, time.Millisecond)
	}
	time.Sleep(30 * time.Millisecond) // lets the others join
	close(release)
	all.Wait()
	want := int32(2)
	if w.together {
		want = 1
	}
	require.Equal(t, want, s.asked.Load())
}

func failed(t *testing.T, w world, key string) {
	for process := range w.caches {
		_, err := w.caches[process].Get(context.Background(), 1, key, func(context.Context) (string, cache.Keep, error) { return "", cache.Found, errFailed })
		require.ErrorIs(t, err, errFailed)
	}
	unkept := func(context.Context) (string, cache.Keep, error) { return "unkept", cache.Not, nil }
	value, err := w.caches[0].Get(context.Background(), 1, key, unkept)
	require.NoError(t, err)
	require.Equal(t, "unkept", value)
	require.Equal(t, "maotai", w.get(t, 0, 1, key, newSource("maotai")))
}

func missing(t *testing.T, w world, key string) {
	s := newSource("")
	require.Empty(t, w.get(t, 0, 1, key, s))
	require.Empty(t, w.get(t, 0, 1, key, s))
	require.EqualValues(t, 1, s.asked.Load())
}

func unshared(t *testing.T, w world, key string) {
	s := newSource("not for others")
	for range 2 {
		require.Equal(t, "not for others", w.get(t, 0, 1, key, s))
		require.Equal(t, "not for others", w.get(t, 1, 1, key, s))
	}
	require.EqualValues(t, 2, s.asked.Load())
}

func released(t *testing.T, w world, key string) {
	var all sync.WaitGroup
	began := make(chan struct{})
	all.Go(func() {
		_, err := w.caches[0].Get(context.Background(), 1, key, func(context.Context) (string, cache.Keep, error) {
			close(began)
			return "", cache.Found, errFailed
		})
		if err == nil {
			t.Error("no failure")
		}
	})
	<-began
	require.Equal(t, "maotai", w.get(t, 1, 1, key, newSource("maotai")))
	all.Wait()
}

func TestWhatIsRememberedIsOverAfterItsLifeWhoeverRemembersIt(t *testing.T) {
	t.Parallel()
	o := options(400 * time.Millisecond)
	o.MissingLife = 50 * time.Millisecond
	worlds(t, o, func(t *testing.T, w world) {
		s := newSource("old")
		began := time.Now()
		w.get(t, 0, 1, "k", s)
		s.value.Store("new")
		time.Sleep(200 * time.Millisecond)
		w.get(t, 1, 1, "k", s) // half its life later: no new life begins
		for process := range w.caches {
			require.Eventually(t, func() bool { return w.get(t, process, 1, "k", s) == "new" }, 2*time.Second, 5*time.Millisecond)
		}
		require.Less(t, time.Since(began), time.Second)

		s.value.Store("")
		w.get(t, 0, 1, "missing", s)
		s.value.Store("there")
		time.Sleep(60 * time.Millisecond)
		require.Equal(t, "there", w.get(t, 0, 1, "missing", s))
	})
}

func TestFixedValuesNeedNoStamps(t *testing.T) {
	t.Parallel()
	o := options(time.Hour)
	o.Fixed = true
	worlds(t, o, func(t *testing.T, w world) { loadedOnce(t, w, "k") })
}

func TestACacheThatCannotWorkIsRefused(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*cache.Options[string, string]){
		"no name":          func(o *cache.Options[string, string]) { o.Name = "" },
		"lives":            func(o *cache.Options[string, string]) { o.MissingLife = 2 * time.Hour },
		"no bound of time": func(o *cache.Options[string, string]) { o.LoadTime = 0 },
		"no form in redis": func(o *cache.Options[string, string]) { o.Shared, o.Encode = &cache.Shared{}, nil },
	} {
		o := options(time.Hour)
		change(&o)
		_, err := cache.New(o)
		require.Error(t, err, name)
		require.True(t, strings.Contains(err.Error(), name), err)
	}
}
