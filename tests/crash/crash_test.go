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
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

//nolint:gochecknoglobals // the way of package flag
var (
	kills = flag.Int("kills", 5, "how often the server is killed")
	seed  = flag.Uint64("seed", 0, "what decides of people and kills; 0: another one each time")
	late  = flag.Bool("late", true, "customers also cancel after the store accepted, while a courier may be at the counter")
)

const (
	customers = 8
	couriers  = 5
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
	t.Logf("seed %d (repeat with -seed %d -kills %d)", from, from, *kills)
	rng := rand.New(rand.NewPCG(from, 0))
	s := harness.Start(t, harness.Options{Set: unlimited()})
	w := openTown(t, s, from)
	began := time.Now()
	for done := 0; done < *kills; {
		n := min(killsPerRound, *kills-done)
		w.round(rng, n)
		done += n
		w.settleAndCheck()
		t.Logf("after %d kills and %s: %s", done, time.Since(began).Round(time.Second), w.figures())
		if done < *kills {
			s.Launch()
			w.signIn()
		}
	}
	require.Positive(t, w.placed.Load(), "nobody bought anything")
	require.Positive(t, w.paid.Load(), "nobody paid anything")
	require.Positive(t, w.handed.Load(), "nobody got anything")
}

// unlimited lets the few people of a test do what a city does.
func unlimited() map[string]string {
	set := map[string]string{"delivery.offer_for": "3s", "delivery.retry_after": "1s", "delivery.open_jobs": "20", "delivery.rest_for": "1s"}
	for _, who := range []string{"anonymous", "consumer", "staff"} {
		for _, what := range []string{"browse", "write", "login", "report"} {
			set["gateway.limits."+who+"."+what+".per_second"] = "100000"
			set["gateway.limits."+who+"."+what+".burst"] = "100000"
		}
	}
	return set
}

// round lets everybody act while the server is killed n times, and returns when the last request was answered.
func (w *town) round(rng *rand.Rand, n int) {
	w.t.Helper()
	shopping, closing := make(chan struct{}), make(chan struct{})
	var shoppers, staff sync.WaitGroup
	for _, c := range w.customers {
		shoppers.Go(func() { c.shop(shopping) })
	}
	staff.Go(func() { w.keepStore(closing) })
	for _, c := range w.couriers {
		staff.Go(func() { w.ride(c, closing) })
	}
	for range n {
		time.Sleep(shortest + time.Duration(rng.Int64N(int64(longest-shortest))))
		w.server.Kill()
		w.server.Launch()
	}
	close(shopping)
	shoppers.Wait()
	time.Sleep(lastCall)
	close(closing)
	staff.Wait()
}

// lastCall is how long stores and couriers go on after the last customer.
const lastCall = 5 * time.Second

// patience bounds how long a request is repeated.
const patience = 90 * time.Second

// ask sends a request until it is answered, always under the same key: unsure tells that at least one attempt was left
// without an answer, so that it may have had its effect.
func (w *town) ask(c *harness.Client, method, path string, body harness.JSON, key string) (status int, answer harness.JSON, unsure bool) {
	ctx, cancel := context.WithTimeout(w.t.Context(), patience)
	defer cancel()
	for {
		status, answer, err := c.Try(method, path, body, key)
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
