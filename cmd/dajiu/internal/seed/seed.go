// Package seed fills an installation with the demo city, through the same API that operators, merchants and
// customers use.
//
// It guarantees that the same seed makes the same city, and that seeding twice changes nothing: every record is
// named by a key of its own.
//
// It writes no table. Start with [Run].
package seed

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/types/known/timestamppb"

	"dajiu/cmd/dajiu/internal/past"
	"dajiu/demo"
	"dajiu/demo/picture"
	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	productv1 "dajiu/gen/go/dajiu/product/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/rpc"
)

// Options say what is seeded and how.
type Options struct {
	Seed uint64
	// SKUs scales the catalogue; 0 is the city as people are shown it.
	SKUs int
	// Password is that of every staff account that is made, and of the operator who makes them.
	Password string
	// Media is the folder for pictures.
	Media string
	// WeixinSim is where the simulated WeChat is reached; empty: no customers are made.
	WeixinSim string
}

// Summary is what was seeded.
type Summary struct {
	Stores, Products, SKUs, Staff, Couriers, Customers int
	Took                                               time.Duration
	// City is what a past of this city is made of.
	City past.City
}

// seeder carries what the steps share.
type seeder struct {
	opts    Options
	world   *demo.World
	conn    grpc.ClientConnInterface
	stores  map[string]int64 // by key
	skus    map[string]int64
	goods   map[string]past.Good // by key of the SKU
	city    past.City
	members []*userv1.Staff
	product productv1.CatalogAdminServiceClient
}

// Operator is the account that seeds; user.operator_password makes it.
const Operator = "admin"

// Run seeds through a connection that carries each call's own credential.
func Run(ctx context.Context, conn grpc.ClientConnInterface, opts Options) (Summary, error) {
	started := time.Now() //nolint:forbidigo // measures a duration
	s := &seeder{
		opts: opts, world: demo.New(opts.Seed, demo.Options{SKUs: opts.SKUs}), conn: conn,
		stores: map[string]int64{}, skus: map[string]int64{}, goods: map[string]past.Good{}, product: productv1.NewCatalogAdminServiceClient(conn),
	}
	login, err := userv1.NewAuthServiceClient(conn).LoginStaff(ctx, &userv1.LoginStaffRequest{Username: Operator, Password: opts.Password, Device: "seed"})
	if err != nil {
		return Summary{}, fmt.Errorf("log in as %s: %w", Operator, err)
	}
	ctx = as(ctx, login.GetAccessToken())
	for _, step := range []struct {
		name string
		do   func(context.Context) error
	}{
		{"pictures", s.pictures}, {"catalogue", s.catalogue}, {"stores", s.openStores}, {"assortment", s.assortment}, {"staff", s.staff}, {"merchants", s.merchants}, {"customers", s.customers},
		{"wording", s.wordForWechat}, {"desk", s.desk}, {"shelves", s.shelves}, {"roles", s.roles},
	} {
		if err := step.do(ctx); err != nil {
			return Summary{}, fmt.Errorf("seed %s: %w", step.name, err)
		}
	}
	w := s.world
	return Summary{
		Stores: len(w.Stores), Products: len(w.Products), SKUs: len(w.SKUs), Staff: len(w.Staff), Couriers: len(w.Couriers),
		Customers: len(w.Customers), Took: time.Since(started), //nolint:forbidigo // measures a duration
		City: s.city,
	}, nil
}

// as returns a context for calls with a token.
func as(ctx context.Context, token string) context.Context {
	return metadata.NewOutgoingContext(ctx, metadata.Pairs(rpc.MetaAuthorization, "Bearer "+token))
}

// keyed names one attempt, so that seeding again creates nothing again.
func keyed(ctx context.Context, parts ...string) context.Context {
	return metadata.AppendToOutgoingContext(ctx, rpc.MetaKey, "seed-"+strings.Join(parts, "."))
}

