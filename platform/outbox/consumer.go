package outbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sort"
	"time"

	"github.com/jonboulle/clockwork"
	"google.golang.org/protobuf/proto"

	"dajiu/platform/bus"
	"dajiu/platform/clock"
	"dajiu/platform/reqid"
	"dajiu/platform/sqldb"
)

// Meta tells a handler about an event what is not in it.
type Meta struct {
	EventID     int64     // the same at every delivery
	Topic       string    // the proto name
	Key         int64     // as given to Append
	Service     string    // who published it
	At          time.Time // when it was appended, or when the timer was due
	Attempt     int       // 1 for the first run of the handler since the event was delivered
	RequestID   string    // of the request that caused it, or ""
	TraceParent string    // W3C, or ""
}

// Consumer handles the events of one group in one store. Handlers are registered before Run.
type Consumer struct {
	group    string
	db       *sqldb.DB
	bus      bus.Bus
	clock    clock.Clock
	wall     clock.Clock // for rests between batches; not the business's time
	log      *slog.Logger
	metrics  *Metrics
	handlers map[string]*handler
	misuse   error
}

// Cause returns a context that belongs to the request and the trace that caused the event.
func (m Meta) Cause(ctx context.Context) context.Context {
	return withTrace(reqid.With(ctx, m.RequestID), m.TraceParent)
}

// Heard is one of several events that a handler of OnAll is given at once.
type Heard[E proto.Message] struct {
	Meta  Meta
	Event E
}

// handler is what is registered for a topic: exactly one of inTx and call is set.
type handler struct {
	inTx  func(ctx context.Context, tx *sqldb.Tx, msgs []bus.Message, attempt int) error
	call  func(ctx context.Context, m Meta, payload []byte) error
	meter *topicMeter
}

// NewConsumer returns a consumer without handlers. Every group gets every event of its topics once; a group is a
// service, or a part of one that may lag by itself. Migrate must have been applied to db. M may be nil.
func NewConsumer(group string, db *sqldb.DB, b bus.Bus, c clock.Clock, log *slog.Logger, m *Metrics) *Consumer {
	return &Consumer{
		group: group, db: db, bus: b, clock: c, wall: clockwork.NewRealClock(), log: log.With("group", group), metrics: m,
		handlers: map[string]*handler{},
	}
}

// On registers a handler whose effect and inbox record commit in one transaction: it takes effect once. Handle
// does SQL only and must be repeatable, as for sqldb's Write; consecutive events of one key may share a
// transaction. It must not keep ev or change what it shares. An error that errs.Temporary reports, a conflict
// and a busy store are tried again without end; any other error five times, then the event is a dead letter.
// E is a pointer to a generated message; the topic is its proto name. One topic takes one handler.
func On[E proto.Message](c *Consumer, handle func(ctx context.Context, tx *sqldb.Tx, m Meta, ev E) error) {
	OnAll(c, func(ctx context.Context, tx *sqldb.Tx, evs []Heard[E]) error {
		for _, ev := range evs {
			if err := handle(ev.Meta.Cause(ctx), tx, ev.Meta, ev.Event); err != nil {
				return err
			}
		}
		return nil
	})
}

// OnAll is On for a handler that is given several events at once, no two of one key, where they came together: what it reads
// and writes for all of them may be few statements. What it appends for one of them should be appended under that one's
// Cause. An error undoes them all; each is then handled by itself, so that only the one whose fault it is counts it.
func OnAll[E proto.Message](c *Consumer, handle func(ctx context.Context, tx *sqldb.Tx, evs []Heard[E]) error) {
	topic, decode := codec[E]()
	c.register(topic, &handler{inTx: func(ctx context.Context, tx *sqldb.Tx, msgs []bus.Message, attempt int) error {
		evs := make([]Heard[E], len(msgs))
		for i, m := range msgs {
			ev, err := decode(m.Payload)
			if err != nil {
				return err
			}
			evs[i] = Heard[E]{metaOf(m, attempt), ev}
		}
		return handle(ctx, tx, evs)
	}})
}

