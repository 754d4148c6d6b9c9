// Package kafkabus is the bus on Apache Kafka 2.4 or newer, or what speaks its protocol: one topic that is the log of all
// events, and a consumer group per group.
//
// It guarantees what package bus asks for. A message's key chooses its partition, so that order holds per key across
// all events, and the processes of a group share its partitions: one process at a time serves a key, and more
// processes than one serve a group. With one partition the order is that of publication, and one process is served
// at a time. A message is accepted when all replicas in sync have it.
//
// It refuses to change the number of partitions of a topic that exists, which would give keys another partition while
// their older events wait in the first. Kafka drops no duplicates of ours: the inbox does. Start with [Open];
// publish.go is the way in, session.go the way out, and docs/adr/0017 says why it is one topic.
package kafkabus

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"dajiu/platform/clock"
)

const (
	dialTimeout  = 5 * time.Second
	startTimeout = 10 * time.Second
	// A request that cannot be answered for this long fails; who asked tries again.
	requestTimeout = 10 * time.Second
	// What is published and not yet accepted is held at most this much; a publisher waits for room.
	maxHeldRecords = 8192
	maxHeldBytes   = 32 << 20
	maxMessage     = 2 << 20
	retryFirst     = 50 * time.Millisecond
	retryMax       = 5 * time.Second
)

var errClosed = errors.New("kafkabus: the bus was closed")

// Bus is a connection to Kafka that publishes, and one more per group that it serves. All of them are opened again by
// themselves when they are lost.
type Bus struct {
	cfg     Config
	options []kgo.Opt // of every client
	clock   clock.Clock
	log     *slog.Logger
	out     *kgo.Client

	stop   sync.Once
	closed chan struct{}
}

// Open reaches Kafka, and makes the topic or brings its retention to what the configuration says. C paces what is
// tried again. It fails where no broker answers within ten seconds or one refuses the user.
func Open(ctx context.Context, cfg Config, c clock.Clock, log *slog.Logger) (*Bus, error) {
	cfg = cfg.withDefaults()
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("kafkabus: %w", err)
	}
	log = log.With("bus", "kafka")
	options, err := cfg.options(log)
	if err != nil {
		return nil, fmt.Errorf("kafkabus: %w", err)
	}
	b := &Bus{cfg: cfg, options: options, clock: c, log: log, closed: make(chan struct{})}
	if b.out, err = kgo.NewClient(append(producing(), options...)...); err != nil {
		return nil, fmt.Errorf("kafkabus: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	if err := b.out.Ping(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("kafkabus: no broker of %s can be used: %w", strings.Join(cfg.Brokers, ", "), err), b.Close())
	}
	if err := b.prepare(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("kafkabus: topic %s: %w", cfg.Topic, err), b.Close())
	}
	return b, nil
}

// Close ends the connections. Who publishes or consumes meanwhile gets an error. Closing twice is harmless.
func (b *Bus) Close() error {
	b.stop.Do(func() {
		close(b.closed)
		b.out.Close()
	})
	return nil
}

// within returns a context that also ends with the bus.
func (b *Bus) within(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		select {
		case <-b.closed:
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, cancel
}

// pause waits, unless ctx ends first.
func (b *Bus) pause(ctx context.Context, d time.Duration) {
	t := b.clock.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.Chan():
	case <-ctx.Done():
	}
}

// clientLog passes the client's warnings on.
type clientLog struct{ log *slog.Logger }

// Level says what is worth saying.
func (clientLog) Level() kgo.LogLevel { return kgo.LogLevelWarn }

// Log logs one sentence of the client.
func (l clientLog) Log(level kgo.LogLevel, msg string, keyvals ...any) {
	attributes := append([]any{"message", msg}, keyvals...)
	if level == kgo.LogLevelError {
		l.log.Error("kafka client", attributes...)
		return
	}
	l.log.Warn("kafka client", attributes...)
}
