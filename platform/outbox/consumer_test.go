package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"dajiu/platform/bus"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/outbox"
	"dajiu/platform/reqid"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

var effects = fstest.MapFS{"00001_effects.sql": {Data: []byte(`-- +goose Up
CREATE TABLE effect (order_key BIGINT NOT NULL, n BIGINT NOT NULL, seq BIGINT NOT NULL, PRIMARY KEY (order_key, seq));
`)}}

func withEffects(t testing.TB, w *world) *world {
	t.Helper()
	require.NoError(t, sqldb.Migrate(context.Background(), w.db, sqldb.Set{Name: "effects", Files: effects}))
	return w
}

// note stores that an event had its effect, numbered within its key.
func note(ctx context.Context, tx *sqldb.Tx, key, n int64) error {
	var seq int64
	if err := tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM effect WHERE order_key = ?", key).Scan(&seq); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO effect (order_key, n, seq) VALUES (?, ?, ?)", key, n, seq)
	return err
}

func (w *world) effects(t testing.TB, key int64) (out []int64) {
	t.Helper()
	require.NoError(t, w.db.Reader().NewRaw("SELECT n FROM effect WHERE order_key = ? ORDER BY seq", key).Scan(context.Background(), &out))
	return out
}

func (w *world) count(t testing.TB, table string) (n int) {
	t.Helper()
	require.NoError(t, w.db.Reader().QueryRowContext(context.Background(), "SELECT COUNT(*) FROM "+table).Scan(&n))
	return n
}

func (w *world) consumer(group string) *outbox.Consumer {
	return outbox.NewConsumer(group, w.db, w.bus, w.clk, testkit.Quiet(), nil)
}

func message(id, key, n int64) bus.Message {
	payload, err := proto.Marshal(wrapperspb.Int64(n))
	if err != nil {
		panic(err)
	}
	return bus.Message{ID: id, Topic: "google.protobuf.Int64Value", Key: key, Payload: payload, At: start,
		Headers: map[string]string{"service": "order", "request-id": fmt.Sprint("r-", id)}}
}

func TestAnEventDeliveredTwiceTakesEffectOnce(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		w := withEffects(t, newWorld(t, db, clock.Real()))
		c := w.consumer("stock")
		outbox.On(c, func(ctx context.Context, tx *sqldb.Tx, m outbox.Meta, ev *wrapperspb.Int64Value) error {
			if want := fmt.Sprint("r-", m.EventID); m.RequestID != want || reqid.From(ctx) != want || m.Service != "order" {
				t.Errorf("meta %+v", m)
			}
			return note(ctx, tx, m.Key, ev.Value)
		})
		running(t, c.Run)
		ctx := context.Background()
		var all []bus.Message
		for i := range int64(100) {
			all = append(all, message(1000+i, i%7, i))
		}
		require.NoError(t, w.bus.Publish(ctx, all))
		require.NoError(t, w.bus.Publish(ctx, all[90:]))
		eventually(t, func() bool { return w.count(t, "effect") == 100 }, "handled")
		require.NoError(t, w.bus.Publish(ctx, append(all, message(2000, 3, 1000))))
		eventually(t, func() bool { return w.count(t, "effect") == 101 }, "handled")
		require.Equal(t, 101, w.count(t, "inbox"))
		got := w.effects(t, 3)
		for i := 1; i < len(got); i++ {
			require.Less(t, got[i-1], got[i], "in the order of the key: %v", got)
		}
	})
}

