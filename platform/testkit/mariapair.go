package testkit

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"
)

// MariaServer is a MariaDB process of one test's own, which may be killed, stopped for a while and started again with what it
// held. It goes with the test, and with the test's process.
type MariaServer struct {
	dir     string
	port    int
	args    []string
	process *exec.Cmd
	ended   <-chan struct{} // nil before it was started
}

const pairSchema = "dajiu_t_pair"

// MariaPair starts a primary and a replica that follows it by GTID, for one test, which is skipped where MariaDB cannot be had.
func MariaPair(tb testing.TB) (primary, replica *MariaServer) {
	tb.Helper()
	mariadb().wanted(tb)
	primary, replica = newMaria(tb, 1), newMaria(tb, 2, "--read-only=ON")
	require.NoError(tb, mariadb().prepare(primary.dir))
	require.NoError(tb, os.CopyFS(filepath.Join(replica.dir, "data"), os.DirFS(filepath.Join(primary.dir, "data"))))
	for _, s := range []*MariaServer{primary, replica} {
		s.Start(tb)
	}
	primary.Exec(tb, "CREATE USER follower@'%' IDENTIFIED BY 'follower'")
	primary.Exec(tb, "GRANT REPLICATION SLAVE ON *.* TO follower@'%'")
	replica.Exec(tb, fmt.Sprintf("CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=%d, MASTER_USER='follower', MASTER_PASSWORD='follower', "+
		"MASTER_USE_GTID=slave_pos, MASTER_CONNECT_RETRY=1", primary.port))
	replica.Exec(tb, "START SLAVE")
	primary.Exec(tb, "CREATE DATABASE "+pairSchema+" CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
	await(tb, 20*time.Second, func() error {
		return mariadbQuery(replica.dir, "SELECT 1 FROM information_schema.schemata WHERE schema_name = '"+pairSchema+"'")
	})
	return primary, replica
}

// OwnMaria starts a server as durable as one in production: every commit is on disk in its log and in its binary log, which
// the tests' shared server does not keep. It is for one test, which is skipped where MariaDB cannot be had.
func OwnMaria(tb testing.TB) *MariaServer {
	tb.Helper()
	mariadb().wanted(tb)
	s := newMaria(tb, 1, "--innodb-flush-log-at-trx-commit=1", "--sync-binlog=1", "--innodb-buffer-pool-size=256M",
		"--innodb-log-file-size=256M", "--max-connections=800", "--table-open-cache=800")
	require.NoError(tb, mariadb().prepare(s.dir))
	s.Start(tb)
	s.Exec(tb, "CREATE USER dajiu@'127.0.0.1' IDENTIFIED BY 'dajiu'")
	s.Exec(tb, "GRANT ALL ON *.* TO dajiu@'127.0.0.1'")
	return s
}

// Addr is host:port.
func (s *MariaServer) Addr() string { return localAddr(s.port) }

// ServerDSN is the data source name of the server itself, without a schema.
func (s *MariaServer) ServerDSN() string { return mariadbDSN(s.dir, "") }

// DSNAt is the data source name of an OwnMaria, without a schema, at an address that leads to it.
func DSNAt(addr string) string {
	cfg := mysql.NewConfig()
	cfg.User, cfg.Passwd, cfg.Net, cfg.Addr = "dajiu", "dajiu", "tcp", addr
	return cfg.FormatDSN()
}

func newMaria(tb testing.TB, number int, more ...string) *MariaServer {
	tb.Helper()
	dir, err := os.MkdirTemp("", "dajiu-maria") // a socket's path must be short
	require.NoError(tb, err)
	s := &MariaServer{dir: dir, port: freePort(tb)}
	tb.Cleanup(func() {
		s.stop()
		if err := os.RemoveAll(dir); err != nil {
			tb.Errorf("testkit: remove a server's folder: %v", err)
		}
	})
	server, err := lookPath("mariadbd")
	require.NoError(tb, err)
	s.args = append(append([]string{server, "--no-defaults", "--datadir=" + filepath.Join(dir, "data"), "--socket=" + filepath.Join(dir, "sock"),
		"--pid-file=" + filepath.Join(dir, "pid"), "--bind-address=127.0.0.1", "--port=" + strconv.Itoa(s.port), "--skip-name-resolve",
		"--server-id=" + strconv.Itoa(number), "--log-bin=log", "--character-set-server=utf8mb4", "--collation-server=utf8mb4_bin",
		"--innodb-buffer-pool-size=32M", "--innodb-log-file-size=16M", "--innodb-flush-log-at-trx-commit=2", "--performance-schema=OFF",
		"--log-error=" + filepath.Join(dir, "server.log")}, more...), asRoot()...)
	return s
}

// DSN is the data source name of the pair's schema on this server.
func (s *MariaServer) DSN() string { return mariadbDSN(s.dir, pairSchema) }

// Start starts a server that was killed, with what it held, and waits until it answers.
func (s *MariaServer) Start(tb testing.TB) {
	tb.Helper()
	s.process = exec.Command(s.args[0], s.args[1:]...)
	var err error
	s.ended, err = startBound(s.process)
	require.NoError(tb, err)
	await(tb, 30*time.Second, func() error { return mariadbExec(s.dir, "DO 1") })
}

// Exec runs one statement.
func (s *MariaServer) Exec(tb testing.TB, query string) {
	tb.Helper()
	require.NoError(tb, mariadbExec(s.dir, query))
}

// Kill ends the server at once.
func (s *MariaServer) Kill(tb testing.TB) {
	tb.Helper()
	require.NoError(tb, s.process.Process.Kill())
	<-s.ended
}

// Freeze stops the server from answering, with its connections open; Thaw lets it go on.
func (s *MariaServer) Freeze(tb testing.TB) {
	tb.Helper()
	require.NoError(tb, s.process.Process.Signal(syscall.SIGSTOP))
}

// Thaw lets a frozen server go on.
func (s *MariaServer) Thaw(tb testing.TB) {
	tb.Helper()
	require.NoError(tb, s.process.Process.Signal(syscall.SIGCONT))
}

func (s *MariaServer) stop() {
	if s.ended != nil {
		_ = s.process.Process.Kill() // it may have been killed before
		<-s.ended
	}
}

// mariadbQuery fails where a query finds no row.
func mariadbQuery(dir, query string) error {
	db, err := sql.Open("mysql", mariadbDSN(dir, ""))
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	var n int
	return db.QueryRowContext(ctx, query).Scan(&n)
}
