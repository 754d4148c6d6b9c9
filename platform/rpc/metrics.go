package rpc

import (
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc/codes"
)

// metrics are rate, errors and duration of every RPC.
type metrics struct {
	duration *prometheus.HistogramVec
	// observers remembers each label set's histogram: looking one up by labels costs more than observing.
	observers sync.Map // observerKey -> prometheus.Observer
}

type observerKey struct {
	method string
	code   codes.Code
}

func newMetrics(reg prometheus.Registerer) *metrics {
	m := &metrics{duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Namespace: "dajiu", Subsystem: "rpc", Name: "duration_seconds",
		Help:    "How long calls took, by method and code.",
		Buckets: []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 5},
	}, []string{"service", "method", "code"})}
	if reg != nil {
		reg.MustRegister(m.duration)
	}
	return m
}

func (m *metrics) observe(method string, code codes.Code, took time.Duration) {
	key := observerKey{method, code}
	observer, ok := m.observers.Load(key)
	if !ok {
		service, name, _ := strings.Cut(strings.TrimPrefix(method, "/"), "/")
		observer, _ = m.observers.LoadOrStore(key, m.duration.WithLabelValues(service, name, code.String()))
	}
	if o, ok := observer.(prometheus.Observer); ok {
		o.Observe(took.Seconds())
	}
}
