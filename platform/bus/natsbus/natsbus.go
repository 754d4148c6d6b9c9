// Package natsbus is the bus on NATS JetStream: a server inside of this process with its log in a folder, or a
// NATS cluster outside.
//
// It guarantees what package bus asks for. The server acknowledges before it syncs its files, once a second: after
// the machine itself died, up to that much may be missing, which is why an outbox sends its last events again.
// What is sent again within the window of duplicates is dropped by the server, later copies by the inbox.
//
// It refuses to listen: the embedded server has no port. Against a cluster a batch of which the server refuses one
// message is sent again as a whole; the refused message then follows later ones of its key. Start with [Open];
// publish.go is the way in, session.go the way out.
package natsbus

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"dajiu/platform/clock"
)

// Config says which NATS to use. Zero values mean the defaults.
type Config struct {
	URL      string        `koanf:"url" yaml:"url"`           // of a cluster, a secret; "" embeds a server
	Dir      string        `koanf:"dir" yaml:"dir"`           // the embedded server's folder
	Stream   string        `koanf:"stream" yaml:"stream"`     // "dajiu"; also the first part of all subjects
	MaxAge   time.Duration `koanf:"maxage" yaml:"maxage"`     // how long messages are kept: 72 h, at most that
	MaxBytes int64         `koanf:"maxbytes" yaml:"maxbytes"` // of all messages; 8 GiB. The oldest go first
	Replicas int           `koanf:"replicas" yaml:"replicas"` // in a cluster; 1
}

const (
	syncInterval  = time.Second
	longestMaxAge = 72 * time.Hour // the inbox remembers for 96 h
	// The server remembers the id of every message of this window, at some 100 bytes each.
	duplicateWindow = 20 * time.Second
	apiTimeout      = 5 * time.Second
	startTimeout    = 20 * time.Second
	maxMessage      = 2 << 20
	memoryStore     = 16 << 20
)

func (c Config) withDefaults() (Config, error) {
	if c.URL == "" && c.Dir == "" {
		return c, errors.New("an embedded server needs a folder")
	}
	if c.Stream == "" {
		c.Stream = "dajiu"
	}
	if c.MaxAge <= 0 || c.MaxAge > longestMaxAge {
		c.MaxAge = longestMaxAge
	}
	if c.MaxBytes <= 0 {
		c.MaxBytes = 8 << 30
	}
	c.Replicas = max(c.Replicas, 1)
	return c, nil
}

// Bus is a connection to NATS, and the server where it is embedded.
type Bus struct {
	cfg    Config
	clock  clock.Clock
	log    *slog.Logger
	server *server.Server // nil with a cluster
	conn   *nats.Conn
	js     jetstream.JetStream
	out    *publisher

	mu     sync.Mutex
	lost   chan struct{} // closed and replaced whenever the connection was lost
	closed chan struct{}
	turns  map[string]chan struct{} // hold a token while this process serves the group

	mending  sync.Mutex // see mend.go
	reopened atomic.Int64
}

// Open starts or reaches NATS and makes sure that the stream exists. C paces what is tried again.
func Open(ctx context.Context, cfg Config, c clock.Clock, log *slog.Logger) (*Bus, error) {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return nil, fmt.Errorf("natsbus: %w", err)
	}
	b := &Bus{cfg: cfg, clock: c, log: log.With("bus", "nats"), lost: make(chan struct{}), closed: make(chan struct{}), turns: map[string]chan struct{}{}}
	if err := b.connect(); err != nil {
		return nil, errors.Join(fmt.Errorf("natsbus: %w", err), b.Close())
	}
	if err := b.prepare(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("natsbus: stream %s: %w", cfg.Stream, err), b.Close())
	}
	return b, nil
}