func TestAnEventThatFailedIsNotOvertakenByALaterOneOfItsKey(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		w := withEffects(t, newWorld(t, db, clock.Real()))
		c := w.consumer("stock")
		down := errs.New(codes.Unavailable, errs.ReasonUnavailable, "the stock service is down")
		var failures atomic.Int64
		outbox.On(c, func(ctx context.Context, tx *sqldb.Tx, m outbox.Meta, ev *wrapperspb.Int64Value) error {
			if err := note(ctx, tx, m.Key, ev.Value); err != nil {
				return err
			}
			if ev.Value == 2 && failures.Add(1) <= 8 { // longer than an event that is broken would be tried
				return fmt.Errorf("reserve: %w", down)
			}
			return nil
		})
		running(t, c.Run)
		var all []bus.Message
		for i := range int64(20) {
			all = append(all, message(1+i, i%2, i))
		}
		require.NoError(t, w.bus.Publish(context.Background(), all))
		eventually(t, func() bool { return w.count(t, "effect") == 20 }, "handled")
		require.Equal(t, []int64{0, 2, 4, 6, 8, 10, 12, 14, 16, 18}, w.effects(t, 0))
		require.Equal(t, 0, w.count(t, "dead_letter"))
	})
}

func TestEventsThatComeTogetherAreHandledTogetherAndApartWhereOneIsBroken(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		w := withEffects(t, newWorld(t, db, clock.Real()))
		c := w.consumer("stock")
		var most atomic.Int64
		outbox.OnAll(c, func(ctx context.Context, tx *sqldb.Tx, evs []outbox.Heard[*wrapperspb.Int64Value]) error {
			most.Store(max(most.Load(), int64(len(evs))))
			seen := map[int64]bool{}
			for _, ev := range evs {
				if want := fmt.Sprint("r-", ev.Meta.EventID); seen[ev.Meta.Key] || reqid.From(ev.Meta.Cause(ctx)) != want {
					t.Errorf("%d twice, or not of %s: %+v", ev.Meta.Key, want, ev.Meta)
				}
				seen[ev.Meta.Key] = true
				if err := note(ctx, tx, ev.Meta.Key, ev.Event.Value); err != nil {
					return err
				}
				if ev.Event.Value == 25 {
					return errors.New("no such bottle")
				}
			}
			return nil
		})
		running(t, c.Run)
		var all []bus.Message
		for i := range int64(60) {
			all = append(all, message(1+i, i%20, i))
		}
		require.NoError(t, w.bus.Publish(context.Background(), all[:20]))
		eventually(t, func() bool { return w.count(t, "effect") == 20 }, "handled")
		require.Greater(t, most.Load(), int64(1))
		require.NoError(t, w.bus.Publish(context.Background(), all[20:]))
		eventually(t, func() bool { return w.count(t, "effect") == 59 && w.count(t, "dead_letter") == 1 }, "all but the broken one")
		for key := range int64(20) {
			want := []int64{key, key + 20, key + 40}
			if key == 5 {
				want = []int64{5, 45}
			}
			require.Equal(t, want, w.effects(t, key))
		}
		require.Equal(t, 60, w.count(t, "inbox"))
	})
}

func TestAGroupRestsOnlyWhileEventsComeInCompanyAndAreNoBacklog(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		events int64
		rests  bool
	}{"one alone": {1, false}, "some": {2, true}, "a backlog": {128, false}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := withEffects(t, newWorld(t, testkit.Open(t, testkit.SQLite(t)), clock.Real()))
			c := w.consumer("stock")
			outbox.On(c, func(ctx context.Context, tx *sqldb.Tx, m outbox.Meta, ev *wrapperspb.Int64Value) error {
				return note(ctx, tx, m.Key, ev.Value)
			})
			var msgs []bus.Message
			for i := range row.events {
				msgs = append(msgs, message(1+i, i, i))
			}
			wall, done := clock.Fake(start), make(chan error, 1)
			go func() { done <- c.BatchBy(t.Context(), wall, msgs) }()
			if row.rests {
				require.NoError(t, wall.BlockUntilContext(t.Context(), 1))
				require.Len(t, w.effects(t, 0), 1, "what came is handled before the rest")
				wall.Advance(outbox.BatchEvery)
			}
			require.NoError(t, <-done)
			require.EqualValues(t, row.events, w.count(t, "effect"))
		})
	}
}

