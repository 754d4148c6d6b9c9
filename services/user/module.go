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
	// CoolOff is how long a person can withdraw the closing of their account: 15 days. ExportLife is how long a copy of
	// somebody's data is kept for them: 7 days.
	CoolOff    time.Duration `koanf:"cool_off"`
	ExportLife time.Duration `koanf:"export_life"`
	// OperatorPassword, where set, makes the first operator's account, admin, in an installation that has none.
	OperatorPassword config.Secret `koanf:"operator_password"`
	OpenID           OpenIDConfig  `koanf:"openid"`
	// OperatorFactor says whether operators must have a second factor: always, never, or in production.
	OperatorFactor string `koanf:"operator_factor"`
	// Codes bounds text messages with codes, and guesses at them.
	Codes userapp.CodeLimits `koanf:"codes"`
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

// Deps are what is not the service's own.
type Deps struct {
	Wechat *weixin.Client
	// SMS are the vendors of text messages in the order in which they are tried; none: nobody signs in by phone.
	SMS []SMSVendor
	// SMSReportToken is what vendors report with; empty: they cannot.
	SMSReportToken string
	// Production says that real people and money are served.
	Production bool
}

// SMSVendor is a company that sends text messages for us.
type SMSVendor = transport.Vendor

// When operators must have a second factor.
const (
	FactorAlways       = "always"
	FactorNever        = "never"
	FactorInProduction = "production"
)

// DefaultConfig returns short access tokens and a month of staying signed in.
func DefaultConfig() Config {
	return Config{
		AccessLife: 15 * time.Minute, RefreshLife: 30 * 24 * time.Hour, RotateKeys: 30 * 24 * time.Hour,
		CoolOff: 15 * 24 * time.Hour, ExportLife: 7 * 24 * time.Hour, OperatorFactor: FactorInProduction, Codes: userapp.DefaultCodeLimits(),
	}
}

func (c Config) check() error {
	if c.OperatorFactor != FactorAlways && c.OperatorFactor != FactorNever && c.OperatorFactor != FactorInProduction {
		return fmt.Errorf("user.operator_factor: %q is none of always, never, production", c.OperatorFactor)
	}
	return c.Codes.Check()
}

// Service returns the user service for a host to run.
func Service(cfg Config, deps Deps) (app.Service, error) {
	if err := cfg.check(); err != nil {
		return app.Service{}, err
	}
	folder, err := fs.Sub(migrations, "internal/store/migrations")
	if err != nil {
		return app.Service{}, fmt.Errorf("user: migrations: %w", err)
	}
	return app.Service{Name: "user", Migrations: folder, Sharding: store.Sharding(), Open: func(ctx context.Context, env *app.Env) error {
		users, rows, err := open(ctx, cfg, deps, env)
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
		access := userapp.NewAccess(users, catalogue, env.Access)
		life := int32(cfg.AccessLife / time.Second) //nolint:gosec // minutes
		if err := transport.Register(env.Server, users, access, life, deps.SMSReportToken, env.Log, env.Metrics); err != nil {
			return err
		}
		if err := openSingleSignOn(ctx, env, cfg, users, access); err != nil {
			return err
		}
		times := userapp.PrivacyTimes{CoolOff: cfg.CoolOff, CopyLife: cfg.ExportLife}
		privacy, err := userapp.NewPrivacy(ctx, users, env.Keys, transport.NewKeepers(env.Conn), transport.NewDeals(env.Conn), times)
		if err != nil {
			return err
		}
		transport.RegisterPrivacy(env.Server, env.Consumer, privacy)
		transport.RegisterCustomers(env.Server, rows, env.Clock)
		env.Sweep("privacy requests that wait", privacy.Resume)
		env.Sweep("privacy requests", func(ctx context.Context, now time.Time) (int64, error) {
			return rows.SweepRequests(ctx, now.Add(-store.RecordsKept))
		})
		env.Go("keys", users.RotateKeys)
		env.Sweep("sessions", users.SweepSessions)
		env.Sweep("codes", users.SweepCodes)
		env.Sweep("devices", users.SweepDevices)
		return nil
	}}, nil
}

// openSingleSignOn adds the OpenID provider, and companies' providers.
func openSingleSignOn(ctx context.Context, env *app.Env, cfg Config, users *userapp.Users, access *userapp.Access) error {
	sso, err := userapp.NewOpenID(ctx, users, env.Keys)
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

// open makes the use cases and their store.
func open(ctx context.Context, cfg Config, deps Deps, env *app.Env) (*userapp.Users, *store.Users, error) {
	rows, err := store.New(ctx, env.DB, env.Outbox, env.Keys)
	if err != nil {
		return nil, nil, err
	}
	rows.TellEnded(env.Ended)
	texts, err := transport.NewTexts(deps.SMS, env.IDs, env.Clock, env.Log, env.Metrics)
	if err != nil {
		return nil, nil, err
	}
	metrics, err := userapp.NewMetrics(env.Metrics)
	if err != nil {
		return nil, nil, err
	}
	users, err := userapp.New(ctx, userapp.Deps{
		Store: rows, Wechat: transport.NewWechat(deps.Wechat), Texts: texts, IDs: env.IDs, Clock: env.Clock, Keys: env.Keys, Log: env.Log, Metrics: metrics,
		Policy: userapp.Policy{
			AccessLife: cfg.AccessLife, RefreshLife: cfg.RefreshLife, RotateKeys: cfg.RotateKeys, Codes: cfg.Codes,
			DemandFactor: cfg.OperatorFactor == FactorAlways || cfg.OperatorFactor == FactorInProduction && deps.Production,
		},
	})
	return users, rows, err
}
