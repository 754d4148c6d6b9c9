package demo_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"dajiu/demo"
	"dajiu/demo/picture"
)

func hash(t *testing.T, w *demo.World) [32]byte {
	t.Helper()
	raw, err := json.Marshal(w)
	require.NoError(t, err)
	require.True(t, utf8.Valid(raw))
	require.NotContains(t, string(raw), `\ufffd`)
	return sha256.Sum256(raw)
}

func TestTheSameSeedGivesTheSameWorldAndAnotherSeedAnother(t *testing.T) {
	t.Parallel()
	require.Equal(t, hash(t, demo.New(7, demo.Options{})), hash(t, demo.New(7, demo.Options{})))
	require.Equal(t, hash(t, demo.New(7, demo.Options{SKUs: 2000})), hash(t, demo.New(7, demo.Options{SKUs: 2000})))
	require.NotEqual(t, hash(t, demo.New(7, demo.Options{})), hash(t, demo.New(8, demo.Options{})))
}

func TestTheWorldIsBigEnough(t *testing.T) {
	t.Parallel()
	w := demo.New(1, demo.Options{})
	require.GreaterOrEqual(t, len(w.SKUs), 650)
	require.GreaterOrEqual(t, len(w.Products), 320)
	require.GreaterOrEqual(t, len(w.Stores), 12)
	require.GreaterOrEqual(t, len(w.Merchants), 5)
	require.GreaterOrEqual(t, len(w.Couriers), 20)
	require.GreaterOrEqual(t, len(w.Customers), 30)
	require.GreaterOrEqual(t, len(w.Banners), 4)
}

// worlds are those every rule must hold in: two seeds, and one scaled for the search benchmark.
func worlds() map[string]*demo.World {
	return map[string]*demo.World{
		"seed 1":      demo.New(1, demo.Options{}),
		"seed 2":      demo.New(2, demo.Options{Today: time.Date(2027, 5, 1, 0, 0, 0, 0, time.UTC), Customers: 200}),
		"10,000 SKUs": demo.New(1, demo.Options{SKUs: 10000}),
	}
}

func eachWorld(t *testing.T, check func(t *testing.T, w *demo.World)) {
	t.Helper()
	t.Parallel()
	for name, w := range worlds() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t, w)
		})
	}
}

func TestKeysNamesBarcodesAndNumbersAreUnique(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *demo.World) {
		seen := map[string]bool{}
		once := func(kind, value string) {
			require.NotEmpty(t, strings.TrimSpace(value), kind)
			require.False(t, seen[kind+"/"+value], "%s %s twice", kind, value)
			seen[kind+"/"+value] = true
		}
		for _, c := range w.Categories {
			once("category", c.Key)
			once("category name", c.Parent+c.Name)
		}
		for _, b := range w.Brands {
			once("brand", b.Key)
			once("brand name", b.Name)
			once("brand latin", b.Pinyin)
		}
		for _, p := range w.Products {
			once("product", p.Key)
			once("product name", p.Name)
		}
		for _, k := range w.SKUs {
			once("sku", k.Key)
			once("barcode", k.Barcode)
			once("spec", k.ProductKey+k.Spec)
		}
		for _, m := range w.Merchants {
			once("merchant", m.Key)
			once("licence", m.LicenceNo)
		}
		for _, s := range w.Stores {
			once("store", s.Key)
			once("store name", s.Name)
			once("licence", s.FoodLicence)
			once("licence", s.LiquorLicence)
		}
		for _, a := range w.Assortment {
			once("shelf", a.StoreKey+"/"+a.SKUKey)
		}
		for _, s := range w.Staff {
			once("username", s.Username)
			once("phone", s.Phone)
		}
		for _, c := range w.Couriers {
			once("courier", c.Key)
			once("courier name", c.Name)
			once("phone", c.Phone)
		}
		for _, c := range w.Customers {
			once("customer", c.Key)
			once("customer name", c.Name)
			once("phone", c.Phone)
			once("openid", c.OpenID)
		}
	})
}

func TestBarcodesCarryARightCheckDigitAndTheirCountry(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *demo.World) {
		china := 0
		for _, k := range w.SKUs {
			require.Regexp(t, `^\d{13}$`, k.Barcode)
			sum := 0
			for i, r := range k.Barcode {
				sum += int(r-'0') * (1 + i%2*2)
			}
			require.Zero(t, sum%10, k.Barcode)
			if strings.HasPrefix(k.Barcode, "69") {
				china++
			}
		}
		require.Greater(t, china, len(w.SKUs)/2)
	})
}

func TestPricesAreInOrderAndAboveCost(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *demo.World) {
		skus := map[string]demo.SKU{}
		for _, k := range w.SKUs {
			skus[k.Key] = k
			require.Positive(t, k.Cost, k.Key)
			require.Less(t, k.Cost, k.MemberPrice, k.Key)
			require.LessOrEqual(t, k.MemberPrice, k.Price, k.Key)
			require.LessOrEqual(t, k.Price, k.ListPrice, k.Key)
			require.Positive(t, k.WeightGrams, k.Key)
			require.Positive(t, k.Units, k.Key)
		}
		for _, a := range w.Assortment {
			k := skus[a.SKUKey]
			require.GreaterOrEqual(t, a.Price, k.MemberPrice, "%s in %s", a.SKUKey, a.StoreKey)
			require.LessOrEqual(t, a.Price, k.ListPrice, "%s in %s", a.SKUKey, a.StoreKey)
		}
	})
}

