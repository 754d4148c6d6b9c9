package resilience

import (
	"errors"

	"github.com/failsafe-go/failsafe-go/circuitbreaker"
	"github.com/prometheus/client_golang/prometheus"
)

// metrics count what the policy did to calls.
type metrics struct {
	retried, spent, broken, full, shed, degraded *prometheus.CounterVec
}

// calleeMetrics are those of one callee: looking them up costs more than counting.
type calleeMetrics struct{ retried, spent, broken, full prometheus.Counter }

func newMetrics() *metrics {
	vec := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: "dajiu_calls_" + name + "_total", Help: help}, labels)
	}
	return &metrics{
		retried:  vec("retried", "Calls that were made again.", "callee"),
		spent:    vec("retry_refused", "Calls that were not made again because the budget was spent.", "callee"),
		broken:   vec("broken", "Calls that were not made because the breaker was open.", "callee"),
		full:     vec("bulkhead_full", "Calls that were not made because too many waited for the callee.", "callee"),
		shed:     vec("shed", "Calls that came in and were given up because this process had too much to do.", "callee", "priority"),
		degraded: vec("degraded", "Answers that left out what a callee could not tell.", "callee", "method"),
	}
}

func (m *metrics) of(name string) calleeMetrics {
	return calleeMetrics{
		retried: m.retried.WithLabelValues(name), spent: m.spent.WithLabelValues(name),
		broken: m.broken.WithLabelValues(name), full: m.full.WithLabelValues(name),
	}
}

func (g *Guard) register(reg prometheus.Registerer) error {
	m := g.metrics
	gauge := func(name, help string, read func() int64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return float64(read()) })
	}
	var problems []error
	for _, c := range []prometheus.Collector{
		m.retried, m.spent, m.broken, m.full, m.shed, m.degraded, &calleeStates{
			guard: g,
			state: prometheus.NewDesc("dajiu_breaker_state", "0 while the breaker is closed, 1 while it tries, 2 while it is open.", []string{"callee"}, nil),
			left:  prometheus.NewDesc("dajiu_retry_budget_left", "Repetitions that may be made at once.", []string{"callee"}, nil),
		},
		gauge("dajiu_overload_limit", "Calls that this process answers at a time at most.", g.gate.limit.Load),
		gauge("dajiu_overload_within", "Calls that came in and are not answered yet.", g.gate.within.Load),
	} {
		problems = append(problems, reg.Register(c))
	}
	return errors.Join(problems...)
}

// calleeStates tells how the callees of the current policy do.
type calleeStates struct {
	guard       *Guard
	state, left *prometheus.Desc
}

// Describe implements prometheus.Collector.
func (s *calleeStates) Describe(ch chan<- *prometheus.Desc) {
	ch <- s.state
	ch <- s.left
}

// Collect implements prometheus.Collector.
func (s *calleeStates) Collect(ch chan<- prometheus.Metric) {
	for name, c := range s.guard.current.Load().callees {
		state := map[circuitbreaker.State]float64{circuitbreaker.ClosedState: 0, circuitbreaker.HalfOpenState: 1, circuitbreaker.OpenState: 2}[c.breaker.State()]
		ch <- prometheus.MustNewConstMetric(s.state, prometheus.GaugeValue, state, name)
		ch <- prometheus.MustNewConstMetric(s.left, prometheus.GaugeValue, float64(c.budget.left.Load())/token, name)
	}
}
