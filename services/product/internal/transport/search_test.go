package transport

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/errs"
	"dajiu/platform/testkit"
	"dajiu/services/product/internal/find"
	"dajiu/services/product/internal/shelf"
)

// shelfOfBottles is a small shop to search in.
func shelfOfBottles(t *testing.T) (w *world, storeID int64) {
	t.Helper()
	w = newWorld(t).shop().searching()
	w.putBrand("harbor", "雾港", "Harbor Mist")
	st := w.putStore("s1")
	for _, p := range []struct{ code, name, brand, category, aroma string }{
		{"a", "黔山酱香经典", "qianshan", "jiang", "酱香"},
		{"b", "黔山", "qianshan", "jiang", "酱香"},
		{"c", "雪域青稞酒", "xueyu", "nong", "清香"},
		{"d", "雪域浓香珍藏", "xueyu", "nong", "浓香"},
		{"e", "雾港威士忌 Whisky 12", "harbor", "snack", ""},
		{"f", "酱香醇礼盒", "xueyu", "jiang", "酱香"},
		{"g", "青稞酥饼", "xueyu", "snack", ""},
	} {
		req := product(p.code, p.name, 1000)
		req.BrandCode, req.CategoryCode = p.brand, p.category
		req.Attributes["aroma"] = p.aroma
		if p.category == "snack" {
			req.Attributes = nil
		}
		if p.code == "a" {
			req.Tags = []string{"送礼"}
		}
		w.list(st.GetStoreId(), w.put(req))
	}
	require.NoError(t, w.finder.Sync(context.Background()))
	return w, st.GetStoreId()
}

func TestSearchesFindWhatIsMeant(t *testing.T) {
	t.Parallel()
	w, st := shelfOfBottles(t)
	for _, row := range []struct {
		name, words string
		want        []string
	}{
		{"an exact name comes first", "黔山", []string{"黔山", "黔山酱香经典"}},
		{"words inside of a name before those elsewhere", "青稞", []string{"青稞酥饼", "雪域青稞酒"}},
		{"a brand's synonym", "茅乡", []string{"黔山", "黔山酱香经典"}},
		{"partial words", "茅香", []string{"黔山", "黔山酱香经典"}},
		{"one character", "醇", []string{"酱香醇礼盒"}},
		{"strength and kind", "53度 酱香", []string{"酱香醇礼盒", "黔山酱香经典", "黔山"}},
		{"pinyin", "qingke", []string{"青稞酥饼", "雪域青稞酒"}},
		{"pinyin of brand and name", "xueyuqingke", []string{"雪域青稞酒"}},
		{"initials", "jxc", []string{"酱香醇礼盒"}},
		{"a tag", "送礼", []string{"黔山酱香经典"}},
		{"an origin", "贵州 青稞酒", []string{"雪域青稞酒"}},
		{"a category above the product's", "白酒 珍藏", []string{"雪域浓香珍藏"}},
		{"a Latin word with a mistake", "whiskey", []string{"雾港威士忌 Whisky 12"}},
		{"a Latin word", "harbor mist", []string{"雾港威士忌 Whisky 12"}},
		{"nothing", "拖拉机", []string{}},
	} {
		t.Run(row.name, func(t *testing.T) { require.Equal(t, row.want, w.search(st, row.words)) })
	}
}

func TestSearchesArePagedAndFiltered(t *testing.T) {
	t.Parallel()
	w, st := shelfOfBottles(t)
	ctx := context.Background()
	req := &productv1.SearchProductsRequest{Q: "香", StoreId: st, PageSize: 2}
	var paged []string
	for {
		page, err := w.catalog.SearchProducts(ctx, req)
		require.NoError(t, err)
		require.EqualValues(t, 5, page.GetTotalSize())
		paged = append(paged, names(page.GetProducts())...)
		if req.PageToken = page.GetNextPageToken(); req.PageToken == "" {
			break
		}
	}
	require.Equal(t, w.search(st, "香"), paged)
	jiang := w.shelfCategory("jiang")
	page, err := w.catalog.SearchProducts(ctx, &productv1.SearchProductsRequest{Q: "香", StoreId: st, CategoryId: jiang})
	require.NoError(t, err)
	require.EqualValues(t, 3, page.GetTotalSize())
	_, err = w.catalog.SearchProducts(ctx, &productv1.SearchProductsRequest{Q: "香", StoreId: st, CategoryId: 1})
	require.True(t, errs.HasReason(err, "PRODUCT_CATEGORY_NOT_FOUND"), err)
	_, err = w.catalog.SearchProducts(ctx, &productv1.SearchProductsRequest{Q: "香", StoreId: st, PageToken: "x"})
	require.True(t, errs.HasReason(err, errs.ReasonInvalid), err)
}

