package bench

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"dajiu/platform/clock"
)

// errSpent says that a shopper has nothing left to do, which is not a failure.
var errSpent = errors.New("nothing left to do")

// afterFailure is how long a shopper waits after a failed operation, so that a server in trouble is not buried.
const afterFailure = 10 * time.Millisecond

// maxReasons bounds the reasons that are told apart; more than that is no use to anybody.
const maxReasons = 50

// operation is what a scenario repeats: nil is a success, errSpent the shopper's end, anything else a failure.
type operation func(ctx context.Context, s *shopper) error

// shopper is one of those who act at the same time. All of it belongs to one goroutine.
type shopper struct {
	line
	clock clock.Clock
	// number tells the shoppers apart, from 0.
	number int
	// step counts the shopper's operations.
	step int
	// people are the customers as whom the shopper acts, in turn.
	people []*person
	// payment is how long to wait before asking after a payment: about as long as the last one took.
	payment time.Duration

	latency   Histogram
	perSecond []int64
	inWindow  int64
	failed    int64
	reasons   map[string]int64
}

// wait returns after d, or earlier when ctx ends.
func (s *shopper) wait(ctx context.Context, d time.Duration) {
	timer := s.clock.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.Chan():
	}
}

// load is one scenario's run: as many shoppers as given repeat an operation until one of the bounds is met.
type load struct {
	shoppers int
	// count bounds the operations started, duration the time in which they are started.
	count    int64
	duration time.Duration
	people   []*person
	clock    clock.Clock
	watch    stopwatch
}

// tally is what a run counted.
type tally struct {
	latency   Histogram
	perSecond []int64
	// inWindow are the successes that were complete when the window closed; those under way then count in latency
	// but not as throughput.
	inWindow, failed, requests int64
	window                     time.Duration
	reasons                    map[string]int64
	stoppedBy                  string
}

// run repeats an operation and returns once no shopper is at work.
func (l load) run(ctx context.Context, op operation) *tally {
	var started atomic.Int64
	var spent atomic.Int32
	var group sync.WaitGroup
	shoppers := make([]*shopper, l.shoppers)
	begin := l.watch()
	for i := range shoppers {
		s := &shopper{
			clock: l.clock, number: i, people: share(l.people, i, l.shoppers),
			perSecond: make([]int64, int(l.duration/time.Second)+1), reasons: map[string]int64{},
		}
		shoppers[i] = s
		group.Go(func() {
			for ctx.Err() == nil && l.watch()-begin < l.duration {
				if started.Add(1) > l.count {
					return
				}
				if !l.once(ctx, s, op, begin) {
					spent.Add(1)
					return
				}
			}
		})
	}
	group.Wait()
	t := sum(shoppers, min(l.watch()-begin, l.duration))
	switch {
	case ctx.Err() != nil:
		t.stoppedBy = "interruption"
	case started.Load() > l.count:
		t.stoppedBy = "count"
	case int(spent.Load()) == l.shoppers:
		t.stoppedBy = "customers used up"
	default:
		t.stoppedBy = "duration"
	}
	return t
}

// once runs and counts one operation. It reports false when the shopper has nothing left to do.
func (l load) once(ctx context.Context, s *shopper, op operation, begin time.Duration) bool {
	before := l.watch()
	err := op(ctx, s)
	after := l.watch()
	s.step++
	switch {
	case err == nil:
		s.latency.Record(after - before)
		if at := after - begin; at <= l.duration {
			s.inWindow++
			s.perSecond[min(int(at/time.Second), len(s.perSecond)-1)]++
		}
	case errors.Is(err, errSpent):
		return false
	case ctx.Err() != nil: // cut short by whoever interrupted the run: neither a success nor the server's failure
		return false
	default:
		s.failed++
		reason := err.Error()
		if _, known := s.reasons[reason]; !known && len(s.reasons) >= maxReasons {
			reason = "others"
		}
		s.reasons[reason]++
		s.wait(ctx, afterFailure)
	}
	return true
}

// share returns the people of one shopper: each belongs to one only, unless there are fewer of them than shoppers.
func share(people []*person, number, shoppers int) []*person {
	if len(people) == 0 {
		return nil
	}
	if len(people) < shoppers {
		return people[number%len(people) : number%len(people)+1]
	}
	mine := make([]*person, 0, len(people)/shoppers+1)
	for i := number; i < len(people); i += shoppers {
		mine = append(mine, people[i])
	}
	return mine
}

func sum(shoppers []*shopper, window time.Duration) *tally {
	t := &tally{reasons: map[string]int64{}, window: window}
	for _, s := range shoppers {
		t.latency.Merge(&s.latency)
		t.inWindow += s.inWindow
		t.failed += s.failed
		t.requests += s.requests
		for reason, n := range s.reasons {
			t.reasons[reason] += n
		}
		if t.perSecond == nil {
			t.perSecond = make([]int64, len(s.perSecond))
		}
		for i, n := range s.perSecond {
			t.perSecond[i] += n
		}
	}
	// Only whole seconds of the window compare.
	t.perSecond = t.perSecond[:min(int(window/time.Second), len(t.perSecond))]
	return t
}
