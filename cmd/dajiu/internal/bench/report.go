package bench

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"
	"time"
)

// Report is what a run measured.
type Report struct {
	URL             string    `json:"url"`
	At              time.Time `json:"at"`
	Shoppers        int       `json:"shoppers"`
	People          int       `json:"people"`
	Count           int64     `json:"count_limit"`
	DurationSeconds float64   `json:"duration_limit_seconds"`
	Hot             bool      `json:"hot"`
	Stores          int       `json:"stores"`
	Skus            int       `json:"skus"`
	Machine         Machine   `json:"machine"`
	// IdleMemory is the server's resident memory before the run, in bytes.
	IdleMemory int64     `json:"server_memory_before_bytes"`
	Results    []*Result `json:"scenarios"`
	Notes      []string  `json:"notes,omitempty"`
}

func (r *Report) note(format string, args ...any) {
	r.Notes = append(r.Notes, fmt.Sprintf(format, args...))
}

// Result is what one scenario measured. Latencies are of successful operations, as the shopper waited for them.
type Result struct {
	Scenario string `json:"scenario"`
	// OK and Errors count operations. PerSecond are successes in the window, by the window's length.
	OK        int64   `json:"ok"`
	Errors    int64   `json:"errors"`
	PerSecond float64 `json:"ok_per_second"`
	P50       float64 `json:"p50_ms"`
	P99       float64 `json:"p99_ms"`
	Max       float64 `json:"max_ms"`
	// Timeline are the successes of each whole second; Slowest and Fastest its extremes, 0 where there is none.
	Timeline []int64 `json:"ok_each_second"`
	Slowest  int64   `json:"ok_slowest_second"`
	Fastest  int64   `json:"ok_fastest_second"`
	// Window is how long operations were started; StoppedBy what ended that: duration, count, customers used up,
	// interruption.
	Window    float64          `json:"window_seconds"`
	StoppedBy string           `json:"stopped_by"`
	Requests  int64            `json:"requests"`
	Reasons   map[string]int64 `json:"error_reasons"`

	ServerMemoryPeak int64 `json:"server_memory_peak_bytes"`
	// ServerCPU is processor time for each successful operation; the cores are how many were busy on average, by
	// the server and by this generator.
	ServerCPU      float64 `json:"server_cpu_ms_per_ok"`
	ServerCores    float64 `json:"server_cores_busy"`
	GeneratorCores float64 `json:"generator_cores_busy"`
	// CacheShare is how much of the catalogue requests the gateway answered from memory, 0 to 1.
	CacheShare float64 `json:"gateway_cache_share"`
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func newResult(name string, t *tally) *Result {
	r := &Result{
		Scenario: name, OK: t.latency.Count(), Errors: t.failed, Requests: t.requests, Reasons: t.reasons, Timeline: t.perSecond,
		P50: milliseconds(t.latency.Percentile(0.50)), P99: milliseconds(t.latency.Percentile(0.99)), Max: milliseconds(t.latency.Max()),
		Window: t.window.Seconds(), StoppedBy: t.stoppedBy,
	}
	if t.window > 0 {
		r.PerSecond = float64(t.inWindow) / t.window.Seconds()
	}
	if len(t.perSecond) > 0 {
		r.Slowest, r.Fastest = slices.Min(t.perSecond), slices.Max(t.perSecond)
	}
	return r
}

// spent adds what the scenario cost.
func (r *Result) spent(before, after Usage, generator, took time.Duration) {
	if took > 0 {
		r.ServerCores = (after.CPU - before.CPU).Seconds() / took.Seconds()
		r.GeneratorCores = generator.Seconds() / took.Seconds()
	}
	if r.OK > 0 {
		r.ServerCPU = milliseconds(after.CPU-before.CPU) / float64(r.OK)
	}
	hits, misses := after.CacheHits-before.CacheHits, after.CacheMisses-before.CacheMisses
	if hits+misses > 0 {
		r.CacheShare = float64(hits) / float64(hits+misses)
	}
}

// maxErrorShare is from which share of failed operations on a scenario counts as failed.
const maxErrorShare = 0.01

// ErrorShare returns the share of operations that failed; where nothing was done at all, everything did.
func (r *Result) ErrorShare() float64 {
	if r.OK+r.Errors == 0 {
		return 1
	}
	return float64(r.Errors) / float64(r.OK+r.Errors)
}

// Failed returns the scenarios of which more than one operation in a hundred failed.
func (r *Report) Failed() []string {
	var names []string
	for _, s := range r.Results {
		if s.ErrorShare() > maxErrorShare {
			names = append(names, s.Scenario)
		}
	}
	return names
}

// JSON writes the report for machines.
func (r *Report) JSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	if err := enc.Encode(r); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

// Text writes the report for people.
func (r *Report) Text(w io.Writer) error {
	spread := fmt.Sprintf("%d SKUs of %d open stores", r.Skus, r.Stores)
	if r.Hot {
		spread = "one hot SKU"
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "Server %s, %d shoppers at once as %d customers, %s; each scenario at most %g s and %d operations\n",
		r.URL, r.Shoppers, r.People, spread, r.DurationSeconds, r.Count)
	fmt.Fprintf(t, "Machine: %d CPUs shared by server and generator, %s, %s\n", r.Machine.CPUs, r.Machine.Platform, r.Machine.Go)
	fmt.Fprintf(t, "  fdatasync of 8 KiB appends, one writer, in %s: %.0f a second\n", r.Machine.Folder, r.Machine.Fsync)
	fmt.Fprintf(t, "  RSA-2048 signatures, one core: %.0f a second\n", r.Machine.Sign)
	fmt.Fprintf(t, "Server memory before: %s\n\n", mebibytes(r.IdleMemory))
	fmt.Fprintln(t, "scenario\tok/s\tp50 ms\tp99 ms\tmax ms\tok\terrors\tok in a second, least–most\tmemory peak\tserver CPU ms/ok\tcores: server+bench\tfrom cache\tended by\t")
	for _, s := range r.Results {
		fmt.Fprintf(t, "%s\t%.0f\t%.2f\t%.2f\t%.2f\t%d\t%d (%.2f %%)\t%d–%d\t%s\t%.3f\t%.2f+%.2f\t%.0f %%\t%s\t\n",
			s.Scenario, s.PerSecond, s.P50, s.P99, s.Max, s.OK, s.Errors, 100*s.ErrorShare(), s.Slowest, s.Fastest,
			mebibytes(s.ServerMemoryPeak), s.ServerCPU, s.ServerCores, s.GeneratorCores, 100*s.CacheShare, s.StoppedBy)
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return r.explain(w)
}

func mebibytes(n int64) string {
	if n == 0 {
		return "not known"
	}
	return fmt.Sprintf("%.0f MiB", float64(n)/(1<<20))
}

// explain writes what the figures mean and what went wrong.
func (r *Report) explain(w io.Writer) error {
	var text []byte
	line := func(format string, args ...any) { text = append(fmt.Appendf(text, format, args...), '\n') }
	line("")
	for _, s := range r.Results {
		each := float64(s.Requests) / float64(max(s.OK+s.Errors, 1))
		line("%s: one operation is %s; %.1f requests each.", s.Scenario, describe(s.Scenario), each)
	}
	line("ok/s: operations that succeeded within the window, by its length; a failed one never counts. Latency is what a shopper who waits for each answer saw.")
	line("from cache: catalogue answers that the gateway gave from memory; --set gateway.edge.cache_for=0s on the server measures without. Answers were asked for uncompressed.")
	for _, s := range r.Results {
		reasons := slices.SortedFunc(maps.Keys(s.Reasons), func(a, b string) int {
			return cmp.Or(cmp.Compare(s.Reasons[b], s.Reasons[a]), cmp.Compare(a, b))
		})
		for _, reason := range reasons {
			line("error in %s, %d times: %s", s.Scenario, s.Reasons[reason], reason)
		}
	}
	for _, note := range r.Notes {
		line("note: %s", note)
	}
	for _, name := range r.Failed() {
		line("FAILED: more than 1 %% of the operations of %s failed", name)
	}
	if _, err := w.Write(text); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}