func (b *Bus) connect() (err error) {
	options := []nats.Option{
		nats.Name("dajiu"), nats.MaxReconnects(-1), nats.Timeout(apiTimeout),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err != nil {
				b.log.Warn("connection lost", "error", err)
			}
		}),
		nats.ReconnectHandler(func(*nats.Conn) { b.reconnected() }),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { b.log.Warn("nats", "error", err) }),
	}
	url := b.cfg.URL
	if url == "" {
		if b.server, err = embed(b.cfg.Dir, b.cfg.MaxBytes, b.log); err != nil {
			return err
		}
		options = append(options, nats.InProcessServer(b.server))
	}
	if b.conn, err = nats.Connect(url, options...); err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	if b.js, err = jetstream.New(b.conn, jetstream.WithDefaultTimeout(apiTimeout)); err != nil {
		return err
	}
	b.out, err = newPublisher(b.conn)
	return err
}

// prepare creates the stream or brings it to what the configuration says.
func (b *Bus) prepare(ctx context.Context) error {
	_, err := b.js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{
		Name: b.cfg.Stream, Subjects: []string{b.cfg.Stream + ".>"},
		Storage: jetstream.FileStorage, Retention: jetstream.LimitsPolicy, Discard: jetstream.DiscardOld,
		MaxAge: b.cfg.MaxAge, MaxBytes: b.cfg.MaxBytes, MaxMsgSize: maxMessage,
		Duplicates: min(duplicateWindow, b.cfg.MaxAge), Replicas: b.cfg.Replicas,
	})
	return err
}

// embed starts a server that keeps no more than the stream's bytes. It says so itself: the server would else reserve them of three
// quarters of what the disk has free, and a machine with little of that would not start at all.
func embed(dir string, bytes int64, log *slog.Logger) (*server.Server, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	s, err := server.NewServer(&server.Options{
		ServerName: "dajiu", DontListen: true, NoSigs: true,
		JetStream: true, StoreDir: dir, SyncInterval: syncInterval, JetStreamMaxMemory: memoryStore, JetStreamMaxStore: bytes,
		DisableJetStreamBanner: true, MaxPayload: maxMessage,
	})
	if err != nil {
		return nil, err
	}
	s.SetLoggerV2(serverLog{log}, false, false, false)
	s.Start()
	if !s.ReadyForConnections(startTimeout) {
		s.Shutdown()
		return nil, fmt.Errorf("the embedded server did not start within %v", startTimeout)
	}
	return s, nil
}

// reconnected tells the sessions that messages may have been lost on the way.
func (b *Bus) reconnected() {
	b.mu.Lock()
	defer b.mu.Unlock()
	close(b.lost)
	b.lost = make(chan struct{})
}

func (b *Bus) connectionLost() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.lost
}

// Close ends the connection and stops the embedded server, which syncs its files. Closing twice is harmless.
func (b *Bus) Close() error {
	b.mu.Lock()
	select {
	case <-b.closed:
		b.mu.Unlock()
		return nil
	default:
		close(b.closed)
	}
	b.mu.Unlock()
	if b.conn != nil {
		b.conn.Close()
	}
	if b.server != nil {
		b.mending.Lock() // whoever mends is let finish, and nobody begins
		defer b.mending.Unlock()
		b.server.Shutdown()
		b.server.WaitForShutdown()
	}
	return nil
}

func (b *Bus) subject(topic string) string { return b.cfg.Stream + "." + topic }

// durable returns a group's name in the letters that NATS allows.
func durable(group string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '_'
	}, group)
}

func parseInt(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0 // a message of a stranger; its handler will not know it
	}
	return n
}

// serverLog passes what the embedded server says on, warnings and worse.
type serverLog struct{ log *slog.Logger }

// Noticef drops notices.
func (serverLog) Noticef(string, ...any) {}

// Warnf logs a warning.
func (l serverLog) Warnf(format string, v ...any) {
	l.log.Warn("nats server", "message", fmt.Sprintf(format, v...))
}

// Fatalf logs an error; the program goes on and the bus answers with errors.
func (l serverLog) Fatalf(format string, v ...any) {
	l.log.Error("nats server", "message", fmt.Sprintf(format, v...))
}

// Errorf logs an error.
func (l serverLog) Errorf(format string, v ...any) {
	l.log.Error("nats server", "message", fmt.Sprintf(format, v...))
}

// Debugf drops details.
func (serverLog) Debugf(string, ...any) {}

// Tracef drops traces.
func (serverLog) Tracef(string, ...any) {}
