package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"

	"dajiu/cmd/dajiu/internal/host"
	"dajiu/platform/obs"
)

type serveCmd struct {
	Services []string `help:"The services to run: ${services}. All by default."`
	RPC      string   `help:"How services call each other: inproc, or tcp." placeholder:"MODE"`
	Data     string   `help:"The folder of everything that is kept in files."`
	Listen   string   `help:"The public address."`
	Demo     bool     `help:"Fill an empty installation with the demo city before serving."`
}

func (s *serveCmd) flags() map[string]any {
	flags := map[string]any{}
	if len(s.Services) > 0 {
		flags["services"] = s.Services
	}
	for key, value := range map[string]string{"rpc.mode": s.RPC, "data": s.Data, "http.listen": s.Listen} {
		if value != "" {
			flags[key] = value
		}
	}
	if s.Demo {
		flags["user.operator_password"] = demoPassword
		flags["demo.password"] = demoPassword
	}
	return flags
}

// Run serves until a signal comes or a part fails.
func (s *serveCmd) Run(ctx context.Context, c *cli, io streams) (err error) {
	cfg, err := c.load(s.flags())
	if err != nil {
		return err
	}
	log, err := obs.NewLogger(os.Stderr, cfg.Obs)
	if err != nil {
		return err
	}
	slog.SetDefault(log) // libraries that take no logger speak to it
	stopTracing, err := obs.StartTracing(ctx, cfg.Obs, "dajiu")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stopTracing(context.WithoutCancel(ctx))) }()
	h, err := host.Open(ctx, cfg, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	collectLess()
	ready := func() { greet(io, h) }
	if s.Demo {
		ready = func() { demo(ctx, io, h) }
	}
	return h.Run(ctx, ready)
}

// greet tells a person where to look.
func greet(io streams, h *host.Host) {
	if addr := h.PublicAddr(); addr != "" {
		fmt.Fprintf(io.out, "滴滴打酒 is ready\n  Mini-program   http://%s/m/   in a browser, as a phone would show it\n", addr)
		fmt.Fprintf(io.out, "  Admin          http://%s/admin/   for operators and merchants\n", addr)
		fmt.Fprintf(io.out, "  API            http://%s/v1/   described at http://%s/docs/\n", addr, addr)
	}
	if h.Third.SimURL != "" {
		fmt.Fprintf(io.out, "  Simulators     %s/   pay an order by hand there; no real money moves\n", h.Third.SimURL)
	}
	if h.Config.HTTP.Private != "" {
		fmt.Fprintf(io.out, "  Private        http://%s/metrics   /readyz   /debug/pprof/\n", h.Config.HTTP.Private)
	}
}

// gcPercent trades memory that a server has for time that it has not: its live heap is some 40 MB.
const gcPercent = 300

// collectLess lets garbage grow further before it is collected, unless GOGC says otherwise.
func collectLess() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
}
