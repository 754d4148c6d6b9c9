// Package clock is the only place from which the program learns the time. It owns the rule that every
// instant is UTC and whole milliseconds, so that a value survives a round trip through any of our stores.
//
// It guarantees that code under test can run on virtual time: everything that waits takes a Clock.
//
// Start with [Real] in a program and [Fake] in a test.
package clock

import (
	"time"

	"github.com/jonboulle/clockwork"
)

// Clock tells the time and makes timers. It is clockwork's interface, so that its fake serves the tests.
type Clock = clockwork.Clock

// Real returns the system's clock, in UTC and whole milliseconds.
func Real() Clock { return utc{clockwork.NewRealClock()} }

// Fake returns a clock that stands at the instant given and moves only by Advance.
func Fake(at time.Time) *clockwork.FakeClock {
	return clockwork.NewFakeClockAt(Instant(at))
}

// Instant returns t as the stores keep it: UTC, truncated to the millisecond.
func Instant(t time.Time) time.Time { return t.UTC().Truncate(time.Millisecond) }

// Ahead returns a clock that is so much ahead of another, or behind where by is negative; it waits as long.
func Ahead(c Clock, by time.Duration) Clock { return ahead{c, by} }

type ahead struct {
	Clock
	by time.Duration
}

func (a ahead) Now() time.Time                   { return a.Clock.Now().Add(a.by) }
func (a ahead) Since(at time.Time) time.Duration { return a.Now().Sub(at) }
func (a ahead) Until(at time.Time) time.Duration { return at.Sub(a.Now()) }

type utc struct{ clockwork.Clock }

func (c utc) Now() time.Time { return Instant(c.Clock.Now()) }
