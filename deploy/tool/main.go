// Command tool makes and proves what deploys the platform: the container image, the Compose file and the Helm chart. It is a
// module of its own, so that nothing of Helm or of Kubernetes gets into the program's dependencies.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/alecthomas/kong"

	"dajiu/deploy/tool/internal/image"
)

type cli struct {
	Image   imageCmd   `cmd:"" help:"Make the container image of a static program, without a container engine."`
	Inspect inspectCmd `cmd:"" help:"Check that an image's file is what is promised of it; with --extract, lay its files out."`
	Chart   chartCmd   `cmd:"" help:"Render the chart with all sets of values, and prove what comes out."`
	Compose composeCmd `cmd:"" help:"Prove the Compose file."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	var c cli
	command := kong.Parse(&c, kong.Name("tool"), kong.UsageOnError())
	command.BindTo(ctx, (*context.Context)(nil))
	command.BindTo(os.Stdout, (*io.Writer)(nil))
	err := command.Run()
	stop()
	command.FatalIfErrorf(err)
}

type imageCmd struct {
	Binary       string `help:"The program." required:""`
	Out          string `help:"The file to write." required:""`
	Architecture string `help:"What the program was built for." default:"amd64" enum:"amd64,arm64"`
	Version      string `help:"The release." default:"dev"`
	Repository   string `help:"The image's name without its tag." default:"dajiu"`
}

// Run makes the image and writes it.
func (i *imageCmd) Run(out io.Writer) error {
	img, err := image.Build(image.Options{Binary: i.Binary, Architecture: i.Architecture, Version: i.Version})
	if err != nil {
		return err
	}
	tag := i.Repository + ":" + i.Version
	if err := image.Write(i.Out, img, tag); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %s; a container engine loads it: docker load -i %s\n", i.Out, tag, i.Out)
	return nil
}

type inspectCmd struct {
	File    string `arg:"" help:"The image's file."`
	Extract string `help:"An empty folder to lay the files out in." type:"path"`
}

// Run prints what the image is, and fails where it is not what it should be.
func (i *inspectCmd) Run(out io.Writer) error {
	img, err := image.Read(i.File)
	if err != nil {
		return err
	}
	facts, err := image.Check(img)
	fmt.Fprintf(out, "image: %d layer, files %v, folders %v, %.1f MB, user %d, %d authorities, %s\n",
		facts.Layers, facts.Files, image.Folders(), float64(facts.Size)/(1<<20), image.User, facts.Roots, facts.Digest)
	if err != nil || i.Extract == "" {
		return err
	}
	if err := os.Mkdir(i.Extract, 0o755); err != nil && !errors.Is(err, os.ErrExist) { //nolint:gosec // a root folder
		return fmt.Errorf("extract: %w", err)
	}
	return image.Extract(img, i.Extract)
}
