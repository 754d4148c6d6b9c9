package balance

import "github.com/prometheus/client_golang/prometheus"

// Metrics are how many instances of each service are known, and how often one was left out.
type Metrics struct {
	instances *prometheus.GaugeVec
	leftOut   *prometheus.CounterVec
}

// NewMetrics registers them; reg may be nil.
func NewMetrics(reg prometheus.Registerer) *Metrics {
	m := &Metrics{
		instances: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Namespace: "dajiu", Subsystem: "balance", Name: "instances", Help: "Instances of a service that are known here.",
		}, []string{"service"}),
		leftOut: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: "dajiu", Subsystem: "balance", Name: "left_out_total", Help: "How often an instance was left out because its calls failed.",
		}, []string{"service"}),
	}
	if reg != nil {
		reg.MustRegister(m.instances, m.leftOut)
	}
	return m
}
