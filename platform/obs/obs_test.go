package obs_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/getsentry/sentry-go"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/otel/trace"

	"dajiu/platform/config"
	"dajiu/platform/obs"
	"dajiu/platform/reqid"
)

func line(t *testing.T, b *bytes.Buffer) map[string]any {
	t.Helper()
	var got map[string]any
	require.NoError(t, json.Unmarshal(b.Bytes(), &got), b.String())
	return got
}

func TestALineCarriesTheIDsOfItsContext(t *testing.T) {
	t.Parallel()
	sampled := trace.NewSpanContext(trace.SpanContextConfig{TraceID: trace.TraceID{1}, SpanID: trace.SpanID{2}, TraceFlags: trace.FlagsSampled})
	unsampled := trace.NewSpanContext(trace.SpanContextConfig{TraceID: trace.TraceID{1}, SpanID: trace.SpanID{2}})
	cases := map[string]struct {
		ctx              context.Context //nolint:containedctx // a table of contexts
		request, traceID any
	}{
		"of a request that is traced":     {trace.ContextWithSpanContext(reqid.With(t.Context(), "r-1"), sampled), "r-1", sampled.TraceID().String()},
		"of a request that is not traced": {trace.ContextWithSpanContext(reqid.With(t.Context(), "r-1"), unsampled), "r-1", nil},
		"of nothing at all":               {t.Context(), nil, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			log, err := obs.NewLogger(&out, obs.Config{LogLevel: "info", LogFormat: "json"})
			require.NoError(t, err)
			log.With("service", "order").InfoContext(c.ctx, "placed", "order_id", 7)
			got := line(t, &out)
			require.Equal(t, c.request, got["request_id"])
			require.Equal(t, c.traceID, got["trace_id"])
			require.Equal(t, "order", got["service"])
			require.EqualValues(t, 7, got["order_id"])
		})
	}
}

func TestASecretNeverShowsInALine(t *testing.T) {
	t.Parallel()
	for _, format := range []string{"json", "text"} {
		t.Run(format, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			log, err := obs.NewLogger(&out, obs.Config{LogLevel: "debug", LogFormat: format})
			require.NoError(t, err)
			cfg := obs.Config{LogFormat: format, SentryDSN: "https://topsecret@example.invalid/1"}
			log.Info("config", "dsn", cfg.SentryDSN, "all", cfg, "pointer", &cfg, "list", []config.Secret{"topsecret"})
			require.NotContains(t, out.String(), "topsecret")
		})
	}
}

func TestALoggerTakesOnlyWhatItKnows(t *testing.T) {
	t.Parallel()
	for name, cfg := range map[string]obs.Config{
		"an unknown level":  {LogLevel: "loud", LogFormat: "json"},
		"no level":          {LogFormat: "json"},
		"an unknown format": {LogLevel: "info", LogFormat: "xml"},
	} {
		_, err := obs.NewLogger(&bytes.Buffer{}, cfg)
		require.Error(t, err, name)
	}
	_, err := obs.NewLogger(&bytes.Buffer{}, obs.Config{LogLevel: "info", LogFormat: "json", SentryDSN: "topsecret-no-url"})
	require.Error(t, err)
	require.NotContains(t, err.Error(), "topsecret", "a wrong secret is not shown either")
	var out bytes.Buffer
	log, err := obs.NewLogger(&out, obs.Config{LogLevel: "warn", LogFormat: "text"})
	require.NoError(t, err)
	log.Info("quiet")
	require.Empty(t, out.String())
}

