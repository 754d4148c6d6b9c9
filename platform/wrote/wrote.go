// Package wrote remembers for a moment who changed something, so that they are shown what they changed.
//
// It guarantees that whoever is noted is known until the time it keeps is over, in bounded memory: where more people
// change something than it has room for, everybody counts as having done so.
//
// It says nothing of what was changed, and nothing across processes but what a call carries. Start with [Book].
package wrote

import (
	"context"
	"sync"
	"time"

	"dajiu/platform/clock"
)

// Kept is how long a gateway remembers who changed something: no store may show anything older than that.
const Kept = 10 * time.Second

// room is how many people one half of a book holds: some megabytes.
const room = 1 << 16

// Book knows who changed something lately, and when. It is safe for concurrent use.
type Book struct {
	clock clock.Clock
	keep  time.Duration

	mu     sync.Mutex
	latest map[int64]time.Time
	former map[int64]time.Time // what latest was before it was begun
	begun  time.Time
	all    time.Time // everybody counts as having changed something then
}

// NewBook returns an empty book that remembers for keep at least, and not for twice as long.
func NewBook(c clock.Clock, keep time.Duration) *Book {
	return &Book{clock: c, keep: keep, latest: map[int64]time.Time{}, begun: c.Now()}
}

// Note remembers that a person changed something until now. 0 is nobody.
func (b *Book) Note(userID int64) {
	if userID == 0 {
		return
	}
	now := b.clock.Now()
	b.mu.Lock()
	defer b.mu.Unlock()
	if now.Sub(b.begun) >= b.keep {
		b.former, b.latest, b.begun = b.latest, map[int64]time.Time{}, now
	}
	if len(b.latest) >= room {
		b.former, b.latest, b.all = nil, map[int64]time.Time{}, now
	}
	b.latest[userID] = now
}

// Last returns when a person last changed something; zero where that is not remembered. The instant is the clock's.
func (b *Book) Last(userID int64) time.Time {
	if userID == 0 {
		return time.Time{}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	last, ok := b.latest[userID]
	if !ok {
		last = b.former[userID]
	}
	if b.all.After(last) {
		last = b.all
	}
	if b.clock.Now().Sub(last) > 2*b.keep {
		return time.Time{}
	}
	return last
}

// Age is how long ago a person last changed something; ok is false where that is not remembered.
func (b *Book) Age(userID int64) (age time.Duration, ok bool) {
	last := b.Last(userID)
	if last.IsZero() {
		return 0, false
	}
	return b.clock.Now().Sub(last), true
}

type key struct{}

// With returns a context that says when its caller last changed something, by a clock of this process.
func With(ctx context.Context, at time.Time) context.Context {
	return context.WithValue(ctx, key{}, at)
}

// From returns when the caller of a context last changed something, as the call carried it; zero where it did not.
func From(ctx context.Context) time.Time {
	at, _ := ctx.Value(key{}).(time.Time)
	return at
}
