package find

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"dajiu/platform/search"
	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/shelf"
)

const (
	// batchSize bounds the products that are indexed at once.
	batchSize = 500
	// gather is how long changes are gathered before they are indexed.
	gather = 100 * time.Millisecond
	// settle is how long after the last change the index has tidied itself up.
	settle = 5 * time.Second
	// retry is how long after a failure the next attempt follows.
	retry = 2 * time.Second
)

// Run opens the index, keeps it in step with the catalogue until ctx ends, and closes it.
func (f *Finder) Run(ctx context.Context) error {
	index, err := f.open(ctx)
	if err != nil {
		return err
	}
	for ctx.Err() == nil {
		pause := settle
		changed, err := f.catchUp(ctx, index)
		switch {
		case ctx.Err() != nil:
		case err != nil:
			f.log.WarnContext(ctx, "the search index lags behind", "error", err)
			pause = retry
		case changed:
			pause = gather
		default:
			if err := index.Refresh(); err != nil {
				f.log.WarnContext(ctx, "refresh the search index", "error", err)
			}
		}
		f.rest(ctx, pause, changed || err != nil)
	}
	if err := index.Close(); err != nil {
		return fmt.Errorf("close the search index: %w", err)
	}
	return nil
}

// rest waits for a change, and at most for the pause; where the finder has just been busy, for all of the pause.
func (f *Finder) rest(ctx context.Context, pause time.Duration, busy bool) {
	wake := f.shelf.Changed()
	if busy {
		wake = nil
	}
	timer := f.clock.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-wake:
	case <-timer.Chan():
	}
}

func (f *Finder) open(ctx context.Context) (*search.Index, error) {
	identity, err := f.source.Identity(ctx)
	if err != nil {
		return nil, fmt.Errorf("open the search index: %w", err)
	}
	index, err := search.Open(f.dir, strconv.FormatInt(identity, 36), f.log)
	if err != nil {
		return nil, fmt.Errorf("open the search index: %w", err)
	}
	f.index.Store(index)
	close(f.opened)
	return index, nil
}

// catchUp indexes what has changed since the index's cursor, and reports whether anything had. An index in step costs
// one small query: the catalogue is not even read.
func (f *Finder) catchUp(ctx context.Context, index *search.Index) (bool, error) {
	f.feeding.Lock()
	defer f.feeding.Unlock()
	cursor := index.Cursor()
	revision, err := f.source.Revision(ctx, shelf.CatalogueScope)
	if err != nil {
		return false, err //nolint:wrapcheck // the source names the operation
	}
	if revision == cursor {
		return false, nil
	}
	f.shelf.Touch(shelf.CatalogueScope, revision)
	c, err := f.shelf.Catalogue(ctx)
	if err != nil {
		return false, err //nolint:wrapcheck // the shelf names the operation
	}
	if c.Revision < cursor {
		cursor = 0 // an older copy of the data was put back
	}
	var docs []search.Doc
	for position := range int32(c.Len()) {
		p := c.At(position)
		if p.Seq <= cursor && (p.Category == nil || p.Category.LineSeq <= cursor) && (p.Brand == nil || p.Brand.Seq <= cursor) {
			continue
		}
		docs = append(docs, docOf(p))
		if len(docs) < batchSize {
			continue
		}
		// The cursor stays behind until the last batch: whoever crashes in between begins again.
		if err := index.Apply(docs, index.Cursor()); err != nil {
			return false, err //nolint:wrapcheck // the index names the operation
		}
		docs = docs[:0]
		if ctx.Err() != nil {
			return false, ctx.Err() //nolint:wrapcheck // the caller knows
		}
	}
	return true, index.Apply(docs, c.Revision) //nolint:wrapcheck // the index names the operation
}

// Sync brings the index up to date at once, for tests and tools.
func (f *Finder) Sync(ctx context.Context) error {
	index, err := f.wait(ctx)
	if err != nil {
		return err
	}
	_, err = f.catchUp(ctx, index)
	return err
}

// docOf is what a product is found by.
func docOf(p *shelf.Product) search.Doc {
	d := search.Doc{ID: p.ID, Name: []string{p.Name}, Text: append([]string{p.Origin, p.Subtitle}, p.Tags...)}
	if p.Brand != nil {
		d.Name = append(append(d.Name, p.Brand.Name), p.Brand.Synonyms...)
	}
	if p.Category != nil {
		for _, c := range p.Category.Line {
			d.Text = append(d.Text, c.Name)
		}
		for _, def := range p.Category.Defs {
			if value := p.Attributes[def.Key]; value != "" && (def.Type == domain.Text || def.Type == domain.Choice || def.Type == domain.Year) {
				d.Text = append(d.Text, value)
			}
		}
	}
	if p.ABV > 0 {
		d.Text = append(d.Text, alcohol(p.ABV))
	}
	for i := range p.Skus {
		if !p.Skus[i].Withdrawn {
			d.Text = append(d.Text, p.Skus[i].Spec)
		}
	}
	return d
}

// alcohol is how people say it: 53度, 5.5度.
func alcohol(permille int32) string {
	text := strconv.Itoa(int(permille / 10))
	if tenths := permille % 10; tenths != 0 {
		text += "." + strconv.Itoa(int(tenths))
	}
	return text + "度"
}
