package ratelimit

import (
	"context"
	"fmt"
	"sync/atomic"

	"github.com/maypok86/otter/v2"

	"dajiu/platform/clock"
)

// bucketsKept bounds the buckets that are remembered, to about 20 MB; those used least are forgotten first.
const bucketsKept = 100_000

// Local counts in this process. It is safe for concurrent use.
type Local struct {
	clock   clock.Clock
	buckets *otter.Cache[string, *atomic.Int64]
}

// NewLocal returns full buckets.
func NewLocal(c clock.Clock) (*Local, error) {
	buckets, err := otter.New(&otter.Options[string, *atomic.Int64]{
		// Whoever was not seen for so long has a full bucket, whatever its limit, and needs none.
		MaximumSize: bucketsKept, ExpiryCalculator: otter.ExpiryAccessing[string, *atomic.Int64](MaxFill),
	})
	if err != nil {
		return nil, fmt.Errorf("ratelimit: make buckets: %w", err)
	}
	return &Local{clock: c, buckets: buckets}, nil
}

// Take takes n tokens, at least 1, out of the bucket of a key, or none.
func (l *Local) Take(_ context.Context, key string, limit Limit, n int) Decision {
	if limit.never(n) {
		return Decision{}
	}
	bucket, _ := l.buckets.ComputeIfAbsent(key, func() (*atomic.Int64, bool) { return new(atomic.Int64), false })
	for {
		fullAt := bucket.Load()
		next, wait := take(limit, fullAt, l.clock.Now().UnixMicro(), n)
		if wait > 0 || bucket.CompareAndSwap(fullAt, next) {
			return decide(wait)
		}
	}
}
