package kafkabus

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"dajiu/platform/bus"
)

const (
	maxBatch = 512
	// What a broker has sent ahead is held at most this much, per broker and group.
	fetchBytes          = 8 << 20
	fetchPartitionBytes = 1 << 20
	// A broker answers at once when there is something. While it has nothing it holds a partition that moves this long.
	fetchWait = 500 * time.Millisecond

	sessionTimeout   = 10 * time.Second // how soon other processes take over from one that died
	heartbeat        = 3 * time.Second
	rebalanceTimeout = 30 * time.Second
	// A batch has this long to come to its end once other processes wait to share the group anew.
	grace        = 10 * time.Second
	commitWithin = 5 * time.Second
	leaveWithin  = 5 * time.Second
)

// errShared says that the group is to be shared anew, for which a batch that does not end is given up.
var errShared = errors.New("kafkabus: the batch was given up, the group is shared anew")

// Consume serves a group until ctx ends. A batch that failed is handled again until it succeeds; only then is its end
// stored. Where the group is shared anew meanwhile, or what was handled cannot be stored, the session ends, and the
// next one begins after what was stored last.
func (b *Bus) Consume(ctx context.Context, group string, topics []string,
	handle func(ctx context.Context, batch []bus.Message) error) error {
	return b.serve(ctx, group, topics, kgo.NewOffset().AtStart(), handle)
}

// Follow serves a group that begins now. Brokers forget a group that nobody serves by themselves, after offsets.retention.minutes.
func (b *Bus) Follow(ctx context.Context, group string, topics []string,
	handle func(ctx context.Context, batch []bus.Message) error) error {
	return b.serve(ctx, group, topics, kgo.NewOffset().AtEnd(), handle)
}

func (b *Bus) serve(ctx context.Context, group string, topics []string, from kgo.Offset,
	handle func(ctx context.Context, batch []bus.Message) error) error {
	if len(topics) == 0 {
		return fmt.Errorf("kafkabus: group %s has no topics", group)
	}
	inner, cancel := b.within(ctx)
	defer cancel()
	for failed := 0; inner.Err() == nil; {
		s := &session{bus: b, group: group, topics: topics, from: from, handle: handle, hurry: make(chan struct{}, 1)}
		err := s.run(inner)
		if inner.Err() != nil {
			break
		}
		if s.handled {
			failed = 0
		}
		failed++
		b.log.WarnContext(ctx, "session ended", "group", group, "attempt", failed, "error", err)
		b.pause(inner, backoff(failed))
	}
	if ctx.Err() == nil {
		return fmt.Errorf("group %s: %w", group, errClosed)
	}
	return nil
}

func backoff(failed int) time.Duration { return min(retryFirst<<min(failed-1, 10), retryMax) }

// session is one membership of a group.
type session struct {
	bus     *Bus
	group   string
	topics  []string
	from    kgo.Offset // where a group begins of which nothing is stored
	handle  func(ctx context.Context, batch []bus.Message) error
	client  *kgo.Client
	hurry   chan struct{} // holds a token when others wait for the batch's end
	handled bool          // any batch succeeded
}

// run joins the group and delivers until something goes wrong.
func (s *session) run(ctx context.Context) error {
	if err := s.join(ctx); err != nil {
		return err
	}
	defer s.leave(ctx)
	for ctx.Err() == nil {
		fetched := s.client.PollRecords(ctx, maxBatch)
		if err := fetched.Err(); err != nil {
			return fmt.Errorf("kafkabus: fetch: %w", err)
		}
		if err := s.settle(ctx, fetched.Records()); err != nil {
			return err
		}
		s.client.AllowRebalance()
		select {
		case <-s.hurry:
		default:
		}
	}
	return nil
}

