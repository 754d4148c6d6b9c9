package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/sqldb"
	"dajiu/services/product/internal/domain"
)

func sales(t *testing.T, db *sqldb.DB) {
	ctx := context.Background()
	p := newProcess(t, db, 1)
	_, err := p.PutCategory(ctx, domain.Category{Code: "a", Name: "白酒", Liquor: true})
	require.NoError(t, err)
	one, err := p.PutProduct(ctx, bottle("1", "a", "b"), 0, domain.Editor{})
	require.NoError(t, err)
	two, err := p.PutProduct(ctx, bottle("2", "a"), 0, domain.Editor{})
	require.NoError(t, err)
	sold := func(at time.Time, pieces map[int64]int64) {
		t.Helper()
		require.NoError(t, db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error { return p.NoteSales(ctx, tx, at, pieces) }))
	}
	sold(noon, map[int64]int64{one.Skus[0].ID: 2, one.Skus[1].ID: 3, two.Skus[0].ID: 1, 77: 9})
	sold(noon, map[int64]int64{one.Skus[1].ID: 4})
	sold(noon, nil)
	sold(noon, map[int64]int64{77: 9})
	sold(noon.AddDate(0, 0, -29), map[int64]int64{two.Skus[0].ID: 10})
	sold(noon.AddDate(0, 0, -30), map[int64]int64{two.Skus[0].ID: 100})
	want := map[int64]int64{one.ID: 9, two.ID: 11}
	got, err := p.Sales(ctx)
	require.NoError(t, err)
	require.Equal(t, want, got, "the pieces of all its SKUs, of 30 days")
	require.NoError(t, p.SweepSales(ctx))
	got, err = p.Sales(ctx)
	require.NoError(t, err)
	require.Equal(t, want, got)
	left, err := db.Reader().NewSelect().Table("sales").Count(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 3, left, "the sweep leaves the days that count")
}
