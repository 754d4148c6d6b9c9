package domain

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/errs"
	"dajiu/platform/money"
)

var now = time.Date(2026, 6, 1, 4, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // a constant

func TestReasonsAreDeclared(t *testing.T) {
	t.Parallel()
	for _, err := range []error{
		ErrProductNotFound, ErrSkuNotFound, ErrStoreNotFound, ErrCategoryNotFound, ErrBrandNotFound, ErrNotPublishable,
		ErrStoreUnlicensed, ErrStale, ErrDuplicate, attributeInvalid("k", "why"), priceInvalid("p", "why"), mediaNotFound("m"),
	} {
		require.Contains(t, productv1.ErrorReason_value, errs.From(err).Reason())
	}
}

func TestPricesMustAscend(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name   string
		prices Prices
		field  string
	}{
		{"in order", Prices{List: 40, Sale: 30, Member: 20, Cost: 10}, ""},
		{"all the same", Prices{List: 10, Sale: 10, Member: 10, Cost: 10}, ""},
		{"cost not known", Prices{List: 40, Sale: 30, Member: 20}, ""},
		{"list price of nothing", Prices{Sale: 30, Member: 20}, "listPrice"},
		{"list price of millions", Prices{List: MaxPrice + 1, Sale: 30, Member: 20}, "listPrice"},
		{"dearer than its list price", Prices{List: 40, Sale: 41, Member: 20}, "price"},
		{"for nothing", Prices{List: 40, Member: 20}, "price"},
		{"members pay more", Prices{List: 40, Sale: 30, Member: 31}, "memberPrice"},
		{"members pay less than nothing", Prices{List: 40, Sale: 30, Member: -1}, "memberPrice"},
		{"sold at a loss", Prices{List: 40, Sale: 30, Member: 20, Cost: 21}, "cost"},
	} {
		t.Run(row.name, func(t *testing.T) { requireField(t, row.prices.Check(), "PRODUCT_PRICE_INVALID", row.field) })
	}
}

func requireField(t *testing.T, err error, reason, field string) {
	t.Helper()
	if field == "" {
		require.NoError(t, err)
		return
	}
	require.True(t, errs.HasReason(err, reason), "%v", err)
	require.Equal(t, field, errs.From(err).Fields()[0].Path)
}

func TestAStoresOwnPriceKeepsTheOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cost := rapid.Int64Range(0, 100).Draw(t, "cost")
		member := cost + rapid.Int64Range(1, 100).Draw(t, "member")
		sale := member + rapid.Int64Range(0, 100).Draw(t, "sale")
		p := Prices{Cost: money.Fen(cost), Member: money.Fen(member), Sale: money.Fen(sale), List: money.Fen(sale + rapid.Int64Range(0, 100).Draw(t, "list"))}
		require.NoError(t, p.Check())
		own := money.Fen(rapid.Int64Range(0, 500).Draw(t, "own"))
		if p.CheckStorePrice(own) == nil && own != 0 {
			require.NoError(t, p.At(own).Check())
			require.Equal(t, own, p.At(own).Sale)
		}
		at := p.At(own)
		require.LessOrEqual(t, at.Member, at.Sale)
		require.LessOrEqual(t, at.Sale, at.List)
	})
}

func defs() []AttributeDef {
	return []AttributeDef{
		{Key: "abv", Name: "酒精度", Type: Permille, Required: true}, {Key: "volume", Name: "净含量", Type: Integer, Unit: "ml"},
		{Key: "aroma", Name: "香型", Type: Choice, Options: []string{"酱香", "浓香"}}, {Key: "origin", Name: "产地", Type: Text},
		{Key: "vintage", Name: "年份", Type: Year},
	}
}

func TestAttributesAreOfTheirTypes(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, key, value, want string
		bad                    bool
	}{
		{"tenths of a percent", "abv", "530", "53.0%vol", false},
		{"needless zeros", "abv", " 0065 ", "6.5%vol", false},
		{"more than all", "abv", "1001", "", true},
		{"less than none", "abv", "-1", "", true},
		{"a fraction", "abv", "53.0", "", true},
		{"a number with its unit", "volume", "500", "500ml", false},
		{"a number in words", "volume", "五百", "", true},
		{"a number out of bounds", "volume", "99999999999999999999", "", true},
		{"one of the options", "aroma", "酱香", "酱香", false},
		{"none of the options", "aroma", "清香", "", true},
		{"free text", "origin", " 贵州 ", "贵州", false},
		{"a year", "vintage", "2019", "2019", false},
		{"next year's harvest", "vintage", "2027", "2027", false},
		{"a year to come", "vintage", "2028", "", true},
		{"a year too long ago", "vintage", "12", "", true},
		{"what the category does not declare", "grape", "赤霞珠", "", true},
	} {
		t.Run(row.name, func(t *testing.T) {
			stored, err := ReadAttributes(defs(), map[string]string{row.key: row.value}, false, now)
			if row.bad {
				requireField(t, err, "PRODUCT_ATTRIBUTE_INVALID", "attributes."+row.key)
				return
			}
			require.NoError(t, err)
			require.Equal(t, row.want, ShowAttributes(defs(), stored)[0].Value)
		})
	}
	_, err := ReadAttributes(defs(), map[string]string{"origin": "贵州"}, true, now)
	requireField(t, err, "PRODUCT_ATTRIBUTE_INVALID", "attributes.abv")
}

