package check

import (
	"bytes"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/cmd/dajiu/internal/past"
	"dajiu/platform/clock"
)

// largeOrders is how many orders the large world has.
const largeOrders = 50_000

// TestALargeInstallationIsCheckedInBoundedMemory reports time and memory, and requires that the memory is that of
// pages and not of orders.
func TestALargeInstallationIsCheckedInBoundedMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 50,000 orders")
	}
	began := time.Now()
	dir, _ := world(t, city(20, 50), past.Options{Orders: largeOrders, Seed: 1, Joined: 15})
	wrote := time.Since(began)
	s := stores(t, dir)
	runtime.GC()
	stop, peak := watchMemory()
	began = time.Now()
	r, err := Run(t.Context(), s, Options{Clock: clock.Real()})
	took := time.Since(began)
	most := peak()
	stop()
	require.NoError(t, err)
	var text bytes.Buffer
	require.NoError(t, r.Write(&text))
	require.True(t, r.Sound, text.String())
	require.EqualValues(t, largeOrders, r.Proof("timelines").Rows)
	t.Logf("%d orders: written in %s, checked in %s (%.0f orders/s), at most %.1f MB of heap\n%s",
		largeOrders, wrote.Round(time.Millisecond), took.Round(time.Millisecond), largeOrders/took.Seconds(), float64(most)/(1<<20), &text)
	require.Less(t, most, uint64(48<<20), "memory grows with the number of orders")
}

// watchMemory samples the heap until it is stopped; peak returns the most it saw.
func watchMemory() (stop func(), peak func() uint64) {
	var most atomic.Uint64
	done := make(chan struct{})
	go func() {
		var m runtime.MemStats
		for {
			runtime.ReadMemStats(&m)
			if m.HeapInuse > most.Load() {
				most.Store(m.HeapInuse)
			}
			select {
			case <-done:
				return
			case <-time.After(50 * time.Millisecond):
			}
		}
	}()
	return func() { close(done) }, most.Load
}
