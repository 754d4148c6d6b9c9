package product_test

import (
	"context"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"

	"dajiu/platform/app"
	"dajiu/platform/bus/bustest"
	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/product"
)

func TestTheServiceIsPutTogether(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		ctx := context.Background()
		service, err := product.Service(product.DefaultConfig(), t.TempDir(), false)
		require.NoError(t, err)
		require.NoError(t, sqldb.Migrate(ctx, db, outbox.Migrations()))
		require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: service.Name, Files: service.Migrations}))
		clk, bus := clock.Real(), bustest.NewMemory()
		ids, err := id.NewGenerator(clk, 1)
		require.NoError(t, err)
		server := grpc.NewServer()
		env := &app.Env{
			Name: service.Name, Log: testkit.Quiet(), Clock: clk, IDs: ids, DB: db, Bus: bus, Server: server, Dir: t.TempDir(),
			Outbox:   outbox.New(service.Name, db, bus, ids, clk, testkit.Quiet(), nil),
			Consumer: outbox.NewConsumer(service.Name, db, bus, clk, testkit.Quiet(), nil),
			Metrics:  prometheus.NewRegistry(),
		}
		require.NoError(t, service.Open(ctx, env))
		require.Len(t, server.GetServiceInfo(), 11)

		running, stop := context.WithCancel(ctx)
		done := make(chan error, 1)
		go func() { done <- app.Run(running, testkit.Quiet(), env.Parts(), app.Hooks{}) }()
		time.AfterFunc(300*time.Millisecond, stop)
		require.NoError(t, <-done)

		counts, err := product.NewChecker(db).Counts(ctx)
		require.NoError(t, err)
		require.Zero(t, counts)
	})
}
