package weixin

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"dajiu/platform/clock"
)

const (
	renewBefore = 5 * time.Minute
	maxTokenAge = 2 * time.Hour
)

// tokenCache keeps the one access token. Whoever asks while it is being fetched waits for that fetch.
type tokenCache struct {
	clock   clock.Clock
	fetch   func(ctx context.Context, force bool) (string, time.Duration, error)
	timeout time.Duration

	mu      sync.Mutex
	token   string
	expires time.Time
	flight  *flight
}

// flight is one fetch under way; its fields are set before done is closed.
type flight struct {
	done  chan struct{}
	token string
	err   error
}

// value returns the token that is kept, for redaction.
func (t *tokenCache) value() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.token
}

// get returns a valid token. When the renewal fails while the old token still lives, the old one is used.
func (t *tokenCache) get(ctx context.Context) (string, error) {
	t.mu.Lock()
	now := t.clock.Now()
	if t.token != "" && now.Before(t.expires.Add(-renewBefore)) {
		defer t.mu.Unlock()
		return t.token, nil
	}
	old, alive := t.token, t.token != "" && now.Before(t.expires)
	f := t.start(ctx, "")
	t.mu.Unlock()
	token, err := f.wait(ctx)
	if err != nil && alive && ctx.Err() == nil {
		return old, nil
	}
	return token, err
}

// replace returns a token other than the one that the service refused. First it asks for the current one,
// which another process may have renewed; only when that is the refused one is a new one forced, which the
// service allows 20 times a day.
func (t *tokenCache) replace(ctx context.Context, refused string) (string, error) {
	for {
		t.mu.Lock()
		if t.token != "" && t.token != refused {
			defer t.mu.Unlock()
			return t.token, nil
		}
		f, joined := t.flight, t.flight != nil
		if !joined {
			f = t.start(ctx, refused)
		}
		t.mu.Unlock()
		token, err := f.wait(ctx)
		// A fetch that began before the refusal may have brought the refused token again.
		if err != nil || token != refused || !joined {
			return token, err
		}
	}
}

// start begins a fetch or joins the one under way. The caller holds the lock.
func (t *tokenCache) start(ctx context.Context, refused string) *flight {
	if t.flight != nil {
		return t.flight
	}
	f := &flight{done: make(chan struct{})}
	t.flight = f
	// The fetch serves all who wait: it must not end with the first of them.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*t.timeout)
	go func() {
		defer cancel()
		token, life, err := t.fetch(ctx, false)
		if err == nil && refused != "" && token == refused {
			token, life, err = t.fetch(ctx, true)
		}
		t.mu.Lock()
		if err == nil {
			t.token, t.expires = token, t.clock.Now().Add(min(life, maxTokenAge))
		}
		t.flight = nil
		t.mu.Unlock()
		f.token, f.err = token, err
		close(f.done)
	}()
	return f
}

func (f *flight) wait(ctx context.Context) (string, error) {
	select {
	case <-f.done:
		return f.token, f.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func (c *Client) fetchToken(ctx context.Context, force bool) (string, time.Duration, error) {
	in := struct {
		GrantType    string `json:"grant_type"`
		AppID        string `json:"appid"`
		Secret       string `json:"secret"`
		ForceRefresh bool   `json:"force_refresh"`
	}{"client_credential", c.cfg.AppID, c.cfg.Secret, force}
	var out struct {
		AccessToken string `json:"access_token"`
		ExpiresIn   int64  `json:"expires_in"`
	}
	if _, _, err := c.exchange(ctx, http.MethodPost, "/cgi-bin/stable_token", in, &out); err != nil {
		return "", 0, fmt.Errorf("weixin: access token: %w", err)
	}
	if out.AccessToken == "" || out.ExpiresIn <= 0 {
		return "", 0, fmt.Errorf("weixin: access token: %w", ErrUnreachable.Wrap(errors.New("an empty token")))
	}
	return out.AccessToken, time.Duration(min(out.ExpiresIn, 1<<20)) * time.Second, nil
}
