package natsbus_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/bus"
	"dajiu/platform/bus/bustest"
	"dajiu/platform/bus/natsbus"
	"dajiu/platform/testkit"
)

// The disk beneath the log is full for a while: what is published then is refused, and once there is room again the log goes on in the
// same process, with its groups.
func TestOnceTheDiskHasRoomAgainTheLogGoesOn(t *testing.T) {
	t.Parallel()
	dir := testkit.SmallDisk(t, "64m")
	b := open(t, natsbus.Config{Dir: dir})
	got := make(chan int64, 10_000)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		_ = b.Consume(ctx, "stock", []string{"a"}, func(_ context.Context, batch []bus.Message) error {
			for _, m := range batch {
				got <- m.ID
			}
			return nil
		})
	}()
	publish := func(id int64) error {
		deadline, done := context.WithTimeout(ctx, time.Second)
		defer done()
		return b.Publish(deadline, []bus.Message{large(id)})
	}
	require.NoError(t, publish(1))
	require.EqualValues(t, 1, <-got)
	require.Zero(t, b.Reopened())
	testkit.FillDisk(t, dir)
	id := int64(1)
	require.Eventually(t, func() bool { id++; return publish(id) != nil }, 10*time.Second, time.Millisecond, "a full disk takes everything")
	for range 3 {
		id++
		_ = publish(id) // it stays full for a while
	}
	testkit.EmptyDisk(t, dir)
	id++
	require.Eventually(t, func() bool { return publish(id) == nil }, 10*time.Second, 100*time.Millisecond, "there is room, and nothing is taken")
	require.Positive(t, b.Reopened(), "what was accepted before the disk was full may be gone")
	require.Eventually(t, func() bool {
		for {
			select {
			case seen := <-got:
				if seen == id {
					return true
				}
			default:
				return false
			}
		}
	}, 10*time.Second, 10*time.Millisecond, "it is taken, and not handed on")
}

// An attempt to open the log again may fail: the next message brings about another.
func TestALogThatIsClosedIsOpenedByTheNextMessage(t *testing.T) {
	t.Parallel()
	b := open(t, natsbus.Config{Dir: t.TempDir()})
	require.NoError(t, b.CloseLog())
	require.Eventually(t, func() bool {
		deadline, done := context.WithTimeout(context.Background(), time.Second)
		defer done()
		return b.Publish(deadline, []bus.Message{large(1)}) == nil
	}, 10*time.Second, 100*time.Millisecond)
	require.Positive(t, b.Reopened())
}

// large is a message that fills a disk.
func large(id int64) bus.Message {
	m := bustest.Message(id, 1, "a")
	m.Payload = make([]byte, 64<<10)
	return m
}
