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
	stale  *prometheus.CounterVec
	lag    *prometheus.GaugeVec
	well   *prometheus.GaugeVec
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
		stale: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dajiu_sql_stale_reads_total", Help: "Reads that a replica may answer, by where: replica, primary, or again on the primary.",
		}, []string{"db", "where"}),
		lag: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "dajiu_sql_replica_lag_seconds", Help: "How old what a replica shows may be, when it was last looked at.",
		}, []string{"db", "replica"}),
		well: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "dajiu_sql_replica_read", Help: "1 while a replica is read, 0 while it is left out.",
		}, []string{"db", "replica"}),
	}
	for _, c := range []prometheus.Collector{m.batch, m.commit, m.wait, m.rerun, m.stale, m.lag, m.well} {
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
	// stale is by place; nil in a store without replicas.
	stale [onceMore + 1]prometheus.Counter
	all   *Metrics
	db    string
}

// place is where a read that a replica may answer was answered.
type place int

const (
	onPrimary place = iota
	onReplica
	onceMore
)

func (m *Metrics) of(db string) *meter {
	if m == nil {
		return nil
	}
	return &meter{
		batch: m.batch.WithLabelValues(db), commit: m.commit.WithLabelValues(db), wait: m.wait.WithLabelValues(db),
		conflicts: m.rerun.WithLabelValues(db, "conflict"), discarded: m.rerun.WithLabelValues(db, "discarded"),
		all: m, db: db,
	}
}

// withReplicas adds the counters that only a store with replicas has.
func (m *meter) withReplicas() {
	if m != nil {
		for where, label := range map[place]string{onPrimary: "primary", onReplica: "replica", onceMore: "again"} {
			m.stale[where] = m.all.stale.WithLabelValues(m.db, label)
		}
	}
}

func (m *meter) read(where place) {
	if m != nil {
		m.stale[where].Inc()
	}
}

// replicaMeter is the metrics of one replica of one store; nil counts nothing.
type replicaMeter struct{ lag, well prometheus.Gauge }

func (m *meter) replica(addr string) *replicaMeter {
	if m == nil {
		return nil
	}
	return &replicaMeter{lag: m.all.lag.WithLabelValues(m.db, addr), well: m.all.well.WithLabelValues(m.db, addr)}
}

func (m *replicaMeter) lagged(by time.Duration) {
	if m != nil {
		m.lag.Set(by.Seconds())
	}
}

func (m *replicaMeter) state(well bool) {
	switch {
	case m == nil:
	case well:
		m.well.Set(1)
	default:
		m.well.Set(0)
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
