// Command dajiu is the whole platform 滴滴打酒 in one program: all services in one process on a laptop, or any of
// them in processes of a cluster.
//
// Each command is a file of its own here; what they share, the composition, is in internal/host. Start with
// serve.go.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // an empty image has no list of time zones

	"github.com/alecthomas/kong"

	"dajiu/cmd/dajiu/internal/host"
	"dajiu/platform/config"
)

// cli is the command line.
type cli struct {
	Config string            `help:"YAML file with the configuration." type:"path" env:"DAJIU_CONFIG" short:"c"`
	Set    map[string]string `help:"Set a configuration key, such as http.listen=:80." short:"s" mapsep:"none"`

	Serve     serveCmd   `cmd:"" help:"Run the platform, or some of its services."`
	Sim       simCmd     `cmd:"" help:"Run the simulators of third parties alone, for processes that have sim.url set."`
	Migrate   migrateCmd `cmd:"" help:"Bring the databases' schemas to this program's version."`
	Seed      seedCmd    `cmd:"" help:"Fill an installation with a demo city."`
	Check     checkCmd   `cmd:"" help:"Prove over all stores that no fen and no bottle is lost."`
	Bench     benchCmd   `cmd:"" help:"Measure a running server through its REST API."`
	Letters   lettersCmd `cmd:"" name:"dead-letters" help:"List or replay the events that a running server could not handle."`
	Health    healthCmd  `cmd:"" help:"Ask a server that runs on this machine whether it is ready; fail where it is not."`
	Keys      keysCmd    `cmd:"" help:"List or rotate the keys by which a running server seals what it keeps."`
	ShowSetup configCmd  `cmd:"" name:"config" help:"Print the effective configuration, secrets masked."`
}

// streams are where a command reads from and writes to.
type streams struct {
	out, err io.Writer
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], streams{out: os.Stdout, err: os.Stderr})
	stop()
	os.Exit(code)
}

// errChecked says that a command did its work and what it looked at is not as it should be.
var errChecked = errors.New("check failed")

// run is main without the process: 0 is success, 1 a failure, 2 a wrong command line.
func run(ctx context.Context, args []string, io streams) int {
	var c cli
	parser, err := kong.New(&c, kong.Name("dajiu"), kong.Description("滴滴打酒: an on-demand liquor retail platform."),
		kong.Writers(io.out, io.err), kong.UsageOnError(), kong.Vars{"services": fmt.Sprint(host.Names())})
	if err != nil {
		fmt.Fprintln(io.err, err)
		return 2
	}
	command, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintln(io.err, "dajiu:", err)
		return 2
	}
	command.BindTo(ctx, (*context.Context)(nil))
	if err := command.Run(&c, io); err != nil {
		if !errors.Is(err, errChecked) {
			fmt.Fprintln(io.err, "dajiu:", err)
		}
		return 1
	}
	return 0
}

// load returns the configuration that the command line, the environment and the file make together.
func (c *cli) load(flags map[string]any) (host.Config, error) {
	all := map[string]any{}
	for key, value := range c.Set {
		all[key] = value
	}
	for key, value := range flags {
		all[key] = value
	}
	return config.Load(host.DefaultConfig(), config.Sources{File: c.Config, Env: "DAJIU_", Flags: all})
}
