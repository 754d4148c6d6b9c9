// Package bus owns the narrow port through which events leave and reach a process. It knows topics, keys and
// bytes; what an event means is the business of package outbox and of the services.
//
// Every adapter guarantees: at-least-once delivery to each group; the order of publication within one publisher
// for equal keys, and for all where one process serves the group; that a batch whose handler failed comes again, whole and before anything newer; and that a
// group which is new starts with the oldest message that is still kept. A message may come twice, and its ID
// tells so. Within a group one process at a time is served, or with Kafka one at a time for a key; another takes over
// when it goes.
//
// It refuses to promise exactly-once, to filter by key, and to keep messages for ever. Services do not use it
// directly: start with package outbox. The adapters are natsbus (embedded, or a NATS cluster), rabbitbus
// and kafkabus; bustest is the suite that all pass.
package bus

import (
	"context"
	"time"
)

// FollowerKept is for how long a group that follows is kept while nobody serves it.
const FollowerKept = 10 * time.Minute

// Message is one event on its way.
type Message struct {
	ID      int64  // equal for every delivery of one event
	Topic   string // the event's proto name, such as dajiu.order.v1.OrderPaid
	Key     int64  // events with equal keys keep their order
	Payload []byte
	Headers map[string]string // small; names are lower-case letters and hyphens
	At      time.Time         // when the event happened, or when its timer was due; whole milliseconds
}

// Bus is a broker. It is safe for concurrent use.
type Bus interface {
	// Publish hands messages to the broker in their order and returns when all are accepted. After an error
	// some may have been accepted; publishing all of them again is safe.
	Publish(ctx context.Context, msgs []Message) error

	// Consume serves a group until ctx ends, which is not an error. It calls handle with batches, one at a time,
	// in order. When handle returns nil the batch is acknowledged as a whole; otherwise it is delivered again
	// later, in order. It returns an error only where the group or the topics can never be served.
	Consume(ctx context.Context, group string, topics []string, handle func(ctx context.Context, batch []Message) error) error

	// Follow is Consume for what a process keeps in memory alone: its group begins with what is published once it is there, and
	// is forgotten after some minutes in which nobody served it. The name must be new with every start of a process.
	Follow(ctx context.Context, group string, topics []string, handle func(ctx context.Context, batch []Message) error) error

	// Close ends the connection. What was accepted stays.
	Close() error
}

// Reopener is a Bus that may lose what it accepted last while its process lives, as others do when their machine dies.
type Reopener interface {
	// Reopened counts the times at which it may have been lost. After each, what was published in the seconds before is to be
	// published again.
	Reopened() int64
}