func FuzzReadAttributes(f *testing.F) {
	f.Add("abv", "530")
	f.Add("vintage", "+2019")
	f.Fuzz(func(t *testing.T, key, value string) {
		stored, err := ReadAttributes(defs(), map[string]string{key: value}, false, now)
		if err != nil {
			return
		}
		again, err := ReadAttributes(defs(), stored, false, now)
		require.NoError(t, err, "what was accepted is accepted again")
		require.True(t, maps.Equal(stored, again))
		ShowAttributes(defs(), stored)
	})
}

func TestCategoriesInherit(t *testing.T) {
	t.Parallel()
	root := Category{Code: "r", Liquor: true, Defs: []AttributeDef{{Key: "abv", Type: Permille}, {Key: "aroma", Type: Text}}}
	leaf := Category{Code: "l", Defs: []AttributeDef{{Key: "aroma", Type: Choice, Options: []string{"酱香"}}, {Key: "age", Type: Integer}}}
	effective := Effective([]Category{leaf, {Code: "m"}, root})
	require.Equal(t, []string{"abv", "aroma", "age"}, keysOf(effective))
	require.Equal(t, Choice, effective[1].Type, "nearer declarations win")
	require.True(t, IsLiquor([]Category{leaf, root}))
	require.False(t, IsLiquor([]Category{leaf}))
}

func keysOf(defs []AttributeDef) []string {
	var keys []string
	for _, d := range defs {
		keys = append(keys, d.Key)
	}
	return keys
}

func TestCategoriesThatCannotBe(t *testing.T) {
	t.Parallel()
	deep := []Category{{Code: "1"}, {Code: "2"}, {Code: "3"}, {Code: "4"}, {Code: "5"}, {Code: "6"}}
	for name, row := range map[string]struct {
		c    Category
		line []Category
	}{
		"a blank name":             {Category{Code: "a", Name: " "}, nil},
		"below itself":             {Category{Code: "a", Name: "酒"}, []Category{{Code: "b"}, {Code: "a"}}},
		"too deep":                 {Category{Code: "a", Name: "酒"}, deep},
		"a choice without options": {Category{Code: "a", Name: "酒", Defs: []AttributeDef{{Key: "x", Type: Choice}}}, nil},
		"options without a choice": {Category{Code: "a", Name: "酒", Defs: []AttributeDef{{Key: "x", Type: Text, Options: []string{"a"}}}}, nil},
		"an option twice":          {Category{Code: "a", Name: "酒", Defs: []AttributeDef{{Key: "x", Type: Choice, Options: []string{"a", "a"}}}}, nil},
		"a key twice":              {Category{Code: "a", Name: "酒", Defs: []AttributeDef{{Key: "x", Type: Text}, {Key: "x", Type: Year}}}, nil},
		"a type of none":           {Category{Code: "a", Name: "酒", Defs: []AttributeDef{{Key: "x"}}}, nil},
		"somebody else's icon":     {Category{Code: "a", Name: "酒", IconURL: "https://example.com/x.png"}, nil},
	} {
		_, err := NewCategory(row.c, row.line)
		require.Error(t, err, name)
	}
}

func bottle() Product {
	return Product{
		Code: "p", Name: "黔山", State: Published, Attributes: map[string]string{"abv": "530"},
		Skus: []Sku{{Code: "a", Barcode: "1", Prices: Prices{List: 4, Sale: 3, Member: 2, Cost: 1}, WeightGrams: 1}},
	}
}

