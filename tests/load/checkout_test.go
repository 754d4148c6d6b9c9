package load

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/platform/testkit"
	"dajiu/tests/harness"
)

// outcome is what `dajiu bench` said of buying on delivery.
type outcome struct {
	PerSecond float64 `json:"ok_per_second"`
	P50       float64 `json:"p50_ms"`
	P99       float64 `json:"p99_ms"`
	OK        int64   `json:"ok"`
	Errors    int64   `json:"errors"`
	// CPU is processor time of the process that answers, in milliseconds for each.
	CPU float64 `json:"server_cpu_ms_per_ok"`
	// Fsync is how many appends the machine made durable in a second just before.
	Fsync float64 `json:"-"`
}

// String says with a rate what it was measured on: a busy machine shows in its disk and in what was refused as too much.
func (o outcome) String() string {
	return fmt.Sprintf("%.0f/s (p50 %.0f, p99 %.0f ms; %.2f ms of processor each; refused %.1f %%; disk before: %.0f fdatasync/s)",
		o.PerSecond, o.P50, o.P99, o.CPU, 100*float64(o.Errors)/float64(max(o.OK+o.Errors, 1)), o.Fsync)
}

// shoppers is how many customers buy at the same time: with 64, two processors were idle for a fifth of the time, because all
// waited for the same commits.
const shoppers = 2 * connections

// buy measures checkouts paid on delivery of so many customers.
func buy(t *testing.T, b *book, s *harness.Server, people int, hot bool, profiled string) outcome {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.json")
	args := []string{
		"bench", "--url", s.URL, "--sim", s.Sim, "--private", s.Private, "--scenario", "pod", "--duration", b.during.String(),
		"--people", fmt.Sprint(people), "--shoppers", fmt.Sprint(shoppers), "--json", file,
	}
	if hot {
		args = append(args, "--hot")
	}
	var out, told bytes.Buffer
	done := func() {}
	command := harness.Command(t, args...)
	command.Stdout = &out
	progress, err := command.StderrPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	for lines := bufio.NewScanner(progress); lines.Scan(); {
		if told.WriteString(lines.Text() + "\n"); strings.HasPrefix(lines.Text(), "bench: pod:") { // the customers have signed up
			done = profiling(t, b, s, profiled)
		}
	}
	ended := command.Wait() // also fails where more than one in a hundred was refused, which the row says
	done()
	text, err := os.ReadFile(file)
	require.NoError(t, err, "%v\n%s%s", ended, told.String(), out.String())
	var said struct {
		Machine struct {
			Fsync float64 `json:"fsync_per_second"`
		} `json:"machine"`
		Scenarios []outcome `json:"scenarios"`
	}
	require.NoError(t, json.Unmarshal(text, &said))
	require.Len(t, said.Scenarios, 1, string(text))
	require.Positive(t, said.Scenarios[0].OK, out.String())
	said.Scenarios[0].Fsync = said.Machine.Fsync
	return said.Scenarios[0]
}

// durable makes a server keep its stores on a durable MariaDB of its own.
func durable(t *testing.T, opts harness.Options) harness.Options {
	t.Helper()
	if opts.Set == nil {
		opts.Set = map[string]string{}
	}
	opts.MySQL, opts.Prefix = testkit.OwnMaria(t).ServerDSN(), "load_"
	opts.Set["obs.log_level"] = "error"
	opts.Set["user.operator_password"] = harness.Password
	for _, what := range []string{"anonymous.login", "anonymous.browse", "consumer.browse"} {
		opts.Set["gateway.limits."+what+".per_second"], opts.Set["gateway.limits."+what+".burst"] = "5000", "5000"
	}
	return opts
}

// oneProcess measures the whole platform as one process on MariaDB, beside what that MariaDB can do with nothing before it.
func oneProcess(t *testing.T, b *book) {
	opts := durable(t, harness.Options{RPC: "inproc"})
	s := harness.Start(t, opts)
	spread := buy(t, b, s, 2500, false, "one-spread")
	hot := buy(t, b, s, 2500, true, "one-hot")
	s.Stop()
	single, grouped := mariaLimit(t, b, opts.MySQL, 1000, 1), mariaLimit(t, b, opts.MySQL, 1000, 64)
	grouphot := mariaLimit(t, b, opts.MySQL, 1, 64)
	b.add("checkout paid on delivery, one process, MariaDB (binlog, both syncs), spread", "≥ 1,000/s", spread.String(),
		fmt.Sprintf("a durable order transaction of its own: one by one %s, 64 in a commit %s", perSecond(single), perSecond(grouped)))
	b.add("the same, one hot SKU", "≥ 0.8 × spread", fmt.Sprintf("%s = %.2f × spread", hot, hot.PerSecond/spread.PerSecond),
		fmt.Sprintf("64 in a commit, one row %s", perSecond(grouphot)))
}

// processes measures a process per service on MariaDB, RabbitMQ, etcd and Redis.
func processes(t *testing.T, b *book) {
	opts := durable(t, harness.Topology{Engine: "sqlite", RPC: "processes", Bus: "rabbitmq"}.Options(t))
	opts.Set["redis.addrs"], opts.Set["redis.prefix"] = testkit.Redis(t), "load-"+uuid.NewString()+":"
	s := harness.Start(t, opts)
	spread := buy(t, b, s, 1000, false, "processes")
	s.Stop()
	confirmed := rabbitLimit(t, b)
	b.add("checkout paid on delivery, a process per service, MariaDB, RabbitMQ, etcd, Redis", "≥ 200/s", spread.String(),
		fmt.Sprintf("RabbitMQ, durable queue, persistent 300 B, confirmed: one at a time %s, 256 on their way %s", perSecond(confirmed[0]), perSecond(confirmed[1])))
}
