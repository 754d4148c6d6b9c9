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
	return app.Service{Name: "analytics", Migrations: folder, Open: func(_ context.Context, env *app.Env) error {
		rows := store.New(env.DB, env.Outbox, env.Clock)
		labels, err := transport.NewLabels(env.Conn, env.Clock)
		if err != nil {
			return err
		}
		figures := &analyticsapp.Figures{Store: rows, Labels: labels, Clock: env.Clock}
		transport.Register(env.Server, figures)
		transport.Subscribe(env.Consumer, rows)
		env.Sweep("minutes", func(ctx context.Context, now time.Time) (int64, error) {
			return rows.SweepFigures(ctx, store.Minutes, now.Add(-store.MinutesKept).Unix()/60)
		})
		env.Sweep("hours", func(ctx context.Context, now time.Time) (int64, error) {
			return rows.SweepFigures(ctx, store.Hours, now.Add(-store.HoursKept).Unix()/3600)
		})
		return nil
	}}, nil
}
