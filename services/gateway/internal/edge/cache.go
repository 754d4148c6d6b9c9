package edge

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"dajiu/platform/cache"
	"dajiu/platform/reqid"
)

// answers remembers public catalogue answers for seconds. An answer is keyed by what was asked; its scope is the store
// asked about, so that an event that changes the store, or the catalogue, makes the old answers unreachable at once.
type answers struct {
	cache  *cache.Cache[string, *answer]
	maxAge string
}

// answer is a remembered response. Its fields are never changed.
type answer struct {
	told
	body []byte
}

// told is an answer but for its body, as gateways leave it to each other.
type told struct {
	Status int         `json:"status"`
	Header http.Header `json:"header"`
	ETag   string      `json:"etag,omitempty"`
	// RequestID is whose request it was made for: a failure names it, and others who share it have their own.
	RequestID string `json:"request_id"`
}

// maxAnswer bounds one remembered answer; larger ones pass through.
const maxAnswer = 256 << 10

// missingFor is how long it is remembered that something is not there, at most: somebody asks for a product before its event
// made it known here.
const missingFor = time.Second

// newAnswers returns the memory of a gateway, with that of all where shared is not nil.
func newAnswers(cfg Config, shared *cache.Shared, reg prometheus.Registerer) (*answers, error) {
	a := &answers{maxAge: "public, max-age=" + strconv.Itoa(int(cfg.CacheFor.Seconds()))}
	if cfg.CacheFor <= 0 {
		return a, nil
	}
	if reg != nil {
		reg = prometheus.WrapRegistererWith(prometheus.Labels{"app": "gateway"}, reg) // as the services' caches
	}
	var err error
	a.cache, err = cache.New(cache.Options[string, *answer]{
		Name: "answers", Life: cfg.CacheFor, MissingLife: min(cfg.CacheFor, missingFor), LoadTime: cfg.Timeout, Text: func(key string) string { return key },
		Weight: uint64(cfg.CacheBytes),                                                             //nolint:gosec // positive by configuration
		Weigh:  func(key string, a *answer) uint32 { return uint32(len(key) + len(a.body) + 512) }, //nolint:gosec // bounded by maxAnswer
		Encode: encodeAnswer, Decode: decodeAnswer, Shared: shared, Metrics: reg,
	})
	if err != nil {
		return nil, fmt.Errorf("gateway: %w", err)
	}
	return a, nil
}

// encodeAnswer writes a line about the answer, then its body as it is.
func encodeAnswer(a *answer) ([]byte, error) {
	line, err := json.Marshal(a.told)
	if err != nil {
		return nil, fmt.Errorf("gateway: write answer: %w", err)
	}
	return slices.Concat(line, []byte{'\n'}, a.body), nil
}

func decodeAnswer(form []byte) (*answer, error) {
	line, body, _ := bytes.Cut(form, []byte{'\n'})
	a := &answer{body: body}
	if err := json.Unmarshal(line, &a.told); err != nil {
		return nil, fmt.Errorf("gateway: read answer: %w", err)
	}
	return a, nil
}

// serves reports whether a request asks for what may be remembered: public, and the same for everybody.
func (c *answers) serves(r *http.Request) bool {
	if c.cache == nil || r.Method != http.MethodGet {
		return false
	}
	path := r.URL.Path
	switch {
	case strings.HasPrefix(path, "/v1/products"), path == "/v1/categories", path == "/v1/brands":
		return true
	case strings.HasPrefix(path, "/v1/stores"):
		// Live stock, and the places that are left in a slot, are asked for to be live; a range, by whoever just drew it.
		return !strings.HasSuffix(path, "/availability") && !strings.HasSuffix(path, "/slots") && !strings.HasSuffix(path, "/zone")
	}
	return false
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

// serve answers from memory, or makes the answer once for all who ask at the same time.
func (c *answers) serve(w http.ResponseWriter, r *http.Request, next http.Handler) {
	store, key := storeParam(r.URL.RawQuery), r.URL.Path+"?"+r.URL.RawQuery
	a, ok := c.cache.Known(store, key)
	if !ok {
		a, _ = c.cache.Get(r.Context(), store, key, func(ctx context.Context) (*answer, cache.Keep, error) { // a failure is an answer
			a := record(ctx, r, next)
			return a, a.keep(), nil
		})
	}
	a.write(w, r, c.maxAge)
}

// record makes an answer.
func record(ctx context.Context, r *http.Request, next http.Handler) *answer {
	buffer := &buffered{header: http.Header{}, status: http.StatusOK}
	next.ServeHTTP(buffer, r.WithContext(ctx))
	a := &answer{told: told{Status: buffer.status, Header: buffer.header, RequestID: reqid.From(ctx)}, body: buffer.body.Bytes()}
	if a.keep() == cache.Found {
		h := fnv.New64a()
		_, _ = h.Write(a.body) // a hash does not fail
		a.ETag = `"` + strconv.FormatUint(h.Sum64(), 36) + `"`
	}
	return a
}

func (a *answer) keep() cache.Keep {
	switch {
	case len(a.body) > maxAnswer:
		return cache.Not
	case a.Status == http.StatusOK:
		return cache.Found
	case a.Status == http.StatusNotFound:
		return cache.Missing
	}
	return cache.Not
}

func (a *answer) write(w http.ResponseWriter, r *http.Request, maxAge string) {
	h := w.Header()
	for name, values := range a.Header {
		h[name] = values
	}
	if a.ETag != "" {
		h["Etag"] = []string{a.ETag}
		h["Cache-Control"] = []string{maxAge}
		if r.Header.Get("If-None-Match") == a.ETag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	body := a.body
	if id := reqid.From(r.Context()); a.Status != http.StatusOK && id != a.RequestID {
		body = bytes.Replace(body, []byte(`"requestId":"`+a.RequestID+`"`), []byte(`"requestId":"`+id+`"`), 1)
	}
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	w.WriteHeader(a.Status)
	_, _ = w.Write(body) //nolint:gosec // JSON that a service made, and browsers take for nothing else; that the client is gone is no error
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
