// Package obs is how the program can be watched: logs, traces, metrics, health, profiles, error reports.
//
// It guarantees that every log line written with a context carries its request and trace ids, that readiness
// turns bad before the program stops serving, and that profiles are only on the private port.
//
// It does not decide what is worth watching; each package brings its own metrics. Start with [NewLogger] and
// [Private].
package obs

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/getsentry/sentry-go"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"

	"dajiu/platform/config"
	"dajiu/platform/reqid"
)

// Config says what is watched and where it is sent.
type Config struct {
	// LogLevel is debug, info, warn or error.
	LogLevel string `koanf:"log_level"`
	// LogFormat is json, or text for people at a terminal.
	LogFormat string `koanf:"log_format"`
	// OTLP is the address of an OpenTelemetry collector; empty: no traces leave the process.
	OTLP string `koanf:"otlp"`
	// TraceShare is the share of requests that are traced, in thousandths.
	TraceShare int `koanf:"trace_share"`
	// SentryDSN turns on error reports.
	SentryDSN config.Secret `koanf:"sentry_dsn"`
}

// NewLogger returns a logger that adds request and trace ids from the context.
func NewLogger(w io.Writer, cfg Config) (*slog.Logger, error) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(cfg.LogLevel)); err != nil {
		return nil, fmt.Errorf("obs: log level: %w", err)
	}
	options := &slog.HandlerOptions{Level: level}
	var handler slog.Handler
	switch cfg.LogFormat {
	case "json":
		handler = slog.NewJSONHandler(w, options)
	case "text":
		handler = slog.NewTextHandler(w, options)
	default:
		return nil, fmt.Errorf("obs: log format %q is neither json nor text", cfg.LogFormat)
	}
	if cfg.SentryDSN != "" {
		if err := sentry.Init(sentry.ClientOptions{Dsn: cfg.SentryDSN.Reveal()}); err != nil {
			return nil, fmt.Errorf("obs: sentry: %w", err)
		}
		handler = reporting{Handler: handler}
	}
	return slog.New(contextual{handler}), nil
}

// contextual adds what a context knows to a log line.
type contextual struct{ slog.Handler }

func (h contextual) Handle(ctx context.Context, r slog.Record) error {
	if id := reqid.From(ctx); id != "" {
		r.AddAttrs(slog.String("request_id", id))
	}
	if span := trace.SpanContextFromContext(ctx); span.IsSampled() {
		r.AddAttrs(slog.String("trace_id", span.TraceID().String()), slog.String("span_id", span.SpanID().String()))
	}
	return h.Handler.Handle(ctx, r) //nolint:wrapcheck // a wrapping handler adds nothing to an error
}

func (h contextual) WithAttrs(attrs []slog.Attr) slog.Handler {
	return contextual{h.Handler.WithAttrs(attrs)}
}
func (h contextual) WithGroup(name string) slog.Handler { return contextual{h.Handler.WithGroup(name)} }

// StartTracing installs the process's tracer and returns what flushes it at the end. Without a collector,
// trace context is still passed on, and spans cost next to nothing.
func StartTracing(ctx context.Context, cfg Config, service string) (stop func(context.Context) error, err error) {
	otel.SetTextMapPropagator(propagation.TraceContext{})
	if cfg.OTLP == "" {
		return func(context.Context) error { return nil }, nil
	}
	exporter, err := otlptracegrpc.New(ctx, otlptracegrpc.WithEndpoint(cfg.OTLP), otlptracegrpc.WithInsecure())
	if err != nil {
		return nil, fmt.Errorf("obs: trace exporter: %w", err)
	}
	provider := sdktrace.NewTracerProvider(
		sdktrace.WithBatcher(exporter),
		sdktrace.WithSampler(sdktrace.ParentBased(sdktrace.TraceIDRatioBased(float64(cfg.TraceShare)/1000))),
		sdktrace.WithResource(resource.NewSchemaless(attribute.String("service.name", service))))
	otel.SetTracerProvider(provider)
	return func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
		defer cancel()
		return provider.Shutdown(ctx)
	}, nil
}

// NewRegistry returns a metrics registry that already tells of the Go runtime and the process.
func NewRegistry() *prometheus.Registry {
	reg := prometheus.NewRegistry()
	reg.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return reg
}
