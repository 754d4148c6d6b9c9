// Package ratelimit counts what each of many callers does and says when it is too much: in this process alone, or
// together with other processes through Redis.
//
// It guarantees, in both ways by the same arithmetic, that over any stretch of time no more is let through than
// the burst and what the rate allows in that time, and that nothing is refused which that permits. Numbers are whole
// microseconds: nothing is lost to rounding. A Redis that is lost or slow fails no caller: the process counts for itself
// until it is back.
//
// It knows no caller: keys are text, and leave the process only as keyed hashes. Start with [Limit] and [Local]; [Shared] is the
// count in Redis, [Guarded] the two together.
package ratelimit

import (
	"errors"
	"fmt"
	"time"
)

// Limit is a bucket of tokens: Burst of them, which come back at a rate.
type Limit struct {
	// PerMinute is how many tokens come back in a minute; 0: one a day.
	PerMinute int
	// Burst is how many there are at most; 0: nothing passes.
	Burst int
}

// Bounds of a limit.
const (
	// MaxPerMinute is the highest rate, at which a token comes back each 10 µs.
	MaxPerMinute = 6_000_000
	// MaxBurst is the largest bucket.
	MaxBurst = 1_000_000
	// MaxFill is the longest that a bucket may take to be full again.
	MaxFill = 10 * time.Minute
)

// Validate refuses limits that cannot be counted.
func (l Limit) Validate() error {
	switch {
	case l.PerMinute < 0 || l.PerMinute > MaxPerMinute:
		return fmt.Errorf("%d a minute is not within 0 and %d", l.PerMinute, MaxPerMinute)
	case l.Burst < 0 || l.Burst > MaxBurst:
		return fmt.Errorf("a burst of %d is not within 0 and %d", l.Burst, MaxBurst)
	case l.Burst > 0 && l.PerMinute == 0:
		return errors.New("a burst without a rate never comes back")
	case time.Duration(l.full())*time.Microsecond > MaxFill:
		return fmt.Errorf("a burst of %d takes longer than %v to come back at %d a minute", l.Burst, MaxFill, l.PerMinute)
	}
	return nil
}

const (
	minute = int64(time.Minute / time.Microsecond)
	day    = int64(24 * time.Hour / time.Microsecond)
)

// interval is the microseconds in which a token comes back, rounded up: never more than the rate.
func (l Limit) interval() int64 {
	if l.PerMinute <= 0 {
		return day
	}
	return (minute + int64(l.PerMinute) - 1) / int64(l.PerMinute)
}

// full is the microseconds in which an empty bucket is full again.
func (l Limit) full() int64 { return int64(l.Burst) * l.interval() }

// Decision is what a caller is told.
type Decision struct {
	Allowed bool
	// RetryAfter is when the same may be allowed, where it was not; 0 where it never will be.
	RetryAfter time.Duration
}

// never reports whether no wait will let n tokens be taken.
func (l Limit) never(n int) bool { return n < 1 || n > l.Burst }

// take is the arithmetic (GCRA): a bucket is the moment at which it is full again, in microseconds. It returns that
// moment after n tokens were taken at now; or, where they are not there, how long to wait for them. A moment farther away than a
// whole bucket comes from a clock that went back, or from a larger limit.
func take(l Limit, fullAt, now int64, n int) (next, wait int64) {
	fullAt = min(max(fullAt, now), now+l.full())
	next = fullAt + int64(n)*l.interval()
	return next, max(0, next-now-l.full())
}

// decide turns a wait in microseconds into a decision.
func decide(wait int64) Decision {
	return Decision{Allowed: wait == 0, RetryAfter: time.Duration(wait) * time.Microsecond}
}
