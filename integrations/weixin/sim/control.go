package sim

import (
	"encoding/json"
	"io"
	"math/rand/v2"
	"net/http"
	"regexp"
)

// Faults are what goes wrong, per mille of the requests, drawn from the seed.
type Faults struct {
	// Seed restarts the chance when it is not zero.
	Seed        uint64 `json:"seed,omitempty"`
	Busy        int    `json:"busy"`         // errcode -1
	RateLimited int    `json:"rate_limited"` // errcode 45011
	// StaleTokens forgets all tokens once, now: the next use is 40001.
	StaleTokens bool `json:"stale_tokens"`
}

// SetFaults replaces the faults in force; chances are cut to 0..1000.
func (s *Sim) SetFaults(f Faults) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f.Busy, f.RateLimited = min(max(f.Busy, 0), 1000), min(max(f.RateLimited, 0), 1000)
	if f.Seed != 0 {
		s.random = rand.New(rand.NewPCG(f.Seed, 0)) //nolint:gosec // chance that a test can repeat
	}
	if f.StaleTokens {
		s.tokens = tokens{forced: s.tokens.forced, forcedDay: s.tokens.forcedDay}
	}
	s.faults = f
}

func (s *Sim) strike() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.faults.Busy > 0 && s.random.IntN(1000) < s.faults.Busy {
		return fail(-1, "system error")
	}
	if s.faults.RateLimited > 0 && s.random.IntN(1000) < s.faults.RateLimited {
		return fail(45011, "api minute-quota reach limit, must slower, retry next minute")
	}
	return nil
}

var phone = regexp.MustCompile(`^1[0-9]{10}$`) //nolint:gochecknoglobals // a compiled constant

const maxName = 128

// control adds the endpoints for demo persons and programs. None is part of WeChat's protocol.
//
//	POST /sim/codes        {openid} or {person}: {code, openid}; what wx.login gives the person's client
//	POST /sim/phone-codes  {phone}: {code}; what the phone button gives
//	POST /sim/grants       {openid, template_id, count}: the person accepts so many messages
//	GET  /sim/messages     ?openid=: the messages sent, newest last
//	GET  /sim/faults       the faults in force; POST sets all of them
func (s *Sim) control(mux *http.ServeMux) {
	mux.HandleFunc("POST /sim/codes", s.issueLogin)
	mux.HandleFunc("POST /sim/phone-codes", s.issuePhone)
	mux.HandleFunc("POST /sim/grants", s.giveGrant)
	mux.HandleFunc("GET /sim/messages", s.listMessages)
	mux.HandleFunc("GET /sim/faults", func(w http.ResponseWriter, _ *http.Request) {
		s.mu.Lock()
		f := s.faults
		s.mu.Unlock()
		writeJSON(w, http.StatusOK, f)
	})
	mux.HandleFunc("POST /sim/faults", func(w http.ResponseWriter, r *http.Request) {
		var f Faults
		if readJSON(w, r, &f) {
			s.SetFaults(f)
			writeJSON(w, http.StatusOK, f)
		}
	})
}

func (s *Sim) issueLogin(w http.ResponseWriter, r *http.Request) {
	var in struct {
		OpenID string `json:"openid"`
		Person string `json:"person"`
	}
	if !readJSON(w, r, &in) {
		return
	}
	openID := in.OpenID
	if openID == "" && in.Person != "" {
		openID = s.identity("o", in.Person)
	}
	if openID == "" || len(openID) > maxName {
		writeJSON(w, http.StatusBadRequest, failure{Code: 40003, Message: "须给出openid或person"})
		return
	}
	s.mu.Lock()
	code := s.logins.issue(openID, s.cfg.Clock.Now())
	s.mu.Unlock()
	writeJSON(w, http.StatusOK, map[string]string{"code": code, "openid": openID})
}

func (s *Sim) issuePhone(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Phone string `json:"phone"`
	}
	if !readJSON(w, r, &in) {
		return
	}
	if !phone.MatchString(in.Phone) {
		writeJSON(w, http.StatusBadRequest, failure{Code: 47001, Message: "须为11位手机号"})
		return
	}
	s.mu.Lock()
	code := s.phones.issue(in.Phone, s.cfg.Clock.Now())
	s.mu.Unlock()
	writeJSON(w, http.StatusOK, map[string]string{"code": code})
}

func (s *Sim) giveGrant(w http.ResponseWriter, r *http.Request) {
	var in struct {
		OpenID     string `json:"openid"`
		TemplateID string `json:"template_id"`
		Count      int    `json:"count"`
	}
	if !readJSON(w, r, &in) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if in.OpenID == "" || in.TemplateID == "" || in.Count < 1 || in.Count > 1000 || len(s.grants) >= maxGrants {
		writeJSON(w, http.StatusBadRequest, failure{Code: 47001, Message: "参数错误，或授权过多"})
		return
	}
	s.grants[grant{in.OpenID, in.TemplateID}] += in.Count
	writeJSON(w, http.StatusOK, in)
}

func (s *Sim) listMessages(w http.ResponseWriter, r *http.Request) {
	openID := r.URL.Query().Get("openid")
	s.mu.Lock()
	found := make([]Message, 0, 16)
	for _, m := range s.messages {
		if openID == "" || m.OpenID == openID {
			found = append(found, m)
		}
	}
	s.mu.Unlock()
	writeJSON(w, http.StatusOK, map[string]any{"messages": found})
}

// readJSON reads a control request, or answers that it cannot be read.
func readJSON(w http.ResponseWriter, r *http.Request, into any) bool {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err == nil {
		err = json.Unmarshal(body, into)
	}
	if err != nil {
		writeJSON(w, http.StatusBadRequest, failure{Code: 47001, Message: "请求体不是合法的JSON"})
	}
	return err == nil
}
