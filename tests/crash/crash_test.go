// Package crash kills the running program at random moments, while customers buy and pay, stores pack and couriers
// ride, starts it again at once, and requires that nobody was lied to and nothing is lost: every request that an
// outage left without an answer is repeated under its own key, what was answered must stand, and `dajiu check` must
// find all stores sound.
//
// A run is named by its seed, which decides what people do and when the server dies; the machine's timing is not
// repeated by it. Start with TestNothingIsLostByCrashes.
package crash

import (
	"context"
	"flag"
	"maps"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

//nolint:gochecknoglobals // the way of package flag
var (
	kills    = flag.Int("kills", 5, "how often the server is killed")
	seed     = flag.Uint64("seed", 0, "what decides of people and kills; 0: another one each time")
	late     = flag.Bool("late", true, "customers also cancel after the store accepted, while a courier may be at the counter")
	topology = flag.String("topology", "", "sqlite/inproc, sqlite/tcp, mariadb/inproc, mariadb/tcp, sqlite/tcp/kafka, or all, each with so many kills; empty: the seed decides")
)

const (
	customers = 8
	couriers  = 6
	shops     = 3
	// killsPerRound is how often the server dies before all is looked at.
	killsPerRound = 10
	shortest      = 200 * time.Millisecond
	longest       = 2500 * time.Millisecond
)

func TestNothingIsLostByCrashes(t *testing.T) {
	from := *seed
	if from == 0 {
		from = uint64(time.Now().UnixNano())
	}
	for _, at := range sites(t, from) {
		t.Run(at.String(), func(t *testing.T) {
			t.Logf("repeat with -seed %d -kills %d -topology %s", from, at.kills, at)
			at.survive(t, from)
		})
	}
}

// site is where a number of kills happen.
type site struct {
	harness.Topology
	kills int
}

// sites are what the flags name. Without them one topology of each engine is enough, in turn, and MariaDB, on which a
// city takes long to make, only every other time.
func sites(t *testing.T, from uint64) []site {
	all := harness.Topologies()
	require.Positive(t, *kills)
	if *topology == "" {
		turn, rest := from%2, *kills/2
		if from/2%2 == 0 || rest == 0 {
			return []site{{all[turn], *kills}}
		}
		return []site{{all[turn], *kills - rest}, {all[3-turn], rest}}
	}
	var list []site
	for _, tp := range all {
		if *topology == "all" || *topology == tp.String() {
			list = append(list, site{tp, *kills})
		}
	}
	require.NotEmpty(t, list, "no topology is called %q", *topology)
	return list
}

// survive lets the town live, the server be killed, and everything be looked at.
func (at site) survive(t *testing.T, from uint64) {
	rng := rand.New(rand.NewPCG(from, 0))
	opts := at.Options(t)
	set := unlimited()
	maps.Copy(set, opts.Set)
	opts.Set = set
	s := harness.Start(t, opts)
	w := openTown(t, s, from)
	began := time.Now()
	for done := 0; done < at.kills; {
		n := min(killsPerRound, at.kills-done)
		w.round(rng, n)
		done += n
		w.settleAndCheck()
		t.Logf("after %d kills and %s: %s", done, time.Since(began).Round(time.Second), w.figures())
		if done < at.kills {
			s.Launch()
			w.signIn()
		}
	}
	require.Greater(t, w.placed.Load(), w.trades.Load(), "nobody bought at several stores")
	require.Positive(t, w.paid.Load(), "nobody paid anything")
	require.Positive(t, w.handed.Load(), "nobody got anything")
}

// unlimited lets the few people of a test do what a city does.
func unlimited() map[string]string {
	set := harness.Unlimited()
	maps.Copy(set, map[string]string{"delivery.offer_for": "3s", "delivery.retry_after": "1s", "delivery.open_jobs": "20", "delivery.rest_for": "1s"})
	return set
}

// round lets everybody act while the server is killed n times, and returns when the last request was answered.
func (w *town) round(rng *rand.Rand, n int) {
	w.t.Helper()
	w.act(func() {
		for range n {
			time.Sleep(shortest + time.Duration(rng.Int64N(int64(longest-shortest))))
			w.server.Kill()
			w.server.Launch()
		}
	})
}

// act lets everybody act while something happens, and returns when the last request was answered.
func (w *town) act(meanwhile func()) {
	w.t.Helper()
	shopping, closing := make(chan struct{}), make(chan struct{})
	var shoppers, staff sync.WaitGroup
	for _, c := range w.customers {
		shoppers.Go(func() { c.shop(shopping) })
	}
	for _, s := range w.shops {
		staff.Go(func() { w.keepStore(s, closing) })
	}
	for i, c := range w.couriers {
		staff.Go(func() { w.ride(i, c, closing) })
	}
	meanwhile()
	close(shopping)
	shoppers.Wait()
	w.busy.Store(time.Now().UnixNano())
	for last := time.Now(); time.Since(last) < lastCall && time.Since(time.Unix(0, w.busy.Load())) < idle; {
		time.Sleep(100 * time.Millisecond)
	}
	close(closing)
	staff.Wait()
}

const (
	// lastCall is how long stores and couriers go on at most after the last customer, and idle how long nobody of them
	// has anything to do before they go home: jobs that nobody takes are offered again and again, and never settle.
	lastCall = 30 * time.Second
	idle     = 3500 * time.Millisecond
)

// patience bounds how long a request is repeated.
const patience = 90 * time.Second

// ask sends a request until it is answered, always under the same key: unsure tells that at least one attempt was left
// without an answer, so that it may have had its effect.
func (w *town) ask(c *harness.Client, method, path string, body harness.JSON, key string) (status int, answer harness.JSON, unsure bool) {
	ctx, cancel := context.WithTimeout(w.t.Context(), patience)
	defer cancel()
	for {
		status, answer, err := c.Try(method, path, body, key)
		w.attempts.Add(1)
		if err != nil || status >= 500 {
			w.unheard.Add(1)
		}
		switch {
		case err != nil:
			unsure = true
		case reason(answer) == "DELIVERY_PICKUP_CODE_LOCKED": // that is an answer, and repeating it is none
			w.note(method, path, status, answer, unsure)
			return status, answer, unsure
		case status == 429 || status == 502 || status == 503 || status == 504:
			unsure = unsure || status != 429
		default:
			w.note(method, path, status, answer, unsure)
			return status, answer, unsure
		}
		select {
		case <-ctx.Done():
			w.complain("%s %s: no answer within %s (%v %d)", method, path, patience, err, status)
			return 0, harness.JSON{}, true
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// note counts requests, and complains of those that the server failed at.
func (w *town) note(method, path string, status int, answer harness.JSON, unsure bool) {
	w.requests.Add(1)
	if unsure {
		w.repeated.Add(1)
	}
	if status >= 500 || status == 401 || status == 403 {
		w.complain("%s %s: %d %v", method, path, status, answer)
	}
}

// reason of a refusal, by us or by the bank.
func reason(answer harness.JSON) string {
	if text := answer.Text("error.reason"); text != "" {
		return text
	}
	return answer.Text("code")
}
