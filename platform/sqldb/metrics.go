package sqldb

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Metrics are the collectors of all stores of a process, labelled by store. A nil *Metrics counts nothing.
type Metrics struct {
	batch  *prometheus.HistogramVec
	commit *prometheus.HistogramVec
	wait   *prometheus.HistogramVec
	rerun  *prometheus.CounterVec
}

// NewMetrics makes the collectors and registers them. It is called once per registry.
func NewMetrics(reg prometheus.Registerer) (*Metrics, error) {
	label := []string{"db"}
	m := &Metrics{
		batch: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "dajiu_sql_commit_transactions", Help: "Transactions that shared one commit.",
			Buckets: prometheus.ExponentialBuckets(1, 2, 9),
		}, label),
		commit: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "dajiu_sql_commit_seconds", Help: "Duration of one group: its statements and its commit.",
			Buckets: prometheus.ExponentialBuckets(0.0005, 2, 14),
		}, label),
		wait: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "dajiu_sql_queue_seconds", Help: "Time a transaction waited for its committer.",
			Buckets: prometheus.ExponentialBuckets(0.00025, 2, 15),
		}, label),
		rerun: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dajiu_sql_reruns_total", Help: "Transactions run again, by cause.",
		}, []string{"db", "cause"}),
	}
	for _, c := range []prometheus.Collector{m.batch, m.commit, m.wait, m.rerun} {
		if err := reg.Register(c); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// meter is the metrics of one store with their label resolved, so that the hot path looks nothing up.
type meter struct {
	batch, commit, wait  prometheus.Observer
	conflicts, discarded prometheus.Counter
}

func (m *Metrics) of(db string) *meter {
	if m == nil {
		return nil
	}
	return &meter{
		batch: m.batch.WithLabelValues(db), commit: m.commit.WithLabelValues(db), wait: m.wait.WithLabelValues(db),
		conflicts: m.rerun.WithLabelValues(db, "conflict"), discarded: m.rerun.WithLabelValues(db, "discarded"),
	}
}

func (m *meter) committed(jobs int, took time.Duration) {
	if m != nil {
		m.batch.Observe(float64(jobs))
		m.commit.Observe(took.Seconds())
	}
}

func (m *meter) waited(d time.Duration) {
	if m != nil {
		m.wait.Observe(d.Seconds())
	}
}

func (m *meter) conflict() {
	if m != nil {
		m.conflicts.Inc()
	}
}

func (m *meter) discard(jobs int) {
	if m != nil {
		m.discarded.Add(float64(jobs))
	}
}
