package bustest

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/bus"
)

func startsLater(t *testing.T, open Factory, traits Traits) {
	b := open(t)
	var early, late sink
	stop := consume(t, b, "stock", []string{topicA}, early.handle)
	publish(t, b, messages(1, 20, topicA)...)
	eventually(t, func() bool { return len(early.distinct()) == 20 }, "delivered")
	stop()
	publish(t, b, messages(21, 30, topicA)...)
	consume(t, b, "late", []string{topicA}, late.handle)
	if !traits.ForgetsHistory {
		eventually(t, func() bool { return len(late.distinct()) == 30 }, "delivered")
		late.inOrder(t, traits, 1, 30)
	}
	consume(t, b, "stock", []string{topicA}, early.handle)
	eventually(t, func() bool { return len(early.distinct()) == 30 }, "delivered")
	early.inOrder(t, traits, 1, 30)
}

func goesOn(t *testing.T, open Factory, traits Traits) {
	b := open(t)
	var s sink
	stop := consume(t, b, "stock", []string{topicA}, s.handle)
	publish(t, b, messages(1, 40, topicA)...)
	eventually(t, func() bool { return len(s.distinct()) == 40 }, "delivered")
	stop()
	publish(t, b, messages(41, 60, topicA)...)
	consume(t, b, "stock", []string{topicA}, s.handle)
	eventually(t, func() bool { return len(s.distinct()) == 60 }, "delivered")
	s.inOrder(t, traits, 1, 60)
	require.LessOrEqual(t, len(s.ids()), 100, "at most what the last acknowledgement missed comes again")
}

// restart loses the consumer's process while it works: its bus goes away under it, and a new one follows.
func restart(t *testing.T, open Factory, traits Traits) {
	first := open(t)
	started := make(chan struct{})
	block := make(chan struct{})
	var once atomic.Bool
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	gone := make(chan struct{})
	var before sink
	go func() {
		defer close(gone)
		_ = first.Consume(ctx, "stock", []string{topicA}, func(ctx context.Context, batch []bus.Message) error {
			for _, m := range batch {
				if m.ID >= 25 {
					if once.CompareAndSwap(false, true) {
						close(started)
					}
					<-block
					return errors.New("the process is gone")
				}
			}
			return before.handle(ctx, batch)
		})
	}()
	publish(t, first, messages(1, 24, topicA)...)
	eventually(t, func() bool { return len(before.distinct()) == 24 }, "delivered")
	publish(t, first, messages(25, 40, topicA)...)
	<-started
	require.NoError(t, first.Close())
	close(block)
	cancel()
	<-gone

	second := open(t)
	publish(t, second, messages(41, 60, topicA)...)
	var after sink
	consume(t, second, "stock", []string{topicA}, after.handle)
	eventually(t, func() bool { return after.has(41, 60) }, "delivered")
	if traits.SharesKeys {
		require.True(t, after.has(25, 40), "nothing that was not acknowledged is left out: %v", after.ids())
		after.keysInOrder(t)
		return
	}
	ids := after.distinct()
	require.LessOrEqual(t, ids[0], int64(25), "nothing that was not acknowledged is left out")
	require.Equal(t, sequence(ids[0], 60), ids, "in order, the old ones before the new")
}

func takeOver(t *testing.T, open Factory, traits Traits) {
	b := open(t)
	var one, two sink
	stopOne := consume(t, b, "stock", []string{topicA}, one.handle)
	publish(t, b, messages(1, 10, topicA)...)
	eventually(t, func() bool { return len(one.distinct()) == 10 }, "delivered")
	consume(t, open(t), "stock", []string{topicA}, two.handle)
	publish(t, b, messages(11, 20, topicA)...)
	if !traits.SharesKeys {
		eventually(t, func() bool { return len(one.distinct()) == 20 }, "delivered")
		require.Empty(t, two.ids(), "the second stands by")
	}
	eventually(t, func() bool {
		both := sink{msgs: append(one.copy(), two.copy()...)}
		return both.has(11, 20)
	}, "one of them got each")
	stopOne()
	publish(t, b, messages(21, 30, topicA)...)
	eventually(t, func() bool { return two.has(21, 30) }, "the second took over")
	one.keysInOrder(t)
	two.keysInOrder(t)
}
