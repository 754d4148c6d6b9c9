package testkit

import (
	"net/url"
	"path/filepath"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"
)

const natsPort = 14222

func natsURL() string {
	return (&url.URL{Scheme: "nats", Host: localAddr(natsPort)}).String()
}

func natsDaemon() daemon {
	return daemon{
		name:   "NATS",
		needs:  []string{"nats-server"},
		within: 10 * time.Second,
		command: func(dir string) ([]string, []string) {
			server, _ := lookPath("nats-server") // use has looked already
			return []string{server, "--addr", "127.0.0.1", "--port", strconv.Itoa(natsPort), "--jetstream",
				"--store_dir", filepath.Join(dir, "data"), "--log", filepath.Join(dir, "nats.log")}, nil
		},
		ready: func(string) error {
			conn, err := nats.Connect(natsURL(), nats.Timeout(3*time.Second))
			if err != nil {
				return err
			}
			conn.Close()
			return nil
		},
	}
}
