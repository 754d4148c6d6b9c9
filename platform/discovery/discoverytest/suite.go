// Package discoverytest holds what every registry must do, as a suite. Start with [Run].
package discoverytest

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/discovery"
)

// Factory opens a connection to one registry, a new one each time it is called. It is closed by the suite.
type Factory func(t *testing.T) discovery.Registry

const patience = 20 * time.Second

// Run runs the suite. NewFactory is called once per test.
func Run(t *testing.T, newFactory func(t *testing.T) Factory) {
	t.Helper()
	for name, test := range map[string]func(t *testing.T, open Factory){
		"whoever watches is told of all who came and went":           cameAndWent,
		"a process is known under each of its services and no other": eachService,
		"what cannot be called is refused":                           refused,
		"a service that nobody runs is told as such":                 nobody,
		"the last of a service that goes stays on the list":          lastOne,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, newFactory(t))
		})
	}
}

// Watcher collects what is told of a service.
type Watcher struct {
	mu    sync.Mutex
	lists [][]discovery.Instance
	errs  []error
}

// Watch starts a watch, which ends with the test.
func Watch(t *testing.T, r discovery.Registry, service string) *Watcher {
	t.Helper()
	w := &Watcher{}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		r.Watch(ctx, service, func(list []discovery.Instance, err error) {
			w.mu.Lock()
			defer w.mu.Unlock()
			if err != nil {
				w.errs = append(w.errs, err)
				return
			}
			w.lists = append(w.lists, list)
		})
	}()
	t.Cleanup(func() { cancel(); <-done })
	return w
}

// Await waits until the latest list has just these addresses.
func (w *Watcher) Await(t *testing.T, addresses ...string) {
	t.Helper()
	require.Eventually(t, func() bool { return equal(w.Latest(), addresses) }, patience, 5*time.Millisecond, "waited for %v", addresses)
}

// Latest returns the addresses that were told last.
func (w *Watcher) Latest() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var list []string
	if len(w.lists) > 0 {
		for _, i := range w.lists[len(w.lists)-1] {
			list = append(list, i.Address)
		}
	}
	return list
}

func equal(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// Instance is one of a test.
func Instance(n int) discovery.Instance {
	return discovery.Instance{ID: "instance-" + strconv.Itoa(n), Address: "127.0.0.1:" + strconv.Itoa(7000+n), Version: "v" + strconv.Itoa(n), Weight: n}
}

// Announce announces until stop is called, which returns when that has ended.
func Announce(t *testing.T, r discovery.Registry, self discovery.Instance, services ...string) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- r.Announce(ctx, services, self, func() {}) }()
	stop = sync.OnceFunc(func() {
		cancel()
		require.NoError(t, <-done)
	})
	t.Cleanup(stop)
	return stop
}

func open(t *testing.T, f Factory) discovery.Registry {
	t.Helper()
	r := f(t)
	t.Cleanup(func() { require.NoError(t, r.Close()) })
	return r
}

func cameAndWent(t *testing.T, f Factory) {
	early := Watch(t, open(t, f), "order")
	first := Announce(t, open(t, f), Instance(1), "order")
	early.Await(t, "127.0.0.1:7001")
	second := Announce(t, open(t, f), Instance(2), "order")
	early.Await(t, "127.0.0.1:7001", "127.0.0.1:7002")
	late := Watch(t, open(t, f), "order")
	late.Await(t, "127.0.0.1:7001", "127.0.0.1:7002")
	late.mu.Lock()
	require.Equal(t, []discovery.Instance{Instance(1), Instance(2)}, late.lists[len(late.lists)-1], "with its version and weight")
	late.mu.Unlock()
	began := clock.Real().Now()
	first()
	early.Await(t, "127.0.0.1:7002")
	late.Await(t, "127.0.0.1:7002")
	require.Less(t, clock.Real().Since(began), discovery.Lease/2, "who says that it goes is off the list at once")
	second()
}

func eachService(t *testing.T, f Factory) {
	r := open(t, f)
	order, user, payment := Watch(t, r, "order"), Watch(t, r, "user"), Watch(t, r, "payment")
	Announce(t, r, Instance(1), "order", "user")
	order.Await(t, "127.0.0.1:7001")
	user.Await(t, "127.0.0.1:7001")
	require.Empty(t, payment.Latest())
}

func refused(t *testing.T, f Factory) {
	r := open(t, f)
	for name, change := range map[string]func(i *discovery.Instance){
		"no port":      func(i *discovery.Instance) { i.Address = "127.0.0.1" },
		"no id":        func(i *discovery.Instance) { i.ID = "" },
		"no weight":    func(i *discovery.Instance) { i.Weight = 0 },
		"a huge one":   func(i *discovery.Instance) { i.Weight = discovery.MaxWeight + 1 },
		"an open port": func(i *discovery.Instance) { i.Address = "127.0.0.1:0" },
	} {
		one := Instance(1)
		change(&one)
		require.Error(t, r.Announce(t.Context(), []string{"order"}, one, func() {}), name)
	}
}

func nobody(t *testing.T, f Factory) {
	w := Watch(t, open(t, f), "order")
	require.Eventually(t, func() bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return len(w.errs) > 0 && errors.Is(w.errs[0], discovery.ErrUnknown)
	}, patience, 5*time.Millisecond)
	require.Empty(t, w.Latest())
}

func lastOne(t *testing.T, f Factory) {
	r := open(t, f)
	w := Watch(t, r, "order")
	stop := Announce(t, r, Instance(1), "order")
	w.Await(t, "127.0.0.1:7001")
	stop()
	Announce(t, r, Instance(2), "order")
	w.Await(t, "127.0.0.1:7002")
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, list := range w.lists {
		require.NotEmpty(t, list, "an empty list is never told")
	}
}
