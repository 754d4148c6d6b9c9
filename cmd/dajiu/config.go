package main

import (
	"context"
	"fmt"

	"dajiu/cmd/dajiu/internal/host"
	"dajiu/platform/config"
)

type configCmd struct {
	Check  configCheckCmd  `cmd:"" default:"1" help:"Print the effective configuration and what is wrong with it."`
	Policy configPolicyCmd `cmd:"" help:"Print the policy that counts now, or what is wrong with policy.file."`
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

type configPolicyCmd struct{}

// Run prints the policy as a process of this configuration would begin with it, and fails where its file cannot work.
func (configPolicyCmd) Run(_ context.Context, c *cli, io streams) error {
	cfg, err := c.load(nil)
	if err != nil {
		return err
	}
	text, err := host.PrintPolicy(cfg)
	if err != nil {
		return err
	}
	fmt.Fprint(io.out, text)
	return nil
}
