package natsbus

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"dajiu/platform/bus"
)

const (
	maxBatch = 512
	prefetch = 1024
	// Messages come again because a session puts the consumer back, never because time passed: a redelivery by
	// the server would let newer messages overtake.
	ackWait     = 24 * time.Hour
	pinnedTTL   = 10 * time.Second // how soon another process takes over a group of a cluster
	pinnedGroup = "active"
	idleBeat    = 15 * time.Second
	pullExpiry  = 60 * time.Second
	retryFirst  = 50 * time.Millisecond
	retryMax    = 5 * time.Second
)

// errGap says that messages are missing between the last one seen and this one.
var errGap = errors.New("natsbus: messages came out of turn")

// Consume serves a group until ctx ends. Each session begins at the oldest message that is not acknowledged and
// ends at the first sign of disorder: a failed batch, a gap, a lost connection; then the next one begins.
func (b *Bus) Consume(ctx context.Context, group string, topics []string,
	handle func(ctx context.Context, batch []bus.Message) error) error {
	return b.serve(ctx, group, topics, false, handle)
}

// Follow serves a group that begins now and that NATS forgets once nobody served it for bus.FollowerKept.
func (b *Bus) Follow(ctx context.Context, group string, topics []string,
	handle func(ctx context.Context, batch []bus.Message) error) error {
	return b.serve(ctx, group, topics, true, handle)
}

func (b *Bus) serve(ctx context.Context, group string, topics []string, follows bool,
	handle func(ctx context.Context, batch []bus.Message) error) error {
	if len(topics) == 0 {
		return fmt.Errorf("natsbus: group %s has no topics", group)
	}
	name := durable(group)
	done, ok := b.turnOf(ctx, name)
	if !ok {
		return nil
	}
	defer done()
	reset := b.server != nil && !follows // this process alone has the group, and had it before
	for failed := 0; ctx.Err() == nil; {
		handled, err := b.session(ctx, name, topics, follows, reset, handle)
		if ctx.Err() != nil {
			break
		}
		select {
		case <-b.closed:
			return fmt.Errorf("natsbus: group %s: the bus was closed", group)
		default:
		}
		if handled {
			failed = 0
		}
		failed++
		reset = true
		if !errors.Is(err, errGap) || failed > 1 {
			b.log.WarnContext(ctx, "session ended", "group", group, "attempt", failed, "error", err)
			b.pause(ctx, min(retryFirst<<min(failed-1, 10), retryMax))
		}
	}
	return nil
}

