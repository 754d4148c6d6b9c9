package transport

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/types/known/timestamppb"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/bus/bustest"
	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/product/internal/app"
	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/find"
	"dajiu/services/product/internal/shelf"
	"dajiu/services/product/internal/store"
)

// noon is a Monday, 12:00 in China.
var noon = time.Date(2026, 6, 1, 4, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // a constant

// world is the whole service on one database, without a host.
type world struct {
	away   error // what the delivery service fails with; nil: it answers
	tb     testing.TB
	clock  *clockwork.FakeClock
	bus    *bustest.Memory
	db     *sqldb.DB
	outbox *outbox.Outbox
	rows   *store.Catalog
	shelf  *shelf.Shelf
	finder *find.Finder

	catalog  *catalogServer
	stores   *storeServer
	desk     *deskServer
	merchant *storeProductServer
	taxonomy *taxonomyServer
	imports  *importServer
	importer *app.Importer
	admin    *adminServer
	internal *internalServer
	operator *operatorServer
	licences *licenceServer
}

func newWorld(tb testing.TB) *world {
	tb.Helper()
	return worldOn(tb, testkit.Open(tb, testkit.SQLite(tb)), 1)
}

// worldOn is a process of the service on a database that others may use too.
func worldOn(tb testing.TB, db *sqldb.DB, node int) *world {
	tb.Helper()
	ctx := context.Background()
	w := &world{tb: tb, clock: clock.Fake(noon), bus: bustest.NewMemory(), db: db}
	require.NoError(tb, sqldb.Migrate(ctx, db, outbox.Migrations()))
	require.NoError(tb, sqldb.Migrate(ctx, db, sqldb.Set{Name: "product", Files: migrations(tb)}))
	ids, err := id.NewGenerator(w.clock, node)
	require.NoError(tb, err)
	w.outbox = outbox.New("product", db, w.bus, ids, w.clock, testkit.Quiet(), nil)
	w.shelf = shelf.New()
	w.rows = store.New(db, w.outbox, ids, w.clock, w.shelf.Touch)
	w.shelf.Attach(w.rows)
	w.finder, err = find.New(w.shelf, w.rows, tb.TempDir(), w.clock, testkit.Quiet())
	require.NoError(tb, err)
	admin := &app.Admin{Records: w.rows, Revisions: w.rows, Shelf: w.shelf, Clock: w.clock}
	w.importer = app.NewImporter(admin, w.rows, w.shelf, false)
	parts := Parts{
		Admin: admin, Importer: w.importer, Imports: w.rows, Shelf: w.shelf, Finder: w.finder,
		Assortments: w.rows, Texts: w.rows, Merchants: w.rows, Clock: w.clock, Revisions: w.rows, Histories: w.rows, Taxonomy: w.rows,
		Ranges: w,
	}
	texts, err := newTexts(nil, nil)
	require.NoError(tb, err)
	w.catalog, w.stores = &catalogServer{Parts: parts, texts: texts}, &storeServer{Parts: parts}
	w.imports = &importServer{Parts: parts}
	w.desk, w.merchant, w.taxonomy = &deskServer{Parts: parts}, &storeProductServer{Parts: parts}, &taxonomyServer{Parts: parts}
	w.admin, w.internal = &adminServer{Parts: parts}, &internalServer{Parts: parts}
	w.operator, w.licences = &operatorServer{Parts: parts}, &licenceServer{Parts: parts}
	return w
}

// Serving plays the delivery service: a store delivers to who is not south of it.
func (w *world) Serving(_ context.Context, to domain.Point, near []shelf.Near) (map[int64]bool, error) {
	if w.away != nil {
		return nil, w.away
	}
	serving := map[int64]bool{}
	for _, n := range near {
		serving[n.Store.ID] = to.LatE6 >= n.Store.LatE6
	}
	return serving, nil
}

func migrations(tb testing.TB) fs.FS {
	tb.Helper()
	return os.DirFS("../store/migrations")
}

// searching runs the search index until the test ends.
func (w *world) searching() *world {
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- w.finder.Run(ctx) }()
	w.tb.Cleanup(func() {
		stop()
		require.NoError(w.tb, <-done)
	})
	return w
}

// consuming handles events until the test ends.
func (w *world) consuming() *world {
	consumer := outbox.NewConsumer("product", w.db, w.bus, clock.Real(), testkit.Quiet(), nil)
	Subscribe(consumer, w.rows)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- consumer.Run(ctx) }()
	w.tb.Cleanup(func() {
		stop()
		require.NoError(w.tb, <-done)
	})
	return w
}

func (w *world) putCategory(code, name, parent string, defs ...*productv1.AttributeDef) *productv1.Category {
	w.tb.Helper()
	c, err := w.admin.PutCategory(context.Background(), &productv1.PutCategoryRequest{
		Code: code, Name: name, ParentCode: parent, Liquor: code == "baijiu", Attributes: defs,
	})
	require.NoError(w.tb, err)
	return c
}

