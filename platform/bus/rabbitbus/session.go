package rabbitbus

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"

	"dajiu/platform/bus"
)

const (
	maxBatch = 512
	// All that a session holds goes back to the queue at once, in order and before newer messages, when the
	// session ends. The next session has room for all of it, so that it cannot go back in two parts.
	prefetch = 1024
)

// Consume serves a group until ctx ends. A session ends at the first failure, which puts everything that is not
// acknowledged back; then the next one begins.
func (b *Bus) Consume(ctx context.Context, group string, topics []string,
	handle func(ctx context.Context, batch []bus.Message) error) error {
	return b.serve(ctx, group, topics, false, handle)
}

// Follow serves a group that begins now and whose queue RabbitMQ deletes once nobody served it for bus.FollowerKept.
func (b *Bus) Follow(ctx context.Context, group string, topics []string,
	handle func(ctx context.Context, batch []bus.Message) error) error {
	return b.serve(ctx, group, topics, true, handle)
}

func (b *Bus) serve(ctx context.Context, group string, topics []string, follows bool,
	handle func(ctx context.Context, batch []bus.Message) error) error {
	if len(topics) == 0 {
		return fmt.Errorf("rabbitbus: group %s has no topics", group)
	}
	for failed := 0; ctx.Err() == nil; {
		handled, err := b.session(ctx, group, topics, follows, handle)
		if ctx.Err() != nil {
			break
		}
		if errors.Is(err, errClosed) {
			return fmt.Errorf("group %s: %w", group, err)
		}
		if handled {
			failed = 0
		}
		failed++
		b.log.WarnContext(ctx, "session ended", "group", group, "attempt", failed, "error", err)
		b.pause(ctx, min(retryFirst<<min(failed-1, 10), retryMax))
	}
	return nil
}

func (b *Bus) pause(ctx context.Context, d time.Duration) {
	t := b.clock.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.Chan():
	case <-ctx.Done():
	case <-b.closed:
	}
}

// session delivers until something goes wrong. Handled tells whether any batch succeeded.
func (b *Bus) session(ctx context.Context, group string, topics []string, follows bool,
	handle func(ctx context.Context, batch []bus.Message) error) (handled bool, err error) {
	ch, in, err := b.subscribe(ctx, group, topics, follows)
	if err != nil {
		return false, err
	}
	defer func() {
		if cerr := ch.Close(); cerr != nil && !errors.Is(cerr, amqp.ErrClosed) {
			b.log.DebugContext(ctx, "close a channel", "error", cerr)
		}
	}()
	batch := make([]bus.Message, 0, maxBatch)
	for {
		select {
		case <-ctx.Done():
			return handled, nil
		case <-b.closed:
			return handled, errClosed
		case d, ok := <-in:
			if !ok {
				return handled, errors.New("rabbitbus: the channel was closed")
			}
			var last amqp.Delivery
			batch, last = gather(batch[:0], d, in)
			if err := handle(ctx, batch); err != nil {
				return handled, fmt.Errorf("rabbitbus: batch of %d: %w", len(batch), err)
			}
			if err := last.Ack(true); err != nil {
				return handled, fmt.Errorf("rabbitbus: acknowledge: %w", err)
			}
			handled = true
		}
	}
}

// subscribe declares the group's queue and starts its delivery.
func (b *Bus) subscribe(ctx context.Context, group string, topics []string, follows bool) (*amqp.Channel, <-chan amqp.Delivery, error) {
	ch, err := b.in.channel(ctx)
	if err != nil {
		return nil, nil, err
	}
	queue, err := b.bind(ch, group, topics, follows)
	if err == nil {
		err = ch.Qos(prefetch, 0, false)
	}
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("queue of %s: %w", group, err), ch.Close())
	}
	in, err := ch.Consume(queue, "", false, false, false, false, nil)
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("consume from the queue of %s: %w", group, err), ch.Close())
	}
	return ch, in, nil
}

// Declare makes a group's queue without consuming, so that it collects what is published from now on. A
// deployment calls it before the publishers of a new group's events start.
func (b *Bus) Declare(ctx context.Context, group string, topics []string) error {
	ch, err := b.in.channel(ctx)
	if err != nil {
		return fmt.Errorf("rabbitbus: declare %s: %w", group, err)
	}
	if _, err := b.bind(ch, group, topics, false); err != nil {
		return errors.Join(fmt.Errorf("rabbitbus: declare %s: %w", group, err), ch.Close())
	}
	return ch.Close()
}

func (b *Bus) bind(ch *amqp.Channel, group string, topics []string, follows bool) (queue string, err error) {
	args := amqp.Table{amqp.QueueTypeArg: amqp.QueueTypeQuorum, amqp.SingleActiveConsumerArg: true}
	if b.in.major() >= 4 {
		args["x-delivery-limit"] = int64(-1) // from 4.0 on a queue drops what came back twenty times
	}
	if follows {
		args["x-expires"] = bus.FollowerKept.Milliseconds()
	}
	queue = b.cfg.Exchange + "." + group
	if err := declareExchange(ch, b.cfg.Exchange); err != nil {
		return "", err
	}
	if _, err := ch.QueueDeclare(queue, true, false, false, false, args); err != nil {
		return "", err
	}
	for _, topic := range topics {
		if err := ch.QueueBind(queue, topic, b.cfg.Exchange, false, nil); err != nil {
			return "", err
		}
	}
	return queue, nil
}

// gather makes a batch of a message and of those that are here already.
func gather(batch []bus.Message, d amqp.Delivery, in <-chan amqp.Delivery) ([]bus.Message, amqp.Delivery) {
	batch = append(batch, decode(d))
	for len(batch) < maxBatch {
		select {
		case more, ok := <-in:
			if !ok {
				return batch, d
			}
			d = more
			batch = append(batch, decode(d))
		default:
			return batch, d
		}
	}
	return batch, d
}

func decode(d amqp.Delivery) bus.Message {
	id, err := strconv.ParseInt(d.MessageId, 10, 64)
	if err != nil {
		id = 0 // a message of a stranger; its handler will not know it
	}
	m := bus.Message{ID: id, Topic: d.RoutingKey, Payload: d.Body, Headers: make(map[string]string, len(d.Headers))}
	m.Key, _ = d.Headers[headerKey].(int64)
	at, _ := d.Headers[headerAt].(int64)
	m.At = time.UnixMilli(at).UTC()
	for name, value := range d.Headers {
		if plain, ok := strings.CutPrefix(name, headerPrefix); ok {
			m.Headers[plain], _ = value.(string)
		}
	}
	return m
}