// pictures draws everything that has one.
func (s *seeder) pictures(context.Context) error {
	files := map[string][]byte{}
	for _, p := range s.world.Products {
		files["p/"+p.Key+".svg"] = picture.Product(p.Picture)
	}
	for _, st := range s.world.Stores {
		files["s/"+st.Key+".svg"] = picture.StoreFront(st.Picture)
	}
	for _, c := range s.world.Categories {
		files["c/"+c.Key+".svg"] = picture.CategoryIcon(c.Key)
	}
	for _, b := range s.world.Banners {
		files["b/"+b.Key+".svg"] = picture.Banner(b.Picture)
	}
	for _, dir := range []string{"p", "s", "c", "b"} {
		if err := os.MkdirAll(filepath.Join(s.opts.Media, dir), 0o700); err != nil {
			return err //nolint:wrapcheck // os names operation and path
		}
	}
	for name, svg := range files {
		if err := os.WriteFile(filepath.Join(s.opts.Media, name), svg, 0o600); err != nil {
			return err //nolint:wrapcheck // os names operation and path
		}
	}
	return nil
}

func (s *seeder) catalogue(ctx context.Context) error {
	for _, c := range s.world.Categories {
		req := &productv1.PutCategoryRequest{
			Code: c.Key, Name: c.Name, ParentCode: c.Parent, Sort: int32(c.Sort), IconUrl: "/media/c/" + c.Key + ".svg", //nolint:gosec // small
			Liquor: liquor(c.Key, s.world), Attributes: attributeDefs(c.Attributes),
		}
		if _, err := s.product.PutCategory(ctx, req); err != nil {
			return fmt.Errorf("category %s: %w", c.Key, err)
		}
	}
	for _, b := range s.world.Brands {
		synonyms := append([]string{b.Pinyin}, b.Synonyms...)
		req := &productv1.PutBrandRequest{Code: b.Key, Name: b.Name, Origin: b.Origin, Synonyms: clean(synonyms)}
		if _, err := s.product.PutBrand(ctx, req); err != nil {
			return fmt.Errorf("brand %s: %w", b.Key, err)
		}
	}
	packs := map[string][]demo.SKU{}
	for _, sku := range s.world.SKUs {
		packs[sku.ProductKey] = append(packs[sku.ProductKey], sku)
	}
	for _, p := range s.world.Products {
		made, err := s.product.PutProduct(ctx, productRequest(p, packs[p.Key]))
		if err != nil {
			return fmt.Errorf("product %s: %w", p.Key, err)
		}
		for _, sku := range made.GetSkus() {
			s.skus[sku.GetCode()] = sku.GetSkuId()
		}
		for _, sku := range packs[p.Key] {
			s.goods[sku.Key] = past.Good{
				SkuID: s.skus[sku.Key], ProductID: made.GetProductId(), Name: p.Name, Spec: sku.Spec, ImageURL: "/media/p/" + p.Key + ".svg",
				Price: sku.Price, ListPrice: sku.ListPrice, WeightGrams: int64(sku.WeightGrams), Liquor: sku.ABVTenths > 0,
			}
		}
	}
	return nil
}

func clean(list []string) []string {
	var kept []string
	for _, v := range list {
		if v = strings.TrimSpace(v); v != "" {
			kept = append(kept, v)
		}
	}
	return kept
}

// liquor reports whether a category's goods hold alcohol: those whose family defines an ABV.
func liquor(key string, w *demo.World) bool {
	for _, c := range w.Categories {
		if c.Key != key {
			continue
		}
		if c.Parent != "" {
			return liquor(c.Parent, w)
		}
		for _, def := range c.Attributes {
			if def.Key == "abv" {
				return true
			}
		}
	}
	return false
}

