package analytics

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"time"

	"dajiu/platform/app"
	analyticsapp "dajiu/services/analytics/internal/app"
	"dajiu/services/analytics/internal/store"
	"dajiu/services/analytics/internal/transport"
)

//go:embed internal/store/migrations/*.sql
var migrations embed.FS

// Service returns the analytics service for a host to run.
func Service() (app.Service, error) {
	folder, err := fs.Sub(migrations, "internal/store/migrations")
	if err != nil {
		return app.Service{}, fmt.Errorf("analytics: migrations: %w", err)
	}
	return app.Service{Name: "analytics", Migrations: folder, Sharding: store.Sharding(), Open: func(_ context.Context, env *app.Env) error {
		rows := store.New(env.DB, env.Outbox, env.Clock)
		labels, err := transport.NewLabels(env.Conn, env.Clock)
		if err != nil {
			return err
		}
		p := transport.Parts{Figures: &analyticsapp.Figures{Store: rows, Labels: labels, Clock: env.Clock}, Lists: transport.NewLists(env.Conn, env.AsCaller, env.Clock)}
		if p.Exports, err = analyticsapp.NewExports(rows, p.Lists, env.IDs, env.Clock, env.Log, env.Dir); err != nil {
			return err
		}
		p.Reports = &analyticsapp.Reports{Store: rows, Exports: p.Exports, IDs: env.IDs, Clock: env.Clock, Export: transport.ExportOf}
		p.Alerts = &analyticsapp.Alerts{Store: rows, Figures: p.Figures, IDs: env.IDs, Clock: env.Clock, Log: env.Log, Locks: env.Locks}
		transport.Register(env.Server, p)
		transport.Subscribe(env.Consumer, rows, p.Reports)
		env.Go("alerts", p.Alerts.Run)
		for range exportWorkers {
			env.Go("exports", p.Exports.Run)
		}
		sweep(env, rows, p.Exports)
		return nil
	}}, nil
}

// exportWorkers is how many files are made at a time, of different people: a long one keeps nobody else waiting.
const exportWorkers = 2

// sweep deletes what is past its time.
func sweep(env *app.Env, rows *store.Store, exports *analyticsapp.Exports) {
	env.Sweep("minutes", func(ctx context.Context, now time.Time) (int64, error) {
		return rows.SweepFigures(ctx, store.Minutes, now.Add(-store.MinutesKept).Unix()/60)
	})
	env.Sweep("hours", func(ctx context.Context, now time.Time) (int64, error) {
		return rows.SweepFigures(ctx, store.Hours, now.Add(-store.HoursKept).Unix()/3600)
	})
	env.Sweep("files", exports.Sweep)
	env.Sweep("exports", rows.SweepExports)
	env.Sweep("alerts", rows.SweepAlerts)
}
