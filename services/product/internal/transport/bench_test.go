package transport

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/sqldb"
	"dajiu/services/product/internal/shelf"
)

const (
	benchProducts = 5000 // of two SKUs each
	benchStores   = 12
)

// bigWorld has 10,000 SKUs in 12 stores, written past the admin's doors.
func bigWorld(b *testing.B) (w *world, stores []int64) {
	b.Helper()
	ctx := context.Background()
	w = newWorld(b).shop()
	for i := range benchStores {
		stores = append(stores, w.putStore(fmt.Sprint("s", i)).GetStoreId())
	}
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(s ...string) string { return s[r.IntN(len(s))] }
	for i := range benchProducts {
		code := fmt.Sprint("p", i)
		req := product(code, fmt.Sprint(pick("黔山", "雪域", "老码头", "南窖", "北仓", "赤水", "云岭", "江左", "青稞", "长白", "汾河", "泸城", "太湖", "Harbor "),
			pick("", "金", "银", "红", "蓝", "大师", "小", "老"), pick("酱香", "浓香", "清香", "花雕", "精酿", "Whisky", "IPA", "白兰地"),
			pick("经典", "珍藏", "陈酿", "礼盒", "窖藏", "老酒", "特曲", "佳酿", "年份"), i), int64(1000+r.IntN(100000)))
		req.CategoryCode = pick("jiang", "nong")
		req.BrandCode = pick("qianshan", "xueyu")
		req.Attributes["abv"] = fmt.Sprint(300 + r.IntN(300))
		req.Attributes["origin"] = pick("贵州仁怀", "四川泸州", "山西汾阳", "青海互助")
		req.Tags = []string{pick("送礼", "自饮", "宴请"), pick("新品", "热卖", "限时")}
		req.Skus = append(req.Skus, sku(code+"-2", int64(5000+r.IntN(500000))))
		w.put(req)
	}
	require.NoError(b, w.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		for _, st := range stores {
			if _, err := tx.ExecContext(ctx, "INSERT INTO assortment (store_id, sku_id, listed, price, seq) SELECT ?, id, 1, 0, 1 FROM skus", st); err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, "INSERT INTO availability (store_id, sku_id, in_stock, event_id, seq) SELECT ?, id, 1, 1, 1 FROM skus", st); err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, "INSERT INTO revisions (scope, seq) VALUES (?, 1)", st); err != nil {
				return err
			}
		}
		return nil
	}))
	return w, stores
}

func heapMB() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}

func BenchmarkReads(b *testing.B) {
	w, stores := bigWorld(b)
	ctx := context.Background()
	fresh := shelf.New() // as after a start
	fresh.Attach(w.rows)
	before := heapMB()
	start := time.Now()
	_, err := fresh.Catalogue(ctx)
	require.NoError(b, err)
	b.Logf("catalogue loaded in %v, %.1f MB", time.Since(start), heapMB()-before)
	start = time.Now()
	for _, st := range stores {
		_, err := fresh.Sheet(ctx, st)
		require.NoError(b, err)
	}
	b.Logf("%d sheets loaded in %v, %.1f MB in all", len(stores), time.Since(start), heapMB()-before)
	st := stores[0]
	sheet, err := w.shelf.Sheet(ctx, st)
	require.NoError(b, err)
	first, err := w.catalog.ListProducts(ctx, &productv1.ListProductsRequest{StoreId: st, PageSize: 50})
	require.NoError(b, err)

	lists := map[string]*productv1.ListProductsRequest{
		"all":      {StoreId: st},
		"cheapest": {StoreId: st, Sort: productv1.Sort_SORT_PRICE_ASC, PageToken: ""},
		"category": {StoreId: st, CategoryId: w.shelfCategory("jiang"), InStockOnly: true},
		"filtered": {StoreId: st, CategoryId: w.shelfCategory("baijiu"), Origin: "贵州", AbvMin: 400, AbvMax: 560, PriceMax: 50000, Sort: productv1.Sort_SORT_PRICE_DESC},
	}
	for name, req := range lists {
		b.Run("list/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := w.catalog.ListProducts(ctx, req); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("show", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := w.catalog.ShowProduct(ctx, &productv1.ShowProductRequest{ProductId: first.GetProducts()[3].GetProductId(), StoreId: st}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("resolve3", func(b *testing.B) {
		b.ReportAllocs()
		req := &productv1.ResolveLinesRequest{}
		for _, p := range first.GetProducts()[:3] {
			req.Lines = append(req.Lines, &productv1.LineRef{StoreId: st, SkuId: p.GetDefaultSkuId()})
		}
		for b.Loop() {
			if _, err := w.internal.ResolveLines(ctx, req); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("renew/stock", func(b *testing.B) {
		in := false
		event := int64(10)
		for b.Loop() {
			in = !in
			event++
			require.NoError(b, w.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
				return w.rows.NoteAvailability(ctx, tx, st, sheet.Items(sheet.Catalogue.At(7))[0].Sku.ID, in, event)
			}))
			_, err := w.shelf.Sheet(ctx, st)
			require.NoError(b, err)
		}
	})
	b.Run("renew/product", func(b *testing.B) {
		n := int64(0)
		for b.Loop() {
			n++
			w.put(product("p1", "改名", 2000+n))
			_, err := w.shelf.Sheet(ctx, st)
			require.NoError(b, err)
		}
	})
}

func BenchmarkSearch(b *testing.B) {
	w, stores := bigWorld(b)
	ctx := context.Background()
	start := time.Now()
	w.searching()
	require.NoError(b, w.finder.Sync(ctx))
	b.Logf("indexed in %v, heap %.1f MB", time.Since(start), heapMB())
	for _, words := range []string{"青稞", "黔山酱香", "53度 酱香", "贵州 清香 礼盒", "qingke", "jxzc", "whisky", "酒", "wihsky", "老酒窖"} {
		for _, cached := range []bool{false, true} {
			b.Run(fmt.Sprintf("%s/cached=%v", words, cached), func(b *testing.B) {
				b.ReportAllocs()
				req := &productv1.SearchProductsRequest{Q: words, StoreId: stores[0]}
				total := int32(0)
				for n := 0; b.Loop(); n++ {
					if !cached {
						req.Q = words + marks(n) // the same words, another text
					}
					resp, err := w.catalog.SearchProducts(ctx, req)
					if err != nil {
						b.Fatal(err)
					}
					total = resp.GetTotalSize()
				}
				b.ReportMetric(float64(total), "hits")
			})
		}
	}
}

// marks returns a text without words that is different for each number.
func marks(n int) string {
	text := []byte{}
	for ; n > 0; n >>= 1 {
		text = append(text, ",;"[n&1])
	}
	return string(text)
}