func attributeDefs(defs []demo.AttributeDef) []*productv1.AttributeDef {
	list := make([]*productv1.AttributeDef, 0, len(defs))
	for _, d := range defs {
		kind := productv1.AttributeType_ATTRIBUTE_TYPE_TEXT
		switch {
		case d.Key == "abv":
			kind = productv1.AttributeType_ATTRIBUTE_TYPE_PERMILLE
		case d.Type == demo.TypeInt:
			kind = productv1.AttributeType_ATTRIBUTE_TYPE_INTEGER
		case d.Type == demo.TypeYear:
			kind = productv1.AttributeType_ATTRIBUTE_TYPE_YEAR
		case d.Type == demo.TypeEnum:
			kind = productv1.AttributeType_ATTRIBUTE_TYPE_CHOICE
		}
		unit := d.Unit
		if d.Key == "abv" {
			unit = "%vol"
		}
		list = append(list, &productv1.AttributeDef{Key: d.Key, Name: d.Name, Type: kind, Unit: unit, Required: d.Required, Options: d.Options})
	}
	return list
}

func productRequest(p demo.Product, packs []demo.SKU) *productv1.PutProductRequest {
	req := &productv1.PutProductRequest{
		Code: p.Key, CategoryCode: p.CategoryKey, BrandCode: p.BrandKey, Name: p.Name, Subtitle: p.Subtitle, Description: p.Description,
		ImageUrls: []string{"/media/p/" + p.Key + ".svg"}, Tags: p.Tags, State: productv1.ProductState_PRODUCT_STATE_PUBLISHED,
		Attributes: map[string]string{},
	}
	for _, a := range p.Attributes {
		req.Attributes[a.Key] = a.Text
		if a.Text == "" {
			req.Attributes[a.Key] = strconv.FormatInt(a.Int, 10)
		}
	}
	for _, sku := range packs {
		req.Skus = append(req.Skus, &productv1.PutSku{
			Code: sku.Key, Spec: sku.Spec, Barcode: sku.Barcode, ListPrice: int64(sku.ListPrice), Price: int64(sku.Price),
			MemberPrice: int64(sku.MemberPrice), Cost: int64(sku.Cost), WeightGrams: int32(sku.WeightGrams), VolumeMl: int32(sku.VolumeMl), //nolint:gosec // small
		})
	}
	return req
}

// closedStores keep ordinary hours, so that the closed state can be seen; the others never close, so that the demo
// works at any hour.
const closedStores = 2

// NeverCloses reports whether the i-th store of the city takes orders at any hour.
func NeverCloses(w *demo.World, i int) bool { return i < len(w.Stores)-closedStores }

func (s *seeder) openStores(ctx context.Context) error {
	names := map[string]string{}
	for _, m := range s.world.Merchants {
		names[m.Key] = m.Name
	}
	zones := deliveryv1.NewStoreDeliveryServiceClient(s.conn)
	for i, st := range s.world.Stores {
		expiry, err := time.Parse(time.DateOnly, st.LicenceExpiry)
		if err != nil {
			return fmt.Errorf("store %s: %w", st.Key, err)
		}
		made, err := s.product.PutStore(ctx, &productv1.PutStoreRequest{
			Code: st.Key, MerchantCode: st.MerchantKey, MerchantName: names[st.MerchantKey], Name: st.Name, Address: st.Address,
			LatE6: int32(st.Point.LatE6), LngE6: int32(st.Point.LngE6), Phone: st.Phone, //nolint:gosec // degrees
			Hours: hours(st, !NeverCloses(s.world, i)), ImageUrl: "/media/s/" + st.Key + ".svg", RangeMeters: int32(st.RangeMeters), //nolint:gosec // small
			FoodLicence: st.FoodLicence, LicenceExpireTime: timestamppb.New(expiry), Region: st.Region,
		})
		if err != nil {
			return fmt.Errorf("store %s: %w", st.Key, err)
		}
		s.stores[st.Key] = made.GetStoreId()
		s.city.Stores = append(s.city.Stores, past.Store{
			ID: made.GetStoreId(), MerchantID: made.GetMerchantId(), Name: made.GetName(), Address: made.GetAddress(), LatE6: made.GetLatE6(), LngE6: made.GetLngE6(),
		})
		if _, err := zones.PutZone(ctx, zoneRequest(made.GetStoreId(), st)); err != nil {
			return fmt.Errorf("zone of store %s: %w", st.Key, err)
		}
	}
	return nil
}

