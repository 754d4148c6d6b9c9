// Package ended tells all processes of an installation which sessions are over, before their access tokens are.
//
// It guarantees that what is posted is heard in the process that posts it at once, and, where the installation has a
// Redis that answers, in every process within half a second; that a process which starts hears of all that was ended and
// still matters; that hearing twice, or in another order, changes nothing; and that a Redis that is lost or slow keeps nobody from
// posting: what is posted meanwhile is written once it is back, if it still matters.
//
// It refuses to be the only way: sessions are ended in the store of accounts, whose event says so too, and their tokens expire
// by themselves. Who reads Redis learns neither people nor sessions. Start with [Board].
package ended

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/tink-crypto/tink-go/v2/daead/subtle"

	"dajiu/platform/clock"
	"dajiu/platform/redis"
)

// End says that sessions of a person are over.
type End struct {
	UserID int64
	// Session is the one that is; 0: all that began up to Until.
	Session int64
	Until   time.Time
	// Expires is when the last access token of theirs expires by itself: then the end is forgotten.
	Expires time.Time
}

const (
	// pollEvery is how often a process asks what others ended.
	pollEvery = 250 * time.Millisecond
	// mostWaiting bounds the ends that wait to be written; the oldest are dropped first, and are heard of by their events.
	mostWaiting = 10_000
	// leastKept is how long an end stays in Redis where tokens live shorter.
	leastKept = time.Hour
	// KeySize is the length of a board's key in bytes.
	KeySize = subtle.AESSIVKeySize
)

// Board is what processes tell each other. It is safe for concurrent use.
type Board struct {
	clock clock.Clock
	log   *slog.Logger
	to    *shared // nil: there is no Redis

	mu        sync.Mutex
	listeners []func([]End)
	posted    []End // guarded by mu: not heard here yet
	wake      chan struct{}
	known     chan struct{} // closed once it was asked what is known
}

// New returns a board. Client may be nil: it is of this process alone then. Kept is at least how long access tokens live,
// and, like key, which hides what is in Redis, the same for all processes.
func New(client *redis.Client, key []byte, kept time.Duration, c clock.Clock, log *slog.Logger) (*Board, error) {
	b := &Board{clock: c, log: log, wake: make(chan struct{}, 1), known: make(chan struct{})}
	if client == nil {
		return b, nil
	}
	cipher, err := subtle.NewAESSIV(key)
	if err != nil {
		return nil, fmt.Errorf("ended: key: %w", err)
	}
	b.to = newShared(client, cipher, max(kept, leastKept), redis.NewGuard("ended sessions", c, log))
	return b, nil
}

// Listen adds one who is told of ends, those of this process included, possibly more than once. It must be called before Run.
func (b *Board) Listen(hear func([]End)) { b.listeners = append(b.listeners, hear) }

// Post tells everybody. It is quick and waits for nobody; call it once the end is committed.
func (b *Board) Post(end End) {
	b.mu.Lock()
	b.posted = append(b.posted, end)
	b.mu.Unlock()
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

// Ready returns once this process heard what was ended before it began, or a second later where Redis does not answer.
func (b *Board) Ready(ctx context.Context) error {
	if b.to == nil {
		return nil
	}
	select {
	case <-b.known:
	case <-b.clock.After(time.Second):
	case <-ctx.Done():
	}
	return nil
}

// Run passes on what is posted, here and elsewhere, until ctx ends.
func (b *Board) Run(ctx context.Context) error {
	var polls <-chan time.Time
	if b.to != nil {
		ticker := b.clock.NewTicker(pollEvery)
		defer ticker.Stop()
		polls = ticker.Chan()
	}
	var waiting []End // to be written to Redis
	first := true
	for {
		posted := b.take()
		b.tell(posted)
		if b.to != nil {
			waiting = b.write(ctx, append(waiting, posted...))
			heard, all := b.to.read(ctx)
			b.tell(heard)
			if all && first {
				first = false
				close(b.known)
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-b.wake:
		case <-polls:
		}
	}
}

func (b *Board) take() []End {
	b.mu.Lock()
	defer b.mu.Unlock()
	posted := b.posted
	b.posted = nil
	return posted
}

func (b *Board) tell(ends []End) {
	if len(ends) == 0 {
		return
	}
	for _, hear := range b.listeners {
		hear(ends)
	}
}

// write puts ends where other processes see them, and returns those that could not be.
func (b *Board) write(ctx context.Context, ends []End) []End {
	ends = ends[max(0, len(ends)-mostWaiting):]
	for i, end := range ends {
		if !b.clock.Now().Before(end.Expires) {
			continue
		}
		if !b.to.write(ctx, end) {
			return ends[i:]
		}
	}
	return nil
}
