package store_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"dajiu/platform/bus/bustest"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/shelf"
	"dajiu/services/product/internal/store"
)

var noon = time.Date(2026, 6, 1, 4, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // a constant

// process is one process of the service on a database.
type process struct {
	*store.Catalog
	db      *sqldb.DB
	mu      sync.Mutex
	touched map[int64]int64
}

func newProcess(t *testing.T, db *sqldb.DB, node int) *process {
	t.Helper()
	ctx := context.Background()
	require.NoError(t, sqldb.Migrate(ctx, db, outbox.Migrations()))
	require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: "product", Files: os.DirFS("migrations")}))
	clk := clock.Fake(noon)
	ids, err := id.NewGenerator(clk, node)
	require.NoError(t, err)
	p := &process{db: db, touched: map[int64]int64{}}
	ob := outbox.New("product", db, bustest.NewMemory(), ids, clk, testkit.Quiet(), nil)
	p.Catalog = store.New(db, ob, ids, clk, func(scope, seq int64) {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.touched[scope] = max(p.touched[scope], seq)
	})
	return p
}

func (p *process) events(t *testing.T) int {
	t.Helper()
	n, err := p.db.Reader().NewSelect().Table("outbox").Count(context.Background())
	require.NoError(t, err)
	return int(n)
}

func bottle(code string, skus ...string) domain.Product {
	p := domain.Product{
		Code: code, CategoryID: 1, BrandID: 2, Name: "酒" + code, Description: "长文", ImageURLs: []string{"/media/x.png"},
		Attributes: map[string]string{"abv": "530"}, Tags: []string{"送礼"}, State: domain.Published,
	}
	for _, s := range skus {
		p.Skus = append(p.Skus, domain.Sku{
			Code: code + s, Spec: "500ml", Barcode: "690" + code + s, WeightGrams: 900,
			Prices: domain.Prices{List: 400, Sale: 300, Member: 200, Cost: 100},
		})
	}
	return p
}

func outlet(code string) (domain.Store, domain.Merchant) {
	return domain.Store{
		Code: code, Name: "店" + code, Address: "路", Phone: "021-1", Hours: []domain.Span{{Weekday: 1, Start: 0, End: 1440}},
		Licence: "JY1", LicenceExpires: noon.AddDate(1, 0, 0), RangeMeters: 3000,
	}, domain.Merchant{Code: "m" + code, Name: "商" + code}
}

func TestCatalog(t *testing.T) {
	t.Parallel()
	for name, suite := range map[string]func(*testing.T, *sqldb.DB){
		"records are put": records, "products": products, "barcodes": barcodes, "stores": stores, "assortment": assortment,
		"availability": availability, "at the same time": together, "plans": plans, "sales": sales,
		"a proposal goes its way": proposals, "four eyes": fourEyes, "what is used is not hidden": hiding, "price changes are kept": priceHistory, "imports go on": imports,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			testkit.Engines(t, suite)
		})
	}
}

func records(t *testing.T, db *sqldb.DB) {
	ctx := context.Background()
	p := newProcess(t, db, 1)
	c, err := p.PutCategory(ctx, domain.Category{Code: "a", Name: "白酒", Liquor: true, Defs: []domain.AttributeDef{{Key: "abv", Type: domain.Permille}}})
	require.NoError(t, err)
	require.NotZero(t, c.ID)
	b, err := p.PutBrand(ctx, domain.Brand{Code: "b", Name: "黔山", Synonyms: []string{"茅乡"}})
	require.NoError(t, err)
	require.Equal(t, map[int64]int64{shelf.CatalogueScope: 2, shelf.TaxonomyScope: 2}, p.touched)

	again, err := p.PutCategory(ctx, c)
	require.NoError(t, err)
	require.Equal(t, c, again)
	sameBrand, err := p.PutBrand(ctx, domain.Brand{Code: "b", Name: "黔山", Synonyms: []string{"茅乡"}})
	require.NoError(t, err)
	require.Equal(t, b, sameBrand)
	seqs, err := p.Revisions(ctx)
	require.NoError(t, err)
	require.Equal(t, map[int64]int64{0: 2}, seqs, "the same again changes nothing")

	c.Name, c.Defs = "烧酒", nil
	_, err = p.PutCategory(ctx, c)
	require.NoError(t, err)
	d, err := p.Changes(ctx, 2)
	require.NoError(t, err)
	require.EqualValues(t, 3, d.Revision)
	require.Empty(t, d.Brands)
	require.Equal(t, "烧酒", d.Categories[0].Value.Name)

	first, err := p.Identity(ctx)
	require.NoError(t, err)
	second, err := newProcess(t, db, 2).Identity(ctx)
	require.NoError(t, err)
	require.Equal(t, first, second)
}

