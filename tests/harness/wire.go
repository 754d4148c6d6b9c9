package harness

import (
	"net"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Wire is a stretch of network to a server, which a test can cut, slow or make silent. It goes with the test.
type Wire struct {
	// Addr is where it begins, host:port.
	Addr   string
	target string

	mu     sync.Mutex
	cut    bool
	slow   time.Duration
	silent chan struct{} // closed when it speaks again; nil: it does
	conns  map[net.Conn]struct{}
}

// NewWire lays a wire to an address, which need not answer yet.
func NewWire(t testing.TB, target string) *Wire {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	w := &Wire{Addr: l.Addr().String(), target: target, conns: map[net.Conn]struct{}{}}
	t.Cleanup(func() {
		_ = l.Close() // nobody needs it any more
		w.Cut()
	})
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go w.join(c)
		}
	}()
	return w
}

// join connects a caller with the target.
func (w *Wire) join(near net.Conn) {
	far, err := net.DialTimeout("tcp", w.target, 5*time.Second)
	if err != nil {
		_ = near.Close() // as the target would
		return
	}
	if !w.keep(near, far) {
		return
	}
	go w.carry(near, far)
	w.carry(far, near)
}

// keep notes connections, unless the wire is cut.
func (w *Wire) keep(conns ...net.Conn) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range conns {
		if w.cut {
			_ = c.Close() // that is what cutting is
			continue
		}
		w.conns[c] = struct{}{}
	}
	return !w.cut
}

// carry passes bytes on, one way.
func (w *Wire) carry(from, to net.Conn) {
	defer func() {
		_ = from.Close()
		_ = to.Close() // one end that goes takes the other with it
		w.mu.Lock()
		delete(w.conns, from)
		w.mu.Unlock()
	}()
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		if n > 0 {
			w.hold()
			if _, err := to.Write(buffer[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// hold waits for as long as the wire wants.
func (w *Wire) hold() {
	w.mu.Lock()
	slow, silent := w.slow, w.silent
	w.mu.Unlock()
	time.Sleep(slow)
	if silent != nil {
		<-silent
	}
}

// Cut breaks all connections, and every new one, until Mend.
func (w *Wire) Cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cut = true
	w.speak()
	for c := range w.conns {
		_ = c.Close() // that is what cutting is
	}
}

// Slow makes everything take so much longer, each way, until Mend.
func (w *Wire) Slow(by time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.slow = by
}

// Silence lets nothing through any more, with all connections open, until Mend.
func (w *Wire) Silence() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.silent == nil {
		w.silent = make(chan struct{})
	}
}

// speak lets through what was held. Called with mu.
func (w *Wire) speak() {
	if w.silent != nil {
		close(w.silent)
		w.silent = nil
	}
}

// Mend makes the wire whole.
func (w *Wire) Mend() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cut, w.slow = false, 0
	w.speak()
}
