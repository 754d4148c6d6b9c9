package app

import (
	"fmt"

	"github.com/prometheus/client_golang/prometheus"

	"dajiu/platform/audit"
	"dajiu/platform/errs"
)

// Ways of signing in, as metrics name them.
const (
	wayWechat = "wechat"
	wayPhone  = "phone"
	wayStaff  = "staff"
)

// Metrics count logins. A nil *Metrics counts nothing.
type Metrics struct{ logins *prometheus.CounterVec }

// NewMetrics makes the collectors and registers them.
func NewMetrics(reg prometheus.Registerer) (*Metrics, error) {
	m := &Metrics{logins: prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "dajiu_user_logins_total", Help: "Logins by way (wechat, phone, staff) and outcome: OK, or the reason of the refusal.",
	}, []string{"way", "outcome"})}
	if err := reg.Register(m.logins); err != nil {
		return nil, fmt.Errorf("user: metrics: %w", err)
	}
	return m, nil
}

func (m *Metrics) login(way string, err error) {
	if m == nil {
		return
	}
	outcome := audit.OK
	if err != nil {
		outcome = errs.From(err).Reason()
	}
	m.logins.WithLabelValues(way, outcome).Inc()
}