func products(t *testing.T, db *sqldb.DB) {
	ctx := context.Background()
	p := newProcess(t, db, 1)
	made, err := p.PutProduct(ctx, bottle("1", "a", "b"), 0, domain.Editor{})
	require.NoError(t, err)
	require.EqualValues(t, 1, made.Version)
	again, err := p.PutProduct(ctx, bottle("1", "a", "b"), 0, domain.Editor{})
	require.NoError(t, err)
	require.Equal(t, made.ID, again.ID)
	require.EqualValues(t, 1, again.Version)
	require.Equal(t, made.Skus, again.Skus)
	require.Equal(t, 1, p.events(t))

	changed := bottle("1", "b", "c")
	changed.Subtitle = "新"
	second, err := p.PutProduct(ctx, changed, 1, domain.Editor{})
	require.NoError(t, err)
	require.EqualValues(t, 2, second.Version)
	require.Equal(t, made.Skus[1].ID, second.Skus[0].ID)
	require.True(t, second.Skus[2].Withdrawn)
	require.Equal(t, made.Skus[0].ID, second.Skus[2].ID)

	_, err = p.PutProduct(ctx, bottle("1", "a"), 1, domain.Editor{})
	require.ErrorIs(t, err, domain.ErrStale)
	repeated, err := p.PutProduct(ctx, changed, 1, domain.Editor{})
	require.NoError(t, err, "a repetition of what is done already is not stale")
	require.EqualValues(t, 2, repeated.Version)

	d, err := p.Changes(ctx, 0)
	require.NoError(t, err)
	require.Len(t, d.Products, 1)
	got := d.Products[0].Value
	require.Empty(t, got.Description)
	got.Description = second.Description
	require.Equal(t, second, got)
	later, err := p.Changes(ctx, d.Revision)
	require.NoError(t, err)
	require.Empty(t, later.Products)
	text, version, err := p.Description(ctx, made.ID)
	require.NoError(t, err)
	require.Equal(t, "长文", text)
	require.Equal(t, second.Version, version)
}

func barcodes(t *testing.T, db *sqldb.DB) {
	ctx := context.Background()
	p := newProcess(t, db, 1)
	_, err := p.PutProduct(ctx, bottle("1", "a", "b"), 0, domain.Editor{})
	require.NoError(t, err)

	swapped := bottle("1", "a", "b")
	swapped.Skus[0].Barcode, swapped.Skus[1].Barcode = swapped.Skus[1].Barcode, swapped.Skus[0].Barcode
	_, err = p.PutProduct(ctx, swapped, 0, domain.Editor{})
	require.NoError(t, err, "two SKUs change their barcodes about")

	thief := bottle("2", "a")
	thief.Skus[0].Barcode = swapped.Skus[0].Barcode
	_, err = p.PutProduct(ctx, thief, 0, domain.Editor{})
	require.ErrorIs(t, err, domain.ErrDuplicate)
	namesake := bottle("3", "a")
	namesake.Skus[0].Code = "1a"
	_, err = p.PutProduct(ctx, namesake, 0, domain.Editor{})
	require.ErrorIs(t, err, domain.ErrDuplicate)
	d, err := p.Changes(ctx, 0)
	require.NoError(t, err)
	require.Len(t, d.Products, 1, "a product that is refused leaves nothing behind")

	_, err = p.PutProduct(ctx, bottle("1", "c"), 0, domain.Editor{}) // a and b are withdrawn and give their barcodes free
	require.NoError(t, err)
	_, err = p.PutProduct(ctx, thief, 0, domain.Editor{})
	require.NoError(t, err)
	_, err = p.PutProduct(ctx, swapped, 0, domain.Editor{})
	require.ErrorIs(t, err, domain.ErrDuplicate, "the barcode is another's by now")
}

func stores(t *testing.T, db *sqldb.DB) {
	ctx := context.Background()
	p := newProcess(t, db, 1)
	st, m := outlet("1")
	made, err := p.PutStore(ctx, st, m)
	require.NoError(t, err)
	again, err := p.PutStore(ctx, st, m)
	require.NoError(t, err)
	require.Equal(t, made, again)
	other, _ := outlet("2")
	sibling, err := p.PutStore(ctx, other, m)
	require.NoError(t, err)
	require.Equal(t, made.MerchantID, sibling.MerchantID)

	closed, err := p.UpdateStore(ctx, made.ID, func(st domain.Store) (domain.Store, error) { return st.Reopen(nil, true, noon) })
	require.NoError(t, err)
	require.EqualValues(t, 2, closed.Version)
	_, err = p.UpdateStore(ctx, 1, func(st domain.Store) (domain.Store, error) { return st, nil })
	require.ErrorIs(t, err, domain.ErrStoreNotFound)
	d, err := p.Changes(ctx, 0)
	require.NoError(t, err)
	require.Len(t, d.Stores, 2)
	require.True(t, d.Stores[0].Paused)
	require.True(t, closed.Equal(d.Stores[0]))

	unlicensed, m := outlet("3")
	unlicensed.Licence, unlicensed.LicenceExpires = "", time.Time{}
	bare, err := p.PutStore(ctx, unlicensed, m)
	require.NoError(t, err)
	d, err = p.Changes(ctx, d.Revision)
	require.NoError(t, err)
	require.True(t, bare.Equal(d.Stores[0]))
}

