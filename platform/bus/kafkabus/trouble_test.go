package kafkabus_test

import (
	"context"
	"net"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"

	"dajiu/platform/bus"
	"dajiu/platform/bus/bustest"
	"dajiu/platform/bus/kafkabus"
	"dajiu/platform/clock"
	"dajiu/platform/testkit"
)

const soon = 30 * time.Second

// got collects what a group gets.
type got struct {
	mu  sync.Mutex
	ids map[int64]int
}

func (g *got) handle(_ context.Context, batch []bus.Message) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.ids == nil {
		g.ids = map[int64]int{}
	}
	for _, m := range batch {
		g.ids[m.ID]++
	}
	return nil
}

func (g *got) count() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.ids)
}

func (g *got) await(t *testing.T, n int) {
	t.Helper()
	require.Eventually(t, func() bool { return g.count() == n }, soon, 5*time.Millisecond)
}

type handler = func(context.Context, []bus.Message) error

func consume(t *testing.T, b bus.Bus, handle handler) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- b.Consume(ctx, "stock", []string{"a"}, handle) }()
	t.Cleanup(func() { cancel(); require.NoError(t, <-done) })
}

func messages(from, to int64) (out []bus.Message) {
	for id := from; id <= to; id++ {
		out = append(out, bustest.Message(id, id, "a"))
	}
	return out
}

func TestABrokerThatComesBackIsFoundAgainAndNothingIsMissing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	start := func(ports ...int) *kfake.Cluster {
		c, err := kfake.NewCluster(kfake.NumBrokers(1), kfake.DataDir(dir), kfake.SyncWrites(), kfake.Ports(ports...))
		require.NoError(t, err)
		return c
	}
	cluster := start(0)
	_, text, err := net.SplitHostPort(cluster.ListenAddrs()[0])
	require.NoError(t, err)
	port, err := strconv.Atoi(text)
	require.NoError(t, err)
	b := open(t, kafkabus.Config{Brokers: cluster.ListenAddrs()})
	var all got
	consume(t, b, all.handle)
	require.NoError(t, b.Publish(t.Context(), messages(1, 20)))
	all.await(t, 20)

	cluster.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	began := clock.Real().Now()
	require.Error(t, b.Publish(ctx, messages(21, 40)))
	require.Less(t, clock.Real().Now().Sub(began), 3*time.Second, "a call ends with its context")

	cluster = start(port)
	t.Cleanup(cluster.Close)
	require.Eventually(t, func() bool { // as an outbox does; what the first call left behind takes the next one with it
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		return b.Publish(ctx, messages(21, 40)) == nil
	}, soon, 20*time.Millisecond)
	all.await(t, 40)
}

// A handler that waits for something that is down must not keep the others of its group from their share.
func TestABatchThatDoesNotEndIsGivenUpWhenTheGroupIsShared(t *testing.T) {
	t.Parallel()
	cfg := kafkabus.Config{Brokers: fake(t).ListenAddrs()}
	fc := clock.Fake(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC))
	first, err := kafkabus.Open(t.Context(), cfg, fc, testkit.Quiet())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, first.Close()) })
	require.NoError(t, first.Publish(t.Context(), messages(1, 100)))
	var ours, theirs got
	stuck, givenUp := make(chan struct{}), make(chan struct{})
	var once sync.Once
	consume(t, first, func(ctx context.Context, batch []bus.Message) error {
		waited := false
		once.Do(func() {
			close(stuck)
			<-ctx.Done()
			close(givenUp)
			waited = true
		})
		if waited {
			return context.Cause(ctx)
		}
		return ours.handle(ctx, batch)
	})
	<-stuck
	consume(t, open(t, cfg), theirs.handle)
	select {
	case <-givenUp:
		t.Fatal("a batch has time to come to its end")
	case <-time.After(300 * time.Millisecond):
	}
	for stop := time.After(soon); ; {
		fc.Advance(time.Second)
		select {
		case <-givenUp:
		case <-stop:
			t.Fatal("not given up")
		case <-time.After(5 * time.Millisecond):
			continue
		}
		break
	}
	require.Eventually(t, func() bool {
		fc.Advance(time.Second) // the pause before the next session
		ours.mu.Lock()
		defer ours.mu.Unlock()
		theirs.mu.Lock()
		defer theirs.mu.Unlock()
		for id := int64(1); id <= 100; id++ {
			if ours.ids[id]+theirs.ids[id] == 0 {
				return false
			}
		}
		return true
	}, soon, 20*time.Millisecond, "all were handled by one of them")
}

func TestAGroupThatStartsAgainDoesNotReadWhatItPassedOver(t *testing.T) {
	t.Parallel()
	var offset atomic.Int64
	cluster := fake(t)
	cluster.ControlKey(int16(kmsg.OffsetCommit), func(req kmsg.Request) (kmsg.Response, error, bool) {
		cluster.KeepControl()
		if commit, ok := req.(*kmsg.OffsetCommitRequest); ok {
			for _, topic := range commit.Topics {
				for _, p := range topic.Partitions {
					offset.Store(max(offset.Load(), p.Offset))
				}
			}
		}
		return nil, nil, false
	})
	b := open(t, kafkabus.Config{Brokers: cluster.ListenAddrs(), Partitions: 1})
	var others []bus.Message
	for id := int64(1); id <= 100; id++ {
		others = append(others, bustest.Message(id, id, "b"))
	}
	require.NoError(t, b.Publish(t.Context(), others))
	consume(t, b, func(context.Context, []bus.Message) error {
		t.Error("it takes none of them")
		return nil
	})
	require.Eventually(t, func() bool { return offset.Load() == 100 }, soon, 20*time.Millisecond)
}
