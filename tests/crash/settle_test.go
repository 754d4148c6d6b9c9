package crash

import (
	"strings"
	"time"

	"github.com/stretchr/testify/require"
)

const (
	// quietFor is how long nothing may be on its way: longer than the server takes to notice what waits.
	quietFor = 6 * time.Second
	// settleFor bounds the wait for it. The bank calls back ever more rarely when it was not answered.
	settleFor = 75 * time.Second
	// looks is how often a server that is not sound is given the time to become so.
	looks = 4
)

// settleAndCheck waits until nothing is on its way, compares what people were told, stops the server as an operator
// does, and has all stores checked. The server is stopped afterwards.
func (w *town) settleAndCheck() {
	w.t.Helper()
	broken, out := w.proof()
	require.Empty(w.t, broken, "the stores are not sound, or a promise is broken:\n%s", out)
	w.mu.Lock()
	defer w.mu.Unlock()
	require.Empty(w.t, w.complaints)
}

// proof looks at all, again where it is not sound yet, and returns what is wrong with it and what the check printed. The server is
// stopped afterwards.
func (w *town) proof() (broken, out string) {
	w.t.Helper()
	for look := 1; ; look++ {
		w.settle()
		broken = strings.Join(w.promises.broken(w), "\n")
		w.server.Stop()
		said, err := w.server.Try("check")
		if err == nil && broken == "" {
			w.t.Log(lastLines(said, 2))
			return "", ""
		}
		if broken == "" {
			broken = err.Error()
		}
		if look == looks {
			return broken, said
		}
		w.t.Logf("not sound yet (%d):\n%s\n%s", look, wrongLines(said), broken)
		w.server.Launch()
	}
}

// settle waits until no event is unpublished, no callback is owed and hardly anything is handled: timers go on.
func (w *town) settle() {
	w.t.Helper()
	const step = 500 * time.Millisecond
	var quiet time.Duration
	deadline := time.Now().Add(settleFor)
	handled := w.server.Metric("dajiu_events_handled_total")
	for quiet < quietFor && time.Now().Before(deadline) {
		time.Sleep(step)
		now := w.server.Metric("dajiu_events_handled_total")
		if w.server.Metric("dajiu_outbox_pending") == 0 && now-handled < 20 && w.server.SimGet("/wechatpay/sim/state").Int("pending") == 0 {
			quiet += step
		} else {
			quiet = 0
		}
		handled = now
	}
}

func lastLines(text string, n int) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-n):], "\n")
}

// wrongLines leaves out what is well.
func wrongLines(text string) string {
	var kept []string
	for _, line := range strings.Split(text, "\n") {
		if !strings.HasPrefix(line, "ok ") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}
