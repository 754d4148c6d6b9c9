package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// stormScenario buys on delivery twice, quietly and while staff logins pour in: what a storm costs the shop.
const stormScenario = "storm"

const (
	// stormWorkers are from how many addresses the logins come, where the server is on this machine.
	stormWorkers = 64
	// stormSettles is how long a storm blows before anything is measured in it.
	stormSettles = time.Second
	maxStorm     = 10_000
)

// storm signs staff in, some of them rightly, at a steady rate whatever comes back.
type storm struct {
	workers  []*setup
	pace     time.Duration
	password string
	run      string
	watch    stopwatch

	mu      sync.Mutex
	right   Histogram
	replies map[string]int64
}

// newStorm returns a storm of so many logins a second. Each worker has a local address of its own where the server is at
// 127.0.0.1; elsewhere they share this machine's.
func (b *bench) newStorm() (*storm, error) {
	s := &storm{pace: time.Second * stormWorkers / time.Duration(b.Storm), password: b.OperatorPassword, run: b.run, watch: b.watch, replies: map[string]int64{}}
	for i := range stormWorkers {
		to, err := newEndpoint(b.URL, 2)
		if err != nil {
			return nil, err
		}
		if host, _, err := net.SplitHostPort(to.client.Addr); err == nil && host == "127.0.0.1" {
			dialer := &net.Dialer{Timeout: requestTime, LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 1, byte(i+1))}}
			to.client.DialTimeout, to.client.Dial = nil, func(addr string) (net.Conn, error) { return dialer.Dial("tcp", addr) }
		}
		w := b.worker()
		w.api, w.number = to, i
		s.workers = append(s.workers, w)
	}
	return s, nil
}

// blow signs in until ctx ends: a third with the right password of admin, a third with a wrong one of staff of the demo
// city, who are soon locked, and a third with names that nobody has.
func (s *storm) blow(ctx context.Context) {
	var group sync.WaitGroup
	for _, w := range s.workers {
		group.Go(func() {
			// Spread over the pace, so that they do not come at once.
			w.wait(ctx, s.pace*time.Duration(w.number)/stormWorkers)
			for next := s.watch(); ctx.Err() == nil; w.step++ {
				s.once(w)
				// Who was kept waiting comes late, and does not make up for it.
				next = max(next+s.pace, s.watch())
				w.wait(ctx, next-s.watch())
			}
		})
	}
	group.Wait()
}

func (s *storm) once(w *setup) {
	login := map[string]string{"device": "storm", "deviceId": fmt.Sprintf("storm-%s-%d", s.run, w.number)}
	kind := (w.step + w.number) % 3
	switch kind {
	case 0:
		login["username"], login["password"] = "admin", s.password
	case 1:
		login["username"], login["password"] = fmt.Sprintf("courier%d", w.step%40+1), "not-the-password"
	default:
		login["username"], login["password"] = fmt.Sprintf("nobody%d.%d", w.number, w.step), "not-the-password"
	}
	body, err := json.Marshal(login)
	if err != nil {
		return
	}
	begin := s.watch()
	_, err = w.do(w.api, ask{step: "storm", method: http.MethodPost, path: "/v1/auth/staff:login", body: body})
	took := s.watch() - begin
	reply := "signed in"
	var failure *Failure
	if errors.As(err, &failure) {
		reply = fmt.Sprintf("%d %s", failure.Status, failure.Reason)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.replies[reply]++
	if err == nil {
		s.right.Record(took)
	}
}

// weather measures buying on delivery quietly and in a storm.
func (b *bench) weather(ctx context.Context) error {
	if b.OperatorPassword == "" {
		return errors.New("the password of admin is needed: some of the logins are right")
	}
	buying := func(phase string) operation {
		c := &checkouts{api: b.api, sim: b.sim, run: b.run + phase, most: maxUnaccepted, paidWithin: paidWithin, watch: b.watch}
		return c.onDelivery
	}
	if err := b.repeat(ctx, "pod, quiet", buying("q")); err != nil {
		return err
	}
	s, err := b.newStorm()
	if err != nil {
		return err
	}
	b.say("a storm of %d staff logins a second", b.Storm)
	blowing, calm := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() { defer close(done); s.blow(blowing) }()
	b.worker().wait(ctx, stormSettles)
	err = b.repeat(ctx, "pod, in a storm", buying("s"))
	calm()
	<-done
	results := b.report.Results
	quiet, loud := results[len(results)-2], results[len(results)-1]
	if quiet.P99 > 0 {
		b.report.note("storm: p99 %.1f ms quiet, %.1f ms in a storm of %d staff logins a second offered: %.2f times", quiet.P99, loud.P99, b.Storm, loud.P99/quiet.P99)
	}
	b.report.note("storm: answers %v; who signed in waited %.0f ms at the median, %.0f ms at p99", s.replies, milliseconds(s.right.Percentile(0.5)), milliseconds(s.right.Percentile(0.99)))
	return err
}
