package consulreg_test

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// agent answers as Consul's HTTP API is documented to: registration with a TTL check, its renewal, deregistration, and the health
// of a service as a blocking query. It refuses what a Consul would refuse.
type agent struct {
	t     *testing.T
	token string

	mu       sync.Mutex
	index    uint64
	services map[string]*registered // by id
	changed  chan struct{}
	down     bool
}

type registered struct {
	ID, Name, Address string
	Port              int
	Meta              map[string]string
	Check             struct {
		TTL, Status                    string
		DeregisterCriticalServiceAfter string
	}
	expires time.Time
	ttl     time.Duration
}

func newAgent(t *testing.T) *agent {
	t.Helper()
	a := &agent{t: t, token: "a-token", index: 1, services: map[string]*registered{}, changed: make(chan struct{})}
	go a.expire()
	return a
}

// ServeHTTP answers.
func (a *agent) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	down := a.down
	a.mu.Unlock()
	if down {
		http.Error(w, "no leader", http.StatusInternalServerError)
		return
	}
	if r.Header.Get("X-Consul-Token") != a.token {
		http.Error(w, "Permission denied", http.StatusForbidden)
		return
	}
	switch path := r.URL.Path; {
	case r.Method == http.MethodPut && path == "/v1/agent/service/register":
		a.register(w, r)
	case r.Method == http.MethodPut && strings.HasPrefix(path, "/v1/agent/check/update/service:"):
		a.renew(w, r, strings.TrimPrefix(path, "/v1/agent/check/update/service:"))
	case r.Method == http.MethodPut && strings.HasPrefix(path, "/v1/agent/service/deregister/"):
		a.deregister(w, strings.TrimPrefix(path, "/v1/agent/service/deregister/"))
	case r.Method == http.MethodGet && strings.HasPrefix(path, "/v1/health/service/"):
		a.health(w, r, strings.TrimPrefix(path, "/v1/health/service/"))
	default:
		a.t.Errorf("consul has no %s %s", r.Method, path)
		http.NotFound(w, r)
	}
}

func (a *agent) move() {
	a.index++
	close(a.changed)
	a.changed = make(chan struct{})
}

func (a *agent) register(w http.ResponseWriter, r *http.Request) {
	var s registered
	if err := json.NewDecoder(r.Body).Decode(&s); err != nil || s.Name == "" || s.Port == 0 {
		http.Error(w, "Invalid service", http.StatusBadRequest)
		return
	}
	ttl, err := time.ParseDuration(s.Check.TTL)
	gone, err2 := time.ParseDuration(s.Check.DeregisterCriticalServiceAfter)
	if err != nil || err2 != nil || gone < time.Minute {
		http.Error(w, "Invalid check", http.StatusBadRequest) // Consul forgets nothing in less than a minute
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	s.ttl, s.expires = ttl, time.Now().Add(ttl)
	a.services[s.ID] = &s
	a.move()
}

func (a *agent) renew(w http.ResponseWriter, r *http.Request, id string) {
	var update struct{ Status string }
	if err := json.NewDecoder(r.Body).Decode(&update); err != nil || update.Status != "passing" {
		http.Error(w, "Invalid check status", http.StatusBadRequest)
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	s := a.services[id]
	if s == nil {
		http.Error(w, "Unknown check ID", http.StatusNotFound)
		return
	}
	if s.expires.Before(time.Now()) {
		a.move()
	}
	s.expires = time.Now().Add(s.ttl)
}

func (a *agent) deregister(w http.ResponseWriter, id string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.services[id] == nil {
		http.Error(w, "Unknown service ID", http.StatusNotFound)
		return
	}
	delete(a.services, id)
	a.move()
}

// expire tells who waits that a check ran out.
func (a *agent) expire() {
	for a.t.Context().Err() == nil {
		time.Sleep(20 * time.Millisecond)
		a.mu.Lock()
		for _, s := range a.services {
			if !s.expires.IsZero() && s.expires.Before(time.Now()) {
				s.expires = time.Time{}
				a.move()
			}
		}
		a.mu.Unlock()
	}
}

func (a *agent) health(w http.ResponseWriter, r *http.Request, name string) {
	q := r.URL.Query()
	require.True(a.t, q.Has("passing"))
	after, _ := strconv.ParseUint(q.Get("index"), 10, 64)
	wait, _ := time.ParseDuration(q.Get("wait"))
	timeout := time.After(wait)
	for {
		a.mu.Lock()
		index, changed := a.index, a.changed
		type service struct {
			ID, Service, Address string
			Port                 int
			Meta                 map[string]string
		}
		entries := []map[string]any{}
		for _, s := range a.services {
			if s.Name == name && s.expires.After(time.Now()) {
				entries = append(entries, map[string]any{
					"Node": map[string]any{"Address": "10.0.0.1"}, "Service": service{s.ID, s.Name, s.Address, s.Port, s.Meta}, "Checks": []any{},
				})
			}
		}
		a.mu.Unlock()
		if index > after {
			w.Header().Set("X-Consul-Index", strconv.FormatUint(index, 10))
			w.Header().Set("Content-Type", "application/json")
			_ = json.NewEncoder(w).Encode(entries)
			return
		}
		select {
		case <-changed:
		case <-timeout:
			after = 0
		case <-r.Context().Done():
			return
		}
	}
}

// forget makes the agent lose all it knows, as one does that was installed anew.
func (a *agent) forget() {
	a.mu.Lock()
	defer a.mu.Unlock()
	clear(a.services)
	a.index = 1
	a.move()
}

func (a *agent) setDown(down bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.down = down
}