func (s *session) join(ctx context.Context) (err error) {
	// The topic may be gone with the broker's data.
	if n, err := s.bus.partitions(ctx); err == nil && n == 0 {
		if err := s.bus.create(ctx); err != nil {
			return err
		}
	}
	s.client, err = kgo.NewClient(append([]kgo.Opt{
		kgo.ConsumerGroup(s.bus.cfg.Topic + "." + s.group), kgo.ConsumeTopics(s.bus.cfg.Topic),
		kgo.Balancers(kgo.CooperativeStickyBalancer()), kgo.ConsumeResetOffset(s.from),
		kgo.AutoCommitMarks(), kgo.BlockRebalanceOnPoll(),
		kgo.OnPartitionsCallbackBlocked(func(context.Context, *kgo.Client) {
			select {
			case s.hurry <- struct{}{}:
			default:
			}
		}),
		kgo.SessionTimeout(sessionTimeout), kgo.HeartbeatInterval(heartbeat), kgo.RebalanceTimeout(rebalanceTimeout),
		kgo.FetchMaxWait(fetchWait), kgo.FetchMaxBytes(fetchBytes), kgo.FetchMaxPartitionBytes(fetchPartitionBytes),
	}, s.bus.options...)...)
	return err
}

// leave gives the partitions to others at once. Where the broker is away, they get them when the session times out.
func (s *session) leave(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), leaveWithin)
	defer cancel()
	s.client.AllowRebalance()
	if err := s.client.LeaveGroupContext(ctx); err != nil {
		s.bus.log.DebugContext(ctx, "group not left", "group", s.group, "error", err)
	}
	s.client.CloseAllowingRebalance()
}

// settle has what was fetched handled and stores how far the group is. Records of topics that the group does not take
// are passed over, which is stored with the next batch or by the client in the background.
func (s *session) settle(ctx context.Context, records []*kgo.Record) error {
	batch := make([]bus.Message, 0, len(records))
	for _, r := range records {
		if m := decode(r); slices.Contains(s.topics, m.Topic) {
			batch = append(batch, m)
		}
	}
	if len(batch) > 0 {
		if err := s.deliver(ctx, batch); err != nil {
			return err
		}
	}
	s.client.MarkCommitRecords(records...)
	if len(batch) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), commitWithin)
	defer cancel()
	if err := s.client.CommitMarkedOffsets(ctx); err != nil {
		return fmt.Errorf("kafkabus: acknowledge: %w", err)
	}
	s.handled = true
	return nil
}

// deliver has a batch handled until that succeeds.
func (s *session) deliver(ctx context.Context, batch []bus.Message) error {
	for failed := 1; ; failed++ {
		err := s.attempt(ctx, batch)
		if err == nil {
			return nil
		}
		if ctx.Err() != nil || errors.Is(err, errShared) {
			return err
		}
		s.bus.log.WarnContext(ctx, "batch failed", "group", s.group, "messages", len(batch), "attempt", failed, "error", err)
		t := s.bus.clock.NewTimer(backoff(failed))
		select {
		case <-t.Chan():
		case <-ctx.Done():
		case <-s.hurry:
			err = errors.Join(errShared, err)
		}
		t.Stop()
		if ctx.Err() != nil || errors.Is(err, errShared) {
			return err
		}
	}
}

// attempt has a batch handled once. It ends the handler's context when others have waited for grace.
func (s *session) attempt(ctx context.Context, batch []bus.Message) error {
	inner, cancel := context.WithCancelCause(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		select {
		case <-s.hurry:
			s.bus.pause(inner, grace)
			cancel(errShared)
		case <-inner.Done():
		}
	}()
	err := s.handle(inner, batch)
	cancel(nil)
	<-done
	if err != nil && errors.Is(context.Cause(inner), errShared) {
		return errors.Join(errShared, err)
	}
	return err
}

func decode(r *kgo.Record) bus.Message {
	m := bus.Message{Key: parseInt(r.Key), Payload: r.Value, Headers: make(map[string]string, len(r.Headers))}
	for _, h := range r.Headers {
		switch h.Key {
		case headerID:
			m.ID = parseInt(h.Value)
		case headerTopic:
			m.Topic = string(h.Value)
		case headerAt:
			m.At = time.UnixMilli(parseInt(h.Value)).UTC()
		default:
			if plain, ok := strings.CutPrefix(h.Key, headerPrefix); ok {
				m.Headers[plain] = string(h.Value)
			}
		}
	}
	return m
}

func parseInt(text []byte) int64 {
	n, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil {
		return 0 // a message of a stranger; its handler will not know it
	}
	return n
}