func TestWhatMayBePublished(t *testing.T) {
	t.Parallel()
	line := []Category{{Code: "c", Liquor: true, Defs: []AttributeDef{{Key: "abv", Type: Permille}}}}
	for _, row := range []struct {
		name   string
		change func(p *Product)
		reason string
	}{
		{"a complete product", func(*Product) {}, ""},
		{"liquor without its alcohol", func(p *Product) { p.Attributes = nil }, "PRODUCT_NOT_PUBLISHABLE"},
		{"a draft of liquor without its alcohol", func(p *Product) { p.Attributes, p.State = nil, Draft }, ""},
		{"no SKU", func(p *Product) { p.Skus = nil }, "PRODUCT_NOT_PUBLISHABLE"},
		{"a code twice", func(p *Product) { p.Skus = append(p.Skus, p.Skus[0]) }, "PRODUCT_DUPLICATE"},
		{"a SKU of no weight", func(p *Product) { p.Skus[0].WeightGrams = 0 }, errs.ReasonInvalid},
		{"prices out of order", func(p *Product) { p.Skus[0].Prices.Sale = 9 }, "PRODUCT_PRICE_INVALID"},
		{"a picture from elsewhere", func(p *Product) { p.ImageURLs = []string{"//evil/x.png"} }, "PRODUCT_MEDIA_NOT_FOUND"},
		{"a picture that climbs", func(p *Product) { p.ImageURLs = []string{"/media/../etc/passwd"} }, "PRODUCT_MEDIA_NOT_FOUND"},
		{"a picture of ours", func(p *Product) { p.ImageURLs = []string{"/media/x/y.png"} }, ""},
		{"no state", func(p *Product) { p.State = 0 }, errs.ReasonInvalid},
		{"no name", func(p *Product) { p.Name = " " }, errs.ReasonInvalid},
	} {
		t.Run(row.name, func(t *testing.T) {
			p := bottle()
			row.change(&p)
			_, err := NewProduct(p, line, now)
			if row.reason == "" {
				require.NoError(t, err)
				return
			}
			require.True(t, errs.HasReason(err, row.reason), "%v", err)
		})
	}
}

func TestSuccessionOfProducts(t *testing.T) {
	t.Parallel()
	old := bottle()
	old.ID, old.Version = 7, 3
	old.Skus = []Sku{{ID: 1, Code: "a"}, {ID: 2, Code: "b"}, {ID: 3, Code: "c", Withdrawn: true}}

	same := bottle()
	same.Skus = []Sku{{Code: "a"}, {Code: "b"}}
	next, changed := same.Succeed(old)
	require.False(t, changed)
	require.Equal(t, old, next)

	other := bottle()
	other.Skus = []Sku{{Code: "c"}, {Code: "a"}, {Code: "d"}}
	next, changed = other.Succeed(old)
	require.True(t, changed)
	require.EqualValues(t, 7, next.ID)
	require.Equal(t, []Sku{{ID: 3, Code: "c"}, {ID: 1, Code: "a"}, {Code: "d"}, {ID: 2, Code: "b", Withdrawn: true}}, next.Skus)
}

func TestAssortmentIsChecked(t *testing.T) {
	t.Parallel()
	known := map[int64]Prices{1: {List: 40, Sale: 30, Member: 20, Cost: 10}}
	for name, row := range map[string]struct {
		items  []Listing
		reason string
	}{
		"at the SKU's price":     {[]Listing{{SkuID: 1, Listed: true}}, ""},
		"at its own price":       {[]Listing{{SkuID: 1, Listed: true, Price: 10}}, ""},
		"below cost":             {[]Listing{{SkuID: 1, Listed: true, Price: 9}}, "PRODUCT_PRICE_INVALID"},
		"above the list price":   {[]Listing{{SkuID: 1, Listed: true, Price: 41}}, "PRODUCT_PRICE_INVALID"},
		"a SKU nobody knows":     {[]Listing{{SkuID: 2}}, "PRODUCT_SKU_NOT_FOUND"},
		"a SKU that comes twice": {[]Listing{{SkuID: 1}, {SkuID: 1}}, errs.ReasonInvalid},
	} {
		err := CheckAssortment(row.items, known)
		require.Equal(t, row.reason == "", err == nil, name)
		require.True(t, row.reason == "" || errs.HasReason(err, row.reason), name)
	}
}

// openByTheBook asks each span for itself, day by day, the slow way.
func openByTheBook(spans []Span, at time.Time) bool {
	local := at.In(time.FixedZone("CST", 8*60*60))
	for back := range 8 {
		day := local.AddDate(0, 0, -back)
		midnight := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, day.Location())
		weekday := int32((int(day.Weekday())+6)%7 + 1)
		for _, s := range spans {
			end := s.End
			if end <= s.Start {
				end += 1440
			}
			open, closed := midnight.Add(time.Duration(s.Start)*time.Minute), midnight.Add(time.Duration(end)*time.Minute)
			if s.Weekday == weekday && !local.Before(open) && local.Before(closed) {
				return true
			}
		}
	}
	return false
}

