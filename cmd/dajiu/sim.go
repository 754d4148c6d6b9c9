package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"dajiu/cmd/dajiu/internal/host"
	"dajiu/platform/obs"
)

type simCmd struct {
	Data   string `help:"The folder of what the simulators remember."`
	Listen string `help:"The simulators' address."`
}

// Run runs the simulators of third parties alone, for an installation whose processes have sim.url set, until a signal comes.
func (s *simCmd) Run(ctx context.Context, c *cli, io streams) (err error) {
	flags := map[string]any{}
	for key, value := range map[string]string{"data": s.Data, "sim.listen": s.Listen} {
		if value != "" {
			flags[key] = value
		}
	}
	cfg, err := c.load(flags)
	if err != nil {
		return err
	}
	log, err := obs.NewLogger(os.Stderr, cfg.Obs)
	if err != nil {
		return err
	}
	h, err := host.OpenSims(ctx, cfg, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	return h.Run(ctx, func() { fmt.Fprintf(io.out, "The simulators are ready at %s\n", h.Third.SimURL) })
}
