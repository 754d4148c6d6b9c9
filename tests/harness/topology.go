package harness

import (
	"database/sql"
	"strings"
	"testing"

	"github.com/go-sql-driver/mysql"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/platform/testkit"
)

// Topology is an engine and a way in which services call each other.
type Topology struct {
	// Engine is sqlite or mariadb.
	Engine string
	// RPC is inproc, tcp, or processes: a process per service, which find each other through etcd.
	RPC string
	// Bus is rabbitmq or kafka, or empty: the one that is embedded.
	Bus string
}

// String names the topology as sub-tests are: "mariadb/tcp", "sqlite/tcp/kafka".
func (tp Topology) String() string {
	name := tp.Engine + "/" + tp.RPC
	if tp.Bus != "" {
		name += "/" + tp.Bus
	}
	return name
}

// Topologies are all that a server is tested in.
func Topologies() []Topology {
	return []Topology{
		{"sqlite", "inproc", ""}, {"sqlite", "tcp", ""}, {"mariadb", "inproc", ""}, {"mariadb", "tcp", ""}, {"sqlite", "tcp", "kafka"},
		{"mariadb", "processes", "rabbitmq"},
	}
}

// Options returns the options of a fresh server. Its schemas are dropped when the test ends, after the server. The test
// is skipped where the engine cannot be had.
func (tp Topology) Options(t testing.TB) Options {
	t.Helper()
	opts := Options{RPC: tp.RPC, Set: map[string]string{}}
	if tp.RPC == "processes" {
		opts.RPC, opts.Processes = "", true
		opts.Set["secret"] = uuid.NewString()
		opts.Set["discovery.engine"], opts.Set["discovery.etcd.endpoints"], opts.Set["discovery.etcd.prefix"] = "etcd", testkit.Etcd(t), "/"+uuid.NewString()
	}
	switch tp.Bus {
	case "kafka":
		broker, topic := testkit.Kafka(t)
		opts.Set["bus.engine"], opts.Set["bus.kafka.brokers"], opts.Set["bus.kafka.topic"] = "kafka", broker, topic
	case "rabbitmq":
		opts.Set["bus.engine"], opts.Set["bus.url"], opts.Set["bus.name"] = "rabbitmq", testkit.RabbitMQ(t), "dajiu-"+uuid.NewString()
		t.Cleanup(func() { testkit.DropExchange(t, opts.Set["bus.name"], Services()) })
	}
	if tp.Engine == "mariadb" {
		opts.MySQL = testkit.MariaDB(t)
		cfg, err := mysql.ParseDSN(opts.MySQL)
		require.NoError(t, err)
		// Named after the test's own schema, so that those of a test that was killed are swept up with it.
		opts.Prefix = cfg.DBName + "_"
		t.Cleanup(func() { dropSchemas(t, opts) })
	}
	return opts
}

func dropSchemas(t testing.TB, opts Options) {
	t.Helper()
	db, err := sql.Open("mysql", opts.MySQL)
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	rows, err := db.Query("SELECT schema_name FROM information_schema.schemata")
	require.NoError(t, err)
	var names []string
	for rows.Next() {
		var name string
		require.NoError(t, rows.Scan(&name))
		if strings.HasPrefix(name, opts.Prefix) {
			names = append(names, name)
		}
	}
	require.NoError(t, rows.Err())
	for _, name := range names {
		_, err := db.Exec("DROP DATABASE `" + name + "`")
		require.NoError(t, err)
	}
}
