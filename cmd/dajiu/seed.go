package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"dajiu/cmd/dajiu/internal/host"
	"dajiu/cmd/dajiu/internal/past"
	"dajiu/cmd/dajiu/internal/seed"
	"dajiu/integrations/wechatpay/sim"
	"dajiu/platform/clock"
	"dajiu/platform/obs"
)

// demoPassword is that of every demo account. It is printed at the start, and no installation has these accounts
// that did not ask for them.
const demoPassword = "dajiu-demo-2026" //nolint:gosec // the demo's, printed at every start and refused in production

type seedCmd struct {
	Data  string `help:"The folder of everything that is kept in files."`
	Seed  uint64 `help:"What the city grows from." default:"1"`
	SKUs  int    `name:"skus" help:"Scale the catalogue up to so many SKUs."`
	Past  int    `name:"past-orders" help:"Write a past of so many orders, of an installation that has none."`
	Today bool   `help:"Let the city be at work: couriers on duty, orders of today, money that waits for a second person."`
}

// Run starts the platform without its API, fills it, and stops it. Seeding again changes nothing. A past is written when
// the platform does not run any more, straight into its stores.
func (s *seedCmd) Run(ctx context.Context, c *cli, io streams) (err error) {
	flags := map[string]any{"user.operator_password": demoPassword, "http.listen": "127.0.0.1:0", "http.private": "", "sim.listen": "127.0.0.1:0"}
	if s.Data != "" {
		flags["data"] = s.Data
	}
	cfg, err := c.load(flags)
	if err != nil {
		return err
	}
	cfg.Obs.LogLevel = "error"
	log, err := obs.NewLogger(io.err, cfg.Obs)
	if err != nil {
		return err
	}
	sum, err := s.city(ctx, io, cfg, log)
	if err == nil && s.Past > 0 {
		err = s.past(ctx, io, cfg, log, &sum.City)
	}
	if err == nil && s.Today {
		err = s.today(ctx, io, cfg, log, &sum.City)
	}
	return err
}

// city runs the platform until the demo city is made.
func (s *seedCmd) city(ctx context.Context, io streams, cfg host.Config, log *slog.Logger) (sum seed.Summary, err error) {
	err = running(ctx, cfg, log, func(ctx context.Context, h *host.Host) (err error) {
		sum, err = fill(ctx, io, h, s.Seed, s.SKUs)
		return err
	})
	return sum, err
}

// today runs the platform until the city is at work.
func (s *seedCmd) today(ctx context.Context, io streams, cfg host.Config, log *slog.Logger, city *past.City) error {
	return running(ctx, cfg, log, func(ctx context.Context, h *host.Host) error {
		n, err := seed.Today(ctx, h.RPC.EdgeConn(), optionsOf(h, s.Seed, s.SKUs), city)
		if err == nil {
			fmt.Fprintf(io.out, "Today: %d orders under way\n", n)
		}
		return err
	})
}

// running runs the platform while something is done, and until everybody was told of it.
func running(ctx context.Context, cfg host.Config, log *slog.Logger, do func(context.Context, *host.Host) error) (err error) {
	h, err := host.Open(ctx, cfg, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var done error
	run := h.Run(ctx, func() {
		if done = do(ctx, h); done == nil {
			done = h.Told(ctx)
		}
		stop()
	})
	return errors.Join(done, run)
}

// past writes what happened in a city before.
func (s *seedCmd) past(ctx context.Context, io streams, cfg host.Config, log *slog.Logger, city *past.City) (err error) {
	began := clock.Real().Now()
	unlock, err := host.Lock(cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	stores, closeAll, err := openStores(ctx, cfg, log)
	defer func() { err = errors.Join(err, closeAll()) }()
	if err != nil {
		return err
	}
	bank, err := sim.OpenPast(host.SimFolder(cfg))
	if err != nil {
		return fmt.Errorf("a past needs the simulated bank: %w", err)
	}
	defer func() { err = errors.Join(err, bank.Close()) }()
	orderKeys, err := host.Keyring(cfg, stores["order"])
	if err != nil {
		return err
	}
	deliveryKeys, err := host.Keyring(cfg, stores["delivery"])
	if err != nil {
		return err
	}
	to := past.Stores{
		OrderKeys: orderKeys, DeliveryKeys: deliveryKeys,
		User: stores["user"], Product: stores["product"], Order: stores["order"], Inventory: stores["inventory"], Payment: stores["payment"], Delivery: stores["delivery"], Analytics: stores["analytics"], Bank: bank,
	}
	told := 0
	n, err := past.Write(ctx, to, city, past.Options{
		Orders: s.Past, Seed: s.Seed, Until: began.Truncate(time.Hour), Joined: joined, Progress: func(done int) {
			if done/tellEvery > told {
				told = done / tellEvery
				fmt.Fprintf(io.out, "  %d orders …\n", done)
			}
		},
	})
	if err != nil {
		return err
	}
	took := clock.Real().Now().Sub(began)
	fmt.Fprintf(io.out, "Past: %d orders of a year in %s (%.0f a second)\n", n, took.Round(time.Second/100), float64(n)/took.Seconds())
	return nil
}

const (
	// joined is in how many of a hundred cases somebody of the past bought at one more store.
	joined    = 12
	tellEvery = 100_000
)

func optionsOf(h *host.Host, from uint64, skus int) seed.Options {
	opts := seed.Options{
		Seed: from, SKUs: skus, Password: demoPassword, Media: h.Config.MediaFolder(),
	}
	if h.Third.SimURL != "" {
		opts.WeixinSim = h.Third.SimURL + "/weixin"
	}
	return opts
}

func fill(ctx context.Context, io streams, h *host.Host, from uint64, skus int) (seed.Summary, error) {
	sum, err := seed.Run(ctx, h.RPC.EdgeConn(), optionsOf(h, from, skus))
	if err != nil {
		return sum, err
	}
	fmt.Fprintf(io.out, "Demo city: %d stores, %d products, %d SKUs, %d staff, %d couriers, %d customers in %s\n",
		sum.Stores, sum.Products, sum.SKUs, sum.Staff, sum.Couriers, sum.Customers, sum.Took.Round(10_000_000))
	return sum, nil
}

// demo fills an installation that has no store yet, and tells a person how to log in.
func demo(ctx context.Context, io streams, h *host.Host) {
	empty, err := seed.Empty(ctx, h.RPC.EdgeConn())
	if err == nil && empty {
		fmt.Fprintln(io.out, "Making the demo city, once …")
		_, err = fill(ctx, io, h, 1, 0)
	}
	if err != nil {
		fmt.Fprintln(io.err, "the demo city could not be made:", err)
	}
	greet(io, h)
	fmt.Fprintf(io.out, "  Operator       %s / %s\n  Store staff    see `GET /v1/admin/staff`; couriers: courier1 … courier24; all with that password\n", seed.Operator, demoPassword)
	if h.Third.SimURL != "" {
		fmt.Fprintf(io.out, "  A customer     POST %s/weixin/sim/codes {\"openid\":\"anybody\"} gives a login code\n", h.Third.SimURL)
	}
}
