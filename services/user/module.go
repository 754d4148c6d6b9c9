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
	"dajiu/platform/egress"
	userapp "dajiu/services/user/internal/app"
	"dajiu/services/user/internal/store"
	"dajiu/services/user/internal/transport"
	"dajiu/services/user/internal/transport/openid"
)

//go:embed internal/store/migrations/*.sql
var migrations embed.FS

// Config is how long logins last.
type Config struct {
	AccessLife  time.Duration `koanf:"access_life"`
	RefreshLife time.Duration `koanf:"refresh_life"`
	// RotateKeys is how long one key signs tokens.
	RotateKeys time.Duration `koanf:"rotate_keys"`
	// OperatorPassword, where set, makes the first operator's account, admin, in an installation that has none.
	OperatorPassword config.Secret `koanf:"operator_password"`
	OpenID           OpenIDConfig  `koanf:"openid"`
}

// OpenIDConfig is single sign-on.
type OpenIDConfig struct {
	// Issuer is the address of /oauth as others reach it; empty: below http.public_url.
	Issuer string `koanf:"issuer"`
	// AllowPrivate lets companies' providers be in our own network; in development they always may.
	AllowPrivate bool `koanf:"allow_private"`
	// Insecure and WechatCodes are the host's to say: a developer's machine needs no TLS, and where a simulator gives out
	// login codes people may type them.
	Insecure    bool `koanf:"-"`
	WechatCodes bool `koanf:"-"`
}

// DefaultConfig returns short access tokens and a month of staying signed in.
func DefaultConfig() Config {
	return Config{AccessLife: 15 * time.Minute, RefreshLife: 30 * 24 * time.Hour, RotateKeys: 30 * 24 * time.Hour}
}

// Service returns the user service for a host to run. Secret is the installation's.
func Service(cfg Config, wechat *weixin.Client, secret []byte) (app.Service, error) {
	folder, err := fs.Sub(migrations, "internal/store/migrations")
	if err != nil {
		return app.Service{}, fmt.Errorf("user: migrations: %w", err)
	}
	return app.Service{Name: "user", Migrations: folder, Open: func(ctx context.Context, env *app.Env) error {
		rows, err := store.New(env.DB, env.Outbox, secret)
		if err != nil {
			return err
		}
		policy := userapp.Policy{AccessLife: cfg.AccessLife, RefreshLife: cfg.RefreshLife, RotateKeys: cfg.RotateKeys}
		users, err := userapp.New(rows, transport.NewWechat(wechat), env.IDs, env.Clock, policy, secret, env.Log)
		if err != nil {
			return err
		}
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
		access := userapp.NewAccess(users, catalogue, env.Access)
		transport.Register(env.Server, users, access, int32(cfg.AccessLife/time.Second)) //nolint:gosec // minutes
		if err := openSingleSignOn(ctx, env, cfg, users, access, secret); err != nil {
			return err
		}
		env.Go("keys", users.RotateKeys)
		env.Sweep("sessions", users.SweepSessions)
		return nil
	}}, nil
}

// openSingleSignOn adds the OpenID provider, and companies' providers.
func openSingleSignOn(ctx context.Context, env *app.Env, cfg Config, users *userapp.Users, access *userapp.Access, secret []byte) error {
	sso, err := userapp.NewOpenID(users, secret)
	if err != nil {
		return err
	}
	if err := sso.EnsureKey(ctx); err != nil {
		return fmt.Errorf("user: openid key: %w", err)
	}
	outside := egress.New(cfg.OpenID.AllowPrivate || cfg.OpenID.Insecure)
	companies := userapp.NewFederation(users, access, openid.NewAuthority(outside, cfg.OpenID.Issuer, env.Clock, env.Log), cfg.OpenID.Insecure)
	at := openid.Config{Issuer: cfg.OpenID.Issuer, Insecure: cfg.OpenID.Insecure, WechatCodes: cfg.OpenID.WechatCodes}
	provider, err := openid.New(sso, companies, at, env.Log, env.Metrics)
	if err != nil {
		return err
	}
	transport.RegisterOpenID(env.Server, provider, sso, companies)
	env.Go("openid keys", sso.RotateKeys)
	env.Sweep("sign-ins", sso.Sweep)
	env.Sweep("visits to companies' providers", companies.Sweep)
	return nil
}
