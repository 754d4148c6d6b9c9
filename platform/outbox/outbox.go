package outbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/uptrace/bun"
	"go.opentelemetry.io/otel/propagation"
	"google.golang.org/protobuf/proto"

	"dajiu/platform/bus"
	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/reqid"
	"dajiu/platform/sqldb"
)

// Outbox takes the events of one service and relays them to the bus. It is safe for concurrent use.
type Outbox struct {
	service string
	db      *sqldb.DB
	bus     bus.Bus
	ids     *id.Generator
	clock   clock.Clock
	log     *slog.Logger
	meter   *relayMeter

	holder int64         // names this relay among those of the service's processes
	wakeUp chan struct{} // holds a token when something was committed since the relay last looked
	latest atomic.Int64  // the latest due_ms of an append: the order must not follow the clock backwards
	wake   func()
	next   atomic.Int64 // due_ms of the nearest event known to be unpublished
	asked  time.Time    // when the store was asked for it; the relay's own
}

// New returns the outbox of a service. Migrate must have been applied to db. M may be nil. Nothing is published
// before Run.
func New(service string, db *sqldb.DB, b bus.Bus, ids *id.Generator, c clock.Clock, log *slog.Logger, m *Metrics) *Outbox {
	o := &Outbox{
		service: service, db: db, bus: b, ids: ids, clock: c,
		log: log.With("outbox", service), meter: m.relay(service),
		holder: ids.Next(), wakeUp: make(chan struct{}, 1),
	}
	o.wake = func() {
		select {
		case o.wakeUp <- struct{}{}:
		default:
		}
	}
	return o
}

// Append adds an event to the caller's transaction: it is published after the commit, and only then. Events with
// equal keys are handled in the order of their appends; where several processes write, a transaction must hold
// the row that the key stands for before it appends. The request id and the trace of ctx travel along.
//
// It fails where the event cannot be encoded or is larger than 1 MiB; the transaction should then fail too.
func (o *Outbox) Append(ctx context.Context, tx *sqldb.Tx, key int64, ev proto.Message) error {
	return o.append(ctx, tx, key, o.advance(o.clock.Now()), ev)
}

// AppendAt is a timer: the event is published at the time due, at once where that is past. To call a timer off,
// let its handler look whether it still matters.
func (o *Outbox) AppendAt(ctx context.Context, tx *sqldb.Tx, key int64, due time.Time, ev proto.Message) error {
	ms := due.UnixMilli()
	if now := o.clock.Now(); !due.After(now) {
		ms = o.advance(now)
	}
	tx.AfterCommit(func() { o.heed(ms) }) // before the wake-up
	return o.append(ctx, tx, key, ms, ev)
}

func (o *Outbox) append(ctx context.Context, tx *sqldb.Tx, key, dueMS int64, ev proto.Message) error {
	topic := topicOf(ev)
	payload, err := proto.Marshal(ev)
	if err != nil {
		return fmt.Errorf("outbox: encode %s: %w", topic, err)
	}
	if len(payload) > maxPayload {
		return fmt.Errorf("outbox: %s of %d bytes is too large", topic, len(payload))
	}
	if payload == nil {
		payload = []byte{} // an event without fields; NULL would be something else
	}
	tx.Defer((*rowWriter)(o), &row{
		id: o.ids.NextFor(key), dueMS: dueMS, key: key, topic: topic, payload: payload,
		requestID: clip(reqid.From(ctx)), trace: traceOf(ctx),
	})
	tx.AfterCommit(o.wake)
	return nil
}

// advance returns now, or the latest time it returned where the clock stepped back since.
func (o *Outbox) advance(now time.Time) int64 {
	ms := now.UnixMilli()
	for {
		latest := o.latest.Load()
		if ms <= latest {
			return latest
		}
		if o.latest.CompareAndSwap(latest, ms) {
			return ms
		}
	}
}

// Lag returns how many events are due and not published, counted up to 100,000, and the age of the oldest.
// Timers that are not due do not count.
func (o *Outbox) Lag(ctx context.Context) (pending int64, oldest time.Duration, err error) {
	now := o.clock.Now().UnixMilli()
	var first *int64
	err = o.db.Reader().QueryRowContext(ctx, `SELECT COUNT(*), MIN(due_ms) FROM (SELECT due_ms FROM outbox
		WHERE sent_ms = 0 AND due_ms <= ? ORDER BY due_ms, id LIMIT 100000) AS due`, now).Scan(&pending, &first)
	if err != nil {
		return 0, 0, fmt.Errorf("outbox: lag of %s: %w", o.service, err)
	}
	if first != nil {
		oldest = time.Duration(now-*first) * time.Millisecond
	}
	return pending, oldest, nil
}

type row struct {
	id, dueMS, key int64
	topic          string
	payload        []byte
	requestID      string
	trace          string
}

// rowWriter keeps WriteBatch out of the Outbox's own methods.
type rowWriter Outbox

const insertRows = "INSERT INTO outbox (id, sent_ms, due_ms, order_key, topic, payload, request_id, trace)"

// WriteBatch stores the events of the transactions that share a commit.
func (*rowWriter) WriteBatch(ctx context.Context, tx bun.Tx, items []any) error {
	args := make([]any, 0, 8*len(items))
	for _, item := range items {
		r, ok := item.(*row)
		if !ok {
			return errors.New("outbox: a stranger among the events")
		}
		args = append(args, r.id, int64(0), r.dueMS, r.key, r.topic, r.payload, r.requestID, r.trace)
	}
	if err := insert(ctx, tx, insertRows, 8, args); err != nil {
		return fmt.Errorf("outbox: append: %w", err)
	}
	return nil
}

func topicOf(ev proto.Message) string { return string(ev.ProtoReflect().Descriptor().FullName()) }

// traceOf returns the W3C traceparent of ctx, or "".
func traceOf(ctx context.Context) string {
	carrier := traceCarrier("")
	propagation.TraceContext{}.Inject(ctx, &carrier)
	return string(carrier)
}

// withTrace is the way back.
func withTrace(ctx context.Context, parent string) context.Context {
	if parent == "" {
		return ctx
	}
	carrier := traceCarrier(parent)
	return propagation.TraceContext{}.Extract(ctx, &carrier)
}

// traceCarrier carries the one header that travels.
type traceCarrier string

const traceHeader = "traceparent"

// Get returns the header.
func (c *traceCarrier) Get(name string) string {
	if name == traceHeader {
		return string(*c)
	}
	return ""
}

// Set keeps the header.
func (c *traceCarrier) Set(name, value string) {
	if name == traceHeader {
		*c = traceCarrier(value)
	}
}

// Keys names the header.
func (*traceCarrier) Keys() []string { return []string{traceHeader} }

func clip(s string) string {
	if len(s) > maxText {
		return s[:maxText]
	}
	return s
}