func (w *world) shelfCategory(code string) int64 {
	c, err := w.shelf.Catalogue(context.Background())
	require.NoError(w.tb, err)
	return c.CategoryByCode(code).ID
}

func TestSearchesFollowTheCatalogue(t *testing.T) {
	t.Parallel()
	w, st := shelfOfBottles(t)
	ctx := context.Background()
	require.Empty(t, w.search(st, "琥珀"))

	w.list(st, w.put(product("n", "琥珀老酒", 1000)))
	require.NoError(t, w.finder.Sync(ctx))
	require.Equal(t, []string{"琥珀老酒"}, w.search(st, "琥珀"))

	w.putBrand("qianshan", "黔山", "茅乡", "飞天侠")
	require.NoError(t, w.finder.Sync(ctx))
	require.Len(t, w.search(st, "飞天侠"), 3, "a brand's new synonym reaches all of its products")

	w.putCategory("baijiu", "烧刀子", "", liquorDefs()...)
	require.NoError(t, w.finder.Sync(ctx))
	require.Len(t, w.search(st, "烧刀子"), 6, "a category's new name reaches all products below it")

	gone := product("n", "琥珀老酒", 1000)
	gone.State = productv1.ProductState_PRODUCT_STATE_WITHDRAWN
	w.put(gone)
	require.Empty(t, w.search(st, "琥珀"), "what is withdrawn is not found, even before the index knows")
}

func TestTheIndexFollowsByItself(t *testing.T) {
	t.Parallel()
	w, st := shelfOfBottles(t)
	w.list(st, w.put(product("n", "琥珀老酒", 1000)))
	require.Eventually(t, func() bool {
		w.clock.Advance(time.Second)
		return fmt.Sprint(w.search(st, "琥珀")) == "[琥珀老酒]"
	}, 5*time.Second, 10*time.Millisecond)
}

// counted counts how often the catalogue is read.
type counted struct {
	shelf.Source
	reads atomic.Int32
}

func (c *counted) Changes(ctx context.Context, after int64) (shelf.Delta, error) {
	c.reads.Add(1)
	return c.Source.Changes(ctx, after)
}

func TestAStartThatFindsTheIndexInStepReadsNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t).shop()
	st := w.putStore("s1").GetStoreId()
	w.list(st, w.put(product("a", "黔山酱香", 1000)))
	dir := t.TempDir()
	start := func() (*find.Finder, *counted, func()) {
		sh, source := shelf.New(), &counted{Source: w.rows}
		sh.Attach(source)
		f, err := find.New(sh, w.rows, dir, w.clock, testkit.Quiet())
		require.NoError(t, err)
		ctx, stop := context.WithCancel(context.Background())
		done := make(chan error, 1)
		go func() { done <- f.Run(ctx) }()
		require.NoError(t, f.Sync(ctx))
		return f, source, func() { stop(); require.NoError(t, <-done) }
	}
	found := func(f *find.Finder) []int32 {
		sheet, err := w.shelf.Sheet(context.Background(), st)
		require.NoError(t, err)
		page, err := f.Find(context.Background(), sheet, find.Wish{Words: "黔山", Limit: 10})
		require.NoError(t, err)
		return page.Positions
	}
	f, source, stop := start()
	require.EqualValues(t, 1, source.reads.Load(), "a new index is built")
	require.Len(t, found(f), 1)
	stop()
	_, err := f.Find(context.Background(), &shelf.Sheet{Catalogue: &shelf.Catalogue{}}, find.Wish{Words: "黔山"})
	require.Equal(t, codes.Unavailable, errs.From(err).Code(), "after the stop")

	f, source, stop = start()
	require.Zero(t, source.reads.Load())
	require.Len(t, found(f), 1)
	stop()

	w.list(st, w.put(product("b", "黔山二号", 1000)))
	f, source, stop = start()
	require.EqualValues(t, 1, source.reads.Load(), "what changed meanwhile is caught up")
	require.Len(t, found(f), 2)
	stop()

	require.NoError(t, os.RemoveAll(filepath.Join(dir, "index", "store")))
	f, _, stop = start()
	require.Len(t, found(f), 2, "a damaged index is built anew")
	stop()
}
