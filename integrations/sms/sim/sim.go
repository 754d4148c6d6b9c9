// Package sim plays two vendors of text messages and the phones that receive them: it checks signatures, approved wordings
// and the vendors' own limits, keeps what was sent, reports afterwards what arrived, and shows a person the messages of a
// phone, so that a code can be read where no real message is sent.
//
// It guarantees that a message it took is on disk before the answer, that the kept ones are bounded (the newest 2,000), and
// that reports come at the vendor's pace until somebody takes them, also after a restart.
//
// It refuses to know its clients. Not part of the vendors' protocols are the endpoints under /sim/ and the page (control.go).
// Start with [New], [Sim.Handler] and [Sim.Run].
package sim

import (
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"time"

	"dajiu/integrations/sms"
	"dajiu/integrations/sms/aliyun"
	"dajiu/integrations/sms/tencent"
	"dajiu/platform/clock"
)

// Wording is a template that a vendor approved. {name} stands for a value.
type Wording struct {
	Text string
	// Names are the values in their order: Tencent numbers them, Aliyun names them.
	Names []string
}

// Config says which accounts there are.
type Config struct {
	Clock clock.Clock
	Log   *slog.Logger
	// Seed decides the faults that happen by chance.
	Seed uint64
	// Dir is where the messages are kept.
	Dir     string
	Tencent tencent.Config
	Aliyun  aliyun.Config
	// Wordings are the approved templates by id, the same at both vendors.
	Wordings map[string]Wording
	// Reports is where each vendor, by name, posts what arrived; a vendor without one reports nothing.
	Reports map[string]string
}

const (
	maxBody = 64 << 10
	maxKept = 2_000
	// maxNonces bounds the nonces of Aliyun's requests that are remembered.
	maxNonces = 20_000
)

// Sim is the two vendors with one account each. It is safe for concurrent use.
type Sim struct {
	cfg  Config
	http *http.Client
	page *template.Template

	mu     sync.Mutex
	faults Faults
	random *rand.Rand
	book   *book
	nonces map[string]time.Time
}

// New returns a simulator with what an earlier one kept in the same folder. The caller closes it.
func New(cfg Config) (*Sim, error) {
	if cfg.Clock == nil || cfg.Log == nil || cfg.Dir == "" || cfg.Tencent.SecretKey == "" || cfg.Aliyun.KeySecret == "" {
		return nil, errors.New("sms sim: clock, log, folder and both accounts are required")
	}
	if err := os.MkdirAll(cfg.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("sms sim: %w", err)
	}
	page, err := parsePage()
	if err != nil {
		return nil, err
	}
	kept, err := openBook(filepath.Join(cfg.Dir, "sms.jsonl"))
	if err != nil {
		return nil, err
	}
	return &Sim{
		cfg: cfg, http: sms.NewHTTPClient(0), page: page, random: rand.New(rand.NewPCG(cfg.Seed, 0)), //nolint:gosec // chance that a test can repeat
		book: kept, nonces: map[string]time.Time{},
	}, nil
}

// Close closes the book.
func (s *Sim) Close() error { return s.book.close() }

// Handler answers both vendors' interfaces, /tencent/ and /aliyun/, the control endpoints and the page. It may be mounted
// under a path with http.StripPrefix.
func (s *Sim) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /tencent/{$}", s.serveTencent)
	mux.HandleFunc("POST /aliyun/{$}", s.serveAliyun)
	s.control(mux)
	return mux
}

var mainland = regexp.MustCompile(`^1[3-9][0-9]{9}$`) //nolint:gochecknoglobals // a compiled constant

// limit is how many messages one phone gets from a vendor in a while.
type limit struct {
	span time.Duration
	most int
	code string
	text string
}

// overLimit returns the first limit that one more message to a phone would break. The caller holds the lock.
func (s *Sim) overLimit(vendor, phone string, limits []limit) (limit, bool) {
	now := s.cfg.Clock.Now()
	for _, l := range limits {
		if s.book.count(vendor, phone, now.Add(-l.span)) >= l.most {
			return l, true
		}
	}
	return limit{}, false
}

// say writes what the phone shows.
func (w Wording) say(sign string, values map[string]string) string {
	return "【" + sign + "】" + placeholder.ReplaceAllStringFunc(w.Text, func(m string) string { return values[m[1:len(m)-1]] })
}

var placeholder = regexp.MustCompile(`\{[^{}]*\}`) //nolint:gochecknoglobals // a compiled constant