// OnCall registers a handler that runs outside of any transaction and may call other services or providers. It
// must be idempotent by itself: it runs again when the process dies before its inbox record is stored. Errors
// count as for On.
func OnCall[E proto.Message](c *Consumer, handle func(ctx context.Context, m Meta, ev E) error) {
	topic, decode := codec[E]()
	c.register(topic, &handler{call: func(ctx context.Context, m Meta, payload []byte) error {
		ev, err := decode(payload)
		if err != nil {
			return err
		}
		return handle(ctx, m, ev)
	}})
}

// undecodableError says that a payload is not what its topic says: trying again cannot help.
type undecodableError struct{ cause error }

// Error returns the decoder's words.
func (e undecodableError) Error() string { return "outbox: decode: " + e.cause.Error() }

// Unwrap returns the cause.
func (e undecodableError) Unwrap() error { return e.cause }

func codec[E proto.Message]() (topic string, decode func([]byte) (E, error)) {
	var zero E
	message := zero.ProtoReflect()
	return string(message.Descriptor().FullName()), func(payload []byte) (E, error) {
		ev, ok := message.New().Interface().(E)
		if !ok {
			return zero, undecodableError{fmt.Errorf("%T makes no message of its kind", zero)}
		}
		if err := proto.Unmarshal(payload, ev); err != nil {
			return zero, undecodableError{err}
		}
		return ev, nil
	}
}

func (c *Consumer) register(topic string, h *handler) {
	if c.handlers[topic] != nil {
		c.misuse = errors.Join(c.misuse, fmt.Errorf("outbox: group %s has two handlers for %s", c.group, topic))
	}
	h.meter = c.metrics.topic(c.group, topic)
	c.handlers[topic] = h
}

// Idle reports whether the group handles no topic: then there is nothing to run.
func (c *Consumer) Idle() bool { return len(c.handlers) == 0 }

// Run handles events until ctx ends; it then returns nil. It fails at once where no handler or two for one topic
// are registered, and where the bus can never serve the group.
func (c *Consumer) Run(ctx context.Context) error {
	if c.misuse != nil {
		return c.misuse
	}
	if len(c.handlers) == 0 {
		return fmt.Errorf("outbox: group %s has no handlers", c.group)
	}
	topics := make([]string, 0, len(c.handlers))
	for topic := range c.handlers {
		topics = append(topics, topic)
	}
	sort.Strings(topics)
	sweeping := make(chan struct{})
	ctx, stop := context.WithCancel(ctx)
	go func() {
		defer close(sweeping)
		c.sweepLoop(ctx)
	}()
	err := c.bus.Consume(ctx, c.group, topics, c.batch)
	stop()
	<-sweeping
	if err != nil {
		return fmt.Errorf("outbox: consume as %s: %w", c.group, err)
	}
	return nil
}

// sweepLoop forgets handled events after InboxRetention.
func (c *Consumer) sweepLoop(ctx context.Context) {
	for ctx.Err() == nil {
		// First wait: a platform that was down for long gets its publishers' remains before it forgets.
		sleepUntil(ctx, c.clock, c.clock.Now().Add(inboxSweepEvery), nil)
		if err := c.sweep(ctx); err != nil && ctx.Err() == nil {
			c.log.WarnContext(ctx, "sweep the inbox", "error", err)
		}
	}
}

func (c *Consumer) sweep(ctx context.Context) error {
	cutoff := c.clock.Now().Add(-InboxRetention).UnixMilli()
	for ctx.Err() == nil {
		until, err := edge(ctx, c.db, "SELECT at_ms FROM inbox WHERE at_ms <= ? ORDER BY at_ms", cutoff, cutoff)
		if err != nil {
			return err
		}
		n, err := exec(ctx, c.db, "DELETE FROM inbox WHERE at_ms <= ?", until)
		if err != nil || until == cutoff || n == 0 {
			return err
		}
	}
	return nil
}

func metaOf(m bus.Message, attempt int) Meta {
	return Meta{
		EventID: m.ID, Topic: m.Topic, Key: m.Key, Service: m.Headers[headerService], At: m.At, Attempt: attempt,
		RequestID: m.Headers[headerRequest], TraceParent: m.Headers[traceHeader],
	}
}
