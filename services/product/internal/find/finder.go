package find

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/maypok86/otter/v2"
	"google.golang.org/grpc/codes"

	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/search"
	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/shelf"
)

// Source tells which data the index belongs to.
type Source interface {
	Identity(ctx context.Context) (int64, error)
	Revision(ctx context.Context, scope int64) (int64, error)
}

// Finder searches the catalogue. It is safe for concurrent use.
type Finder struct {
	shelf  *shelf.Shelf
	source Source
	dir    string
	clock  clock.Clock
	log    *slog.Logger

	feeding sync.Mutex // held by whoever feeds the index
	index   atomic.Pointer[search.Index]
	opened  chan struct{} // closed when the index is open
	ranked  *otter.Cache[string, *ranking]
}

// cachedHits bounds what is remembered of answers: 8 bytes a hit.
const cachedHits = 200_000

// New returns a finder whose index lies in a folder. It answers once Run has opened the index.
func New(sh *shelf.Shelf, source Source, dir string, clk clock.Clock, log *slog.Logger) (*Finder, error) {
	ranked, err := otter.New(&otter.Options[string, *ranking]{
		MaximumWeight: cachedHits,
		Weigher:       func(_ string, r *ranking) uint32 { return uint32(len(r.hits)) + 16 },
	})
	if err != nil {
		return nil, fmt.Errorf("find: make cache: %w", err)
	}
	return &Finder{shelf: sh, source: source, dir: dir, clock: clk, log: log, opened: make(chan struct{}), ranked: ranked}, nil
}

// Wish is what a customer looks for in a store.
type Wish struct {
	Words    string
	Category int64
	After    shelf.Mark
	Limit    int
}

// ranking is what some words find in the whole catalogue, best first.
type ranking struct {
	catalogue *shelf.Catalogue
	view      *search.View
	hits      []hit
}

// hit is a product with its rank, in a form that sorts fast: what is left to the best rank in the high half, the
// product's age in the low one. The less, the better.
type hit uint64

const bestRank = 1 << 24

func newHit(rank, age int32) hit { return hit(bestRank-rank)<<32 | hit(age) }

func (h hit) rank() int32 { return bestRank - int32(h>>32) }
func (h hit) age() int32  { return int32(h & (1<<32 - 1)) }

// Find returns what a store lists of what the words mean, best first. It reports PRODUCT_CATEGORY_NOT_FOUND, and
// UNAVAILABLE in the moments before the index is open.
func (f *Finder) Find(ctx context.Context, sheet *shelf.Sheet, w Wish) (shelf.Page, error) {
	var category *shelf.Category
	if w.Category != 0 {
		if category = sheet.Catalogue.Category(w.Category); category == nil {
			return shelf.Page{}, domain.ErrCategoryNotFound
		}
	}
	r, err := f.ranking(ctx, sheet.Catalogue, w.Words)
	if err != nil {
		return shelf.Page{}, err
	}
	page := shelf.Page{Positions: make([]int32, 0, w.Limit)}
	more := false
	for _, h := range r.hits {
		position := sheet.Catalogue.ByAge(h.age())
		if !sheet.Listed(position) || category != nil && !sheet.Catalogue.Holds(category, position) {
			continue
		}
		page.Total++
		switch {
		case !after(h.rank(), sheet.Catalogue.At(position).ID, w.After):
		case len(page.Positions) < w.Limit:
			page.Positions = append(page.Positions, position)
			page.Next = shelf.Mark{Key: int64(h.rank()), ID: sheet.Catalogue.At(position).ID}
		default:
			more = true
		}
	}
	if !more {
		page.Next = shelf.Mark{}
	}
	return page, nil
}

// after reports whether a hit comes after a mark. Of equal ranks the newest product comes first.
func after(rank int32, id int64, m shelf.Mark) bool {
	return m == shelf.Mark{} || int64(rank) < m.Key || int64(rank) == m.Key && id < m.ID
}

func (f *Finder) ranking(ctx context.Context, c *shelf.Catalogue, words string) (*ranking, error) {
	index, err := f.wait(ctx)
	if err != nil {
		return nil, err
	}
	q := search.Parse(words)
	var r *ranking
	err = index.Read(func(v *search.View) error {
		if known, ok := f.ranked.GetIfPresent(q.Folded); ok && known.catalogue == c && known.view == v {
			r = known
			return nil
		}
		found, err := v.Match(ctx, q)
		if err != nil {
			return fmt.Errorf("find %q: %w", q.Folded, err)
		}
		r = &ranking{catalogue: c, view: v, hits: rank(c, q, found)}
		return nil
	})
	if errors.Is(err, search.ErrClosed) {
		return nil, unavailable(err)
	}
	if err != nil {
		return nil, err //nolint:wrapcheck // wrapped inside
	}
	f.ranked.Set(q.Folded, r)
	return r, nil
}

// wait returns the index when it is open.
func (f *Finder) wait(ctx context.Context) (*search.Index, error) {
	select {
	case <-f.opened:
		return f.index.Load(), nil
	default:
	}
	select {
	case <-f.opened:
		return f.index.Load(), nil
	case <-ctx.Done():
		return nil, unavailable(ctx.Err())
	}
}

func unavailable(cause error) error {
	return errs.New(codes.Unavailable, errs.ReasonUnavailable, "搜索暂不可用，请稍后再试").Wrap(cause)
}

// rank puts hits in order: by how well they meet the words, of equal ones the newest first.
func rank(c *shelf.Catalogue, q search.Query, found search.Result) []hit {
	hits := make([]hit, 0, len(found.Hits))
	weigh := query{folded: q.Folded, words: q.Words()}
	for _, h := range found.Hits {
		position, ok := c.Position(h.ID)
		if !ok || !c.Listable(position) {
			continue
		}
		hits = append(hits, newHit(weigh.worth(c.At(position), h, found.Care), c.Age(position)))
	}
	slices.Sort(hits)
	return hits
}
