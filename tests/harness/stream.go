package harness

import (
	"context"
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"
)

// Stream is a connection to the real-time stream, which remembers what it was told.
type Stream struct {
	mu     sync.Mutex
	frames []JSON
}

// Stream connects as this person and waits until the server listens. After names the last event that was seen.
func (c *Client) Stream(s *Server, after string) *Stream {
	c.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	conn, _, err := websocket.Dial(ctx, strings.Replace(s.URL, "http", "ws", 1)+"/v1/stream", nil) //nolint:bodyclose // the library closes it
	require.NoError(c.t, err)
	hello, err := json.Marshal(JSON{"token": c.Token, "after": after})
	require.NoError(c.t, err)
	require.NoError(c.t, conn.Write(ctx, websocket.MessageText, hello))
	st := &Stream{}
	go func() {
		for {
			_, body, err := conn.Read(ctx)
			if err != nil {
				return
			}
			frame := JSON{}
			if json.Unmarshal(body, &frame) == nil {
				st.mu.Lock()
				st.frames = append(st.frames, frame)
				st.mu.Unlock()
			}
		}
	}()
	c.t.Cleanup(func() {
		cancel()
		_ = conn.CloseNow()
	})
	require.Eventually(c.t, func() bool { return len(st.Frames()) > 0 }, 5*time.Second, 5*time.Millisecond, "the stream never says ready")
	return st
}

// Frames returns what was told so far.
func (s *Stream) Frames() []JSON {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]JSON(nil), s.frames...)
}

// Saw requires that an order's states were told, in their order, perhaps with others between.
func (s *Stream) Saw(t *testing.T, orderID string, states ...string) {
	t.Helper()
	require.Eventually(t, func() bool {
		next := 0
		for _, f := range s.Frames() {
			if next < len(states) && f.Text("orderId") == orderID && f.Text("state") == states[next] {
				next++
			}
		}
		return next == len(states)
	}, 10*time.Second, 10*time.Millisecond, "not all of %v were told", states)
}
