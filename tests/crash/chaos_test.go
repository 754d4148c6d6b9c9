package crash

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

//nolint:gochecknoglobals // the way of package flag
var chaos = flag.String("chaos", "", "the faults that are tried: all, or those whose names contain one of these, with commas between, each followed by a check; empty: two of those that are soon over, as the seed picks, checked once")

// brief are the faults that every run of all tests tries some of.
//
//nolint:gochecknoglobals // a constant that Go cannot declare as one
var brief = []string{"kill order", "kill order2", "cut off RabbitMQ", "cut off Redis", "callbacks twice, lost, out of order"}

// calm is how long the town lives without a fault before each, and after it.
const calm = 3 * time.Second

// outcome is a line of the table.
type outcome struct {
	fault              string
	requests, unheard  int64
	silence, recovered time.Duration
	broken             string
}

// TestNothingIsLostByFaults runs the platform as processes on MariaDB, RabbitMQ, etcd and Redis while its parts are killed, stopped
// and paused, the ways between them cut, slowed and silenced, and clocks set wrong, and requires that nothing is lost and nothing
// done twice. It prints what callers saw of each.
func TestNothingIsLostByFaults(t *testing.T) {
	from := *seed
	if from == 0 {
		from = uint64(time.Now().UnixNano())
	}
	t.Logf("repeat with -seed %d -chaos %q", from, *chaos)
	c := openCluster(t)
	list := pick(c.faults(), from)
	if len(list) == 0 {
		require.True(t, named("disk full"), "no fault has such a name")
		t.Skip("only the disk is to fail")
	}
	w := openTown(t, c.server, from)
	w.tryFaults(list)
	require.Positive(t, w.paid.Load(), "nobody paid anything")
	require.Positive(t, w.handed.Load(), "nobody got anything")
}

// TestNothingIsLostByAFullDisk lets the disk below all stores fill up while the town lives.
func TestNothingIsLostByAFullDisk(t *testing.T) {
	if *chaos != "all" && !named("disk full") {
		t.Skip("it is tried by make chaos")
	}
	s, full := openSmall(t)
	w := openTown(t, s, 1)
	w.tryFaults([]fault{full})
}

// pick returns the faults that the flag names.
func pick(all []fault, from uint64) []fault {
	sort.SliceStable(all, func(i, j int) bool { return all[i].name < all[j].name })
	var list []fault
	for _, f := range all {
		if *chaos == "all" || named(f.name) {
			list = append(list, f)
		}
	}
	if *chaos == "" {
		rng := rand.New(rand.NewPCG(from, 0))
		for _, n := range rng.Perm(len(brief))[:2] {
			at := slices.IndexFunc(all, func(f fault) bool { return f.name == brief[n] })
			list = append(list, all[at])
		}
	}
	return list
}

// named reports whether the flag names a fault.
func named(name string) bool {
	for part := range strings.SplitSeq(*chaos, ",") {
		if part != "" && strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// tryFaults lets the town live through faults. Where the flag names them, all is looked at after each.
func (w *town) tryFaults(list []fault) {
	w.t.Helper()
	var table []outcome
	for n, f := range list {
		o := w.live(f)
		if *chaos != "" || n == len(list)-1 {
			o.broken = w.lookAtAll()
			if n < len(list)-1 {
				w.server.Launch()
				w.signIn()
			}
		}
		w.t.Logf("%s\n%s", o, o.broken)
		table = append(table, o)
	}
	w.t.Logf("what callers saw:\n%s", tableOf(table))
	for _, o := range table {
		require.Empty(w.t, o.broken, o.fault)
	}
}

// lookAtAll returns what is lost, doubled or told wrongly; empty where nothing is.
func (w *town) lookAtAll() string {
	broken, out := w.proof()
	w.mu.Lock()
	defer w.mu.Unlock()
	found := append([]string{}, w.complaints...)
	w.complaints = nil
	if broken != "" {
		found = append(found, broken, out)
	}
	return strings.Join(found, "\n")
}

// live lets everybody act, and something go wrong meanwhile.
func (w *town) live(f fault) outcome {
	w.t.Helper()
	o := outcome{fault: f.name}
	w.act(func() {
		time.Sleep(calm)
		began, requests, unheard := time.Now(), w.attempts.Load(), w.unheard.Load()
		f.begin()
		time.Sleep(f.hold)
		ended := time.Now()
		f.end()
		w.awaitOrder(time.Now())
		time.Sleep(calm)
		o.requests, o.unheard = w.attempts.Load()-requests, w.unheard.Load()-unheard
		o.silence, o.recovered = w.silence(began), w.firstAfter(ended)
	})
	return o
}

// awaitOrder returns once somebody ordered after an instant.
func (w *town) awaitOrder(after time.Time) {
	w.t.Helper()
	require.Eventually(w.t, func() bool { return w.firstAfter(after) > 0 }, patience, 50*time.Millisecond, "nobody can order any more")
}

// ordered notes that somebody ordered.
func (w *town) ordered() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.orders = append(w.orders, time.Now())
}

// firstAfter returns how long after an instant somebody ordered; 0 where nobody did.
func (w *town) firstAfter(at time.Time) time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, when := range w.orders {
		if when.After(at) {
			return when.Sub(at)
		}
	}
	return 0
}

// silence returns the longest time since an instant in which nobody ordered.
func (w *town) silence(since time.Time) (longest time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	last := since
	for _, when := range w.orders {
		if when.After(since) {
			longest, last = max(longest, when.Sub(last)), when
		}
	}
	return longest
}

// String is the outcome as a line.
func (o outcome) String() string { return strings.Join(o.cells(), " | ") }

func (o outcome) cells() []string {
	verdict := "nothing"
	if o.broken != "" {
		verdict = "SEE BELOW"
	}
	return []string{
		o.fault, fmt.Sprint(o.requests), fmt.Sprintf("%d (%.1f %%)", o.unheard, 100*float64(o.unheard)/float64(max(o.requests, 1))),
		fmt.Sprintf("%.1f s", o.silence.Seconds()), fmt.Sprintf("%.1f s", o.recovered.Seconds()), verdict,
	}
}

func tableOf(list []outcome) string {
	var b strings.Builder
	b.WriteString("| fault | requests | without an answer, all repeated | longest time without an order | first order after its end | lost or doubled |\n|---|---|---|---|---|---|\n")
	for _, o := range list {
		b.WriteString("| " + strings.Join(o.cells(), " | ") + " |\n")
	}
	return b.String()
}
