package user

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"time"

	"dajiu/integrations/weixin"
	"dajiu/platform/app"
	"dajiu/platform/authz"
	"dajiu/platform/config"
	userapp "dajiu/services/user/internal/app"
	"dajiu/services/user/internal/store"
	"dajiu/services/user/internal/transport"
)

//go:embed internal/store/migrations/*.sql
var migrations embed.FS

// Config is how long logins last.
type Config struct {
	AccessLife  time.Duration `koanf:"access_life"`
	RefreshLife time.Duration `koanf:"refresh_life"`
	// RotateKeys is how long one key signs tokens.
	RotateKeys time.Duration `koanf:"rotate_keys"`
	// CoolOff is how long a person can withdraw the closing of their account: 15 days. ExportLife is how long a copy of
	// somebody's data is kept for them: 7 days.
	CoolOff    time.Duration `koanf:"cool_off"`
	ExportLife time.Duration `koanf:"export_life"`
	// OperatorPassword, where set, makes the first operator's account, admin, in an installation that has none.
	OperatorPassword config.Secret `koanf:"operator_password"`
}

// DefaultConfig returns short access tokens and a month of staying signed in.
func DefaultConfig() Config {
	return Config{AccessLife: 15 * time.Minute, RefreshLife: 30 * 24 * time.Hour, RotateKeys: 30 * 24 * time.Hour, CoolOff: 15 * 24 * time.Hour, ExportLife: 7 * 24 * time.Hour}
}

// Service returns the user service for a host to run.
func Service(cfg Config, wechat *weixin.Client) (app.Service, error) {
	folder, err := fs.Sub(migrations, "internal/store/migrations")
	if err != nil {
		return app.Service{}, fmt.Errorf("user: migrations: %w", err)
	}
	return app.Service{Name: "user", Migrations: folder, Open: func(ctx context.Context, env *app.Env) error {
		rows, err := store.New(ctx, env.DB, env.Outbox, env.Keys)
		if err != nil {
			return err
		}
		policy := userapp.Policy{AccessLife: cfg.AccessLife, RefreshLife: cfg.RefreshLife, RotateKeys: cfg.RotateKeys}
		users, err := userapp.New(ctx, rows, transport.NewWechat(wechat), env.IDs, env.Clock, policy, env.Keys, env.Log)
		if err != nil {
			return err
		}
		places, err := store.Places(ctx, env.Keys)
		if err != nil {
			return err
		}
		env.Keys.Tend(places...)
		if err := users.EnsureKey(ctx); err != nil {
			return fmt.Errorf("user: signing key: %w", err)
		}
		if err := users.EnsureOperator(ctx, cfg.OperatorPassword.Reveal()); err != nil {
			return fmt.Errorf("user: operator account: %w", err)
		}
		catalogue, err := authz.ReadCatalogue("dajiu.")
		if err != nil {
			return fmt.Errorf("user: permissions: %w", err)
		}
		transport.Subscribe(env.Consumer, rows)
		transport.Register(env.Server, users, userapp.NewAccess(users, catalogue, env.Access), int32(cfg.AccessLife/time.Second)) //nolint:gosec // minutes
		times := userapp.PrivacyTimes{CoolOff: cfg.CoolOff, CopyLife: cfg.ExportLife}
		privacy, err := userapp.NewPrivacy(ctx, users, env.Keys, transport.NewKeepers(env.Conn), transport.NewDeals(env.Conn), times)
		if err != nil {
			return err
		}
		transport.RegisterPrivacy(env.Server, env.Consumer, privacy)
		env.Sweep("privacy requests that wait", privacy.Resume)
		env.Sweep("privacy requests", func(ctx context.Context, now time.Time) (int64, error) {
			return rows.SweepRequests(ctx, now.Add(-store.RecordsKept))
		})
		env.Go("keys", users.RotateKeys)
		env.Sweep("sessions", users.SweepSessions)
		return nil
	}}, nil
}
