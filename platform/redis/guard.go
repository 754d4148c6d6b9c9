package redis

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"dajiu/platform/clock"
)

// When callers stop asking, and ask again. A failure weighs as much as failureWeight successes: more than about one in ten for
// long, or five one after another, are too many.
const (
	failureWeight = 10
	tooMany       = 50
	// again is the weight of who asks again: one more failure, and they stop.
	again = tooMany - failureWeight
	// lookTime is how often one caller is let through to a Redis that failed.
	lookTime = 250 * time.Millisecond
	// tellTime is how often the log is told: a machine that has too much to do answers now and then.
	tellTime = time.Minute
)

// Guard spares the callers of one purpose a Redis that is lost or slow: after too many failures it lets one through now and
// then, and all again once that one was answered. It is safe for concurrent use.
type Guard struct {
	purpose string
	clock   clock.Clock
	log     *slog.Logger

	apart  atomic.Bool // what weight says, for every caller
	mu     sync.Mutex
	weight int       // guarded by mu
	look   time.Time // guarded by mu: when the next one is let through
	told   time.Time // guarded by mu: when the log was told last that Redis is not asked
	owed   bool      // guarded by mu: that it is asked again is to be told
}

// NewGuard returns a guard that lets everybody through. The purpose names it in the log.
func NewGuard(purpose string, c clock.Clock, log *slog.Logger) *Guard {
	return &Guard{purpose: purpose, clock: c, log: log}
}

// Ask reports whether a caller should ask Redis. Who does tells Note how it went.
func (g *Guard) Ask() bool {
	if !g.apart.Load() {
		return true
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.clock.Now()
	if now.Before(g.look) {
		return false
	}
	g.look = now.Add(lookTime)
	return true
}

// Note hears how a call went. That a caller left says nothing of Redis.
func (g *Guard) Note(ctx context.Context, err error) {
	if err != nil && ctx.Err() != nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	apart := g.apart.Load()
	switch {
	case err == nil && apart:
		g.weight = again
		g.apart.Store(false)
		if g.owed {
			g.owed = false
			g.log.Info("redis is asked again", "for", g.purpose)
		}
	case err == nil && g.weight > 0:
		g.weight--
	case err != nil && !apart:
		if g.weight += failureWeight; g.weight < tooMany {
			return
		}
		now := g.clock.Now()
		g.look = now.Add(lookTime)
		g.apart.Store(true)
		if now.Sub(g.told) < tellTime {
			return
		}
		g.told, g.owed = now, true
		g.log.Warn("redis is not asked any more: it is lost or slow", "for", g.purpose, "error", err)
	}
}
