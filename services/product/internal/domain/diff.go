package domain

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"dajiu/platform/money"
)

// Difference is a field that two contents have differently, as text; empty: it has none. Categories and brands are ids.
type Difference struct{ Path, Before, After string }

// Differences lists what a content changes of another, field by field, in the order in which editors show them.
func Differences(before, after Product) []Difference {
	var d differences
	d.note("categoryId", number(before.CategoryID), number(after.CategoryID))
	d.note("brandId", number(before.BrandID), number(after.BrandID))
	d.note("name", before.Name, after.Name)
	d.note("subtitle", before.Subtitle, after.Subtitle)
	d.note("description", before.Description, after.Description)
	d.note("imageUrls", strings.Join(before.ImageURLs, "\n"), strings.Join(after.ImageURLs, "\n"))
	d.note("tags", strings.Join(before.Tags, "、"), strings.Join(after.Tags, "、"))
	keys := maps.Clone(before.Attributes)
	if keys == nil {
		keys = map[string]string{}
	}
	maps.Copy(keys, after.Attributes)
	for _, key := range sortedKeys(keys) {
		d.note("attributes."+key, before.Attributes[key], after.Attributes[key])
	}
	old := onSale(before)
	for _, s := range onSale(after) {
		was, _ := skuOf(old, s.Code)
		d.sku(s.Code, was, s)
	}
	for _, s := range old {
		if _, stays := skuOf(onSale(after), s.Code); !stays {
			d.sku(s.Code, s, Sku{})
		}
	}
	return d
}

type differences []Difference

func (d *differences) note(path, before, after string) {
	if before != after {
		*d = append(*d, Difference{path, before, after})
	}
}

func (d *differences) sku(code string, a, b Sku) {
	at := func(field string) string { return fmt.Sprintf("skus.%s.%s", code, field) }
	d.note(at("spec"), a.Spec, b.Spec)
	d.note(at("barcode"), a.Barcode, b.Barcode)
	d.note(at("listPrice"), yuan(a.Prices.List), yuan(b.Prices.List))
	d.note(at("price"), yuan(a.Prices.Sale), yuan(b.Prices.Sale))
	d.note(at("memberPrice"), yuan(a.Prices.Member), yuan(b.Prices.Member))
	d.note(at("cost"), yuan(a.Prices.Cost), yuan(b.Prices.Cost))
	d.note(at("weightGrams"), number(int64(a.WeightGrams)), number(int64(b.WeightGrams)))
	d.note(at("volumeMl"), number(int64(a.VolumeML)), number(int64(b.VolumeML)))
}

func onSale(p Product) []Sku {
	return slices.DeleteFunc(slices.Clone(p.Skus), func(s Sku) bool { return s.Withdrawn })
}

func skuOf(list []Sku, code string) (Sku, bool) {
	if i := slices.IndexFunc(list, func(s Sku) bool { return s.Code == code }); i >= 0 {
		return list[i], true
	}
	return Sku{}, false
}

func number(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func yuan(m money.Fen) string {
	if m == 0 {
		return ""
	}
	return m.String()
}
