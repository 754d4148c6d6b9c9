package kafkabus

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"dajiu/platform/bus"
)

// Headers of a message on the wire. Those of bus.Message carry a prefix. The key is the record's, in decimal, so that
// Kafka's own tools show it and choose the same partition.
const (
	headerID     = "i"
	headerTopic  = "n"
	headerAt     = "t"
	headerPrefix = "h-"
)

// producing are the options of the client that publishes. A call that gives up takes back what is on its way: the
// producer then begins anew under another epoch, so that nothing of the old call can arrive after the next one.
func producing() []kgo.Opt {
	return []kgo.Opt{
		kgo.RequiredAcks(kgo.AllISRAcks()), kgo.AllowIdempotentProduceCancellation(), kgo.ProducerLinger(0),
		kgo.RecordPartitioner(kgo.StickyKeyPartitioner(nil)), kgo.ProducerBatchMaxBytes(maxMessage),
		kgo.MaxBufferedRecords(maxHeldRecords), kgo.MaxBufferedBytes(maxHeldBytes), kgo.ProduceRequestTimeout(requestTimeout),
	}
}

// flight is one call of Publish.
type flight struct {
	mu   sync.Mutex
	left int
	err  error // the first
	done chan struct{}
}

// landed takes note of one record's end.
func (f *flight) landed(_ *kgo.Record, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err == nil {
		f.err = err
	}
	if f.left--; f.left == 0 {
		close(f.done)
	}
}

// Publish sends messages in their order and returns when all replicas in sync have them. It does not outlast ctx: the
// client, which looks at the context only now and then, is left to take back what it holds. Until it has, a later call
// for the same partitions may fail with it, so that nothing overtakes.
func (b *Bus) Publish(ctx context.Context, msgs []bus.Message) error {
	if len(msgs) == 0 {
		return nil
	}
	f := &flight{left: len(msgs), done: make(chan struct{})}
	for _, m := range msgs {
		b.out.Produce(ctx, encode(m), f.landed)
	}
	var err error
	select {
	case <-f.done:
		err = f.err
	case <-ctx.Done():
		err = ctx.Err()
	case <-b.closed:
		return errClosed
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, kgo.ErrClientClosed):
		return errClosed
	case errors.Is(err, kerr.UnknownTopicOrPartition):
		// It is gone with the broker's data; the next call finds it again.
		err = errors.Join(err, b.prepare(ctx))
	}
	return fmt.Errorf("kafkabus: publish %d messages: %w", len(msgs), err)
}

func encode(m bus.Message) *kgo.Record {
	h := make([]kgo.RecordHeader, 0, 3+len(m.Headers))
	h = append(h, kgo.RecordHeader{Key: headerID, Value: decimal(m.ID)}, kgo.RecordHeader{Key: headerTopic, Value: []byte(m.Topic)},
		kgo.RecordHeader{Key: headerAt, Value: decimal(m.At.UnixMilli())})
	for name, value := range m.Headers {
		h = append(h, kgo.RecordHeader{Key: headerPrefix + name, Value: []byte(value)})
	}
	payload := m.Payload
	if payload == nil {
		payload = []byte{}
	}
	return &kgo.Record{Key: decimal(m.Key), Value: payload, Headers: h}
}

func decimal(n int64) []byte { return strconv.AppendInt(nil, n, 10) }
