package natsbus_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/stretchr/testify/require"

	"dajiu/platform/bus"
	"dajiu/platform/bus/bustest"
	"dajiu/platform/bus/natsbus"
	"dajiu/platform/clock"
	"dajiu/platform/testkit"
)

func open(t testing.TB, cfg natsbus.Config) *natsbus.Bus {
	t.Helper()
	b, err := natsbus.Open(context.Background(), cfg, clock.Real(), testkit.Quiet())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, b.Close()) })
	return b
}

func TestTheEmbeddedServerIsABus(t *testing.T) {
	t.Parallel()
	bustest.Run(t, bustest.Traits{}, func(t *testing.T) bustest.Factory {
		t.Helper()
		dir := t.TempDir()
		var current *natsbus.Bus
		return func(t *testing.T) bus.Bus {
			t.Helper()
			// One process, one server: it is opened again only after it was closed.
			if current == nil || current.Publish(context.Background(), []bus.Message{bustest.Message(0, 0, "alive")}) != nil {
				current = open(t, natsbus.Config{Dir: dir})
			}
			return current
		}
	})
}

func TestAClusterIsABus(t *testing.T) {
	t.Parallel()
	bustest.Run(t, bustest.Traits{}, func(t *testing.T) bustest.Factory {
		t.Helper()
		url := outside(t)
		return func(t *testing.T) bus.Bus {
			t.Helper()
			return open(t, natsbus.Config{URL: url})
		}
	})
}

// outside starts a server that listens, as a cluster would.
func outside(t *testing.T) string {
	t.Helper()
	s, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, JetStream: true,
		StoreDir: t.TempDir(), NoSigs: true, NoLog: true})
	require.NoError(t, err)
	s.Start()
	require.True(t, s.ReadyForConnections(10*time.Second))
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	return s.ClientURL()
}

// The machine dies: of the server's folder remains what it was at some moment while the server ran. What the
// publisher sends again then is delivered, and nothing is skipped.
func TestAfterAnUncleanStopTheLogGoesOnWithoutAGap(t *testing.T) {
	t.Parallel()
	dir, remains := t.TempDir(), filepath.Join(t.TempDir(), "copy")
	b := open(t, natsbus.Config{Dir: dir})
	ctx := context.Background()
	got := make(chan int64, 1000)
	collect := func(_ context.Context, batch []bus.Message) error {
		for _, m := range batch {
			got <- m.ID
		}
		return nil
	}
	cctx, cancel := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- b.Consume(cctx, "stock", []string{"a"}, collect) }()
	var all []bus.Message
	for id := range int64(50) {
		all = append(all, bustest.Message(id+1, 1, "a"))
	}
	require.NoError(t, b.Publish(ctx, all[:30]))
	for range 30 {
		<-got
	}
	require.Eventually(t, func() bool { // the server replaces files meanwhile
		return os.RemoveAll(remains) == nil && os.CopyFS(remains, os.DirFS(dir)) == nil
	}, 10*time.Second, time.Millisecond)
	require.NoError(t, b.Publish(ctx, all[30:40])) // lost with the machine
	for range 10 {
		<-got
	}
	cancel()
	require.NoError(t, <-done)
	require.NoError(t, b.Close())

	again := open(t, natsbus.Config{Dir: remains})
	cctx, cancel = context.WithCancel(ctx)
	defer cancel()
	go func() { done <- again.Consume(cctx, "stock", []string{"a"}, collect) }()
	require.NoError(t, again.Publish(ctx, all[20:])) // as the outbox does after a stop out of order
	seen := map[int64]bool{}
	last := int64(0)
	for last != 50 {
		select {
		case last = <-got:
			seen[last] = true
		case <-time.After(20 * time.Second):
			t.Fatal("not delivered")
		}
	}
	for id := int64(31); id <= 50; id++ {
		require.True(t, seen[id], "%d", id)
	}
	cancel()
	require.NoError(t, <-done)
}

func TestTheConfigurationIsChecked(t *testing.T) {
	t.Parallel()
	_, err := natsbus.Open(context.Background(), natsbus.Config{}, clock.Real(), testkit.Quiet())
	require.ErrorContains(t, err, "needs a folder")
	_, err = natsbus.Open(context.Background(), natsbus.Config{URL: "nats://u:hunter2@127.0.0.1:1"}, clock.Real(), testkit.Quiet())
	require.Error(t, err)
	require.NotContains(t, err.Error(), "hunter2")
}

func TestAMachineWithLessFreeThanTheLogMayHoldStartsAllTheSame(t *testing.T) {
	t.Parallel()
	b := open(t, natsbus.Config{Dir: t.TempDir(), MaxBytes: 1 << 50})
	require.NoError(t, b.Publish(t.Context(), []bus.Message{bustest.Message(0, 0, "alive")}))
}
