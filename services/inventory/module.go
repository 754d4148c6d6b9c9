package inventory

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"dajiu/platform/app"
	"dajiu/platform/money"
	stockapp "dajiu/services/inventory/internal/app"
	"dajiu/services/inventory/internal/store"
	"dajiu/services/inventory/internal/transport"
)

//go:embed internal/store/migrations/*.sql
var migrations embed.FS

// Config is how much of what everybody asks for is remembered, and what one person may post alone.
type Config struct {
	// CachedSkus is how many SKUs' availability is remembered: 100,000 by default, some 10 MB.
	CachedSkus int `koanf:"cached_skus"`
	// FreshFor is how long an availability that another process changed is still told: 2 seconds by default. What
	// this process changes is told at once.
	FreshFor time.Duration `koanf:"fresh_for"`
	// CountAloneUpTo is what the differences of a count sheet, too many and too few together, may be worth in fen that who
	// submitted it approves alone: 20,000, which is 200 yuan, by default. 0: any difference needs a second person.
	CountAloneUpTo int64 `koanf:"count_alone_up_to"`
}

// DefaultConfig returns what serves a city.
func DefaultConfig() Config {
	return Config{CachedSkus: 100_000, FreshFor: 2 * time.Second, CountAloneUpTo: 20_000}
}

// requestLife is how long a repeated adjustment is known: whoever repeats one does so within minutes.
const requestLife = 7 * 24 * time.Hour

// Service returns the inventory service for a host to run.
func Service(cfg Config) (app.Service, error) {
	if cfg.CountAloneUpTo < 0 {
		return app.Service{}, errors.New("inventory: count_alone_up_to is below 0")
	}
	folder, err := fs.Sub(migrations, "internal/store/migrations")
	if err != nil {
		return app.Service{}, fmt.Errorf("inventory: migrations: %w", err)
	}
	return app.Service{Name: "inventory", Migrations: folder, Sharding: store.Sharding(), Open: func(_ context.Context, env *app.Env) error {
		rows, err := store.New(env.DB, env.Outbox, env.IDs, env.Clock, store.Cache{Size: cfg.CachedSkus, Fresh: cfg.FreshFor})
		if err != nil {
			return fmt.Errorf("inventory: open: %w", err)
		}
		sheets := &stockapp.Sheets{Store: rows, Goods: transport.NewCatalog(env.Conn), IDs: env.IDs, Clock: env.Clock, Alone: money.Fen(cfg.CountAloneUpTo)}
		transport.Register(env.Server, &stockapp.Stock{Store: rows, Clock: env.Clock}, sheets, rows)
		transport.Subscribe(env.Consumer, rows)
		env.Sweep("adjustment requests", func(ctx context.Context, now time.Time) (int64, error) {
			return rows.SweepAdjustments(ctx, now.Add(-requestLife))
		})
		return nil
	}}, nil
}
