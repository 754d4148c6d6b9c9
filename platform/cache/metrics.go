package cache

import (
	"fmt"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics are the collectors of a cache, with their labels resolved: every read counts.
type metrics struct{ process, shared, source, failed prometheus.Counter }

func newMetrics(name string, reg prometheus.Registerer) (*metrics, error) {
	labels := prometheus.Labels{"cache": name}
	reads := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "dajiu_cache_reads_total", ConstLabels: labels,
		Help: "Reads by where they were answered: process, shared (Redis), or source. Those who share a load count once.",
	}, []string{"from"})
	failures := prometheus.NewCounter(prometheus.CounterOpts{
		Name: "dajiu_cache_failures_total", ConstLabels: labels, Help: "Loads that failed, and values in Redis that could not be read.",
	})
	m := &metrics{
		process: reads.WithLabelValues("process"), shared: reads.WithLabelValues("shared"), source: reads.WithLabelValues("source"), failed: failures,
	}
	if reg == nil {
		return m, nil
	}
	for _, c := range []prometheus.Collector{reads, failures} {
		if err := reg.Register(c); err != nil {
			return nil, fmt.Errorf("cache %s: metrics: %w", name, err)
		}
	}
	return m, nil
}
