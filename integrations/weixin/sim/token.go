package sim

import (
	"crypto/rand"
	"time"
)

const (
	tokenLife    = 2 * time.Hour
	tokenOverlap = 5 * time.Minute
	forcedPerDay = 20
)

// tokens are the current access token and the one before it, which lives a little longer. Guarded by Sim.mu.
type tokens struct {
	current, previous           string
	currentUntil, previousUntil time.Time
	forced                      int
	forcedDay                   string
}

func (s *Sim) stableToken(r request) (any, error) {
	var in struct {
		GrantType    string `json:"grant_type"`
		AppID        string `json:"appid"`
		Secret       string `json:"secret"`
		ForceRefresh bool   `json:"force_refresh"`
	}
	if err := r.decode(&in); err != nil {
		return nil, err
	}
	switch {
	case in.GrantType != "client_credential":
		return nil, fail(40002, "invalid grant_type")
	case in.AppID != s.cfg.AppID:
		return nil, fail(40013, "invalid appid")
	case in.Secret != s.cfg.Secret:
		return nil, fail(40125, "invalid appsecret")
	}
	now := s.cfg.Clock.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	t := &s.tokens
	if in.ForceRefresh {
		if day := now.Format(time.DateOnly); day != t.forcedDay {
			t.forcedDay, t.forced = day, 0
		}
		if t.forced >= forcedPerDay {
			return nil, fail(45009, "reach max api daily quota limit")
		}
		t.forced++
	}
	if in.ForceRefresh || now.After(t.currentUntil.Add(-tokenOverlap)) {
		t.previous, t.previousUntil = t.current, now.Add(tokenOverlap)
		if t.currentUntil.Before(t.previousUntil) {
			t.previousUntil = t.currentUntil
		}
		t.current, t.currentUntil = rand.Text()+rand.Text()+rand.Text(), now.Add(tokenLife)
	}
	return map[string]any{"access_token": t.current, "expires_in": int64(t.currentUntil.Sub(now) / time.Second)}, nil
}

// authorized lets through who brings a token that lives.
func (s *Sim) authorized(handle func(request) (any, error)) func(request) (any, error) {
	return func(r request) (any, error) {
		token := r.http.URL.Query().Get("access_token")
		now := s.cfg.Clock.Now()
		s.mu.Lock()
		t := s.tokens
		s.mu.Unlock()
		switch {
		case token == "":
			return nil, fail(41001, "access_token missing")
		case token == t.current && now.Before(t.currentUntil), token == t.previous && now.Before(t.previousUntil):
			return handle(r)
		case token == t.current || token == t.previous:
			return nil, fail(42001, "access_token expired")
		default:
			return nil, fail(40001, "invalid credential, access_token is invalid or not latest")
		}
	}
}
