package merchant

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"dajiu/platform/app"
	merchantapp "dajiu/services/merchant/internal/app"
	"dajiu/services/merchant/internal/store"
	"dajiu/services/merchant/internal/transport"
)

//go:embed internal/store/migrations/*.sql
var migrations embed.FS //nolint:gochecknoglobals // embedding needs a variable

// Service returns the merchant service for a host to run.
func Service() (app.Service, error) {
	folder, err := fs.Sub(migrations, "internal/store/migrations")
	if err != nil {
		return app.Service{}, fmt.Errorf("merchant: migrations: %w", err)
	}
	return app.Service{Name: "merchant", Migrations: folder, Sharding: store.Sharding(), Open: func(ctx context.Context, env *app.Env) error {
		rows, err := store.New(ctx, env.DB, env.Outbox, env.Keys)
		if err != nil {
			return err
		}
		places, err := store.Places(ctx, env.Keys)
		if err != nil {
			return err
		}
		env.Keys.Tend(places...)
		merchants := &merchantapp.Merchants{Store: rows, Catalogue: transport.NewCatalogue(env.Conn), IDs: env.IDs, Clock: env.Clock, Log: env.Log}
		transport.Register(env.Server, merchants)
		transport.Subscribe(env.Consumer, merchants)
		env.Sweep("approved applications that wait", merchants.Resume)
		return nil
	}}, nil
}