func assortment(t *testing.T, db *sqldb.DB) {
	ctx := context.Background()
	p := newProcess(t, db, 1)
	st, m := outlet("1")
	made, err := p.PutStore(ctx, st, m)
	require.NoError(t, err)
	wine, err := p.PutProduct(ctx, bottle("1", "a", "b"), 0, domain.Editor{})
	require.NoError(t, err)
	a, b := wine.Skus[0].ID, wine.Skus[1].ID
	before := p.events(t)

	n, err := p.SetAssortment(ctx, made.ID, []domain.Listing{{SkuID: a, Listed: true, Price: 250}, {SkuID: b, Listed: true}}, domain.Editor{})
	require.NoError(t, err)
	require.Equal(t, 2, n)
	n, err = p.SetAssortment(ctx, made.ID, []domain.Listing{{SkuID: a, Listed: true, Price: 250}, {SkuID: b}}, domain.Editor{})
	require.NoError(t, err)
	require.Equal(t, 1, n)
	n, err = p.SetAssortment(ctx, made.ID, []domain.Listing{{SkuID: b}}, domain.Editor{})
	require.NoError(t, err)
	require.Zero(t, n)
	require.Equal(t, before+2, p.events(t))

	all, err := p.Listings(ctx, made.ID, 0)
	require.NoError(t, err)
	require.ElementsMatch(t, []domain.Listing{{SkuID: a, Listed: true, Price: 250}, {SkuID: b}}, all)
	last, err := p.Listings(ctx, made.ID, 1)
	require.NoError(t, err)
	require.Equal(t, []domain.Listing{{SkuID: b}}, last)

	_, err = p.SetAssortment(ctx, 1, []domain.Listing{{SkuID: a}}, domain.Editor{})
	require.ErrorIs(t, err, domain.ErrStoreNotFound)
	_, err = p.SetAssortment(ctx, made.ID, []domain.Listing{{SkuID: 1}}, domain.Editor{})
	require.ErrorIs(t, err, domain.ErrSkuNotFound)
	_, err = p.SetAssortment(ctx, made.ID, []domain.Listing{{SkuID: a, Price: 99}}, domain.Editor{})
	require.True(t, errs.HasReason(err, "PRODUCT_PRICE_INVALID"), err)
	st.Licence = ""
	_, err = p.PutStore(ctx, st, m)
	require.NoError(t, err)
	_, err = p.SetAssortment(ctx, made.ID, []domain.Listing{{SkuID: b, Listed: true}}, domain.Editor{})
	require.ErrorIs(t, err, domain.ErrStoreUnlicensed)
	_, err = p.SetAssortment(ctx, made.ID, []domain.Listing{{SkuID: a}}, domain.Editor{})
	require.NoError(t, err, "to delist is always allowed")
}

func availability(t *testing.T, db *sqldb.DB) {
	ctx := context.Background()
	p := newProcess(t, db, 1)
	note := func(in bool, event int64) {
		t.Helper()
		require.NoError(t, db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
			return p.NoteAvailability(ctx, tx, 5, 6, in, event)
		}))
	}
	is := func(want bool, revision int64) {
		t.Helper()
		stock, err := p.Stock(ctx, 5, 0)
		require.NoError(t, err)
		require.Equal(t, []shelf.InStock{{SkuID: 6, InStock: want}}, stock)
		seq, err := p.Revision(ctx, 5)
		require.NoError(t, err)
		require.Equal(t, revision, seq)
	}
	note(true, 10)
	is(true, 1)
	note(true, 10)
	note(false, 9)
	note(true, 11)
	is(true, 1)
	note(false, 13)
	note(true, 12)
	is(false, 2)
}

