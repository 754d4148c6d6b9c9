package outbox_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/otel/trace"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"dajiu/platform/bus"
	"dajiu/platform/bus/bustest"
	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/reqid"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

var start = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

// world is one service's store with its outbox on a bus.
type world struct {
	db  *sqldb.DB
	bus *bustest.Memory
	ids *id.Generator
	clk clock.Clock
	out *outbox.Outbox
}

func newWorld(t testing.TB, db *sqldb.DB, clk clock.Clock) *world {
	t.Helper()
	require.NoError(t, sqldb.Migrate(context.Background(), db, outbox.Migrations()))
	require.NoError(t, sqldb.Verify(context.Background(), db, outbox.Migrations()))
	ids, err := id.NewGenerator(clk, 1)
	require.NoError(t, err)
	w := &world{db: db, bus: bustest.NewMemory(), ids: ids, clk: clk}
	w.out = w.outbox()
	return w
}

func (w *world) outbox() *outbox.Outbox {
	return outbox.New("order", w.db, w.bus, w.ids, w.clk, testkit.Quiet(), nil)
}

func (w *world) append(t testing.TB, key int64, evs ...proto.Message) {
	t.Helper()
	require.NoError(t, w.db.WriteKey(context.Background(), key, func(ctx context.Context, tx *sqldb.Tx) error {
		for _, ev := range evs {
			if err := w.out.Append(ctx, tx, key, ev); err != nil {
				return err
			}
		}
		return nil
	}))
}

// running runs something until the returned function is called or the test ends.
func running(t testing.TB, run func(ctx context.Context) error) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- run(ctx) }()
	var once sync.Once
	stop = func() {
		once.Do(func() {
			cancel()
			require.NoError(t, <-done)
		})
	}
	t.Cleanup(stop)
	return stop
}

func eventually(t testing.TB, what func() bool, msg string) {
	t.Helper()
	require.Eventually(t, what, 15*time.Second, 2*time.Millisecond, msg)
}

func text(s string) *wrapperspb.StringValue { return wrapperspb.String(s) }

func textOf(t testing.TB, m bus.Message) string {
	t.Helper()
	var v wrapperspb.StringValue
	require.NoError(t, proto.Unmarshal(m.Payload, &v))
	return v.Value
}

func TestAnEventIsPublishedIfAndOnlyIfItsTransactionCommits(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		w := newWorld(t, db, clock.Real())
		running(t, w.out.Run)
		refused := errors.New("refused")
		require.ErrorIs(t, db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
			require.NoError(t, w.out.Append(ctx, tx, 1, text("never")))
			return refused
		}), refused)
		parent := trace.NewSpanContext(trace.SpanContextConfig{TraceID: trace.TraceID{1}, SpanID: trace.SpanID{2}, TraceFlags: 1})
		ctx := trace.ContextWithSpanContext(reqid.With(context.Background(), "r-7"), parent)
		require.NoError(t, db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
			return w.out.Append(ctx, tx, 7, text("paid"))
		}))
		eventually(t, func() bool { return len(w.bus.Published()) == 1 }, "published after the commit")
		m := w.bus.Published()[0]
		require.Equal(t, "paid", textOf(t, m))
		require.Equal(t, "google.protobuf.StringValue", m.Topic)
		require.Equal(t, int64(7), m.Key)
		require.Equal(t, map[string]string{"service": "order", "request-id": "r-7",
			"traceparent": "00-01000000000000000000000000000000-0200000000000000-01"}, m.Headers)
		require.WithinDuration(t, w.clk.Now(), m.At, time.Minute)
	})
}

func TestEventsKeepTheOrderOfTheirCommits(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		w := newWorld(t, db, clock.Real())
		running(t, w.out.Run)
		var wg sync.WaitGroup
		for key := range int64(8) {
			wg.Go(func() {
				for i := range int64(50) {
					w.append(t, key, wrapperspb.Int64(2*i), wrapperspb.Int64(2*i+1))
				}
			})
		}
		wg.Wait()
		eventually(t, func() bool { return len(w.bus.Published()) >= 800 }, "all published")
		next := map[int64]int64{}
		for _, m := range w.bus.Published() {
			var v wrapperspb.Int64Value
			require.NoError(t, proto.Unmarshal(m.Payload, &v))
			require.Equal(t, next[m.Key], v.Value, "key %d", m.Key)
			next[m.Key]++
		}
		require.Len(t, w.bus.Published(), 800)
	})
}