func TestHoursAreKeptAcrossMidnight(t *testing.T) {
	t.Parallel()
	span := rapid.Custom(func(t *rapid.T) Span {
		return Span{
			Weekday: rapid.Int32Range(1, 7).Draw(t, "day"), Start: rapid.Int32Range(0, 1439).Draw(t, "start"), End: rapid.Int32Range(0, 1440).Draw(t, "end"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		spans, err := NewHours(rapid.SliceOfN(span, 0, 10).Draw(t, "spans"))
		require.NoError(t, err)
		at := time.Unix(rapid.Int64Range(-1e9, 4e9).Draw(t, "at"), 0)
		hours := CompileHours(spans)
		require.Equal(t, openByTheBook(spans, at), hours.OpenAt(at))
		for _, s := range spans { // the edges
			monday := time.Date(2026, 6, 1, 0, 0, 0, 0, time.FixedZone("CST", 8*60*60)).AddDate(0, 0, int(s.Weekday)-1)
			for _, minute := range []int32{s.Start - 1, s.Start, s.End - 1, s.End} {
				at := monday.Add(time.Duration(minute) * time.Minute)
				require.Equal(t, openByTheBook(spans, at), hours.OpenAt(at), "%v at %v", s, at)
			}
		}
	})
}

func TestOpeningsAreTheMinutesAtWhichAStoreIsOpen(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var spans []Span
		for range rapid.IntRange(0, 4).Draw(t, "spans") {
			spans = append(spans, Span{
				Weekday: rapid.Int32Range(1, 7).Draw(t, "weekday"), Start: rapid.Int32Range(0, 1439).Draw(t, "start"), End: rapid.Int32Range(0, 1440).Draw(t, "end"),
			})
		}
		hours := CompileHours(spans)
		from := now.Add(time.Duration(rapid.IntRange(-20_000, 20_000).Draw(t, "from")) * time.Minute)
		until := from.Add(time.Duration(rapid.IntRange(0, 4000).Draw(t, "minutes")) * time.Minute)
		openings := hours.Between(from, until)
		for i, o := range openings {
			require.True(t, o.From.Before(o.Until) && (i == 0 || openings[i-1].Until.Before(o.From)), "%v", openings)
		}
		for at := from; at.Before(until); at = at.Add(7 * time.Minute) {
			within := slices.ContainsFunc(openings, func(o Opening) bool { return !at.Before(o.From) && at.Before(o.Until) })
			require.Equal(t, hours.OpenAt(at), within, "%v at %v of %v", spans, at, openings)
		}
	})
}

func TestHoursThatCannotBe(t *testing.T) {
	t.Parallel()
	for _, s := range []Span{{Weekday: 0}, {Weekday: 8}, {Weekday: 1, Start: -1}, {Weekday: 1, Start: 1440}, {Weekday: 1, End: 1441}} {
		_, err := NewHours([]Span{s})
		require.Error(t, err)
	}
	hours, err := NewHours([]Span{{2, 0, 60}, {1, 600, 700}, {2, 0, 60}})
	require.NoError(t, err)
	require.Equal(t, []Span{{1, 600, 700}, {2, 0, 60}}, hours)
}

func TestLicences(t *testing.T) {
	t.Parallel()
	st := Store{Licence: "JY1", LicenceExpires: now.Add(time.Hour)}
	require.True(t, st.TakesOrders(now))
	require.False(t, st.TakesOrders(now.Add(time.Hour)))
	require.False(t, Store{LicenceExpires: now.Add(time.Hour)}.LicensedAt(now))
	_, err := st.Reopen(nil, false, now.Add(time.Hour))
	require.ErrorIs(t, err, ErrStoreUnlicensed)
	paused, err := st.Reopen(nil, true, now.Add(time.Hour))
	require.NoError(t, err, "to close is always allowed")
	require.False(t, paused.TakesOrders(now))
}

func TestDistances(t *testing.T) {
	t.Parallel()
	bund, tower := Point{31_239_700, 121_490_000}, Point{31_239_900, 121_499_800}
	require.InDelta(t, 932, Meters(bund, tower), 10)
	require.InDelta(t, 1_067_000, Meters(Point{39_904_200, 116_407_400}, Point{31_230_400, 121_473_700}), 5_000)
	rapid.Check(t, func(t *rapid.T) {
		point := func(name string) Point {
			return Point{rapid.Int32Range(-90e6, 90e6).Draw(t, name), rapid.Int32Range(-180e6, 180e6).Draw(t, name)}
		}
		a, b := point("a"), point("b")
		require.InDelta(t, Meters(a, b), Meters(b, a), 0.001)
		require.Zero(t, Meters(a, a))
		if meters := Meters(a, b); FarInLatitude(a, b, 10_000) {
			require.Greater(t, meters, 10_000.0)
		}
	})
	require.True(t, slices.IsSorted([]float64{Meters(bund, bund), Meters(bund, tower)}))
}