func (w *world) putBrand(code, name string, synonyms ...string) *productv1.Brand {
	w.tb.Helper()
	b, err := w.admin.PutBrand(context.Background(), &productv1.PutBrandRequest{Code: code, Name: name, Origin: "贵州", Synonyms: synonyms})
	require.NoError(w.tb, err)
	return b
}

// liquorDefs are the attributes of 白酒.
func liquorDefs() []*productv1.AttributeDef {
	return []*productv1.AttributeDef{
		{Key: "abv", Name: "酒精度", Type: productv1.AttributeType_ATTRIBUTE_TYPE_PERMILLE, Required: true},
		{Key: "aroma", Name: "香型", Type: productv1.AttributeType_ATTRIBUTE_TYPE_CHOICE, Options: []string{"酱香", "浓香", "清香"}},
		{Key: "origin", Name: "产地", Type: productv1.AttributeType_ATTRIBUTE_TYPE_TEXT},
		{Key: "vintage", Name: "年份", Type: productv1.AttributeType_ATTRIBUTE_TYPE_YEAR},
	}
}

// shop makes 白酒 with two kinds below it, 小食, and a brand of each.
func (w *world) shop() *world {
	w.putCategory("baijiu", "白酒", "", liquorDefs()...)
	w.putCategory("jiang", "酱香型", "baijiu")
	w.putCategory("nong", "浓香型", "baijiu")
	w.putCategory("snack", "小食", "")
	w.putBrand("qianshan", "黔山", "茅乡")
	w.putBrand("xueyu", "雪域")
	return w
}

// product is a request that may be changed before it is put.
func product(code, name string, price int64) *productv1.PutProductRequest {
	return &productv1.PutProductRequest{
		Code: code, CategoryCode: "jiang", BrandCode: "qianshan", Name: name, Description: "长文 " + name,
		ImageUrls: []string{"/media/" + code + ".png"}, Attributes: map[string]string{"abv": "530", "aroma": "酱香"},
		Skus: []*productv1.PutSku{sku(code+"-1", price)}, State: productv1.ProductState_PRODUCT_STATE_PUBLISHED,
	}
}

// sku is a SKU whose barcode follows from its code.
func sku(code string, price int64) *productv1.PutSku {
	sum := uint64(14695981039346656037)
	for i := range len(code) {
		sum = (sum ^ uint64(code[i])) * 1099511628211
	}
	return &productv1.PutSku{
		Code: code, Spec: "500ml", Barcode: fmt.Sprintf("%013d", sum%10_000_000_000_000),
		ListPrice: price + 100, Price: price, MemberPrice: price - 10, Cost: price / 2, WeightGrams: 900, VolumeMl: 500,
	}
}

func (w *world) put(req *productv1.PutProductRequest) *productv1.Product {
	w.tb.Helper()
	p, err := w.admin.PutProduct(context.Background(), req)
	require.NoError(w.tb, err)
	return p
}

func allDay() []*productv1.OpenSpan {
	var spans []*productv1.OpenSpan
	for day := int32(1); day <= 7; day++ {
		spans = append(spans, &productv1.OpenSpan{Weekday: day, StartMinute: 0, EndMinute: 1440})
	}
	return spans
}

func storeRequest(code string) *productv1.PutStoreRequest {
	return &productv1.PutStoreRequest{
		Code: code, MerchantCode: "m-" + code, MerchantName: "商户" + code, Name: "滴滴打酒·" + code, Address: "人民路 1 号",
		LatE6: 31_230_000, LngE6: 121_470_000, Phone: "021-12345678", Hours: allDay(), RangeMeters: 5000,
		FoodLicence: "JY1310000000001", LicenceExpireTime: timestamppb.New(noon.AddDate(1, 0, 0)),
	}
}

func (w *world) putStore(code string) *productv1.Store {
	w.tb.Helper()
	st, err := w.admin.PutStore(context.Background(), storeRequest(code))
	require.NoError(w.tb, err)
	return st
}

func (w *world) list(storeID int64, products ...*productv1.Product) {
	w.tb.Helper()
	req := &productv1.SetAssortmentRequest{StoreId: storeID}
	for _, p := range products {
		for _, s := range p.GetSkus() {
			req.Items = append(req.Items, &productv1.AssortmentItem{SkuId: s.GetSkuId(), Listed: true})
		}
	}
	_, err := w.stores.SetAssortment(context.Background(), req)
	require.NoError(w.tb, err)
}

func (w *world) resolve(storeID, skuID int64) *productv1.ResolvedLine {
	w.tb.Helper()
	resp, err := w.internal.ResolveLines(context.Background(), &productv1.ResolveLinesRequest{
		Lines: []*productv1.LineRef{{StoreId: storeID, SkuId: skuID}},
	})
	require.NoError(w.tb, err)
	return resp.GetLines()[0]
}

func (w *world) search(storeID int64, words string) []string {
	w.tb.Helper()
	resp, err := w.catalog.SearchProducts(context.Background(), &productv1.SearchProductsRequest{Q: words, StoreId: storeID})
	require.NoError(w.tb, err)
	return names(resp.GetProducts())
}

func names(cards []*productv1.ProductCard) []string {
	all := []string{}
	for _, c := range cards {
		all = append(all, c.GetName())
	}
	return all
}
