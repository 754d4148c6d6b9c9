package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/services/analytics/internal/domain"
	"dajiu/services/analytics/internal/sheet"
	"dajiu/services/analytics/internal/store"
)

// Lists reads lists of any service as a person would.
type Lists interface {
	// Check refuses a source that there is not, and a query that is not its request.
	Check(source, query string) error
	// As returns a reader of a list as a person. Each page is decided by what they may see when it is read.
	As(userID int64, source, query string) (Pages, error)
}

// Pages reads a list page by page.
type Pages interface {
	// Next returns the rows of the next page as JSON has them; more says that there is another.
	Next(ctx context.Context) (rows []any, more bool, err error)
}

// Exports makes files of lists.
type Exports struct {
	Store *store.Store
	Lists Lists
	IDs   *id.Generator
	Clock clock.Clock
	Log   *slog.Logger
	// Dir is where files lie.
	Dir string

	wake chan struct{}
}

// NewExports returns the use cases, with a folder for files that is made where it is missing.
func NewExports(rows *store.Store, lists Lists, ids *id.Generator, c clock.Clock, log *slog.Logger, dir string) (*Exports, error) {
	e := &Exports{Store: rows, Lists: lists, IDs: ids, Clock: c, Log: log, Dir: filepath.Join(dir, "exports"), wake: make(chan struct{}, 1)}
	if err := os.MkdirAll(e.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("exports: folder: %w", err)
	}
	return e, nil
}

// Create queues an export of a person, named by a key. INVALID_ARGUMENT for a source that there is not, or a query that is not its
// request; whether they may read the list is decided when it is read.
func (e *Exports) Create(ctx context.Context, x domain.Export) (domain.Export, error) {
	x, err := e.prepare(x)
	if err != nil {
		return x, err
	}
	x, err = e.Store.AddExport(ctx, x)
	e.Wake()
	return x, err
}

// prepare completes an export that is to be queued.
func (e *Exports) prepare(x domain.Export) (domain.Export, error) {
	if err := e.Lists.Check(x.Source, x.Query); err != nil {
		return x, err
	}
	raw, err := json.Marshal([]any{x.Source, x.Query, x.Columns, x.Format, x.FileName})
	if err != nil {
		return x, fmt.Errorf("export: %w", err)
	}
	sum := sha256.Sum256(raw)
	x.ID, x.CreatedAt, x.Hash = e.IDs.NextFor(x.UserID), e.Clock.Now(), hex.EncodeToString(sum[:])
	x.FileName += x.Format.Ending()
	return x, nil
}

// Wake makes a worker look for what waits.
func (e *Exports) Wake() {
	select {
	case e.wake <- struct{}{}:
	default:
	}
}

// path is where the file of an export lies.
func (e *Exports) path(x domain.Export) string {
	return filepath.Join(e.Dir, strconv.FormatInt(x.ID, 10)+x.Format.Ending())
}

// pollEvery is how often a worker looks without being woken: for what another process queued, or left.
const pollEvery = 5 * time.Second

// Run makes files until ctx ends. Several may run.
func (e *Exports) Run(ctx context.Context) error {
	for ctx.Err() == nil {
		x, found, err := e.Store.ClaimExport(ctx)
		if err != nil && ctx.Err() == nil {
			e.Log.WarnContext(ctx, "look for exports", "error", err)
		}
		if found {
			e.Wake() // the next worker may find another
			e.make(ctx, x)
			continue
		}
		timer := e.Clock.NewTimer(pollEvery)
		select {
		case <-ctx.Done():
		case <-e.wake:
		case <-timer.Chan():
		}
		timer.Stop()
	}
	return nil
}

// errTaken says that a run is not ours any more: it was cancelled, or another has it.
var errTaken = errors.New("export: taken away")