func together(t *testing.T, db *sqldb.DB) {
	ctx := context.Background()
	p, q := newProcess(t, db, 1), newProcess(t, db, 2)
	st, m := outlet("1")
	made, err := p.PutStore(ctx, st, m)
	require.NoError(t, err)
	var g errgroup.Group
	for i := range 40 {
		who := []*process{p, q}[i%2]
		g.Go(func() error {
			_, err := who.PutBrand(ctx, domain.Brand{Code: fmt.Sprint(i % 5), Name: "同一个"})
			return err
		})
		g.Go(func() error {
			wine, err := who.PutProduct(ctx, bottle(fmt.Sprint(i%8), "a"), 0, domain.Editor{})
			if err != nil {
				return err
			}
			_, err = who.SetAssortment(ctx, made.ID, []domain.Listing{{SkuID: wine.Skus[0].ID, Listed: true}}, domain.Editor{})
			return err
		})
	}
	require.NoError(t, g.Wait())
	d, err := p.Changes(ctx, 0)
	require.NoError(t, err)
	require.Len(t, d.Brands, 5)
	require.Len(t, d.Products, 8)
	require.EqualValues(t, 14, d.Revision, "each record was written once")
	seen := map[int64]bool{}
	for _, v := range d.Products {
		require.False(t, seen[v.Seq], "no two changes share a revision")
		seen[v.Seq] = true
		require.EqualValues(t, 1, v.Value.Version)
		require.Len(t, v.Value.Skus, 1)
	}
	all, err := q.Listings(ctx, made.ID, 0)
	require.NoError(t, err)
	require.Len(t, all, 8)
}

func plans(t *testing.T, db *sqldb.DB) {
	newProcess(t, db, 1)
	for query, index := range map[string]string{
		"SELECT sku_id, listed, price FROM assortment WHERE store_id = 1 AND seq > 5": "ix_assortment_seq",
		"SELECT sku_id, in_stock FROM availability WHERE store_id = 1 AND seq > 5":    "ix_availability_seq",
		"SELECT id, name FROM products WHERE seq > 5":                                 "ix_products_seq",
		"SELECT id FROM products WHERE code = 'x'":                                    "ux_products_code",
		"SELECT id, spec FROM skus WHERE product_id IN (1, 2)":                        "ux_skus_product",
		"SELECT id, spec FROM skus WHERE product_id = 1 ORDER BY position":            "ux_skus_product",
		"SELECT product_id, SUM(pieces) FROM sales WHERE day > 5 GROUP BY product_id": "sqlite_autoindex_sales_1",
		"DELETE FROM sales WHERE day <= 5":                                            "sqlite_autoindex_sales_1",
		"SELECT in_stock FROM availability WHERE store_id = 1 AND sku_id = 2":         "",

		"SELECT id FROM product_revisions WHERE product_id = 1 AND number < 9 ORDER BY number DESC LIMIT 21":       "ux_revisions_number",
		"SELECT MAX(number) FROM product_revisions WHERE product_id = 1":                                           "ux_revisions_number",
		"SELECT id FROM product_revisions WHERE state = 2 AND id < 9 ORDER BY id DESC LIMIT 21":                    "ix_revisions_state",
		"SELECT id FROM product_revisions WHERE merchant_id = 2 AND id < 9 ORDER BY id DESC LIMIT 21":              "ix_revisions_merchant",
		"SELECT id FROM product_revisions WHERE id < 9 ORDER BY id DESC LIMIT 21":                                  "PRIMARY KEY",
		"SELECT id FROM categories WHERE parent_id = 1 AND hidden = FALSE LIMIT 1":                                 "ix_categories_parent",
		"SELECT id FROM products WHERE category_id = 1 LIMIT 1":                                                    "ix_products_category",
		"SELECT id FROM products WHERE brand_id = 1 LIMIT 1":                                                       "ix_products_brand",
		"SELECT id FROM price_changes WHERE store_id = 1 AND sku_id = 2 AND id < 9 ORDER BY id DESC LIMIT 21":      "ix_price_changes_sku",
		"SELECT id FROM product_imports WHERE file_hash = 'x' AND mode = 1":                                        "ux_product_imports_file",
		"SELECT content FROM product_import_rows WHERE import_id = 1 AND position > 25 ORDER BY position LIMIT 25": "sqlite_autoindex_product_import_rows_1",
		"SELECT id FROM price_changes WHERE store_id = 1 AND id < 9 ORDER BY id DESC LIMIT 21":                     "ix_price_changes_store",
		"SELECT sku_id, listed FROM assortment WHERE store_id = 1 AND sku_id IN (2,3)":                             "",
	} {
		plan, err := sqldb.Explain(context.Background(), db, query)
		require.NoError(t, err)
		text := strings.Join(plan, "\n")
		if db.Engine() == sqldb.SQLite { // the others choose by how many rows there are
			require.Contains(t, text, index, query)
		}
		require.NotContains(t, text, "SCAN", query)
		require.NotContains(t, text, "type=ALL", query)
	}
}
