package store_test

import (
	"context"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/bus"
	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/message/internal/domain"
	"dajiu/services/message/internal/store"
)

var noon = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // a fixture

const (
	person  = int64(3)
	another = int64(4)
)

type world struct {
	*testing.T
	db   *sqldb.DB
	rows *store.Messages
}

// worlds runs a suite on every engine.
func worlds(t *testing.T, suite func(w *world)) {
	t.Helper()
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		ctx := context.Background()
		require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: "message", Files: os.DirFS("migrations")}))
		require.NoError(t, sqldb.Migrate(ctx, db, outbox.Migrations()))
		suite(&world{T: t, db: db, rows: rowsOf(t, db, 1)})
	})
}

// rowsOf is a process's store on a database that others may use too.
func rowsOf(t *testing.T, db *sqldb.DB, node int) *store.Messages {
	t.Helper()
	clk := clock.Fake(noon)
	ids, err := id.NewGenerator(clk, node)
	require.NoError(t, err)
	return store.New(db, outbox.New("message", db, bus.Bus(nil), ids, clk, testkit.Quiet(), nil))
}

// add stores a message that WeChat is to be told of, where it may.
func (w *world) add(id, user int64) error {
	return w.db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
		return w.rows.Add(ctx, tx, store.Message{
			ID: id, UserID: user, OrderID: 100, Kind: domain.OrderReady, Title: "商品已备好", Body: "已打包完成", At: noon,
			Wechat: store.WechatCopy{TemplateID: "T1", Data: map[string]string{"thing1": "锦江春"}},
		})
	})
}

func (w *world) grant(user int64, key string, kinds ...domain.Kind) {
	w.Helper()
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	require.NoError(w, w.rows.Grant(context.Background(), user, names, key, noon))
}

// pending counts a person's messages that wait for WeChat, and the events that send them.
func (w *world) pending(user int64) (messages, due int) {
	w.Helper()
	list, err := w.rows.Inbox(context.Background(), user, 0, 100)
	require.NoError(w, err)
	for _, m := range list {
		if m.State == store.Pending {
			messages++
		}
	}
	require.NoError(w, w.db.Reader().NewRaw("SELECT COUNT(*) FROM outbox WHERE order_key = ?", user).Scan(context.Background(), &due))
	return messages, due
}

func TestAGrantIsUsedByOneMessageOnly(t *testing.T) {
	worlds(t, func(w *world) {
		for i := range 3 {
			w.grant(person, fmt.Sprint("key-", i), domain.OrderReady)
		}
		w.grant(person, "other", domain.OrderShipped)
		w.grant(another, "key-1", domain.OrderReady)
		var wg sync.WaitGroup
		for i := range int64(10) {
			wg.Go(func() {
				if err := w.add(1+i, person); err != nil {
					w.Errorf("add: %v", err)
				}
			})
		}
		wg.Wait()
		messages, due := w.pending(person)
		require.Equal(w, [2]int{3, 3}, [2]int{messages, due})
		list, err := w.rows.Inbox(context.Background(), person, 0, 100)
		require.NoError(w, err)
		require.Len(w, list, 10, "without a grant it stays in the inbox")
	})
}

func TestAMessageReadsBackWithItsCopyOnlyWhereItWasGranted(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		w.grant(person, "key-1", domain.OrderReady)
		require.NoError(w, w.add(1, person))
		require.NoError(w, w.add(2, person))
		want := store.Message{
			ID: 1, UserID: person, OrderID: 100, Kind: domain.OrderReady, Title: "商品已备好", Body: "已打包完成", At: noon, State: store.Pending,
			Wechat: store.WechatCopy{TemplateID: "T1", Data: map[string]string{"thing1": "锦江春"}},
		}
		got, found, err := w.rows.Message(ctx, 1)
		require.NoError(w, err)
		require.True(w, found)
		require.Equal(w, want, got)
		want.ID, want.State, want.Wechat = 2, store.NotSent, store.WechatCopy{}
		got, _, err = w.rows.Message(ctx, 2)
		require.NoError(w, err)
		require.Equal(w, want, got)
		require.NoError(w, w.rows.SetState(ctx, 1, store.Sent))
		got, _, err = w.rows.Message(ctx, 1)
		require.NoError(w, err)
		require.Equal(w, store.Sent, got.State)
		_, found, err = w.rows.Message(ctx, 9)
		require.NoError(w, err)
		require.False(w, found)
	})
}

func TestTheSameGrantRequestCountsOnceHoweverOften(t *testing.T) {
	worlds(t, func(w *world) {
		var wg sync.WaitGroup
		for i := range 12 {
			wg.Go(func() { w.grant(person, fmt.Sprint("key-", i%2), domain.OrderReady, domain.OrderShipped) })
		}
		wg.Wait()
		w.grant(another, "key-0", domain.OrderReady) // a key is its person's own
		var remaining []int64
		require.NoError(w, w.db.Reader().NewRaw("SELECT remaining FROM grants ORDER BY user_id, kind").Scan(context.Background(), &remaining))
		require.Equal(w, []int64{2, 2, 1}, remaining)
	})
}

