package bustest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/bus"
)

// Factory opens a bus for one test. Every call within a test reaches the same broker, whose messages are fresh for
// the test; the bus is closed by the test or its cleanup.
type Factory func(t *testing.T) bus.Bus

// Traits say where adapters may differ.
type Traits struct {
	// ForgetsHistory: a group that is new begins with what is published after its first start.
	ForgetsHistory bool
	// SharesKeys: the consumers of a group share its keys, and order holds for equal keys only.
	SharesKeys bool
}

// Run runs the suite. NewFactory is called once per test.
func Run(t *testing.T, traits Traits, newFactory func(t *testing.T) Factory) {
	t.Helper()
	for name, test := range map[string]func(t *testing.T, open Factory, traits Traits){
		"a message arrives as it was sent":                                    arrives,
		"messages of a key keep their order":                                  keepsOrder,
		"a batch that failed comes again before anything newer":               comesAgain,
		"every group gets every message of its topics":                        everyGroup,
		"a group that starts later begins with the oldest":                    startsLater,
		"a message sent twice arrives under one id":                           sentTwice,
		"what was not acknowledged comes again in order after a restart":      restart,
		"a group is served by one consumer at a time and another takes over":  takeOver,
		"publishing nothing is nothing, and a closed bus refuses to publish":  nothing,
		"many publishers at once all get through":                             manyPublishers,
		"a group that stopped in order goes on where it was, without repeats": goesOn,
		"a group that follows begins now and then misses nothing":             follows,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, newFactory(t), traits)
		})
	}
}

const patience = 30 * time.Second

// Message makes a message for tests.
func Message(id, key int64, topic string) bus.Message {
	return bus.Message{ID: id, Topic: topic, Key: key, Payload: []byte(fmt.Sprint("payload ", id)),
		Headers: map[string]string{"service": "order", "request-id": fmt.Sprint("r-", id)},
		At:      time.UnixMilli(1780000000000 + id).UTC()}
}

// sink collects what a group gets.
type sink struct {
	mu   sync.Mutex
	msgs []bus.Message
	fail func(batch []bus.Message) error
}

func (s *sink) handle(_ context.Context, batch []bus.Message) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail != nil {
		if err := s.fail(batch); err != nil {
			return err
		}
	}
	s.msgs = append(s.msgs, append([]bus.Message(nil), batch...)...)
	return nil
}

func (s *sink) copy() []bus.Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.msgs)
}

func (s *sink) ids() []int64 {
	msgs := s.copy()
	out := make([]int64, len(msgs))
	for i, m := range msgs {
		out[i] = m.ID
	}
	return out
}

// distinct returns the ids in the order in which they first came.
func (s *sink) distinct() []int64 {
	seen := map[int64]bool{}
	var out []int64
	for _, id := range s.ids() {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

// inOrder asks that exactly the messages from one id to another came, in the order in which they were published, which
// is that of their ids. Where keys are shared, that is asked of each key.
func (s *sink) inOrder(t *testing.T, traits Traits, from, to int64) {
	t.Helper()
	got := s.distinct()
	if !traits.SharesKeys {
		require.Equal(t, sequence(from, to), got)
		return
	}
	require.ElementsMatch(t, sequence(from, to), got)
	s.keysInOrder(t)
}

func (s *sink) keysInOrder(t *testing.T) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	newest := map[int64]int64{}
	seen := map[int64]bool{}
	for _, m := range s.msgs {
		if seen[m.ID] {
			continue
		}
		require.Less(t, newest[m.Key], m.ID, "message %d of key %d came after a newer one", m.ID, m.Key)
		seen[m.ID], newest[m.Key] = true, m.ID
	}
}

// has reports whether all messages from one id to another came.
func (s *sink) has(from, to int64) bool {
	ids := s.ids()
	for _, id := range sequence(from, to) {
		if !slices.Contains(ids, id) {
			return false
		}
	}
	return true
}

func consume(t *testing.T, b bus.Bus, group string, topics []string,
	handle func(context.Context, []bus.Message) error) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- b.Consume(ctx, group, topics, handle) }()
	var once sync.Once
	stop = func() {
		once.Do(func() {
			cancel()
			select {
			case err := <-done:
				require.NoError(t, err)
			case <-time.After(patience):
				t.Error("Consume did not return after its context ended")
			}
		})
	}
	t.Cleanup(stop)
	return stop
}

func publish(t *testing.T, b bus.Bus, msgs ...bus.Message) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	require.NoError(t, b.Publish(ctx, msgs))
}

