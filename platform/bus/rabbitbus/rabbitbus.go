// Package rabbitbus is the bus on RabbitMQ 3.10 or newer: a durable topic exchange, and per group a quorum queue
// with a single active consumer.
//
// It guarantees what package bus asks for, with one difference: a group's queue exists from its first start on, so
// a group that is new begins with what is published after that. Services declare their groups when they are
// deployed, before the first event that matters. A topic without any group goes nowhere, which is no error.
//
// It refuses to remove the bindings of topics that a group no longer takes; such messages are acknowledged unseen.
// RabbitMQ drops no duplicates: the inbox does. A batch of which the broker refuses one message is sent again as
// a whole. Start with [Open]; publish.go is the way in, session.go the way out.
package rabbitbus

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"

	"dajiu/platform/clock"
)

// Config says which RabbitMQ to use. Zero values mean the defaults.
type Config struct {
	URL      string `koanf:"url" yaml:"url"`           // amqp or amqps, with user and password: a secret
	Exchange string `koanf:"exchange" yaml:"exchange"` // "dajiu"; also the first part of the queues' names
}

const (
	dialTimeout = 5 * time.Second
	heartbeat   = 10 * time.Second
	retryFirst  = 50 * time.Millisecond
	retryMax    = 5 * time.Second
)

var errClosed = errors.New("rabbitbus: the bus was closed")

// Bus is a pair of connections to RabbitMQ: one that publishes, which the broker may hold up when it is short of
// memory, and one that consumes, which it must not. Both are opened again when they are lost.
type Bus struct {
	cfg   Config
	clock clock.Clock
	log   *slog.Logger
	in    *link
	out   *publisher

	stop   sync.Once
	closed chan struct{}
}

// Open reaches RabbitMQ and declares the exchange. C paces what is tried again.
func Open(ctx context.Context, cfg Config, c clock.Clock, log *slog.Logger) (*Bus, error) {
	if cfg.URL == "" {
		return nil, errors.New("rabbitbus: no url")
	}
	if cfg.Exchange == "" {
		cfg.Exchange = "dajiu"
	}
	b := &Bus{cfg: cfg, clock: c, log: log.With("bus", "rabbitmq"), closed: make(chan struct{}), in: &link{url: cfg.URL}}
	b.out = &publisher{link: &link{url: cfg.URL}, exchange: cfg.Exchange}
	if err := b.declare(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("rabbitbus: open: %w", err), b.Close())
	}
	return b, nil
}

func (b *Bus) declare(ctx context.Context) error {
	ch, err := b.in.channel(ctx)
	if err != nil {
		return err
	}
	return errors.Join(declareExchange(ch, b.cfg.Exchange), ch.Close())
}

func declareExchange(ch *amqp.Channel, name string) error {
	return ch.ExchangeDeclare(name, amqp.ExchangeTopic, true, false, false, false, nil)
}

// Close ends the connections. Closing twice is harmless.
func (b *Bus) Close() error {
	var err error
	b.stop.Do(func() {
		close(b.closed)
		err = errors.Join(b.in.close(), b.out.link.close())
	})
	return err
}

// link is a connection that is made when it is needed.
type link struct {
	url string

	mu     sync.Mutex
	conn   *amqp.Connection
	closed bool
}

// channel opens a channel, and the connection first where there is none.
func (l *link) channel(ctx context.Context) (*amqp.Channel, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return nil, errClosed
	}
	if l.conn == nil || l.conn.IsClosed() {
		conn, err := amqp.DialConfig(l.url, amqp.Config{
			Heartbeat: heartbeat, Properties: amqp.Table{"connection_name": "dajiu"},
			Dial: func(network, addr string) (net.Conn, error) {
				d := net.Dialer{Timeout: dialTimeout}
				conn, err := d.DialContext(ctx, network, addr)
				if err != nil {
					return nil, err
				}
				// The handshake must come to an end too; the library lifts this afterwards.
				return conn, conn.SetDeadline(clock.Real().Now().Add(dialTimeout))
			},
		})
		if err != nil {
			return nil, fmt.Errorf("connect: %w", err)
		}
		l.conn = conn
	}
	ch, err := l.conn.Channel()
	if err != nil {
		return nil, fmt.Errorf("open a channel: %w", err)
	}
	return ch, nil
}

// major returns the broker's major version, 0 where it does not tell.
func (l *link) major() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.conn == nil {
		return 0
	}
	version, _ := l.conn.Properties["version"].(string)
	first, _, _ := strings.Cut(version, ".")
	n, err := strconv.Atoi(first)
	if err != nil {
		return 0
	}
	return n
}

func (l *link) close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	if l.conn == nil || l.conn.IsClosed() {
		return nil
	}
	if err := l.conn.Close(); err != nil && !errors.Is(err, amqp.ErrClosed) {
		return fmt.Errorf("rabbitbus: close: %w", err)
	}
	return nil
}
