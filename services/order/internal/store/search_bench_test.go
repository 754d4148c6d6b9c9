package store

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
)

// benchStores is how many stores the benchmark's orders are spread over.
const benchStores = 400

// fillOrders stores n orders of a minute each, and returns the one in the middle.
func fillOrders(b *testing.B, s *Orders, db *sqldb.DB, n int) (middle int64) {
	b.Helper()
	at := time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)
	clk := clock.Fake(at)
	ids, err := id.NewGenerator(clk, 1)
	require.NoError(b, err)
	f := benchOrder()
	row, err := s.rowFromOrder(f)
	require.NoError(b, err)
	const batch = 500
	for from := 0; from < n; from += batch {
		rows := make([]orderRow, batch)
		for i := range rows {
			clk.Advance(time.Minute / 60)
			rows[i] = row
			rows[i].ID, rows[i].StoreID, rows[i].UserID = ids.Next(), int64(1+(from+i)%benchStores), int64(1+(from+i)%997)
			rows[i].Recipient, err = s.seal(rows[i].ID, recipientOf(f))
			require.NoError(b, err)
			rows[i].State, rows[i].PayState, rows[i].PayMethod = int(domain.Completed), int(domain.Paid), 1+(from+i)%2
			if (from+i)%50 == 0 {
				rows[i].State = int(domain.Cancelled)
			}
			if from+i == n/2 {
				middle = rows[i].ID
			}
		}
		require.NoError(b, db.Write(b.Context(), func(ctx context.Context, tx *sqldb.Tx) error { return sqldb.InsertAll(ctx, tx, rows) }))
	}
	return middle
}

// BenchmarkSearch is one page of twenty of the orders across stores, among few and among many, at the top and in the middle.
func BenchmarkSearch(b *testing.B) {
	region := make([]int64, 200)
	for i := range region {
		region[i] = int64(i + 1)
	}
	for _, n := range []int{1_000, 100_000} {
		db := testkit.Open(b, testkit.SQLite(b))
		require.NoError(b, sqldb.Migrate(b.Context(), db, sqldb.Set{Name: "order", Files: os.DirFS("migrations")}))
		v, err := openVault(b.Context(), testkit.Keys(b, db))
		require.NoError(b, err)
		s := &Orders{db: db, vault: v}
		middle := fillOrders(b, s, db, n)
		for name, q := range map[string]app.Search{
			"all stores":               {All: true},
			"cancelled in all stores":  {All: true, States: []domain.State{domain.Cancelled}},
			"three stores":             {Stores: []int64{1, 2, 3}},
			"a region of 200":          {Stores: region},
			"cancelled in a region":    {Stores: region, States: []domain.State{domain.Cancelled}},
			"by WeChat, in all stores": {All: true, Sieve: app.Sieve{PayMethod: domain.PayWechat}},
		} {
			for place, before := range map[string]int64{"top": 0, "middle": middle} {
				b.Run(fmt.Sprintf("%s/%s/%d", name, place, n), func(b *testing.B) {
					for b.Loop() {
						_, _, err := s.Search(b.Context(), q, before, 20)
						require.NoError(b, err)
					}
				})
			}
		}
	}
}
