package rabbitbus

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"

	amqp "github.com/rabbitmq/amqp091-go"

	"dajiu/platform/bus"
)

// Headers of a message on the wire. Those of bus.Message carry a prefix.
const (
	headerKey    = "k"
	headerAt     = "t"
	headerPrefix = "h-"
)

// publisher sends on one channel, which keeps the order, and waits for the broker's confirmations.
type publisher struct {
	link     *link
	exchange string

	mu sync.Mutex
	ch *amqp.Channel
}

// Publish sends messages in their order and returns when every queue they go to has stored them.
func (b *Bus) Publish(ctx context.Context, msgs []bus.Message) error {
	if len(msgs) == 0 {
		return nil
	}
	confirms, err := b.out.send(ctx, msgs)
	if err != nil {
		return fmt.Errorf("rabbitbus: publish: %w", err)
	}
	for i, c := range confirms {
		select {
		case <-c.Done():
			if !c.Acked() {
				return fmt.Errorf("rabbitbus: publish: the broker did not take message %d", msgs[i].ID)
			}
		case <-ctx.Done():
			return fmt.Errorf("rabbitbus: publish %d messages: %w", len(msgs), ctx.Err())
		case <-b.closed:
			return errClosed
		}
	}
	return nil
}

func (p *publisher) send(ctx context.Context, msgs []bus.Message) ([]*amqp.DeferredConfirmation, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	ch, err := p.ready(ctx)
	if err != nil {
		return nil, err
	}
	confirms := make([]*amqp.DeferredConfirmation, 0, len(msgs))
	for _, m := range msgs {
		c, err := ch.PublishWithDeferredConfirmWithContext(ctx, p.exchange, m.Topic, false, false, encode(m))
		if err != nil {
			return nil, err
		}
		if c == nil {
			return nil, errors.New("the channel does not confirm")
		}
		confirms = append(confirms, c)
	}
	return confirms, nil
}

func (p *publisher) ready(ctx context.Context) (*amqp.Channel, error) {
	if p.ch != nil && !p.ch.IsClosed() {
		return p.ch, nil
	}
	ch, err := p.link.channel(ctx)
	if err != nil {
		return nil, err
	}
	// The exchange may be gone with the broker's data.
	if err := errors.Join(declareExchange(ch, p.exchange), ch.Confirm(false)); err != nil {
		return nil, errors.Join(err, ch.Close())
	}
	p.ch = ch
	return ch, nil
}

func encode(m bus.Message) amqp.Publishing {
	h := make(amqp.Table, 2+len(m.Headers))
	h[headerKey] = m.Key
	h[headerAt] = m.At.UnixMilli()
	for name, value := range m.Headers {
		h[headerPrefix+name] = value
	}
	return amqp.Publishing{
		MessageId: strconv.FormatInt(m.ID, 10), Headers: h, Body: m.Payload, DeliveryMode: amqp.Persistent,
		ContentType: "application/x-protobuf",
	}
}
