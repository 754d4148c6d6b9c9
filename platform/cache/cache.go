// Package cache remembers what is read often and changes seldom: in this process, and, where the installation has a
// Redis, for all processes together. It is cache-aside: who misses loads from the source and lets it be remembered.
//
// It guarantees that after [Cache.Invalidate] returned this process never tells what was loaded before it, wherever that
// was remembered and however long the load took; that whatever became of invalidations nothing is told longer than
// its life after its load ended, and two seconds more where Redis was slow; that all who miss the same at once share one load, in the process and, for moments, among
// processes; and that a Redis that is lost or slow costs a load some milliseconds, then nothing, and fails none.
//
// It refuses to be a store: it writes nothing to the source, and what it holds may be gone at any moment. Start with
// [New]; shared.go is what is in Redis, and says how a late load is told from a fresh one.
package cache

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/maypok86/otter/v2"
	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/sync/singleflight"
)

// Keep says how long what was loaded is remembered.
type Keep int

// What a load may say of what it returns. The zero Keep: not at all.
const (
	Not Keep = iota
	// Found is something, for Options.Life.
	Found
	// Missing is the knowledge that there is nothing, for Options.MissingLife.
	Missing
)

// Everything is the scope of what no other invalidation concerns.
const Everything int64 = 0

// Options say what a cache remembers.
type Options[K comparable, V any] struct {
	// Name tells caches apart, in metrics and in Redis. A new form of the values needs a new name.
	Name string
	// Life is how long a value is told after it was loaded, at most: up to a fifth less, so that what was loaded together is not
	// over together. MissingLife is the same of what is not there.
	Life, MissingLife time.Duration
	// LoadTime bounds a load, which is made for all who wait and so not bounded by any one's deadline.
	LoadTime time.Duration
	// Text is a key as text: of two keys never the same. It is made for what this process does not know only.
	Text func(K) string
	// Weight bounds what the process remembers, in what Weigh returns.
	Weight uint64
	Weigh  func(key K, value V) uint32
	// Fixed values never change under their key; they are never invalidated.
	Fixed bool
	// Encode and Decode are the form of a value in Redis; needed with Shared. What Encode refuses stays in the process.
	Encode func(V) ([]byte, error)
	Decode func([]byte) (V, error)
	// Shared is what processes remember together; nil: each for itself.
	Shared *Shared
	// Metrics may be nil.
	Metrics prometheus.Registerer
}

// validate refuses what cannot work.
func (o *Options[K, V]) validate() error {
	switch {
	case o.Name == "":
		return errors.New("no name")
	case o.Life < time.Millisecond || o.MissingLife < time.Millisecond || o.MissingLife > o.Life:
		return fmt.Errorf("lives of %v and %v: each at least a millisecond, and what is missing no longer than what is there", o.Life, o.MissingLife)
	case o.LoadTime <= 0 || o.Weight == 0 || o.Weigh == nil || o.Text == nil:
		return errors.New("no bound of time or of memory, or no text of a key")
	case o.Shared != nil && (o.Encode == nil || o.Decode == nil):
		return errors.New("no form in redis")
	}
	return nil
}

// Load asks the source. Of what it returns with an error nothing is remembered.
type Load[V any] func(ctx context.Context) (V, Keep, error)

// Cache remembers values by key. Each key has a scope: a number whose invalidation concerns it, besides Everything's.
// It is safe for concurrent use. Values are shared by all who ask and must not be changed.
type Cache[K comparable, V any] struct {
	o       Options[K, V]
	entries *otter.Cache[K, *entry[V]]
	flights singleflight.Group
	all     atomic.Int64
	scopes  sync.Map // scope -> *atomic.Int64
	metrics *metrics
}

// generation counts the invalidations of a key: of Everything, and of its scope.
type generation struct{ all, scope int64 }

type entry[V any] struct {
	value V
	of    generation
	life  time.Duration
}

// New returns an empty cache.
func New[K comparable, V any](o Options[K, V]) (*Cache[K, V], error) {
	if err := o.validate(); err != nil {
		return nil, fmt.Errorf("cache %s: %w", o.Name, err)
	}
	m, err := newMetrics(o.Name, o.Metrics)
	if err != nil {
		return nil, err
	}
	c := &Cache[K, V]{o: o, metrics: m}
	c.entries, err = otter.New(&otter.Options[K, *entry[V]]{
		MaximumWeight:    o.Weight,
		Weigher:          func(key K, e *entry[V]) uint32 { return o.Weigh(key, e.value) },
		ExpiryCalculator: otter.ExpiryWritingFunc(func(e otter.Entry[K, *entry[V]]) time.Duration { return e.Value.life }),
	})
	if err != nil {
		return nil, fmt.Errorf("cache %s: %w", o.Name, err)
	}
	return c, nil
}

