package sqldb_test

import (
	"context"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

func TestCommitsAreMeasuredPerStore(t *testing.T) {
	t.Parallel()
	reg := prometheus.NewRegistry()
	m, err := sqldb.NewMetrics(reg)
	require.NoError(t, err)
	_, err = sqldb.NewMetrics(reg)
	require.Error(t, err, "once per registry")
	db, err := sqldb.Open(context.Background(), "orders", testkit.SQLite(t), testkit.Quiet(), m)
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	migrated(t, db)
	require.NoError(t, put(db, 1, 1))
	families, err := reg.Gather()
	require.NoError(t, err)
	for _, f := range families {
		if f.GetName() == "dajiu_sql_commit_transactions" {
			require.Equal(t, "orders", f.GetMetric()[0].GetLabel()[0].GetValue())
			require.EqualValues(t, 1, f.GetMetric()[0].GetHistogram().GetSampleCount())
			return
		}
	}
	t.Fatal("no histogram of commits")
}
