package sqldb_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/uptrace/bun"

	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

type order struct {
	bun.BaseModel `bun:"table:orders"`

	ID     int64     `bun:"id,pk"`
	User   string    `bun:"user_id"`
	SKU    int64     `bun:"sku_id"`
	Qty    int64     `bun:"qty"`
	Total  int64     `bun:"total"`
	Status string    `bun:"status"`
	At     time.Time `bun:"created_at"`
}

var benchSchema = fstest.MapFS{"00001_bench.sql": {Data: []byte(`-- +goose Up
CREATE TABLE stock (sku_id BIGINT NOT NULL PRIMARY KEY, qty BIGINT NOT NULL);
CREATE TABLE orders (id BIGINT NOT NULL PRIMARY KEY, user_id VARCHAR(64) NOT NULL, sku_id BIGINT NOT NULL,
  qty INT NOT NULL, total BIGINT NOT NULL, status VARCHAR(16) NOT NULL, created_at DATETIME(3) NOT NULL);
CREATE INDEX ix_orders_user ON orders (user_id, created_at);
CREATE TABLE events (id BIGINT NOT NULL PRIMARY KEY, topic VARCHAR(64) NOT NULL, payload JSON NOT NULL);
`)}}

// BenchmarkGroupCommit places orders as the order service does: deduct, insert, append an event; 64 clients.
func BenchmarkGroupCommit(b *testing.B) {
	for _, engine := range []struct {
		name string
		cfg  func(testing.TB) sqldb.Config
	}{{"sqlite", testkit.SQLite}, {"mariadb", testkit.Maria}} {
		for _, hot := range []bool{false, true} {
			b.Run(fmt.Sprintf("%s/hot=%v", engine.name, hot), func(b *testing.B) { placeOrders(b, engine.cfg(b), hot) })
		}
	}
}

func placeOrders(b *testing.B, cfg sqldb.Config, hot bool) {
	db := testkit.Open(b, cfg)
	ctx := context.Background()
	require.NoError(b, sqldb.Migrate(ctx, db, sqldb.Set{Name: "bench", Files: benchSchema}))
	require.NoError(b, db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		for i := range 1000 {
			if _, err := tx.ExecContext(ctx, "INSERT INTO stock VALUES (?, ?)", i, 1_000_000_000); err != nil {
				return err
			}
		}
		return nil
	}))
	var n atomic.Int64
	b.SetParallelism(32) // 64 clients on two cores
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			i := n.Add(1)
			sku := i % 1000
			if hot {
				sku = 1
			}
			if err := db.WriteKey(ctx, sku, func(ctx context.Context, tx *sqldb.Tx) error {
				o := order{ID: i, User: fmt.Sprint("user-", i%500), SKU: sku, Qty: 1, Total: 1999, Status: "PENDING", At: time.UnixMilli(i).UTC()}
				if _, err := tx.NewInsert().Model(&o).Exec(ctx); err != nil {
					return err
				}
				if _, err := tx.ExecContext(ctx, "INSERT INTO events (id, topic, payload) VALUES (?, ?, ?)", i, "order.created",
					`{"orderId":123,"sku":1,"qty":1,"userId":"user-123","total":1999}`); err != nil {
					return err
				}
				return sqldb.ExpectOne(tx.ExecContext(ctx, "UPDATE stock SET qty = qty - ? WHERE sku_id = ? AND qty >= ?", 1, sku, 1))
			}); err != nil {
				b.Error(err)
				return
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "txn/s")
}