// turnOf waits until no other consumer of this process serves the group; other processes are kept apart by NATS.
func (b *Bus) turnOf(ctx context.Context, name string) (done func(), ok bool) {
	b.mu.Lock()
	turn := b.turns[name]
	if turn == nil {
		turn = make(chan struct{}, 1)
		b.turns[name] = turn
	}
	b.mu.Unlock()
	select {
	case turn <- struct{}{}:
		return func() { <-turn }, true
	case <-ctx.Done():
		return nil, false
	}
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

func (b *Bus) consumer(ctx context.Context, name string, topics []string, follows, reset bool) (jetstream.Consumer, error) {
	cfg := jetstream.ConsumerConfig{
		Durable: name, AckPolicy: jetstream.AckAllPolicy, AckWait: ackWait, MaxAckPending: 8 * prefetch,
		DeliverPolicy: jetstream.DeliverAllPolicy, Replicas: b.cfg.Replicas,
	}
	if follows {
		cfg.DeliverPolicy, cfg.InactiveThreshold = jetstream.DeliverNewPolicy, bus.FollowerKept
	}
	for _, topic := range topics {
		cfg.FilterSubjects = append(cfg.FilterSubjects, b.subject(topic))
	}
	if b.server == nil {
		cfg.PriorityPolicy = jetstream.PriorityPolicyPinned
		cfg.PriorityGroups = []string{pinnedGroup}
		cfg.PinnedTTL = pinnedTTL
	}
	ctx, cancel := context.WithTimeout(ctx, apiTimeout)
	defer cancel()
	cons, err := b.js.CreateOrUpdateConsumer(ctx, b.cfg.Stream, cfg)
	if err != nil {
		return nil, fmt.Errorf("consumer %s: %w", name, err)
	}
	if reset {
		if _, err := b.js.ResetConsumer(ctx, b.cfg.Stream, name); err != nil {
			return nil, fmt.Errorf("put consumer %s back: %w", name, err)
		}
	}
	return cons, nil
}

// unpin gives a cluster's group to whoever asks next, this process or another, without waiting for pinnedTTL.
func (b *Bus) unpin(ctx context.Context, name string) {
	if b.server != nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	stream, err := b.js.Stream(ctx, b.cfg.Stream)
	if err == nil {
		err = stream.UnpinConsumer(ctx, name, pinnedGroup)
	}
	if err != nil {
		b.log.DebugContext(ctx, "group not given away", "group", name, "error", err)
	}
}

// session delivers until something goes wrong. Handled tells whether any batch succeeded.
func (b *Bus) session(ctx context.Context, name string, topics []string, follows, reset bool,
	handle func(ctx context.Context, batch []bus.Message) error) (handled bool, err error) {
	lost := b.connectionLost()
	cons, err := b.consumer(ctx, name, topics, follows, reset)
	if err != nil {
		return false, err
	}
	in, ended, stop, err := b.flow(cons)
	if err != nil {
		return false, fmt.Errorf("consume %s: %w", name, err)
	}
	turn := uint64(0)
	seen := false
	defer func() {
		stop()
		if seen {
			b.unpin(ctx, name)
		}
	}()
	batch := make([]bus.Message, 0, maxBatch)
	for {
		select {
		case <-ctx.Done():
			return handled, nil
		case <-lost:
			return handled, errors.New("natsbus: the connection was lost")
		case <-b.closed:
			return handled, nil
		case <-ended:
			return handled, errors.New("natsbus: the delivery ended")
		case m := <-in:
			seen = true
			var last jetstream.Msg
			batch, last, err = gather(batch[:0], m, in, &turn)
			if len(batch) > 0 {
				if herr := settle(ctx, batch, last, handle); herr != nil {
					return handled, herr
				}
				handled = true
			}
			if err != nil {
				return handled, err
			}
		}
	}
}

// flow starts the delivery of messages into a channel. Stop ends it and returns when nothing comes any more.
func (b *Bus) flow(cons jetstream.Consumer) (in <-chan jetstream.Msg, ended <-chan struct{}, stop func(), err error) {
	out := make(chan jetstream.Msg, prefetch)
	over := make(chan struct{})
	options := []jetstream.PullConsumeOpt{
		jetstream.PullMaxMessages(prefetch), jetstream.PullExpiry(pullExpiry), jetstream.PullHeartbeat(idleBeat),
	}
	if b.server == nil {
		options = append(options, jetstream.PullPriorityGroup(pinnedGroup))
	}
	flow, err := cons.Consume(func(m jetstream.Msg) {
		select {
		case out <- m:
		case <-over:
		}
	}, options...)
	if err != nil {
		return nil, nil, nil, err
	}
	return out, flow.Closed(), func() {
		close(over)
		flow.Stop()
		<-flow.Closed()
	}, nil
}

// settle has a batch handled and acknowledges it, which its last message does for all.
func settle(ctx context.Context, batch []bus.Message, last jetstream.Msg,
	handle func(ctx context.Context, batch []bus.Message) error) error {
	if err := handle(ctx, batch); err != nil {
		return fmt.Errorf("natsbus: batch of %d: %w", len(batch), err)
	}
	if err := last.Ack(); err != nil {
		return fmt.Errorf("natsbus: acknowledge: %w", err)
	}
	return nil
}

// gather makes a batch of a message and of those that are here already, up to the first that is out of turn.
func gather(batch []bus.Message, m jetstream.Msg, in <-chan jetstream.Msg, turn *uint64) ([]bus.Message, jetstream.Msg, error) {
	var last jetstream.Msg
	for {
		meta, err := m.Metadata()
		if err != nil {
			return batch, last, fmt.Errorf("natsbus: metadata: %w", err)
		}
		if meta.Sequence.Consumer != *turn+1 {
			return batch, last, errGap
		}
		*turn++
		batch = append(batch, decode(m))
		last = m
		if len(batch) == maxBatch {
			return batch, last, nil
		}
		select {
		case m = <-in:
			continue
		default:
		}
		// Who is about to send is let run first: under load that makes batches larger, and otherwise costs nothing.
		runtime.Gosched()
		select {
		case m = <-in:
		default:
			return batch, last, nil
		}
	}
}

func decode(m jetstream.Msg) bus.Message {
	h := m.Headers()
	_, topic, _ := strings.Cut(m.Subject(), ".")
	out := bus.Message{
		ID: parseInt(first(h, nats.MsgIdHdr)), Topic: topic, Key: parseInt(first(h, headerKey)), Payload: m.Data(),
		At: time.UnixMilli(parseInt(first(h, headerAt))).UTC(), Headers: make(map[string]string, len(h)),
	}
	for name := range h {
		if plain, ok := strings.CutPrefix(name, headerPrefix); ok {
			out.Headers[plain] = first(h, name)
		}
	}
	return out
}

func first(h nats.Header, name string) string {
	if v := h[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}
