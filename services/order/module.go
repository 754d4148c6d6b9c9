package order

import (
	"context"
	"crypto/rand"
	"embed"
	"fmt"
	"io/fs"
	"math/big"
	"time"

	"dajiu/platform/app"
	"dajiu/platform/parameter"
	orderapp "dajiu/services/order/internal/app"
	"dajiu/services/order/internal/store"
	"dajiu/services/order/internal/transport"
)

//go:embed internal/store/migrations/*.sql
var migrations embed.FS

// Config is the times that the business sets; operators may change them while the program runs.
type Config struct {
	// PayWithin is how long an unpaid order holds its stock: 15 minutes by default.
	PayWithin time.Duration `koanf:"pay_within"`
	// AcceptWithin is how long a store may leave an order unanswered: 10 minutes by default.
	AcceptWithin time.Duration `koanf:"accept_within"`
	// CompleteAfter is how long after delivery an order completes by itself: 24 hours by default.
	CompleteAfter time.Duration `koanf:"complete_after"`
}

// DefaultConfig returns what a shop that sells for now would choose.
func DefaultConfig() Config {
	return Config{PayWithin: 15 * time.Minute, AcceptWithin: 10 * time.Minute, CompleteAfter: 24 * time.Hour}
}

// reserveSlack covers the clocks and queues between a payment in the last second and its confirmation.
const reserveSlack = 10 * time.Minute

// Service returns the order service for a host to run.
func Service(cfg Config) (app.Service, error) {
	folder, err := fs.Sub(migrations, "internal/store/migrations")
	if err != nil {
		return app.Service{}, fmt.Errorf("order: migrations: %w", err)
	}
	return app.Service{Name: "order", Migrations: folder, Sharding: store.Sharding(), Open: func(ctx context.Context, env *app.Env) error {
		payWithin := env.Parameters.Duration("pay_within", parameter.Minutes, cfg.PayWithin, time.Minute, 2*time.Hour)
		rows, err := store.New(ctx, env.DB, env.Outbox, env.Keys, env.IDs, store.Timers{
			Acceptance: env.Parameters.Duration("accept_within", parameter.Minutes, cfg.AcceptWithin, time.Minute, 2*time.Hour),
			Completion: env.Parameters.Duration("complete_after", parameter.Minutes, cfg.CompleteAfter, 10*time.Minute, 15*24*time.Hour),
		})
		if err != nil {
			return err
		}
		places, err := store.Places(ctx, env.Keys)
		if err != nil {
			return err
		}
		env.Keys.Tend(places...)
		clients := transport.NewClients(env.Conn)
		orders := &orderapp.Orders{
			Store: rows, Carts: rows, Catalog: clients, Buyers: clients, Stock: clients, Deliveries: clients, Slots: clients,
			IDs: env.IDs, Clock: env.Clock, Log: env.Log, NewPickupCode: pickupCode,
			Policy: orderapp.Policy{PayWithin: payWithin, ReserveSlack: reserveSlack},
		}
		transport.Register(env.Server, orders, rows, clients)
		env.Sweep("recipients", func(ctx context.Context, now time.Time) (int64, error) {
			return rows.ForgetRecipients(ctx, now.Add(-store.RecipientsKept))
		})
		transport.Subscribe(env.Consumer, rows, env.Clock)
		return nil
	}}, nil
}

// pickupCode makes 8 random digits: whoever says them gets the goods.
func pickupCode() string {
	n, err := rand.Int(rand.Reader, big.NewInt(100_000_000))
	if err != nil { // the system's randomness never fails on the platforms we run on
		return ""
	}
	return fmt.Sprintf("%08d", n)
}
