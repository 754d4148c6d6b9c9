package edge

import (
	"bytes"
	"context"
	"fmt"
	"hash/fnv"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/maypok86/otter/v2"
	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/sync/singleflight"

	"dajiu/platform/reqid"
)

// cache remembers public catalogue answers for seconds. An answer is keyed by what was asked and by the
// generations of the catalogue and of the store asked about: an event that changes either makes the old
// answers unreachable at once.
type cache struct {
	entries    *otter.Cache[string, *answer]
	flights    singleflight.Group
	generation atomic.Int64
	stores     sync.Map // store id -> *atomic.Int64
	hits       prometheus.Counter
	misses     prometheus.Counter
	maxAge     string
	timeout    time.Duration
}

// answer is a remembered response. Its fields are never changed.
type answer struct {
	status int
	header http.Header
	body   []byte
	etag   string
	// requestID is whose request it was made for: a failure names it, and others who share it have their own.
	requestID string
}

// maxAnswer bounds one remembered answer; larger ones pass through.
const maxAnswer = 256 << 10

func newCache(cfg Config, reg prometheus.Registerer) (*cache, error) {
	c := &cache{
		hits: prometheus.NewCounter(prometheus.CounterOpts{
			Namespace: "dajiu", Subsystem: "gateway", Name: "cache_hits_total", Help: "Catalogue answers given from memory.",
		}),
		misses: prometheus.NewCounter(prometheus.CounterOpts{
			Namespace: "dajiu", Subsystem: "gateway", Name: "cache_misses_total", Help: "Catalogue answers that had to be made.",
		}),
		timeout: cfg.Timeout,
		maxAge:  "public, max-age=" + strconv.Itoa(int(cfg.CacheFor.Seconds())),
	}
	if reg != nil {
		reg.MustRegister(c.hits, c.misses)
	}
	if cfg.CacheFor <= 0 {
		return c, nil
	}
	var err error
	c.entries, err = otter.New(&otter.Options[string, *answer]{
		MaximumWeight:    uint64(cfg.CacheBytes),                                                             //nolint:gosec // positive by configuration
		Weigher:          func(key string, a *answer) uint32 { return uint32(len(key) + len(a.body) + 512) }, //nolint:gosec // bounded by maxAnswer
		ExpiryCalculator: otter.ExpiryWriting[string, *answer](cfg.CacheFor),
	})
	if err != nil {
		return nil, fmt.Errorf("gateway: make cache: %w", err)
	}
	return c, nil
}

// serves reports whether a request asks for what may be remembered: public, and the same for everybody.
func (c *cache) serves(r *http.Request) bool {
	if c.entries == nil || r.Method != http.MethodGet {
		return false
	}
	path := r.URL.Path
	switch {
	case strings.HasPrefix(path, "/v1/products"), path == "/v1/categories", path == "/v1/brands":
		return true
	case strings.HasPrefix(path, "/v1/stores"):
		// Live stock, and the places that are left in a slot, are asked for to be live.
		return !strings.HasSuffix(path, "/availability") && !strings.HasSuffix(path, "/slots")
	}
	return false
}

func (c *cache) key(r *http.Request) string {
	store := storeParam(r.URL.RawQuery)
	var b strings.Builder
	b.Grow(len(r.URL.Path) + len(r.URL.RawQuery) + 24)
	b.WriteString(strconv.FormatInt(c.generation.Load(), 36))
	if g, ok := c.stores.Load(store); ok {
		if n, ok := g.(*atomic.Int64); ok {
			b.WriteByte('.')
			b.WriteString(strconv.FormatInt(n.Load(), 36))
		}
	}
	b.WriteString(r.URL.Path)
	b.WriteByte('?')
	b.WriteString(r.URL.RawQuery)
	return b.String()
}

// storeParam returns the store that a query names, read as the transcoder reads it; 0 where it names none. A query
// that names several is refused by the transcoder, and a refusal is not remembered.
func storeParam(query string) int64 {
	for query != "" {
		var pair string
		pair, query, _ = strings.Cut(query, "&")
		name, value, _ := strings.Cut(pair, "=")
		if name, err := url.QueryUnescape(name); err != nil || name != "storeId" && name != "store_id" {
			continue
		}
		value, err := url.QueryUnescape(value)
		if err != nil {
			continue
		}
		if id, err := strconv.ParseInt(value, 10, 64); err == nil {
			return id
		}
	}
	return 0
}

// invalidate makes the answers about a store unreachable; those of all where it is 0.
func (c *cache) invalidate(storeID int64) {
	if storeID == 0 {
		c.generation.Add(1)
		return
	}
	g, _ := c.stores.LoadOrStore(storeID, &atomic.Int64{})
	if n, ok := g.(*atomic.Int64); ok {
		n.Add(1)
	}
}

// serve answers from memory, or makes the answer once for all who ask at the same time.
func (c *cache) serve(w http.ResponseWriter, r *http.Request, next http.Handler) {
	key := c.key(r)
	if a, ok := c.entries.GetIfPresent(key); ok {
		c.hits.Inc()
		a.write(w, r, c.maxAge)
		return
	}
	c.misses.Inc()
	made, _, _ := c.flights.Do(key, func() (any, error) {
		buffer := &buffered{header: http.Header{}, status: http.StatusOK}
		// Whoever asked first may go away; the others still want the answer.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), c.timeout)
		defer cancel()
		next.ServeHTTP(buffer, r.WithContext(ctx))
		a := &answer{status: buffer.status, header: buffer.header, body: buffer.body.Bytes(), requestID: reqid.From(ctx)}
		if a.status == http.StatusOK && len(a.body) <= maxAnswer {
			h := fnv.New64a()
			_, _ = h.Write(a.body) // a hash does not fail
			a.etag = `"` + strconv.FormatUint(h.Sum64(), 36) + `"`
			c.entries.Set(key, a)
		}
		return a, nil
	})
	if a, ok := made.(*answer); ok {
		a.write(w, r, c.maxAge)
	}
}

func (a *answer) write(w http.ResponseWriter, r *http.Request, maxAge string) {
	h := w.Header()
	for name, values := range a.header {
		h[name] = values
	}
	if a.etag != "" {
		h["Etag"] = []string{a.etag}
		h["Cache-Control"] = []string{maxAge}
		if r.Header.Get("If-None-Match") == a.etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	body := a.body
	if id := reqid.From(r.Context()); a.status != http.StatusOK && id != a.requestID {
		body = bytes.Replace(body, []byte(`"requestId":"`+a.requestID+`"`), []byte(`"requestId":"`+id+`"`), 1)
	}
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	w.WriteHeader(a.status)
	_, _ = w.Write(body) // the client is gone
}

// buffered is a response kept instead of sent.
type buffered struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (b *buffered) Header() http.Header { return b.header }

func (b *buffered) WriteHeader(status int) { b.status = status }

func (b *buffered) Write(p []byte) (int, error) { return b.body.Write(p) }
