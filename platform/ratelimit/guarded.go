package ratelimit

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/maypok86/otter/v2"
	"github.com/prometheus/client_golang/prometheus"

	"dajiu/platform/clock"
)

// When the processes stop sharing, and share again. A failure weighs as much as failureWeight successes: more than about one in ten
// for long, or five one after another, are too many.
const (
	failureWeight = 10
	tooMany       = 50
	// lookTime is how often a Redis that failed is looked at.
	lookTime = 250 * time.Millisecond
	// looks are the keys that must all be counted before Redis is trusted again: enough to touch each part of a Cluster.
	looks = 24
)

// counter is where tokens are taken that may fail.
type counter interface {
	Take(ctx context.Context, key string, limit Limit, n int) (Decision, error)
}

// refusal is what Redis said of a key: n tokens are not there before the moment.
type refusal struct {
	until time.Time
	n     int
}

// Guarded counts in Redis, and in this process while Redis is lost or slow. It is safe for concurrent use.
type Guarded struct {
	shared counter
	local  *Local
	clock  clock.Clock
	log    *slog.Logger
	// refused spares Redis those who do not stop asking.
	refused *otter.Cache[string, refusal]

	alone   atomic.Bool // what apart says, for every call
	mu      sync.Mutex
	weight  int           // guarded by mu
	apart   chan struct{} // guarded by mu; closed while this process counts for itself
	metrics *guardedMetrics
}

// NewGuarded returns buckets that are shared from the first answer on. Run looks after them. Reg may be nil.
func NewGuarded(shared *Shared, local *Local, c clock.Clock, log *slog.Logger, reg prometheus.Registerer) (*Guarded, error) {
	return newGuarded(shared, local, c, log, reg)
}

func newGuarded(shared counter, local *Local, c clock.Clock, log *slog.Logger, reg prometheus.Registerer) (*Guarded, error) {
	refused, err := otter.New(&otter.Options[string, refusal]{
		MaximumSize: bucketsKept, ExpiryCalculator: otter.ExpiryWriting[string, refusal](MaxFill),
	})
	if err != nil {
		return nil, fmt.Errorf("ratelimit: make memory of refusals: %w", err)
	}
	m, err := newGuardedMetrics(reg)
	if err != nil {
		return nil, err
	}
	return &Guarded{shared: shared, local: local, clock: c, log: log, refused: refused, apart: make(chan struct{}), metrics: m}, nil
}

// Take takes n tokens, at least 1, out of the bucket of a key, or none. Where Redis does not say, this process decides.
func (g *Guarded) Take(ctx context.Context, key string, limit Limit, n int) Decision {
	if g.Apart() {
		g.metrics.locally.Inc()
		return g.local.Take(ctx, key, limit, n)
	}
	now := g.clock.Now()
	if r, ok := g.refused.GetIfPresent(key); ok && n >= r.n && now.Before(r.until) {
		g.metrics.remembered.Inc()
		return Decision{RetryAfter: r.until.Sub(now)}
	}
	d, err := g.shared.Take(ctx, key, limit, n)
	if err != nil {
		if ctx.Err() == nil { // else the caller left, which says nothing of Redis
			g.failed(err)
		}
		g.metrics.locally.Inc()
		return g.local.Take(ctx, key, limit, n)
	}
	g.metrics.together.Inc()
	g.answered()
	if !d.Allowed && d.RetryAfter > 0 {
		g.refused.Set(key, refusal{until: now.Add(d.RetryAfter), n: n})
	}
	return d
}

// Apart reports whether this process counts for itself.
func (g *Guarded) Apart() bool { return g.alone.Load() }

func (g *Guarded) answered() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.weight > 0 && g.weight < tooMany {
		g.weight--
	}
}

func (g *Guarded) failed(err error) {
	g.metrics.failure.Inc()
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.weight >= tooMany {
		return
	}
	if g.weight += failureWeight; g.weight < tooMany {
		return
	}
	g.alone.Store(true)
	close(g.apart)
	g.metrics.shared.Set(0)
	g.log.Warn("limits are counted by this process alone: redis is lost or slow", "error", err)
}

// Run looks, while this process counts for itself, whether Redis is back, until ctx ends.
func (g *Guarded) Run(ctx context.Context) error {
	for {
		g.mu.Lock()
		apart := g.apart
		g.mu.Unlock()
		select {
		case <-ctx.Done():
			return nil
		case <-apart:
		}
		for g.look(ctx) != nil {
			select {
			case <-ctx.Done():
				return nil
			case <-g.clock.After(lookTime):
			}
		}
		g.together()
	}
}

// look takes tokens that are nobody's, and is content when each is counted in time.
func (g *Guarded) look(ctx context.Context) error {
	for i := range looks {
		d, err := g.shared.Take(ctx, "look "+strconv.Itoa(i), Limit{PerMinute: MaxPerMinute, Burst: MaxBurst}, 1)
		if err != nil {
			return err
		}
		if !d.Allowed {
			return errors.New("ratelimit: a full bucket was empty")
		}
	}
	return nil
}

// together starts to share again. What callers did meanwhile was counted by each process and is not made up for.
func (g *Guarded) together() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.weight, g.apart = 0, make(chan struct{})
	g.alone.Store(false)
	g.metrics.shared.Set(1)
	g.log.Info("limits are counted in redis for all processes again")
}
