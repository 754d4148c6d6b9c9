package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"dajiu/cmd/dajiu/internal/host"
	"dajiu/cmd/dajiu/internal/seed"
	"dajiu/platform/obs"
)

// demoPassword is that of every demo account. It is printed at the start, and no installation has these accounts
// that did not ask for them.
const demoPassword = "dajiu-demo-2026"

type seedCmd struct {
	Data string `help:"The folder of everything that is kept in files."`
	Seed uint64 `help:"What the city grows from." default:"1"`
	SKUs int    `name:"skus" help:"Scale the catalogue up to so many SKUs."`
}

// Run starts the platform without its API, fills it, and stops it. Seeding again changes nothing.
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
	h, err := host.Open(ctx, cfg, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var seeded error
	run := h.Run(ctx, func() {
		seeded = fill(ctx, io, h, s.Seed, s.SKUs)
		stop()
	})
	return errors.Join(seeded, run)
}

func fill(ctx context.Context, io streams, h *host.Host, from uint64, skus int) error {
	opts := seed.Options{
		Seed: from, SKUs: skus, Password: demoPassword, Media: filepath.Join(h.Config.Data, "media"),
	}
	if h.Third.SimURL != "" {
		opts.WeixinSim = h.Third.SimURL + "/weixin"
	}
	sum, err := seed.Run(ctx, h.RPC.EdgeConn(), opts)
	if err != nil {
		return err
	}
	fmt.Fprintf(io.out, "Demo city: %d stores, %d products, %d SKUs, %d staff, %d couriers, %d customers in %s\n",
		sum.Stores, sum.Products, sum.SKUs, sum.Staff, sum.Couriers, sum.Customers, sum.Took.Round(10_000_000))
	return nil
}

// demo fills an installation that has no store yet, and tells a person how to log in.
func demo(ctx context.Context, io streams, h *host.Host) {
	empty, err := seed.Empty(ctx, h.RPC.EdgeConn())
	if err == nil && empty {
		fmt.Fprintln(io.out, "Making the demo city, once …")
		err = fill(ctx, io, h, 1, 0)
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