func TestAReportOfAnErrorHasWhatTheLineHas(t *testing.T) {
	t.Parallel()
	bodies := make(chan string, 10)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var in io.Reader = r.Body
		if r.Header.Get("Content-Encoding") == "gzip" {
			in, _ = gzip.NewReader(r.Body)
		}
		body, _ := io.ReadAll(in)
		bodies <- string(body)
	}))
	defer server.Close()
	cfg := obs.Config{LogLevel: "info", LogFormat: "json", SentryDSN: config.Secret("http://key@" + server.Listener.Addr().String() + "/1")}
	log, err := obs.NewLogger(io.Discard, cfg)
	require.NoError(t, err)
	ours := log.With("service", "order", slog.Group("host", slog.Int("node", 3)))
	call := ours.With("method", "Pay").WithGroup("call").With("try", 2)
	ours.With("other", "branch").WithGroup("elsewhere")
	ours.Info("no report")
	call.ErrorContext(reqid.With(t.Context(), "r-1"), "call failed", "error", errors.New("no connection"), "dsn", cfg.SentryDSN, slog.Group("at", slog.String("step", "send")))
	require.True(t, sentry.Flush(10*time.Second))

	var event struct {
		Message  string `json:"message"`
		Contexts struct {
			Log map[string]string `json:"log"`
		} `json:"contexts"`
	}
	for part := range strings.Lines(<-bodies) {
		if strings.Contains(part, `"contexts"`) {
			require.NoError(t, json.Unmarshal([]byte(part), &event))
		}
	}
	require.Equal(t, "call failed", event.Message)
	require.Equal(t, map[string]string{
		"service": "order", "host.node": "3", "method": "Pay", "call.try": "2", "call.error": "no connection", "call.at.step": "send",
		"call.dsn": "******", "call.request_id": "r-1",
	}, event.Contexts.Log)
	require.Empty(t, bodies, "only errors are reported")
}

type readiness struct {
	Ready    bool              `json:"ready"`
	Problems map[string]string `json:"problems"`
}

func ask(t *testing.T, h http.Handler, path string) (*httptest.ResponseRecorder, readiness) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
	var got readiness
	if path == "/readyz" {
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), &got))
	}
	return w, got
}

func TestReadinessFollowsTheLifeOfTheProcess(t *testing.T) {
	t.Parallel()
	health := obs.NewHealth()
	private := obs.Private(obs.NewRegistry(), health)
	down := errors.New("no connection")
	var database error
	health.Add("database", func(context.Context) error { return database })

	w, got := ask(t, private, "/readyz")
	require.Equal(t, http.StatusServiceUnavailable, w.Code)
	require.Equal(t, readiness{false, map[string]string{"process": "starting"}}, got)

	health.Started()
	w, got = ask(t, private, "/readyz")
	require.Equal(t, http.StatusOK, w.Code)
	require.Equal(t, readiness{true, map[string]string{}}, got)

	database = down
	w, got = ask(t, private, "/readyz")
	require.Equal(t, http.StatusServiceUnavailable, w.Code)
	require.Equal(t, "no connection", got.Problems["database"])

	database = nil
	health.Drain()
	w, got = ask(t, private, "/readyz")
	require.Equal(t, http.StatusServiceUnavailable, w.Code)
	require.Equal(t, "stopping", got.Problems["process"])

	w, _ = ask(t, private, "/healthz")
	require.Equal(t, http.StatusOK, w.Code, "a process that drains is alive")
}

func TestAProbeIsGivenADeadline(t *testing.T) {
	t.Parallel()
	health := obs.NewHealth()
	health.Started()
	health.Add("slow", func(ctx context.Context) error {
		deadline, ok := ctx.Deadline()
		require.True(t, ok)
		require.LessOrEqual(t, time.Until(deadline), 2*time.Second) //nolint:forbidigo // compares with a context's deadline
		return nil
	})
	require.Empty(t, health.Check(t.Context()))
}

func TestThePrivatePortShowsMetricsAndProfiles(t *testing.T) {
	t.Parallel()
	reg := obs.NewRegistry()
	reg.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "dajiu_orders_total", Help: "x"}, func() float64 { return 3 }))
	private := obs.Private(reg, obs.NewHealth())
	w, _ := ask(t, private, "/metrics")
	require.Contains(t, w.Body.String(), "dajiu_orders_total 3")
	require.Contains(t, w.Body.String(), "go_goroutines")
	for _, path := range []string{"/debug/pprof/", "/debug/pprof/cmdline", "/debug/pprof/goroutine"} {
		w, _ = ask(t, private, path)
		require.Equal(t, http.StatusOK, w.Code, path)
	}
	w, _ = ask(t, private, "/elsewhere")
	require.Equal(t, http.StatusNotFound, w.Code)
}

func TestWithoutACollectorTracingCostsNothing(t *testing.T) {
	stop, err := obs.StartTracing(t.Context(), obs.Config{}, "dajiu")
	require.NoError(t, err)
	require.NoError(t, stop(t.Context()))
}