func TestAPoisonedEventBecomesADeadLetterAndCanBeReplayed(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		w := withEffects(t, newWorld(t, db, clock.Real()))
		c := w.consumer("stock")
		var broken atomic.Bool
		broken.Store(true)
		outbox.On(c, func(ctx context.Context, tx *sqldb.Tx, m outbox.Meta, ev *wrapperspb.Int64Value) error {
			if err := note(ctx, tx, m.Key, ev.Value); err != nil {
				return err
			}
			if ev.Value == 1 && broken.Load() {
				return errors.New("no such bottle 瓶")
			}
			return nil
		})
		running(t, c.Run)
		ctx := context.Background()
		garbage := message(4, 1, 4)
		garbage.Payload = []byte{0xff}
		require.NoError(t, w.bus.Publish(ctx, []bus.Message{message(1, 1, 0), message(2, 1, 1), message(3, 1, 2), garbage}))
		eventually(t, func() bool { return w.count(t, "dead_letter") == 2 }, "put aside")
		require.Equal(t, []int64{0, 2}, w.effects(t, 1), "the stream goes on")
		letters, err := c.DeadLetters(ctx, 0, 10)
		require.NoError(t, err)
		require.Len(t, letters, 2)
		require.Equal(t, int64(2), letters[0].EventID)
		require.Equal(t, 5, letters[0].Attempts)
		require.Equal(t, "no such bottle 瓶", letters[0].Error)
		require.Equal(t, "r-2", letters[0].RequestID)
		require.Equal(t, 1, letters[1].Attempts, "what cannot be decoded is not tried again")
		require.Equal(t, []byte{0xff}, letters[1].Payload)

		require.ErrorContains(t, c.Replay(ctx, 2), "no such bottle")
		letters, err = c.DeadLetters(ctx, 0, 1)
		require.NoError(t, err)
		require.Equal(t, 6, letters[0].Attempts)
		operator := outbox.DeadLetterHandler(map[string]*outbox.Consumer{"stock": c})
		require.Contains(t, ask(t, operator, "GET", "/dead-letters?service=stock", 200), `"event":"1"`)
		require.Contains(t, ask(t, operator, "GET", "/dead-letters?service=stock&after=2", 200), `"eventId":"4"`)
		require.Contains(t, ask(t, operator, "GET", "/dead-letters?service=stock&after=4", 200), `"deadLetters":[]`)
		ask(t, operator, "GET", "/dead-letters?service=none", 404)
		ask(t, operator, "GET", "/dead-letters?service=stock&limit=1001", 400)
		ask(t, operator, "GET", "/dead-letters?service=stock&after=x", 400)
		require.Contains(t, ask(t, operator, "POST", "/dead-letters/stock/2/replay", 409), "no such bottle")
		ask(t, operator, "POST", "/dead-letters/stock/99/replay", 404)
		broken.Store(false)
		ask(t, operator, "POST", "/dead-letters/stock/2/replay", 204)
		require.Equal(t, []int64{0, 2, 1}, w.effects(t, 1))
		require.ErrorIs(t, c.Replay(ctx, 2), outbox.ErrNoDeadLetter)
		letters, err = c.DeadLetters(ctx, 2, 10)
		require.NoError(t, err)
		require.Len(t, letters, 1)
		require.NoError(t, w.bus.Publish(ctx, []bus.Message{message(2, 1, 1), message(5, 1, 5)}))
		eventually(t, func() bool { return len(w.effects(t, 1)) == 4 }, "redelivery of what was replayed is ignored")
	})
}

func ask(t *testing.T, h http.Handler, method, path string, want int) (body string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(method, path, nil))
	require.Equal(t, want, w.Code, w.Body.String())
	return w.Body.String()
}