func TestABusThatIsDownDelaysAndLosesNothing(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		w := newWorld(t, db, clock.Real())
		w.bus.FailPublish(errors.New("down"))
		running(t, w.out.Run)
		w.append(t, 1, text("a"), text("b"))
		eventually(t, func() bool {
			pending, _, err := w.out.Lag(context.Background())
			return err == nil && pending == 2
		}, "waits")
		w.bus.FailPublish(nil)
		eventually(t, func() bool { return len(w.bus.Published()) == 2 }, "published once the bus is back")
		eventually(t, func() bool {
			pending, _, err := w.out.Lag(context.Background())
			return err == nil && pending == 0
		}, "marked")
	})
}

func TestWhatACrashLeftBehindIsPublishedByTheNextProcess(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		w := newWorld(t, db, clock.Real())
		w.append(t, 1, text("a"), text("b")) // committed, and the process is gone before it publishes
		w.out = w.outbox()
		running(t, w.out.Run)
		eventually(t, func() bool { return len(w.bus.Published()) == 2 }, "published")
		require.Equal(t, "a", textOf(t, w.bus.Published()[0]))
	})
}

func TestAfterAStopOutOfOrderTheLastEventsAreSentAgainInOrder(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		clk := clock.Fake(start)
		w := newWorld(t, db, clk)
		stop := running(t, w.out.Run)
		w.append(t, 1, text("long ago"))
		eventually(t, func() bool { return len(w.bus.Published()) == 1 }, "published")
		eventually(t, func() bool { p, _, _ := w.out.Lag(context.Background()); return p == 0 }, "marked")
		clk.Advance(11 * time.Second)
		w.append(t, 1, text("b"))
		w.append(t, 1, text("c"))
		eventually(t, func() bool { return len(w.bus.Published()) == 3 }, "published")
		stop()

		running(t, w.outbox().Run)() // in order: nothing is sent again
		require.Len(t, w.bus.Published(), 3)

		require.NoError(t, db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
			_, err := tx.ExecContext(ctx, "UPDATE outbox_relay SET holder = 99, until_ms = 1") // died holding the lease
			return err
		}))
		running(t, w.outbox().Run)
		eventually(t, func() bool { return len(w.bus.Published()) == 5 }, "sent again")
		require.Equal(t, "b", textOf(t, w.bus.Published()[3]))
		require.Equal(t, "c", textOf(t, w.bus.Published()[4]))
		require.Equal(t, w.bus.Published()[1].ID, w.bus.Published()[3].ID, "under the same id")
	})
}

func TestWhatTheBusMayHaveLostWhileItLivesIsSentAgain(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		w := newWorld(t, db, clock.Real())
		running(t, w.out.Run)
		w.append(t, 1, text("a"))
		eventually(t, func() bool { return len(w.bus.Published()) == 1 }, "published")
		eventually(t, func() bool { p, _, _ := w.out.Lag(context.Background()); return p == 0 }, "marked")
		w.bus.Reopen()
		w.append(t, 1, text("b"))
		// A relay that was about to look already sends b before it hears of the loss, and then once more after a.
		eventually(t, func() bool {
			sent := w.bus.Published()
			n := len(sent)
			return n >= 3 && sent[n-2].ID == sent[0].ID && textOf(t, sent[n-1]) == "b"
		}, "what may be lost is sent again under its id, and what came later after it")
	})
}

