// Package edge is the HTTP side of the platform: what happens to a request before and after the gRPC call that
// answers it.
//
// It guarantees size and time limits on every request, one error body, and headers that keep browsers safe.
//
// It knows routes only from the protos. Start with [New].
package edge

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"github.com/klauspost/compress/gzhttp"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/cors"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/encoding/protojson"

	"dajiu/platform/cache"
)

// Config says how the edge treats callers.
type Config struct {
	// Origins are the web origins that browsers may call from; empty: same origin only.
	Origins []string `koanf:"origins"`
	// MaxBody bounds a request body in bytes.
	MaxBody int64 `koanf:"max_body"`
	// Timeout bounds a request.
	Timeout time.Duration `koanf:"timeout"`
	// CacheFor is how long a public catalogue answer is remembered; 0: not at all.
	CacheFor time.Duration `koanf:"cache_for"`
	// CacheBytes bounds the memory of remembered answers.
	CacheBytes int64 `koanf:"cache_bytes"`
	// AccessLog is all, errors or none.
	AccessLog string `koanf:"access_log"`
	// TrustProxy takes the caller's address from X-Forwarded-For: only behind a proxy of our own.
	TrustProxy bool `koanf:"trust_proxy"`
}

// DefaultConfig returns limits for a public API.
func DefaultConfig() Config {
	return Config{
		MaxBody: 1 << 20, Timeout: 15 * time.Second, CacheFor: 5 * time.Second, CacheBytes: 16 << 20, AccessLog: "errors",
	}
}

// Edge is the HTTP side.
type Edge struct {
	cfg     Config
	log     *slog.Logger
	limiter *Limiter
	answers *answers
	rest    http.Handler
	pages   *http.ServeMux
	stream  http.Handler
	metrics *prometheus.HistogramVec
}

// New returns the HTTP handler of the platform. Conn carries calls with the caller's own credential; the limiter
// has its interceptor on it. Stream keeps a connection and is neither compressed nor bounded in time. Pages are the
// handlers that are not the API, by pattern. Shared is where gateways remember answers together; nil: each for itself.
func New(ctx context.Context, cfg Config, conn grpc.ClientConnInterface, limiter *Limiter, stream http.Handler, pages map[string]http.Handler, shared *cache.Shared, log *slog.Logger, reg prometheus.Registerer) (*Edge, error) {
	rest, err := newREST(ctx, conn)
	if err != nil {
		return nil, err
	}
	e := &Edge{cfg: cfg, log: log, limiter: limiter, rest: rest, stream: stream, pages: http.NewServeMux()}
	if e.answers, err = newAnswers(cfg, shared, reg); err != nil {
		return nil, err
	}
	e.metrics = prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Namespace: "dajiu", Subsystem: "http", Name: "duration_seconds", Help: "How long requests took, by status class.",
		Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 5, 15},
	}, []string{"class"})
	if reg != nil {
		reg.MustRegister(e.metrics)
	}
	for pattern, page := range pages {
		e.pages.Handle(pattern, page)
	}
	if _, ok := pages["/"]; !ok {
		e.pages.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { WriteError(w, r, routing(http.StatusNotFound)) })
	}
	e.pages.Handle("/v1/", http.HandlerFunc(e.api))
	e.pages.Handle("/.well-known/", http.HandlerFunc(e.api))
	return e, nil
}

// Handler returns the whole chain: ids, log, limits, CORS, compression, routes.
func (e *Edge) Handler() (http.Handler, error) {
	compress, err := gzhttp.NewWrapper(gzhttp.MinSize(1024))
	if err != nil {
		return nil, fmt.Errorf("gateway: compression: %w", err)
	}
	routes := http.NewServeMux()
	routes.Handle("GET /v1/stream", e.stream)
	pages := compress(e.pages)
	routes.Handle("/", pages)
	var h http.Handler = routes
	if len(e.cfg.Origins) > 0 {
		h = cors.New(cors.Options{
			AllowedOrigins: e.cfg.Origins, AllowedMethods: []string{"GET", "POST", "PUT", "PATCH", "DELETE"},
			AllowedHeaders: []string{"Authorization", "Content-Type", "Idempotency-Key", "X-Request-Id"},
			ExposedHeaders: []string{"X-Request-Id"}, MaxAge: 600,
		}).Handler(h)
		// Programs of others call single sign-on from their own pages, and are answered there.
		split := http.NewServeMux()
		split.Handle(OpenIDPath, pages)
		split.Handle("/", h)
		h = split
	}
	return e.observe(h), nil
}

// Invalidate forgets remembered answers of stores; all answers where one of them is 0.
func (e *Edge) Invalidate(ctx context.Context, stores ...int64) {
	if e.answers.cache != nil {
		e.answers.cache.Invalidate(ctx, stores...)
	}
}

// api answers an API request: from memory where it may, else by a call.
func (e *Edge) api(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength > e.cfg.MaxBody {
		WriteError(w, r, tooLarge(e.cfg.MaxBody))
		return
	}
	if r.Body != nil {
		r.Body = &bounded{ReadCloser: http.MaxBytesReader(w, r.Body, e.cfg.MaxBody)}
	}
	// How long a call may take is ours to say: it may be made for many who ask at once.
	r.Header.Del("Grpc-Timeout")
	ctx, cancel := context.WithTimeout(r.Context(), e.cfg.Timeout)
	defer cancel()
	r = r.WithContext(ctx)
	if !e.answers.serves(r) {
		e.rest.ServeHTTP(w, r)
		return
	}
	if err := e.limiter.AllowBrowse(r); err != nil {
		WriteError(w, r, err)
		return
	}
	e.answers.serve(w, r.WithContext(counted(ctx)), e.rest)
}

// newREST returns what answers API requests by calls.
func newREST(ctx context.Context, conn grpc.ClientConnInterface) (http.Handler, error) {
	return newRoutes(ctx, conn, newTranscoder)
}

// newTranscoder returns a transcoder between HTTP and gRPC without routes.
func newTranscoder() *runtime.ServeMux {
	return runtime.NewServeMux(
		runtime.WithMarshalerOption(runtime.MIMEWildcard, &runtime.HTTPBodyMarshaler{Marshaler: &runtime.JSONPb{
			MarshalOptions: protojson.MarshalOptions{EmitDefaultValues: true},
		}}),
		runtime.WithIncomingHeaderMatcher(passHeader),
		runtime.WithOutgoingHeaderMatcher(func(string) (string, bool) { return "", false }),
		runtime.WithErrorHandler(func(_ context.Context, _ *runtime.ServeMux, _ runtime.Marshaler, w http.ResponseWriter, r *http.Request, err error) {
			if b, ok := r.Body.(*bounded); ok && b.over != nil {
				err = b.over
			}
			WriteError(w, r, err)
		}),
		runtime.WithRoutingErrorHandler(func(_ context.Context, _ *runtime.ServeMux, _ runtime.Marshaler, w http.ResponseWriter, r *http.Request, status int) {
			WriteError(w, r, routing(status))
		}),
		runtime.WithDisablePathLengthFallback(),
	)
}
