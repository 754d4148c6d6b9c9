package product

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"dajiu/platform/app"
	"dajiu/platform/sqldb"
	productapp "dajiu/services/product/internal/app"
	"dajiu/services/product/internal/find"
	"dajiu/services/product/internal/media"
	"dajiu/services/product/internal/shelf"
	"dajiu/services/product/internal/store"
	"dajiu/services/product/internal/transport"
)

//go:embed internal/store/migrations/*.sql
var migrations embed.FS //nolint:gochecknoglobals // embedding needs a variable

// Config is what may be set.
type Config struct {
	// PollEvery is how soon a process learns of what another one changed: 250 milliseconds by default. On SQLite
	// there is no other.
	PollEvery time.Duration `koanf:"poll_every"`
	// RankEvery is how often the bestsellers are counted anew: 5 minutes by default.
	RankEvery time.Duration `koanf:"rank_every"`
	// FourEyes says whether somebody else must publish what an operator changed of a product on sale: always, never, or in
	// production.
	FourEyes string `koanf:"four_eyes"`
}

// When four eyes are demanded (双人复核).
const (
	FourEyesAlways       = "always"
	FourEyesNever        = "never"
	FourEyesInProduction = "production"
)

// DefaultConfig returns the defaults.
func DefaultConfig() Config {
	return Config{PollEvery: 250 * time.Millisecond, RankEvery: 5 * time.Minute, FourEyes: FourEyesInProduction}
}

// Service returns the product service for a host to run. Pictures that people send are kept in a folder, from which the
// gateway serves them under /media/. Production says that real people and money are served.
func Service(cfg Config, pictures string, production bool) (app.Service, error) {
	if cfg.FourEyes != FourEyesAlways && cfg.FourEyes != FourEyesNever && cfg.FourEyes != FourEyesInProduction {
		return app.Service{}, fmt.Errorf("product.four_eyes: %q is none of always, never, production", cfg.FourEyes)
	}
	fourEyes := cfg.FourEyes == FourEyesAlways || cfg.FourEyes == FourEyesInProduction && production
	folder, err := fs.Sub(migrations, "internal/store/migrations")
	if err != nil {
		return app.Service{}, fmt.Errorf("product: migrations: %w", err)
	}
	return app.Service{Name: "product", Migrations: folder, Sharding: store.Sharding(), Open: func(_ context.Context, env *app.Env) error {
		return open(cfg, env, pictures, fourEyes)
	}}, nil
}

func open(cfg Config, env *app.Env, pictures string, fourEyes bool) error {
	sh := shelf.New()
	rows := store.New(env.DB, env.Outbox, env.IDs, env.Clock, sh.Touch)
	sh.Attach(rows)
	finder, err := find.New(sh, rows, filepath.Join(env.Dir, "search"), env.Clock, env.Log)
	if err != nil {
		return fmt.Errorf("product: %w", err)
	}
	admin := &productapp.Admin{Records: rows, Revisions: rows, Shelf: sh, Clock: env.Clock}
	importer := productapp.NewImporter(admin, rows, sh, fourEyes)
	err = transport.Register(env.Server, transport.Parts{
		Admin: admin, Imports: rows, Importer: importer,
		Shelf: sh, Finder: finder, Assortments: rows, Texts: rows, Merchants: rows, Clock: env.Clock, Pictures: media.New(pictures),
		Revisions: rows, Histories: rows, Taxonomy: rows, FourEyes: fourEyes, Ranges: transport.NewRanges(env.Conn),
		Shared: env.Shared, Metrics: env.Metrics,
	})
	if err != nil {
		return fmt.Errorf("product: %w", err)
	}
	transport.Subscribe(env.Consumer, rows)
	transport.SubscribeImports(env.Consumer, importer)
	env.Go("search", finder.Run)
	env.Go("rank", func(ctx context.Context) error { return rank(ctx, cfg, env, sh, rows) })
	if env.DB.Engine() != sqldb.SQLite {
		env.Go("poll", func(ctx context.Context) error { return poll(ctx, cfg, env, sh) })
	}
	return nil
}

// poll learns of other processes' changes.
func poll(ctx context.Context, cfg Config, env *app.Env, sh *shelf.Shelf) error {
	ticker := env.Clock.NewTicker(cfg.PollEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.Chan():
			if err := sh.Poll(ctx); err != nil && ctx.Err() == nil {
				env.Log.WarnContext(ctx, "learn of other processes' changes", "error", err)
			}
		}
	}
}

// rank counts what sells, at once and then from time to time, and forgets what was sold too long ago.
func rank(ctx context.Context, cfg Config, env *app.Env, sh *shelf.Shelf, rows *store.Catalog) error {
	ticker := env.Clock.NewTicker(cfg.RankEvery)
	defer ticker.Stop()
	for {
		if err := errors.Join(rows.SweepSales(ctx), sh.Rank(ctx)); err != nil && ctx.Err() == nil {
			env.Log.WarnContext(ctx, "rank the bestsellers", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.Chan():
		}
	}
}
