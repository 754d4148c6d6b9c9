package store_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/inventory/internal/app"
	"dajiu/services/inventory/internal/domain"
	"dajiu/services/inventory/internal/store"
)

const shop = int64(7)

//nolint:gochecknoglobals // a fixture
var noon = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)

type world struct {
	*testing.T
	db    *sqldb.DB
	rows  *store.Stock
	stock *app.Stock
	out   *testkit.Published
	clock interface {
		clock.Clock
		Advance(d time.Duration)
	}
}

func newWorld(t *testing.T, db *sqldb.DB) *world {
	t.Helper()
	require.NoError(t, sqldb.Migrate(context.Background(), db, sqldb.Set{Name: "inventory", Files: os.DirFS("migrations")}))
	clk := clock.Fake(noon)
	ids, err := id.NewGenerator(clk, 1)
	require.NoError(t, err)
	out := testkit.NewPublished(t, db)
	rows, err := store.New(db, out, ids, clk, store.Cache{Size: 1000, Fresh: time.Minute})
	require.NoError(t, err)
	return &world{T: t, db: db, rows: rows, stock: &app.Stock{Store: rows, Clock: clk}, out: out, clock: clk}
}

// worlds runs a suite on every engine.
func worlds(t *testing.T, suite func(w *world)) {
	t.Helper()
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) { suite(newWorld(t, db)) })
}

// receive puts goods on the shelf.
func (w *world) receive(quantities map[int64]int64) {
	w.Helper()
	a := app.Adjusting{StoreID: shop, Kind: domain.KindReceive, Key: "received-first"}
	for sku, n := range quantities {
		a.Lines = append(a.Lines, domain.Adjustment{SkuID: sku, Quantity: n})
	}
	_, err := w.stock.Adjust(context.Background(), a)
	require.NoError(w, err)
	w.out.Take(w.T)
}

func (w *world) reserve(order int64, lines ...domain.Line) error {
	return w.stock.Reserve(context.Background(), order, shop, lines, w.clock.Now().Add(15*time.Minute))
}

// level returns what stands there and what is promised.
func (w *world) level(sku int64) (onHand, reserved int64) {
	w.Helper()
	levels, err := w.rows.Levels(context.Background(), shop, store.Wanted{Skus: []int64{sku}}, 0, 1)
	require.NoError(w, err)
	require.Len(w, levels, 1)
	return levels[0].OnHand, levels[0].Reserved
}

func (w *world) wantLevel(sku, onHand, reserved int64) {
	w.Helper()
	h, r := w.level(sku)
	require.Equal(w, [2]int64{onHand, reserved}, [2]int64{h, r}, "SKU %d: on hand, reserved", sku)
}

// follow handles an event as the consumer does: in a transaction.
func (w *world) follow(do func(ctx context.Context, tx *sqldb.Tx) error) error {
	return w.db.Write(context.Background(), do)
}

func (w *world) confirm(orders ...int64) {
	w.Helper()
	require.NoError(w, w.follow(func(ctx context.Context, tx *sqldb.Tx) error {
		return w.rows.ConfirmIn(ctx, tx, orders, func(int) context.Context { return ctx })
	}))
}

func (w *world) ship(order int64) error {
	return w.follow(func(ctx context.Context, tx *sqldb.Tx) error { return w.rows.CommitIn(ctx, tx, order) })
}

func (w *world) cancel(order int64, returned bool) {
	w.Helper()
	require.NoError(w, w.follow(func(ctx context.Context, tx *sqldb.Tx) error { return w.rows.CancelIn(ctx, tx, order, returned) }))
}

func (w *world) expire(order int64) {
	w.Helper()
	require.NoError(w, w.follow(func(ctx context.Context, tx *sqldb.Tx) error { return w.rows.ExpireIn(ctx, tx, order) }))
}

// balanced checks that every level equals its ledger and the reservations that are open.
func (w *world) balanced() {
	w.Helper()
	err := store.NewFacts(w.db).Stock(context.Background(), func(b store.Balance) bool {
		require.Equal(w, b.LedgerOnHand, b.OnHand, "SKU %d on hand", b.SkuID)
		require.Equal(w, b.LedgerReserved, b.Reserved, "SKU %d reserved", b.SkuID)
		require.Equal(w, b.OpenReserved, b.Reserved, "SKU %d open reservations", b.SkuID)
		require.Equal(w, b.Safety > 0 && b.OnHand-b.Reserved <= b.Safety, b.Low, "SKU %d low", b.SkuID)
		return true
	})
	require.NoError(w, err)
}

// wantEvents checks what was published since the last look.
func (w *world) wantEvents(want ...proto.Message) {
	w.Helper()
	got := w.out.Take(w.T)
	require.Len(w, got, len(want))
	for i := range want {
		require.True(w, proto.Equal(want[i], got[i]), "want %v, got %v", want[i], got[i])
	}
}

func changed(sku int64, inStock bool) proto.Message {
	return &inventoryv1.AvailabilityChanged{StoreId: shop, SkuId: sku, InStock: inStock}
}

const (
	testWait = 5 * time.Second
	testTick = time.Millisecond
)

// sqliteWorld is a world on the embedded engine alone.
func sqliteWorld(t *testing.T) *world {
	t.Helper()
	return newWorld(t, testkit.Open(t, testkit.SQLite(t)))
}