func TestACallIsRecordedAfterItSucceededAndItsPanicIsAFailure(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		reg := prometheus.NewRegistry()
		m, err := outbox.NewMetrics(reg)
		require.NoError(t, err)
		w := newWorld(t, db, clock.Real())
		c := outbox.NewConsumer("notify", w.db, w.bus, w.clk, testkit.Quiet(), m)
		var mu sync.Mutex
		calls := map[int64]int{}
		outbox.OnCall(c, func(_ context.Context, _ outbox.Meta, ev *wrapperspb.Int64Value) error {
			mu.Lock()
			defer mu.Unlock()
			calls[ev.Value]++
			switch {
			case ev.Value == 1 && calls[1] < 3:
				return context.DeadlineExceeded
			case ev.Value == 2:
				panic("a bug")
			}
			return nil
		})
		running(t, c.Run)
		ctx := context.Background()
		all := []bus.Message{message(1, 1, 0), message(2, 1, 1), message(3, 1, 2), message(4, 2, 3)}
		require.NoError(t, w.bus.Publish(ctx, all))
		eventually(t, func() bool { return w.count(t, "inbox") == 4 }, "recorded")
		require.NoError(t, w.bus.Publish(ctx, append(all, message(5, 1, 4))))
		eventually(t, func() bool { return w.count(t, "inbox") == 5 }, "recorded")
		mu.Lock()
		require.Equal(t, map[int64]int{0: 1, 1: 3, 2: 5, 3: 1, 4: 1}, calls)
		mu.Unlock()
		require.Equal(t, 1, w.count(t, "dead_letter"))
		families, err := reg.Gather()
		require.NoError(t, err)
		require.NotEmpty(t, families)
	})
}

func TestTwoGroupsInOneStoreEachHandleEveryEvent(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		w := withEffects(t, newWorld(t, db, clock.Real()))
		for i, group := range []string{"stock", "points"} {
			c := w.consumer(group)
			outbox.On(c, func(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *wrapperspb.Int64Value) error {
				return note(ctx, tx, int64(i), ev.Value)
			})
			running(t, c.Run)
		}
		require.NoError(t, w.bus.Publish(context.Background(), []bus.Message{message(1, 1, 7), message(2, 1, 8)}))
		eventually(t, func() bool { return w.count(t, "effect") == 4 }, "handled")
		require.Equal(t, []int64{7, 8}, w.effects(t, 0))
		require.Equal(t, []int64{7, 8}, w.effects(t, 1))
	})
}

func TestHandledEventsAreForgottenAfterTheRetention(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		clk := clock.Fake(start)
		w := newWorld(t, db, clk)
		c := w.consumer("stock")
		outbox.On(c, func(context.Context, *sqldb.Tx, outbox.Meta, *wrapperspb.Int64Value) error { return nil })
		running(t, c.Run)
		var all []bus.Message
		for i := range int64(2500) {
			all = append(all, message(i+1, i, i))
		}
		require.NoError(t, w.bus.Publish(context.Background(), all))
		eventually(t, func() bool { return w.count(t, "inbox") == 2500 }, "recorded")
		clk.Advance(outbox.InboxRetention - time.Hour)
		require.NoError(t, w.bus.Publish(context.Background(), []bus.Message{message(9999, 1, 1)}))
		eventually(t, func() bool { return w.count(t, "inbox") == 2501 }, "recorded")
		clk.Advance(2 * time.Hour)
		eventually(t, func() bool { clk.Advance(time.Minute); return w.count(t, "inbox") == 1 }, "forgotten")
	})
}

func TestMisuseIsToldAtTheStart(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testkit.Open(t, testkit.SQLite(t)), clock.Real())
	require.ErrorContains(t, w.consumer("stock").Run(context.Background()), "no handlers")
	c := w.consumer("stock")
	for range 2 {
		outbox.OnCall(c, func(context.Context, outbox.Meta, *wrapperspb.Int64Value) error { return nil })
	}
	require.ErrorContains(t, c.Run(context.Background()), "two handlers")
	require.ErrorContains(t, w.db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
		return w.out.Append(ctx, tx, 1, wrapperspb.Bytes(make([]byte, 1<<20+1)))
	}), "too large")
}
