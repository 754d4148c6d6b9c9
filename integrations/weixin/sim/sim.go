package sim

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"sync"

	"dajiu/platform/clock"
)

// Config says which app this is.
type Config struct {
	Clock clock.Clock
	// Seed decides the faults that happen by chance.
	Seed  uint64
	AppID string
	// Secret is the app's secret.
	Secret string
	// AskForGrants makes a subscribe message need a permission given by POST /sim/grants; otherwise every
	// user accepts everything.
	AskForGrants bool
	// Templates maps template ids to the keys that a message must fill. Nil accepts every template.
	Templates map[string][]string
	// Pages are the published pages. Nil accepts every page.
	Pages []string
}

const (
	maxBody     = 64 << 10
	maxCodes    = 20_000
	maxMessages = 2_000
	maxGrants   = 50_000
)

// Sim is one simulated service for one app. It is safe for concurrent use.
type Sim struct {
	cfg Config

	mu       sync.Mutex
	faults   Faults
	random   *rand.Rand
	logins   *codes
	phones   *codes
	tokens   tokens
	grants   map[grant]int
	messages []Message
	sent     int64
}

// New returns a simulator, or an error when the app is incomplete.
func New(cfg Config) (*Sim, error) {
	if cfg.Clock == nil || cfg.AppID == "" || cfg.Secret == "" {
		return nil, errors.New("weixin sim: clock, app id and secret are required")
	}
	return &Sim{
		cfg: cfg, random: rand.New(rand.NewPCG(cfg.Seed, 0)), //nolint:gosec // chance that a test can repeat
		logins: newCodes(), phones: newCodes(), grants: make(map[grant]int),
	}, nil
}

// Handler answers the service's interface and the control endpoints. It may be mounted under a path with
// http.StripPrefix.
func (s *Sim) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /sns/jscode2session", s.serve(s.code2Session))
	mux.HandleFunc("POST /cgi-bin/stable_token", s.serve(s.stableToken))
	mux.HandleFunc("POST /wxa/business/getuserphonenumber", s.serve(s.authorized(s.phoneNumber)))
	mux.HandleFunc("POST /cgi-bin/message/subscribe/send", s.serve(s.authorized(s.sendMessage)))
	mux.HandleFunc("POST /wxa/getwxacodeunlimit", s.serve(s.authorized(s.miniCode)))
	mux.HandleFunc("POST /wxa/msg_sec_check", s.serve(s.authorized(s.checkText)))
	mux.HandleFunc("POST /wxa/sec/order/upload_shipping_info", s.serve(s.authorized(s.shipping)))
	s.control(mux)
	return mux
}

// request is one request with its bounded body.
type request struct {
	http *http.Request
	body []byte
}

// failure is an errcode of the service, which travels with HTTP 200.
type failure struct {
	Code    int    `json:"errcode"`
	Message string `json:"errmsg"`
}

// Error returns the message.
func (f *failure) Error() string { return f.Message }

func fail(code int, message string) error { return &failure{Code: code, Message: message} }

// picture is an answer that is not JSON.
type picture []byte

// serve reads the body, lets the faults strike, and writes what the handler returns.
func (s *Sim) serve(handle func(request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		var out any
		if err != nil {
			err = fail(44002, "empty post data")
		} else if err = s.strike(); err == nil {
			out, err = handle(request{http: r, body: body})
		}
		var f *failure
		switch {
		case errors.As(err, &f):
			out = f
		case err != nil:
			out = &failure{Code: -1, Message: "system error"}
		}
		if p, ok := out.(picture); ok {
			w.Header().Set("Content-Type", "image/png")
			_, _ = w.Write(p) // the caller went away
			return
		}
		writeJSON(w, http.StatusOK, out)
	}
}

// writeJSON writes an answer; an unencodable one cannot happen with our types and is an empty object.
func writeJSON(w http.ResponseWriter, status int, out any) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if out == nil || e.Encode(out) != nil {
		b.Reset()
		b.WriteString("{}")
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // the caller went away
}

func (r request) decode(into any) error {
	if json.Unmarshal(r.body, into) != nil {
		return fail(47001, "data format error")
	}
	return nil
}

// identity computes a stable id of a demo person for this app.
func (s *Sim) identity(prefix, person string) string {
	mac := hmac.New(sha256.New, []byte(s.cfg.AppID))
	mac.Write([]byte(prefix + "\x00" + person))
	return prefix + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))[:27]
}
