package main

import (
	"context"
	"fmt"
	"io"

	"dajiu/deploy/tool/internal/compose"
)

type composeCmd struct {
	Dir    string `arg:"" help:"The folder of compose.yaml." type:"existingdir"`
	Binary string `help:"The program." required:"" type:"existingfile"`
}

// Run loads the file as its example of variables, filled in, makes it, and prints what was looked at.
func (c *composeCmd) Run(ctx context.Context, out io.Writer) error {
	if err := compose.Secretless(c.Dir); err != nil {
		return err
	}
	env, err := compose.Filled(c.Dir)
	if err != nil {
		return err
	}
	project, err := compose.Load(ctx, c.Dir, env)
	if err != nil {
		return err
	}
	counts, err := compose.Check(ctx, project, env["DAJIU_IMAGE"], c.Binary)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "compose: %d services as the specification has them, %d of our image understood\n", counts.Services, counts.Ours)
	return nil
}