// make makes the file of a claimed export. Where the process stops meanwhile its lease runs out, and it is made anew.
func (e *Exports) make(ctx context.Context, x domain.Export) {
	part := fmt.Sprintf("%s.%d", e.path(x), x.Attempts)
	defer func() { _ = os.Remove(part) }() // it is there only where it was not finished
	failure := e.write(ctx, &x, part)
	if ctx.Err() != nil || errors.Is(failure, errTaken) {
		return
	}
	if failure == nil {
		failure = os.Rename(part, e.path(x))
	}
	if failure != nil {
		e.Log.WarnContext(ctx, "export failed", "export", x.ID, "source", x.Source, "error", failure)
	}
	ours, err := e.Store.FinishExport(ctx, x, failure)
	if err != nil {
		e.Log.ErrorContext(ctx, "export not finished", "export", x.ID, "error", err)
	}
	if !ours && err == nil {
		_ = os.Remove(e.path(x)) // cancelled at the very end
	}
}

// keepEvery is how often a run tells how far it is.
const keepEvery = time.Second

func (e *Exports) write(ctx context.Context, x *domain.Export, path string) (err error) {
	pages, err := e.Lists.As(x.UserID, x.Source, x.Query)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600) //nolint:gosec // a name of our own
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	titles := make([]string, len(x.Columns))
	for i, c := range x.Columns {
		titles[i] = c.Title
	}
	to, err := sheet.New(file, x.Format, titles)
	if err != nil {
		return err
	}
	if err := e.copy(ctx, x, pages, to); err != nil {
		return err
	}
	if err := to.Close(); err != nil {
		return err
	}
	x.Bytes, err = file.Seek(0, io.SeekCurrent)
	return err //nolint:wrapcheck // of a file that was just written
}

// copy writes all rows, page by page.
func (e *Exports) copy(ctx context.Context, x *domain.Export, pages Pages, to sheet.Writer) error {
	told := e.Clock.Now()
	for {
		rows, more, err := pages.Next(ctx)
		if err != nil {
			return err
		}
		names, err := e.namesOf(ctx, x.Columns, rows)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if x.Rows == domain.MaxExportRows {
				x.Truncated = true
				return nil
			}
			if err := to.Row(Cells(x.Columns, row, names)); err != nil {
				return err
			}
			x.Rows++
		}
		if !more {
			return nil
		}
		if now := e.Clock.Now(); now.Sub(told) >= keepEvery {
			told = now
			ours, err := e.Store.KeepExport(ctx, *x)
			if err != nil {
				return err
			}
			if !ours {
				return errTaken
			}
		}
	}
}

// MaxPart is how much of a file is read at a time.
const MaxPart = 3 << 20

// Read returns a part of a person's file. ANALYTICS_EXPORT_NOT_FOUND, ANALYTICS_EXPORT_NOT_READY.
func (e *Exports) Read(ctx context.Context, userID, id, offset int64) (x domain.Export, part []byte, err error) {
	if x, err = e.Store.Export(ctx, userID, id); err != nil {
		return x, nil, err
	}
	gone := errs.New(codes.FailedPrecondition, "ANALYTICS_EXPORT_NOT_READY", "文件还没有生成，或已过期")
	if x.State != domain.ExportDone {
		return x, nil, gone
	}
	file, err := os.Open(e.path(x))
	if errors.Is(err, os.ErrNotExist) {
		return x, nil, gone
	}
	if err != nil {
		return x, nil, fmt.Errorf("export: %w", err)
	}
	defer func() { _ = file.Close() }() // it was only read
	part = make([]byte, MaxPart)
	n, err := file.ReadAt(part, offset)
	if err != nil && !errors.Is(err, io.EOF) {
		return x, nil, fmt.Errorf("export: %w", err)
	}
	return x, part[:n], nil
}

// Sweep deletes files that are past their time, and returns how many.
func (e *Exports) Sweep(ctx context.Context, now time.Time) (int64, error) {
	list, err := e.Store.ExpireExports(ctx, now)
	for _, x := range list {
		if gone := os.Remove(e.path(x)); gone != nil && !errors.Is(gone, os.ErrNotExist) {
			e.Log.WarnContext(ctx, "a file stays", "export", x.ID, "error", gone)
		}
	}
	return int64(len(list)), err
}