func TestATimerFiresOnceWhenItIsDue(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		clk := clock.Fake(start)
		w := newWorld(t, db, clk)
		running(t, w.out.Run)
		require.NoError(t, db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
			return errors.Join(
				w.out.AppendAt(ctx, tx, 1, start.Add(15*time.Minute), text("cancel")),
				w.out.AppendAt(ctx, tx, 1, start.Add(10*time.Minute), text("remind")),
				w.out.AppendAt(ctx, tx, 1, start.Add(-time.Hour), text("overdue")))
		}))
		eventually(t, func() bool { return len(w.bus.Published()) == 1 }, "what is overdue goes at once")
		pending, _, err := w.out.Lag(context.Background())
		require.NoError(t, err)
		require.LessOrEqual(t, pending, int64(1), "timers that are not due do not lag")
		clk.Advance(10*time.Minute - time.Millisecond)
		require.Never(t, func() bool { return len(w.bus.Published()) > 1 }, 50*time.Millisecond, 5*time.Millisecond)
		clk.Advance(time.Millisecond)
		eventually(t, func() bool { return len(w.bus.Published()) == 2 }, "the first timer")
		require.Equal(t, "remind", textOf(t, w.bus.Published()[1]))
		require.Equal(t, start.Add(10*time.Minute), w.bus.Published()[1].At)
		clk.Advance(time.Hour)
		eventually(t, func() bool { return len(w.bus.Published()) == 3 }, "the second timer")
		clk.Advance(time.Hour)
		require.Never(t, func() bool { return len(w.bus.Published()) > 3 }, 50*time.Millisecond, 5*time.Millisecond)
	})
}

func TestWhatWasSentIsSweptAndWhatWaitsIsKept(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		clk := clock.Fake(start)
		w := newWorld(t, db, clk)
		running(t, w.out.Run)
		for i := range 30 {
			evs := make([]proto.Message, 100)
			for j := range evs {
				evs[j] = wrapperspb.Int64(int64(100*i + j))
			}
			w.append(t, 1, evs...)
		}
		require.NoError(t, db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
			return w.out.AppendAt(ctx, tx, 1, start.Add(time.Hour), text("later"))
		}))
		eventually(t, func() bool { return len(w.bus.Published()) == 3000 }, "all published")
		rows := func() (n int) {
			require.NoError(t, db.Reader().QueryRowContext(context.Background(), "SELECT COUNT(*) FROM outbox").Scan(&n))
			return n
		}
		require.Equal(t, 3001, rows())
		eventually(t, func() bool { clk.Advance(10 * time.Second); return rows() == 1 }, "swept after the retention")
	})
}

func TestOfTwoRelaysOneStandsBy(t *testing.T) {
	t.Parallel()
	cfg := testkit.Maria(t)
	w := newWorld(t, testkit.Open(t, cfg), clock.Real())
	other := *w
	other.db = testkit.Open(t, cfg)
	ids, err := id.NewGenerator(clock.Real(), 2)
	require.NoError(t, err)
	other.ids = ids
	other.out = other.outbox()
	stop := running(t, w.out.Run)
	w.append(t, 1, text("first"))
	eventually(t, func() bool { return len(w.bus.Published()) == 1 }, "published")
	running(t, other.out.Run)
	for range 50 {
		other.append(t, 1, text("from the other"))
	}
	eventually(t, func() bool { return len(w.bus.Published()) == 51 }, "the holder publishes for both")
	stop()
	w.append(t, 1, text("after"))
	eventually(t, func() bool { return len(w.bus.Published()) == 52 }, "the other took over")
}

func TestEveryStatementIsServedByAnIndex(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		w := newWorld(t, db, clock.Real())
		w.append(t, 1, text("a"), text("b"), text("c"))
		for query, index := range map[string]string{
			"SELECT id, payload FROM outbox WHERE sent_ms = 0 AND due_ms <= 5 ORDER BY due_ms, id LIMIT 512":  "ix_outbox_due",
			"SELECT due_ms FROM outbox WHERE sent_ms = 0 ORDER BY due_ms, id LIMIT 1":                         "ix_outbox_due",
			"SELECT sent_ms FROM outbox WHERE sent_ms > 0 AND sent_ms <= 9 ORDER BY sent_ms LIMIT 1 OFFSET 9": "ix_outbox_due",
			"SELECT at_ms FROM inbox WHERE at_ms <= 9 ORDER BY at_ms LIMIT 1 OFFSET 9":                        "ix_inbox_at",
		} {
			plan, err := sqldb.Explain(context.Background(), db, query)
			require.NoError(t, err)
			require.Contains(t, plan[0], index, query)
			for _, line := range plan {
				require.NotContains(t, line, "TEMP B-TREE", query)
				require.NotContains(t, line, "filesort", query)
			}
		}
	})
}
