package payment

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"dajiu/integrations/wechatpay"
	"dajiu/platform/app"
	paymentapp "dajiu/services/payment/internal/app"
	"dajiu/services/payment/internal/store"
	"dajiu/services/payment/internal/transport"
)

//go:embed internal/store/migrations/*.sql
var migrations embed.FS

// Config is what payments need to be told.
type Config struct {
	// AppID is the mini-program that payments must belong to, as in the channel's own configuration. Required.
	AppID string `koanf:"app_id"`
	// CloseSlack is how long after an attempt expired it is closed at the channel: 2 minutes by default.
	CloseSlack time.Duration `koanf:"close_slack"`
	// PrepayLife is how long a prepay id is used: 110 of the channel's 120 minutes by default.
	PrepayLife time.Duration `koanf:"prepay_life"`
}

// DefaultConfig returns everything but the AppID.
func DefaultConfig() Config {
	return Config{CloseSlack: 2 * time.Minute, PrepayLife: 110 * time.Minute}
}

// Service returns the payment service for a host to run. The client belongs to the caller.
func Service(cfg Config, client *wechatpay.Client) (app.Service, error) {
	folder, err := fs.Sub(migrations, "internal/store/migrations")
	if err != nil {
		return app.Service{}, fmt.Errorf("payment: migrations: %w", err)
	}
	return app.Service{Name: "payment", Migrations: folder, Sharding: store.Sharding(), Open: func(_ context.Context, env *app.Env) error {
		if cfg.AppID == "" || client == nil {
			return errors.New("payment: the app id or the channel's client is missing")
		}
		if cfg.CloseSlack <= 0 || cfg.PrepayLife <= 0 {
			return errors.New("payment: close_slack and prepay_life must be positive")
		}
		rows := store.New(env.DB, env.Outbox, env.IDs, env.Clock)
		clients, wechat := transport.NewClients(env.Conn), transport.NewWechat(client)
		payments := &paymentapp.Service{
			Payments: rows, Attempts: rows, Refunds: rows, ByHand: rows, Trades: clients, Payers: clients,
			Channel: wechat, Returns: wechat, Callbacks: wechat, IDs: env.IDs, Clock: env.Clock, Log: env.Log,
			Policy: paymentapp.Policy{AppID: cfg.AppID, CloseSlack: cfg.CloseSlack, PrepayLife: cfg.PrepayLife},
		}
		transport.Register(env.Server, payments, rows, clients)
		transport.Subscribe(env.Consumer, payments, rows, env.Clock, env.Log)
		return nil
	}}, nil
}
