// Command engines runs the contract suites of all ports on the real engines, and the main job in every topology, and prints
// which suite passed on which engine: `make test-engines`.
//
// It guarantees that a missing engine is a failure and never a gap that nobody sees: the tests run with
// DAJIU_TEST_ENGINES=all. It installs nothing: tools/engines.sh does. Start with suites.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"text/tabwriter"
)

// suite is a port's contract, or the main job.
type suite struct {
	name string
	// of is the package, only the tests of it that are run: empty for all.
	of, only string
	// engine is what all its tests run on; empty: what their names say.
	engine string
	// also are more words that tell an engine in the names of its tests.
	also map[string][]string
}

func suites() []suite {
	servers := map[string][]string{"redis": {"single", "cluster"}}
	return []suite{
		{name: "stores: transactions, migrations, replicas", of: "./platform/sqldb"},
		{name: "outbox and inbox", of: "./platform/outbox"},
		{name: "leases", of: "./platform/lock"},
		{name: "numbers of processes", of: "./platform/node"},
		{name: "parameters", of: "./platform/parameter"},
		{name: "sealed fields", of: "./platform/seal"},
		{name: "audit trail", of: "./platform/audit"},
		{name: "bus", of: "./platform/bus/natsbus", engine: "nats"},
		{name: "bus", of: "./platform/bus/rabbitbus"},
		{name: "bus", of: "./platform/bus/kafkabus"},
		{name: "discovery", of: "./platform/discovery/etcdreg"},
		{name: "discovery, a model of Consul", of: "./platform/discovery/consulreg"},
		{name: "Redis client", of: "./platform/redis", engine: "redis"},
		{name: "limits", of: "./platform/ratelimit", also: servers},
		{name: "caches", of: "./platform/cache", also: servers},
		{name: "ended sessions", of: "./platform/ended", also: servers},
		{name: "the main job, every topology", of: "./tests/e2e", only: "^TestMainJob$"},
	}
}

// names are what tells in a test's name that it runs on an engine.
func names() map[string][]string {
	return map[string][]string{
		"sqlite": {"sqlite"}, "mariadb": {"mariadb", "replica", "primary"}, "redis": {"redis", "sentinel"},
		"rabbitmq": {"rabbit"}, "kafka": {"kafka"}, "etcd": {"etcd", "mariadb/processes"},
	}
}

// count is how tests of one suite ended on one engine.
type count struct{ passed, failed, skipped int }

func main() {
	// Arguments are packages, as the list has them: only these.
	list := slices.DeleteFunc(suites(), func(s suite) bool { return len(os.Args) > 1 && !slices.Contains(os.Args[1:], s.of) })
	if err := run(os.Stdout, list); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run runs all suites, also after one failed, and prints the table.
func run(w io.Writer, list []suite) error {
	table := map[string]map[string]*count{}
	var rows []string
	var failed []string
	for _, s := range list {
		fmt.Fprintf(w, "%s (%s)\n", s.name, s.of)
		if !slices.Contains(rows, s.name) {
			rows = append(rows, s.name)
			table[s.name] = map[string]*count{}
		}
		if err := s.run(w, table[s.name]); err != nil {
			failed = append(failed, s.of+": "+err.Error())
		}
	}
	if err := show(w, rows, table); err != nil {
		return err
	}
	if len(failed) > 0 {
		return fmt.Errorf("failed: %s", strings.Join(failed, "; "))
	}
	return nil
}

// event is what `go test -json` says.
type event struct{ Action, Test, Output string }

func (s suite) run(w io.Writer, into map[string]*count) error {
	args := []string{"test", "-json", "-count=1", "-timeout", "20m"}
	if s.only != "" {
		args = append(args, "-run", s.only)
	}
	cmd := exec.Command("go", append(args, s.of)...)
	cmd.Env = append(os.Environ(), "DAJIU_TEST_ENGINES=all")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	ended, said := map[string]string{}, map[string]string{}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			continue // what the compiler says
		}
		said[e.Test] += e.Output
		if e.Action == "pass" || e.Action == "fail" || e.Action == "skip" {
			ended[e.Test] = e.Action
		}
	}
	s.tally(w, ended, said, into)
	if err := lines.Err(); err != nil {
		return err
	}
	return cmd.Wait()
}

// tally counts the tests that have no tests within them, and repeats what failed ones said.
func (s suite) tally(w io.Writer, ended, said map[string]string, into map[string]*count) {
	for test, how := range ended {
		if how == "fail" {
			fmt.Fprintf(w, "FAILED %s %s\n%s", s.of, test, said[test])
		}
		if test == "" || parent(test, ended) {
			continue
		}
		for _, engine := range s.engines(test) {
			if into[engine] == nil {
				into[engine] = &count{}
			}
			switch c := into[engine]; how {
			case "pass":
				c.passed++
			case "fail":
				c.failed++
			default:
				c.skipped++
			}
		}
	}
}

func parent(test string, ended map[string]string) bool {
	for other := range ended {
		if strings.HasPrefix(other, test+"/") {
			return true
		}
	}
	return false
}

// engines returns those that a test runs on.
func (s suite) engines(test string) []string {
	if s.engine != "" {
		return []string{s.engine}
	}
	var found []string
	for engine, words := range names() {
		words = append(words, s.also[engine]...)
		if slices.ContainsFunc(words, func(word string) bool { return strings.Contains(strings.ToLower(test), word) }) {
			found = append(found, engine)
		}
	}
	if found == nil {
		return []string{"in process"}
	}
	return found
}

// show prints engines by suites: how many tests passed, and how many did not.
func show(w io.Writer, rows []string, table map[string]map[string]*count) error {
	columns := []string{"in process", "sqlite", "mariadb", "redis", "nats", "rabbitmq", "kafka", "etcd"}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "\nsuite\t%s\n", strings.Join(columns, "\t"))
	for _, row := range rows {
		fmt.Fprint(t, row)
		for _, column := range columns {
			fmt.Fprintf(t, "\t%s", table[row][column])
		}
		fmt.Fprintln(t)
	}
	return t.Flush()
}

// String is how the tests ended, in few letters.
func (c *count) String() string {
	if c == nil {
		return "·"
	}
	text := fmt.Sprintf("%d ok", c.passed)
	if c.skipped > 0 {
		text += fmt.Sprintf(", %d left out", c.skipped)
	}
	if c.failed > 0 {
		text += fmt.Sprintf(", %d FAILED", c.failed)
	}
	return text
}
