package sim

import (
	"bytes"
	"crypto/rand"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	mathrand "math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// Faults are what goes wrong; chances are per mille of the requests, drawn from the seed.
type Faults struct {
	// Seed restarts the chance when it is not zero.
	Seed uint64 `json:"seed,omitempty"`
	// Down are the vendors that answer nothing, by name.
	Down []string `json:"down,omitempty"`
	Busy int      `json:"busy"`
	// LoseAnswer: the message is sent, and nobody hears of it.
	LoseAnswer int `json:"lose_answer"`
	// Undelivered: the vendor takes the message, and it does not arrive.
	Undelivered int `json:"undelivered"`
	// Blocked are the phones that want no messages.
	Blocked []string `json:"blocked,omitempty"`
}

func (f Faults) blocks(phone string) bool { return slices.Contains(f.Blocked, phone) }

// SetFaults replaces the faults in force; chances are cut to 0..1000.
func (s *Sim) SetFaults(f Faults) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, chance := range []*int{&f.Busy, &f.LoseAnswer, &f.Undelivered} {
		*chance = min(max(*chance, 0), 1000)
	}
	if f.Seed != 0 {
		s.random = mathrand.New(mathrand.NewPCG(f.Seed, 0)) //nolint:gosec // chance that a test can repeat
	}
	s.faults = f
}

type fault int

const (
	none fault = iota
	down
	busy
	loseAnswer
)

func (s *Sim) strike(vendor string) fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case slices.Contains(s.faults.Down, vendor):
		return down
	case s.chance(s.faults.Busy):
		return busy
	case s.chance(s.faults.LoseAnswer):
		return loseAnswer
	}
	return none
}

// chance draws; the caller holds the lock.
func (s *Sim) chance(perMille int) bool { return perMille > 0 && s.random.IntN(1000) < perMille }

func (s *Sim) newID() string { return rand.Text() }

// take keeps a message and returns the vendor's id of it. The caller holds the lock.
func (s *Sim) take(t Text) (string, error) {
	t.Seq, t.ID, t.SentAt = s.book.next, s.newID(), s.cfg.Clock.Now()
	t.Arrived = !s.chance(s.faults.Undelivered)
	t.Reported = s.cfg.Reports[t.Vendor] == ""
	return t.ID, s.book.keep(t)
}

// Texts returns the newest messages of a phone, newest first, at most 50; of all phones where it is empty.
func (s *Sim) Texts(phone string) []Text {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := []Text{}
	for _, t := range slices.Backward(s.book.texts) {
		if len(list) == maxShown {
			break
		}
		if phone == "" || t.Phone == phone {
			list = append(list, t)
		}
	}
	return list
}

const maxShown = 50

//go:embed page.html
var pageHTML string //nolint:gochecknoglobals // a compiled constant

func parsePage() (*template.Template, error) {
	t, err := template.New("page").Funcs(template.FuncMap{
		"clock": func(t time.Time) string { return t.In(time.FixedZone("CST", 8*60*60)).Format("01-02 15:04:05") },
	}).Parse(pageHTML)
	if err != nil {
		return nil, fmt.Errorf("sms sim: page: %w", err)
	}
	return t, nil
}

// control adds what people and programs see of the phones. None is part of a vendor's protocol.
//
//	GET  /             the page: the phone's messages, newest first (?phone= for one phone)
//	GET  /sim/messages ?phone=: the messages, newest first, at most 50
//	GET  /sim/faults   the faults in force; POST sets all of them
func (s *Sim) control(mux *http.ServeMux) {
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		var b bytes.Buffer
		phone := r.URL.Query().Get("phone")
		if err := s.page.Execute(&b, map[string]any{"Phone": phone, "Texts": s.Texts(phone)}); err != nil {
			http.Error(w, "the page cannot be shown", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(b.Bytes()) // the reader went away
	})
	mux.HandleFunc("GET /sim/messages", func(w http.ResponseWriter, r *http.Request) {
		writeJSON(w, http.StatusOK, map[string]any{"messages": s.Texts(r.URL.Query().Get("phone"))})
	})
	mux.HandleFunc("GET /sim/faults", func(w http.ResponseWriter, _ *http.Request) {
		s.mu.Lock()
		f := s.faults
		s.mu.Unlock()
		writeJSON(w, http.StatusOK, f)
	})
	mux.HandleFunc("POST /sim/faults", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		var f Faults
		if err != nil || json.Unmarshal(body, &f) != nil {
			http.Error(w, "请求体不是合法的JSON", http.StatusBadRequest)
			return
		}
		s.SetFaults(f)
		writeJSON(w, http.StatusOK, f)
	})
}

// writeJSON writes an answer; one that cannot be encoded cannot happen with our types and is an empty object.
func writeJSON(w http.ResponseWriter, status int, out any) {
	body, err := json.Marshal(out)
	if err != nil {
		body = []byte("{}")
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // the caller went away
}
