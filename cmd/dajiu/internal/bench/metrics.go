package bench

import (
	"bytes"
	"context"
	"strconv"
	"sync"
	"time"

	"dajiu/platform/clock"
)

// Usage is what the server says of itself on its private port. Values are 0 where it does not.
type Usage struct {
	// Memory is its resident memory in bytes: process_resident_memory_bytes.
	Memory int64
	// CPU is the processor time it has used since it started.
	CPU time.Duration
	// CacheHits and CacheMisses are catalogue answers that the gateway gave from memory, and that it had to make.
	CacheHits, CacheMisses int64
}

// server reads the usage of the measured server.
type server struct {
	to *endpoint
	mu sync.Mutex
	line
}

func (s *server) usage() (Usage, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	text, err := s.do(s.to, ask{step: "metrics", method: "GET", path: "/metrics"})
	if err != nil {
		return Usage{}, err
	}
	return Usage{
		Memory:      int64(metric(text, "process_resident_memory_bytes")),
		CPU:         time.Duration(metric(text, "process_cpu_seconds_total") * float64(time.Second)),
		CacheHits:   int64(metric(text, answersFrom+`"process"}`)),
		CacheMisses: int64(metric(text, answersFrom+`"shared"}`) + metric(text, answersFrom+`"source"}`)),
	}, nil
}

// answersFrom begins the metric of where a gateway's answers came from.
const answersFrom = `dajiu_cache_reads_total{app="gateway",cache="answers",from=`

// metric returns the value of a metric, named with its labels, in Prometheus' text format, 0 where there is none.
func metric(text []byte, name string) float64 {
	for len(text) > 0 {
		var row []byte
		row, text, _ = bytes.Cut(text, []byte{'\n'})
		if value, ok := bytes.CutPrefix(row, []byte(name)); ok && len(value) > 1 && value[0] == ' ' {
			number, _, _ := bytes.Cut(value[1:], []byte{' '})
			if v, err := strconv.ParseFloat(string(bytes.TrimSpace(number)), 64); err == nil {
				return v
			}
		}
	}
	return 0
}

// watchPeriod is how often memory is looked at: often enough for a peak, rarely enough to cost nothing.
const watchPeriod = time.Second

// watch looks at the server's memory until stop is called, which returns the most that was seen.
func (s *server) watch(ctx context.Context, clk clock.Clock) (stop func() int64) {
	ctx, cancel := context.WithCancel(ctx)
	peak := make(chan int64, 1)
	go func() {
		var most int64
		tick := clk.NewTicker(watchPeriod)
		defer tick.Stop()
		for {
			if u, err := s.usage(); err == nil {
				most = max(most, u.Memory)
			}
			select {
			case <-ctx.Done():
				peak <- most
				return
			case <-tick.Chan():
			}
		}
	}()
	return func() int64 {
		cancel()
		return <-peak
	}
}
