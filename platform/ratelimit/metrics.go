package ratelimit

import (
	"fmt"

	"github.com/prometheus/client_golang/prometheus"
)

// guardedMetrics are the collectors of Guarded, with their labels resolved: every request counts.
type guardedMetrics struct {
	shared                        prometheus.Gauge
	failure                       prometheus.Counter
	together, locally, remembered prometheus.Counter
}

func newGuardedMetrics(reg prometheus.Registerer) (*guardedMetrics, error) {
	takes := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "dajiu_ratelimit_checks_total",
		Help: "Checks by where they were counted: shared, local, or refused (what Redis refused and this process remembers).",
	}, []string{"where"})
	m := &guardedMetrics{
		shared: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "dajiu_ratelimit_shared",
			Help: "1 while limits are counted for all processes in Redis, 0 while this process counts for itself.",
		}),
		failure: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "dajiu_ratelimit_failures_total", Help: "Checks that Redis did not answer in time.",
		}),
		together: takes.WithLabelValues("shared"), locally: takes.WithLabelValues("local"), remembered: takes.WithLabelValues("refused"),
	}
	m.shared.Set(1)
	if reg == nil {
		return m, nil
	}
	for _, c := range []prometheus.Collector{m.shared, m.failure, takes} {
		if err := reg.Register(c); err != nil {
			return nil, fmt.Errorf("ratelimit: metrics: %w", err)
		}
	}
	return m, nil
}
