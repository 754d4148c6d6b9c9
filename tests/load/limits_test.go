package load

import (
	"context"
	"crypto/sha1"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/google/uuid"
	amqp "github.com/rabbitmq/amqp091-go"
	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/ratelimit"
	"dajiu/platform/redis"
	"dajiu/platform/testkit"
)

// mariaClients are the connections that a limit of MariaDB is measured with.
const mariaClients = 16

// mariaLimit returns how many orders a second MariaDB alone keeps durably, so many in a transaction: each an order and an
// event inserted, and stock taken from one of so many rows.
func mariaLimit(t *testing.T, b *book, dsn string, rows, group int) float64 {
	t.Helper()
	cfg, err := mysql.ParseDSN(dsn)
	require.NoError(t, err)
	cfg.DBName, cfg.InterpolateParams = "load_own", true // as the platform's connections
	db, err := sql.Open("mysql", cfg.FormatDSN())
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	db.SetMaxOpenConns(mariaClients)
	db.SetMaxIdleConns(mariaClients)
	server, err := sql.Open("mysql", dsn)
	require.NoError(t, err)
	defer func() { require.NoError(t, server.Close()) }()
	_, err = server.Exec("CREATE OR REPLACE DATABASE load_own CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
	require.NoError(t, err)
	for _, statement := range []string{
		"CREATE TABLE stock (sku BIGINT PRIMARY KEY, quantity BIGINT NOT NULL)",
		"CREATE TABLE orders (id BIGINT PRIMARY KEY, person BIGINT NOT NULL, sku BIGINT NOT NULL, total BIGINT NOT NULL, placed DATETIME(3) NOT NULL)",
		"CREATE INDEX of_person ON orders (person, placed)",
		"CREATE TABLE events (id BIGINT PRIMARY KEY, topic VARCHAR(64) NOT NULL, payload VARBINARY(512) NOT NULL)",
	} {
		_, err := db.Exec(statement)
		require.NoError(t, err)
	}
	for sku := range rows {
		_, err := db.Exec("INSERT INTO stock VALUES (?, 1000000000)", sku)
		require.NoError(t, err)
	}
	var next atomic.Int64
	payload := []byte(strings.Repeat("x", 200))
	took := rate(t, mariaClients, b.during, func(int, int) error {
		return keep(db, &next, rand.IntN(rows), group, payload)
	})
	return took.perSecond * float64(group)
}

// keep keeps a group of orders.
func keep(db *sql.DB, next *atomic.Int64, sku, group int, payload []byte) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after the commit it does nothing
	var orders, events []any
	for range group {
		id := next.Add(1)
		orders = append(orders, id, id%1000, sku, 1999, time.Now().UTC())
		events = append(events, id, "order.placed", payload)
	}
	for _, s := range []struct {
		text   string
		values []any
	}{
		{"INSERT INTO orders VALUES (?,?,?,?,?)" + strings.Repeat(",(?,?,?,?,?)", group-1), orders},
		{"INSERT INTO events VALUES (?,?,?)" + strings.Repeat(",(?,?,?)", group-1), events},
		{"UPDATE stock SET quantity = quantity - ? WHERE sku = ? AND quantity >= ?", []any{group, sku, group}},
	} {
		if _, err := tx.Exec(s.text, s.values...); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// rabbitLimit returns how many messages a second RabbitMQ alone keeps in a durable queue and confirms: one on its way, and 256.
func rabbitLimit(t *testing.T, b *book) (confirmed [2]float64) {
	t.Helper()
	conn, err := amqp.Dial(testkit.RabbitMQ(t))
	require.NoError(t, err)
	defer func() { require.NoError(t, conn.Close()) }()
	ch, err := conn.Channel()
	require.NoError(t, err)
	require.NoError(t, ch.Confirm(false))
	queue, err := ch.QueueDeclare("load-"+uuid.NewString(), true, false, false, false, nil)
	require.NoError(t, err)
	defer func() {
		_, err := ch.QueueDelete(queue.Name, false, false, false)
		require.NoError(t, err)
	}()
	body := []byte(strings.Repeat("x", 300))
	for i, underWay := range []int{1, 256} {
		waiting := make(chan *amqp.DeferredConfirmation, underWay-1)
		took := rate(t, 1, b.during, func(int, int) error {
			c, err := ch.PublishWithDeferredConfirm("", queue.Name, false, false, amqp.Publishing{DeliveryMode: amqp.Persistent, Body: body})
			if err != nil {
				return err
			}
			for len(waiting) == cap(waiting) {
				oldest := c
				if underWay > 1 {
					oldest = <-waiting
				}
				if !oldest.Wait() {
					return fmt.Errorf("refused")
				}
				if underWay == 1 {
					return nil
				}
			}
			waiting <- c
			return nil
		})
		confirmed[i] = took.perSecond
		for len(waiting) > 0 {
			require.True(t, (<-waiting).Wait())
		}
	}
	return confirmed
}

// redisLimits measures checks of limits that are shared in Redis, beside Redis's own rate for the same script.
func redisLimits(t *testing.T, b *book) {
	addr := testkit.OwnRedis(t).Addr
	cfg := redis.DefaultConfig()
	cfg.Addrs, cfg.Timeout = []string{addr}, time.Second
	client, err := redis.Open(cfg, clock.Real(), testkit.Quiet(), nil)
	require.NoError(t, err)
	ctx, end := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- client.Run(ctx) }()
	defer func() { end(); require.NoError(t, <-ended) }()
	require.Eventually(t, func() bool { return client.Ping(ctx) == nil }, 5*time.Second, 10*time.Millisecond)
	shared := ratelimit.NewShared(client, []byte("0123456789abcdef0123456789abcdef"))
	limit := ratelimit.Limit{PerMinute: ratelimit.MaxPerMinute, Burst: ratelimit.MaxBurst}
	took := rate(t, connections, b.during, func(worker, n int) error {
		d, err := shared.Take(ctx, fmt.Sprintf("caller %d", (worker*31+n)%1000), limit, 1)
		if err == nil && !d.Allowed {
			err = fmt.Errorf("a full bucket was empty")
		}
		return err
	})
	b.add("checks of limits shared in Redis", "", fmt.Sprintf("%s (%s)", perSecond(took.perSecond), took.latencies()), "redis-benchmark, the same script, 64 connections: "+redisOwn(t, addr, func() error {
		_, err := shared.Take(ctx, "caller", limit, 1)
		return err
	}))
}

// redisOwn returns what redis-benchmark says of the script that the platform calls, on as many connections, of 1,000 callers.
func redisOwn(t *testing.T, addr string, call func() error) string {
	t.Helper()
	host, port, _ := strings.Cut(addr, ":")
	ask := func(program string, args ...string) []string {
		out, err := exec.Command(program, append([]string{"-h", host, "-p", port}, args...)...).CombinedOutput()
		require.NoError(t, err, string(out))
		return strings.Split(strings.TrimSpace(string(out)), "\n")
	}
	var hash string
	ask("redis-cli", "CONFIG", "SET", "slowlog-log-slower-than", "0")
	require.NoError(t, call())
	ask("redis-cli", "CONFIG", "SET", "slowlog-log-slower-than", "-1")
	for _, word := range ask("redis-cli", "SLOWLOG", "GET", "10") {
		if len(word) == sha1.Size*2 {
			hash = word
		}
	}
	require.NotEmpty(t, hash, "Redis does not tell what it was called")
	lines := ask("redis-benchmark", "-c", fmt.Sprint(connections), "-n", "400000", "-r", "1000", "-q", "--csv",
		"EVALSHA", hash, "1", "caller:__rand_int__", "10", "10000000", "1")
	fields := strings.Split(lines[len(lines)-1], `","`)
	require.Greater(t, len(fields), 1, lines)
	return fields[1] + "/s"
}