// Known returns what this process remembers. It takes no lock and asks nobody.
func (c *Cache[K, V]) Known(scope int64, key K) (value V, ok bool) {
	e, ok := c.entries.GetIfPresent(key)
	if !ok || e.of != c.generation(scope) {
		return value, false
	}
	c.metrics.process.Inc()
	return e.value, true
}

// Get returns what is remembered, here or by all processes, or loads it. It returns the load's error, and then what the load
// returned with it.
func (c *Cache[K, V]) Get(ctx context.Context, scope int64, key K, load Load[V]) (V, error) {
	if value, ok := c.Known(scope, key); ok {
		return value, nil
	}
	of, text := c.generation(scope), c.o.Text(key)
	// Who asks after an invalidation must not share the load of who asked before it.
	flight := strconv.FormatInt(of.all, 36) + "." + strconv.FormatInt(of.scope, 36) + "." + text
	made, err, _ := c.flights.Do(flight, func() (any, error) {
		if e, ok := c.entries.GetIfPresent(key); ok && e.of == of { // from a flight that has just ended
			return e.value, nil
		}
		// Whoever asked first may go away; the others still want it.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), c.o.LoadTime)
		defer cancel()
		return c.fetch(ctx, request[K]{scope: scope, key: key, text: text, of: of}, load)
	})
	return made.(V), err //nolint:forcetypeassert,wrapcheck // fetch returns nothing else, and the load's own error
}

// request is what is asked for, and the generation that it was of when it was asked for.
type request[K comparable] struct {
	scope int64
	key   K
	text  string
	of    generation
}

// fetch asks the other processes' memory, then the source. The request's generation was read before either: what comes back too late is seen by it.
func (c *Cache[K, V]) fetch(ctx context.Context, r request[K], load Load[V]) (V, error) {
	var ticket ticket
	if c.o.Shared != nil {
		held, t := c.o.Shared.find(ctx, c.place(r.scope, r.text))
		if ticket = t; held.ok {
			if value, err := c.o.Decode(held.bytes); err == nil {
				c.metrics.shared.Inc()
				c.remember(r, &entry[V]{value: value, of: r.of, life: held.life})
				return value, nil
			}
			c.metrics.failed.Inc() // another program's: the source knows better
		}
	}
	c.metrics.source.Inc()
	value, keep, err := load(ctx)
	life := c.life(keep)
	if err != nil || life == 0 {
		if err != nil {
			c.metrics.failed.Inc()
		}
		c.o.Shared.release(ctx, ticket)
		return value, err
	}
	c.remember(r, &entry[V]{value: value, of: r.of, life: life})
	if ticket.usable() {
		if bytes, err := c.o.Encode(value); err == nil {
			c.o.Shared.store(ctx, ticket, bytes, life)
		} else {
			c.o.Shared.release(ctx, ticket)
		}
	}
	return value, nil
}

// remember keeps an entry in the process, unless it is old already.
func (c *Cache[K, V]) remember(r request[K], e *entry[V]) {
	if e.of == c.generation(r.scope) {
		c.entries.Set(r.key, e)
	}
}

// life is how long something is remembered, shortened by chance.
func (c *Cache[K, V]) life(keep Keep) time.Duration {
	var life time.Duration
	switch keep {
	case Found:
		life = c.o.Life
	case Missing:
		life = c.o.MissingLife
	case Not:
		return 0
	}
	return life - rand.N(life/5+1) //nolint:gosec // spreads loads, guards nothing
}

// Invalidate lets nothing be told any more that was loaded before now and belongs to one of the scopes; nothing at all where one
// is Everything. Other processes learn of it in Redis, where there is one, and else by calls of their own.
func (c *Cache[K, V]) Invalidate(ctx context.Context, scopes ...int64) {
	// First the others' memory: who asks this process once its own is gone must not find the old there.
	if c.o.Shared != nil && len(scopes) > 0 {
		c.o.Shared.invalidate(ctx, c.o.Name, scopes, c.o.Life+c.o.LoadTime)
	}
	for _, scope := range scopes {
		if scope == Everything {
			c.all.Add(1)
			continue
		}
		g, _ := c.scopes.LoadOrStore(scope, &atomic.Int64{})
		g.(*atomic.Int64).Add(1) //nolint:forcetypeassert // nothing else is stored
	}
}

func (c *Cache[K, V]) generation(scope int64) generation {
	of := generation{all: c.all.Load()}
	if scope == Everything {
		return of
	}
	if g, ok := c.scopes.Load(scope); ok {
		of.scope = g.(*atomic.Int64).Load() //nolint:forcetypeassert // nothing else is stored
	}
	return of
}
