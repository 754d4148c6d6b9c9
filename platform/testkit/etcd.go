package testkit

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"testing"
	"time"
)

const etcdPort, etcdPeerPort = 12379, 12380

// Etcd returns the address of the shared etcd. Tests keep apart by the prefixes of their keys. The test is skipped where etcd
// cannot be had.
func Etcd(tb testing.TB) string {
	tb.Helper()
	etcdDaemon().use(tb)
	return localAddr(etcdPort)
}

func etcdDaemon() daemon {
	return daemon{
		name:   "etcd",
		needs:  []string{"etcd"},
		within: 20 * time.Second,
		command: func(dir string) ([]string, []string) {
			server, _ := lookPath("etcd") // use has looked already
			return etcdCommand(server, filepath.Join(dir, "data"), etcdPort, etcdPeerPort), nil
		},
		ready: func(string) error { return etcdHealthy(etcdPort) },
	}
}

func etcdCommand(server, dir string, port, peers int) []string {
	at, peer := "http://"+localAddr(port), "http://"+localAddr(peers)
	return []string{
		server, "--name", "dajiu", "--data-dir", dir, "--log-level", "error", "--listen-client-urls", at, "--advertise-client-urls", at,
		"--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", "dajiu=" + peer,
	}
}

func etcdHealthy(port int) error {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+localAddr(port)+"/health", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	if err := resp.Body.Close(); err != nil || resp.StatusCode != http.StatusOK {
		return fmt.Errorf("etcd is not well: %s, %w", resp.Status, err)
	}
	return nil
}
