package redis

import (
	"fmt"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics are the collectors of a client.
type metrics struct{ calls *prometheus.HistogramVec }

func newMetrics(reg prometheus.Registerer) (*metrics, error) {
	m := &metrics{calls: prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "dajiu_redis_call_seconds", Help: "How long callers waited for Redis, by call and outcome: ok, failed, slow, busy, unreachable.",
		Buckets: []float64{.0001, .00025, .0005, .001, .002, .005, .01, .025, .1, 1},
	}, []string{"call", "outcome"})}
	if reg != nil {
		if err := reg.Register(m.calls); err != nil {
			return nil, fmt.Errorf("redis: metrics: %w", err)
		}
	}
	return m, nil
}

func (m *metrics) call(name, outcome string, took time.Duration) {
	m.calls.WithLabelValues(name, outcome).Observe(took.Seconds())
}
