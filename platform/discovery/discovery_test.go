package discovery_test

import (
	"context"
	"errors"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/discovery"
	"dajiu/platform/discovery/discoverytest"
)

func TestAStaticListIsToldOnceAndOfOthersNothingIsKnown(t *testing.T) {
	t.Parallel()
	list := discovery.Static{"order": {"b:2", "a:1"}}
	discoverytest.Watch(t, list, "order").Await(t, "a:1", "b:2")
	failed := make(chan error, 1)
	go list.Watch(t.Context(), "user", func(_ []discovery.Instance, err error) { failed <- err })
	require.ErrorIs(t, <-failed, discovery.ErrUnknown)
}

// names is a name server of a test.
type names struct {
	mu    sync.Mutex
	hosts []string
	err   error
	asked string
}

// LookupHost answers what the test set.
func (n *names) LookupHost(_ context.Context, host string) ([]string, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.asked = host
	return n.hosts, n.err
}

func (n *names) set(err error, hosts ...string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.hosts, n.err = hosts, err
}

func TestNamesAreAskedAgainAndAgainAndAFailureTakesNobodyOff(t *testing.T) {
	t.Parallel()
	clk, server := clock.Fake(time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)), &names{}
	dns, err := discovery.NewDNS(discovery.DNSConfig{Name: "dajiu-{service}.shop:7070", Every: 5 * time.Second}, server, clk)
	require.NoError(t, err)
	next := func() {
		require.NoError(t, clk.BlockUntilContext(t.Context(), 1))
		clk.Advance(5 * time.Second)
	}
	server.set(nil, "10.0.0.2", "10.0.0.1")
	w := discoverytest.Watch(t, dns, "order")
	w.Await(t, "10.0.0.1:7070", "10.0.0.2:7070")
	require.Equal(t, "dajiu-order.shop", server.last())
	server.set(nil, "10.0.0.3", "10.0.0.2")
	next()
	w.Await(t, "10.0.0.2:7070", "10.0.0.3:7070")
	for _, trouble := range []error{errors.New("timeout"), &net.DNSError{IsNotFound: true}, &net.DNSError{IsTimeout: true}} {
		server.set(trouble)
		next()
	}
	server.set(nil, "fd00::1")
	require.Equal(t, []string{"10.0.0.2:7070", "10.0.0.3:7070"}, w.Latest())
	next()
	w.Await(t, "[fd00::1]:7070")
}

func TestANameThatCannotBeAskedIsRefused(t *testing.T) {
	t.Parallel()
	for _, cfg := range []discovery.DNSConfig{
		{Name: "dajiu-order:7070", Every: time.Second}, {Name: "dajiu-{service}", Every: time.Second},
		{Name: "{service}:1", Every: time.Millisecond}, {Name: "{service}:1", Every: time.Hour},
	} {
		_, err := discovery.NewDNS(cfg, &names{}, clock.Real())
		require.Error(t, err)
	}
}

func TestAProcessThatCameBackAtItsAddressIsOneInstance(t *testing.T) {
	t.Parallel()
	var told [][]discovery.Instance
	c := discovery.NewChanges(func(list []discovery.Instance, err error) {
		require.NoError(t, err)
		told = append(told, list)
	})
	old, back := discovery.Instance{ID: "a", Address: "x:1", Weight: 1}, discovery.Instance{ID: "b", Address: "x:1", Weight: 1}
	c.List([]discovery.Instance{old})
	c.List([]discovery.Instance{old})
	c.List([]discovery.Instance{old, back})
	c.List(nil)
	require.Len(t, told, 2)
	require.Len(t, told[1], 1)
}

func (n *names) last() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.asked
}
