package obs

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/pprof"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// probeTime bounds one readiness probe.
const probeTime = 2 * time.Second

// Health collects what must work for the process to be ready. It is safe for concurrent use.
type Health struct {
	mu       sync.Mutex
	probes   map[string]func(context.Context) error
	started  bool
	draining bool
}

// NewHealth returns a health that is not ready until Started.
func NewHealth() *Health { return &Health{probes: map[string]func(context.Context) error{}} }

// Add adds a probe by name. It runs on each readiness request and should answer within a second.
func (h *Health) Add(name string, probe func(context.Context) error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.probes[name] = probe
}

// Started says that all components run.
func (h *Health) Started() { h.set(true, false) }

// Drain makes readiness bad, so that balancers look elsewhere before the process stops.
func (h *Health) Drain() { h.set(true, true) }

func (h *Health) set(started, draining bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.started, h.draining = started, draining
}

// Check returns what is wrong, by name; empty when the process is ready.
func (h *Health) Check(ctx context.Context) map[string]string {
	h.mu.Lock()
	problems := map[string]string{}
	if !h.started {
		problems["process"] = "starting"
	}
	if h.draining {
		problems["process"] = "stopping"
	}
	probes := make(map[string]func(context.Context) error, len(h.probes))
	for name, probe := range h.probes {
		probes[name] = probe
	}
	h.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	for name, probe := range probes {
		if err := probe(ctx); err != nil {
			problems[name] = err.Error()
		}
	}
	return problems
}

// Private returns the handler of the private port: /metrics, /healthz, /readyz and /debug/pprof/. It must not
// be reachable from outside.
func Private(reg *prometheus.Registry, health *Health) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(reg, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })
	mux.HandleFunc("GET /readyz", health.Ready)
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	return mux
}

// Ready answers a readiness request: 200, or 503 with what is wrong.
func (h *Health) Ready(w http.ResponseWriter, r *http.Request) {
	problems := h.Check(r.Context())
	w.Header().Set("Content-Type", "application/json")
	if len(problems) > 0 {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"ready": len(problems) == 0, "problems": problems}) // the client is gone
}
