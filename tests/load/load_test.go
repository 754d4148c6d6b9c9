// Package load measures the platform on the engines that it has in production, beside what the engines themselves can do on
// the same machine in the same run: `make bench-engines`.
//
// It guarantees that what a row compares was measured within one run, one after the other, with nothing of the platform else
// running, and that a figure counts only what was answered rightly. It refuses to say how fast the platform is on another
// machine: on a shared one only the ratios mean something.
//
// Start with TestEngines.
package load

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

//nolint:gochecknoglobals // the way of package flag
var (
	report  = flag.String("report", "", "the file that the table is written to; empty: nothing is measured")
	seconds = flag.Int("seconds", 8, "how long each figure is measured")
	only    = flag.String("only", "", "measure only the parts with this in their names")
	profile = flag.String("profile", "", "a folder for processor profiles of what is measured")
)

func TestMain(m *testing.M) { harness.Main(m) }

// TestEngines measures everything and writes the table.
func TestEngines(t *testing.T) {
	if *report == "" {
		t.Skip("measures for minutes: make bench-engines")
	}
	b := &book{t: t, during: time.Duration(*seconds) * time.Second}
	for _, part := range []struct {
		name    string
		measure func(*testing.T, *book)
	}{{"start", starts}, {"mariadb", oneProcess}, {"gateway", gateways}, {"processes", processes}, {"redis", redisLimits}} {
		if strings.Contains(part.name, *only) {
			t.Run(part.name, func(t *testing.T) { part.measure(t, b) })
		}
	}
}

// book collects the rows of the table.
type book struct {
	t      *testing.T
	during time.Duration
	rows   [][4]string
}

// add adds a row, also to the file: what was measured, its goal, its figure, and what to compare it with.
func (b *book) add(what, goal, figure, beside string) {
	b.rows = append(b.rows, [4]string{what, goal, figure, beside})
	require.NoError(b.t, os.WriteFile(*report, []byte(b.table()), 0o600))
}

func (b *book) table() string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s, %d cores shared by generator, platform and engines (load before %s), %s, %d connections (%d where goods are bought), %s for each figure\n\n",
		time.Now().UTC().Format("2006-01-02 15:04"), runtime.NumCPU(), strings.Join(strings.Fields(loadBefore)[:1], ""), runtime.Version(), connections, shoppers, b.during)
	text.WriteString("| What | Goal | Measured | The engines' own limits beside |\n|---|---|---|---|\n")
	for _, row := range b.rows {
		fmt.Fprintf(&text, "| %s |\n", strings.Join(row[:], " | "))
	}
	return text.String()
}

//nolint:gochecknoglobals // what the machine did before anything here ran
var loadBefore = func() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return string(text)
}()

func perSecond(v float64) string { return fmt.Sprintf("%.0f/s", v) }