func zoneRequest(id int64, st demo.Store) *deliveryv1.PutZoneRequest {
	var corners []*deliveryv1.Corner
	for _, p := range st.Area {
		corners = append(corners, &deliveryv1.Corner{LatE6: int32(p.LatE6), LngE6: int32(p.LngE6)}) //nolint:gosec // degrees
	}
	return &deliveryv1.PutZoneRequest{StoreId: id, Zone: &deliveryv1.Zone{
		StoreId: id, RangeMeters: int32(st.RangeMeters), BaseFee: int64(st.Fee.Base), BaseMeters: int32(st.Fee.BaseMeters), //nolint:gosec // small
		FeePerKm: int64(st.Fee.PerKm), BaseGrams: 10_000, FeePerKg: 50, FreeFrom: int64(st.Fee.FreeOver), MinimumAmount: int64(st.Fee.MinOrder),
		NightFee: int64(st.Fee.Night), PrepareMinutes: 8, Corners: corners,
	}}
}

const dayMinutes = 24 * 60

func hours(st demo.Store, ordinary bool) []*productv1.OpenSpan {
	spans := []demo.Span{{Open: 0, Close: dayMinutes}}
	if ordinary {
		spans = st.Hours
	}
	var list []*productv1.OpenSpan
	for weekday := int32(1); weekday <= 7; weekday++ {
		for _, span := range spans {
			end := span.Close
			if end > dayMinutes {
				end -= dayMinutes
			}
			list = append(list, &productv1.OpenSpan{Weekday: weekday, StartMinute: int32(span.Open), EndMinute: int32(end)}) //nolint:gosec // minutes
		}
	}
	return list
}

// batch is how many rows one call takes.
const batch = 400

func (s *seeder) assortment(ctx context.Context) error {
	shelves := map[string][]demo.Assortment{}
	for _, a := range s.world.Assortment {
		shelves[a.StoreKey] = append(shelves[a.StoreKey], a)
	}
	admin, stock := productv1.NewStoreAdminServiceClient(s.conn), inventoryv1.NewStockServiceClient(s.conn)
	for i, st := range s.world.Stores {
		store, shelf := s.stores[st.Key], shelves[st.Key]
		s.city.Stores[i].Goods = s.goodsOf(shelf)
		for from := 0; from < len(shelf); from += batch {
			listed := &productv1.SetAssortmentRequest{StoreId: store}
			received := &inventoryv1.AdjustStockRequest{StoreId: store, Kind: inventoryv1.MovementKind_MOVEMENT_KIND_RECEIVE, Note: "首批入库"}
			for _, a := range shelf[from:min(from+batch, len(shelf))] {
				listed.Items = append(listed.Items, &productv1.AssortmentItem{SkuId: s.skus[a.SKUKey], Listed: true, Price: int64(a.Price)})
				if a.Stock > 0 {
					received.Lines = append(received.Lines, &inventoryv1.AdjustLine{SkuId: s.skus[a.SKUKey], Quantity: int64(a.Stock)})
				}
			}
			if _, err := admin.SetAssortment(ctx, listed); err != nil {
				return fmt.Errorf("store %s: %w", st.Key, err)
			}
			if len(received.GetLines()) == 0 {
				continue
			}
			if _, err := stock.AdjustStock(keyed(ctx, "stock", st.Key, strconv.Itoa(from)), received); err != nil {
				return fmt.Errorf("stock of store %s: %w", st.Key, err)
			}
		}
	}
	return nil
}

// goodsOf returns what a store sells, at its own prices.
func (s *seeder) goodsOf(shelf []demo.Assortment) []past.Good {
	var list []past.Good
	for _, a := range shelf {
		g := s.goods[a.SKUKey]
		if a.Price > 0 {
			g.Price = a.Price
		}
		list = append(list, g)
	}
	return list
}