func eventually(t *testing.T, what func() bool, msg string, more ...any) {
	t.Helper()
	require.Eventually(t, what, patience, 5*time.Millisecond, append([]any{msg}, more...)...)
}

func sequence(from, to int64) (out []int64) {
	for id := from; id <= to; id++ {
		out = append(out, id)
	}
	return out
}

func messages(from, to int64, topic string) (out []bus.Message) {
	for _, id := range sequence(from, to) {
		out = append(out, Message(id, id%5, topic))
	}
	return out
}

const topicA, topicB, topicC = "dajiu.test.v1.A", "dajiu.test.v1.B", "dajiu.test.v1.C"

func arrives(t *testing.T, open Factory, _ Traits) {
	b := open(t)
	var s sink
	consume(t, b, "stock", []string{topicA, topicB}, s.handle)
	m := Message(1, -7, topicA)
	m.Headers["odd"] = "two\r\nlines" // a bus may change such a value; it must not choke on it
	empty := bus.Message{ID: 1 << 62, Topic: topicB, At: time.UnixMilli(0).UTC()}
	publish(t, b, m, empty)
	eventually(t, func() bool { return len(s.ids()) == 2 }, "delivered")
	slices.SortFunc(s.msgs, func(a, b bus.Message) int { return cmp.Compare(a.ID, b.ID) }) // their keys differ
	got := s.msgs[0]
	delete(got.Headers, "odd")
	require.Equal(t, Message(1, -7, topicA), got)
	require.Equal(t, empty.ID, s.msgs[1].ID)
	require.Empty(t, s.msgs[1].Payload)
	require.Empty(t, s.msgs[1].Headers)
}

func keepsOrder(t *testing.T, open Factory, traits Traits) {
	b := open(t)
	var s sink
	consume(t, b, "stock", []string{topicA}, s.handle)
	for i := range int64(10) {
		publish(t, b, messages(i*200+1, i*200+200, topicA)...)
	}
	eventually(t, func() bool { return len(s.distinct()) == 2000 }, "delivered")
	s.inOrder(t, traits, 1, 2000)
}

func comesAgain(t *testing.T, open Factory, traits Traits) {
	b := open(t)
	var failures atomic.Int64
	s := sink{fail: func(batch []bus.Message) error {
		for _, m := range batch {
			if m.ID == 30 && failures.Add(1) <= 3 {
				return errors.New("not now")
			}
		}
		return nil
	}}
	consume(t, b, "stock", []string{topicA}, s.handle)
	publish(t, b, messages(1, 50, topicA)...)
	publish(t, b, messages(51, 100, topicA)...)
	eventually(t, func() bool { return len(s.distinct()) == 100 }, "delivered")
	s.inOrder(t, traits, 1, 100)
	require.Equal(t, int64(4), failures.Load())
}

func everyGroup(t *testing.T, open Factory, _ Traits) {
	b := open(t)
	var one, two sink
	consume(t, b, "stock", []string{topicA, topicB}, one.handle)
	consume(t, b, "points", []string{topicB}, two.handle)
	publish(t, b, Message(1, 1, topicA), Message(2, 1, topicB), Message(3, 1, topicC), Message(4, 1, topicB))
	eventually(t, func() bool { return len(one.ids()) >= 3 && len(two.ids()) >= 2 }, "delivered")
	require.Equal(t, []int64{1, 2, 4}, one.distinct())
	require.Equal(t, []int64{2, 4}, two.distinct())
}

func sentTwice(t *testing.T, open Factory, traits Traits) {
	b := open(t)
	var s sink
	consume(t, b, "stock", []string{topicA}, s.handle)
	publish(t, b, messages(1, 10, topicA)...)
	publish(t, b, messages(1, 10, topicA)...)
	publish(t, b, Message(11, 1, topicA))
	eventually(t, func() bool { return len(s.distinct()) == 11 }, "delivered")
	s.inOrder(t, traits, 1, 11)
}

func manyPublishers(t *testing.T, open Factory, _ Traits) {
	b := open(t)
	var s sink
	consume(t, b, "stock", []string{topicA}, s.handle)
	var wg sync.WaitGroup
	for p := range int64(8) {
		wg.Go(func() {
			for i := range int64(20) {
				if err := b.Publish(context.Background(), messages(1000*p+10*i+1, 1000*p+10*i+10, topicA)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	eventually(t, func() bool { return len(s.distinct()) == 1600 }, "delivered")
}

func nothing(t *testing.T, open Factory, _ Traits) {
	b := open(t)
	publish(t, b)
	require.NoError(t, b.Close())
	require.NoError(t, b.Close())
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	require.Error(t, b.Publish(ctx, messages(1, 2, topicA)))
}
