package harness

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// JSON is an answer's body.
type JSON map[string]any

// At returns what lies at a path such as "orders.0.state"; nil where there is nothing.
func (j JSON) At(path string) any {
	var at any = map[string]any(j)
	for _, step := range strings.Split(path, ".") {
		switch v := at.(type) {
		case map[string]any:
			at = v[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(v) {
				return nil
			}
			at = v[i]
		default:
			return nil
		}
	}
	return at
}

// Text returns the text at a path.
func (j JSON) Text(path string) string {
	text, _ := j.At(path).(string)
	return text
}

// Int returns the number at a path; 64-bit numbers travel as text.
func (j JSON) Int(path string) int64 {
	switch v := j.At(path).(type) {
	case float64:
		return int64(v)
	case string:
		n, _ := strconv.ParseInt(v, 10, 64)
		return n
	}
	return 0
}

// List returns the objects of the list at a path.
func (j JSON) List(path string) []JSON {
	raw, _ := j.At(path).([]any)
	list := make([]JSON, 0, len(raw))
	for _, v := range raw {
		if object, ok := v.(map[string]any); ok {
			list = append(list, object)
		}
	}
	return list
}

// Client calls the API as one person.
type Client struct {
	t      testing.TB
	base   string
	Token  string
	http   *http.Client
	UserID int64
}

//nolint:gochecknoglobals // names attempts across all clients of a run
var attempts atomic.Int64

// NewKey returns an Idempotency-Key that was not used before.
func NewKey() string { return fmt.Sprintf("test-%d-%d", time.Now().UnixNano(), attempts.Add(1)) }

// Anonymous returns a client without a token.
func (s *Server) Anonymous() *Client {
	return &Client{t: s.t, base: s.URL, http: &http.Client{Timeout: 20 * time.Second}}
}

// Customer signs a customer in, up the first time.
func (s *Server) Customer(openID string) *Client {
	s.t.Helper()
	c := s.Anonymous()
	code := s.SimPost("/weixin/sim/codes", JSON{"openid": openID}).Text("code")
	login := c.Post("/v1/auth/wechat:login", JSON{"code": code, "device": "test"})
	c.Token, c.UserID = login.Text("accessToken"), login.Int("user.userId")
	return c
}

// Staff signs a staff account in.
func (s *Server) Staff(username string) *Client {
	s.t.Helper()
	c := s.Anonymous()
	login := c.Post("/v1/auth/staff:login", JSON{"username": username, "password": Password})
	c.Token, c.UserID = login.Text("accessToken"), login.Int("user.userId")
	return c
}

// SimPost calls a simulator and requires that it agrees.
func (s *Server) SimPost(path string, body JSON) JSON {
	s.t.Helper()
	status, answer := (&Client{t: s.t, base: s.Sim, http: http.DefaultClient}).Call(http.MethodPost, path, body, "")
	require.Equal(s.t, http.StatusOK, status, "%s: %v", path, answer)
	return answer
}

// SimGet reads from a simulator.
func (s *Server) SimGet(path string) JSON {
	s.t.Helper()
	status, answer := (&Client{t: s.t, base: s.Sim, http: http.DefaultClient}).Call(http.MethodGet, path, nil, "")
	require.Equal(s.t, http.StatusOK, status, "%s: %v", path, answer)
	return answer
}

// Raw sends a request as it is and returns what came back.
func (c *Client) Raw(method, path string, body []byte, header map[string]string) (int, http.Header, []byte) {
	c.t.Helper()
	status, h, out, err := c.try(method, path, body, header)
	require.NoError(c.t, err)
	return status, h, out
}

func (c *Client) try(method, path string, body []byte, header map[string]string) (int, http.Header, []byte, error) {
	req, err := http.NewRequest(method, c.base+path, bytes.NewReader(body)) //nolint:noctx // the client has a timeout
	if err != nil {
		return 0, nil, nil, err
	}
	if c.Token != "" {
		req.Header.Set("Authorization", "Bearer "+c.Token)
	}
	for name, value := range header {
		req.Header.Set(name, value)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return 0, nil, nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	out, err := io.ReadAll(resp.Body)
	return resp.StatusCode, resp.Header, out, err
}

// Call sends a request and returns status and body. An empty key sends none.
func (c *Client) Call(method, path string, body JSON, key string) (int, JSON) {
	c.t.Helper()
	status, answer, err := c.Try(method, path, body, key)
	require.NoError(c.t, err)
	return status, answer
}

// Try is Call for a server that may be dead.
func (c *Client) Try(method, path string, body JSON, key string) (int, JSON, error) {
	var raw []byte
	if body != nil {
		var err error
		if raw, err = json.Marshal(body); err != nil {
			return 0, nil, err
		}
	}
	header := map[string]string{}
	if key != "" {
		header["Idempotency-Key"] = key
	}
	status, _, out, err := c.try(method, path, raw, header)
	if err != nil {
		return 0, nil, err
	}
	answer := JSON{}
	if len(out) > 0 {
		_ = json.Unmarshal(out, &answer) // not every answer is an object
	}
	return status, answer, nil
}

// Get, Post, Put and Delete require success.
func (c *Client) Get(path string) JSON { c.t.Helper(); return c.must(http.MethodGet, path, nil) }

// Post requires success; it names the attempt.
func (c *Client) Post(path string, body JSON) JSON {
	c.t.Helper()
	return c.must(http.MethodPost, path, body)
}

// Put requires success.
func (c *Client) Put(path string, body JSON) JSON {
	c.t.Helper()
	return c.must(http.MethodPut, path, body)
}

// Delete requires success.
func (c *Client) Delete(path string) JSON { c.t.Helper(); return c.must(http.MethodDelete, path, nil) }

func (c *Client) must(method, path string, body JSON) JSON {
	c.t.Helper()
	if method == http.MethodPost && body == nil {
		body = JSON{}
	}
	status, answer := c.Call(method, path, body, NewKey())
	require.Equal(c.t, http.StatusOK, status, "%s %s: %v", method, path, answer)
	return answer
}

// Refused requires that a request fails with a status and a reason.
func (c *Client) Refused(status int, reason, method, path string, body JSON, key string) JSON {
	c.t.Helper()
	got, answer := c.Call(method, path, body, key)
	require.Equal(c.t, reason, answer.Text("error.reason"), "%s %s: %d %v", method, path, got, answer)
	require.Equal(c.t, status, got, "%s %s: %v", method, path, answer)
	require.NotEmpty(c.t, answer.Text("error.requestId"))
	return answer
}
