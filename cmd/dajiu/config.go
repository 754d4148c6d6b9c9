package main

import (
	"context"
	"fmt"

	"dajiu/platform/config"
)

type configCmd struct {
	Check configCheckCmd `cmd:"" default:"1" help:"Print the effective configuration and what is wrong with it."`
}

type configCheckCmd struct{}

// Run prints the effective configuration, secrets masked, and fails where it cannot work.
func (configCheckCmd) Run(_ context.Context, c *cli, io streams) error {
	cfg, err := c.load(nil)
	if err != nil {
		return err
	}
	text, err := config.Print(cfg)
	if err != nil {
		return err
	}
	fmt.Fprint(io.out, text)
	return cfg.Validate()
}
