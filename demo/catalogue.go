package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"dajiu/platform/money"
)

// catalogue grows house by house; it numbers barcodes and keeps each product's line for scaling.
type catalogue struct {
	rng      *rand.Rand
	brands   []Brand
	products []Product
	skus     []SKU
	made     []maker // one for each base product
	barcodes int
}

// maker remembers what a product was made from.
type maker struct {
	house house
	line  line
}

func newCatalogue(rng *rand.Rand) *catalogue { return &catalogue{rng: rng} }

// add puts a brand and all its products into the catalogue.
func (c *catalogue) add(h house) {
	c.brands = append(c.brands, Brand{Key: h.key, Name: h.name, Pinyin: h.latin, Origin: h.origin, Synonyms: h.synonyms, Story: h.story + "。", Emblem: h.emblem})
	for i, l := range h.lines {
		c.made = append(c.made, maker{h, l})
		c.put(h, l, fmt.Sprintf("%s-%02d", h.key, i+1), fullName(h, l))
	}
}

// put makes the product of a line and its SKUs.
func (c *catalogue) put(h house, l line, key, name string) {
	category := l.category
	if category == "" {
		category = h.category
	}
	p := Product{
		Key: key, CategoryKey: category, BrandKey: h.key, Name: name, Subtitle: l.note,
		Description: describe(c.rng, h, l, category), Attributes: attributes(h, l, category),
		Tags: tags(c.rng, l, category), Fulfilments: fulfilments(l, category), Picture: dress(c.rng, h, l, category),
	}
	c.products = append(c.products, p)
	for i, pk := range l.packs {
		c.skus = append(c.skus, c.sku(h, l, pk, fmt.Sprintf("%s-%c", key, 'a'+i), key))
	}
}

func (c *catalogue) sku(h house, l line, pk pack, key, product string) SKU {
	c.barcodes++
	list := charming(money.Fen(l.yuan * pk.units * pk.percent)) // yuan times percent is fen
	price := charming(list * money.Fen(86+c.rng.IntN(11)) / 100)
	member := charming(price * money.Fen(93+c.rng.IntN(5)) / 100)
	return SKU{
		Key: key, ProductKey: product, Spec: spec(l, pk), Barcode: barcode(h.prefix, c.barcodes),
		ListPrice: list, Price: min(price, list), MemberPrice: min(member, price, list),
		Cost:  min(member, price, list) * money.Fen(62+c.rng.IntN(19)) / 100,
		Units: pk.units, VolumeMl: l.ml, WeightGrams: weight(l, pk), ABVTenths: l.abv,
	}
}

// charming rounds an amount to what stands on price tags: tenths of a yuan below 20, whole yuan below 100, and above
// that an eight or nine at the end.
func charming(f money.Fen) money.Fen {
	switch {
	case f < 2000:
		return max(f/50*50, 50)
	case f < 10000:
		return f / 100 * 100
	}
	yuan := f / 100
	switch last := yuan % 10; {
	case last >= 8:
		return yuan * 100
	case last >= 5:
		return (yuan/10*10 + 5) * 100
	}
	return (yuan/10*10 - 2) * 100
}

// spec names a pack: "500ml 单瓶", "500ml 整箱6瓶", "180g 3包装".
func spec(l line, pk pack) string {
	if l.ml > 0 {
		return fmt.Sprintf("%dml %s", l.ml, pk.label)
	}
	return l.net + " " + pk.label
}

// weight adds up drink and vessel: glass weighs about as much as it holds, aluminium next to nothing.
func weight(l line, pk pack) int {
	piece := l.grams
	if l.ml > 0 {
		switch {
		case strings.HasPrefix(string(l.shape), "can"):
			piece = l.ml + 18
		case strings.HasPrefix(l.category, "huangjiu"):
			piece = l.ml + l.ml*4/5
		default:
			piece = l.ml + 120 + l.ml*3/5
		}
	}
	return piece*pk.units + pk.gift
}

// fullName is what stands in a list: brand, line, strength for baijiu, kind, vintage for wine.
func fullName(h house, l line) string {
	category := l.category
	if category == "" {
		category = h.category
	}
	family, sub, _ := strings.Cut(category, "-")
	switch family {
	case "baijiu":
		return fmt.Sprintf("%s %s %d度%s白酒", h.name, l.name, l.abv/10, aroma(h, sub))
	case "beer":
		return fmt.Sprintf("%s %s %s", h.name, l.name, l.suffix)
	case "wine":
		return h.name + " " + l.name + wineSuffix(l, sub) + vintage(l)
	case "huangjiu":
		return fmt.Sprintf("%s %s 黄酒", h.name, l.name)
	case "goods":
		return h.name + " " + l.name
	}
	return fmt.Sprintf("%s %s %s", h.name, l.name, l.suffix)
}

func wineSuffix(l line, sub string) string {
	for _, told := range []string{"干红", "香槟", "起泡", "冰酒", "桃红", "甜白", "气泡"} {
		if strings.Contains(l.name, told) {
			return ""
		}
	}
	switch sub {
	case "white":
		return " 干白葡萄酒"
	case "rose":
		return " 桃红葡萄酒"
	case "sparkling":
		return " 起泡酒"
	case "sweet":
		return " 甜酒"
	}
	return " 干红葡萄酒"
}

func vintage(l line) string {
	for _, a := range l.attrs {
		if a.Key == "vintage" {
			return fmt.Sprintf(" %d", a.Int)
		}
	}
	return ""
}

func aroma(h house, sub string) string {
	switch sub {
	case "jiang":
		return "酱香"
	case "nong":
		return "浓香"
	case "qing":
		return "清香"
	case "feng":
		return "凤香"
	case "jian":
		if h.key == "dongting" {
			return "馥郁香"
		}
		return "兼香"
	}
	if h.key == "yuetang" {
		return "豉香"
	}
	return "米香"
}

func attributes(h house, l line, category string) []Attribute {
	family, sub, _ := strings.Cut(category, "-")
	if family == "goods" {
		return append([]Attribute{text("origin", h.origin)}, l.attrs...)
	}
	attrs := []Attribute{number("abv", l.abv), number("volume", l.ml), text("origin", h.origin)}
	if family == "baijiu" {
		attrs = append(attrs, text("aroma", aroma(h, sub)), text("material", material(h, sub)))
	}
	return append(attrs, l.attrs...)
}

func material(h house, sub string) string {
	switch {
	case h.key == "kunlunyao":
		return "水、青稞、豌豆"
	case h.key == "wangjiang" || h.key == "jinjiangchun":
		return "水、高粱、大米、糯米、小麦、玉米"
	case sub == "mi":
		return "水、大米、小曲"
	case sub == "qing":
		return "水、高粱、大麦、豌豆"
	}
	return "水、高粱、小麦"
}

func fulfilments(l line, category string) []string {
	if strings.HasPrefix(category, "goods-ice") || l.shape == "keg" {
		return []string{"instant", "pickup"}
	}
	return []string{"instant", "express", "pickup"}
}
