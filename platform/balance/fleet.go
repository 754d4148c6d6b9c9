package balance

import (
	"sync"
	"sync/atomic"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"dajiu/platform/clock"
	"dajiu/platform/discovery"
)

// Bounds of leaving instances out, after Envoy's outlier detection for failures in a row.
const (
	// failuresInRow is after how many failed calls in a row an instance is left out.
	failuresInRow = 5
	// outTime is for how long at first; each time in a row it is as much longer, up to maxOut times.
	outTime = 5 * time.Second
	maxOut  = 12
	// slowTime is when a call whose deadline passed is held against the instance: a caller with less time than that left
	// says nothing about who it asked.
	slowTime = 500 * time.Millisecond
)

// instance is what is known of one instance, however often its connection changes.
type instance struct {
	address string
	version string
	weight  int

	running  atomic.Int64 // calls that it has not answered
	failures atomic.Int32 // in a row
	// outUntil is in milliseconds since 1970; outs counts how often in a row it was left out.
	outUntil atomic.Int64
	outs     int64 // guarded by the fleet's mu
}

// out reports whether the instance is left out now.
func (i *instance) out(now int64) bool { return i.outUntil.Load() > now }

// fleet is the instances of one service.
type fleet struct {
	service string
	clock   clock.Clock
	metrics *Metrics

	mu    sync.Mutex
	known map[string]*instance // by address
}

func newFleet(service string, c clock.Clock, m *Metrics) *fleet {
	return &fleet{service: service, clock: c, metrics: m, known: map[string]*instance{}}
}

// update takes a list and returns its instances, those that were known before with what is known of them.
func (f *fleet) update(list []discovery.Instance) []*instance {
	f.mu.Lock()
	defer f.mu.Unlock()
	next := make(map[string]*instance, len(list))
	all := make([]*instance, 0, len(list))
	for _, one := range list {
		was := f.known[one.Address]
		if was == nil || was.version != one.Version || was.weight != one.Weight {
			was = &instance{address: one.Address, version: one.Version, weight: one.Weight}
		}
		next[one.Address] = was
		all = append(all, was)
	}
	f.known = next
	f.metrics.instances.WithLabelValues(f.service).Set(float64(len(all)))
	return all
}

// find returns what is known of an address; nil where it is no instance any more.
func (f *fleet) find(address string) *instance {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.known[address]
}

// ended notes how a call to an instance ended.
func (f *fleet) ended(i *instance, err error, took time.Duration) {
	i.running.Add(-1)
	if !blames(err, took) {
		i.failures.Store(0)
		return
	}
	if i.failures.Add(1) >= failuresInRow {
		f.leaveOut(i)
	}
}

// blames reports whether a failure says something about the instance. What a service answered says that it answers.
func blames(err error, took time.Duration) bool {
	switch status.Code(err) {
	case codes.Unavailable:
		return true
	case codes.DeadlineExceeded:
		return took >= slowTime
	default:
		return false
	}
}

// leaveOut leaves an instance out for a while, unless half of them are out already.
func (f *fleet) leaveOut(i *instance) {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.clock.Now().UnixMilli()
	if f.known[i.address] != i || i.out(now) {
		return
	}
	out := 0
	for _, other := range f.known {
		if other.out(now) {
			out++
		}
	}
	if 2*(out+1) > len(f.known) {
		return
	}
	// Who was let in again and failed at once stays out longer; who did well in between begins anew.
	if since := now - i.outUntil.Load(); since > outTime.Milliseconds()*maxOut {
		i.outs = 0
	}
	i.outs = min(i.outs+1, maxOut)
	i.outUntil.Store(now + i.outs*outTime.Milliseconds())
	i.failures.Store(failuresInRow - 1) // one more failure is enough then
	f.metrics.leftOut.WithLabelValues(f.service).Inc()
}