func TestACaseCostsLessThanItsBottlesOneByOne(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *demo.World) {
		single := map[string]demo.SKU{}
		for _, k := range w.SKUs {
			if k.Units == 1 && single[k.ProductKey].Key == "" {
				single[k.ProductKey] = k
			}
			if one := single[k.ProductKey]; k.Units >= 6 {
				require.Less(t, int64(k.ListPrice), int64(one.ListPrice)*int64(k.Units), k.Key)
			}
		}
	})
}

func TestEveryCategoryHasProductsWithTheAttributesItRequires(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *demo.World) {
		byKey, count := map[string]demo.Category{}, map[string]int{}
		for _, c := range w.Categories {
			byKey[c.Key] = c
			if c.Parent != "" {
				require.Contains(t, byKey, c.Parent, "parents come first")
			}
		}
		for _, p := range w.Products {
			leaf, ok := byKey[p.CategoryKey]
			require.True(t, ok, "%s in %s", p.Key, p.CategoryKey)
			require.NotEmpty(t, leaf.Parent, "%s hangs on a leaf", p.Key)
			count[leaf.Key]++
			count[leaf.Parent]++
			requireAttributes(t, byKey[leaf.Parent].Attributes, p)
		}
		for _, c := range w.Categories {
			require.Positive(t, count[c.Key], c.Key)
		}
	})
}

func requireAttributes(t *testing.T, defs []demo.AttributeDef, p demo.Product) {
	t.Helper()
	known := map[string]demo.AttributeDef{}
	for _, d := range defs {
		known[d.Key] = d
		_, has := p.Attr(d.Key)
		require.True(t, has || !d.Required, "%s lacks %s", p.Key, d.Key)
	}
	for _, a := range p.Attributes {
		d, ok := known[a.Key]
		require.True(t, ok, "%s has an unknown attribute %s", p.Key, a.Key)
		switch d.Type {
		case demo.TypeEnum:
			require.Contains(t, d.Options, a.Text, p.Key)
		case demo.TypeYear:
			require.True(t, a.Int > 1990 && a.Int <= 2026, "%s of %d", p.Key, a.Int)
		case demo.TypeText:
			require.NotEmpty(t, a.Text, "%s %s", p.Key, a.Key)
		case demo.TypeInt:
			require.Empty(t, a.Text, "%s %s", p.Key, a.Key)
		}
	}
}

func TestStrengthsLieInTheRangeOfTheirKind(t *testing.T) {
	bounds := map[string][2]int{
		"baijiu": {280, 680}, "beer": {0, 140}, "wine": {50, 160}, "spirits": {150, 640}, "huangjiu": {80, 200}, "sake": {5, 220}, "goods": {0, 0},
	}
	eachWorld(t, func(t *testing.T, w *demo.World) {
		family := map[string]string{}
		for _, p := range w.Products {
			family[p.Key], _, _ = strings.Cut(p.CategoryKey, "-")
			if p.CategoryKey == "beer-free" {
				abv, _ := p.Attr("abv")
				require.LessOrEqual(t, abv.Int, int64(5), p.Key)
			}
		}
		for _, k := range w.SKUs {
			b := bounds[family[k.ProductKey]]
			require.True(t, k.ABVTenths >= b[0] && k.ABVTenths <= b[1], "%s has %d", k.Key, k.ABVTenths)
			require.Equal(t, family[k.ProductKey] == "goods", k.VolumeMl == 0, k.Key)
		}
	})
}

func TestTextsReadAsSentences(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *demo.World) {
		for _, p := range w.Products {
			n := strings.Count(p.Description, "。")
			require.True(t, n >= 2 && n <= 4, "%s: %s", p.Key, p.Description)
			require.True(t, strings.HasSuffix(p.Description, "。"), p.Key)
			require.NotContains(t, p.Description, "。。")
			require.NotContains(t, p.Name+p.Description+p.Subtitle, "%!")
			require.True(t, len(p.Tags) >= 1 && len(p.Tags) <= 5, "%s: %v", p.Key, p.Tags)
			require.NotEmpty(t, p.Subtitle, p.Key)
			require.Contains(t, p.Fulfilments, "instant")
			require.Regexp(t, `\p{Han}`, p.Name)
		}
	})
}

func TestEveryProductOfTheShopHasItsOwnPictureWithinBounds(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for _, p := range demo.New(1, demo.Options{}).Products {
		svg := picture.Product(p.Picture)
		require.LessOrEqual(t, len(svg), picture.MaxProductBytes, p.Key)
		other, twice := seen[string(svg)]
		require.False(t, twice, "%s looks like %s", p.Key, other)
		seen[string(svg)] = p.Key
		require.False(t, bytes.Contains(svg, []byte("NaN")), p.Key)
	}
}
