package edge

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"dajiu/platform/reqid"
)

// slowRequest is when a request is worth a line in the log whatever its status.
const slowRequest = 2 * time.Second

// observe gives each request its id and measures it.
func (e *Edge) observe(next http.Handler) http.Handler {
	classes := map[int]prometheus.Observer{}
	for class, name := range map[int]string{1: "1xx", 2: "2xx", 3: "3xx", 4: "4xx", 5: "5xx"} {
		classes[class] = e.metrics.WithLabelValues(name)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := time.Now() //nolint:forbidigo // measures a duration
		id := r.Header.Get("X-Request-Id")
		if !reqid.Valid(id) {
			id = reqid.New()
			r.Header.Set("X-Request-Id", id)
		}
		w.Header().Set("X-Request-Id", id)
		secure(w.Header())
		ctx := withAddress(reqid.With(r.Context(), id), clientAddress(r, e.cfg.TrustProxy))
		rec := &recorder{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(rec, r.WithContext(ctx))
		took := time.Since(started) //nolint:forbidigo // measures a duration
		if class, ok := classes[rec.status/100]; ok {
			class.Observe(took.Seconds())
		}
		e.logAccess(r, rec, took)
	})
}

func (e *Edge) logAccess(r *http.Request, rec *recorder, took time.Duration) {
	switch {
	case e.cfg.AccessLog == "none":
		return
	case e.cfg.AccessLog == "all", rec.status >= http.StatusInternalServerError, took > slowRequest && rec.status != http.StatusSwitchingProtocols:
		// The query may hold what a person typed; the path does not.
		e.log.LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("method", r.Method), slog.String("path", r.URL.Path),
			slog.Int("status", rec.status), slog.Int64("bytes", rec.bytes), slog.Duration("took", took),
			slog.String("request_id", rec.Header().Get("X-Request-Id")))
	}
}

// recorder remembers what was answered.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int64
	wrote  bool
}

func (r *recorder) WriteHeader(status int) {
	if !r.wrote {
		r.status, r.wrote = status, true
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(p []byte) (int, error) {
	r.wrote = true
	n, err := r.ResponseWriter.Write(p)
	r.bytes += int64(n)
	return n, err //nolint:wrapcheck // a recorder adds nothing
}

// Unwrap lets http.ResponseController, and so WebSockets, reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
