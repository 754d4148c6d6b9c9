package live

import (
	"errors"
	"fmt"

	"github.com/prometheus/client_golang/prometheus"
)

type metrics struct {
	valid            prometheus.Gauge
	changes, refused prometheus.Counter
}

func newMetrics() *metrics {
	m := &metrics{
		valid: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "dajiu_live_valid", Help: "1 while the policy file as it is counts, 0 while an earlier one does.",
		}),
		changes: prometheus.NewCounter(prometheus.CounterOpts{Name: "dajiu_live_changes_total", Help: "Changes of the policy file that counted."}),
		refused: prometheus.NewCounter(prometheus.CounterOpts{Name: "dajiu_live_refused_total", Help: "Changes of the policy file that were not valid."}),
	}
	m.valid.Set(1)
	return m
}

func (m *metrics) register(reg prometheus.Registerer) error {
	if reg == nil {
		return nil
	}
	if err := errors.Join(reg.Register(m.valid), reg.Register(m.changes), reg.Register(m.refused)); err != nil {
		return fmt.Errorf("live: metrics: %w", err)
	}
	return nil
}
