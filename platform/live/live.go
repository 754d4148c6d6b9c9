// Package live keeps a document that operators change while the program runs: it is read again when its content changes, and
// counts from then on.
//
// It guarantees that what counts was valid as a whole: a file that is not, or that cannot be read, is reported once, counted in
// a metric, and changes nothing. Content is compared, not names and times: a mount that swaps links under the same name, as
// Kubernetes does for its ConfigMaps, is noticed like an edit.
//
// It does not know what a document means. Start with [Open].
package live

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"dajiu/platform/clock"
	"dajiu/platform/config"
)

// look is how often the file is read.
const look = time.Second

// maxBytes bounds a document.
const maxBytes = 1 << 20

// Document is a file and what it says. Subscribe first, then Run.
type Document[T any] struct {
	file     string
	defaults T
	validate func(T) error
	log      *slog.Logger
	clock    clock.Clock
	metrics  *metrics

	now         T
	seen        []byte // the content that was judged last
	pending     []byte // other content that was read once: what is still being written is not judged
	parsed      bool   // whether it was valid
	failed      string // why it could not be read, where it could not
	subscribers []func(T) error
}

// Open reads a YAML file over the defaults; with an empty name the defaults are all there is. At the start a file that is not
// valid is an error: nothing else counted before. Content counts once it was read twice. Registry may be nil.
func Open[T any](file string, defaults T, validate func(T) error, log *slog.Logger, c clock.Clock, reg prometheus.Registerer) (*Document[T], error) {
	d := &Document[T]{file: file, defaults: defaults, validate: validate, log: log, clock: c, now: defaults, metrics: newMetrics()}
	if file == "" {
		if err := validate(defaults); err != nil {
			return nil, fmt.Errorf("live: defaults: %w", err)
		}
		return d, nil
	}
	text, err := read(file)
	if err != nil {
		return nil, err
	}
	if d.now, err = d.parse(text); err != nil {
		return nil, fmt.Errorf("live: %s: %w", file, err)
	}
	d.seen, d.parsed = text, true
	return d, d.metrics.register(reg)
}

// Now returns what counts. It is for the time before Run.
func (d *Document[T]) Now() T { return d.now }

// Subscribe tells the document to a function at once, and again whenever it changes. One that refuses it, which should have
// been a matter of validation, is logged.
func (d *Document[T]) Subscribe(f func(T) error) error {
	d.subscribers = append(d.subscribers, f)
	return f(d.now)
}

// Run follows the file until ctx ends.
func (d *Document[T]) Run(ctx context.Context) error {
	if d.file == "" {
		<-ctx.Done()
		return nil
	}
	ticker := d.clock.NewTicker(look)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.Chan():
			d.refresh(ctx)
		}
	}
}

// refresh reads the file, and makes it count where it is another one and valid.
func (d *Document[T]) refresh(ctx context.Context) {
	text, err := read(d.file)
	if err != nil {
		if err.Error() != d.failed {
			d.failed = err.Error()
			d.refuse(ctx, err)
		}
		return
	}
	back := d.failed != "" && d.parsed
	d.failed = ""
	if bytes.Equal(text, d.seen) {
		if back {
			d.metrics.valid.Set(1)
		}
		return
	}
	if !bytes.Equal(text, d.pending) {
		d.pending = text
		return
	}
	d.seen = text
	next, err := d.parse(text)
	if d.parsed = err == nil; !d.parsed {
		d.refuse(ctx, err)
		return
	}
	d.now = next
	d.metrics.valid.Set(1)
	d.metrics.changes.Inc()
	d.log.InfoContext(ctx, "a live document changed", "file", d.file)
	for _, tell := range d.subscribers {
		if err := tell(next); err != nil {
			d.refuse(ctx, err)
		}
	}
}

func (d *Document[T]) parse(text []byte) (T, error) {
	if len(bytes.TrimSpace(text)) == 0 {
		return d.now, errors.New("it is empty")
	}
	next, err := config.Parse(d.defaults, text)
	if err != nil {
		return next, err //nolint:wrapcheck // the caller names the file
	}
	return next, d.validate(next)
}

func (d *Document[T]) refuse(ctx context.Context, err error) {
	d.metrics.refused.Inc()
	d.metrics.valid.Set(0)
	d.log.ErrorContext(ctx, "a live document is not valid; the one before goes on counting", "file", d.file, "error", err)
}

func read(file string) ([]byte, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, fmt.Errorf("live: %w", err)
	}
	if info.Size() > maxBytes {
		return nil, fmt.Errorf("live: %s has more than %d bytes", file, maxBytes)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("live: %w", err)
	}
	return text, nil
}
