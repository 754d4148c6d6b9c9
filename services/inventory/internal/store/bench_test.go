package store_test

import (
	"context"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/bus"
	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/inventory/internal/app"
	"dajiu/services/inventory/internal/domain"
	"dajiu/services/inventory/internal/store"
)

// BenchmarkReserve promises two lines to each order, durably, for many callers at once, with the real outbox.
func BenchmarkReserve(b *testing.B) {
	ctx := context.Background()
	db := testkit.Open(b, testkit.SQLite(b))
	require.NoError(b, sqldb.Migrate(ctx, db, sqldb.Set{Name: "inventory", Files: os.DirFS("migrations")}))
	require.NoError(b, sqldb.Migrate(ctx, db, outbox.Migrations()))
	clk := clock.Real()
	ids, err := id.NewGenerator(clk, 1)
	require.NoError(b, err)
	out := outbox.New("inventory", db, bus.Bus(nil), ids, clk, testkit.Quiet(), nil)
	rows, err := store.New(db, out, ids, clk, store.Cache{Size: 1000, Fresh: time.Second})
	require.NoError(b, err)
	stock := &app.Stock{Store: rows, Clock: clk}
	receive := app.Adjusting{StoreID: shop, Kind: domain.KindReceive, Key: "all-of-it"}
	for sku := range int64(100) {
		receive.Lines = append(receive.Lines, domain.Adjustment{SkuID: sku + 1, Quantity: 10_000_000})
	}
	_, err = stock.Adjust(ctx, receive)
	require.NoError(b, err)
	var order atomic.Int64
	b.SetParallelism(64)
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			n := order.Add(1)
			lines := []domain.Line{{SkuID: 1 + n%100, Quantity: 1}, {SkuID: 1 + (n+7)%100, Quantity: 2}}
			if err := stock.Reserve(ctx, n, shop, lines, clk.Now().Add(time.Hour)); err != nil {
				b.Error(err)
			}
		}
	})
}
