package store_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"dajiu/platform/bus"
	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/parameter"
	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
	"dajiu/services/order/internal/store"
)

const (
	buyer = int64(9001)
	shop  = int64(7)
)

//nolint:gochecknoglobals // fixtures
var (
	noon   = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	all    = app.Scope{All: true}
	timers = store.Timers{Acceptance: parameter.Fixed(10 * time.Minute), Completion: parameter.Fixed(24 * time.Hour)}
)

// world is an order store whose outbox nobody relays: what was published stays to be looked at.
type world struct {
	*testing.T
	db    *sqldb.DB
	rows  *store.Orders
	keys  *seal.Keyring
	ids   *id.Generator
	clock interface {
		clock.Clock
		Advance(d time.Duration)
	}
}

func newWorld(t *testing.T, db *sqldb.DB) *world {
	t.Helper()
	ctx := context.Background()
	require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: "order", Files: os.DirFS("migrations")}))
	require.NoError(t, sqldb.Migrate(ctx, db, outbox.Migrations()))
	clk := clock.Fake(noon)
	ids, err := id.NewGenerator(clk, 1)
	require.NoError(t, err)
	out := outbox.New("order", db, bus.Bus(nil), ids, clk, testkit.Quiet(), nil)
	keys := testkit.Keys(t, db)
	rows, err := store.New(ctx, db, out, keys, ids, timers)
	require.NoError(t, err)
	return &world{T: t, db: db, rows: rows, keys: keys, ids: ids, clock: clk}
}

// neighbour is another process of the service on the same database.
func (w *world) neighbour(cfg sqldb.Config, node int) *world {
	w.Helper()
	db := testkit.Open(w.T, cfg)
	ids, err := id.NewGenerator(w.clock, node)
	require.NoError(w, err)
	out := outbox.New("order", db, bus.Bus(nil), ids, w.clock, testkit.Quiet(), nil)
	keys := testkit.Keys(w.T, db)
	rows, err := store.New(w.Context(), db, out, keys, ids, timers)
	require.NoError(w, err)
	return &world{T: w.T, db: db, rows: rows, keys: keys, ids: ids, clock: w.clock}
}

// worlds runs a suite on every engine.
func worlds(t *testing.T, suite func(w *world)) {
	t.Helper()
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) { suite(newWorld(t, db)) })
}

// placing makes a trade of a customer with an order at each of the stores, two bottles of each SKU.
func (w *world) placing(user int64, key string, method domain.PayMethod, stores ...int64) (app.Trade, []*domain.Order) {
	w.Helper()
	t := app.Trade{ID: w.ids.NextFor(user), UserID: user, Key: key, Hash: 42, PayMethod: method, CreatedAt: w.clock.Now()}
	orders := make([]*domain.Order, len(stores))
	for i, s := range stores {
		lines := []domain.Line{
			{SkuID: 100*s + 1, ProductID: 5, ProductVersion: 3, Name: "锦江春", Spec: "500ml", ImageURL: "/a.jpg", Quantity: 2, Price: 19900, ListPrice: 20900, WeightGrams: 900, Liquor: true},
			{SkuID: 100*s + 2, ProductID: 6, Name: "花生米", Spec: "200g", Quantity: 2, Price: 800},
		}
		priced, err := domain.PriceStore(lines, domain.Delivery{Fee: 500, Parts: []domain.Step{{Code: "BASE", Title: "配送费", Amount: 500, Outcome: "APPLIED"}}})
		require.NoError(w, err)
		o, err := domain.Place(domain.Placement{
			ID: w.ids.NextFor(user), TradeID: t.ID, UserID: user, StoreID: s, MerchantID: 3, StoreName: "打酒坊", StoreAddress: "人民南路1号",
			PayMethod: method, Fulfilment: domain.Instant, Priced: priced,
			Address:    domain.Address{ContactName: "王五", Phone: "13800138000", Text: "成都市武侯区", LatE6: 30_650_000, LngE6: 104_060_000},
			StoreLatE6: 30_640_000, StoreLngE6: 104_050_000, Remark: "少放辣", At: t.CreatedAt, PayBefore: t.CreatedAt.Add(15 * time.Minute),
		})
		require.NoError(w, err)
		orders[i] = o
		t.OrderIDs = append(t.OrderIDs, o.Facts().ID)
		t.Payable += o.Facts().Payable
	}
	return t, orders
}

// placed places a trade of one order and returns the order's id.
func (w *world) placed(user int64, key string, method domain.PayMethod) int64 {
	w.Helper()
	t, orders := w.placing(user, key, method, shop)
	placed, err := w.rows.Place(context.Background(), t, orders)
	require.NoError(w, err)
	require.True(w, placed)
	return t.OrderIDs[0]
}

// do carries acts out, each in a transaction of its own.
func (w *world) do(order int64, acts ...domain.Act) {
	w.Helper()
	for _, act := range acts {
		_, err := w.rows.Update(context.Background(), all, order, func(o *domain.Order) error {
			_, err := o.Do(act, domain.System, "", w.clock.Now())
			return err
		})
		require.NoError(w, err)
	}
}

// out is an event that waits in the outbox.
type out struct {
	Key   int64
	Due   time.Time
	Event proto.Message
}

// published returns what waits in the outbox, in the order of the appends.
func (w *world) published() []out {
	w.Helper()
	var rows []struct {
		OrderKey, DueMS int64
		Topic           string
		Payload         []byte
	}
	require.NoError(w, w.db.Reader().NewRaw(`SELECT order_key, due_ms, topic, payload FROM outbox ORDER BY id`).Scan(context.Background(), &rows))
	list := make([]out, len(rows))
	for i, r := range rows {
		kind, err := protoregistry.GlobalTypes.FindMessageByName(protoreflect.FullName(r.Topic))
		require.NoError(w, err)
		ev := kind.New().Interface()
		require.NoError(w, proto.Unmarshal(r.Payload, ev))
		list[i] = out{Key: r.OrderKey, Due: time.UnixMilli(r.DueMS).UTC(), Event: ev}
	}
	return list
}

// rowsOf counts a table's rows.
func (w *world) rowsOf(table string) int {
	w.Helper()
	var n int
	require.NoError(w, w.db.Reader().NewRaw("SELECT COUNT(*) FROM "+table).Scan(context.Background(), &n))
	return n
}

// wantRows checks how much is stored.
func (w *world) wantRows(trades, orders, events, published int) {
	w.Helper()
	require.Equal(w, [4]int{trades, orders, events, published},
		[4]int{w.rowsOf("trades"), w.rowsOf("orders"), w.rowsOf("order_events"), w.rowsOf("outbox")}, "trades, orders, timeline, outbox")
}
