package search

import (
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"
)

// format is the version of how texts become terms. An index of another format is begun anew.
const format = "1"

// field is the one field of a document: all of its terms, with blanks between them.
const field = "t"

var (
	keyCursor   = []byte("cursor")   //nolint:gochecknoglobals // a constant that Go cannot declare as one
	keyIdentity = []byte("identity") //nolint:gochecknoglobals // a constant that Go cannot declare as one
)

// Index is a full-text index in a folder of its own. One process at a time may have it open. It is safe for
// concurrent use; Apply is called by one at a time.
type Index struct {
	log    *slog.Logger
	bleve  bleve.Index
	pinyin *pinyins

	cursor int64
	dirty  bool // since it was opened

	mu   sync.RWMutex // guards view, and its closing
	view *View
}

// Open opens the index of some data in a folder, or begins one there. Identity tells the data from any other: an
// index of other data, of another format, or that cannot be read is thrown away.
func Open(dir, identity string, log *slog.Logger) (*Index, error) {
	identity = format + ":" + identity
	path := filepath.Join(dir, "index")
	x, err := open(path, identity, log)
	if err == nil {
		return x, nil
	}
	if !errors.Is(err, os.ErrNotExist) && !errors.Is(err, bleve.ErrorIndexPathDoesNotExist) {
		log.Warn("the search index is begun anew", "cause", err)
	}
	if err := os.RemoveAll(path); err != nil {
		return nil, fmt.Errorf("search: remove the old index: %w", err)
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, fmt.Errorf("search: make folder: %w", err)
	}
	return begin(path, identity, log)
}

// settings keep the index small at rest, and let Apply return before the disk has it: what a crash loses, it loses
// together with the cursor.
func settings() map[string]any {
	return map[string]any{"unsafe_batch": true, "numSnapshotsToKeep": 1, "bolt_timeout": "2s"}
}

func begin(path, identity string, log *slog.Logger) (*Index, error) {
	rules, err := rules()
	if err != nil {
		return nil, fmt.Errorf("search: rules: %w", err)
	}
	b, err := bleve.NewUsing(path, rules, scorch.Name, scorch.Name, settings())
	if err != nil {
		return nil, fmt.Errorf("search: begin an index: %w", err)
	}
	if err := b.SetInternal(keyIdentity, []byte(identity)); err != nil {
		return nil, errors.Join(fmt.Errorf("search: begin an index: %w", err), b.Close())
	}
	return ready(b, log)
}

func open(path, identity string, log *slog.Logger) (*Index, error) {
	b, err := bleve.OpenUsing(path, settings())
	if err != nil {
		return nil, err //nolint:wrapcheck // only logged
	}
	stored, err := b.GetInternal(keyIdentity)
	if err == nil && string(stored) != identity {
		err = fmt.Errorf("it belongs to %q", stored)
	}
	if err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return ready(b, log)
}

func ready(b bleve.Index, log *slog.Logger) (*Index, error) {
	x := &Index{log: log, bleve: b, pinyin: newPinyins()}
	stored, err := b.GetInternal(keyCursor)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("search: read the cursor: %w", err), b.Close())
	}
	if len(stored) == 8 {
		x.cursor = int64(binary.BigEndian.Uint64(stored))
	}
	if err := x.Refresh(); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return x, nil
}

// rules say that a document is its terms and nothing else: no scores, no stored text, no columns.
func rules() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	if err := m.AddCustomAnalyzer("terms", map[string]any{"type": custom.Name, "tokenizer": whitespace.Name}); err != nil {
		return nil, err
	}
	terms := bleve.NewTextFieldMapping()
	terms.Analyzer = "terms"
	terms.Store, terms.DocValues, terms.IncludeTermVectors, terms.IncludeInAll, terms.SkipFreqNorm = false, false, false, false, true
	doc := bleve.NewDocumentStaticMapping()
	doc.AddFieldMappingsAt(field, terms)
	m.DefaultMapping = doc
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	return m, nil
}

// Cursor returns the cursor that was given last, as far as this process knows; 0 in an index that was begun anew.
func (x *Index) Cursor() int64 { return x.cursor }

