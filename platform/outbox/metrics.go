package outbox

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Metrics are the collectors of all outboxes and consumers of a process. A nil *Metrics counts nothing.
type Metrics struct {
	pending   *prometheus.GaugeVec
	oldest    *prometheus.GaugeVec
	published *prometheus.CounterVec
	handled   *prometheus.CounterVec
	retried   *prometheus.CounterVec
	dead      *prometheus.CounterVec
}

// NewMetrics makes the collectors and registers them. It is called once per registry.
func NewMetrics(reg prometheus.Registerer) (*Metrics, error) {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
	}
	gauge := func(name, help string) *prometheus.GaugeVec {
		return prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: name, Help: help}, []string{"service"})
	}
	m := &Metrics{
		pending:   gauge("dajiu_outbox_pending", "Events due and not published yet."),
		oldest:    gauge("dajiu_outbox_oldest_seconds", "Age of the oldest event that is due and not published."),
		published: counter("dajiu_outbox_published_total", "Events that the bus accepted.", "service"),
		handled:   counter("dajiu_events_handled_total", "Events handled, repetitions not counted.", "group", "topic"),
		retried:   counter("dajiu_events_retried_total", "Attempts at events that failed.", "group", "topic"),
		dead:      counter("dajiu_events_dead_total", "Events put aside as dead letters.", "group", "topic"),
	}
	for _, c := range []prometheus.Collector{m.pending, m.oldest, m.published, m.handled, m.retried, m.dead} {
		if err := reg.Register(c); err != nil {
			return nil, err
		}
	}
	return m, nil
}

type relayMeter struct {
	pending, oldest prometheus.Gauge
	published       prometheus.Counter
}

func (m *Metrics) relay(service string) *relayMeter {
	if m == nil {
		return nil
	}
	return &relayMeter{m.pending.WithLabelValues(service), m.oldest.WithLabelValues(service), m.published.WithLabelValues(service)}
}

func (m *relayMeter) sent(n int) {
	if m != nil {
		m.published.Add(float64(n))
	}
}

func (m *relayMeter) lag(pending int64, oldest time.Duration) {
	m.pending.Set(float64(pending))
	m.oldest.Set(oldest.Seconds())
}

// topicMeter counts one topic of one group.
type topicMeter struct{ handled, retried, dead prometheus.Counter }

func (m *Metrics) topic(group, topic string) *topicMeter {
	if m == nil {
		return nil
	}
	return &topicMeter{m.handled.WithLabelValues(group, topic), m.retried.WithLabelValues(group, topic), m.dead.WithLabelValues(group, topic)}
}

func (m *topicMeter) success(n int) {
	if m != nil {
		m.handled.Add(float64(n))
	}
}

func (m *topicMeter) retry() {
	if m != nil {
		m.retried.Inc()
	}
}

func (m *topicMeter) bury() {
	if m != nil {
		m.dead.Inc()
	}
}
