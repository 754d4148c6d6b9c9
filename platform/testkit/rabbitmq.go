package testkit

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
	"github.com/stretchr/testify/require"
)

const rabbitPort = 15673

// RabbitMQ returns the URL of the shared RabbitMQ node. Tests keep apart by the names of their exchanges and
// queues. The test is skipped where RabbitMQ cannot be had.
func RabbitMQ(tb testing.TB) string {
	tb.Helper()
	rabbitmq().use(tb)
	return rabbitURL()
}

// DropExchange deletes an exchange with the queues of some groups.
func DropExchange(tb testing.TB, exchange string, groups []string) {
	tb.Helper()
	conn, err := amqp.Dial(rabbitURL())
	require.NoError(tb, err)
	defer func() { require.NoError(tb, conn.Close()) }()
	ch, err := conn.Channel()
	require.NoError(tb, err)
	for _, group := range groups {
		_, err := ch.QueueDelete(exchange+"."+group, false, false, false) // one that is not there is no error
		require.NoError(tb, err)
	}
	require.NoError(tb, ch.ExchangeDelete(exchange, false, false))
}

func rabbitURL() string { return "amqp://guest:guest@127.0.0.1:" + strconv.Itoa(rabbitPort) + "/" }

func rabbitmq() daemon {
	return daemon{
		name:    "RabbitMQ",
		needs:   []string{"rabbitmq-server", "erl"},
		within:  60 * time.Second,
		after:   "ERL_EPMD_PORT=14369 epmd -kill", // Erlang leaves its name server running
		prepare: func(dir string) error { return rabbitPrepare(dir, rabbitPort) },
		command: func(dir string) ([]string, []string) {
			return rabbitCommand(dir, "dajiu_testkit", 25673, 14369)
		},
		ready: func(string) error {
			return rabbitPing(rabbitURL())
		},
	}
}

func rabbitPing(url string) error {
	conn, err := amqp.DialConfig(url, amqp.Config{Dial: amqp.DefaultDial(3 * time.Second)})
	if err != nil {
		return err
	}
	return conn.Close()
}

func rabbitPrepare(dir string, port int) error {
	return errors.Join(
		os.WriteFile(filepath.Join(dir, "enabled_plugins"), []byte("[].\n"), 0o600),
		os.WriteFile(filepath.Join(dir, "rabbitmq.conf"), []byte("listeners.tcp.default = 127.0.0.1:"+
			strconv.Itoa(port)+"\nvm_memory_high_watermark.absolute = 512MB\ndisk_free_limit.absolute = 64MB\n"), 0o600),
	)
}

func rabbitCommand(dir, node string, dist, epmd int) (args, env []string) {
	// The script of the package proper; the one in sbin insists on changing the user.
	server := "/usr/lib/rabbitmq/bin/rabbitmq-server"
	if _, err := os.Stat(server); err != nil {
		server, _ = lookPath("rabbitmq-server") // use has looked already
	}
	return []string{server}, []string{
		"HOME=" + dir,
		"RABBITMQ_NODENAME=" + node + "@localhost",
		"RABBITMQ_CONF_ENV_FILE=" + filepath.Join(dir, "none"),
		"RABBITMQ_CONFIG_FILE=" + filepath.Join(dir, "rabbitmq.conf"),
		"RABBITMQ_MNESIA_BASE=" + filepath.Join(dir, "data"),
		"RABBITMQ_LOG_BASE=" + filepath.Join(dir, "log"),
		"RABBITMQ_PID_FILE=" + filepath.Join(dir, "pid"),
		"RABBITMQ_ENABLED_PLUGINS_FILE=" + filepath.Join(dir, "enabled_plugins"),
		"RABBITMQ_DIST_PORT=" + strconv.Itoa(dist),
		"ERL_EPMD_PORT=" + strconv.Itoa(epmd),
		"ERL_EPMD_ADDRESS=127.0.0.1",
	}
}
