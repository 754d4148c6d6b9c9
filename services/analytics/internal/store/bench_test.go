package store_test

import (
	"context"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/analytics/internal/domain"
	"dajiu/services/analytics/internal/store"
)

// BenchmarkProject takes in events as the consumer hands them over: many keys side by side, whose transactions share commits.
func BenchmarkProject(b *testing.B) {
	db, err := sqldb.Open(b.Context(), "analytics", sqldb.Config{Engine: sqldb.SQLite, Path: filepath.Join(b.TempDir(), "a.db")}, testkit.Quiet(), nil)
	require.NoError(b, err)
	defer func() { require.NoError(b, db.Close()) }()
	require.NoError(b, sqldb.Migrate(b.Context(), db, sqldb.Set{Name: "analytics", Files: os.DirFS("migrations")}))
	clk := clock.Real()
	ids, err := id.NewGenerator(clk, 1)
	require.NoError(b, err)
	rows := store.New(db, outbox.New("analytics", db, nil, ids, clk, testkit.Quiet(), nil), clk)
	acts := []domain.Act{domain.WasConfirmed, domain.WasAccepted, domain.WasPacked, domain.WasShipped, domain.WasDelivered}
	var n atomic.Int64
	b.SetParallelism(64)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		var order, user int64
		for i := 0; pb.Next(); i++ {
			act := i % len(acts)
			if act == 0 {
				user = n.Add(1) % 5000
				order = ids.NextFor(user)
			}
			t := domain.Told{
				Act: acts[act], At: clk.Now().Add(time.Duration(act) * time.Minute).UnixMilli(), OrderID: order, UserID: user + 1, StoreID: 1 + user%16, Pay: 1, Fulfilment: 1,
				Payable: 10_000, Pieces: 2, State: domain.State(act + 2), Version: int64(act + 1), Lines: []domain.Line{{SkuID: 1 + user%200, Quantity: 2, Amount: 9000}},
			}
			err := db.WriteKey(b.Context(), order, func(_ context.Context, tx *sqldb.Tx) error {
				rows.Project(tx, t)
				return nil
			})
			if err != nil {
				b.Error(err)
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "events/s")
}