// Apply puts documents into the index, in place of those of the same ids, and remembers the cursor. They are found
// when it returns. They are durable a little later, documents and cursor together.
func (x *Index) Apply(docs []Doc, cursor int64) error {
	batch := x.bleve.NewBatch()
	for _, d := range docs {
		doc := map[string]any{field: strings.Join(x.pinyin.termsOf(d), " ")}
		if err := batch.Index(strconv.FormatInt(d.ID, 36), doc); err != nil {
			return fmt.Errorf("search: index %d: %w", d.ID, err)
		}
	}
	batch.SetInternal(keyCursor, binary.BigEndian.AppendUint64(nil, uint64(cursor)))
	if err := x.bleve.Batch(batch); err != nil {
		return fmt.Errorf("search: apply up to %d: %w", cursor, err)
	}
	x.cursor, x.dirty = cursor, true
	return x.Refresh()
}

// Refresh lets readers see the index as it lies now. Apply does it by itself; it is worth calling again some time
// later, when the index has tidied itself up.
func (x *Index) Refresh() error {
	advanced, err := x.bleve.Advanced()
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	reader, err := advanced.Reader()
	if err != nil {
		return fmt.Errorf("search: open a reader: %w", err)
	}
	x.mu.RLock()
	same := x.view != nil && x.view.reader == reader
	x.mu.RUnlock()
	if same {
		return reader.Close()
	}
	view, err := newView(reader)
	if err != nil {
		return errors.Join(err, reader.Close())
	}
	x.mu.Lock()
	old := x.view
	x.view = view
	x.mu.Unlock()
	if old == nil {
		return nil
	}
	return old.reader.Close()
}

// Read calls fn with the index as it lies now. The view must not be kept.
func (x *Index) Read(fn func(v *View) error) error {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.view == nil {
		return ErrClosed
	}
	return fn(x.view)
}

// ErrClosed says that the index was closed.
var ErrClosed = errors.New("search: the index is closed")

// Close waits for readers, and until all is durable, and closes the index. Closing twice is harmless.
func (x *Index) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.view == nil {
		return nil
	}
	err := errors.Join(x.flush(), x.view.reader.Close())
	x.view = nil
	return errors.Join(err, x.bleve.Close())
}

// flush waits until all that was applied is durable. An index that was not changed has nothing to wait for.
func (x *Index) flush() error {
	if !x.dirty {
		return nil
	}
	durable := make(chan error, 1)
	batch := x.bleve.NewBatch()
	batch.SetInternal(keyCursor, binary.BigEndian.AppendUint64(nil, uint64(x.cursor)))
	batch.SetPersistedCallback(func(err error) { durable <- err })
	if err := x.bleve.Batch(batch); err != nil {
		return fmt.Errorf("search: flush: %w", err)
	}
	if err := <-durable; err != nil {
		return fmt.Errorf("search: flush: %w", err)
	}
	return nil
}

// View is the index at one moment.
type View struct {
	reader index.IndexReader
	fuzzy  index.IndexReaderFuzzy
	// ids are the documents' ids by their numbers in the view.
	ids []int64
}

// Len returns how many documents there are, counting those that were replaced and not tidied away yet.
func (v *View) Len() int { return len(v.ids) }

func newView(reader index.IndexReader) (*View, error) {
	fuzzy, ok := reader.(index.IndexReaderFuzzy)
	if !ok {
		return nil, errors.New("search: the index knows no mistakes")
	}
	v := &View{reader: reader, fuzzy: fuzzy}
	all, err := reader.DocIDReaderAll()
	if err != nil {
		return nil, fmt.Errorf("search: read ids: %w", err)
	}
	for {
		number, err := all.Next()
		if err != nil {
			return nil, errors.Join(fmt.Errorf("search: read ids: %w", err), all.Close())
		}
		if number == nil {
			return v, all.Close()
		}
		name, err := reader.ExternalID(number)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("search: read ids: %w", err), all.Close())
		}
		id, err := strconv.ParseInt(name, 36, 64)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("search: read ids: %w", err), all.Close())
		}
		n := int(number.Value())
		for len(v.ids) <= n {
			v.ids = append(v.ids, 0)
		}
		v.ids[n] = id
	}
}