func TestOldGrantRequestsAreForgottenSomeAtATime(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		var wg sync.WaitGroup
		for i := range 502 {
			wg.Go(func() {
				at := noon.Add(-time.Duration(i+1) * time.Second)
				if err := w.rows.Grant(ctx, person, []string{string(domain.OrderReady)}, fmt.Sprint("old-", i), at); err != nil {
					w.Errorf("grant: %v", err)
				}
			})
		}
		wg.Wait()
		w.grant(person, "young", domain.OrderReady)
		for _, want := range []int64{500, 2, 0} {
			n, err := w.rows.SweepRequests(ctx, noon)
			require.NoError(w, err)
			require.Equal(w, want, n)
		}
		remaining := func() (n int64) {
			require.NoError(w, w.db.Reader().NewRaw("SELECT remaining FROM grants WHERE user_id = ?", person).Scan(ctx, &n))
			return n
		}
		require.EqualValues(w, 503, remaining(), "what was granted stays")
		w.grant(person, "young", domain.OrderReady)
		require.EqualValues(w, 503, remaining(), "a young key is known")
		for _, query := range []string{"SELECT at FROM grant_requests WHERE at < 'x' ORDER BY at LIMIT 1 OFFSET 499", "DELETE FROM grant_requests WHERE at <= 'x'"} {
			if w.db.Engine() != sqldb.SQLite {
				continue
			}
			plan, err := sqldb.Explain(ctx, w.db, query)
			require.NoError(w, err)
			require.Contains(w, plan[0], "SEARCH", "%s: %v", query, plan)
		}
	})
}

func TestTwoProcessesThatGrantForTheFirstTimeAtOnceLoseNothing(t *testing.T) {
	t.Parallel()
	cfg := testkit.Maria(t)
	first, second := testkit.Open(t, cfg), testkit.Open(t, cfg)
	ctx := context.Background()
	require.NoError(t, sqldb.Migrate(ctx, first, sqldb.Set{Name: "message", Files: os.DirFS("migrations")}))
	require.NoError(t, sqldb.Migrate(ctx, first, outbox.Migrations()))
	processes := []*store.Messages{rowsOf(t, first, 1), rowsOf(t, second, 2)}
	for user := range int64(20) {
		var wg sync.WaitGroup
		for i, rows := range processes {
			wg.Go(func() {
				if err := rows.Grant(ctx, 1+user, []string{string(domain.OrderReady)}, fmt.Sprint("key-", i), noon); err != nil {
					t.Errorf("grant: %v", err)
				}
			})
		}
		wg.Wait()
		var remaining int64
		require.NoError(t, first.Reader().NewRaw("SELECT remaining FROM grants WHERE user_id = ?", 1+user).Scan(ctx, &remaining))
		require.Equal(t, int64(2), remaining)
	}
}

func TestTheMarkNeverMovesDown(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		for id := range int64(5) {
			require.NoError(w, w.add(10+id, person))
		}
		require.NoError(w, w.add(99, another))
		for _, row := range []struct {
			mark, upTo int64
			unread     int
		}{{0, 0, 5}, {12, 12, 2}, {10, 12, 2}, {12, 12, 2}, {14, 14, 0}, {0, 14, 0}} {
			if row.mark != 0 || row.upTo != 0 {
				require.NoError(w, w.rows.MarkRead(ctx, person, row.mark))
			}
			upTo, unread, err := w.rows.Unread(ctx, person)
			require.NoError(w, err)
			require.Equal(w, [2]int64{row.upTo, int64(row.unread)}, [2]int64{upTo, int64(unread)}, "%+v", row)
		}
		var wg sync.WaitGroup
		for i := range int64(16) {
			wg.Go(func() {
				if err := w.rows.MarkRead(ctx, another, 84+i); err != nil {
					w.Errorf("mark: %v", err)
				}
			})
		}
		wg.Wait()
		upTo, unread, err := w.rows.Unread(ctx, another)
		require.NoError(w, err)
		require.Equal(w, [2]int64{99, 0}, [2]int64{upTo, int64(unread)})
	})
}

func TestCountingUnreadStopsAndTheInboxIsReadByPage(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		var wg sync.WaitGroup
		for id := range int64(store.MaxUnread + 20) {
			wg.Go(func() {
				if err := w.add(1+id, person); err != nil {
					w.Errorf("add: %v", err)
				}
			})
		}
		wg.Wait()
		_, unread, err := w.rows.Unread(ctx, person)
		require.NoError(w, err)
		require.Equal(w, store.MaxUnread, unread)
		page, err := w.rows.Inbox(ctx, person, 50, 2)
		require.NoError(w, err)
		require.Equal(w, [2]int64{49, 48}, [2]int64{page[0].ID, page[1].ID})
		page, err = w.rows.Inbox(ctx, another, 0, 10)
		require.NoError(w, err)
		require.Empty(w, page)
	})
}

func TestPreferencesAndTemplatesAreDefaultsUntilTheyAreSaid(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		got, err := w.rows.Preferences(ctx, nil, person)
		require.NoError(w, err)
		require.Equal(w, domain.DefaultPreferences(), got)
		for _, want := range []domain.Preferences{{WechatMarketing: true, QuietStart: 1320, QuietEnd: 480}, {WechatOrders: true}, {WechatOrders: true}} {
			require.NoError(w, w.rows.PutPreferences(ctx, person, want))
			got, err = w.rows.Preferences(ctx, nil, person)
			require.NoError(w, err)
			require.Equal(w, want, got)
		}
		own := domain.Template{Kind: domain.OrderReady, Title: "好了", Body: "{title}", WechatTemplateID: "T1", WechatData: map[string]string{"thing1": "{title}"}}
		require.NoError(w, w.rows.PutTemplate(ctx, own))
		require.NoError(w, w.rows.PutTemplate(ctx, own))
		want := domain.Defaults()
		want[domain.OrderReady] = own
		templates, err := w.rows.Templates(ctx)
		require.NoError(w, err)
		require.Equal(w, want, templates)
	})
}
