package bustest

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/bus"
)

// follows asks that who follows gets nothing of before and everything of after it began, also what it failed to handle.
func follows(t *testing.T, open Factory, _ Traits) {
	b := open(t)
	publish(t, b, messages(1, 5, topicA)...)
	refused := false
	got := &sink{fail: func([]bus.Message) error {
		if !refused {
			refused = true
			return errors.New("not yet")
		}
		return nil
	}}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- b.Follow(ctx, "follower", []string{topicA}, got.handle) }()
	began := int64(0)
	for id := int64(100); began == 0; id++ { // when it began is not told: it is tried until something comes
		require.Less(t, id, int64(700), "nothing came")
		publish(t, b, Message(id, 1, topicA), Message(id+1000, 1, topicB))
		time.Sleep(50 * time.Millisecond)
		if ids := got.distinct(); len(ids) > 0 {
			began = ids[0]
		}
	}
	publish(t, b, messages(2000, 2099, topicA)...)
	eventually(t, func() bool { return got.has(2000, 2099) }, "what was published after it began")
	ids := got.distinct()
	require.GreaterOrEqual(t, began, int64(100), "nothing of before")
	for n := 1; n < len(ids) && ids[n] < 1000; n++ {
		require.Equal(t, ids[n-1]+1, ids[n], "nothing is missing after the first")
	}
	stop()
	require.NoError(t, <-ended)
}
